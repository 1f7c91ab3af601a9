"""The verb laws: citations of the content held against a library of laws."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from yangguang.build.gather import Gathered
from yangguang.cli import work
from yangguang.cli.basics import MISTAKE
from yangguang.cli.commands import main
from yangguang.cli.misuse import Misuse
from yangguang.cli.options import FILE, json_option, settings_of, where_options
from yangguang.exchange.grid import Unreadable
from yangguang.exchange.laws.checking import WHERE, check_laws
from yangguang.exchange.laws.library import library_at
from yangguang.exchange.laws.report import data, lines
from yangguang.model.laws import LawIndex
from yangguang.model.messages.laws import tell
from yangguang.model.problem import Lang


@main.group("laws")
def laws() -> None:
    """核对引用的法规 / look after the laws that items cite."""


@laws.command("check")
@click.option("--library", type=FILE, required=True,
              help="法规库（JSONL，一行一部） / the library of laws, one JSON object a line")  # fmt: skip
@json_option
@where_options
@click.option("--strict", is_flag=True, help="有一处要改，退出码为 1 / exit code 1 where anything is to be mended")
@click.pass_context
def check_command(context: click.Context, /, library: Path, as_json: bool, strict: bool, **options: Any) -> None:
    """逐条核对引用：条文在不在、引文对不对、版本新不新 / check every citation against the library."""
    lang: Lang = context.obj
    try:
        known = library_at(library)
    except Unreadable as refused:
        raise Misuse(tell(refused.key, lang, **refused.values)) from None
    checked = check_laws(_regions(work.read(settings_of("check", options), lang)), known)
    if as_json:
        click.echo(json.dumps(data(checked), ensure_ascii=False, indent=1))
    else:
        for line in lines(checked, lang):
            click.echo(line)
    context.exit(MISTAKE if checked.faults and strict else 0)


def _regions(gathered: Gathered) -> Iterator[tuple[str, Iterator[tuple[str, bytes]], LawIndex]]:
    for slug, read in gathered.reads.items():
        content = gathered.contents.get(slug)
        files = (path for path in read.source.files() if path.startswith(WHERE) and path.endswith(".yml"))
        bodies = ((path, read.source.read(path)) for path in files)
        yield read.source.label, bodies, LawIndex(content.laws if content else ())
