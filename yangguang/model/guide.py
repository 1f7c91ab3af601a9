"""Pages of guidance: prose of the editors, with a title of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yangguang.model.fields import Record, key


class GuideHead(Record):
    """The front matter of pages/<name>.md, which may be missing."""

    title: str | None = key("标题")

    synonyms: ClassVar[dict[str, str]] = {"title": "标题"}


@dataclass(frozen=True, slots=True)
class Guide:
    """A page of guidance as it was read."""

    title: str
    """What the page is called everywhere: by its front matter, else by its first main heading; else empty."""
    body: str
    """The prose in Markdown, without the front matter."""
