"""The sources of a site, laid out so that relative paths hold: configuration, content, own templates and words."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from yangguang import resources
from yangguang.archive.payload import SOURCE
from yangguang.build.request import Request
from yangguang.build.source import FolderSource

KEPT = ("requirements.txt", "requirements.lock")
"""Files beside the configuration that say which engine builds this site."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Every source file by its path in the snapshot, and how the build was asked for."""

    files: Mapping[str, Path]
    asked: Mapping[str, object]


def sources_of(request: Request, configuration: Path | None) -> Sources:
    """The sources of a build, below the one folder that holds them all."""
    home = configuration.parent if configuration else request.content.parent
    regions = request.region_folders()
    folders = [request.content, *regions, *([request.parent] if request.parent else [])]
    top = Path(os.path.commonpath([str(folder.resolve()) for folder in (home, *folders)]))

    def within(path: Path) -> str:
        return path.resolve().relative_to(top).as_posix()

    found = {SOURCE + within(file): file for file in _files(home, configuration, folders, request)}
    asked = {
        "configuration": within(configuration) if configuration else "",
        "home": within(home),
        "content": within(request.content),
        "regions": [within(folder) for folder in regions],
    }
    return Sources(dict(sorted(found.items())), asked)


def _files(home: Path, configuration: Path | None, folders: list[Path], request: Request) -> Iterator[Path]:
    if configuration is not None:
        yield configuration
        yield from (home / name for name in KEPT if (home / name).is_file())
    packaged = {resources.folder("templates").resolve(), resources.folder("search").resolve()}
    own = [folder for folder in (*request.themes, *request.words) if folder.resolve() not in packaged]
    for folder in (*folders, *own):
        yield from (folder / name for name in FolderSource(folder).files())


def histories(home: Path) -> dict[str, Path]:
    """The field histories that the build read, by their path in the snapshot."""
    folder = home / ".yangguang" / "history"
    return {f"history/{file.name}": file for file in sorted(folder.glob("*.jsonl"))}
