"""A spare tree of the site, with which the next build begins: nearly all files stay what they were.

It is the site that was replaced last, or made of links to the one that stands. Its files are those of the public site: none is ever
written into; whoever writes puts another one in its place.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Collection, Sequence
from concurrent.futures import Executor, wait
from pathlib import Path

from yangguang.build.executor import SerialExecutor
from yangguang.build.output import exchange, make_room
from yangguang.disk import below


def place(cache: Path) -> Path:
    """Where a cache keeps the spare site."""
    return cache / "spare"


def distrust(spare: Path) -> str:
    """Throws a spare site away in which somebody has put a symbolic link: what is written there might land elsewhere.

    Returns that link, or nothing where all is well.
    """
    found = os.fspath(spare) if spare.is_symlink() else _link_in(os.fspath(spare)) if spare.is_dir() else ""
    if spare.is_symlink():
        spare.unlink()
    elif found:
        shutil.rmtree(spare)
    return found


def _link_in(folder: str) -> str:
    with os.scandir(folder) as entries:
        for entry in entries:
            found = entry.path if entry.is_symlink() else _link_in(entry.path) if entry.is_dir() else ""
            if found:
                return found
    return ""


def begin(spare: Path, site: Path, staging: Path) -> list[str]:
    """Puts a spare site in the place of ``staging``, if there is one at hand. Returns what that holds, which is taken along.

    ``site`` is the one whose files will be linked.
    """
    held = [path for path, _ in below(staging)]
    if spare.is_dir() and _one_disk(spare, site, staging) and _exchanged(spare, staging):
        for path in held:
            make_room(staging, path)
            (spare / path).replace(staging / path)
        shutil.rmtree(spare)
    return held


def prepare(site: Path, spare: Path, workers: Executor | None = None) -> None:
    """Makes a spare site of links to the files of one that is public, where there is none; nothing where files cannot be linked.

    ``workers`` do it together, a folder of the site each.
    """
    if spare.exists():
        return
    try:
        spare.mkdir()
        folders = _link_files(os.fspath(site), os.fspath(spare))
        linked = [(workers or SerialExecutor()).submit(_link, *folder) for folder in folders]
        wait(linked)  # all, since what fails is removed again
        for one in linked:
            one.result()
    except OSError:
        shutil.rmtree(spare, ignore_errors=True)


def _link(folder: str, new: str) -> None:
    os.mkdir(new)  # noqa: PTH102  (texts: the files of a prefecture are linked one by one)
    for inner in _link_files(folder, new):
        _link(*inner)


def _link_files(folder: str, new: str) -> list[tuple[str, str]]:
    """Links the files of a folder itself, but for hidden ones, which are not ours. Returns the folders in it, and where they belong."""
    folders = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append((entry.path, f"{new}/{entry.name}"))
            else:
                os.link(entry.path, f"{new}/{entry.name}", follow_symlinks=False)
    return folders


def _one_disk(*folders: Path) -> bool:
    """Whether the same inode is the same file in all of them."""
    return len({folder.stat().st_dev for folder in folders if folder.exists()}) == 1


def _exchanged(one: Path, other: Path) -> bool:
    try:
        return exchange(one, other)
    except OSError:  # a mount in between
        return False


def tidy(staging: Path, wanted: Sequence[str]) -> None:
    """Leaves nothing in ``staging`` but the files wanted, each named once; all of them are there."""
    due = Counter(map(_folder, wanted))
    there = _counts(os.fspath(staging), "", {})
    odd = {folder for folder, files in there.items() if files != due[folder]}
    kept = {path for path in wanted if _folder(path) in odd} if odd else set()
    for folder in sorted(odd, reverse=True):
        _clear(staging, folder, kept)


def _folder(path: str) -> str:
    return path[: path.rfind("/") + 1]


def _counts(root: str, folder: str, found: dict[str, int]) -> dict[str, int]:
    """Adds how many files are in a folder itself, which is named with a slash behind it, and in each below; −1 where nothing is."""
    files, empty = 0, True
    with os.scandir(f"{root}/{folder}") as entries:
        for entry in entries:
            empty = False
            if entry.is_dir(follow_symlinks=False):
                _counts(root, f"{folder}{entry.name}/", found)
            else:
                files += 1
    found[folder] = -1 if empty else files
    return found


def _clear(staging: Path, folder: str, kept: Collection[str]) -> None:
    """Removes what is not kept in a folder, and the folder and those above it as far as nothing is left in them."""
    place = staging / folder
    for entry in [*os.scandir(place)]:
        if not entry.is_dir(follow_symlinks=False) and folder + entry.name not in kept:
            os.unlink(entry.path)  # noqa: PTH108
    while place != staging and not any(place.iterdir()):
        place.rmdir()
        place = place.parent
