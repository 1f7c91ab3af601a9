"""The folder in which builds are remembered, or a temporary one in its stead."""

from __future__ import annotations

import fcntl
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from yangguang.build.cache import digest
from yangguang.build.engine import engine_mark
from yangguang.disk import put, umask

_DIGEST = re.compile(rb"[0-9a-f]{64}")
_MARK, _LOCK, _LAST = "engine", "lock", "last"
_FOLDERS = ("read", "links", "compared", "pages", "index", "staff", "attachments", "sound", "spare")
READ = ("read", "attachments")
"""Where files of the content are believed by their looks; what was made of them stands under digests."""


def may_be_ours(folder: Path) -> bool:
    """Whether builds may be remembered in a folder, parts of which are removed now and then.

    It bears their mark, or nothing is in it but what they put there.
    """
    mark = folder / _MARK
    if not folder.is_dir():
        return not folder.exists()
    if mark.is_file() and _DIGEST.fullmatch(mark.read_bytes()):
        return True
    return {entry.name for entry in folder.iterdir()} <= {_MARK, f".{_MARK}.new", _LOCK, _LAST, *_FOLDERS}


@contextmanager
def opened(folder: Path | None) -> Iterator[Path]:
    """The folder, for this build alone; a temporary one where there is none, it cannot be written, or another build is using it."""
    with ExitStack() as held:
        if folder is not None and _taken(folder, held):
            _of_this_engine(folder)
            yield folder
        else:
            yield Path(held.enter_context(TemporaryDirectory(prefix="yangguang-")))


def _taken(folder: Path, held: ExitStack) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = held.enter_context((folder / _LOCK).open("a"))
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _of_this_engine(folder: Path) -> None:
    """Forgets what another engine has left, or one whose files others may read that should not, or not read that should."""
    mark, told = folder / _MARK, digest(engine_mark(), f"{umask():o}").encode()
    if not mark.is_file() or mark.read_bytes() != told:
        forget(folder)
        put(mark, told)


def forget(folder: Path, names: Iterable[str] = _FOLDERS) -> None:
    """Empties the folder, but for the mark of whose it is."""
    for name in names:
        shutil.rmtree(folder / name, ignore_errors=True)
    (folder / _LAST).unlink(missing_ok=True)
