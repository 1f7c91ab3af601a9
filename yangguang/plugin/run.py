"""Runs MkDocs for the command: finds or makes the configuration, lets flags win, and hands back what happened."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from mkdocs.commands import build as building
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.utils.yaml import yaml_load

from yangguang.build.gather import Gathered
from yangguang.build.publish import Published
from yangguang.build.report import Report
from yangguang.build.request import Request, Settings
from yangguang.build.session import Session
from yangguang.build.unchanged import Inputs, configuration
from yangguang.check.near import nearest
from yangguang.history.keep import FOLDER
from yangguang.model.messages.commands import both
from yangguang.plugin.asking import MADE_UP, NAME, refuse_other_plugins, request_of
from yangguang.plugin.hearing import listening
from yangguang.plugin.hooks import Halted, YangguangPlugin
from yangguang.plugin.options import PluginOptions

_ABORTED = "Aborted with a configuration error!"
Use = Callable[[Session, Gathered], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened: what was read, what was published (nothing after a mistake), and what MkDocs said."""

    gathered: Gathered | None = None
    published: Published | None = None
    said: tuple[str, ...] = ()
    """Warnings and errors of MkDocs itself, and of templates."""
    site: str = ""
    """Where it was published."""
    inputs: Inputs | None = None
    """What was read, for telling next time whether anything has changed."""
    cache: Path | None = None
    request: Request | None = None
    """What was asked of the engine, once the configuration had been read."""
    misconfigured: bool = False
    """Whether it is the configuration that is wrong, not the content."""


def run(settings: Settings, report: Report, use: Use | None = None, *, seen: Inputs | None = None) -> Outcome:
    """Does what ``settings.verb`` says: ``check`` reads only, ``build`` publishes, ``serve`` previews until stopped.

    What ``check`` has read is handed to ``use`` while the items wait where they were put. ``seen`` is a look at what is
    read that has just been taken.
    """
    if settings.verb == "serve":
        return _serve(settings)
    with _configuration(settings) as (file, options), listening() as said:
        try:
            config = _loaded(file, options)
            plugin = cast("YangguangPlugin", config.plugins[NAME])
            if settings.verb == "check":
                return _check(request_of(config, plugin.config, serving=False), report, use, said)
        except (ConfigurationError, Abort) as error:
            return Outcome(said=_reasons(said, error), misconfigured=True)
        plugin.report, plugin.quiet, plugin.after, plugin.seen = report, True, settings.after, seen
        return _build(config, plugin, said)


def _check(request: Request, report: Report, use: Use | None, said: list[str]) -> Outcome:
    with Session(request, report) as session:
        gathered = session.gather()
        if use is not None:
            use(session, gathered)
        return Outcome(gathered, said=tuple(said), request=request)


def _serve(settings: Settings) -> Outcome:
    """The live preview; MkDocs tells on the terminal what it does, and the plugin what is wrong."""
    from mkdocs.commands import serve as serving  # a web server and a watcher of files, which nothing else needs

    logging.basicConfig(level=logging.INFO, format="%(levelname)-8s %(message)s")
    with _configuration(settings) as (file, options):
        if settings.address:
            options["dev_addr"] = settings.address
        try:
            with listening() as said:
                _loaded(file, options)
            serving.serve(config_file=str(file), **options)
        except (ConfigurationError, Abort) as error:
            return Outcome(said=_reasons(said, error), misconfigured=not isinstance(error, Halted))
    return Outcome()


def _reasons(said: list[str], error: Exception) -> tuple[str, ...]:
    """What is wrong with the configuration; that MkDocs goes no further says nothing where it has said why."""
    return tuple(dict.fromkeys(text for text in (*said, str(error)) if text != _ABORTED or not said))


def _loaded(file: Path, options: dict[str, Any]) -> MkDocsConfig:
    """The configuration. Raises ConfigurationError."""
    _refuse_unknown(options.get("plugins", {}).get(NAME, {}))
    if (folder := _content(file, options)) and not folder.is_dir():
        raise ConfigurationError(both("no_content", folder=folder))
    try:
        config = load_config(config_file=str(file), **options)
    except (ConfigurationError, ValueError) as error:
        # YAML reads a day that is in no calendar as a date, and raises ValueError.
        raise ConfigurationError(both("config_unreadable", file=file, why=" ".join(str(error).split()))) from error
    refuse_other_plugins(config)
    return config


def _content(file: Path, options: dict[str, Any]) -> Path | None:
    """The content folder, whether it is there or not; ``None`` where the file cannot be read, which MkDocs tells."""
    if "docs_dir" in options:
        return Path(options["docs_dir"])
    written = _written(file)
    return file.parent / str(written.get("docs_dir", "docs")) if written else None


