"""What looks like a space, a dash or a bracket to an editor, and is text to YAML."""

from __future__ import annotations

BLANKS = frozenset("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")
"""Full-width spaces, and those that web pages and Word are full of."""
_DASHES = frozenset("-－–—•·●")
_BRACKETS = {"｛": "{", "［": "["}
LEADS = BLANKS | _DASHES | _BRACKETS.keys()
"""What no key begins with."""


def mistaken(text: str) -> tuple[str, int, dict[str, str]] | None:
    """The rule that the first sign of a key or line breaks, the place in it, and the arguments."""
    sign = text[:1]
    if sign in BLANKS:
        return "P018", 0, {}
    if sign in _BRACKETS:
        return "P019", 0, {"char": sign, "right": _BRACKETS[sign]}
    if sign in _DASHES and text[1:2] != sign:
        return ("P018", 1, {}) if text[1:2] in BLANKS else ("P030", 0, {})
    return None


def glued_point(text: str) -> bool:
    """Whether a text is the point of a list whose dash has no space behind it: -负责水资源管理."""
    return text[:1] == "-" and "\u4e00" <= text[1:2] <= "\u9fff"
