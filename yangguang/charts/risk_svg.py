"""The risk chart drawn as SVG for walls: risk points left, stages on the spine, measures with their posts right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from yangguang.charts.risk import RiskChart, RiskEntry, RiskRow
from yangguang.charts.svg import CINNABAR, FONT, INK, MUTED, PAPER, RULE
from yangguang.charts.text import safe, wrap

WIDTH = 1000
COLUMN, STAGE = 400, 140
"""Width of the outer columns and of the boxes on the spine."""

SIZE, LINE, PAD, HEAD = 15, 23, 12, 44
SPINE = WIDTH // 2
RIGHT = WIDTH - COLUMN
LEVELS = {"高": ("▲", CINNABAR), "中": ("◆", "#8A5200"), "低": ("●", "#2B6A3C")}
"""Shape and colour of each level; the word stands beside them."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One risk point in lines of text (``left``: all that stands there, level and name first), and how high it stands."""

    level: str
    name: tuple[str, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    post: tuple[str, ...]

    @property
    def height(self) -> int:
        return LINE * max(len(self.left), len(self.right) + len(self.post)) + 2 * PAD


def risk_svgs(chart: RiskChart, title: str, most: int = 0) -> tuple[str, ...]:
    """The chart as one drawing; with ``most``, as several of at most that height (an entry is never cut)."""
    parts = list(_parts(chart, most)) if most else [chart]
    return tuple(
        _drawn(part, f"{title}（{n}/{len(parts)}）" if len(parts) > 1 else title) for n, part in enumerate(parts, 1)
    )


def _parts(chart: RiskChart, most: int) -> Iterator[RiskChart]:
    """The rows in pieces that fit; a stage that does not fit goes on in the next piece."""
    rows: list[RiskRow] = []
    used = HEAD
    for row in chart.rows:
        for entry in row.risks or (None,):
            height = _entry(entry).height if entry else _least(_named(row.stage))
            if rows and used + height > most:
                yield RiskChart(tuple(rows))
                rows, used = [], HEAD
            used += height
            if rows and rows[-1].stage == row.stage and rows[-1].duties == row.duties:
                rows[-1] = replace(rows[-1], risks=(*rows[-1].risks, *((entry,) if entry else ())))
            else:
                rows.append(replace(row, risks=(entry,) if entry else ()))
    if rows:
        yield RiskChart(tuple(rows))


def _entry(risk: RiskEntry) -> _Entry:
    shape = LEVELS.get(risk.level, ("", INK))[0]
    level = f"{shape}{risk.level}" + (f"（{risk.original}）" if risk.original else "")
    name, shown = (_wrapped(text) if text else () for text in (risk.name, risk.manifestation))
    return _Entry(level, name, (level, *name, *shown), _wrapped(risk.measures), _wrapped(risk.post))


def _wrapped(text: str) -> tuple[str, ...]:
    return wrap(text, COLUMN - 2 * PAD, SIZE, even=False)


def _named(stage: str) -> tuple[str, ...]:
    """The name of a stage in the lines of its box."""
    return wrap(stage, STAGE - 2 * PAD, SIZE)


def _least(stage: tuple[str, ...]) -> int:
    """How high a row is at the least, so that the box of its stage stands clear of the next."""
    return LINE * len(stage) + 2 * PAD


def _drawn(chart: RiskChart, title: str) -> str:
    body: list[str] = []
    y = HEAD
    first = last = 0
    for row in chart.rows:
        entries, stage = [_entry(risk) for risk in row.risks], _named(row.stage)
        height = max(sum(entry.height for entry in entries), _least(stage))
        first, last = first or y + height // 2, y + height // 2
        body += _row(stage, entries, y, height)
        y += height
    size = f'width="{WIDTH}" height="{y + PAD}" viewBox="0 0 {WIDTH} {y + PAD}"'
    return "".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} preserveAspectRatio="xMidYMin meet" font-family="{FONT}" font-size="{SIZE}">',
        f"<title>{safe(title)}</title>",
        f'<rect width="{WIDTH}" height="{y + PAD}" fill="{PAPER}"/>',
        *_heads(),
        f'<line x1="{SPINE}" y1="{first}" x2="{SPINE}" y2="{last}" stroke="{MUTED}" stroke-width="2"/>',
        *body,
        "</svg>",
    ])  # fmt: skip


def _heads() -> Iterator[str]:
    for x, anchor, word in (
        (PAD, "start", "风险点"),
        (SPINE, "middle", "环节"),
        (RIGHT + PAD, "start", "防控措施和责任岗位"),
    ):
        yield f'<text x="{x}" y="28" text-anchor="{anchor}" font-weight="600" fill="{INK}">{word}</text>'
    yield f'<line x1="0" y1="{HEAD - 2}" x2="{WIDTH}" y2="{HEAD - 2}" stroke="{INK}" stroke-width="2"/>'


def _row(stage: tuple[str, ...], entries: list[_Entry], y: int, height: int) -> Iterator[str]:
    """One stage: its entries, the lines that lead to them, the box on the spine, a rule under it all."""
    middle = y + height // 2
    top = y
    for entry in entries:
        centre = top + entry.height // 2
        yield f'<path d="M{COLUMN} {centre}H{COLUMN + 15}V{middle}H{RIGHT - 15}V{centre}H{RIGHT}" fill="none" stroke="{RULE}"/>'
        yield from _texts(entry, top)
        top += entry.height
    box = LINE * len(stage) + PAD
    yield f'<rect x="{SPINE - STAGE // 2}" y="{middle - box // 2}" width="{STAGE}" height="{box}" fill="{PAPER}" stroke="{INK}"/>'
    for n, line in enumerate(stage):
        place = middle - box // 2 + PAD // 2 + LINE * n + 17
        yield f'<text x="{SPINE}" y="{place}" text-anchor="middle" font-weight="600" fill="{INK}">{safe(line)}</text>'
    yield f'<line x1="0" y1="{y + height}" x2="{WIDTH}" y2="{y + height}" stroke="{RULE}"/>'


def _texts(entry: _Entry, y: int) -> Iterator[str]:
    colour = next((colour for shape, colour in LEVELS.values() if entry.level.startswith(shape)), INK)
    for n, line in enumerate(entry.left):
        fill, weight = INK if n else colour, "600" if n <= len(entry.name) else "400"
        yield f'<text x="{PAD}" y="{y + PAD + LINE * n + 17}" font-weight="{weight}" fill="{fill}">{safe(line)}</text>'
    for n, line in enumerate((*entry.right, *entry.post)):
        fill = INK if n < len(entry.right) else MUTED
        yield f'<text x="{RIGHT + PAD}" y="{y + PAD + LINE * n + 17}" fill="{fill}">{safe(line)}</text>'
