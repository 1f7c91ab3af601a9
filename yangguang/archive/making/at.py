"""Snapshots of what was: the settings by which a commit, or a release, is built once more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from yangguang import urls
from yangguang.archive.making.git import checkout
from yangguang.archive.program import again, flags
from yangguang.build.release import origin_of
from yangguang.build.request import Settings
from yangguang.build.unchanged import configuration, home
from yangguang.history.keep import FOLDER
from yangguang.model.finding import Refused
from yangguang.model.release import Origin


def earlier(asked: Settings, at: str, scratch: Path) -> Settings:
    """The settings that build a commit, or the commit of a release (the folder of its site), below ``scratch``.

    Field histories are in no commit: where the repository has some beside its content, or a host made the release, which
    makes them for all of its own, they are made once more as they were. Raises Refused where git does not know the
    commit, or something that the build reads lies elsewhere, be it in other repositories.
    """
    release = Path(at) / urls.VERSION
    file = configuration(asked)
    content = asked.content or (None if file else Path("content"))
    told = _told(release) if release.is_file() else Origin("", at, "")
    if len(told.commits) > 1:
        regions = "、".join(f"{one.region} {one.commit[:12]}" for one in told.commits)
        raise Refused("at_several", regions=regions, release=release)
    there = checkout(file.parent if file else content or Path(), told.commit or "-", scratch / "sources")
    settings = replace(
        asked,
        file=there.moved(file) if file else None,
        content=there.moved(content) if content else None,
        regions=tuple(there.moved(region) for region in asked.regions),
        parent=there.moved(asked.parent) if asked.parent else None,
        release=release if release.is_file() else None,
    )
    if told.commits or any(_histories(home(asked), content)):
        again(["history", *flags(settings.file, settings.content, settings.regions, settings.parent)], scratch)
    return settings


def same(site: Path, release: Path) -> None:
    """Raises Refused where a release (its version.json) was to be built once more and other bytes have come out."""
    told, made = (json.loads(file.read_bytes()) for file in (release, site / urls.VERSION))
    if told.get("manifest_sha256") != made["manifest_sha256"]:
        raise Refused(
            "at_differs", release=release.parent, commit=told.get("commit", ""), engine=told.get("engine", "")
        )


def _told(release: Path) -> Origin:
    """Where a release says that its content came from; that of a host tells its commits by region."""
    try:
        return origin_of(release.read_bytes())
    except ValueError as error:
        raise Refused("at_no_release", file=release) from error


def _histories(folder: Path, content: Path | None) -> Iterator[Path]:
    for beside in (folder, *([content.resolve().parent] if content else [])):
        yield from (beside / FOLDER).glob("*.jsonl")
