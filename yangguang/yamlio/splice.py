"""A file whose values have changed: the lines of the old one wherever both say the same, with their comments and layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yangguang.yamlio.canon import canonical_value
from yangguang.yamlio.careful import tree
from yangguang.yamlio.nodes import Node
from yangguang.yamlio.reading import read_yaml
from yangguang.yamlio.shape import Shape


@dataclass(frozen=True, slots=True)
class Side:
    """A mapping or list in block style, in the lines of its file; it ends before line ``stop``, and what stands above
    ``start`` is none of its own."""

    node: Node
    lines: list[str]
    stop: int
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A key with its value, or an item of a list; the comments above it begin at ``lead``, it ends before ``end``."""

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
    comments = [line.strip() for line in lines if line.lstrip().startswith("#")]
    if before and after and before.pairs and after.pairs and not before.flow:
        result = _block(Side(before, lines, len(lines)), Side(after, fresh, len(fresh)), shape)
        text = _text([*_lost(comments, result), *result])
        value, wrong = read_yaml(text.encode("utf-8"), "")
        if not wrong and canonical_value(value, shape) == read_yaml(new.encode("utf-8"), "")[0]:
            return text
    return _text([*comments, new.rstrip("\n")])


def _block(old: Side, new: Side, shape: Shape) -> list[str]:
    """The lines of ``new``, those of ``old`` wherever both say the same."""
    known, parts = list(_parts(old)), list(_parts(new))
    lines, fresh = old.lines, new.lines
    result: list[str] = []
    for part, found in zip(parts, _matches(known, parts, shape), strict=True):
        inner = shape.each if part.name is None else shape.at(part.name)
        if found is None:
            result += fresh[part.first : part.end]
        elif canonical_value(found.value.value(), inner) == part.value.value():
            result += lines[found.lead : found.end]
        elif _deep(found) and _deep(part) and bool(found.value.pairs) is bool(part.value.pairs):
            result += lines[found.lead : found.first]
            result += _below(found, lines, part, fresh, inner) if part.name else _item(found, lines, part, fresh, inner)
        else:
            result += lines[found.lead : found.first] + fresh[part.first : part.end]
    return result


def _below(found: Part, lines: list[str], part: Part, fresh: list[str], shape: Shape) -> list[str]:
    """A key, and the lines of its value."""
    block = _block(Side(found.value, lines, found.end), Side(part.value, fresh, part.end), shape)
    return [lines[found.first], *block]


def _item(found: Part, lines: list[str], part: Part, fresh: list[str], shape: Shape) -> list[str]:
    """A mapping in a list: whichever of its keys comes first now, the dash stands before that one."""
    dash = _undashed(found, lines)
    _undashed(part, fresh)
    block = _block(Side(found.value, lines, found.end, found.first), Side(part.value, fresh, part.end), shape)
    if dash >= 0:
        first = next(number for number, line in enumerate(block) if line.strip()[:1] not in ("", "#"))
        block[first] = f"{block[first][:dash]}-{block[first][dash + 1 :]}"
    return block


def _undashed(item: Part, lines: list[str]) -> int:
    """Takes the dash from before the item, and gives its column; -1 where it stands on a line of its own."""
    line = lines[item.first]
    dash = line.rfind("-", 0, item.value.column)
    if dash >= 0:
        lines[item.first] = f"{line[:dash]} {line[dash + 1 :]}"
    return dash


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
    pairs = [(key.text, key, value) for key, value in node.pairs or ()] or [
        (None, item, item) for item in node.items or ()
    ]
    starts = [key.line for _, key, _ in pairs]
    lead = side.start if side.start is not None else _above(lines, starts[0], node.column) if starts else 0
    for (name, key, value), following in zip(pairs, [*starts[1:], side.stop], strict=True):
        end = _above(lines, following, key.column)
        yield Part(name, value, lead, key.line, end)
        lead = end


def _above(lines: list[str], line: int, column: int) -> int:
    """Where the comments and blank lines above a line begin, as far as they stand no deeper than it."""
    while line and (not (text := lines[line - 1].strip()) or (text[0] == "#" and lines[line - 1].index("#") <= column)):
        line -= 1
    return line


def _deep(part: Part) -> bool:
    """Whether the value is a block below its key, or the mapping of an item."""
    block = not part.value.scalar and not part.value.flow
    return block and (part.value.line > part.first if part.name else bool(part.value.pairs))


def _lost(comments: list[str], result: list[str]) -> list[str]:
    kept = {line.strip() for line in result}
    return [comment for comment in comments if comment not in kept]


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
