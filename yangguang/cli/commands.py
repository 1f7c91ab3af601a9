"""The verbs build, check and serve; what is heavy is imported only once there is something to do."""

from __future__ import annotations

import atexit
import errno
import gc
import importlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, Literal, TypeVar

import click

from yangguang import __version__
from yangguang.build import unchanged
from yangguang.build.request import Settings
from yangguang.cli.basics import MISTAKE as MISTAKE
from yangguang.cli.basics import MISUSE as MISUSE
from yangguang.cli.basics import language
from yangguang.cli.ending import unwinding
from yangguang.cli.misuse import Spoken
from yangguang.model.messages.commands import say
from yangguang.model.problem import Lang

F = TypeVar("F", bound=Callable[..., Any])
Format = Literal["text", "json", "github", "gitlab"]
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the file system answers where there is no more room, or none for this user or this file."""

_EPOCH = "SOURCE_DATE_EPOCH"
_SECONDS = re.compile(r"[0-9]{1,11}")


@dataclass(frozen=True, slots=True)
class View:
    """How a command shows what it did."""

    lang: Lang
    form: Format = "text"
    notices: bool = False
    timings: bool = False
    profile: Path | None = None


_FOLDER = click.Path(path_type=Path, file_okay=False)


def where_options(command: F) -> F:
    """Which content, which site, which regions, judged on which day."""
    for option in reversed((
        click.option("--content", type=_FOLDER, help="内容文件夹 / the content folder"),
        click.option("--site", type=_FOLDER, help="网站输出文件夹 / where the site is written"),
        click.option("--region", "regions", type=_FOLDER, multiple=True,
                     help="其他地区的内容文件夹，可多次给出 / a further region's content folder; may be repeated"),
        click.option("--parent", type=_FOLDER, help="上级地区的内容文件夹，只引用，不发布 / the content folder of the region above, used and not published"),
        click.option("-f", "--file", type=click.Path(path_type=Path, exists=True, dir_okay=False),
                     help="mkdocs.yml 的位置 / the configuration file"),
        click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
                     help="数据截至日期 / the date that everything is judged on"),
        click.option("--release", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="VERSION.JSON",
                     help="重做这一次发布：沿用其截至日期和内容版本 / make this release again: its as-of date and commit"),
        click.option("--workers", type=click.IntRange(1), help="进程数 / number of processes"),
        click.option("--executor", metavar="dask://HOST:PORT",
                     help="由 Dask 集群的工作进程生成 / let the workers of a Dask cluster do the chunks"),
        click.option("--cache", type=_FOLDER, help="缓存文件夹，默认 .yangguang/cache / where builds are remembered"),
        click.option("--no-cache", is_flag=True, help="不使用缓存 / remember nothing, reuse nothing"),
        click.option("--verify", is_flag=True, help="内容和沿用的文件都重新读取 / read content and every kept file anew"),
        click.option("--strict", is_flag=True, help="警告视同错误 / warnings are errors"),
    )):  # fmt: skip
        command = option(command)
    return command


def show_options(command: F) -> F:
    """How problems and progress are shown."""
    for option in reversed((
        click.option("--format", "form", type=click.Choice(["text", "json", "github", "gitlab"]), default="text",
                     help="问题的输出格式 / how problems are printed"),
        click.option("--notices", is_flag=True, help="逐条列出提示 / list notices one by one"),
        click.option("--timings", is_flag=True, help="显示各阶段用时 / print seconds per stage"),
    )):  # fmt: skip
        command = option(command)
    return command


class Verbs(Spoken):
    """A group whose verbs for authors are imported only when they are asked for."""

    elsewhere: ClassVar = {
        "new": "authoring",
        "schema": "authoring",
        "fmt": "writing",
        "upgrade": "writing",
        "import": "exchanging",
        "export": "lists",
        "template": "lists",
        "laws": "laws",
        "data": "opendata",
        "health": "health",
        "history": "histories",
        "search": "searching",
        "lexicon": "searching",
        "poster": "posters",
        "snapshot": "snapshots proving keeping",
        "kiosk": "kiosks",
        "host": "hosting published",
        "ci": "pipelines",
    }
    """Verb → the modules that it stands in."""

    def invoke(self, context: click.Context) -> Any:
        """Runs the verb; what the file system refuses is told in one sentence. A reader who has gone is told nothing."""
        try:
            with unwinding():
                return super().invoke(context)
        except BrokenPipeError:
            raise  # click ends quietly
        except OSError as error:
            lang: Lang = context.obj or language(None)
            why = error.strerror or str(error)
            if error.errno in _FULL:
                # What is written into an open file has no name; that of a new one says which disk it is.
                told = say("no_room", lang, why=f"{error.filename}: {why}" if error.filename else why)
            else:
                told = say("refused", lang, file=error.filename or "…", why=why)
            stays = "" if context.invoked_subcommand == "host" else say("stays", lang)
            click.echo(told + stays, err=True)
            context.exit(MISUSE)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The verb of that name."""
        if name in self.elsewhere:
            gc.disable()  # whatever an import makes stays
            for module in self.elsewhere[name].split():
                importlib.import_module(f"yangguang.cli.{module}")
            gc.enable()
        return super().get_command(context, name)

    def list_commands(self, context: click.Context) -> list[str]:
        """All verbs by name."""
        return sorted({*super().list_commands(context), *self.elsewhere})


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.version_option(__version__, prog_name="yangguang", help="显示版本号 / the version")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="提示语言 / language of messages; default: the locale's")
@click.pass_context
def main(context: click.Context, lang: str | None) -> None:
    """阳光：把权责清单变成可检索的静态网站 / power and responsibility lists as a searchable static site."""
    context.obj = language(lang)
    _check_epoch(context)
    if context.invoked_subcommand is None:
        context.invoke(build)


