"""What is done to snapshots once they are kept: signing, taking down for legal reasons, showing."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import click

from yangguang.archive.signed import sign
from yangguang.archive.store import Store
from yangguang.archive.takedown import find, take_down
from yangguang.archive.view import publish
from yangguang.cli.options import FILE, FOLDER, archive_option
from yangguang.cli.refusals import refusals
from yangguang.cli.snapshots import snapshot, told_of_clock, when
from yangguang.model.finding import Refused
from yangguang.model.messages.archive import tell
from yangguang.model.problem import Lang


@snapshot.command("sign")
@click.argument("wanted", metavar="ID", default="latest")
@archive_option
@click.option("--key", type=FILE, required=True, help="SSH 私钥 / the private SSH key")
@click.pass_obj
def sign_command(lang: Lang, /, wanted: str, archive: Path, key: Path) -> None:
    """用 SSH 密钥为一个快照签名 / sign a snapshot with an SSH key."""
    with refusals(tell, lang):
        store = Store(archive)
        entry = store.snapshot(wanted)
        click.echo(tell("signed", lang, id=entry.id, file=sign(store, entry, key)))


@snapshot.command("takedown")
@click.argument("texts", metavar="TEXT", nargs=-1)
@click.option("--path", "paths", multiple=True, help="快照里的路径，可多次给出 / a path in snapshots; may be repeated")
@archive_option
@click.option("--reason", required=True, help="理由，永久写进台账 / why; stays in the ledger for good")
@click.option("--authority", required=True, help="决定单位和文号，永久写进台账 / who decided, by which document")
@click.option("--yes", is_flag=True, help="确实撤下；不写时只列出 / do it; else it is only listed")
@click.pass_obj
def takedown_command(
    lang: Lang,
    /,
    texts: tuple[str, ...],
    paths: tuple[str, ...],
    archive: Path,
    reason: str,
    authority: str,
    yes: bool,
) -> None:
    """依法撤下：含有这些文字的内容从所有快照里删除，台账链条不断 / take down what has these texts, for legal reasons."""
    with refusals(tell, lang):
        if any(text in reason or text in authority for text in texts):
            raise Refused("takedown_repeats")
        store = Store(archive)
        with store.locked() if yes else nullcontext():
            found = find(store, texts, paths)
            held = [known for places in found.values() for known in places.values()]
            for path in sorted({path for known in held for path in known}):
                click.echo(tell("takedown_file", lang, path=path, count=sum(path in known for known in held)))
            told = {"count": len(found), "snapshots": len({name for places in found.values() for name in places})}
            if not yes:
                click.echo(tell("takedown_would", lang, **told))
                return
            entry = take_down(store, found, when(), reason, authority)
            told_of_clock(entry, lang)
            click.echo(tell("takedown_done", lang, **told, id=entry.id))


@snapshot.command("publish")
@archive_option
@click.option(
    "--into",
    type=FOLDER,
    help="写到哪个文件夹，与网站并列、名为 archive；默认就是档案文件夹 / the folder to serve as archive/ beside the site; default: the archive itself",
)
@click.pass_obj
def publish_command(lang: Lang, /, archive: Path, into: Path | None) -> None:
    """把历次快照写成可以阅读和下载的网页 / the snapshots as pages to read and bags to download."""
    with refusals(tell, lang):
        count = publish(Store(archive), into or archive)
        click.echo(tell("view_published", lang, count=count, folder=into or archive))
