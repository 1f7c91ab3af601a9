"""Wrongly written official terms, half-width signs in Chinese sentences, double spaces, radicals: where they stand and what mends them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from yangguang.check.paths import ENDINGS as KINDS
from yangguang.model.problem import Problem
from yangguang.model.radicals import SPAN, character
from yangguang.yamlio import line_starts, placed, read_markdown, read_yaml, texts

TERM, SIGN, SPACES, LOST, RADICAL = "P700", "P701", "P702", "P703", "P704"
ENDINGS = (".yml", ".md", ".csv")

_HAN = f"{SPAN}\u4e00-\u9fff"
_FULL = str.maketrans(",;:?!()", "，；：？！（）")
# Patterns begin with what is rare and look back from there: the other way round they are tried at every character.
_SIGN = re.compile(rf"[,;:?!](?<=[{_HAN}》”）].)(?=[{_HAN}《“（])")
"""A half-width sign between Chinese characters."""
_OPENING = re.compile(r"\((?<!\]\()(?=[^()（）\n]{1,40}）)")
_CLOSING = re.compile(r"（[^()（）\n]{1,40}(\))")
"""Half-width brackets whose partner is full-width."""
_ODD = re.compile(f"[{SPAN}\ue000-\uf8ff\ufffc\ufffd\U000f0000-\U0010ffff]")
"""Radicals; what stands for a character that could not be read, or has no meaning but that of one font: bullets of Word, boxes.
Looked for at once, since each look through all files takes its time."""
_DOUBLED = re.compile(r"([，。；：、？！])\1+")
_SPACES = re.compile(r"  (?<=[^\s|]  ) *(?=[^\s|])")
_PLACE = re.compile(r"[,;:?!()]|([，。；：、？！])\1+| {2,}")
"""What any of these may find."""
_CLOSE = re.compile(rf"[{_HAN}，。；：、？！（）《》“”()]{{2}}")
_MARKER = re.compile(r"\s*(?:[-*+:>]|[0-9]+[.)])")
"""What opens a point of a Markdown list; the blanks behind it are layout."""
_FENCE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)|`[^`\n]*`", re.M | re.S)
_FILE = re.compile(rf".+\.(?:md|yml|{'|'.join(KINDS)})", re.IGNORECASE)
_TARGET = re.compile(r"\]\(([^)\n]+)\)")
"""What a link of Markdown leads to."""
_AROUND = 6
"""Characters on both sides by which a place in the file is told from what only the syntax of YAML puts there."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A stretch of the file and what should stand there."""

    rule: str
    start: int
    end: int
    right: str


def check_words(body: bytes, file: str) -> list[Problem]:
    """One problem for each wrong term of a file, one for its signs, its spaces, its lost characters: at the first, with how many."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return []
    found: dict[tuple[str, str], list[Fault]] = defaultdict(list)
    odd = [*_ODD.finditer(text)]
    for fault in _faults(text, file, odd):
        found[fault.rule, text[fault.start : fault.end] if fault.rule == TERM else ""].append(fault)
    starts = line_starts(text) if found else []
    return [*(_problem(text, file, starts, same) for same in found.values()), *_lost(text, file, odd)]


def _lost(text: str, file: str, odd: list[re.Match[str]]) -> Iterator[Problem]:
    if lost := [one for one in odd if one[0] >= "\ue000"]:
        args = {"wrong": f"U+{ord(lost[0][0]):04X}", "count": str(len(lost))}
        yield Problem(LOST, file, (), args, *placed(line_starts(text), lost[0].start()))


def _radicals(odd: Iterable[re.Match[str]]) -> Iterator[Fault]:
    """Radicals where characters of the same look belong, as texts out of a PDF have them: no search finds such a word."""
    return (Fault(RADICAL, one.start(), one.end(), right) for one in odd if (right := character(one[0])) != one[0])


def _problem(text: str, file: str, starts: list[int], same: list[Fault]) -> Problem:
    first = same[0]
    wrong = text[first.start : first.end]
    args = {"wrong": wrong, "right": first.right, "near": _near(text, first), "count": str(len(same))}
    return Problem(first.rule, file, (), args, *placed(starts, first.start))


def _near(text: str, fault: Fault) -> str:
    """The fault with a few characters of its line around it."""
    before = text[max(0, fault.start - _AROUND) : fault.start].rpartition("\n")[2]
    return before + text[fault.start : fault.end] + text[fault.end : fault.end + _AROUND].partition("\n")[0]


def faults(text: str, file: str) -> list[Fault]:
    """All faults of a file in order; of tables only their words, since commas are theirs."""
    return _faults(text, file, _ODD.finditer(text))


def _faults(text: str, file: str, odd: Iterable[re.Match[str]]) -> list[Fault]:
    found = [*_radicals(odd)]
    found += [Fault(TERM, one.start(), one.end(), _terms()[one[0]]) for one in _wrong().finditer(text)]
    places = [] if file.endswith(".csv") else [*_signs(text), *_spaces(text, file)]
    if not found and not places:
        return []
    value, rest = _front(text, file)
    found += _said(places, text, value, rest) if places else []
    apart = _names_of_files(text, value, rest)
    found = [one for one in found if not any(start <= one.start < end for start, end in apart)]
    return sorted(found, key=lambda fault: fault.start)


def _names_of_files(text: str, value: Any, rest: str) -> list[tuple[int, int]]:
    """Where files are named: another sign there would name no file any more."""
    names = {one for _, one in texts(value) if _FILE.fullmatch(one)} | set(_TARGET.findall(rest))
    return [one.span() for name in names for one in re.finditer(re.escape(name), text)]


def mended(body: bytes, file: str) -> bytes:
    """The file with every fault mended; as it was where that would change more than words, or it cannot be read."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return body
    pieces, end = [], 0
    for fault in faults(text, file):
        if fault.start >= end:
            pieces += [text[end : fault.start], fault.right]
            end = fault.end
    new = "".join([*pieces, text[end:]])
    same = file.endswith(".csv") or _frame(_front(text, file)[0]) == _frame(_front(new, file)[0])
    return new.encode() if same else body


