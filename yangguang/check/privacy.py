"""Finds personal data in a text: identity cards, mobile numbers, bank cards, passports, private mailboxes."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yangguang.check.credit import right_credit_code

IDENTITY, MOBILE, CARD, PASSPORT, MAILBOX = "P900", "P901", "P902", "P903", "P904"
"""The kinds, by the rule that each breaks."""

_GAP = r"[ \t\u00a0\u00ad\u2002-\u200b\u202f\u2060\u3000\-\u2010-\u2015\u2212\uff0d]"
_RUN = re.compile(rf"\d(?:{_GAP}{{0,2}}\d){{10,}}")
"""Eleven or more digits of any script (full-width ones are some), alone or set apart by blanks and hyphens."""
_LAST = re.compile(rf"{_GAP}{{0,2}}[XxＸｘ](?![0-9A-Za-z])")
_DOTTED = re.compile(r"(?<![\d.])1[3-9]\d([.·•])\d{4}\1\d{4}(?![\d.])")
_GROUP = re.compile(r"\d+")
_WORD = re.compile(r"[A-Za-z_]+\Z")
_DIALLED = frozenset("tel mob phone mobile cell fax id sfz sj wx vx qq wechat weixin no".split())
_MAIL = re.compile(r"[\w.%+-]{1,64}[@＠]([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)", re.ASCII)
_PAPER = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{1,2}[0-9]{7,10}(?![0-9A-Za-z])")

_PROVINCES = frozenset("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54".split()) | (
    frozenset("61 62 63 64 65 71 81 82 83".split())
)
_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
_CHECKS = "10X98765432"
_CALL = re.compile("电话|手机|联系|致电|拨打|微信|[Tt][Ee][Ll]|[Pp]hone|[Mm]obile")
_BANK = re.compile("银行|信用卡|借记卡|储蓄卡|一卡通|卡号|[账帐][号户]|户名|开户|汇款|转[账帐]|收款")
_PUBLIC = re.compile("对公|国库|非税|财政|专户|单位[账帐]|基本户|公户")
_CODE = re.compile("编码|代码|编号|注册号|登记号|索引号|流水号|受理号|许可证号|证书号|档案号|合同号|凭证号|票号")
_LABEL = re.compile(rf"(?:{_CODE.pattern})[\"']?[ \t]*[:：]?(?:[ \t]*\[[0-9A-Za-z, \"'-]*|\n[ \t]*-)?[ \t]*[\"']?\Z")
"""What the number behind it is called, in so many words, alone or in a list."""
_CREDIT = re.compile("信用代码|机构代码")
_PAPERS = re.compile("护照|通行证|[Pp]assport|PASSPORT")
_PRIVATE = re.compile(
    r"(?:vip\.)?(?:qq|foxmail|163|126|188|139|189|wo|yeah|sina|sohu|tom|21cn|aliyun|gmail|googlemail|hotmail|outlook"
    r"|live|msn|yahoo|ymail|icloud|proton|protonmail)\.(?:com|cn|net|me|com\.cn)",
    re.IGNORECASE,
)
_FIELD = re.compile(r"^[ \t-]*(?:邮箱|电子邮箱)[\"']?[ \t]*:[ \t]*[\"']?$")
_MANY = 40
"""More groups of digits than this in one line are a table of figures: only its whole numbers are looked at."""
_BEFORE = 40
"""As many signs before a number are asked what it is."""
_HEADING = 2_000
"""And as many of what stands over it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found: its kind, its place in the text, and the value as it is compared (never shown)."""

    rule: str
    start: int
    end: int
    value: str

    @property
    def masked(self) -> str:
        """The value as it may be shown: 138****1234, 35*************123."""
        if self.rule == MAILBOX:
            name, _, domain = self.value.partition("@")
            return f"{name[0]}***@{domain}"
        head, tail = {MOBILE: (3, 4), IDENTITY: (2, 3), CARD: (4, 4)}.get(self.rule, (1, 2))
        return self.value[:head] + "*" * (len(self.value) - head - tail) + self.value[-tail:]


def find(text: str, heading: str = "") -> list[Hit]:
    """All personal data in a text, in order; ``heading`` says what its numbers are (the columns of a table)."""
    heading = heading[:_HEADING]
    hits = [hit for run in _RUN.finditer(text) for hit in _numbers(text, run, heading)]
    hits += [Hit(MOBILE, *dotted.span(), fold("".join(_GROUP.findall(dotted[0])))) for dotted in _DOTTED.finditer(text)]
    if "护照" in text or "通行证" in text or "assport" in text or "ASSPORT" in text:
        hits += _passports(text)
    if "@" in text or "＠" in text:
        hits += _without_numbers(_mailboxes(text), sorted(hit.start for hit in hits))
    return sorted(hits, key=lambda hit: hit.start)


def right_identity(number: str) -> bool:
    """Whether 15 or 18 signs are an identity-card number (GB 11643): region, a real birthday, the check digit."""
    if number[:2] not in _PROVINCES and not (len(number) == 18 and number[0] == "9"):
        return False
    if len(number) == 15:
        return _real_day("19" + number[6:12])
    sum_ = sum(int(sign) * weight for sign, weight in zip(number[:17], _WEIGHTS, strict=True))
    return number[6:8] in ("18", "19", "20") and _real_day(number[6:14]) and _CHECKS[sum_ % 11] == number[17]


def right_card(number: str) -> bool:
    """Whether the last digit fits the others by Luhn's sum (ISO/IEC 7812-1)."""
    doubled = "0246813579"
    signs = (int(doubled[int(s)]) if place % 2 else int(s) for place, s in enumerate(reversed(number)))
    return sum(signs) % 10 == 0


