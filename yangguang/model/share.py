"""Shares in whole per cent, as every table and message gives them."""

from __future__ import annotations


def percent(part: int, whole: int) -> int:
    """Rounded half up (四舍五入), but 100 of the whole alone, and 0 of nothing alone."""
    rounded = (200 * part + whole) // (2 * whole)
    return min(max(rounded, 1), 99) if 0 < part < whole else rounded
