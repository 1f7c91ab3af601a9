"""Exit codes and the language of messages: what every front end of the program shares, with nothing but Python's library."""

from __future__ import annotations

import os

from yangguang.model.problem import Lang

MISTAKE, MISUSE = 1, 2
"""Exit codes: mistakes in the content; wrong usage or configuration."""


def language(wanted: str | None) -> Lang:
    """``--lang``, else the language of the environment, which a timer or a server may not set, else Chinese."""
    if wanted in ("zh", "en"):
        return "zh" if wanted == "zh" else "en"
    name = next((os.environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(key)), "")
    return "en" if name.startswith("en") else "zh"
