"""Which column is which: the spellings of headers in ``columns.yml`` and what a profile adds to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from yangguang.exchange.grid import Unreadable
from yangguang.yamlio import Value, read_yaml

_SHIPPED = Path(__file__).with_name("columns.yml")
LONGEST = 80
"""Characters; what is longer is no header."""
_SIGNS = re.compile(r"[\s:：*＊（(][^)）]*[)）]|[\s:：*＊、/／.．，,（）()]")
_BRACKETED = re.compile(r"[（(][^)）]*[)）]")
_LEAD = re.compile(r"^[一二三四五六七八九十0-9]+[、.．]")


@lru_cache(8192)
def bare(text: str) -> str:
    """A header without what spellings differ in: spaces, breaks, brackets with remarks, signs."""
    return _SIGNS.sub("", _LEAD.sub("", _BRACKETED.sub("", text.strip())))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Spelling of a header → its key; classes, levels and departments as a profile spells them."""

    keys: dict[str, str]
    classes: dict[str, str] = field(default_factory=dict)
    departments: dict[str, str] = field(default_factory=dict)
    leave_out: frozenset[str] = frozenset()

    def key(self, header: str) -> str | None:
        """The key that a header stands for, as far as anybody has told."""
        return self.keys.get(bare(header)) if len(header) <= LONGEST else None

    def wanted(self, header: str) -> bool:
        """Whether the profile does not tell to leave this column out."""
        return len(header) > LONGEST or bare(header) not in self.leave_out


def vocabulary(profile: Path | None = None) -> Vocabulary:
    """The table that ships with the engine, extended by ``--profile``."""
    shipped = _mapping(_SHIPPED.read_bytes(), _SHIPPED.name)
    keys = _spellings(shipped)
    if profile is None:
        return Vocabulary(keys)
    own = _mapping(profile.read_bytes(), profile.name)
    unknown = sorted(set(own) - {"表头", "类别", "部门", "略去"})
    headers = own.get("表头") or {}
    stray = unknown + sorted(set(headers) - set(shipped) if isinstance(headers, dict) else [])
    if stray:
        raise Unreadable("profile_key", key=stray[0])
    return Vocabulary(keys | _spellings(headers), _texts(own.get("类别")), _texts(own.get("部门")),
                      frozenset(bare(text) for text in _listed(own.get("略去"))))  # fmt: skip


def _mapping(data: bytes, name: str) -> dict[str, Value]:
    value, problems = read_yaml(data, name)
    if problems or not isinstance(value, dict):
        raise Unreadable("profile_unreadable", file=name)
    return value


def _spellings(table: Value) -> dict[str, str]:
    return (
        {bare(text): key for key, texts in table.items() for text in _listed(texts)} if isinstance(table, dict) else {}
    )


def _texts(value: Value) -> dict[str, str]:
    return {key: text for key, text in value.items() if isinstance(text, str)} if isinstance(value, dict) else {}


def _listed(value: Value) -> list[str]:
    texts = value if isinstance(value, list) else [value]
    return [text for text in texts if isinstance(text, str)]
