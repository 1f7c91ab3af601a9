"""A mistake in the content as a value: where it is, which rule it breaks, and the words of that rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Lang = Literal["zh", "en"]
Where = tuple[str | int, ...]
"""A key path: keys, and numbers of entries in lists."""
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def in_language(sentence: tuple[str, str], lang: Lang, values: Mapping[str, object]) -> str:
    """A sentence that stands in Chinese and in English, in the language asked for, with its placeholders filled."""
    told = {name: value if isinstance(value, int) else harmless(str(value)) for name, value in values.items()}
    return sentence[0 if lang == "zh" else 1].format_map(told)


def harmless(text: str) -> str:
    """A text without what a terminal would obey, or by which what is read is not what is written: names in packages and
    archives are whatever somebody has made them."""
    return _OBEYED.sub("\ufffd", text)


def last_key(where: Where) -> str:
    """The last key of a path, whatever entries of lists follow; empty where there is none."""
    return next((step for step in reversed(where) if isinstance(step, str)), "")


class Severity(StrEnum):
    """How much a problem matters: an error stops the build, a warning is reported, a notice is counted."""

    error = "error"
    warning = "warning"
    notice = "notice"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the checks: its id, its weight and its sentence (with the cure) in both languages.

    The sentences hold ``{placeholders}`` that a problem's ``args`` fill.
    """

    id: str
    severity: Severity
    zh: str
    en: str

    def text(self, lang: Lang) -> str:
        """The sentence with its placeholders still open."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: ``file`` is a POSIX path inside the folder of ``region``, ``where`` the key path inside the file.

    ``line`` and ``column`` (1-based) stay 0 until :func:`yangguang.yamlio.place` looks them up, so that correct
    content is never charged for positions.
    """

    rule: str
    file: str
    where: Where = ()
    args: Mapping[str, str] = field(default_factory=dict)
    line: int = 0
    column: int = 0
    region: str = ""

    @property
    def sort_key(self) -> tuple[str, str, int, int, str, str]:
        """Region, file, position, rule: the order in which problems are shown."""
        return (self.region, self.file, self.line, self.column, self.rule, str(sorted(self.args.items())))
