"""What the engine is made of: another one remembers nothing of this one, and may make other pages of the same content."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from yangguang.build.cache import digest
from yangguang.resources import PACKAGE, folder

LIBRARIES = (
    "chinesecalendar", "jinja2", "markdown", "markupsafe", "mkdocs", "nh3", "numpy", "pillow", "pydantic", "pypdf", "pypinyin",
    "python-calamine", "pyyaml", "segno",
)  # fmt: skip
"""Libraries that have a say in the bytes of a site, or in what is found wrong with its content."""


@cache
def engine_digest() -> str:
    """A digest of the program and of the search that it ships; templates, which a site may replace, stand by themselves."""
    return digest(*(part for root in (PACKAGE, folder("search")) for part in _files(root)))


@cache
def engine_mark() -> str:
    """A digest of the program and of the libraries beside it."""
    return digest(engine_digest(), *(f"{name} {version(name)}" for name in LIBRARIES))


def _files(root: Path) -> Iterator[str | bytes]:
    """Name and content of each file in order; what is compiled, or a folder of data that has its own place, left out."""
    found = []
    for place, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in ("__pycache__", "_data")]
        found += [Path(place, name) for name in names]
    for file in sorted(found):
        yield file.relative_to(root).as_posix()
        yield file.read_bytes()
