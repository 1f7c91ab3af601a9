"""What a build is asked to do: folders, dates, workers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from yangguang.build.source import Source, further_regions
from yangguang.model.release import Origin, RegionCommit

Verb = Literal["build", "check", "serve"]


@dataclass(frozen=True, slots=True)
class Request:
    """One build. Paths are absolute; ``base`` is the folder that messages name files from.

    ``regions`` lists further regions' folders (``None``: those found under ``content/regions/``); ``parent`` is a
    region whose library, laws, themes and stages this one leans on without publishing it; ``themes`` are template
    folders of this site that win over the packaged ones; ``preview``: MkDocs shows it and adds a script.
    """

    content: Path
    base: Path
    regions: tuple[Path, ...] | None = None
    parent: Path | None = None
    themes: tuple[Path, ...] = ()
    words: tuple[Path, ...] = ()
    """Search folders of this site (``search/`` beside mkdocs.yml): its lexicon adds to the packaged one."""
    history: Path | None = None
    """Where field histories are kept (``.yangguang/history`` beside mkdocs.yml), which may be nowhere."""
    as_of: date | None = None
    workers: int | None = None
    executor: str | None = None
    """Whose workers do the chunks: ``dask://HOST:PORT``, else this machine's own."""
    preview: bool = False
    cache: Path | None = None
    """Where the last build is remembered; ``None``: nothing is."""
    verify: bool = False
    """Whether content and kept files are read anew instead of being believed by their looks."""
    sources: tuple[Source, ...] = ()
    """Where there are any they are read in the place of the folders, the main region's first."""
    commits: tuple[RegionCommit, ...] = ()
    """The commits that the folders were taken from; without them git is asked."""
    sandbox: bool = False
    """Whether this site's own templates are not trusted."""
    archive: bool = False
    """Whether earlier publications are served as ``archive/`` beside the site."""
    repeats: Origin | None = None
    """Where an earlier release said that its content came from, and this one is to say again."""

    def region_folders(self) -> tuple[Path, ...]:
        """Folders of the further regions, sorted by name."""
        return further_regions(self.content) if self.regions is None else self.regions

    def repositories(self) -> tuple[Path, ...]:
        """Folders of which git is asked for the newest commit; none where it is told."""
        return () if self.commits or self.sources else (self.content, *self.region_folders())


@dataclass(frozen=True, slots=True)
class Settings:
    """What the command line asks for; each setting that is there wins over mkdocs.yml. Paths as typed."""

    verb: Verb = "build"
    file: Path | None = None
    content: Path | None = None
    site: Path | None = None
    regions: tuple[Path, ...] = ()
    as_of: date | None = None
    workers: int | None = None
    executor: str | None = None
    cache: Path | None = None
    no_cache: bool = False
    verify: bool = False
    strict: bool = False
    parent: Path | None = None
    release: Path | None = None
    """The version.json of a release that is made again: its as-of date and commit instead of what git says."""
    address: str | None = None
    """Where ``serve`` listens: ``host:port``."""
    after: Path | None = None
    """An earlier site, whose unchanged files the new one shares; without it that which is replaced."""