def _real_day(text: str) -> bool:
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return True


def fold(text: str) -> str:
    """Digits and letters of any width as ASCII; the length stays."""
    return "".join(_ascii(sign) for sign in text)


def _ascii(sign: str) -> str:
    digit = unicodedata.decimal(sign, None)
    return str(digit) if digit is not None else chr(ord(sign) - 0xFEE0) if "！" <= sign <= "～" else sign


def _numbers(text: str, run: re.Match[str], heading: str) -> Iterator[Hit]:
    """The numbers of one run of digits: the longest stretch of whole groups that is one, then on behind it."""
    groups = [match.span() for match in _GROUP.finditer(text, *run.span())]
    if len(groups) > _MANY:
        groups = [(start, end) for start, end in groups if end - start >= 11]
    first = 0
    while first < len(groups):
        hit, last = _longest(text, groups, first, heading)
        if hit:
            yield hit
        first = last + 1


def _longest(text: str, groups: list[tuple[int, int]], first: int, heading: str) -> tuple[Hit | None, int]:
    """The longest number that begins with this group, and its last group."""
    found: tuple[Hit | None, int] = (None, first)
    length = 0
    if groups[-1][1] - groups[first][0] < 11:
        return found
    for last in range(first, len(groups)):
        length += groups[last][1] - groups[last][0]
        if length > 19:
            break
        if may_be(length, text[groups[first][0]]) and (hit := _number(text, groups[first : last + 1], heading)):
            found = (hit, last)
    return found


def may_be(length: int, sign: str) -> bool:
    """Whether so many digits beginning with this one may be a number of a person at all; most codes end here."""
    return length in (13, 15, 16, 17, 18, 19) or (length == 11 and unicodedata.decimal(sign, None) == 1)


def _number(text: str, groups: list[tuple[int, int]], heading: str) -> Hit | None:
    """What these groups of digits are when read as one number."""
    start, end = groups[0][0], groups[-1][1]
    digits = fold("".join(text[a:b] for a, b in groups))
    shape = tuple(b - a for a, b in groups)
    before = _before(text, start)
    if _inside(text, start, end):
        return None
    last = _LAST.match(text, end) if len(digits) == 17 else None
    if _identity(digits + "X" if last else digits, shape, before + heading):
        return Hit(IDENTITY, start, last.end() if last else end, digits + "X" if last else digits)
    if _banks(digits, before + heading):
        return Hit(CARD, start, end, digits)
    if (number := _mobile(digits, shape, before + heading)) and not _amount(text, start, end):
        return Hit(MOBILE, start, end, number)
    return None


