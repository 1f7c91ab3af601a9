"""What the index knows of one findable thing: an item, a document, a law, a page, a place, a theme, a department."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

KINDS: tuple[str, ...] = ("item", "department", "theme", "document", "event", "law", "page", "place")
"""Kinds of entries, in the order in which a region's entries stand."""


ABOLISHED = "已撤销"
"""The status of a department that is no longer there."""


class Entry(TypedDict):
    """One findable thing as plain, JSON-able data: a fragment of the index, made where the thing is rendered.

    ``id`` is an item's code, else the path of its page below the region's prefix. ``same`` names the same power elsewhere
    as [网址标识, code]; ``moved`` says for an item off the list, or an abolished department, where it went: [what, name,
    path from the site's root].
    ``card`` holds what a result answers at once, by the keys of :data:`CARD`.
    """

    kind: str
    id: str
    name: str
    aliases: list[str]
    department: str
    group: str
    status: str
    limit: str
    themes: list[str]
    card: dict[str, str]
    same: list[list[str]]
    moved: list[list[str]]
    texts: list[str]


CARD: tuple[str, ...] = ("level", "fee", "place", "phone", "note")
"""Keys of a card: level of exercise, fee, place with window, telephone, a line of its own for what is no item."""


def entry(
    kind: str, id: str, name: str, *, aliases: tuple[str, ...] = (), department: str = "", group: str = "",
    status: str = "", moved: Iterable[list[str]] = (), card: dict[str, str] | None = None, texts: tuple[str | None, ...] = (),
) -> Entry:  # fmt: skip
    """An entry that is no item."""
    return Entry(
        kind=kind, id=id, name=name, aliases=[a for a in aliases if a and a != name], department=department, group=group,
        status=status, limit="", themes=[], card=card or {}, same=[], moved=[*moved], texts=[text for text in texts if text],
    )  # fmt: skip
