"""The check of citations as lines of text and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from yangguang.exchange.laws.checking import Checked, Placed
from yangguang.exchange.laws.judge import KINDS
from yangguang.model.messages.laws import tell
from yangguang.model.problem import Lang


def lines(checked: Checked, lang: Lang) -> Iterator[str]:
    """Every fault with its place and both texts side by side, laws that nobody knows, then the counts."""
    for placed in checked.faults:
        yield from _fault(placed, lang)
    if checked.unknown:
        yield tell("unknown_laws", lang, count=len(checked.unknown))
        yield from (tell("unknown_law", lang, law=law, count=n) for law, n in _often(checked))
    yield tell("citations", lang, count=checked.citations)
    yield from (tell("count", lang, what=tell(kind, lang), count=checked.counts[kind]) for kind in KINDS)
    if checked.unread:
        yield tell("count", lang, what=tell("unread", lang), count=checked.unread)


def _often(checked: Checked) -> list[tuple[str, int]]:
    return sorted(checked.unknown.items(), key=lambda pair: (-pair[1], pair[0]))


def _fault(placed: Placed, lang: Lang) -> Iterator[str]:
    finding, said = placed.finding, placed.finding.said
    why = tell(f"fault_{finding.kind}", lang, **said)
    hints = [tell(key, lang, **said) for key in ("elsewhere", "former", "of") if said.get(key)]
    yield tell("fault", lang, file=placed.file, line=placed.line, column=placed.column, law=finding.law,
               article=finding.article, why="".join([why, *hints]))  # fmt: skip
    if "quoted" in said:
        yield tell("quoted", lang, text=said["quoted"])
        yield tell("library", lang, text=said["library"])


def data(checked: Checked) -> dict[str, Any]:
    """The same as plain data; keys of findings are those of the sentences."""
    return {
        "citations": checked.citations,
        "unread": checked.unread,
        "counts": {kind: checked.counts[kind] for kind in KINDS},
        "findings": [
            {"file": p.file, "line": p.line, "column": p.column, "kind": p.finding.kind, "law": p.finding.law,
             "article": p.finding.article, **p.finding.said}
            for p in checked.faults
        ],
        "unknown": [{"law": law, "count": count} for law, count in _often(checked)],
    }  # fmt: skip
