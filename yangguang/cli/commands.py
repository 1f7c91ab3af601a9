"""The verbs of the command: build, check, serve, new, schema, fmt, upgrade."""

from __future__ import annotations

import locale
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from yangguang import __version__
from yangguang.build.gather import Gathered
from yangguang.build.request import Settings
from yangguang.cli.console import Format, Progress, show
from yangguang.model.messages.commands import say
from yangguang.model.problem import Lang
from yangguang.plugin import run

F = TypeVar("F", bound=Callable[..., Any])
MISTAKE, MISUSE = 1, 2
"""Exit codes: mistakes in the content; wrong usage or configuration."""

_FOLDER = click.Path(path_type=Path, file_okay=False)


def language(wanted: str | None) -> Lang:
    """``--lang``, else the language of the locale, else Chinese."""
    if wanted in ("zh", "en"):
        return "zh" if wanted == "zh" else "en"
    name = next((os.environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(key)), "")
    return "en" if (name or locale.getlocale()[0] or "").startswith("en") else "zh"


def where_options(command: F) -> F:
    """Which content, which site, which regions, judged on which day."""
    for option in reversed((
        click.option("--content", type=_FOLDER, help="内容文件夹 / the content folder"),
        click.option("--site", type=_FOLDER, help="网站输出文件夹 / where the site is written"),
        click.option("--region", "regions", type=_FOLDER, multiple=True,
                     help="其他地区的内容文件夹，可多次给出 / a further region's content folder; may be repeated"),
        click.option("-f", "--file", type=click.Path(path_type=Path, exists=True, dir_okay=False),
                     help="mkdocs.yml 的位置 / the configuration file"),
        click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
                     help="数据截至日期 / the date that everything is judged on"),
        click.option("--workers", type=click.IntRange(1), help="进程数 / number of processes"),
        click.option("--cache", type=_FOLDER, help="缓存文件夹，默认 .yangguang/cache / where builds are remembered"),
        click.option("--no-cache", is_flag=True, help="不使用缓存 / remember nothing, reuse nothing"),
        click.option("--verify", is_flag=True, help="沿用的文件逐一核对 / read every kept file anew"),
        click.option("--strict", is_flag=True, help="警告视同错误 / warnings are errors"),
    )):  # fmt: skip
        command = option(command)
    return command


def show_options(command: F) -> F:
    """How problems and progress are shown."""
    for option in reversed((
        click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text",
                     help="问题的输出格式 / how problems are printed"),
        click.option("--notices", is_flag=True, help="逐条列出提示 / list notices one by one"),
        click.option("--timings", is_flag=True, help="显示各阶段用时 / print seconds per stage"),
    )):  # fmt: skip
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.version_option(__version__, prog_name="yangguang")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="提示语言 / language of messages; default: the locale's")
@click.pass_context
def main(context: click.Context, lang: str | None) -> None:
    """阳光：把权责清单变成可检索的静态网站 / power and responsibility lists as a searchable static site."""
    context.obj = language(lang)
    if context.invoked_subcommand is None:
        context.invoke(build)


@main.command()
@where_options
@show_options
@click.pass_context
def build(context: click.Context, /, form: Format, notices: bool, timings: bool, **where: Any) -> None:
    """生成网站 / build the site."""
    lang: Lang = context.obj
    progress = Progress(lang, quiet=form != "text")
    outcome = run(_settings("build", where), progress)
    for text in outcome.said:
        click.echo(text, err=True)
    if outcome.gathered is not None:
        show(outcome.gathered, form, lang, notices=notices)
    if timings:
        for text in progress.timings():
            click.echo(text, err=True)
    if outcome.misconfigured:
        context.exit(MISUSE)
    if outcome.published is None:
        click.echo(say(_why_not(outcome.gathered, where["strict"]), lang), err=True)
        context.exit(MISTAKE)
    if form == "text":
        release = outcome.published.release
        click.echo(say("published", lang, site=outcome.site, powers=f"{release.powers:,}", as_of=release.as_of,
                       services=f"{release.services:,}", files=f"{release.files:,}"))  # fmt: skip


def _why_not(gathered: Gathered | None, strict: bool) -> str:
    """Which saying tells why nothing was published."""
    if gathered is not None and gathered.failed:
        return "unpublished"
    return "strict" if strict and gathered is not None and gathered.warned else "halted"


@main.command()
@where_options
@show_options
@click.pass_context
def check(context: click.Context, /, form: Format, notices: bool, timings: bool, **where: Any) -> None:
    """只检查内容，不生成网站 / check the content without building."""
    lang: Lang = context.obj
    progress = Progress(lang, quiet=form != "text")
    outcome = run(_settings("check", where), progress)
    for text in outcome.said:
        click.echo(text, err=True)
    if timings:
        for text in progress.timings():
            click.echo(text, err=True)
    if outcome.gathered is None:
        context.exit(MISUSE)
    gathered = outcome.gathered
    show(gathered, form, lang, notices=notices)
    if gathered.failed or (where["strict"] and gathered.warned):
        context.exit(MISTAKE)
    if form == "text":
        items = sum(len(chunk.items) for chunk in gathered.links.chunks) if gathered.links else 0
        click.echo(say("sound", lang, items=f"{items:,}"))


@main.command()
@where_options
@click.option("--address", metavar="HOST:PORT", help="预览地址，默认 127.0.0.1:8000 / where the preview listens")
@click.pass_context
def serve(context: click.Context, /, address: str | None, **where: Any) -> None:
    """本机预览，内容改动后自动刷新 / live preview that reloads when content changes."""
    outcome = run(_settings("serve", where, address), Progress(context.obj))
    for text in outcome.said:
        click.echo(text, err=True)
    if outcome.said:
        context.exit(MISUSE if outcome.misconfigured else MISTAKE)


def _settings(verb: Any, where: dict[str, Any], address: str | None = None) -> Settings:
    day: datetime | None = where["as_of"]
    return Settings(
        verb, where["file"], where["content"], where["site"], where["regions"], day.date() if day else None,
        where["workers"], where["cache"], where["no_cache"], where["verify"], where["strict"], address,
    )  # fmt: skip
