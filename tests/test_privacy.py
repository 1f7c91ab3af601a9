"""What is personal data and what only looks like it: a table of cases made by rule, and the gate around them."""

import hashlib
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from posixpath import normpath
from time import process_time

import pytest

from tests.breaking import BASE, bodies, problems_of
from tests.helpers import ROOT, build, copy_of, yangguang
from tests.personal import CARDS, IDENTITIES, REGIONS, WIDE, card, identity, spaced
from yangguang.check.credit import right_credit_code
from yangguang.check.handbook import line
from yangguang.check.privacy import CARD, IDENTITY, MAILBOX, MOBILE, PASSPORT, find, right_identity
from yangguang.check.seen import as_seen
from yangguang.model.messages import RULES, sentence

Case = tuple[str, tuple[str, ...]]
"""A text, and the rules of what is found in it."""

ITEM = "powers/civil-affairs/1107-B-00100-141000.yml"

WRONG_DAYS = ("19490231", "19001301", "20010229", "00000101", "21000101", "19990600")
MOBILES = tuple(f"1{second}{rest}" for second, rest in product("3456789", ("800138000", "912345678", "000000000")))


def credit(first: str) -> str:
    """A credit code whose check sign is right: the weights are 1 3 9 27 19 26 16 17 20 29 25 13 8 24 10 30 28."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    return first + signs[-sum(signs.index(a) * b for a, b in zip(first, weights, strict=True)) % 31]


def identities() -> Iterator[Case]:
    for number in IDENTITIES:
        yield f"身份证号{number}。", (IDENTITY,)
        yield f"申请人 {number.lower()}", (IDENTITY,)
        yield spaced(number, 6, 8), (IDENTITY,)
        yield f"({spaced(number, 6, 4, 4, gap='-')})", (IDENTITY,)
        yield number.translate(WIDE), (IDENTITY,)
    for number in IDENTITIES[::5]:
        yield spaced(number, *[1] * 17), (IDENTITY,)
        yield spaced(number, 6, 8, gap="\u3000"), (IDENTITY,)
        yield spaced(number, 6, 8, 3, gap="-"), (IDENTITY,)
        yield f"{number}、{number}", (IDENTITY, IDENTITY)
        yield f"{number} 13800138000", (IDENTITY, MOBILE)
    for day in ("491231", "800229", "000101", "991231"):
        yield f"旧身份证 110105{day}002", (IDENTITY,)
        yield f"旧身份证 {spaced('110105' + day + '002', 6, 6)}", (IDENTITY,)


def no_identities() -> Iterator[Case]:
    for number in IDENTITIES[::2]:
        yield number[:17] + ("1" if number[17] != "1" else "2"), ()
        yield number[:2] + "*" * 13 + number[-3:], ()
        yield number[:6] + "********" + number[-4:], ()
        yield f"{number[:17]}{number[17]}12", ()
        yield f"A{number}", ()
    for region, day in product(REGIONS[:3], WRONG_DAYS):
        yield identity(region, day), ()
    for region in ("000000", "180105", "470105", "990105"):
        yield identity(region, "19491231") if region < "9" else region + "19491332" + "0021", ()
    for day in ("491331", "800230", "000001", "990631"):
        yield f"110105{day}002", ()
    yield "工商注册号 140100200101234", ()
    yield "原编码: [14100000100, 14100000200]", ()
    yield "    原编码:\n      - 14100000100\n", ()
    yield "项目编码：110105491231002", ()


def mobiles() -> Iterator[Case]:
    for number in MOBILES:
        yield f"手机{number}", (MOBILE,)
        yield f"+86{number}", (MOBILE,)
        yield f"+86 {spaced(number, 3, 4)}，张某", (MOBILE,)
        yield spaced(number, 3, 4, gap="-"), (MOBILE,)
        yield number.translate(WIDE), (MOBILE,)
    for number in MOBILES[::6]:
        yield f"(+86){number}", (MOBILE,)
        yield f"0086-{number}", (MOBILE,)
        yield f"TEL:{number}", (MOBILE,)
        yield f"tel{number}", (MOBILE,)
        yield f"电话 {spaced(number, 4, 3)}", (MOBILE,)
        yield f"联系电话：{spaced(number, 3, gap='-')}", (MOBILE,)
        yield f"{number}/{number}", (MOBILE, MOBILE)
        yield f"WPS\n{number}", (MOBILE,)
        yield f"1.\n{number}", (MOBILE,)
        yield f"{number} {number}", (MOBILE, MOBILE)
        yield spaced(number, 3, 4, gap="."), (MOBILE,)
        yield spaced(number, 3, 4, gap="·"), (MOBILE,)
        yield f"{number[:3]}\u00ad{number[3:7]}\u2060{number[7:]}", (MOBILE,)
        yield f"{number}@163.com", (MOBILE,)
        yield f"http://example.org/a?phone={number}", (MOBILE,)


def no_mobiles() -> Iterator[Case]:
    for number in MOBILES[::2]:
        yield f"{number[:3]}****{number[-4:]}", ()
        yield f"{number}1", ()
        yield f"9{number}", ()
        yield f"合计{number}元", ()
        yield f"{number}.50", ()
        yield f"a{number}f", ()
        yield f"http://example.org/{number}.html", ()
        yield f"content_{number}.html", ()
        yield f"XK-{number}-2", ()
        yield f"职权编码: {number}", ()
        yield f"许可证号：{number}", ()
        yield spaced(number, 3, 4, gap=".") + ".1", ()
    for (
        hotline
    ) in "12345 12315 110 0357-2012345 (0357)2012345 010-12345678 400-123-4567 95598 0357-2012345-8001".split():
        yield f"电话：{hotline}", ()
    for number in ("12012345678", "10800138000", "11012345678", "2380013800", "1380013800"):
        yield f"电话：{number}", ()
    for text in ("1949 1950 1951", "2024-01-05 2024-02-05", "1380 013 8000", "10:30-11:30", "第138号、第0013号"):
        yield text, ()


def cards() -> Iterator[Case]:
    words = ("银行卡号：", "开户行及账号 ", "收款帐号\n", "请转账至", "储蓄卡", "户名：张某，某某银行 ")
    for word, first in product(words, CARDS):
        number = card(first)
        yield word + number, (CARD,)
        yield word + spaced(number, 4, 4, 4, 4), (CARD,)
        yield number, ()
        yield word + number[:-1] + str((int(number[-1]) + 1) % 10), ()
        yield word + number[:4] + " **** **** " + number[-4:], ()
        yield f"非税专户{word}{number}", ()


def passports() -> Iterator[Case]:
    for number in ("E12345678", "EA1234567", "G12345678", "D1234567", "e12345678", "Ｅ１２３４５６７８"):
        yield f"护照号码：{number}", (PASSPORT,)
        yield f"型号 {number}", ()
    yield "往来港澳通行证 C12345678", (PASSPORT,)
    yield "护照号码 E*****678", ()
    yield "护照办理电话 0357-2012345", ()


def mailboxes() -> Iterator[Case]:
    for domain in ("qq.com", "163.com", "126.com", "gmail.com", "vip.qq.com", "sina.com.cn", "139.com", "outlook.com"):
        yield f"请写信到 linfen.mz@{domain}。", (MAILBOX,)
        yield f"备注: 信箱Zhang_San@{domain.upper()}", (MAILBOX,)
        yield f"邮箱: minzheng@{domain}", ()
    for text in ("jubao@example.org", "mzj@linfen.gov.cn", "a@qq.com.example.org", "微博@民政", "邮箱 @qq.com"):
        yield text, ()


def codes() -> Iterator[Case]:
    for first in ("11511301083372204", "11140000012345678", "91140100123456789", "12141081MB0123456"):
        yield f"统一社会信用代码：{credit(first)}", ()
        yield credit(first), ()
    yield "115113010833722043", ()
    yield "收款单位 115113010833722043", ()
    for code in (
        "1107-A-00100-141000",
        "000014349/2017-00110",
        "11341702486344515H/202110-00013",
        "11441700007280420Y/2021-00050",
        "000107001000",
        "1114100001234567841000107001000",
        "11140000MB01234567-4140107001000",
        "4" * 31,
        "2024-01-01 12:30:00",
        "0123456789abcdef$13800138000ffffffff",
        "晋政发〔2015〕37号",
        "041000",
        "1" + "0" * 20,
    ):
        yield code, ()
        yield f"编码：{code}", ()


CALLS = "电话 手机 联系 致电 拨打 微信 tel Tel TEL phone Phone mobile Mobile".split()
GLUED = "tel TEL mob phone Mobile cell fax id sfz sj wx vx qq QQ wechat weixin no No".split()
BANKS = "银行 信用卡 借记卡 储蓄卡 一卡通 卡号 账号 帐号 账户 帐户 户名 开户 汇款 转账 转帐 收款".split()
PUBLIC = "对公 国库 非税 财政 专户 单位账户 单位帐户 基本户 公户".split()
LABELS = "编码 代码 编号 注册号 登记号 索引号 流水号 受理号 许可证号 证书号 档案号 合同号 凭证号 票号".split()
PRIVATE = """qq foxmail 163 126 188 139 189 wo yeah sina sohu tom 21cn aliyun gmail googlemail hotmail outlook live msn
yahoo ymail icloud proton protonmail""".split()
SAME = next(one for n in range(1000) if right_credit_code(one := identity("110105", "19491231", f"{n:03}")))
"""An identity-card number that would be right as a credit code, too."""
ABROAD = identity("911156", "19800229")
"""A permanent residence card of a foreigner has a 9 where others have the province."""


def words() -> Iterator[Case]:
    """What the words around a number make of it, each word once."""
    mobile, bank, old = MOBILES[0], card(CARDS[0]), "110105491231002"
    for word in CALLS:
        yield f"{word} 1380 013 8000", (MOBILE,)
    for word in GLUED:
        yield word + mobile, (MOBILE,)
    for word in BANKS:
        yield f"{word} {bank}", (CARD,)
    for word in PUBLIC:
        yield f"{word}账号 {bank}", ()
    for word in LABELS:
        yield f"{word}：{mobile}", ()
        yield f"{word} {old}", ()
    for word in ("护照", "通行证", "passport", "Passport", "PASSPORT"):
        yield f"{word} E12345678", (PASSPORT,)
    for name in PRIVATE:
        yield f"a@{name}.com", (MAILBOX,)
    for domain in ("vip.163.com", "139.cn", "yeah.net", "proton.me", "yahoo.com.cn"):
        yield f"a＠{domain}", (MAILBOX,)
    yield "- 电子邮箱: a@qq.com", ()
    yield f"银行卡\n{bank}", (CARD,)
    yield f"银行卡\n\n{bank}", ()
    yield f"银行卡{'。' * 40}{bank}", ()
    for word in ("统一社会信用代码", "组织机构代码"):
        yield f"{word}：{SAME}", ()
    yield SAME, (IDENTITY,)
    yield ABROAD, (IDENTITY,)
    yield ABROAD[:6] + ABROAD[8:17], ()


def surroundings() -> Iterator[Case]:
    """What stands right before and behind a number."""
    mobile = MOBILES[0]
    for before in ("0357-", "010-", "2012345-", "20123456-", "86-", "+86-", "0086-", "http://example.org/a?tel="):
        yield before + mobile, (MOBILE,)
    yield f"http://example.org/a?b=1&mobile={mobile}", (MOBILE,)
    yield f"http://example.org/a?id={mobile}", ()
    yield f"{mobile}-{mobile}", (MOBILE, MOBILE)
    yield f"X1-{mobile}", ()
    yield f"+86-86-{mobile}", (MOBILE,)
    yield f"86-{IDENTITIES[0]}", (IDENTITY,)
    for behind in ("元", "万元", "亿元", "%", ".5", "x1", "X9", "-A", "-b", "g", "_"):
        yield mobile + behind, ()
    for before in ("¥", "￥", "1."):
        yield before + mobile, ()
    yield f"{mobile}.", (MOBILE,)
    yield f"{mobile}x", (MOBILE,)
    yield " ".join(["12"] * 50 + [mobile, "34", card(CARDS[0])]), (MOBILE,)
    yield spaced("110105491231002", 5, 5), ()
    yield "11010519491231002", ()
    yield f"a@qq.com {mobile} b@163.com", (MAILBOX, MOBILE, MAILBOX)
    yield f"{spaced(mobile, 3, 4, gap='.')} {mobile}@qq.com", (MOBILE, MOBILE)


PARTS = (words, surroundings, identities, no_identities, mobiles, no_mobiles, cards, passports, mailboxes, codes)
CASES = tuple(dict.fromkeys(case for part in PARTS for case in part()))


def test_the_table_is_long_enough() -> None:
    found = sum(bool(rules) for _, rules in CASES)
    assert found >= 200
    assert len(CASES) - found >= 200


@pytest.mark.parametrize(("text", "rules"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_personal_data_and_nothing_else_is_found(text: str, rules: tuple[str, ...]) -> None:
    assert tuple(hit.rule for hit in find(text)) == rules


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_what_is_shown_is_masked_and_passes_the_gate_itself(part: object) -> None:
    assert callable(part)
    for text, _ in part():
        for hit in find(text):
            assert hit.value not in hit.masked
            assert hit.rule == MAILBOX or find(f"手机 护照 银行卡 {hit.masked}") == []


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("电话13800138000。", "138****8000"), ("旧身份证 110105491231002", "11**********002"),
        ("身份证11010519491231002X。", "11*************02X"), (f"卡号{card('411111111111111')}", "4111********1111"),
        ("护照 E12345678", "E******78"), ("写信到 linfen@qq.com", "l***@qq.com"),
    ],
)  # fmt: skip
def test_a_value_shows_so_much_that_its_owner_knows_it_and_stands_where_it_was_found(text: str, masked: str) -> None:
    (hit,) = find(text)
    assert hit.masked == masked
    assert text[hit.start : hit.end] == hit.value


def test_one_value_is_the_same_however_wide_it_is_written() -> None:
    for text in ("护照E12345678", f"身份证{IDENTITIES[0]}", "a@qq.com", "13800138000"):
        wide = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" and sign != "." else sign for sign in text)
        values = {hit.value for hit in (*find(text), *find(wide))}
        assert len(values) == 1, wide


@pytest.mark.parametrize(
    ("text", "heading", "rules"),
    [
        ("1380 013 8000", "姓名,联系电话", (MOBILE,)), ("1380 013 8000", "名称,数量", ()),
        ("110105491231002", "名称,注册号", ()), ("110105491231002", "姓名,身份证", (IDENTITY,)),
        (SAME, "名称,统一社会信用代码", ()), (card(CARDS[0]), "姓名,卡号", (CARD,)), (card(CARDS[0]), "单位,对公账号", ()),
    ],
)  # fmt: skip
def test_the_head_of_a_column_counts_like_words_before_the_number(
    text: str, heading: str, rules: tuple[str, ...]
) -> None:
    assert tuple(hit.rule for hit in find(text, heading)) == rules


def test_the_numbers_that_the_standard_itself_prints_are_judged_right() -> None:
    assert right_identity("11010519491231002X")
    assert not right_identity("110105194912310021")


def test_columns_of_a_table_say_what_its_numbers_are() -> None:
    table = f"姓名,银行卡号\n张某,100\n李某,200\n王某,{card(CARDS[0])}\n".encode()
    assert rules_of({"files/form.csv": table}) == ["P350", CARD]


def rules_of(files: dict[str, bytes]) -> list[str]:
    """The rules that the sound content trips once these files are laid over it."""
    return sorted(problem.rule for problem in problems_of(bodies(BASE) | files))


def with_line(line: str) -> dict[str, bytes]:
    return {ITEM: (BASE / ITEM).read_bytes() + line.encode()}


@pytest.mark.parametrize(
    "line",
    [
        "# 13800138000\n",
        "备注: 张某13800138000\n",
        '备注: "1380013\\x38000"\n',
        '备注: "1380013\\\n  8000"\n',
        "备注: 电话 138\n  0013 8000\n",
        "备注: |\n  一、\n  二、13800138000\n",
    ],
)
def test_a_number_is_found_however_the_file_writes_it(line: str) -> None:
    assert rules_of(with_line(line)) == [MOBILE]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("138&nbsp;0013&nbsp;8000", [MOBILE]), ("138**0013**8000", [MOBILE]), ("138<b>0013</b>8000", [MOBILE]),
        ("&#49;3800138000", [MOBILE]), ("138\\_0013\\_8000", [MOBILE]), ("138  \n0013\n8000", [MOBILE]),
        ("1101051949\n1231002X", [IDENTITY]), ("110105\\-19491231\\-002X", [IDENTITY]),
        ("2015\n2016\n2017", []), ("138\n\n0013\n\n8000", []), ("| 138 | 0013 | 8000 |", []), ("1*3800138000", [MOBILE]),
    ],
)  # fmt: skip
def test_what_a_page_shows_in_one_piece_is_found_where_its_source_stands(text: str, rules: list[str]) -> None:
    page = f"# 指南\n\n甲 &amp; 乙\n\n{text}\n".encode()
    found = [
        problem for problem in problems_of(bodies(BASE) | {"pages/guide.md": page}) if problem.rule.startswith("P90")
    ]
    assert [(problem.rule, problem.file, problem.line) for problem in found] == [
        (rule, "pages/guide.md", 5) for rule in rules
    ]


def test_an_item_that_cannot_be_read_is_looked_through_all_the_same() -> None:
    assert MOBILE in rules_of(with_line("备注: [13800138000\n"))


def personal(files: dict[str, bytes]) -> list[str]:
    """The rules on personal data alone."""
    return [rule for rule in rules_of(files) if rule.startswith("P9")]


CODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be", "utf-16", "utf-32"]


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize(
    "text", ["联系人：李某，13800138000\n", "某甲\t13800138000\r\n", "13800138000", "１３８ 0013 8000\n"]
)
def test_text_attachments_are_looked_through(coding: str, text: str) -> None:
    assert personal({"files/form.txt": text.encode(coding)}) == [MOBILE]


@pytest.mark.parametrize("coding", CODINGS)
def test_words_before_a_number_are_read_in_every_coding(coding: str) -> None:
    text = f"姓名\t银行卡号\n张某\t{card(CARDS[0])}\n李某\t护照号码：E12345678\n" * 3
    assert sorted(set(personal({"files/form.txt": text.encode(coding)}))) == [CARD, PASSPORT]


@pytest.mark.parametrize(
    ("name", "coding", "rules"),
    [
        ("form.txt", "utf-8", []), ("form.txt", "utf-8-sig", []), ("form.txt", "utf-16", []),
        ("form.txt", "gb18030", ["P363"]), ("form.txt", "utf-16-le", ["P363"]), ("form.TXT", "gb18030", ["P350", "P363"]),
        ("form.csv", "gb18030", ["P350"]), ("../README.txt", "gb18030", []),
    ],
)  # fmt: skip
def test_a_note_that_browsers_show_as_other_signs_is_told(name: str, coding: str, rules: list[str]) -> None:
    assert rules_of({normpath(f"files/{name}"): "社会团体登记，填表说明：第1、2项。\n".encode(coding)}) == rules


def test_a_mark_of_the_other_byte_order_is_honoured() -> None:
    assert rules_of({"files/form.txt": b"\xfe\xff" + "电话13800138000".encode("utf-16-be")}) == [MOBILE]


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        (b"\xff\xfe1", ["P909"]),
        (bytes(64), ["P909"]),
        (b"list\0", ["P909"]),
        (b"13800138000\0", [MOBILE, "P909"]),
        (b"138\0" + b"0013\0" + b"8000\0\0\0", [MOBILE, "P909"]),
        ("名单\n13800138000".encode("utf-32-le"), [MOBILE, "P909"]),
        ("名单\n".encode("gb18030") + b"\xff\xff", ["P909"]),
        ("上海一二三四五六七八九十\n第二行，1。\n".encode("utf-16-le"), []),
    ],
)
def test_a_note_that_is_no_text_is_told_and_looked_through_as_far_as_it_goes(body: bytes, rules: list[str]) -> None:
    assert personal({"files/form.txt": body}) == rules


@pytest.mark.parametrize("file", ["region.yml", "departments/civil-affairs.yml", "disclosures/2026/notice.md"])
def test_every_file_of_a_region_is_looked_through(file: str) -> None:
    body = (BASE / file).read_bytes()
    text = "\n联系人 13800138000\n" if file.endswith(".md") else "\n# 联系人 13800138000\n"
    assert rules_of({file: body + text.encode()}) == [MOBILE]


def test_the_message_has_the_place_and_the_masked_value_but_never_the_value() -> None:
    number = IDENTITIES[0]
    [problem] = problems_of(bodies(BASE) | with_line(f"备注: 身份证{number}\n"))
    told = line(problem)
    assert told.startswith(f"{ITEM}:25:8: 错误 P900 ")
    assert f"{number[:2]}{'*' * 13}{number[-3:]}" in told
    assert number not in told


def test_the_line_that_is_printed_allows_the_value_once_reason_and_date_are_filled_in() -> None:
    files = with_line("备注: 样表 138 0013 8000\n")
    [problem] = problems_of(bodies(BASE) | files)
    line = problem.args["line"].replace("理由: ", "理由: 样表").replace("到期: ", "到期: 2026-12-31")
    assert line in sentence(problem, "zh").replace("理由: ", "理由: 样表").replace("到期: ", "到期: 2026-12-31")
    assert rules_of(files | {"privacy-allow.yml": line.encode()}) == ["P905"]
    expired = line.replace("2026-12-31", "2026-03-31")
    assert rules_of(files | {"privacy-allow.yml": expired.encode()}) == [MOBILE, "P906"]


def test_an_exception_holds_for_its_value_in_its_file_only() -> None:
    salt = "0" * 16
    digest = hashlib.sha256(f"{salt}13800138000".encode()).hexdigest()
    entry = f'- {{文件: {ITEM}, 散列: "{salt}${digest}", 理由: 样表, 到期: 2026-12-31}}\n'.encode()
    files = with_line("备注: 13800138000，13900139000\n") | {"files/form.txt": b"13800138000\n"}
    assert rules_of(files | {"privacy-allow.yml": entry}) == [MOBILE, MOBILE, "P905"]


def test_what_was_allowed_is_forbidden_after_its_day_though_the_item_comes_from_the_cache(tmp_path: Path) -> None:
    salt = "0" * 16
    digest = hashlib.sha256(f"{salt}13800138000".encode()).hexdigest()
    entry = f'- {{文件: {ITEM}, 散列: "{salt}${digest}", 理由: 样表, 到期: 2026-12-31}}\n'.encode()
    for path, body in (bodies(BASE) | with_line("备注: 13800138000\n") | {"privacy-allow.yml": entry}).items():
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_bytes(body)
    check = ("check", "--content", tmp_path / "content", "--cache", tmp_path / "cache", "--as-of")
    assert [yangguang(*check, day).exit_code for day in ("2026-04-01", "2026-04-01", "2026-12-31")] == [0, 0, 0]
    later = yangguang(*check, "2027-01-01")
    assert later.exit_code != 0
    assert "P901" in later.output
    assert "13800138000" not in later.output


def test_the_code_of_an_item_is_no_number_of_a_person_wherever_it_stands(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    old, new = "1107-A-00300-141000", "14100000300"
    for path in [path for path in content.rglob("*.*") if path.suffix in (".yml", ".md", ".csv")]:
        text = re.sub("编码规则: .*\n", "", path.read_text(encoding="utf-8"))
        path.write_text(text.replace(old, new), encoding="utf-8")
    (content / f"powers/civil-affairs/{old}.yml").rename(content / f"powers/civil-affairs/{new}.yml")
    taken_over = content / "regions/houma/events/2018/elsewhere.yml"
    taken_over.parent.mkdir(parents=True, exist_ok=True)
    row = "{类型: 委托, 变更前: [14000000100], 变更后: []}"
    taken_over.write_text(
        f"文号: 省\n标题: 委托\n批准机关: 省\n决定日期: 2018-01-01\n生效日期: 2018-01-01\n调整事项: [{row}]\n",
        encoding="utf-8",
    )
    item = content / f"powers/civil-affairs/{new}.yml"
    kept = "其他编码: {同源编码: 14000000200, 原编码: [14000000300, 14000000400]}\n"
    item.write_text(item.read_text(encoding="utf-8") + kept, encoding="utf-8")
    page = content / "pages/remedies.md"
    page.write_text(f"# 救济\n\n见[基金会登记](../powers/civil-affairs/{new}.yml)，{new}。\n", encoding="utf-8")
    assert new in (content / "events/2018/linyan-7.yml").read_text(encoding="utf-8")
    done = build(content, tmp_path / "site")
    assert done.exit_code == 0, done.output
    page.write_text(f"# 救济\n\n{new}，14100000301\n", encoding="utf-8")
    told = build(content, tmp_path / "site").output
    assert [told.count(word) for word in ("P901", "141****0301")] == [1, 1]


def test_the_same_content_always_gives_the_same_words() -> None:
    files = bodies(BASE) | with_line("备注: 13800138000\n")
    assert problems_of(files) == problems_of(files)


@pytest.mark.parametrize("folder", ["content", "tests/sites/good"])
def test_our_own_content_holds_no_personal_data(folder: str) -> None:
    root = ROOT / folder
    texts = {
        path: path.read_text(encoding="utf-8") for path in root.rglob("*") if path.suffix in (".yml", ".md", ".csv")
    }
    assert texts
    assert {path: hits for path, text in texts.items() if (hits := find(text))} == {}


def test_every_kind_has_its_rule() -> None:
    assert {IDENTITY, MOBILE, CARD, PASSPORT, MAILBOX} <= RULES.keys()


@pytest.mark.parametrize(
    "piece", ["1 ", "13800138000 ", "a@qq.com ", "1", "138-", "护照E12345678", "a", "1.", "@", "1<a", "&#49;", "1 \n"]
)
def test_a_hostile_megabyte_is_looked_through_in_seconds(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    started = process_time()
    find(text)
    find(as_seen(text)[0])
    assert process_time() - started < 20
