"""Whether a site is what its manifest says, to the byte, and nothing else."""

from __future__ import annotations

from pathlib import Path

from yangguang import urls
from yangguang.disk import below, digest_of
from yangguang.host.releases import manifest


def unlike(site: Path, before: Path | None = None) -> list[str]:
    """Paths that are missing, altered, or not listed.

    A file that the manifest of an earlier release (``before``) lists with the same digest, and that is the same file
    on the disk, was looked at then.
    """
    listed, present = manifest(site), _inodes(site)
    seen = _seen(site, before) if before else {}
    new = (path for path, sha256 in listed.items() if seen.get(path) != (sha256, present.get(path)))
    wrong = [path for path in new if not _is(site, path, listed[path])]
    return sorted({*wrong, *(present.keys() - listed.keys() - urls.UNLISTED)})


def _seen(site: Path, before: Path) -> dict[str, tuple[str, int | None]]:
    """Path → digest and inode of what was looked at then; nothing where inodes of the two cannot be compared."""
    if site.stat().st_dev != before.stat().st_dev:
        return {}
    present = _inodes(before)
    return {path: (sha256, present.get(path, 0)) for path, sha256 in manifest(before).items()}


def _is(site: Path, path: str, sha256: str) -> bool:
    try:
        return digest_of(site / path) == sha256
    except OSError:
        return False


def _inodes(site: Path) -> dict[str, int]:
    return {path: entry.inode() for path, entry in below(site)}
