"""Posters for the wall of the hall: the flow chart and the risk chart of an item, as SVG files and as sheets to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yangguang.charts.layout import layout
from yangguang.charts.risk import risk_chart
from yangguang.charts.risk_svg import WIDTH, risk_svgs
from yangguang.charts.sheets import sheets
from yangguang.charts.svg import draw
from yangguang.charts.text import safe
from yangguang.model.flow import flow_of
from yangguang.model.power import Power
from yangguang.model.words import LONG_NAME

SHEETS = {"A4": (210, 297), "A3": (297, 420)}
"""Paper and its measures in millimetres; both have the same proportions, so one drawing fits both."""

MARGIN, TOP = 14, 40
"""Millimetres of margin, and what the head of a sheet takes on A4."""

_STYLE = """
@page { size: %(paper)s portrait; margin: %(margin)dmm; }
* { box-sizing: border-box; }
body { margin: 0; color: #1B1D1F; font-family: "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
section { width: %(width)dmm; height: %(height)dmm; break-after: page; display: flex; flex-direction: column; overflow: hidden; margin: 0 auto; }
section:last-child { break-after: auto; }
header { border-bottom: .7mm solid #1B1D1F; margin-bottom: 4mm; padding-bottom: 2mm; }
h1 { margin: 0; font-family: "Songti SC", "Noto Serif CJK SC", "SimSun", serif; font-size: %(title)dpt; line-height: 1.25; }
p { margin: 1mm 0 0; font-size: %(text)dpt; }
svg { flex: 1 1 0; min-width: 0; min-height: 0; width: 100%%; }
.pieces { flex: 1 1 0; min-height: 0; display: flex; align-items: flex-start; }
.pieces svg + svg { margin-left: 4mm; }
.pieces svg { height: auto; max-height: 100%%; }
"""


@dataclass(frozen=True, slots=True)
class About:
    """What stands at the head of every sheet."""

    name: str
    line: str
    """Department, class, code, date."""
    notice: str = ""
    """That this is demonstration content, where it is."""


def posters(power: Power, about: About, scale: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) of each poster that the item has charts for; ``scale`` is the region's 风险等级."""
    flow, risks = flow_of(power), risk_chart(power, scale)
    drawings: list[tuple[str, str]] = []
    if flow:
        chart = layout(flow)
        picture = draw(chart, f"{about.name}：运行流程图")
        drawings += [("行政职权运行流程图", part) for part in _parts(picture, sheets(chart))]
        yield f"{power.code}-flow.svg", _standing(picture)
    if risks.count:
        title = f"{about.name}：廉政风险防控图"
        yield f"{power.code}-risks.svg", _standing(risk_svgs(risks, title)[0])
        drawings += [("廉政风险防控图", part) for part in risk_svgs(risks, title, most=_most())]
    if drawings:
        for paper in SHEETS:
            yield f"{power.code}-{paper}.html", _sheets(paper, about, drawings)


def _parts(picture: str, pieces: tuple[str, ...]) -> list[str]:
    """The drawing of each sheet: the picture, or where it is long two pieces of it, which show it from where it is hidden."""
    if not pieces:
        return [picture]
    pairs = ["".join(pieces[at : at + 2]) for at in range(0, len(pieces), 2)]
    hidden = f"<div hidden>{picture}</div>"
    return [f'{"" if at else hidden}<div class="pieces">{pair}</div>' for at, pair in enumerate(pairs)]


def _standing(svg: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}\n'.encode()


def _most() -> int:
    """How high a drawing may be so that its width fills a sheet."""
    width, height = SHEETS["A4"]
    return WIDTH * (height - 2 * MARGIN - TOP) // (width - 2 * MARGIN)


def _sheets(paper: str, about: About, drawings: list[tuple[str, str]]) -> bytes:
    """A page of HTML that needs nothing else: one sheet of paper per drawing."""
    width, height = SHEETS[paper]
    large, long = paper == "A3", len(about.name) > LONG_NAME
    style = _STYLE % {
        "paper": paper, "margin": MARGIN, "width": width - 2 * MARGIN, "height": height - 2 * MARGIN - 1,
        "title": (20 if long else 34) if large else 14 if long else 24, "text": 15 if large else 11,
    }  # fmt: skip
    notice = f"<p>{safe(about.notice)}</p>" if about.notice else ""
    body = "".join(
        f"<section><header><h1>{safe(about.name)}</h1><p>{safe(kind)}　{safe(about.line)}</p>{notice}</header>{svg}</section>"
        for kind, svg in drawings
    )
    return (
        f'<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{safe(about.name)} {paper}</title>'
        f"<style>{style}</style></head><body><main>{body}</main></body></html>\n"
    ).encode()
