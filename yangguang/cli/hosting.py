"""The verbs of host: init, work, status, log, rollback, resume, prune, preview, and the door that git calls."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from yangguang.cli.commands import MISTAKE, MISUSE, main
from yangguang.host import log, releases
from yangguang.host.places import Host, open_host
from yangguang.host.refusal import Finding, Refused
from yangguang.model.messages.host import logged, tell
from yangguang.model.problem import Lang

_DIR = click.argument("root", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


@main.group("host")
def host() -> None:
    """发布主机：用 git push 发布 / a small machine that publishes what is pushed."""


def _told(found: Finding, lang: Lang) -> str:
    return tell(found.key, lang, **found.values)


@contextmanager
def _opened(context: click.Context, root: Path) -> Iterator[Host]:
    """The host in a folder; what cannot be done is told in one sentence."""
    try:
        yield open_host(root)
    except Refused as why:
        click.echo(_told(why.finding, context.obj), err=True)
        context.exit(MISUSE)


@host.command("init")
@_DIR
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
@click.pass_context
def init_command(context: click.Context, root: Path, regions: tuple[str, ...], user: str, group: str) -> None:
    """建立发布主机的文件夹，或补齐缺少的部分 / make the folder of a host, or put it right."""
    from yangguang.host.setup import init

    try:
        made, serving = init(root, regions, user, group)
    except Refused as why:
        click.echo(_told(why.finding, context.obj), err=True)
        context.exit(MISUSE)
    for name, text in serving.items():
        click.echo(f"# ---- serve/{name}\n{text}")
    lang: Lang = context.obj
    for sentence in tell("made", lang, folder=made.root, region=made.regions[0]).split("\n"):
        click.echo(sentence, err=True)


@host.command("door", hidden=True)
@_DIR
@click.argument("region")
@click.pass_context
def door_command(context: click.Context, root: Path, region: str) -> None:
    """由 git 的 pre-receive 调用 / what git calls before it takes a push."""
    gc.disable()  # a short life, and much that stays until its end
    from yangguang.host.door import Push, answer
    from yangguang.host.push import options, updates

    lang: Lang = context.obj
    lines = sys.stdin.readlines()  # all of it, or git ends with a broken pipe
    with _opened(context, root) as opened:
        push = Push(region, tuple(updates(lines)), options(os.environ), dict(os.environ), os.getuid(), _now())
        if not answer(opened, push, lambda found: click.echo(_told(found, lang), err=True)):
            context.exit(MISTAKE)


@host.command("work")
@_DIR
@click.option("--once", is_flag=True, help="做完即退出 / ends when nothing is left to do")
@click.option("--again", is_flag=True, help="上次失败的再试一次 / tries once more what has failed")
@click.pass_context
def work_command(context: click.Context, root: Path, once: bool, again: bool) -> None:
    """发布推送来的内容 / publish what was pushed."""
    from yangguang.host.disk import put_json
    from yangguang.host.status import STEPS
    from yangguang.host.worker import Worker

    with _opened(context, root) as opened:

        def doing(step: str) -> None:
            if step in STEPS:
                put_json(opened.cache / "doing.json", {"step": step})

        worker = Worker(opened, _now, doing)
        while True:
            heard = opened.bell.stat().st_mtime_ns
            well = worker.round(again=again)
            if once:
                break
            _wait(opened, heard)
        if not well:
            click.echo(tell("work_failed", context.obj), err=True)
            context.exit(MISTAKE)


def _wait(opened: Host, heard: int) -> None:
    """Until the bell rings, or a minute has passed, in which a day may have begun."""
    for _ in range(120):
        if opened.bell.stat().st_mtime_ns != heard:
            return
        time.sleep(0.5)


@host.command("doctor")
@_DIR
@click.pass_context
def doctor_command(context: click.Context, root: Path) -> None:
    """核对主机有没有设置错误 / find what is set up wrongly."""
    from yangguang.host.doctor import examine

    with _opened(context, root) as opened:
        found = examine(opened, _now())
        for one in found:
            click.echo(_told(one, context.obj))
        if found:
            context.exit(MISTAKE)
        click.echo(tell("healthy", context.obj))


@host.command("status")
@_DIR
@click.pass_context
def status_command(context: click.Context, root: Path) -> None:
    """正在公开什么，还有什么没有公开 / what is public, and what is not yet."""
    from yangguang.host.status import status

    with _opened(context, root) as opened:
        for found in status(opened):
            click.echo(_told(found, context.obj))


@host.command("log")
@_DIR
@click.option("--lines", type=click.IntRange(1), default=20, help="行数，默认 20 / how many lines; default 20")
@click.pass_context
def log_command(context: click.Context, root: Path, lines: int) -> None:
    """最近发生了什么 / what happened lately."""
    lang: Lang = context.obj
    with _opened(context, root) as opened:
        for said in log.last(opened, lines):
            click.echo(f"{said['time']} {_line(said, lang)}")


def _line(said: dict[str, Any], lang: Lang) -> str:
    values = {
        name: "，".join(str(one) for one in value[:5]) if isinstance(value, list) else value
        for name, value in said.items()
    }
    if said["what"] == "push":
        values["verdict"] = logged("accepted" if said["passed"] else "turned_away", lang)
        values["refs"] = "，".join(f"{ref.removeprefix('refs/heads/')} {new}" for ref, _, new in said["refs"])
    return logged(said["what"], lang, **values)


@host.command("rollback")
@_DIR
@click.argument("release", metavar="ID", default="")
@click.pass_context
def rollback_command(context: click.Context, root: Path, release: str) -> None:
    """退回到上一个或指定的版本，并停在那里 / go back to the release before, or to one named, and stay there."""
    with _opened(context, root) as opened:
        before, now = releases.rollback(opened, release)
        log.note(opened, _now(), "rollback", before=before, release=now)
        click.echo(tell("rolled_back", context.obj, before=before, release=now))


@host.command("resume")
@_DIR
@click.pass_context
def resume_command(context: click.Context, root: Path) -> None:
    """结束退回，恢复自动发布 / end a rollback: publish again."""
    with _opened(context, root) as opened:
        was = releases.resume(opened)
        if was:
            log.note(opened, _now(), "resume", release=was)
            opened.bell.touch()
        click.echo(tell("resumed" if was else "not_pinned", context.obj, release=was))


@host.command("prune")
@_DIR
@click.option("--keep", type=click.IntRange(1), required=True, help="保留最新的多少个 / how many of the newest stay")
@click.pass_context
def prune_command(context: click.Context, root: Path, keep: int) -> None:
    """删除旧版本；正在公开的、固定的、已归档的不删 / remove old releases, never the current, pinned or archived."""
    with _opened(context, root) as opened:
        gone = releases.prune(opened, keep)
        if gone:
            log.note(opened, _now(), "pruned", releases=gone)
        click.echo(tell("pruned", context.obj, count=len(gone), left=len(releases.known(opened))))


@host.command("preview")
@_DIR
@click.argument("region", default="")
@click.argument("branch", default="")
@click.option(
    "--remove", is_flag=True, help="删除这个预览；不写地区和分支时删除全部 / take it away; without a region all"
)
@click.pass_context
def preview_command(context: click.Context, root: Path, region: str, branch: str, remove: bool) -> None:
    """列出预览，或生成、删除一个分支的预览 / list the previews, or build one of a branch, or take it away."""
    from yangguang.host import previews
    from yangguang.host.wanted import wanted

    lang: Lang = context.obj
    with _opened(context, root) as opened:
        if remove:
            click.echo(tell("preview_removed", lang, count=previews.remove(opened, region, branch)))
            return
        if branch:
            previews.ask(opened, region, branch)
            previews.show(opened, _now, wanted(opened, _now()).as_of)
        found = previews.listed(opened)
        for one in found:
            built = one.built[:12] or tell("preview_waits", lang)
            click.echo(tell("preview", lang, url=f"previews/{one.name}/", commit=built))
        if not found:
            click.echo(tell("no_previews", lang))
