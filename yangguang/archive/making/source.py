"""The sources of a site, laid out so that it can be built from them again: configuration, content, own templates, words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from yangguang import resources
from yangguang.archive.payload import HISTORY, SOURCE
from yangguang.build.request import Request
from yangguang.build.source import FolderSource
from yangguang.disk import followed
from yangguang.history.keep import FOLDER
from yangguang.yamlio import read_yaml

KEPT = ("requirements.txt", "requirements.lock")
"""Files beside the configuration that say which engine builds this site."""
_ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Sources:
    """Every source file by its path in the snapshot, and how the build was asked for, by paths below ``source/``."""

    files: Mapping[str, Path]
    asked: Mapping[str, object]


def sources_of(request: Request, configuration: Path | None) -> Sources:
    """The sources of a build. What lies beside the configuration keeps its place; what lies elsewhere gets a name
    that says nothing of the machine."""
    places = _Places(configuration.parent.resolve() if configuration else None)
    content = places.put(request.content, "content")
    regions = [
        places.put(folder, f"{_ELSEWHERE}/{_slug(folder, n)}") for n, folder in enumerate(request.region_folders())
    ]
    parent = places.put(request.parent, f"{_ELSEWHERE}/parent") if request.parent else ""
    found = dict(_files(places, configuration, request))
    asked = {
        "configuration": configuration.name if configuration else "",
        "content": content, "regions": regions, "parent": parent,
        "history": (places.name(request.history.resolve()) if request.history else None) or FOLDER,
    }  # fmt: skip
    return Sources(dict(sorted(found.items())), asked)


def folders(request: Request) -> list[Path]:
    """Every folder that a build reads and that is not the engine's own."""
    packaged = {resources.folder("templates").resolve(), resources.folder("search").resolve()}
    own = [folder for folder in (*request.themes, *request.words) if folder.resolve() not in packaged]
    return [request.content, *request.region_folders(), *([request.parent] if request.parent else []), *own]


class _Places:
    """Folders of this machine and what they are called in the snapshot."""

    def __init__(self, home: Path | None) -> None:
        self.known: dict[Path, str] = {home: ""} if home else {}

    def put(self, folder: Path, name: str) -> str:
        """The name of a folder: that which it has within a known one, else ``name``."""
        whole = folder.resolve()
        if (there := self.name(whole)) is None:
            self.known[whole] = there = name
        return there

    def name(self, path: Path) -> str | None:
        """The path below ``source/`` of a file or folder within a known folder."""
        for known, name in self.known.items():
            if path.is_relative_to(known):
                inner = path.relative_to(known).as_posix()
                return f"{name}/{inner}" if name and inner != "." else name or inner
        return None


def _files(places: _Places, configuration: Path | None, request: Request) -> Iterator[tuple[str, Path]]:
    if configuration is not None:
        beside = [configuration, *(configuration.parent / name for name in KEPT)]
        yield from ((SOURCE + file.name, file) for file in beside if file.is_file())
    for folder in folders(request):
        there = places.put(folder, f"{_ELSEWHERE}/{folder.name}")
        yield from ((f"{SOURCE}{there}/{name}", file) for name, file in _below(folder, request).items())


def _below(folder: Path, request: Request) -> dict[str, Path]:
    """The files of a folder as the build reads them: where links lead to in templates and words, no links in content."""
    if folder in (*request.themes, *request.words):
        return {
            name: file for name, file in followed(folder).files.items() if not name.startswith(".") and "/." not in name
        }
    return {name: folder / name for name in FolderSource(folder).files()}


def _slug(folder: Path, number: int) -> str:
    """网址标识 of a region, which its folder need not be called by."""
    try:
        told, _ = read_yaml((folder / "region.yml").read_bytes(), "region.yml")
    except OSError:
        told = None
    return str(told.get("网址标识") or number) if isinstance(told, dict) else str(number)


def histories(folder: Path | None) -> dict[str, Path]:
    """The field histories that the build read, by their path in the snapshot."""
    return {f"{HISTORY}{file.name}": file for file in sorted(folder.glob("*.jsonl"))} if folder else {}
