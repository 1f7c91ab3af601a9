"""The verb health: what an inspection would find wanting, before anybody inspects."""

from __future__ import annotations

from typing import Any

import click

from yangguang.build.gather import Gathered
from yangguang.cli import work
from yangguang.cli.basics import MISTAKE
from yangguang.cli.commands import main
from yangguang.cli.options import settings_of, where_options
from yangguang.model.messages.commands import say
from yangguang.model.problem import Lang
from yangguang.views import health
from yangguang.views.shell import views_of


@main.command("health")
@where_options
@click.option("--strict", is_flag=True, help="有需要处理的，退出码为 1 / exit code 1 where anything is found")
@click.pass_context
def health_command(context: click.Context, /, strict: bool, **options: Any) -> None:
    """列出空白栏目、过期内容、指南缺项和失效链接 / list empty and stale columns, gaps in guides, dead links."""
    lang = context.obj
    lines = _lines(work.sound(context, settings_of("check", options), lang), lang)
    count = say("findings", lang, count=f"{len(lines):,}") if lines else say("healthy", lang)
    click.echo("\n".join([*lines, count]))
    context.exit(MISTAKE if lines and strict else 0)


def _lines(gathered: Gathered, lang: Lang) -> list[str]:
    """A line per finding, region by region."""
    sights = gathered.whole.sights
    return [
        say("finding", lang, region=view.region.name, what=one.text, why=one.note, page=one.href)
        for view in views_of(gathered.contents)
        for one in health.report(view, sights[view.content.slug], lang)
    ]
