"""Planned pages become files: taken over where they are made of the same as before, else rendered and written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yangguang.build.keys import Keys
from yangguang.build.output import Artifact, ManifestLine
from yangguang.build.shelf import Shelf
from yangguang.render import Renderer
from yangguang.views.planned import PlannedPage
from yangguang.views.shell import Page


def made(pages: Iterable[PlannedPage], shelf: Shelf, keys: Keys, render: Renderer) -> Iterator[ManifestLine]:
    """Pages of one shelf, each looked at for itself."""
    for planned in pages:
        key, page = key_of(planned, keys)
        yield made_one(planned, shelf, key, render, page)


def key_of(planned: PlannedPage, keys: Keys) -> tuple[str, Page | None]:
    """What a page is made of; and the page, where nothing but itself tells."""
    if planned.made_of is not None:
        return keys(planned.made_of()), None
    page = planned.make()
    return keys(page), page


def made_one(
    planned: PlannedPage, shelf: Shelf, key: str, render: Renderer, page: Page | None = None
) -> ManifestLine:  # fmt: skip
    """One page of that key; ``page`` where it has been made already."""
    line = shelf.take(planned.path, key)
    if line is None:
        line = shelf.write(Artifact(planned.path, render.render(page or planned.make())))
        shelf.put(line, key)
    return line
