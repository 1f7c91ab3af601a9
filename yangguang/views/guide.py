"""A page of guidance: prose that an editor wrote in Markdown, put into the frame by MkDocs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yangguang.views.parts import Trusted
from yangguang.views.shell import Page, RegionView


@dataclass(frozen=True, kw_only=True)
class GuidePage(Page):
    """One page of ``content/pages/``. MkDocs asks for the template ``main.html``, which is this one."""

    template: ClassVar[str] = "main.html"

    body: Trusted
    """The prose, sanitised."""


def guide_page(view: RegionView, path: str, title: str, body: Trusted) -> GuidePage:
    """The page at ``path`` (from the root); the prose brings its own main heading."""
    return GuidePage(path=path, shell=view.shell(path, title or "说明", "guide"), body=body)
