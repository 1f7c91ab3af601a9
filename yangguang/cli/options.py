"""The options that several verbs have, and what they make of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from yangguang.build.request import Settings, Verb

F = TypeVar("F", bound=Callable[..., Any])
FOLDER = click.Path(path_type=Path, file_okay=False)
FOLDER_THERE = click.Path(path_type=Path, exists=True, file_okay=False)
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
"""One that is there."""


def where_options(command: F) -> F:
    """Which content, which regions, judged on which day, and how it is read."""
    for option in reversed((
        click.option("--content", type=FOLDER, help="内容文件夹 / the content folder"),
        click.option("--region", "regions", type=FOLDER, multiple=True,
                     help="其他地区的内容文件夹，可多次给出 / a further region's content folder; may be repeated"),
        click.option("--parent", type=FOLDER, help="上级地区的内容文件夹，只引用，不发布 / the content folder of the region above, used and not published"),
        click.option("-f", "--file", type=FILE,
                     help="mkdocs.yml 的位置 / the configuration file"),
        click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
                     help="数据截至日期 / the date that everything is judged on"),
        click.option("--release", type=FILE, metavar="VERSION.JSON",
                     help="重做这一次发布：沿用其截至日期和内容版本 / make this release again: its as-of date and commit"),
        click.option("--workers", type=click.IntRange(1), help="进程数 / number of processes"),
        click.option("--executor", metavar="dask://HOST:PORT",
                     help="由 Dask 集群的工作进程生成 / let the workers of a Dask cluster do the chunks"),
        click.option("--cache", type=FOLDER, help="缓存文件夹，默认 .yangguang/cache / where builds are remembered"),
        click.option("--no-cache", is_flag=True, help="不使用缓存 / remember nothing, reuse nothing"),
        click.option("--verify", is_flag=True, help="内容和沿用的文件都重新读取 / read content and every kept file anew"),
    )):  # fmt: skip
        command = option(command)
    return command


site_option = click.option("--site", type=FOLDER, help="网站输出文件夹 / where the site is written")
content_option = click.option("--content", type=FOLDER,
                              help="内容文件夹，默认按 mkdocs.yml / the content folder; default: that of mkdocs.yml")  # fmt: skip
archive_option = click.option("--archive", type=FOLDER, required=True, help="档案文件夹 / the archive folder")
into_option = click.option("--into", type=FOLDER, required=True, help="写到哪个文件夹 / the folder to write to")
json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON / print JSON")
strict_option = click.option("--strict", is_flag=True, help="警告视同错误 / warnings are errors")


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


def settings_of(verb: Verb, options: dict[str, Any], address: str | None = None) -> Settings:
    """The options of a command as the settings of a run, by their names; what a command has no option for is as unsaid."""
    day: datetime | None = options["as_of"]
    told = {one.name: options[one.name] for one in fields(Settings) if one.name in options}
    return Settings(**told | {"verb": verb, "as_of": day.date() if day else None, "address": address})
