"""The verbs of the kiosk within the whole program: those of the hall, and bundle, which only the maker needs."""

from __future__ import annotations

import os
import time
from pathlib import Path

import click

from yangguang.cli.commands import main
from yangguang.cli.hall import kiosk, refusals, say
from yangguang.cli.options import FILE
from yangguang.kiosk.bundle import make, serial_of

main.add_command(kiosk)


def _serial(into: Path, name: str) -> int:
    """Now, but later than the bundle that is to be replaced: a clock that ran ahead then would bar all until that day."""
    named = os.environ.get("SOURCE_DATE_EPOCH")
    now, last = int(named or time.time()), serial_of(into, name)
    if named or now > last:
        return now
    if now < last:
        click.echo(say("kiosk_clock", what=into), err=True)
    return last + 1


@kiosk.command("bundle")
@click.option("--site", type=click.Path(path_type=Path), required=True, help="生成好的网站 / the built site")
@click.option("--into", type=click.Path(path_type=Path), required=True, help="更新包 / the bundle to write")
@click.option("--name", required=True, help="网站名称，查阅机据此认包 / the site's name; a kiosk takes no other")
@click.option("--key", type=FILE, required=True, help="SSH 私钥 / the SSH key that signs")
def bundle(site: Path, into: Path, name: str, key: Path) -> None:
    """制作签名更新包 / make a signed bundle."""
    with refusals(into, "kiosk_unmade"):
        make(site, into, name, key, _serial(into, name))
        click.echo(say("kiosk_made", what=into))
