"""What mkdocs.yml says, and which content it names, for verbs that do without MkDocs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from yangguang.build.request import Settings
from yangguang.build.source import FolderSource, further_regions, relative_label
from yangguang.build.unchanged import configuration
from yangguang.cli.misuse import Misuse
from yangguang.model.messages.commands import say
from yangguang.model.problem import Lang
from yangguang.yamlio import read_yaml


def written(settings: Settings) -> tuple[Path | None, dict[str, Any]]:
    """The configuration file, and its settings; none where it cannot be read, which a build then tells."""
    file = configuration(settings)
    said = read_yaml(file.read_bytes(), file.name)[0] if file else None
    return file, said if isinstance(said, dict) else {}


def content_folder(lang: Lang, given: Path | None) -> Path:
    """``--content``, else the content folder as a build takes it from mkdocs.yml, else content/; it must be there."""
    folder = given or _configured()
    if not folder.is_dir():
        raise Misuse(say("no_content", lang, folder=folder))
    return folder


def _configured() -> Path:
    file, said = written(Settings())
    return file.parent / str(said.get("docs_dir", "docs")) if file and said else Path("content")


def sources(content: Path) -> Iterator[FolderSource]:
    """The region of ``content`` and those kept below it."""
    folders = (content, *further_regions(content))
    return (FolderSource(folder, relative_label(folder, Path.cwd())) for folder in folders)
