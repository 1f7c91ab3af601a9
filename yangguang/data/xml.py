"""XML as sitemaps and feeds need it: elements as text, everything from the content escaped and legal."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold, however written (section 2.2)."""


def element(name: str, text: str = "", **attributes: str) -> str:
    """One element with text; attributes in the order given."""
    told = "".join(f" {key}={quoteattr(_legal(value))}" for key, value in attributes.items())
    return f"<{name}{told}>{escape(_legal(text))}</{name}>" if text else f"<{name}{told}/>"


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text)