def _refuse_unknown(asked: dict[str, Any]) -> None:
    """MkDocs only warns of an option that does not exist; what it was meant to say would be lost."""
    known = [*PluginOptions()]
    for name in asked:
        if name not in known:
            near = nearest(str(name), known)
            raise ConfigurationError(both("config_key_near" if near else "config_key", name=name, near=near))


def _build(config: MkDocsConfig, plugin: YangguangPlugin, said: list[str]) -> Outcome:
    config.plugins.on_startup(command="build", dirty=False)
    try:
        building.build(config)
    except ConfigurationError as error:
        return Outcome(said=(*said, str(error)), misconfigured=True)
    except Halted as halt:
        return Outcome(halt.gathered, said=tuple(said))
    except Abort as abort:
        return Outcome(plugin.current.gathered, said=tuple(said) or (str(abort),))
    finally:
        config.plugins.on_shutdown()
    run = plugin.current
    session = run.session
    return Outcome(run.gathered, run.published, tuple(said), config.site_dir, run.inputs, session.kept, session.request)


@contextmanager
def _configuration(settings: Settings) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The configuration file, made up where there is none, and the options that flags set over it."""
    file = configuration(settings)
    if file is not None:
        yield file, _options(settings, _written(file), file.parent)
        return
    with tempfile.TemporaryDirectory(prefix="yangguang-") as folder:
        made_up = Path(folder) / MADE_UP
        made_up.write_text("site_name: 权责清单\n", encoding="utf-8")
        defaults = {"docs_dir": str(Path("content").resolve())}
        if settings.verb != "serve":  # MkDocs previews in a folder of its own
            defaults["site_dir"] = str(Path("site").resolve())
        own = {"docs_dir": "content", "plugins": [NAME]}
        yield made_up, defaults | _options(settings, own, Path.cwd())


def _written(file: Path) -> dict[str, Any]:
    """What the file says; nothing where it cannot be read, which MkDocs then tells in its own words."""
    try:
        with file.open("rb") as opened:
            written: Any = yaml_load(opened)
    except (ConfigurationError, ValueError):
        return {}
    return written if isinstance(written, dict) else {}


def _options(settings: Settings, written: dict[str, Any], home: Path) -> dict[str, Any]:
    flags, options = _flags(settings), dict[str, Any]()
    if settings.content is not None:
        content = settings.content.resolve()
        options["docs_dir"] = str(content)
        if (home / str(written.get("docs_dir"))).resolve() != content:
            # The history beside the configuration is that of other content.
            flags["history"] = str(content.parent / FOLDER)
    plugins = _plugins(written.get("plugins") or [])
    if plugins is not None:
        # Ours last; a mapping, since MkDocs empties the entries of a list.
        own = plugins.pop(NAME, {}) | flags
        options["plugins"] = plugins | {NAME: own}
    if settings.site is not None and settings.verb != "serve":
        options["site_dir"] = str(settings.site.resolve())
    if settings.strict:
        options["strict"] = True
    return options


def _plugins(written: Any) -> dict[str, dict[str, Any]] | None:
    """The plugins and their options; ``None`` where they are written in a way that MkDocs refuses in its own words."""
    entries = [{name: options} for name, options in written.items()] if isinstance(written, dict) else written
    if not isinstance(entries, list):
        return None
    found: dict[str, dict[str, Any]] = {}
    for entry in entries:
        named = {entry: None} if isinstance(entry, str) else entry
        if not isinstance(named, dict) or len(named) != 1:
            return None
        [(name, options)] = named.items()
        if not isinstance(name, str) or not isinstance(options or {}, dict):
            return None
        if name == NAME and name in found:
            return None
        found[name] = options or {}
    return found


def _flags(settings: Settings) -> dict[str, Any]:
    """The options of the plugin that flags set, by their names in mkdocs.yml."""
    flags: dict[str, Any] = {
        "regions": [{"path": _whole(folder)} for folder in settings.regions] or None,
        "parent": _whole(settings.parent),
        "release": _whole(settings.release),
        "as_of": settings.as_of and settings.as_of.isoformat(),
        "workers": settings.workers,
        "executor": settings.executor,
        "cache": False if settings.no_cache else _whole(settings.cache),
        "verify": settings.verify or None,
    }
    return {name: value for name, value in flags.items() if value is not None}


def _whole(path: Path | None) -> str | None:
    return str(path.resolve()) if path else None
