"""The verbs kiosk install, update and status: also a program of their own, which every bundle carries to its kiosk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from yangguang.cli.basics import MISTAKE, language
from yangguang.cli.misuse import Misuse, Spoken
from yangguang.kiosk import fetch, place, update
from yangguang.kiosk.manifest import Manifest
from yangguang.model.finding import Refused
from yangguang.model.messages.kiosk import KIOSK
from yangguang.model.problem import in_language

_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
_ROOT = click.option("--root", type=click.Path(path_type=Path, file_okay=False), default="/srv/kiosk",
                     help="查阅机的文件夹，默认 /srv/kiosk / the kiosk's folder")  # fmt: skip


@click.group("kiosk", cls=Spoken, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def kiosk(context: click.Context) -> None:
    """查阅机的签名更新包 / signed bundles for kiosks: bundle, install, update, status."""
    context.obj = context.obj or language(None)


def say(key: str, **values: object) -> str:
    """A sentence of the kiosk's commands in the language of the run."""
    return in_language(KIOSK[key], click.get_current_context().obj, values)


@contextmanager
def refusals(where: Path, disk: str = "kiosk_disk") -> Iterator[None]:
    """What is not taken, and what the disk refuses, is told in one sentence; ``disk`` is the key of the latter, ``where``
    the place where it names none, as a full one does not."""
    context = click.get_current_context()
    try:
        yield
    except Refused as why:
        click.echo(say(why.finding.key, **why.finding.values), err=True)
        context.exit(MISTAKE)
    except OSError as error:
        raise Misuse(say(disk, what=error.filename or where, why=error.strerror or str(error))) from None


def _now(found: Manifest) -> None:
    click.echo(say("kiosk_now", name=found.name, date=found.date, release=found.release))


def _placed(root: Path) -> None:
    for file in place.place(root):
        click.echo(say("kiosk_placed", what=file))


@kiosk.command("install")
@click.argument("file", type=_FILE)
@_ROOT
@click.option("--system", type=click.Path(path_type=Path, file_okay=False), default="/",
              help="系统文件放在哪里，默认 /，此后一直使用 / below which folder the system's files are put, now and later")  # fmt: skip
@click.option(
    "--signers",
    type=_FILE,
    required=True,
    help="可信公钥，此后一直使用 / allowed_signers of ssh-keygen, kept for all updates",
)
def install_(file: Path, root: Path, system: Path, signers: Path) -> None:
    """首次安装，并放好系统文件 / install the first bundle, and put the system's files in place."""
    with refusals(root), place.readable():
        place.check(root)
        found = update.install(file, root, signers, system)
        _placed(root)
        _now(found)


@kiosk.command("update")
@click.argument("source")
@_ROOT
def update_(source: str, root: Path) -> None:
    """更换为新的更新包（文件或网址）/ take a newer bundle, from a file or an address."""
    with refusals(root), place.readable():
        pulled = fetch.is_address(source)
        if update.current(root) is None:
            raise Refused("kiosk_none", what=root)
        bundle = fetch.pull(source, root) if pulled else Path(source)
        if bundle is None:
            click.echo(say("kiosk_same"))
        else:
            found = update.update(bundle, root)
            if pulled:
                fetch.taken(root)
            _now(found)
        _placed(root)


@kiosk.command("status")
@_ROOT
def status(root: Path) -> None:
    """正在使用的版本，并逐一核对文件 / what is in use, with every file checked."""
    with refusals(root):
        found = update.current(root)
        if found is None:
            raise Refused("kiosk_none", what=root)
        _now(found)
        wrong = update.faults(root, found)
        for path in wrong:
            click.echo(say("kiosk_fault", what=path, root=root), err=True)
        if wrong:
            click.get_current_context().exit(MISTAKE)
        click.echo(say("kiosk_whole", count=f"{len(found.files):,}"))