def _before(text: str, start: int) -> str:
    """What stands before a number: its own line and the one above, no more than some words."""
    return "\n".join(text[max(start - _BEFORE, 0) : start].split("\n")[-2:])


def _inside(text: str, start: int, end: int) -> bool:
    """Whether the digits are part of something longer: of a word, of a code with letters, of an address."""
    head = text[max(start - 200, 0) : start]
    word = _WORD.search(head)
    if word and word[0].lower() not in _DIALLED:
        return True
    if re.search(r"[A-Za-z0-9]-\Z", head) and not re.search(
        r"(?<![0-9A-Za-z])(?:\+?(?:00)?86|0\d{2,3}|\d{7,8})-\Z", head
    ):
        return re.search(r"(?<!\d)1[3-9]\d{9}-\Z", head) is None
    if re.search(r"://\S*[/=_]\Z", head) and not re.search(r"(?:tel|phone|mobile)=\Z", head, re.IGNORECASE):
        return True
    return bool(re.match(r"[A-WYZa-wyz_]|[Xx][0-9A-Za-z]|-[A-WYZa-wyz]", text[end : end + 2]))


def _identity(number: str, shape: tuple[int, ...], before: str) -> bool:
    """Whether it is an identity-card number and no credit code; 15 signs have no check digit, so words count there."""
    if len(number) == 15 and ((len(shape) > 1 and shape != (6, 6, 3)) or _CODE.search(before)):
        return False
    if len(number) not in (15, 18) or not right_identity(number):
        return False
    return not (right_credit_code(number) and (number[0] == "9" or _CREDIT.search(before)))


def _banks(digits: str, before: str) -> bool:
    """Whether it is a person's card: the words before it say so, and it is neither a public account nor a unit's code."""
    if not 16 <= len(digits) <= 19 or not right_card(digits) or right_credit_code(digits):
        return False
    return bool(_BANK.search(before)) and not _PUBLIC.search(before)


def _mobile(digits: str, shape: tuple[int, ...], before: str) -> str:
    """The eleven digits of a mobile number, its country code cut off; else empty."""
    for prefix in ("0086", "86"):
        if len(digits) == 11 + len(prefix) and digits.startswith(prefix):
            digits = digits[len(prefix) :]
            shape = (shape[0] - len(prefix), *shape[1:]) if shape[0] > len(prefix) else shape[1:]
    if len(digits) != 11 or not re.match("1[3-9]", digits) or _LABEL.search(before):
        return ""
    # Years, counts and codes also stand side by side; only the usual ways of writing a number need no word before it.
    return digits if shape in ((11,), (3, 4, 4)) or _CALL.search(before) else ""


def _amount(text: str, start: int, end: int) -> bool:
    """Whether it is a sum or a fraction: 13800138000.00, 13800138000元."""
    return bool(
        re.match(r"\.\d|[万亿]?元|%", text[end : end + 2])
        or re.search(r"\d\.\Z|[¥￥]\Z", text[max(start - 2, 0) : start])
    )


def _passports(text: str) -> Iterator[Hit]:
    folded = fold(text)
    for match in _PAPER.finditer(folded):
        if _PAPERS.search(_before(text, match.start())):
            yield Hit(PASSPORT, *match.span(), match[0].upper())


def _mailboxes(text: str) -> Iterator[Hit]:
    """Mailboxes of the public services, but where a record asks for one (邮箱: …)."""
    for match in _MAIL.finditer(text):
        line = text[max(match.start() - _BEFORE, 0) : match.start()].rpartition("\n")[2]
        if _PRIVATE.fullmatch(match[1]) and not _FIELD.match(line):
            yield Hit(MAILBOX, *match.span(), fold(match[0]).lower())


def _without_numbers(mailboxes: Iterator[Hit], starts: list[int]) -> Iterator[Hit]:
    """The mailboxes but those whose name is a number already told."""
    for hit in mailboxes:
        after = bisect_left(starts, hit.start)
        if after == len(starts) or starts[after] >= hit.end:
            yield hit
