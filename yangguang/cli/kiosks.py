"""The verbs kiosk bundle, install, update and status."""

from __future__ import annotations

from pathlib import Path

import click

from yangguang.cli.commands import MISTAKE, main
from yangguang.kiosk.bundle import Manifest, Refused, make
from yangguang.kiosk.update import current, take
from yangguang.model.messages.kiosk import KIOSK
from yangguang.model.problem import Lang

_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
_ROOT = click.option("--root", type=click.Path(path_type=Path, file_okay=False), required=True,
                     help="自助终端的文件夹 / the kiosk's folder")  # fmt: skip
_SIGNERS = click.option("--signers", type=_FILE, required=True, help="可信公钥 / allowed_signers of ssh-keygen")


@main.group("kiosk")
def kiosk() -> None:
    """自助终端的签名更新包 / signed bundles for kiosks: bundle, install, update, status."""


def _say(lang: Lang, key: str, **values: str) -> str:
    return KIOSK[key][lang == "en"].format(**values)


def _done(context: click.Context, lang: Lang, found: Manifest) -> None:
    click.echo(_say(lang, "kiosk_now", name=found.name, date=found.date, release=found.release))


def _refuse(context: click.Context, lang: Lang, why: Refused) -> None:
    click.echo(_say(lang, why.key, what=why.what), err=True)
    context.exit(MISTAKE)


@kiosk.command("bundle")
@click.option("--site", type=click.Path(path_type=Path), required=True, help="生成好的网站 / the built site")
@click.option("--into", type=click.Path(path_type=Path), required=True, help="更新包 / the bundle to write")
@click.option("--name", required=True, help="网站名称，终端据此认包 / the site's name; a kiosk takes no other")
@click.option("--key", type=_FILE, required=True, help="SSH 私钥 / the SSH key that signs")
@click.pass_context
def bundle(context: click.Context, site: Path, into: Path, name: str, key: Path) -> None:
    """制作签名更新包 / make a signed bundle."""
    try:
        make(site, into, name, key)
    except Refused as why:
        _refuse(context, context.obj, why)


def _take(context: click.Context, file: Path, root: Path, signers: Path, first: bool) -> None:
    try:
        _done(context, context.obj, take(file, root, signers, first=first))
    except Refused as why:
        _refuse(context, context.obj, why)


@kiosk.command("install")
@click.argument("file", type=_FILE)
@_ROOT
@_SIGNERS
@click.pass_context
def install(context: click.Context, file: Path, root: Path, signers: Path) -> None:
    """首次安装 / install the first bundle."""
    _take(context, file, root, signers, True)


@kiosk.command("update")
@click.argument("file", type=_FILE)
@_ROOT
@_SIGNERS
@click.pass_context
def update(context: click.Context, file: Path, root: Path, signers: Path) -> None:
    """更换为新的更新包 / take a newer bundle."""
    _take(context, file, root, signers, False)


@kiosk.command("status")
@_ROOT
@click.pass_context
def status(context: click.Context, root: Path) -> None:
    """正在使用的版本 / what is in use."""
    found = current(root)
    if found is None:
        _refuse(context, context.obj, Refused("kiosk_none", str(root)))
    else:
        _done(context, context.obj, found)
