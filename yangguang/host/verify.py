"""Whether a site is what its manifest says, to the byte, and nothing else."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from yangguang import urls
from yangguang.host.releases import manifest


def unlike(site: Path, before: Path | None = None) -> list[str]:
    """Paths that are missing, altered, or not listed.

    A file that the manifest of an earlier release (``before``) lists with the same digest, and that is the same file
    on the disk, was looked at then.
    """
    listed = manifest(site)
    known = manifest(before) if before else {}
    wrong = [path for path, sha256 in listed.items() if not _is(site, path, sha256, before, known)]
    return sorted({*wrong, *(_present(site) - listed.keys() - urls.UNLISTED)})


def _is(site: Path, path: str, sha256: str, before: Path | None, known: dict[str, str]) -> bool:
    file = site / path
    try:
        if before and known.get(path) == sha256 and os.path.samefile(file, before / path):  # noqa: PTH121
            return True
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest() == sha256
    except OSError:
        return False


def _present(site: Path) -> set[str]:
    found: set[str] = set()
    for folder, _, names in os.walk(site):
        inner = os.path.relpath(folder, site)
        found.update(name if inner == "." else f"{inner}/{name}" for name in names)
    return found
