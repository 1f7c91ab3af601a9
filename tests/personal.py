"""Numbers of persons that nobody has, their check digits right."""

from __future__ import annotations

from itertools import product

WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
REGIONS = ("110105", "140102", "141081", "510104", "652901", "830000")
DAYS = ("18991231", "19491231", "19800229", "20000229", "20240101")
CARDS = ("411111111111111", "621700001234567890", "62284800000000000", "6225880123456789", "955880123456789")


def identity(region: str, day: str, order: str = "002") -> str:
    """An identity-card number whose check digit is right: the weights run 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    first = region + day + order
    return first + "10X98765432"[sum(int(a) * b for a, b in zip(first, weights, strict=True)) % 11]


def card(first: str) -> str:
    """A card number whose last digit is right by Luhn: every second digit from the right is doubled."""
    total = sum(sum(divmod(int(sign) * (2 - place % 2), 10)) for place, sign in enumerate(reversed(first)))
    return first + str(-total % 10)


def spaced(text: str, *sizes: int, gap: str = " ") -> str:
    parts, start = [], 0
    for size in (*sizes, len(text)):
        parts.append(text[start : start + size])
        start += size
    return gap.join(part for part in parts if part)


IDENTITIES = tuple(identity(region, day) for region, day in product(REGIONS, DAYS))
