"""The verbs of host that set it up and make it work: init, work, doctor, and the door that git calls.

Each imports what it needs: an editor waits for the door.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NoReturn

import click

from yangguang.cli.basics import MISTAKE
from yangguang.cli.commands import main
from yangguang.cli.options import FOLDER
from yangguang.cli.refusals import refusals
from yangguang.host.places import Host, open_host
from yangguang.model.finding import Finding
from yangguang.model.messages.host import tell
from yangguang.model.problem import Lang

DIR = click.argument("root", metavar="DIR", type=FOLDER)


def clock() -> datetime:
    """The time of this machine, with its zone."""
    return datetime.now(UTC).astimezone()


@main.group("host")
@click.pass_context
def host(context: click.Context) -> None:
    """发布主机：用 git push 发布 / a small machine that publishes what is pushed."""
    from yangguang.host.disk import for_everybody

    context.with_resource(for_everybody())


def told(found: Finding, lang: Lang) -> str:
    """A finding of the host as a sentence."""
    return tell(found.key, lang, **found.values)


@contextmanager
def opened_host(lang: Lang, root: Path) -> Iterator[Host]:
    """The host in a folder; what cannot be done with it is told."""
    with refusals(tell, lang):
        yield open_host(root)


@host.command("init")
@DIR
@click.option(
    "--region",
    "regions",
    multiple=True,
    help="地区的网址标识，主地区在前，可多次给出 / a region's slug, the main one first; may be repeated",
)
@click.option(
    "--user", default="", help="运行的用户，默认是文件夹的所有者 / the account it runs as; default: the folder's owner"
)
@click.option(
    "--group",
    default="",
    help="用各自账号推送的人所在的用户组 / the group of those who push under accounts of their own",
)
@click.pass_obj
def init_command(lang: Lang, root: Path, regions: tuple[str, ...], user: str, group: str) -> None:
    """建立发布主机的文件夹，或补齐缺少的部分 / make the folder of a host, or put it right."""
    from yangguang.host.access import refuse_root
    from yangguang.host.setup import init

    with refusals(tell, lang):
        if root.is_dir():
            refuse_root(root)
        made, serving = init(root, regions, user, group)
    for name, text in serving.items():
        click.echo(f"# ---- serve/{name}\n{text}")
    for sentence in tell("made", lang, folder=made.root, region=made.regions[0]).split("\n"):
        click.echo(sentence, err=True)


@host.command("door", hidden=True)
@DIR
@click.argument("region")
@click.pass_context
def door_command(context: click.Context, root: Path, region: str) -> None:
    """由 git 的 pre-receive 调用 / what git calls before it takes a push."""
    gc.disable()  # a short life, and much that stays until its end
    from yangguang.host.door import Push, answer
    from yangguang.host.push import options, updates

    lang: Lang = context.obj
    lines = sys.stdin.readlines()  # all of it, or git ends with a broken pipe
    with opened_host(context.obj, root) as opened:
        push = Push(region, tuple(updates(lines)), options(os.environ), dict(os.environ), os.getuid(), clock())
        if not answer(opened, push, lambda found: click.echo(told(found, lang), err=True)):
            context.exit(MISTAKE)


@host.command("work")
@DIR
@click.option("--once", is_flag=True, help="做完即退出 / ends when nothing is left to do")
@click.option("--again", is_flag=True, help="上次失败的再试一次 / tries once more what has failed")
@click.option(
    "--verify",
    is_flag=True,
    help="重做公开的网站，每个文件都重新核对 / makes what is public once more; no file is believed by its looks",
)
@click.pass_context
def work_command(context: click.Context, root: Path, once: bool, again: bool, verify: bool) -> None:
    """发布推送来的内容 / publish what was pushed."""
    from yangguang.host.access import refuse_root
    from yangguang.host.releases import pinned
    from yangguang.host.status import note_step
    from yangguang.host.worker import Worker

    with opened_host(context.obj, root) as opened:
        refuse_root(opened.root)
        if not once:
            _stay(opened, context.obj, [name for name, asked in (("--again", again), ("--verify", verify)) if asked])
        if verify and (pin := pinned(opened)):
            click.echo(tell("status_pinned", context.obj, release=pin), err=True)
        if not Worker(opened, clock, partial(note_step, opened)).round(again=again, verify=verify):
            click.echo(tell("work_failed", context.obj), err=True)
            context.exit(MISTAKE)


def _stay(opened: Host, lang: Lang, asked: list[str]) -> NoReturn:
    """Round after round, each a program of its own: the engine of an upgrade does the next one, and what ends one, as a
    full disk, ends no other. What was ``asked`` is for the first."""
    from yangguang.build.executor import end_with_parent

    while True:
        heard = opened.bell.stat().st_mtime_ns
        command = [opened.engine, "--lang", lang, "host", "work", opened.root, "--once", *asked]
        subprocess.run(command, check=False, preexec_fn=end_with_parent)
        asked = []
        _wait(opened, heard)


def _wait(opened: Host, heard: int) -> None:
    """Until the bell rings, or a minute has passed, in which a day may have begun."""
    for _ in range(120):
        if opened.bell.stat().st_mtime_ns != heard:
            return
        time.sleep(0.5)


@host.command("doctor")
@DIR
@click.pass_context
def doctor_command(context: click.Context, root: Path) -> None:
    """核对主机有没有设置错误 / find what is set up wrongly."""
    from yangguang.host.doctor import examine

    with opened_host(context.obj, root) as opened:
        found = examine(opened, clock())
        for one in found:
            click.echo(told(one, context.obj))
        if found:
            context.exit(MISTAKE)
        click.echo(tell("healthy", context.obj))
