"""Legal bases written as one text → law, rank, version, number and articles, as far as the text says so plainly."""

from __future__ import annotations

import re
from functools import lru_cache

from yangguang.exchange.items.made import Value

NUMERAL = "一二三四五六七八九十百千零〇两0-9"
"""What numbers of articles are written with, as the inside of a regular expression's class."""
_MARK = re.compile(r"【\s*([\u4e00-\u9fff]{2,8})\s*】\s*(?=《)")
HEAD = re.compile(
    rf"(?:^|(?<=[\n。；;！？”」』）)]))[^\S\n]*[“\"]?(第[{NUMERAL}]+条(?:之[{NUMERAL}]++)?+(?:[第、和及（(]*+[{NUMERAL}]++[)）]?[款项目]?)*+)"
    r"(?:[^\S\n]*[:：;；][^\S\n]*|[^\S\n]++(?!规定|所列|所述|第|和|及|或|至|、|的|之)|(?=\n)|$)", re.M
)  # fmt: skip
"""An article's heading before its words: first in a line or sentence, a sign or a space behind it.

A penalty's text that says 违反本法第二十条规定 has no such heading inside."""
_LISTED = re.compile(
    rf"[\s、，,。；;和及]*+(?:(?:第[{NUMERAL}]++|[{NUMERAL}]++(?=[条章款项节]))[条章款项节]?+(?:之[{NUMERAL}]++)?+(?:第[{NUMERAL}]++[款项])*+[\s、，,。；;和及]*+)++"
)
"""Possessive throughout: what one part has taken no other part tries again, or a hostile row takes for ever."""
_BARE = re.compile(rf"[\s、，,。；;和及]*+(?:{_LISTED.pattern})?+")
"""What stands behind a law in a text that only lists them."""
_ONE = re.compile(
    rf"(?:第[{NUMERAL}]+|(?<![{NUMERAL}])[{NUMERAL}]++(?=[条章款项节]))[条章款项节]?(?:之[{NUMERAL}]+)?(?:第[{NUMERAL}]+[款项])*"
)
_APART = re.compile(r"(?<=[\s，,、。；;和及》）)条款项章节目0-9])(?=(?:【[\u4e00-\u9fff]{2,8}】)?《)")
"""Where the next law may begin in a text that only lists them."""
_PART = re.compile(rf"第[{NUMERAL}]+([款项])")
_STEMS = {
    "款": re.compile(rf"第[{NUMERAL}]+条(?:之[{NUMERAL}]+)?"),
    "项": re.compile(rf"第[{NUMERAL}]+条(?:之[{NUMERAL}]+)?(?:第[{NUMERAL}]+款)?"),
}
"""What a paragraph or point that stands alone belongs to, in the article before it."""
_DATE = re.compile(r"([12][0-9]{3})年(?!第[0-9]+号)(?:([0-9]{1,2})月)?(?:(?<=月)([0-9]{1,2})日?)?([^0-9]*)")
"""A day, or as much of it as is written: 2021年4月29, 2017年10月."""
_NUMBER = re.compile(
    r"(?:中华人民共和国)?(?:国务院|主席|[\u4e00-\u9fff]{2,14}?(?:部|委员会|总局|局|署|办公厅|人民政府))令(?:[12][0-9]{3}年)?第[0-9〇零一二三四五六七八九十百]+号"
    r"|[\u4e00-\u9fff]{2,8}[〔\[（(][12][0-9]{3}[〕\])）][0-9]+号"
)
_RANKS = {
    "法律": "法律", "行政法规": "行政法规", "地方性法规": "地方性法规", "地方法规": "地方性法规", "自治条例": "地方性法规",
    "国务院决定": "国务院决定", "部门规章": "部门规章", "部委规章": "部门规章", "地方政府规章": "地方政府规章",
    "政府规章": "地方政府规章", "地方规章": "地方政府规章", "规范性文件": "规范性文件", "国务院规范性文件": "规范性文件",
}  # fmt: skip
_DAY_OR_WORD = re.compile(
    r"[0-9]{2,4}年(?!第[0-9]+号)(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日?)?|[0-9]{1,2}月(?:[0-9]{1,2}日?)?|的?(?:通知|公告|决定|意见)"
)
"""What stands before a number without a sign between: 2017年7月5日国家统计局令第21号, 《…》的通知劳部发〔1993〕134号."""
_LOCAL = re.compile(r"^[\u4e00-\u9fff]{2,10}?(?:自治区|省|市|自治州|自治县)(?!场)")


class Guess(str):
    """A rank that the mark of a list leaves open: 法规 and 规章 are made by the centre and by places."""

    __slots__ = ()


def bases(text: str) -> list[Value]:
    """One entry per law; a passage that names none plainly stays whole under 原文."""
    return [entry | ({"条款": [*entry["条款"]]} if "条款" in entry else {}) for entry in _bases(text)]


@lru_cache(4096)
def _bases(text: str) -> list[Value]:
    """The same for all who ask: the items of a list often have their basis in common."""
    if listed := _cited(text):
        return listed
    starts = [found.start() for found in _MARK.finditer(text)]
    if not starts:
        return [_unmarked(text)]
    pieces = [text[a:b].strip() for a, b in zip([0, *starts], [*starts, len(text)], strict=True)]
    return [_entry(piece) if _MARK.match(piece) else {"原文": piece} for piece in pieces if piece]


