"""What stands between the values of a file: comments and blank lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from yangguang.yamlio.nodes import Node
from yangguang.yamlio.source import indent_of

_COMMENT = re.compile(r"(?:^|(?<=\s))#.*", re.MULTILINE)
_COLON = re.compile(r"^ *:")
_NEXT_CODE = re.compile(r"\n( *)(?=[^\s#])")


@dataclass(slots=True)
class Gaps:
    """Walks once through a text (with a final newline) from value to value and hands out what stands between them.

    Between two entries of block style the cursor stands at the end of a line. ``pending`` are lines already taken
    that belong before the next value.
    """

    text: str
    cursor: int = 0
    pending: list[str] = field(default_factory=list)

    def rest_of_line(self) -> str:
        """The comment that ends the line of the cursor with the spaces before it, or ""; moves to the line's end."""
        end = self.text.find("\n", self.cursor)
        rest = _COLON.sub("", self.text[self.cursor : end])
        self.cursor = end
        return rest.rstrip(" ") if rest.lstrip(" ").startswith("#") else ""

    def before(self, start: int) -> list[str]:
        """Comments and blank lines (as "") up to an offset, where the next value begins."""
        lines = self.text[self.cursor : start].split("\n")[1 if self.cursor else 0 : -1]
        self.cursor = start
        pending, self.pending = self.pending, []
        found = [(line, _COMMENT.search(line)) for line in lines]
        return pending + [match[0].rstrip() if match else "" for line, match in found if match or not line.strip()]

    def tail(self, column: int) -> list[str]:
        """Comments below a block's last entry that are indented like it, and deeper than what follows."""
        following = _NEXT_CODE.search(self.text, self.cursor)
        least = max(column, len(following[1]) + 1 if following else 1)
        lines: list[str] = []
        end = self.cursor
        while (stop := self.text.find("\n", end + 1)) >= 0:
            line = self.text[end + 1 : stop]
            bare = line.strip(" ")
            if bare and not (bare.startswith("#") and indent_of(line) >= least):
                break
            lines.append(bare)
            end = stop
        while lines and not lines[-1]:
            lines.pop()
            end = self.text.rfind("\n", 0, end)
        self.cursor = end
        return lines


def comments(text: str, nodes: list[Node], start: int, end: int) -> list[str]:
    """All comments between two offsets of a text, of which ``nodes`` are all the values there."""
    masked = list(text[start:end])
    for node in (leaf for branch in nodes for leaf in _scalars(branch)):
        begin = text.find("\n", node.start) if node.style in ("|", ">") else node.start
        scalar = text[begin : node.end]
        masked[begin - start : node.end - start] = ["\n" if char == "\n" else "x" for char in scalar]
    found = _COMMENT.finditer("".join(masked))
    return [text[start + comment.start() : start + comment.end()].rstrip() for comment in found]


def all_comments(text: str, root: Node | None) -> list[str]:
    """All comments of a document, of which ``root`` is the value."""
    return comments(text, [root] if root else [], 0, len(text))


def _scalars(node: Node) -> list[Node]:
    if node.items is not None:
        return [leaf for item in node.items for leaf in _scalars(item)]
    if node.pairs is not None:
        return [leaf for pair in node.pairs for part in pair for leaf in _scalars(part)]
    return [node]
