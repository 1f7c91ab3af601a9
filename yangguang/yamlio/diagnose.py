"""What libyaml's errors mean for an editor: the likely mistake, its place and its cure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yangguang.model.problem import Problem
from yangguang.yamlio.libyaml import MarkedYAMLError, YAMLError
from yangguang.yamlio.signs import mistaken

_GLUED = re.compile(r"^(\s*(?:- +)*)([^\s:：\"'{}\[\],#]{1,20})(?<![0-9]):(?=[^ :/])(.*)$")
_WIDE = re.compile(r"^(\s*(?:- +)*)([^\s:：\"'{}\[\],#，。；]{1,20})：(?!.*: )")
_FLOW_GLUED = re.compile(r"[{,]\s*([\u4e00-\u9fff]{1,20}):(?=[^ /,}])([^,}]*)")
_FLOW_WIDE = re.compile(r"[{,]\s*([\u4e00-\u9fff]{1,20})：")
_FLOW_COMMA = re.compile(r"，\s*([\u4e00-\u9fff]{1,20})[:：]")
_TEXT_AFTER = re.compile(r"^\s*(?:- +)*(?:[^\s:]+: +)?(?P<value>[\"'\[{])")
_VALUE = re.compile(r"^\s*(?:- +)*[^\s:]+: +(?=\S)")
_NO_KEY = re.compile(r"(?:^\s*+(?:- ++)*+|[{,]\s*+)(?P<text>[^\s{},:](?:(?!: )[^{},]){1024,}):(?: |$)")
"""More words before a colon than YAML allows a key."""
BRACKET = re.compile(r"[\[\]{}]|'[^']*'|\"[^\"]*\"")
"""Brackets, but those in quotation marks."""
_SIGN = re.compile(r"^ *(?:- +)*(?P<sign>[^ ])")
_KEY = re.compile(r": |:$|-[ \S]")
_END = re.compile(r"\.\.\.(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A rule, its arguments, and the 0-based place of the mistake."""

    rule: str
    line: int
    column: int
    args: dict[str, str]

    def problem(self, file: str) -> Problem:
        """The same as a problem of this file."""
        return Problem(self.rule, file, args=self.args, line=self.line + 1, column=self.column + 1)


@dataclass(frozen=True, slots=True)
class _Error:
    """libyaml's error: what it was doing (since where), and what stopped it (where)."""

    doing: str
    since: tuple[int, int]
    what: str
    at: tuple[int, int]


