"""Numbers as Chinese texts write them: read, and written as laws do."""

from __future__ import annotations

from collections.abc import Iterator

_SIGNS = "零一二三四五六七八九"
_DIGITS = {sign: value for value, sign in enumerate(_SIGNS)} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def numeral(text: str) -> int:
    """三十二, 一百零三, 一〇三 and 32 as numbers."""
    if text.isdecimal():
        return int(text)
    total = digit = 0
    for sign in text:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        else:
            digit = digit * 10 + (int(sign) if sign.isdecimal() else _DIGITS[sign])
    return total + digit


def chinese(number: int) -> str:
    """A number below 10,000 as laws write it: 一百零三; a larger one in digits."""
    if number >= 10_000:
        return str(number)
    text = "".join(_places(number)).rstrip("零") or "零"
    return text.removeprefix("一") if 10 <= number < 20 else text


def _places(number: int) -> Iterator[str]:
    gap = False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            yield ("零" if gap else "") + _SIGNS[digit] + sign
        gap = not digit and number >= unit
