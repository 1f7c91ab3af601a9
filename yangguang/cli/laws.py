"""The verb laws: citations of the content held against a library of laws, and brought to new numbers of articles."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from yangguang.build.gather import Gathered
from yangguang.build.region import read_region
from yangguang.build.source import FolderSource, Source
from yangguang.cli import work
from yangguang.cli.basics import MISTAKE
from yangguang.cli.commands import main
from yangguang.cli.configured import content_folder, sources
from yangguang.cli.misuse import Misuse
from yangguang.cli.options import FILE, content_option, json_option, settings_of, where_options
from yangguang.disk import put
from yangguang.exchange.grid import Unreadable
from yangguang.exchange.laws.checking import WHERE, check_laws
from yangguang.exchange.laws.library import library_at
from yangguang.exchange.laws.renumber import Cites, Renumbered, renumbered, table_of
from yangguang.exchange.laws.report import data, lines
from yangguang.model.content import RegionContent
from yangguang.model.laws import LawIndex, fold
from yangguang.model.messages.laws import tell
from yangguang.model.problem import Lang
from yangguang.yamlio import read_yaml


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


@laws.command("renumber")
@click.argument("law")
@click.argument("table", type=FILE)
@content_option
@click.option("--dry-run", is_flag=True, help="只报告，不写入 / report only, write nothing")
@click.pass_context
def renumber_command(context: click.Context, law: str, table: Path, content: Path | None, dry_run: bool) -> None:
    """条号重排以后，把引用一次改成新条号 / give all citations of a law the new numbers of its articles."""
    lang: Lang = context.obj
    try:
        numbers = table_of(table.read_bytes())
    except Unreadable as refused:
        raise Misuse(tell(refused.key, lang, **refused.values)) from None
    found = _renumbered(content_folder(lang, content), law, numbers, lang)
    if not found:
        click.echo(tell("renumber_none", lang, law=law), err=True)
        context.exit(MISTAKE)
    files, kept = Counter[str](), Counter[str]()
    for path, file, done in found:
        kept += done.kept
        for place in (*done.gone, *(done.changed if dry_run else ())):
            key = "would_renumber" if place.new else "renumber_gone"
            click.echo(tell(key, lang, file=file, **place._asdict()))
        if done.changed:
            files[file] = len(done.changed)
            if not dry_run:
                put(path, done.text.encode())
    if kept:
        told = (tell("renumber_article", lang, article=one, count=count) for one, count in kept.most_common())
        click.echo(tell("renumber_kept", lang, articles="、".join(told)))
    click.echo(tell("renumber_trial" if dry_run else "renumbered", lang, count=len(files), places=files.total()))


def _renumbered(content: Path, law: str, numbers: dict[str, str], lang: Lang) -> list[tuple[Path, str, Renumbered]]:
    """The files that cite the law, what messages call them, and what becomes of them. The verb ends here where one cannot
    be read: once it can, the table would be used on the others a second time."""
    regions = list(sources(content))
    known = [_law(source, own, law, lang) for source, own in zip(regions, _laws(regions), strict=True)]
    found, unread = [], []
    for source, (cites, amended) in zip(regions, known, strict=True):
        for path, body in _files(source, ("powers/", "library/")):
            file = source.label + path
            if read_yaml(body, path)[1]:
                unread.append(tell("renumber_unread", lang, file=file))
                continue
            done = renumbered(body.decode(), cites, numbers, amended)
            if done.changed or done.gone or done.kept:
                found.append((source.folder / path, file, done))
    if unread:
        click.echo("\n".join(unread), err=True)
        raise click.exceptions.Exit(MISTAKE)
    return found


def _laws(regions: list[FolderSource]) -> Iterator[LawIndex]:
    """The laws that each region sees: its own, and those of the main one."""
    upper: RegionContent | None = None
    for number, source in enumerate(regions):
        content = read_region(source, upper, main=number == 0).content
        upper = upper if number else content
        yield LawIndex(content.laws if content else ())


def _law(source: FolderSource, index: LawIndex, law: str, lang: Lang) -> tuple[Cites, str]:
    """How a region's citation of the law is known, and the day of its last amendment."""
    found = index.find(law)
    if len(found) > 1:
        names = "、".join(f"《{one.name}》" for one in found)
        raise Misuse(tell("renumber_several", lang, law=law, file=f"{source.label}laws.yml", names=names))
    if not found:
        return (lambda name, _: fold(name) == fold(law)), ""
    amended = max((day.isoformat() for one in found for day in one.amendments), default="")
    return (lambda name, number: index.find(name, number) == found), amended


def _regions(gathered: Gathered) -> Iterator[tuple[str, Iterator[tuple[str, bytes]], LawIndex]]:
    for slug, read in gathered.reads.items():
        content = gathered.contents.get(slug)
        yield read.source.label, _files(read.source, WHERE), LawIndex(content.laws if content else ())


def _files(source: Source, where: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    return ((path, source.read(path)) for path in source.files() if path.startswith(where) and path.endswith(".yml"))
