"""The flow chart and the risk chart of a power item: layout, drawing, and their twins as plain data."""

from __future__ import annotations

from yangguang.charts.layout import Layout, layout
from yangguang.charts.risk import RiskChart, RiskEntry, RiskRow, risk_chart
from yangguang.charts.sheets import sheets
from yangguang.charts.steps import Entry, Exit, steps, totals
from yangguang.charts.svg import draw

__all__ = [
    "Entry",
    "Exit",
    "Layout",
    "RiskChart",
    "RiskEntry",
    "RiskRow",
    "draw",
    "layout",
    "risk_chart",
    "sheets",
    "steps",
    "totals",
]
