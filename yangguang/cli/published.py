"""The verbs of host about what is public: status, log, rollback, resume, prune, preview."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from yangguang.cli.hosting import DIR, clock, host, opened_host, told
from yangguang.host import log, releases
from yangguang.host.push import BRANCH
from yangguang.model.messages.host import logged, tell
from yangguang.model.problem import Lang

SHOWN = 5
"""Entries of a list that a line of the log shows."""


@host.command("status")
@DIR
@click.pass_obj
def status_command(lang: Lang, root: Path) -> None:
    """正在公开什么，还有什么没有公开 / what is public, and what is not yet."""
    from yangguang.host.status import status

    with opened_host(lang, root) as opened:
        for found in status(opened, clock()):
            click.echo(told(found, lang))


@host.command("log")
@DIR
@click.option("--lines", type=click.IntRange(1), default=20, help="行数，默认 20 / how many lines; default 20")
@click.pass_obj
def log_command(lang: Lang, root: Path, lines: int) -> None:
    """最近发生了什么 / what happened lately."""
    with opened_host(lang, root) as opened:
        for said in log.last(opened, lines):
            click.echo(f"{said['time']} {_line(said, lang)}")


def _line(said: dict[str, Any], lang: Lang) -> str:
    between = ", " if lang == "en" else "，"
    values = {name: _short(value, between) if isinstance(value, list) else value for name, value in said.items()}
    if said["what"] == "push":
        values["verdict"] = logged("accepted" if said["passed"] else "turned_away", lang)
        values["refs"] = between.join(f"{ref.removeprefix(BRANCH)} {new}" for ref, _, new in said["refs"])
    return logged(said["what"], lang, **values)


def _short(value: list[Any], between: str) -> str:
    """The first of many; where it is not all, how many there are."""
    more = f"…（{len(value)}）" if len(value) > SHOWN else ""
    return between.join(str(one) for one in value[:SHOWN]) + more


@host.command("rollback")
@DIR
@click.argument("release", metavar="ID", default="")
@click.pass_obj
def rollback_command(lang: Lang, root: Path, release: str) -> None:
    """退回到上一个或指定的版本，并停在那里 / go back to the release before, or to one named, and stay there."""
    with opened_host(lang, root) as opened:
        before, now = releases.rollback(opened, release)
        log.note(opened, clock(), "rollback", before=before, release=now)
        click.echo(tell("rolled_back", lang, before=before, release=now))


@host.command("resume")
@DIR
@click.pass_obj
def resume_command(lang: Lang, root: Path) -> None:
    """结束退回，恢复自动发布 / end a rollback: publish again."""
    with opened_host(lang, root) as opened:
        was = releases.resume(opened)
        if was:
            log.note(opened, clock(), "resume", release=was)
            opened.bell.touch()
        click.echo(tell("resumed" if was else "not_pinned", lang, release=was))


@host.command("prune")
@DIR
@click.option("--keep", type=click.IntRange(1), required=True, help="保留最新的多少个 / how many of the newest stay")
@click.pass_obj
def prune_command(lang: Lang, root: Path, keep: int) -> None:
    """删除旧版本；正在公开的、固定的、已归档的不删 / remove old releases, never the current, pinned or archived."""
    with opened_host(lang, root) as opened:
        gone = releases.prune(opened, keep)
        if gone:
            log.note(opened, clock(), "pruned", releases=gone)
        click.echo(tell("pruned", lang, count=len(gone), left=len(releases.known(opened))))


@host.command("preview")
@DIR
@click.argument("region", default="")
@click.argument("branch", default="")
@click.option(
    "--remove", is_flag=True, help="删除这个预览；不写地区和分支时删除全部 / take it away; without a region all"
)
@click.pass_obj
def preview_command(lang: Lang, root: Path, region: str, branch: str, remove: bool) -> None:
    """列出预览，或生成、删除一个分支的预览 / list the previews, or build one of a branch, or take it away."""
    from yangguang.host import previews
    from yangguang.host.access import refuse_root
    from yangguang.host.wanted import wanted

    with opened_host(lang, root) as opened:
        if remove:
            click.echo(tell("preview_removed", lang, count=previews.remove(opened, region, branch)))
            return
        if branch:
            refuse_root(opened.root)
            previews.ask(opened, region, branch)
            previews.show(opened, clock, wanted(opened, clock()).as_of)
        found = previews.listed(opened)
        for one in found:
            built = one.built[:12] or tell("preview_waits", lang)
            click.echo(tell("preview", lang, url=f"previews/{one.name}/", commit=built))
        if not found:
            click.echo(tell("no_previews", lang))
