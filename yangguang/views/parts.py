"""The small values that many pages are made of: links, facts, counts, rows of lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, TypeVar

from yangguang import hrefs
from yangguang.model.fields import Limit, Record
from yangguang.model.release import UNKNOWN

K = TypeVar("K")
V = TypeVar("V")

Tone = Literal["good", "warn", "bad", "quiet"]

STATUS_TONES: dict[str, Tone] = {"在用": "good", "暂停": "warn", "待承接": "warn", "未启用": "quiet"}
"""How a status looks; every 已… is ``bad``."""

RISK_SLUGS = {"高": "high", "中": "middle", "低": "low"}
"""Class names of the risk levels; the shape and the word carry the same meaning as the colour."""


class Trusted(str):
    """Markup that this program made itself and escaped where it was made; a template prints it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere; ``href`` is relative to the page, or empty where the target has no page."""

    text: str
    href: str = ""
    note: str = ""
    """A quiet word behind the link: a count, a date, a status."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a list of facts: a label, and its value as texts or links, one under the other."""

    label: str
    values: tuple[Link, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A figure with what it counts."""

    number: int
    label: str
    href: str = ""

    @property
    def figure(self) -> str:
        """The number as it is written: ``18,766``."""
        return f"{self.number:,}"


@dataclass(frozen=True, slots=True)
class KindCount:
    """One class of items, or kind of documents, in an overview: how many, and what that is."""

    name: str
    href: str
    figure: str
    meaning: str


@dataclass(frozen=True, slots=True)
class CountRow:
    """One row of a table of counts."""

    head: Link
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountTable:
    """A table of counts; ``total`` is empty where a total has no meaning."""

    caption: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[CountRow, ...]
    total: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """A unit and how to reach it."""

    title: str
    unit: str = ""
    phone: str = ""
    phone_href: str = ""
    """``tel:…``, or empty where the value is no number to dial."""
    email: str = ""
    email_href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item in a list; the words of its columns are ready to print."""

    name: str
    href: str
    code: str
    power_class: str
    status: str
    tone: Tone
    holder: str = ""
    limit: str = ""
    everyday: str = ""
    """Everyday names, joined; also found by the filter of the list."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A part of a list under its own heading; ``anchor`` is its id in the page."""

    title: str
    anchor: str
    rows: tuple[ItemRow, ...]
    """The items on the list, and those that only group their sub-items."""
    number: int
    """How many of them count."""
    href: str = ""
    gone: tuple[ItemRow, ...] = ()
    """Items that have left the list and are kept for reference."""

    @property
    def figure(self) -> str:
        """The number as it is written."""
        return f"{self.number:,}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list by date: a document, an event."""

    title: str
    href: str
    day: str
    kind: str = ""
    note: str = ""


@lru_cache(maxsize=16_384)
def _relative(folder: str, target: str) -> str:
    return hrefs.relative(folder + "x", target)


def link_to(start: str, target: str) -> str:
    """The relative link from page ``start`` to ``target``; remembered, since pages of one folder, which are made in a row, share
    their links. To keep those of all folders would take 60 MB of a city with its counties, and find hardly more."""
    folder, slash, _ = start.rpartition("/")
    return _relative(folder + slash, target)


def day(value: date | None) -> str:
    """A date as it is written everywhere: ``2026-03-16``; empty where there is none."""
    return value.isoformat() if value else ""


def judged(as_of: date) -> str:
    """The day on which a page judges, empty where nothing tells one."""
    return day(None if as_of == UNKNOWN else as_of)


def tone(status: str) -> Tone:
    """How a status looks."""
    return STATUS_TONES.get(status, "bad")


def fact(label: str, *values: str | Link | Limit | date | None, note: str | None = None) -> Fact | None:
    """A fact, or ``None`` where there is no value, so that pages show what the list says and nothing else."""
    kept = tuple(v if isinstance(v, Link) else Link(str(v)) for v in values if v)
    return Fact(label, kept, note or "") if kept else None


def facts(*entries: Fact | None) -> tuple[Fact, ...]:
    """The facts that have a value."""
    return tuple(entry for entry in entries if entry)


def none_said(record: Record, field: str) -> str | None:
    """无 where it is the answer that a list of the record was given, not a gap."""
    return "无" if field in record.model_fields_set and not getattr(record, field) else None


def figure(number: int) -> str:
    """A number as it is written, nothing where there is nothing, so that figures stand out."""
    return f"{number:,}" if number else ""


def joined(values: Iterable[str | None], mark: str = "、") -> str:
    """The values that are there, joined as Chinese text joins them."""
    return mark.join(v for v in values if v)


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """The values under their keys, both in the order in which they come."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def web(address: str | None, text: str | None = None) -> Link | None:
    """A link out of the site where ``address`` is one a page may lead to, else its bare text."""
    if not address:
        return None
    return Link(text or address, hrefs.external(address) or "")


def phone(number: str | None) -> Link | None:
    """A telephone number that a phone dials at a touch; a text with other words in it stays text."""
    if not number:
        return None
    digits = "".join(c for c in number if c not in " -—－()（）")
    return Link(number, f"tel:{digits}" if digits.isascii() and digits.isdigit() else "")


def contact(title: str, unit: str | None, number: str | None, email: str | None = None, note: str = "") -> Contact:
    """A way to reach somebody."""
    line = phone(number)
    mail = hrefs.external(f"mailto:{email}") if email and "@" in email else None
    return Contact(title, unit or "", number or "", line.href if line else "", email or "", mail or "", note)
