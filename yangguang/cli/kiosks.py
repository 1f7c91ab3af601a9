"""The verbs kiosk bundle, install, update and status."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from yangguang.cli.commands import MISTAKE, main
from yangguang.kiosk.bundle import Manifest, Refused, make
from yangguang.kiosk.update import current, take
from yangguang.model.messages.kiosk import KIOSK
from yangguang.model.problem import Lang

_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
_ROOT = click.option("--root", type=click.Path(path_type=Path, file_okay=False), required=True,
                     help="查阅机的文件夹 / the kiosk's folder")  # fmt: skip
_SIGNERS = click.option("--signers", type=_FILE, required=True, help="可信公钥 / allowed_signers of ssh-keygen")


@main.group("kiosk")
def kiosk() -> None:
    """查阅机的签名更新包 / signed bundles for kiosks: bundle, install, update, status."""


def _say(lang: Lang, key: str, **values: str) -> str:
    return KIOSK[key][lang == "en"].format(**values)


def _now(lang: Lang, found: Manifest) -> None:
    click.echo(_say(lang, "kiosk_now", name=found.name, date=found.date, release=found.release))


@contextmanager
def _refusals(context: click.Context) -> Iterator[None]:
    """What is not taken is told in one sentence."""
    try:
        yield
    except Refused as why:
        click.echo(_say(context.obj, why.key, what=why.what), err=True)
        context.exit(MISTAKE)


@kiosk.command("bundle")
@click.option("--site", type=click.Path(path_type=Path), required=True, help="生成好的网站 / the built site")
@click.option("--into", type=click.Path(path_type=Path), required=True, help="更新包 / the bundle to write")
@click.option("--name", required=True, help="网站名称，查阅机据此认包 / the site's name; a kiosk takes no other")
@click.option("--key", type=_FILE, required=True, help="SSH 私钥 / the SSH key that signs")
@click.pass_context
def bundle(context: click.Context, site: Path, into: Path, name: str, key: Path) -> None:
    """制作签名更新包 / make a signed bundle."""
    with _refusals(context):
        make(site, into, name, key)


@kiosk.command("install")
@click.argument("file", type=_FILE)
@_ROOT
@_SIGNERS
@click.pass_context
def install(context: click.Context, file: Path, root: Path, signers: Path) -> None:
    """首次安装 / install the first bundle."""
    with _refusals(context):
        _now(context.obj, take(file, root, signers, first=True))


@kiosk.command("update")
@click.argument("file", type=_FILE)
@_ROOT
@_SIGNERS
@click.pass_context
def update(context: click.Context, file: Path, root: Path, signers: Path) -> None:
    """更换为新的更新包 / take a newer bundle."""
    with _refusals(context):
        _now(context.obj, take(file, root, signers))


@kiosk.command("status")
@_ROOT
@click.pass_context
def status(context: click.Context, root: Path) -> None:
    """正在使用的版本 / what is in use."""
    with _refusals(context):
        found = current(root)
        if found is None:
            raise Refused("kiosk_none", str(root))
        _now(context.obj, found)
