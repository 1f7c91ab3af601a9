"""The check digit of a unified social credit code (GB 32100-2015)."""

from __future__ import annotations

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 signs in the order of their values; I, O, S, V, Z are not used."""


def right_credit_code(code: str) -> bool:
    """Whether this is an 18-digit code whose last sign fits the others: weights are powers of 3 modulo 31."""
    if len(code) != 18 or any(sign not in _SIGNS for sign in code):
        return False
    total = sum(_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17]))
    return _SIGNS[-total % 31] == code[17]
