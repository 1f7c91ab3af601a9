"""A second reading of a text that the fast path refused: all its problems at once, and its value if it has one."""

from __future__ import annotations

from yangguang.model.problem import Problem
from yangguang.yamlio.diagnose import BRACKET, Mistake, diagnose
from yangguang.yamlio.libyaml import YAMLError
from yangguang.yamlio.nodes import Composer, Node
from yangguang.yamlio.source import indent_of

_MOST_TRIES = 20


def read_carefully(text: str, file: str) -> tuple[Node | None, bool, list[Problem]]:
    """The tree, whether the syntax was right throughout, and the problems in order.

    libyaml stops at the first mistake; here the block it stands in is blanked out and the rest is read again.
    """
    lines = text.split("\n")
    mistakes: list[Mistake] = []
    tries = 0
    while True:
        composer = Composer("\n".join(lines), file)
        try:
            root = composer.compose()
        except YAMLError as error:
            mistake = diagnose(error, lines)
            tries += 1
            # One line out of step puts all that follow out of step too: the first is the mistake.
            if mistake.rule != "P029" or all(one.rule != "P029" for one in mistakes):
                mistakes.append(mistake)
            if tries < _MOST_TRIES and _blank(lines, mistake.line):
                continue
            root = None
        problems = [*(one.problem(file) for one in mistakes), *composer.problems]
        return root, not mistakes, sorted(problems, key=lambda p: p.sort_key)


def _blank(lines: list[str], number: int) -> bool:
    """Empty the line and all that is indented deeper below it, brackets as a whole; False if there was nothing to empty."""
    if number >= len(lines) or not lines[number].strip():
        return False
    number = _opening(lines, number)
    indent = indent_of(lines[number])
    lines[number] = ""
    for below in range(number + 1, len(lines)):
        if lines[below].strip() and indent_of(lines[below]) <= indent:
            break
        lines[below] = ""
    return True


def _opening(lines: list[str], number: int) -> int:
    """The line in which the bracket stands that goes on in this one, deeper; without any the line itself."""
    closed = 0
    for above in range(number - 1, -1, -1):
        line = lines[above]
        for sign in reversed(BRACKET.findall(line)):
            if sign in "]}":
                closed += 1
            elif sign in "[{" and closed:
                closed -= 1
            elif sign in "[{":
                return above if indent_of(line) < indent_of(lines[number]) else number
        if line.strip() and indent_of(line) < indent_of(lines[number]):
            break
    return number


def tree(text: str) -> Node | None:
    """The tree of a text as far as it can be read, for looking up positions."""
    return read_carefully(text, "")[0]
