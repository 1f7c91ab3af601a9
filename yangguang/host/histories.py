"""Field histories of a hosted site: brought up to the commits that are about to be built."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from yangguang.history.ask import NoHistory
from yangguang.history.git import Repository
from yangguang.history.keep import FOLDER, from_git
from yangguang.history.walk import Track
from yangguang.host.places import Host
from yangguang.model.words import SLUG
from yangguang.yamlio import read_yaml

_CONTENT = "content/"


def refresh(host: Host, checked_out: Mapping[str, tuple[str, Path]], home: Path) -> None:
    """Brings every region's history up to date. ``checked_out``: region → commit, and the folder that it lies in.

    What git cannot tell is no reason not to publish: pages then show what was recorded before.
    """
    for region, (commit, folder) in checked_out.items():
        with suppress(NoHistory), Repository(host.repository(region), commit) as repository:
            for slug, track in _tracks(folder):
                from_git(home / FOLDER, slug, repository, track)


def _tracks(folder: Path) -> Iterator[tuple[str, Track]]:
    """网址标识 and place of the region of a repository, and of those inside it, which see its library."""
    content = folder / _CONTENT
    for file in (content / "region.yml", *sorted(content.glob("regions/*/region.yml"))):
        own = file.parent == content
        if slug := _slug(file):
            yield slug, Track(_CONTENT if own else f"{_CONTENT}regions/{file.parent.name}/", None if own else _CONTENT)


def _slug(file: Path) -> str:
    said, problems = read_yaml(file.read_bytes(), file.name) if file.is_file() else (None, [])
    name = said.get("网址标识") if isinstance(said, dict) and not problems else None
    # A hosted name becomes the name of a file: whatever is no plain name has no history, and the build will refuse it.
    return name if isinstance(name, str) and re.fullmatch(SLUG, name) else ""
