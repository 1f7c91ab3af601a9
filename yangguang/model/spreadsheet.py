"""What spreadsheets call their columns and cells."""

from __future__ import annotations


def letters(column: int) -> str:
    """``0`` → A, ``26`` → AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(row: int, column: int) -> str:
    """``(0, 0)`` → A1."""
    return f"{letters(column)}{row + 1}"
