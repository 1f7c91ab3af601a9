"""What is asked of snapshots later: verify, restore, audit, diff."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from yangguang.archive.bags.check import check_bag, entry_of, is_bag, payload_of, told_of
from yangguang.archive.changes import report
from yangguang.archive.changes.diff import diff
from yangguang.archive.check import audit, check_stored, takedowns
from yangguang.archive.ledger import Entry, removed, snapshots
from yangguang.archive.payload import Payload
from yangguang.archive.restore import lacking, rebuild, restore
from yangguang.archive.signed import SIGNERS, check_signature, place, strays
from yangguang.archive.store import Store
from yangguang.cli.basics import MISTAKE
from yangguang.cli.options import FILE, FOLDER, archive_option, into_option, json_option
from yangguang.cli.refusals import refusals
from yangguang.cli.snapshots import show, snapshot
from yangguang.model.finding import Finding, Refused
from yangguang.model.messages.archive import tell
from yangguang.model.problem import Lang

_SIGNERS = click.option(
    "--signers", type=FILE,
    help="必须由名单里的人签过名；不写时用档案自带的 allowed_signers / who must have signed; else the archive's own allowed_signers",
)  # fmt: skip


@snapshot.command("verify")
@click.argument("wanted", metavar="ID|BAG", default="latest")
@click.option(
    "--archive", type=FOLDER, help="档案文件夹；核对导出的档案包时不需要 / the archive folder; a bag needs none"
)
@_SIGNERS
@click.pass_context
def verify_command(context: click.Context, /, wanted: str, archive: Path | None, signers: Path | None) -> None:
    """逐字节核对一个快照或一个导出的档案包 / verify a snapshot, or an exported bag, byte by byte."""
    lang: Lang = context.obj
    with refusals(tell, lang):
        if archive is None:
            _verify_bag(context, Path(wanted), lang, signers)
            return
        store = Store(archive)
        entry = store.snapshot(wanted)
        entries, broken = store.entries()
        found = [*broken, *check_stored(store, entry), *_signature(store, entry, signers)]
        show(found, lang)
        if found:
            context.exit(MISTAKE)
        show(takedowns(entries, store.manifest(entry).values()), lang)
        click.echo(tell("verified", lang, **entry.said))


def _signature(store: Store, entry: Entry, signers: Path | None) -> Iterator[Finding]:
    known = signers or store.folder / SIGNERS
    yield from check_signature(entry, place(store, entry), known, required=signers is not None)


def _verify_bag(context: click.Context, folder: Path, lang: Lang, signers: Path | None) -> None:
    if not is_bag(folder):
        raise Refused("not_a_bag", folder=folder)
    found = list(check_bag(folder, signers))
    show(found, lang)
    if found:
        context.exit(MISTAKE)
    show(told_of(folder), lang)
    click.echo(tell("verified_bag", lang, folder=folder, **entry_of(folder).said))


@snapshot.command("restore")
@click.argument("wanted", metavar="ID|BAG", default="latest")
@click.option(
    "--archive", type=FOLDER, help="档案文件夹；从导出的档案包恢复时不需要 / the archive folder; a bag needs none"
)
@into_option
@click.option(
    "--rebuild",
    "drill",
    is_flag=True,
    help="再由它生成网站，与快照逐字节比较；会执行其中的模板，只用于可信的快照 / build the site from it and compare byte by byte; runs its templates, so only for a snapshot that you trust",
)
@click.pass_context
def restore_command(context: click.Context, /, wanted: str, archive: Path | None, into: Path, drill: bool) -> None:
    """把内容源文件恢复为文件 / the sources of a snapshot as files again."""
    lang: Lang = context.obj
    with refusals(tell, lang), TemporaryDirectory(prefix="yangguang-") as scratch:
        payload = _payload(wanted, archive)
        count = restore(payload, into)
        show(lacking(payload), lang)
        click.echo(tell("restored", lang, count=count, folder=into))
        if drill:
            outcome = rebuild(payload, into.resolve(), Path(scratch))
            show(outcome.found, lang)
            if outcome.found:
                context.exit(MISTAKE)
            click.echo(tell("rebuilt", lang, count=outcome.same))


def _payload(wanted: str, archive: Path | None) -> Payload:
    """What a stored snapshot holds, or a bag, which must be sound."""
    if archive is not None:
        store = Store(archive)
        return store.payload(store.snapshot(wanted))
    folder = Path(wanted)
    if not is_bag(folder):
        raise Refused("not_a_bag", folder=folder)
    if found := tuple(check_bag(folder)):
        raise Refused("bag_unsound", found, folder=folder)
    return payload_of(folder)


@snapshot.command("audit")
@archive_option
@_SIGNERS
@click.pass_context
def audit_command(context: click.Context, /, archive: Path, signers: Path | None) -> None:
    """核对整个档案：台账链条和每个快照 / verify the whole archive: the chain and every snapshot."""
    lang: Lang = context.obj
    with refusals(tell, lang):
        store = Store(archive)
        found = list(audit(store))
        known = snapshots(store.entries()[0])
        found += [one for entry in known for one in _signature(store, entry, signers)]
        found += strays(store, known)
        show(found, lang)
        if found:
            context.exit(MISTAKE)
        entries, _ = store.entries()
        told = {"lines": len(entries), "count": len(snapshots(entries)), "gone": len(removed(entries))}
        click.echo(tell("audited", lang, **told))


@snapshot.command("diff")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B", default="latest")
@archive_option
@json_option
@click.pass_obj
def diff_command(lang: Lang, /, one: str, other: str, archive: Path, as_json: bool) -> None:
    """两个快照之间的变动：逐项逐栏，并与调整文件核对 / what changed between two snapshots."""
    with refusals(tell, lang):
        store = Store(archive)
        entries = sorted((store.snapshot(one), store.snapshot(other)), key=lambda entry: entry.id)
        before, after = (store.payload(entry) for entry in entries)
        found = diff(before, after)
        if as_json:
            click.echo(report.as_json(before, after, found, lang))
        else:
            for line in report.as_text(before, after, found, lang):
                click.echo(line)
