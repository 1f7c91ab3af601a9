"""A file whose values have changed: the lines of the old one wherever both say the same, with their comments and layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yangguang.yamlio.canon import canonical_value
from yangguang.yamlio.careful import tree
from yangguang.yamlio.gaps import all_comments
from yangguang.yamlio.nodes import Node
from yangguang.yamlio.reading import read_yaml
from yangguang.yamlio.shape import Shape


@dataclass(frozen=True, slots=True)
class Side:
    """A mapping or list in block style, in the lines of its file, with what stands above it from line ``start`` on; it
    ends before line ``stop``."""

    node: Node
    lines: list[str]
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Part:
    """A key with its value, or an item of a list; the comments above it begin at ``lead``, its key or dash stands in line
    ``first``, it ends before ``end``."""

    name: str | None
    value: Node
    lead: int
    first: int
    end: int


def splice(old: str, new: str, shape: Shape) -> str:
    """The text of ``new``, which is canonical, laid out as in ``old`` as far as it says the same in whatever spelling;
    comments that lose their place go to the top."""
    before, after = tree(old), tree(new)
    lines, fresh = (text.rstrip("\n").split("\n") for text in (old, new))
    comments = all_comments(old, before)
    if before and after and before.pairs and after.pairs and not before.flow:
        start = _above(lines, before.pairs[0][0].line, before.column)
        result = _block(Side(before, lines, start, len(lines)), Side(after, fresh, 0, len(fresh)), shape)
        text = _text([*_lost(comments, _text(result)), *result])
        value, wrong = read_yaml(text.encode("utf-8"), "")
        if not wrong and canonical_value(value, shape) == read_yaml(new.encode("utf-8"), "")[0]:
            return text
    return _text([*comments, new.rstrip("\n")])


def _block(old: Side, new: Side, shape: Shape) -> list[str]:
    """The lines of ``new``, those of ``old`` wherever both say the same."""
    known, parts = list(_parts(old)), list(_parts(new))
    lines, by = old.lines, _column(old) - _column(new)
    result: list[str] = []
    for part, found in zip(parts, _matches(known, parts, shape), strict=True):
        inner = shape.each if part.name is None else shape.at(part.name)
        if found is None:
            result += _moved(new.lines[part.first : part.end], by)
        elif canonical_value(found.value.value(), inner) == part.value.value():
            result += lines[found.lead : found.end]
        elif _deep(found) and _deep(part) and bool(found.value.pairs) is bool(part.value.pairs):
            result += [*lines[found.lead : found.first], *_inner(found, lines, part, new.lines, inner)]
        else:
            first, *rest = _moved(new.lines[part.first : part.end], by)
            result += [*lines[found.lead : found.first], first + _remark(found.value, lines), *rest]
    return result


def _inner(found: Part, lines: list[str], part: Part, fresh: list[str], shape: Shape) -> list[str]:
    """A key, or a dash, and the lines of its value. Whichever key of an item comes first now, the dash stands before that."""
    if part.name is None:
        _undashed(part, fresh)
    after = Side(part.value, fresh, part.first, part.end)
    if found.value.line > found.first:
        return [lines[found.first], *_block(Side(found.value, lines, found.first + 1, found.end), after, shape)]
    dash = _undashed(found, lines)
    block = _block(Side(found.value, lines, found.first, found.end), after, shape)
    first = next(number for number, line in enumerate(block) if line.strip()[:1] not in ("", "#"))
    block[first] = f"{block[first][:dash]}-{block[first][dash + 1 :]}"
    return block


def _undashed(item: Part, lines: list[str]) -> int:
    """Takes the dash from before the item, and gives its column."""
    line = lines[item.first]
    dash = line.rindex("-", 0, item.value.column)
    lines[item.first] = f"{line[:dash]} {line[dash + 1 :]}"
    return dash


def _column(side: Side) -> int:
    """Where keys or dashes of a block stand."""
    inner = side.node.items
    return side.lines[_dash(side.lines, inner[0])].index("-") if inner else side.node.column


def _moved(lines: list[str], by: int) -> list[str]:
    """Lines of the canonical form, as far to the right as those among which they come to stand."""
    return [" " * by + line if line and by > 0 else line[-min(by, 0) :] for line in lines]


def _matches(known: list[Part], parts: list[Part], shape: Shape) -> list[Part | None]:
    """Of a mapping by their keys; of a list those that say the same, and where it is as long as before those in the same place."""
    if parts and parts[0].name is not None:
        names = {shape.name(one.name): one for one in known if one.name is not None}
        return [names.get(part.name or "") for part in parts]
    free = [(one, canonical_value(one.value.value(), shape.each)) for one in known]
    found: list[Part | None] = []
    for part in parts:
        value = part.value.value()
        place = next((n for n, (_, said) in enumerate(free) if said == value), None)
        found.append(None if place is None else free.pop(place)[0])
    if len(known) == len(parts):
        left = {id(one) for one, _ in free}
        return [one or (old if id(old) in left else None) for one, old in zip(found, known, strict=True)]
    return found


def _parts(side: Side) -> Iterator[Part]:
    node, lines = side.node, side.lines
    places = [(key.text, key.line, key.column, value) for key, value in node.pairs or ()] or [
        (None, _dash(lines, item), item.column, item) for item in node.items or ()
    ]
    lead = side.start
    for (name, first, column, value), following in zip(
        places, [*(first for _, first, _, _ in places[1:]), side.stop], strict=True
    ):
        end = _above(lines, following, column)
        yield Part(name, value, lead, first, end)
        lead = end


def _remark(value: Node, lines: list[str]) -> str:
    """The comment behind a value that stands in one line."""
    rest = lines[value.line][value.column + value.end - value.start :] if value.line == value.last_line else ""
    return rest if rest.lstrip().startswith("#") else ""


def _dash(lines: list[str], item: Node) -> int:
    """The line of an item's dash, which may stand on a line of its own above it."""
    if lines[item.line][: item.column].strip():
        return item.line
    return next(n for n in range(item.line - 1, -1, -1) if lines[n].lstrip().startswith("-"))


def _above(lines: list[str], line: int, column: int) -> int:
    """Where the comments and blank lines above a line begin, as far as they stand no deeper than it."""
    while line and (not (text := lines[line - 1].strip()) or (text[0] == "#" and lines[line - 1].index("#") <= column)):
        line -= 1
    return line


def _deep(part: Part) -> bool:
    """Whether the value is a block below its key, or the mapping of an item."""
    block = not part.value.scalar and not part.value.flow
    return block and (part.value.line > part.first if part.name else bool(part.value.pairs))


def _lost(comments: list[str], result: str) -> list[str]:
    kept = all_comments(result, tree(result)) if comments else []
    lost: list[str] = []
    for comment in comments:
        if comment in kept:
            kept.remove(comment)
        else:
            lost.append(comment)
    return lost


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
