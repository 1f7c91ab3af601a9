"""Bars and squares for tables of figures: tiny SVG without text, since the number stands beside it in the table."""

from __future__ import annotations

HEIGHT = 14
SQUARE = 20


def bar(value: int, whole: int) -> str:
    """A bar whose full width stands for ``whole``.

    Widths are whole permilles of the column, so that the bar needs no script and no style to fill it.
    """
    width = _share(value, whole)
    drawn = f'<rect class="bar-value" width="{_percent(width)}" height="{HEIGHT}"/>' if width else ""
    return f'<svg class="bar" width="100%" height="{HEIGHT}" aria-hidden="true">{drawn}</svg>'


def against(value: int, limit: int, whole: int) -> str:
    """A bar for ``value`` inside the frame of ``limit``."""
    frame, fill = _percent(_share(limit, whole)), _percent(_share(value, whole))
    return (
        f'<svg class="bar" width="100%" height="{HEIGHT}" aria-hidden="true">'
        f'<rect class="bar-limit" width="{frame}" height="{HEIGHT}"/>'
        f'<rect class="bar-value" y="3" width="{fill}" height="{HEIGHT - 6}"/></svg>'
    )


def square(value: int, whole: int, name: str) -> str:
    """A square whose area grows with the share of ``value`` in ``whole``, in five steps; nothing for nothing."""
    if not value:
        return ""
    side = (6, 9, 12, 16, SQUARE)[5 * value // (whole + 1)]
    place = (SQUARE - side) // 2
    return (
        f'<svg class="heat" width="{SQUARE}" height="{SQUARE}" aria-hidden="true">'
        f'<rect class="{name}" x="{place}" y="{place}" width="{side}" height="{side}"/></svg>'
    )


def _share(value: int, whole: int) -> int:
    """Permilles, at least one where there is anything."""
    return max(1, 1000 * value // whole) if value else 0


def _percent(permille: int) -> str:
    return f"{permille // 10}.{permille % 10}%" if permille % 10 else f"{permille // 10}%"
