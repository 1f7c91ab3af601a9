"""What is true of one publication only: commit, dates, counts, digest of the manifest; outside the manifest itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, astuple
from datetime import date
from typing import Any

from yangguang import __version__, urls
from yangguang.build.commit import Commit
from yangguang.build.output import Artifact, ManifestLine
from yangguang.model.release import Origin, RegionCommit, Release
from yangguang.model.tally import Tally


def release_of(
    departments: int,
    figures: Tally,
    as_of: date,
    origin: Origin,
    listing: Artifact,
    lines: Sequence[ManifestLine],
) -> Release:
    """The release that these lines of the manifest make up."""
    return Release(
        engine=__version__,
        as_of=as_of.isoformat(),
        commit=origin.commit,
        committed=origin.committed,
        departments=departments,
        **asdict(figures),
        files=len(lines),
        bytes=sum(line.size for line in lines),
        manifest_sha256=hashlib.sha256(listing.body).hexdigest(),
        commits=origin.commits,
    )


def origin(as_of: date, commit: Commit | None, commits: tuple[RegionCommit, ...]) -> Origin:
    """Where the content of this build comes from, as git or a host tells it."""
    day = commit.day if commit else None
    return Origin(as_of.isoformat(), commit.id if commit else "", day.isoformat() if day else "", commits)


def origin_of(body: bytes) -> Origin:
    """What a version.json says of where its content came from. Raises ValueError where it is none."""
    try:
        told: Any = json.loads(body)
        commits = tuple(RegionCommit(**one) for one in told.get("commits", ()))
        found = Origin(told["as_of"], told["commit"], told["committed"], commits)
        texts = [found.as_of, found.commit, found.committed, *(text for one in commits for text in astuple(one))]
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    if {type(text) for text in texts} != {str}:
        raise ValueError("no text")
    date.fromisoformat(found.as_of)
    return found


def release_files(release: Release) -> Iterator[Artifact]:
    """version.json for programs, release.js for the pages' footers."""
    text = json.dumps(asdict(release), ensure_ascii=False, indent=2, sort_keys=True)
    yield Artifact(urls.VERSION, f"{text}\n".encode())
    shown = {"date": release.published, "digest": release.manifest_sha256[:12]}
    script = f"window.yangguang=window.yangguang||{{}};window.yangguang.release={json.dumps(shown, sort_keys=True)};\n"
    yield Artifact(urls.RELEASE_SCRIPT, script.encode())
