"""The flow chart and the risk chart of a power item: layout, drawing, and their twins as plain data."""

from __future__ import annotations

from yangguang.charts.layout import Layout, layout
from yangguang.charts.risk import RiskChart, risk_chart
from yangguang.charts.sheets import sheets
from yangguang.charts.steps import Entry, steps, totals
from yangguang.charts.svg import draw

__all__ = [
    "Entry",
    "Layout",
    "RiskChart",
    "draw",
    "layout",
    "risk_chart",
    "sheets",
    "steps",
    "totals",
]
