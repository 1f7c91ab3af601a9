"""Texts in Markdown: what would take Markdown for ever or make it give up, and what would be lost on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from yangguang.model.problem import Problem

DEEPEST = 50
"""Levels that a line may be nested: Markdown calls itself for each."""
MOST = 1000
"""Signs of a text that wait for their other half: Markdown seeks it from each of them to the end."""

_FRONT = re.compile(r"(?:[ \t]*(?:>|[-*+](?=[ \t])|[0-9]+\.(?=[ \t])))*[ \t]*")
_MARK = re.compile(r">|[-*+]|[0-9]+\.")
_RULE = re.compile(r" {0,3}(?:(?:- {0,2}){3,}|(?:\* {0,2}){3,}|(?:_ {0,2}){3,}) *")
_INLINE = re.compile(r"<[^<>\n]*>")
_ESCAPED = re.compile(r"\\[^\n`]")
_WAITING = re.compile(
    r"\[(?=[^\[\]]*(?:\[|\Z))"  # a bracket before which none closes
    r"|\]\((?=[^()\[]*(?:[\[(]|\Z))"  # the address of a link
    r"|<(?=[^<>]*(?:<|\Z))"  # a tag
    r"|(?<!`)(`+)(?!`)(?=[^`]*(?:\Z|(?!\1(?!`))`))|\\`"  # a piece of code
    r"|^\*\[|^ {0,3}(?:[-=*_] *)+$|(?<=[^\n]\n)#",  # abbreviations, rules, headings amid a paragraph: sought by line
    re.M,
)
_STEP = re.compile(r"\\[^\w\s]|`+|(?<![ \t])[ \t]{2,}+$", re.M)
"""Signs that stand for themselves, code and forced ends of lines cost less: ten of them count as one."""
_TARGET = re.compile(
    r"\]\(\s*<?([^\s()<>]+)|^[ ]{0,3}\[[^\]\n]+\]:\s*<?([^\s<>]+)|<[a-z][^<>]*?\s(?:href|src)\s*=\s*[\"']?([^\s\"'<>]+)",
    re.M | re.I,
)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#", re.I)
_CODE = re.compile(r"(?<!`)(`+)(?!`)[^`\n]*(?<!`)\1(?!`)")
_INDENTED = re.compile(r"^(?![ \t]|[-*+][ \t]|[0-9]+\.|:)\S.*\n(?:[ \t]*\n)+(?:(?: {4}|\t).*(?:\n|\Z))+", re.M)
_FENCE = re.compile(r"(?:`{3,}|~{3,})(?=[^`]*$)")
_LOST = re.compile(
    r"<(?:script|style|template|iframe|frame|frameset|noscript|noframes|noembed|textarea|title|xmp|plaintext|form|input"
    r"|button|select|object|embed|applet|video|audio|canvas|svg|math|link|meta|base)(?=[\s/>])",
    re.I,
)
"""HTML that no page keeps."""
_TAG = re.compile(r"<(?:(?P<close>/)[a-z]|(?!(?:br|hr|img|input)\b)[a-z])[^<>]*>", re.I)


def check_prose(body: str, file: str, first: int = 1) -> list[Problem]:
    """What is wrong with a text; ``first`` is the line of the file on which it begins."""
    grave = [*islice(_nested(body, file, first), 1), *_endless(body, file, first)]
    return grave or _lost(body, file, first)


def targets(body: str, first: int = 1) -> dict[str, int]:
    """The relative targets of a text's links and pictures → the line where each stands first."""
    found: dict[str, int] = {}
    line, end = first, 0
    for one in _TARGET.finditer(body):
        target = next(filter(None, one.groups()))
        line, end = line + body.count("\n", end, one.start()), one.start()
        if not _ELSEWHERE.match(target):
            found.setdefault(target, line)
    return found


def told_targets(body: str, file: str, first: int = 1) -> dict[str, int]:
    """The same without those that stand in code."""
    return targets(_without_code(body, fenced=file.startswith("pages/")), first)


def _nested(body: str, file: str, first: int) -> Iterator[Problem]:
    for number, line in enumerate(_INLINE.sub("", body).split("\n"), first):
        depth = _depth(line) if line[:1] in " \t>-*+0123456789" else 0
        if depth > DEEPEST:
            yield Problem("P507", file, args={"depth": str(depth), "most": str(DEEPEST)}, line=number, column=1)


def _depth(line: str) -> int:
    """Quotations, points of lists and steps of indentation before the text of a line."""
    front = _FRONT.match(line)
    if front is None or _RULE.fullmatch(line):
        return 0
    blanks = front[0].expandtabs(4)
    return len(_MARK.findall(front[0])) + max((len(run) // 4 for run in re.findall(" +", blanks)), default=0)


def _endless(body: str, file: str, first: int) -> Iterator[Problem]:
    """More signs without their other half than Markdown can look for in a second or two."""
    waiting = [found.start() for found in _WAITING.finditer(_ESCAPED.sub("  ", body))]
    tags = [(found.start(), found["close"]) for found in _TAG.finditer(body)]
    opened = [start for start, close in tags if not close][sum(1 for _, close in tags if close) :]
    steps = [found.start() for found in _STEP.finditer(body)][::10]
    found = next((places for places in (waiting, opened, steps) if len(places) > MOST), None)
    if found:
        args = {"most": str(MOST)}
        yield Problem("P516", file, args=args, line=first + body.count("\n", 0, found[MOST]), column=1)


def _lost(body: str, file: str, first: int) -> list[Problem]:
    """HTML that is taken out of the page, with what follows it or not: each kind once, and a comment without end."""
    text = _without_code(body, fenced=file.startswith("pages/"))
    places: dict[str, int] = {}
    for found in _LOST.finditer(text):
        places.setdefault(found[0].lower() + ">", found.start())
    comment = text.find("<!--", text.rfind("-->") + 1)
    if comment >= 0:
        places["<!--"] = comment
    return [_removed(tag, text, start, file, first) for tag, start in places.items()]


def _removed(tag: str, text: str, start: int, file: str, first: int) -> Problem:
    line, column = first + text.count("\n", 0, start), start - text.rfind("\n", 0, start)
    return Problem("P517", file, args={"tag": tag}, line=line, column=column)


def _without_code(body: str, *, fenced: bool) -> str:
    """The text with blanks where code stands, which is shown as it is. Fences are known in pages of guidance only."""
    if fenced:
        body = "\n".join(_unfenced(body.split("\n")))
    for code in (_INDENTED, _CODE):
        body = code.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), body)
    return body


def _unfenced(lines: list[str]) -> Iterator[str]:
    """The lines, those between fences empty."""
    fence = ""
    for line in lines:
        found = _FENCE.match(line)
        if fence:
            fence = "" if line.rstrip() == fence else fence
            yield ""
        else:
            fence = found[0] if found else ""
            yield "" if fence else line
