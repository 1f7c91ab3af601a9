"""What is true of one publication only: commit, dates, counts, digest of the manifest; outside the manifest itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, astuple, replace
from datetime import date
from typing import Any

from yangguang import __version__, urls
from yangguang.build.artifact import Artifact
from yangguang.build.commit import Commit
from yangguang.build.output import ManifestLine
from yangguang.model.release import Origin, RegionCommit, Release
from yangguang.model.tally import Tally


def release_of(
    departments: int,
    figures: Tally,
    as_of: date,
    commit: Commit | None,
    listing: Artifact,
    lines: Iterable[ManifestLine],
    commits: tuple[RegionCommit, ...] = (),
) -> Release:
    """The release that these lines of the manifest make up."""
    lines = tuple(lines)
    return Release(
        engine=__version__,
        as_of=as_of.isoformat(),
        commit=commit.id if commit else "",
        committed=_day(commit),
        departments=departments,
        **asdict(figures),
        files=len(lines),
        bytes=sum(line.size for line in lines),
        manifest_sha256=hashlib.sha256(listing.body).hexdigest(),
        commits=commits,
    )


def repeated(release: Release, origin: Origin | None) -> Release:
    """The release, its content from where an earlier one says that it came from."""
    if origin is None:
        return release
    return replace(release, commit=origin.commit, committed=origin.committed, commits=origin.commits)


def origin_of(body: bytes) -> Origin:
    """What a version.json says of where its content came from. Raises ValueError where it is none."""
    try:
        told: Any = json.loads(body)
        commits = tuple(RegionCommit(**one) for one in told.get("commits", ()))
        origin = Origin(told["as_of"], told["commit"], told["committed"], commits)
        texts = [origin.as_of, origin.commit, origin.committed, *(text for one in commits for text in astuple(one))]
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    if {type(text) for text in texts} != {str}:
        raise ValueError("no text")
    date.fromisoformat(origin.as_of)
    return origin


def _day(commit: Commit | None) -> str:
    day: date | None = commit.day if commit else None
    return day.isoformat() if day else ""


def release_files(release: Release) -> Iterator[Artifact]:
    """version.json for programs, release.js for the pages' footers."""
    text = json.dumps(asdict(release), ensure_ascii=False, indent=2, sort_keys=True)
    yield Artifact(urls.VERSION, f"{text}\n".encode())
    shown = {"date": release.committed or release.day, "digest": release.manifest_sha256[:12]}
    script = f"window.yangguang=window.yangguang||{{}};window.yangguang.release={json.dumps(shown, sort_keys=True)};\n"
    yield Artifact(urls.RELEASE_SCRIPT, script.encode())
