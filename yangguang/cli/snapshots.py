"""The verb snapshot: what was published, kept so that it can be proved later: create, export."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from yangguang.archive.bags.bag import export
from yangguang.archive.ledger import Clock, Entry
from yangguang.archive.making import git
from yangguang.archive.making.at import earlier, same
from yangguang.archive.making.create import Built, create
from yangguang.archive.store import Store
from yangguang.build.request import Settings
from yangguang.build.unchanged import configuration
from yangguang.cli import work
from yangguang.cli.basics import MISTAKE, MISUSE
from yangguang.cli.commands import View, main
from yangguang.cli.console import Progress
from yangguang.cli.options import FILE, FOLDER, archive_option, into_option, settings_of, strict_option, where_options
from yangguang.cli.refusals import refusals
from yangguang.model.finding import Finding, Refused
from yangguang.model.messages.archive import tell
from yangguang.model.problem import Lang
from yangguang.plugin import run


@main.group("snapshot")
def snapshot() -> None:
    """档案快照：生成、导出、核对 / snapshots for the archive: make, export, verify."""


@snapshot.command("create")
@click.option("--into", type=FOLDER, required=True, help="档案文件夹 / the archive folder")
@click.option(
    "--at",
    metavar="RELEASE|COMMIT",
    help="为以前的提交，或为一次发布的网站文件夹做快照 / of an earlier commit, or of a release: the folder of its site",
)
@click.option(
    "--uncommitted",
    is_flag=True,
    help="有改动没有提交时照做，并在台账里注明 / go ahead although something is not committed, and say so in the ledger",
)
@click.option(
    "--elements",
    type=FILE,
    help="著录项对照表 / a table of archival elements of your own",
)
@where_options
@strict_option
@click.pass_context
def create_command(
    context: click.Context, /, into: Path, at: str | None, uncommitted: bool, elements: Path | None, **options: Any
) -> None:
    """生成网站并存为一个快照 / build the site and keep it as a snapshot."""
    lang: Lang = context.obj
    with TemporaryDirectory(prefix="yangguang-") as folder, refusals(tell, lang):
        asked = replace(settings_of("build", options), site=Path(folder) / "site", no_cache=True)
        settings = earlier(asked, at, Path(folder)) if at else asked
        built = _built(context, settings)
        if settings.release:
            same(built.site, settings.release)
        if not at and (found := git.uncommitted(built.paths())):
            if not uncommitted:
                raise Refused("uncommitted", found)
            built = replace(built, uncommitted=True)
        entry = create(Store(into), built, when(), elements)
        told_of_clock(entry, lang)
        click.echo(tell("created", lang, **entry.said))


def _built(context: click.Context, settings: Settings) -> Built:
    """The site as the settings ask; mistakes are told, and end the command."""
    outcome = run(settings, Progress(context.obj, quiet=True))
    work.show(outcome.gathered, View(context.obj))
    if outcome.published is None or outcome.request is None or outcome.gathered is None or settings.site is None:
        for text in outcome.said:
            click.echo(text, err=True)
        context.exit(MISUSE if outcome.misconfigured else MISTAKE)
    contents = outcome.gathered.contents
    region = next(one for one in contents.values() if one.main).region
    names = {slug: content.region.name for slug, content in contents.items()}
    return Built(settings.site, outcome.request, configuration(settings), region, names, outcome.gathered.problems)


@snapshot.command("export")
@click.argument("wanted", metavar="ID", default="latest")
@archive_option
@into_option
@click.pass_obj
def export_command(lang: Lang, /, wanted: str, archive: Path, into: Path) -> None:
    """把一个快照导出为 BagIt 包 / write a snapshot as a BagIt bag."""
    with refusals(tell, lang):
        store = Store(archive)
        click.echo(tell("exported", lang, folder=export(store, store.snapshot(wanted), into)))


def when() -> datetime | Clock:
    """The moment that SOURCE_DATE_EPOCH names, else the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else lambda: datetime.now(UTC)


def told_of_clock(entry: Entry, lang: Lang) -> None:
    """That the clock, now or then, was wrong, where a line of the ledger shows it."""
    if entry.clock != entry.id:
        click.echo(tell("clock", lang, clock=entry.clock, id=entry.id), err=True)


def show(found: Iterable[Finding], lang: Lang) -> None:
    """What was found, one sentence each."""
    for one in found:
        click.echo(tell(one.key, lang, **one.values), err=True)
