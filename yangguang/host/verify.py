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
    # Texts and no path objects: there are ten thousand files.
    file = f"{site}/{path}"
    try:
        if before and known.get(path) == sha256 and os.path.samestat(os.stat(file), os.stat(f"{before}/{path}")):  # noqa: PTH116
            return True
        with open(file, "rb") as opened:  # noqa: PTH123
            return hashlib.file_digest(opened, "sha256").hexdigest() == sha256
    except OSError:
        return False


def _present(site: Path) -> set[str]:
    root = f"{site}/"
    return {f"{folder}/{name}".removeprefix(root) for folder, _, names in os.walk(site) for name in names}
