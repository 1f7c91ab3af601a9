"""The verb history: what changed in each item, from git or from an archive, kept where the build finds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from yangguang.archive.changes.diff import register, taken_down
from yangguang.archive.ledger import snapshots
from yangguang.archive.store import Store
from yangguang.build.gather import Gathered
from yangguang.build.request import Request
from yangguang.build.source import FolderSource, relative_label
from yangguang.cli import work
from yangguang.cli.basics import MISTAKE
from yangguang.cli.commands import View, main
from yangguang.cli.console import Progress
from yangguang.cli.misuse import Misuse
from yangguang.cli.options import FOLDER_THERE, settings_of, where_options
from yangguang.cli.refusals import refusals
from yangguang.history.ask import NoHistory
from yangguang.history.git import Repository
from yangguang.history.keep import FOLDER, Kept, Moment, from_git, from_snapshots, track_of
from yangguang.model.finding import Refused
from yangguang.model.messages.archive import tell as tell_archive
from yangguang.model.messages.history import tell
from yangguang.model.problem import Lang
from yangguang.plugin import run


@main.command("history")
@click.option("--from-git", "git", is_flag=True, help="由 git 的提交生成（默认）/ from the commits of git (default)")
@click.option("--from-ledger", "archive", type=FOLDER_THERE,
              metavar="ARCHIVE", help="由档案的历次快照生成 / from the snapshots of an archive")  # fmt: skip
@where_options
@click.pass_context
def history_command(context: click.Context, /, git: bool, archive: Path | None, **options: Any) -> None:
    """把每个事项的历次变动记入 .yangguang/history / record what changed in each item, for the pages."""
    lang: Lang = context.obj
    if git and archive:
        raise Misuse(tell("one_source", lang))
    outcome = run(settings_of("check", options), Progress(lang, quiet=True))
    if outcome.gathered is None or outcome.request is None:
        raise Misuse("\n".join(outcome.said))
    if not all(read.content and read.content.known for read in outcome.gathered.reads.values()):
        work.show(outcome.gathered, View(lang))
        context.exit(MISTAKE)
    try:
        with refusals(tell_archive, lang):
            for slug, kept in _all(outcome.request.history or Path(FOLDER), outcome.gathered, outcome.request, archive):
                file = relative_label(kept.file.parent, Path.cwd()) + kept.file.name
                key = "kept_anew" if kept.anew else "kept"
                click.echo(tell(key, lang, region=slug, lines=kept.lines, fresh=kept.fresh, file=file))
    except NoHistory as error:
        click.echo(tell("no_git", lang, folder=error.folder, why=error.why), err=True)
        context.exit(MISTAKE)


def _all(folder: Path, gathered: Gathered, request: Request, archive: Path | None) -> Iterator[tuple[str, Kept]]:
    """The history of every region of the site."""
    if archive is not None:
        moments = list(_moments(Store(archive)))
        yield from ((slug, from_snapshots(folder, slug, moments)) for slug in gathered.contents)
        return
    folders = _folders(gathered)
    for slug, content in folders.items():
        upper = request.parent if content == request.content else request.content
        with Repository(content) as repository:
            yield slug, from_git(folder, slug, repository, track_of(repository, content, upper))


def _folders(gathered: Gathered) -> dict[str, Path]:
    """Each region's folder by its 网址标识."""
    sources = {slug: gathered.reads[slug].source for slug in gathered.contents}
    return {slug: source.folder for slug, source in sources.items() if isinstance(source, FolderSource)}


def _moments(store: Store) -> Iterable[Moment]:
    """The snapshots of an archive, oldest first."""
    known = snapshots(store.sound())
    if not known:
        raise Refused("ledger_empty", folder=store.folder)
    for entry in known:
        payload = store.payload(entry)
        day = date.fromisoformat(payload.about["release"]["as_of"])
        yield Moment(entry.id, day, partial(register, payload), partial(taken_down, payload))