def _check_epoch(context: click.Context) -> None:
    """SOURCE_DATE_EPOCH is a number of seconds; an empty one is none, which MkDocs would not know."""
    told = os.environ.get(_EPOCH)
    if told == "":
        del os.environ[_EPOCH]
    elif told is not None and not _SECONDS.fullmatch(told):
        click.echo(say("epoch", context.obj, value=told), err=True)
        context.exit(MISUSE)


@main.command()
@where_options
@show_options
@click.option("--profile", type=click.Path(path_type=Path, dir_okay=False),
              help="把性能剖析写入文件，宜同 --workers 1 合用 / write a profile; best with --workers 1")  # fmt: skip
@click.option(
    "--after",
    type=_FOLDER,
    help="上一次生成的网站，与之共用没有变化的文件 / an earlier site whose unchanged files are shared",
)
@click.pass_context
def build(context: click.Context, /, profile: Path | None, after: Path | None, **options: Any) -> None:
    """生成网站 / build the site."""
    lang: Lang = context.obj
    view = replace(_view(lang, options), profile=profile)
    settings = replace(settings_of("build", options), after=after.resolve() if after else None)
    look = (
        unchanged.since(settings, lang) if view.form == "text" and not (view.notices or profile) else unchanged.Look()
    )
    if look.said is not None:
        for text in (*look.said, say("unchanged", lang)):
            click.echo(text)
        return
    with _uncollected():
        from yangguang.cli import work

        context.exit(work.build(settings, view, look.inputs))


@contextmanager
def _uncollected() -> Iterator[None]:
    """What a build makes stays until it ends, and holds no cycles: looking for them took a fifteenth of its time."""
    gc.disable()
    atexit.register(gc.freeze)  # nor are they sought before the process ends
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()  # old objects now, which nobody looks through at once
        gc.enable()


@main.command()
@where_options
@show_options
@click.pass_context
def check(context: click.Context, /, **options: Any) -> None:
    """只检查内容，不生成网站 / check the content without building."""
    from yangguang.cli import work

    context.exit(work.check(settings_of("check", options), _view(context.obj, options)))


@main.command()
@where_options
@click.option("--address", metavar="HOST:PORT", help="预览地址，默认 127.0.0.1:8000 / where the preview listens")
@click.pass_context
def serve(context: click.Context, /, address: str | None, **options: Any) -> None:
    """本机预览，内容改动后自动刷新 / live preview that reloads when content changes."""
    from yangguang.cli import work

    context.exit(work.serve(settings_of("serve", options, address), View(context.obj)))


def _view(lang: Lang, options: dict[str, Any]) -> View:
    return View(lang, options["form"], options["notices"], options["timings"])


def settings_of(verb: Any, options: dict[str, Any], address: str | None = None) -> Settings:
    """The options of a command as the settings of a run."""
    day: datetime | None = options["as_of"]
    return Settings(
        verb, options["file"], options["content"], options["site"], options["regions"], day.date() if day else None,
        options["workers"], options["executor"], options["cache"], options["no_cache"], options["verify"], options["strict"],
        options["parent"], options["release"], address,
    )  # fmt: skip
