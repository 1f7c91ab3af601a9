"""The verbs build, check and serve; what is heavy is imported only once there is something to do."""

from __future__ import annotations

import atexit
import errno
import gc
import importlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar, Literal

import click

from yangguang import __version__
from yangguang.build import unchanged
from yangguang.cli.basics import language
from yangguang.cli.ending import unwinding
from yangguang.cli.misuse import Misuse, Spoken
from yangguang.cli.options import FOLDER, settings_of, show_options, site_option, strict_option, where_options
from yangguang.model.messages.commands import say
from yangguang.model.problem import Lang

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
            elif error.errno == errno.ENOENT and error.filename is None:  # os.getcwd names none
                told = say("here_gone", lang)
            else:
                told = say("refused", lang, file=error.filename or "…", why=why)
            stays = "" if context.invoked_subcommand == "host" else say("stays", lang)
            raise Misuse(told + stays) from None

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
        raise Misuse(say("epoch", context.obj, value=told))


@main.command()
@where_options
@site_option
@strict_option
@show_options
@click.option("--profile", type=click.Path(path_type=Path, dir_okay=False),
              help="把性能剖析写入文件，宜同 --workers 1 合用 / write a profile; best with --workers 1")  # fmt: skip
@click.option(
    "--after",
    type=FOLDER,
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
    with uncollected():
        from yangguang.cli import work

        context.exit(work.build(settings, view, look.inputs))


@contextmanager
def uncollected() -> Iterator[None]:
    """What a build or an import makes stays until it ends, and holds no cycles: looking for them takes up to a quarter of the time."""
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
@site_option
@strict_option
@show_options
@click.pass_context
def check(context: click.Context, /, **options: Any) -> None:
    """只检查内容，不生成网站 / check the content without building."""
    from yangguang.cli import work

    context.exit(work.check(settings_of("check", options), _view(context.obj, options)))


@main.command()
@where_options
@strict_option
@click.option("--address", metavar="HOST:PORT", help="预览地址，默认 127.0.0.1:8000 / where the preview listens")
@click.pass_context
def serve(context: click.Context, /, address: str | None, **options: Any) -> None:
    """本机预览，内容改动后自动刷新 / live preview that reloads when content changes."""
    from yangguang.cli import work

    context.exit(work.serve(settings_of("serve", options, address), View(context.obj)))


def _view(lang: Lang, options: dict[str, Any]) -> View:
    return View(lang, options["form"], options["notices"], options["timings"])