def _frame(value: Any) -> Any:
    """What is left of a value without its words."""
    if isinstance(value, dict):
        return {key: _frame(inner) for key, inner in value.items()}
    return [_frame(inner) for inner in value] if isinstance(value, list) else type(value)


def _signs(text: str) -> Iterator[Fault]:
    for one in _SIGN.finditer(text):
        yield Fault(SIGN, one.start(), one.end(), one[0].translate(_FULL))
    for one in _OPENING.finditer(text):
        yield Fault(SIGN, one.start(), one.end(), "（")
    for one in _CLOSING.finditer(text):
        yield Fault(SIGN, one.start(1), one.end(1), "）")
    for one in _DOUBLED.finditer(text):
        yield Fault(SIGN, one.start(), one.end(), one[1])


def _spaces(text: str, file: str) -> Iterator[Fault]:
    """Between two Chinese characters or signs no space is right, elsewhere one; lines of Markdown tables are laid out by hand."""
    markdown, table, line_end = file.endswith(".md"), False, 0
    for one in _SPACES.finditer(text):
        start, end = one.span()
        if markdown and start >= line_end:  # the first of its line
            first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
            line_end = last if last >= 0 else len(text)
            table = "|" in text[first:line_end]
            if _MARKER.fullmatch(text, first, start):
                continue
        if not table:
            around = text[start - 1] + text[end]
            yield Fault(SPACES, start, end, "" if _CLOSE.fullmatch(around) else " ")


def _said(places: list[Fault], text: str, value: Any, rest: str) -> Iterator[Fault]:
    """Those that stand in values of the file: commas of YAML's lists and blanks before comments do not."""
    values = "\n".join((_FENCE.sub("", rest), *(one for _, one in texts(value))))
    said = {word for one in _PLACE.finditer(values) for word in _words_around(values, *one.span())}
    return (fault for fault in places if text[max(0, fault.start - 1) : fault.end + 1].strip() in said)


def _words_around(text: str, start: int, end: int) -> Iterator[str]:
    """A place with the characters beside it: in the file, one or both of them may be the syntax's."""
    for first in {max(0, start - 1), start}:
        yield from (text[first:last].strip() for last in (end, end + 1))


def _front(text: str, file: str) -> tuple[Any, str]:
    """The value of a file, and what stands behind it in Markdown."""
    if file.endswith(".md"):
        value, rest, _ = read_markdown(text.encode(), file)
        return value, rest
    return read_yaml(text.encode(), file)[0], ""


@cache
def _terms() -> Mapping[str, str]:
    """Wrong form → right form."""
    table, problems = read_yaml(files("yangguang.check").joinpath("terms.yml").read_bytes(), "terms.yml")
    if problems or not isinstance(table, dict):
        raise ValueError(f"the engine's own terms.yml is broken: {problems}")
    return {wrong: right for right, wrongs in table.items() for wrong in wrongs or () if isinstance(wrong, str)}


@cache
def _wrong() -> re.Pattern[str]:
    """All wrong forms, by their first two characters: three times as fast as a plain list of them."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for wrong in sorted(_terms(), reverse=True):
        by_first[wrong[0]].append(re.escape(wrong[1:]))
    forms = "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in sorted(by_first.items()))
    firsts, seconds = (re.escape("".join(sorted({wrong[place] for wrong in _terms()}))) for place in (0, 1))
    return re.compile(f"(?=[{firsts}][{seconds}])(?:{forms})")
