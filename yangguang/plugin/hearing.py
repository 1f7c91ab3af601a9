"""What MkDocs says in English of a configuration, heard and told in both languages."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from yangguang.model.messages.commands import both

_VALUE = re.compile(r"Config value '(?P<name>[^']+)': (?P<why>.*)", re.DOTALL)
_KNOWN = {
    "Required configuration not provided.": "config_lacks",
    " should not be within the ": "config_nested",
    "Plugin 'yangguang' was specified multiple times": "plugin_twice",
}
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


class _Ears(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(_told(record.getMessage()))


@contextmanager
def listening() -> Iterator[list[str]]:
    """Hears what MkDocs warns of, which the command shows in its own way."""
    ears, logger = _Ears(), logging.getLogger("mkdocs")
    logger.addHandler(ears)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield ears.heard
    finally:
        logger.removeHandler(ears)
        logger.propagate = propagate


def _told(text: str) -> str:
    """A sentence on a setting in both languages; what our own options say is so already."""
    found = _VALUE.fullmatch(text)
    if found is None or _CHINESE.search(found["why"]):
        return text
    key = next((key for words, key in _KNOWN.items() if words in found["why"]), "config_value")
    return both(key, name=found["name"], said=text)
