"""What no commit may bring, whoever pushes it: links, other repositories, huge files, names that are one elsewhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from yangguang.build.source import INVISIBLE
from yangguang.host.git import MOST_FILES, Entry, fields, git
from yangguang.model.finding import Finding, finding

LARGEST = 20_000_000
"""Bytes of one file."""
LONGEST = 200
"""Bytes of a file's path."""
_MOST_FIELDS = 40 * MOST_FILES
"""Of all changes of the commits on the way, each two fields: a merge brings them once for each side."""
_LINK, _SUBMODULE = "120000", "160000"
_FILES = frozenset({"100644", "100755"})
_PLAIN = re.compile(rb"[ -\[\]-~]{1,%d}" % LONGEST)
"""Names in which nothing can be wrong: printable ASCII without the backslash. Most are."""


def faults(entries: Iterable[Entry]) -> list[Finding]:
    """Everything wrong with the files of the commit that is to be published."""
    found: list[Finding] = []
    seen: dict[str, str] = {}
    folders = {""}
    for entry in entries:
        name = entry.path.decode("utf-8", "replace")
        if entry.mode not in _FILES or entry.size > LARGEST or not _PLAIN.fullmatch(entry.path):
            found += _faults_of(entry, name)
        for folded, shown in _folded(name, folders):
            other = seen.setdefault(folded, shown)
            if other != shown:
                found.append(finding("twins", file=shown, other=other))
    return found


def _faults_of(entry: Entry, name: str) -> Iterator[Finding]:
    if entry.mode == _LINK:
        yield finding("symlink", file=name)
    elif entry.mode == _SUBMODULE:
        yield finding("submodule", file=name)
    if entry.size > LARGEST:
        yield finding("too_large", file=name, size=f"{entry.size / 1_000_000:.1f}")
    if len(entry.path) > LONGEST:
        yield finding("too_long", file=name)
    try:
        entry.path.decode()
    except UnicodeDecodeError:
        yield finding("not_utf8", file=name)
    if not INVISIBLE.isdisjoint(map(unicodedata.category, name)) or "\\" in name:
        yield finding("odd_name", file=name.encode("unicode_escape").decode())


def _folded(name: str, folders: set[str]) -> Iterator[tuple[str, str]]:
    """The path, and every folder above it that is not among ``folders`` yet, as a file system that folds case and
    Unicode would see them."""
    yield _fold(name), name
    folder = name.rpartition("/")[0]
    while folder not in folders:
        folders.add(folder)
        yield _fold(folder), folder
        folder = folder.rpartition("/")[0]


def _fold(name: str) -> str:
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def passing_faults(repository: Path, commit: str) -> list[Finding]:
    """The same for commits on the way to the one that is to be published: they stay in the repository for ever."""
    commits = git(repository, "rev-list", commit, "--not", "--all")
    asked = ("diff-tree", "--stdin", "-r", "-z", "--root", "-m", "--no-renames")
    blobs: dict[str, str] = {}
    found: list[Finding] = []
    told = fields(repository, *asked, most=_MOST_FIELDS, given=commits)
    for field in told:
        if not field.startswith(b":"):
            continue  # the name of a commit, before its changes
        _, mode, _, blob, _ = field.decode().split(" ")
        name = next(told).decode("utf-8", "replace")
        if mode == _LINK:
            found.append(finding("symlink", file=name))
        elif mode == _SUBMODULE:
            found.append(finding("submodule", file=name))
        elif mode != "000000":
            blobs.setdefault(blob, name)
    listed = "".join(f"{blob}\n" for blob in blobs).encode()
    sizes = git(repository, "cat-file", "--batch-check=%(objectname) %(objectsize)", given=listed).decode().split()
    for blob, size in zip(sizes[::2], sizes[1::2], strict=True):
        if size == "missing":
            found.append(finding("missing_object", file=blobs[blob]))
        elif int(size) > LARGEST:
            found.append(finding("too_large", file=blobs[blob], size=f"{int(size) / 1_000_000:.1f}"))
    return found
