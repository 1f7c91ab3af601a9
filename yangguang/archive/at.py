"""Snapshots of what was: the settings by which a commit, or a release, is built once more."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from yangguang import urls
from yangguang.archive.findings import Refused
from yangguang.archive.git import Checkout, checkout
from yangguang.build.request import Settings
from yangguang.build.unchanged import configuration, home
from yangguang.history.git import Repository
from yangguang.history.keep import FOLDER, as_they_stood


def earlier(asked: Settings, at: str, scratch: Path) -> Settings:
    """The settings that build a commit, or the commit of a release (the folder of its site), below ``scratch``.

    Raises Refused where git does not know the commit, or something that the build reads lies outside its repository.
    """
    release = Path(at) / urls.VERSION
    wanted = _commit_of(release) if release.is_file() else at
    file = configuration(asked)
    there = checkout(home(asked) if file else (asked.content or Path("content")), wanted, scratch / "sources")
    if not release.is_file():
        release = scratch / urls.VERSION
        release.write_text(json.dumps(there.told), encoding="utf-8")
    _lend_history(home(asked), there)
    content = asked.content or (None if file else Path("content"))
    return replace(
        asked,
        file=there.moved(file) if file else None,
        content=there.moved(content) if content else None,
        regions=tuple(there.moved(region) for region in asked.regions),
        parent=there.moved(asked.parent) if asked.parent else None,
        release=release,
    )


def same(site: Path, at: str) -> None:
    """Raises Refused where a release was to be built once more and other bytes have come out."""
    release = Path(at) / urls.VERSION
    if release.is_file():
        told, made = (json.loads((folder / urls.VERSION).read_bytes()) for folder in (Path(at), site))
        if told.get("manifest_sha256") != made["manifest_sha256"]:
            raise Refused("at_differs", release=at, commit=told.get("commit", ""), engine=told.get("engine", ""))


def _commit_of(release: Path) -> str:
    try:
        return str(json.loads(release.read_bytes())["commit"]) or "-"
    except (ValueError, KeyError, TypeError) as error:
        raise Refused("at_no_release", file=release) from error


def _lend_history(folder: Path, there: Checkout) -> None:
    """History is in no commit: a build of an earlier one reads what was recorded up to it."""
    source = folder / FOLDER
    if source.is_dir():
        with Repository(there.top, there.commit) as repository:
            as_they_stood(source, there.moved(folder) / FOLDER, repository)
