"""What a configuration asks the engine to do: its options as a request, all that a build of it reads, what is refused."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from yangguang.build.fleet import SCHEME
from yangguang.build.release import origin_of
from yangguang.build.request import Request
from yangguang.build.store import may_be_ours
from yangguang.disk import followed
from yangguang.history.keep import FOLDER
from yangguang.model.messages.commands import both
from yangguang.model.release import Origin, RegionCommit
from yangguang.plugin.options import PluginOptions
from yangguang.resources import PACKAGE, folder

NAME = "yangguang"
MADE_UP = "no-mkdocs.yml"
"""The name of a configuration made for a site that has none; it is another file each time, and says nothing."""

_CLUSTER = re.compile(re.escape(SCHEME) + r"(?:[\w.-]+|\[[0-9A-Fa-f:]+\]):\d{1,5}", re.ASCII)


def request_of(config: MkDocsConfig, asked: PluginOptions, *, serving: bool) -> Request:
    """The request of a build, or of a preview (``serving``). Raises ConfigurationError where something that is named is not there."""
    home = _home(config)
    own = home / "templates"
    repeats = _release(home / asked.release) if asked.release else None
    return Request(
        content=Path(config.docs_dir),
        base=Path.cwd(),
        regions=None if asked.regions is None else tuple(_there(home, region.path) for region in asked.regions),
        parent=_parent(home, asked.parent) if asked.parent else None,
        themes=(own,) if own.is_dir() else (),
        words=(home / "search",) if (home / "search").is_dir() else (),
        history=home / (asked.history or FOLDER),
        as_of=asked.as_of or (date.fromisoformat(repeats.as_of) if repeats else None),
        workers=asked.workers,
        executor=_cluster(asked.executor),
        preview=serving,
        cache=None if serving else _cache(home, asked),
        verify=asked.verify,
        archive=asked.archive,
        commits=tuple(RegionCommit(one.region, one.commit, one.authored) for one in asked.commits or ()),
        sandbox=asked.sandbox,
        repeats=repeats,
    )


def roots_of(config: MkDocsConfig, asked: PluginOptions, request: Request) -> Iterator[Path]:
    """All that a build reads; the site's own templates even where there are none yet."""
    home = _home(config)
    yield from (request.content, *request.region_folders(), *((request.parent,) if request.parent else ()))
    yield from (request.history,) if request.history else ()
    if Path(config.config_file_path).name != MADE_UP:
        yield Path(config.config_file_path)
    for own in (home / "templates", home / "search"):
        yield own
        yield from followed(own).links if own.is_dir() else ()
    yield from ([home / asked.release] if asked.release else [])
    yield from (PACKAGE, folder("templates"), folder("search"))


def refuse_other_names() -> None:
    """Under a locale that is not UTF-8 Python reads Chinese names of files as others; the command has begun again by now."""
    if sys.getfilesystemencoding() != "utf-8":
        raise ConfigurationError(both("no_utf8_names"))


def refuse_other_plugins(config: MkDocsConfig) -> None:
    """MkDocs' own search would write into the folder of ours; a second of us would read what the first has put in the place of the content."""
    if "search" in config.plugins:
        raise ConfigurationError(both("no_other_search"))
    if f"{NAME} #2" in config.plugins:  # as MkDocs calls it
        raise ConfigurationError(both("plugin_twice"))


def refuse_other_folders(target: Path) -> None:
    """The site replaces what stands at its place: never a file, never a folder that holds something else. What is hidden in it stays."""
    if not target.exists():
        return
    names = {path.name for path in target.iterdir() if not path.name.startswith(".")} if target.is_dir() else {""}
    if names and not names & {"index.html", "404.html"}:
        raise ConfigurationError(both("not_a_site", folder=target))


def _home(config: MkDocsConfig) -> Path:
    """The folder that the configuration's paths are relative to: its own, or the working folder where there is none."""
    file = Path(config.config_file_path)
    return Path.cwd() if file.name == MADE_UP else file.parent


def _cache(home: Path, asked: PluginOptions) -> Path | None:
    """Where builds are remembered: a folder that is emptied now and then, and thus never one that holds anything else."""
    if asked.cache is False:
        return None
    folder = home / (asked.cache if isinstance(asked.cache, str) else ".yangguang/cache")
    if not may_be_ours(folder):
        raise ConfigurationError(both("not_a_cache", folder=folder))
    return folder


def _cluster(address: str | None) -> str | None:
    """The address of a cluster, which must have a form that we know."""
    if address is not None and not _CLUSTER.fullmatch(address):
        raise ConfigurationError(both("which_executor", address=address))
    return address


def _there(home: Path, path: str) -> Path:
    """The content folder of another region, which must be there."""
    found = (home / path).resolve()
    if not found.is_dir():
        raise ConfigurationError(both("no_region_folder", folder=path))
    return found


def _parent(home: Path, path: str) -> Path:
    """The content folder of the region above, which must be one."""
    found = _there(home, path)
    if not (found / "region.yml").is_file():
        raise ConfigurationError(both("no_parent", folder=path))
    return found


def _release(file: Path) -> Origin:
    """Where the content of an earlier release came from."""
    try:
        return origin_of(file.read_bytes())
    except (OSError, ValueError) as error:
        raise ConfigurationError(both("no_version", file=file)) from error