def _cited(text: str) -> list[Value]:
    """One entry per law of a text that names several and says nothing but their articles; else none."""
    found = []
    for piece in _APART.split(text):
        mark = _MARK.match(piece)
        law = _title(piece[mark.end() if mark else 0 :].strip())
        if law is None or not _BARE.fullmatch(law[1][len(_history(law[1])) :]):
            return []
        found.append(_parted(*law, _rank(mark[1], *law) if mark else None))
    return found if len(found) > 1 else []


def _unmarked(text: str) -> Value:
    """Without 【…】 a text is taken apart only when it speaks of one law alone and begins with it."""
    if text.startswith("《") and (parts := _title(text)) and not re.search(r"(?:^|\n)[^\S\n]*[0-9、.]*《", parts[1]):
        return _parted(parts[0], parts[1], None)
    return {"原文": text}


def _entry(piece: str) -> Value:
    """``【法律】《…》（…）第…条：…``"""
    mark = _MARK.match(piece)
    parts = _title(piece[mark.end() :]) if mark else None
    if mark is None or parts is None:
        return {"原文": piece}
    return _parted(parts[0], parts[1], _rank(mark[1], parts[0], parts[1]))


def _title(text: str) -> tuple[str, str] | None:
    """``《a〈b〉》rest`` → title and rest, brackets inside the title balanced."""
    depth = 0
    for n, character in enumerate(text):
        depth += (character == "《") - (character == "》")
        if depth == 0:
            title = text[1:n].replace("\n", "").strip()
            return (title, text[n + 1 :].lstrip("》 \n").rstrip()) if title and len(title) <= 80 else None
    return None


def _rank(mark: str, title: str, rest: str) -> str | None:
    """法规 and 规章 are said of both levels; who made it shows in the title or in the history behind it.

    A mark that the title belies (【法律】《…条例》) says nothing.
    """
    if (mark == "法律") is not bool(re.search(r"(?:(?<!办)法|法典|决定)(?:[（(〈<].*)?$", title)) and mark in (
        "法律",
        "法规",
    ):
        return None
    local = bool(_LOCAL.match(title))
    if mark in ("法规", "条例"):
        return Guess("地方性法规" if local else "行政法规")
    if mark == "规章":
        return Guess("地方政府规章" if local or "人民政府令" in rest[:120] else "部门规章")
    return _RANKS.get(mark)


def _parted(title: str, rest: str, rank: str | None) -> Value:
    """The entry; ``rest`` stays as it is written under 原文, history in brackets and articles alike."""
    history = _history(rest)
    tail = rest[len(history) :].strip()
    listed = _LISTED.fullmatch(tail) if tail else None
    articles = _told(tail) if listed else _articles(tail)
    entry: Value = {"法规": title}
    if rank:
        entry["位阶"] = rank
    said = _unspaced(history)
    if version := _version(said):
        entry["版本"] = version
    numbers = set(_NUMBER.findall(_DAY_OR_WORD.sub("，", said)))
    if len(numbers) == 1:
        entry["文号"] = numbers.pop()
    if articles:
        entry["条款"] = articles
    original = history if listed else rest
    return entry | ({"原文": original} if original.strip(" 。；;") else {})


def _told(listed: str) -> list[str]:
    """The articles of a list in full: 三十二条 and 第三十八 are shortened, 第二款 is one of the article before it."""
    articles: list[str] = []
    for found in _ONE.finditer(listed):
        article = found.group() if found.group().startswith("第") else "第" + found.group()
        if part := _PART.match(article):
            stem = _STEMS[part[1]].match(articles[-1]) if articles else None
            article = (stem[0] if stem else "") + article
        articles.append(article if re.search(r"[条章节款项]", article) else article + "条")
    return articles


def _articles(tail: str) -> list[str]:
    found = (match[1] for match in HEAD.finditer(tail))
    return list(dict.fromkeys(found))


def named_articles(entry: Value) -> list[str]:
    """The articles under 条款 of an entry, in full; without 条款 those that its 原文 names."""
    said = entry.get("条款")
    if not said:
        return list(_parted(str(entry["法规"]), str(entry.get("原文", "")), None).get("条款", ()))
    return _told("、".join(str(one) for one in (said if isinstance(said, list) else [said])))


def without_history(text: str) -> str:
    """原文 without the bracket that tells when the law was made and changed."""
    return text[len(_history(text)) :].strip()


def _history(rest: str) -> str:
    """The bracket behind the title: when the law was made and changed."""
    if not rest.startswith(("（", "(")):
        return ""
    depth = 0
    for n, character in enumerate(rest[:600]):
        depth += (character in "（(") - (character in "）)")
        if depth == 0:
            bracket = rest[: n + 1]
            return bracket if _DATE.search(_unspaced(bracket)) or _NUMBER.search(_unspaced(bracket)) else ""
    return ""


def _unspaced(history: str) -> str:
    """2021年1月22 日, as tables made from a PDF have it, without the blank."""
    return "".join(history.split())


def _version(history: str) -> str | None:
    """The last day on which the text was made or changed; a day from which it applies is none.

    A last change of which only month or year is told leaves the version open: an earlier day would be wrong.
    """
    days = [
        (int(y), int(m or 0), int(d or 0))
        for y, m, d, then in _DATE.findall(history)
        if not re.match(r"起|[^，,；;。）)]{0,6}(?:施行|实施|生效|执行)", then)
        and int(m or 0) <= 12
        and int(d or 0) <= 31
    ]
    last = max(days, default=(0, 0, 0))
    return "{:04d}-{:02d}-{:02d}".format(*last) if all(last) else None