def diagnose(error: YAMLError, lines: list[str]) -> Mistake:
    """The mistake behind an error of libyaml in a text of these lines."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Mistake("P034", 0, 0, {"detail": str(error)})
    at = (error.problem_mark.line, error.problem_mark.column)
    mark = error.context_mark
    since = (mark.line, mark.column) if mark else at
    seen = _Error(error.context or "", since, error.problem or "", at)
    for judge in (_ended, _too_long, _signs, _scalars, _marks, _flow, _colons, _lists, _structure):
        mistake = judge(seen, lines)
        if mistake is not None:
            return mistake
    return Mistake("P034", *at, {"detail": seen.what})


def _char(lines: list[str], place: tuple[int, int]) -> str:
    line, column = place
    return lines[line][column : column + 1] if line < len(lines) else ""


def _above(lines: list[str], line: int) -> int:
    """The line before that says something; -1 where there is none."""
    return next((n for n in range(line - 1, -1, -1) if lines[n].strip() and not lines[n].lstrip().startswith("#")), -1)


def _ended(e: _Error, lines: list[str]) -> Mistake | None:
    """``...`` ends a document: what follows is another one."""
    for number in (e.at[0], _above(lines, min(e.at[0], len(lines)))):
        if 0 <= number < len(lines) and _END.match(lines[number]):
            return Mistake("P011", number, 0, {"sign": "..."})
    return None


def _too_long(e: _Error, lines: list[str]) -> Mistake | None:
    for number in sorted({e.since[0], e.at[0]}):
        found = _NO_KEY.search(lines[number]) if number < len(lines) else None
        if found:
            return Mistake("P026", number, found.start("text"), {})
    return None


def _signs(e: _Error, lines: list[str]) -> Mistake | None:
    """What looks like a space, a dash or a bracket, and was read as text: in this line, or as the key of the one above."""
    if not any(word in e.what for word in ("expected key", "expected '-'", "expected ':'", "mapping values")):
        return None
    for number in (e.at[0], e.since[0], _above(lines, min(e.at[0], len(lines)))):
        found = _SIGN.match(lines[number]) if 0 <= number < len(lines) else None
        if found and (number in (e.at[0], e.since[0]) or _KEY.search(lines[number])):
            column = found.start("sign")
            if wrong := mistaken(lines[number][column:]):
                return Mistake(wrong[0], number, column + wrong[1], wrong[2])
    return None


def _scalars(e: _Error, lines: list[str]) -> Mistake | None:
    if "quoted scalar" in e.doing:
        if "unexpected" in e.what:
            return Mistake("P027", *e.since, {"char": _char(lines, e.since)})
        return Mistake("P031", *e.at, {})
    if "block scalar" in e.doing:
        return Mistake("P032", *e.since, {"char": _char(lines, e.since)})
    if "found unexpected ':'" in e.what:
        key = re.split(r"[{\[,]", lines[e.at[0]][: e.at[1]])[-1].strip()
        return Mistake("P022", *e.at, {"key": key})
    return None


def _marks(e: _Error, lines: list[str]) -> Mistake | None:
    if "directive" in e.doing:
        return Mistake("P012", *e.since, {})
    if any(word in e.doing for word in ("an anchor", "an alias", "a tag")):
        return Mistake("P024", *e.since, {"char": _char(lines, e.since)})
    if "cannot start any token" in e.what or "mapping keys are not allowed" in e.what:
        return Mistake("P024", *e.at, {"char": _char(lines, e.at)})
    if "expected node content" in e.what:
        if "flow" in e.doing and _char(lines, e.at) in ("-", "") and (unclosed := _unclosed(lines, e.at[0])):
            return unclosed
        if _char(lines, e.at) in ("", " "):
            return Mistake("P033", *e.at, {})
        return Mistake("P024", *e.at, {"char": _char(lines, e.at)})
    return None


def _unclosed(lines: list[str], line: int) -> Mistake | None:
    """The bracket that the lines before leave open where a line begins as a new point of a list, or the file ends."""
    if any(text.strip() for text in lines[line:]) and not lines[line].lstrip().startswith("- "):
        return None
    for number in range(line - 1, -1, -1):
        places = []
        for found in BRACKET.finditer(lines[number]):
            if found[0] in "[{":
                places.append(found.start())
            elif found[0] in "]}" and places:
                places.pop()
        if places:
            return Mistake("P028", number, places[0], {"char": "]" if lines[number][places[0]] == "[" else "}"})
    return None


def _flow(e: _Error, lines: list[str]) -> Mistake | None:
    if "expected ',' or" not in e.what:
        return None
    for number in range(e.since[0], min(e.at[0], len(lines) - 1) + 1):
        begin = e.since[1] if number == e.since[0] else 0
        for rule, pattern in (("P020", _FLOW_GLUED), ("P021", _FLOW_WIDE), ("P023", _FLOW_COMMA)):
            found = pattern.search(lines[number], begin)
            if found:
                args = {"key": found[1]} | ({"value": found[2].strip()} if rule == "P020" else {})
                return Mistake(rule, number, found.start(1), args)
    return Mistake("P028", *e.since, {"char": "]" if _char(lines, e.since) == "[" else "}"})


def glued(lines: list[str], number: int) -> Mistake | None:
    """``键:值`` without a space, or ``键：值`` with a full-width colon, at the start of a line."""
    if not 0 <= number < len(lines):
        return None
    found = _GLUED.match(lines[number])
    if found:
        return Mistake("P020", number, len(found[1]), {"key": found[2], "value": found[3].strip()})
    found = _WIDE.match(lines[number])
    return Mistake("P021", number, len(found[1]), {"key": found[2]}) if found else None


def _colons(e: _Error, lines: list[str]) -> Mistake | None:
    if "mapping values are not allowed" in e.what:
        return _colon_in_text(e, lines)
    if "could not find expected ':'" in e.what:
        line = e.since[0]
        if lines[line].lstrip().startswith("-") and not lines[line].lstrip().startswith("- "):
            return Mistake("P030", *e.since, {})
        return glued(lines, line) or glued(lines, line + 1) or Mistake("P033", *e.since, {})
    return None


def _colon_in_text(e: _Error, lines: list[str]) -> Mistake:
    line, column = e.at
    value = _VALUE.match(lines[line])
    if value and value.end() < column:
        wrong = mistaken(lines[line][value.end() :])
        if wrong and wrong[0] == "P019":
            return Mistake("P019", line, value.end(), wrong[2])
        return Mistake("P026", line, value.end(), {})
    indent = len(lines[line]) - len(lines[line].lstrip())
    return glued(lines, line) or glued(lines, _above(lines, line)) or Mistake("P029", line, indent, {})


def _lists(e: _Error, lines: list[str]) -> Mistake | None:
    if "sequence entries are not allowed" not in e.what:
        return None
    rest = lines[e.at[0]][e.at[1] :].strip()
    return Mistake("P024", *e.at, {"char": "-"}) if rest == "-" else Mistake("P030", *e.at, {})


def _structure(e: _Error, lines: list[str]) -> Mistake | None:
    if not any(word in e.what for word in ("expected key", "expected '-'", "document start")):
        return None
    line, column = e.at
    if line >= len(lines):
        return None
    before = lines[line][:column]
    if not before.strip(" -"):
        if _char(lines, e.at) == ":":
            return Mistake("P017", line, column, {})
        return glued(lines, line) or Mistake("P029", line, column, {})
    found = _TEXT_AFTER.match(lines[line])
    if found:
        return Mistake("P025", line, found.start("value"), {"char": before.rstrip()[-1:]})
    return Mistake("P029", line, column, {})
