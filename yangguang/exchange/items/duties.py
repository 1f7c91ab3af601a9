"""Responsibilities and accountability written as texts → entries, where the words say how."""

from __future__ import annotations

import re

from yangguang.exchange.items.made import Value

_KIND = re.compile(
    r"(?:^|\n)\s*(?:[（(]?[一二三四五六七八九十0-9]+[)）、.．]+)?\s*(直接实施|指导监督)责任\s*[:：。]?[ \n]*"
)
_NUMBER = re.compile(
    r"(?:[0-9]{1,2}\s*[.、．](?![0-9])|[（(][0-9一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|[①-⑳])\s*"
)
_NEXT = re.compile(r"(?<=[。；;])\s*(?=([0-9]{1,2})\s*[.、．](?![0-9]))")
_STAGE = re.compile(r"([\u4e00-\u9fff]{2,6}?)(?:阶段|环节)?责任\s*[:：。]\s*(?=\S)")
_LEAD = re.compile(r"[^\n]*(?:有下列|下列情形|以下情形|下列行为)[^\n]*[:：]?")
_NOT_STAGES = ("直接实施", "指导监督", "其他", "主体", "领导", "法律", "刑事", "行政", "相应")


def duties(texts: list[str]) -> list[Value]:
    """One duty per stage where most numbered lines name one; else one per kind of responsibility, its lines unchanged.

    Several texts are those of an item's sub-items: what one of them has said is not said again.
    """
    sections: list[tuple[str, list[str]]] = []
    seen: set[tuple[str, str]] = set()
    for text in texts:
        parts = _KIND.split(text)
        for kind, words in zip(["直接实施", *parts[1::2]], parts[::2], strict=True):
            lines = [line for line in words.strip().split("\n") if line and (kind, line) not in seen]
            seen.update((kind, line) for line in lines)
            if sections and sections[-1][0] == kind:
                sections[-1][1].extend(lines)
            elif lines:
                sections.append((kind, lines))
    return [entry for kind, lines in sections for entry in _section(kind, "\n".join(lines))]


def _section(kind: str, text: str) -> list[Value]:
    if kind == "指导监督":
        return [{"责任类型": "指导监督责任", "责任": text}]
    return _staged(text) or [{"环节": "其他", "责任": text}]


def _staged(text: str) -> list[Value]:
    """``1.受理责任：…`` line by line, numbered or not; nothing unless at least two lines and most of them name their stage."""
    entries = [(_STAGE.match(line), line) for line in numbered(_line_by_line(text), _STAGE)]
    named = [match for match, _ in entries if match is not None and match[1] not in _NOT_STAGES]
    if len(named) < 2 or 2 * len(named) <= len(entries):
        return []
    return [
        {"环节": match[1], "责任": line[match.end() :]}
        if match is not None and match in named
        else {"环节": "其他", "责任": line}
        for match, line in entries
    ]


def numbered(text: str, opening: re.Pattern[str] | None = None) -> list[str]:
    """The numbered points of a text without their numbers; lines without a number belong to the point before.

    A line that matches ``opening`` begins a point too.
    """
    points: list[str] = []
    for line in text.split("\n"):
        found = _NUMBER.match(line)
        if found or not points or (opening and opening.match(line)):
            points.append(line[found.end() :] if found else line)
        else:
            points[-1] += "\n" + line
    return [point.strip() for point in points if point.strip()]


def _line_by_line(text: str) -> str:
    """Points that follow each other on one line (1.…；2.…；) on lines of their own, where they are counted on without a gap."""
    lines = []
    for line in text.split("\n"):
        first = re.match(r"([0-9]{1,2})\s*[.、．]", line)
        numbers = [int(found[1]) for found in _NEXT.finditer(line)]
        counted = first and numbers == list(range(int(first[1]) + 1, int(first[1]) + 1 + len(numbers)))
        lines.append(_NEXT.sub("\n", line) if counted else line)
    return "\n".join(lines)


def accountability(text: str) -> tuple[list[str], str]:
    """The cases of a numbered text and the opening sentence that leads to them; no cases where it is no such list."""
    first, _, rest = _line_by_line(text).partition("\n")
    lead = bool(_LEAD.fullmatch(first)) and not _NUMBER.match(first)
    lines = (rest if lead else f"{first}\n{rest}".rstrip()).split("\n")
    if len(lines) < 2 or not all(_NUMBER.match(line) for line in lines):
        return [], ""
    return [case.rstrip("；;。 ") for case in numbered("\n".join(lines))], first if lead else ""
