"""The verb poster: the charts of items as files for the wall of the hall, made on demand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from yangguang.build.gather import Gathered
from yangguang.build.item import read_item
from yangguang.charts.poster import About, posters
from yangguang.cli import work
from yangguang.cli.basics import MISTAKE
from yangguang.cli.commands import main
from yangguang.cli.options import FOLDER, settings_of, where_options
from yangguang.disk import put
from yangguang.model.content import RegionContent
from yangguang.model.facts import ItemFacts
from yangguang.model.messages.commands import say
from yangguang.views.frame import DEMO_NOTICE


@main.command("poster")
@click.argument("codes", nargs=-1, required=True)
@click.option("--into", type=FOLDER, default=Path("posters"), show_default=True,
              help="写到哪个文件夹 / the folder to write to")  # fmt: skip
@where_options
@click.pass_context
def poster_command(context: click.Context, /, codes: tuple[str, ...], into: Path, **options: Any) -> None:
    """把流程图和风险防控图做成上墙的 SVG 和 A3、A4 打印页 / charts of items as SVG and as sheets to print."""
    lang = context.obj
    gathered = work.sound(context, settings_of("check", options), lang)
    missing = [code for code in codes if not _made(gathered, code, into)]
    for code in missing:
        click.echo(say("no_poster", lang, code=code), err=True)
    context.exit(MISTAKE if missing else 0)


def _made(gathered: Gathered, code: str, into: Path) -> bool:
    """Writes the posters of the first region's item of that code; whether there were any."""
    wrote = False
    for slug, content, item in _found(gathered, code):
        power = read_item(gathered.reads[slug].source.read(item.file), item.file, content).power
        if power is None:
            continue
        for name, body in posters(power, _about(content, item, power.updated), dict(content.region.risk_levels)):
            put(into / name, body)
            click.echo(str(into / name))
            wrote = True
        break
    return wrote


def _found(gathered: Gathered, code: str) -> Iterator[tuple[str, RegionContent, ItemFacts]]:
    for slug, own in gathered.whole.links.regions.items():
        if code in own.items:
            yield slug, gathered.contents[slug], own.items[code]


def _about(content: RegionContent, item: ItemFacts, updated: date | None) -> About:
    department = content.departments.get(item.department)
    told = (content.region.name, department.name if department else item.holder or "", item.kind, item.code,
            updated.isoformat() if updated else "")  # fmt: skip
    return About(item.name, " · ".join(word for word in told if word), DEMO_NOTICE if content.region.demo else "")
