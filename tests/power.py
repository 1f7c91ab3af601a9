"""A disk of its own, and what is found on it after the power failed: what the kernel had written by then, and no more."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


class Disk:
    """An ext4 in a file; ``folder`` is where it is mounted."""

    def __init__(self, place: Path) -> None:
        self.folder, self._image, self._cut = place / "disk", place / "image", place / "cut"

    @contextmanager
    def mounted(self) -> Iterator[Disk]:
        with self._image.open("wb") as image:
            image.truncate(200 << 20)
        places = f"{os.environ['PATH']}:/usr/sbin:/sbin"
        subprocess.run(["mkfs.ext4", "-q", self._image], env={**os.environ, "PATH": places}, check=True)
        with _mounted(self._image, self.folder, "loop,commit=1"):
            yield self

    @contextmanager
    def cut(self) -> Iterator[Path]:
        """The disk as the next start finds it, were the power cut now."""
        found = self._cut.with_name("found")
        subprocess.run(["cp", "--sparse=always", self._image, self._cut], check=True)
        with _mounted(self._cut, found, "loop"):
            yield found


@contextmanager
def _mounted(image: Path, folder: Path, options: str) -> Iterator[None]:
    folder.mkdir(exist_ok=True)
    done = subprocess.run(["mount", "-o", options, image, folder], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("a disk in a file can only be mounted by root: the tests of a power cut did not run")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
