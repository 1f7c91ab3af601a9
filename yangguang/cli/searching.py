"""The verbs of search: search for staff, and lexicon for those who keep the words."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from yangguang.build.gather import Gathered
from yangguang.build.request import Settings
from yangguang.build.session import Session
from yangguang.build.staff import Reply, find
from yangguang.build.words import idle
from yangguang.cli import work
from yangguang.cli.basics import MISTAKE, MISUSE
from yangguang.cli.commands import View, main
from yangguang.cli.console import Progress
from yangguang.cli.misuse import Misuse
from yangguang.cli.options import json_option, settings_of, where_options
from yangguang.model.links import Links
from yangguang.model.messages.commands import say
from yangguang.model.problem import Lang
from yangguang.plugin import run
from yangguang.search.question import WrongQuery, excerpt

T = TypeVar("T")
_FACETS = ("department", "class", "status", "region")


@main.command("search")
@click.argument("query", nargs=-1, required=True)
@json_option
@click.option(
    "--limit", type=click.IntRange(0), default=20, show_default=True, help="最多显示几项，0 为全部 / results shown"
)
@click.option(
    "--facet", "facets", type=click.Choice(_FACETS), multiple=True, help="按此分别计数 / count by this; may be repeated"
)
@where_options
@click.pass_context
def search_command(
    context: click.Context,
    /,
    query: tuple[str, ...],
    as_json: bool,
    limit: int,
    facets: tuple[str, ...],
    **options: Any,
) -> None:
    """用查询语言检索全部事项 / search all items with a query language."""
    lang: Lang = context.obj
    text = " ".join(query)
    try:
        reply = _with(settings_of("check", options), lang, lambda session, *read: find(text, session.store, *read))
    except WrongQuery as wrong:
        raise Misuse(say(wrong.key, lang, **wrong.values)) from None
    if reply is None:
        context.exit(MISUSE)
    with _as_far_as_read():
        if as_json:
            _as_json(reply, limit, facets)
        else:
            _as_text(reply, limit, facets, lang)
    context.exit(0 if reply.answer.hits else MISTAKE)


@contextmanager
def _as_far_as_read() -> Iterator[None]:
    """Whoever wants only the first lines, as ``head`` does, changes nothing about whether something was found."""
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python tries once more at its end


def _with(settings: Settings, lang: Lang, make: Callable[[Session, Gathered, Links], T]) -> T | None:
    """What comes of the content as read; ``None``, with the reasons told, where it cannot be read."""
    results: list[T] = []

    def use(session: Session, gathered: Gathered) -> None:
        if gathered.links is not None and not gathered.failed:
            results.append(make(session, gathered, gathered.links))

    outcome = run(settings, Progress(lang, quiet=True), use)
    for text in outcome.said:
        click.echo(text, err=True)
    if not results:
        work.show(outcome.gathered, View(lang))
    return results[0] if results else None


def _as_json(reply: Reply, limit: int, facets: tuple[str, ...]) -> None:
    answer = reply.answer
    data = {
        "total": len(answer.hits),
        "results": [{**hit.card, "snippet": excerpt(hit.text, answer.words)} for hit in answer.hits[: limit or None]],
        "facets": {name: [list(pair) for pair in answer.facet(name)] for name in facets},
        "suggestions": [{"name": name, "code": code} for name, code in reply.suggestions],
    }
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


def _as_text(reply: Reply, limit: int, facets: tuple[str, ...], lang: Lang) -> None:
    answer = reply.answer
    shown = answer.hits[: limit or None]
    for hit in shown:
        about = [hit.card[key] for key in ("department", "class", "status", "limit") if hit.card[key]]
        click.echo(f"{hit.card['code']}  {hit.card['name']}  {' · '.join(about)}")
        for text in (excerpt(hit.text, answer.words), hit.card["file"]):
            if text not in ("", hit.card["name"]):
                click.echo(f"    {text}")
    for name in facets if shown else ():
        click.echo(f"{name}: " + ", ".join(f"{value} {count:,}" for value, count in answer.facet(name)))
    for text in _told(reply, len(shown), lang):
        click.echo(text, err=True)


def _told(reply: Reply, shown: int, lang: Lang) -> list[str]:
    total = len(reply.answer.hits)
    if total:
        return [say("shown" if shown < total else "hits", lang, total=f"{total:,}", shown=f"{shown:,}")]
    near = [f"    {code}  {name}" for name, code in reply.suggestions]
    return [say("nothing", lang), *([say("meant", lang), *near] if near else [])]


@main.command("lexicon")
@click.option(
    "--unused", is_flag=True, help="逐条列出现在帮不到任何事项的词条 / list the entries that help no item at hand"
)
@where_options
@click.pass_context
def lexicon_command(context: click.Context, /, unused: bool, **options: Any) -> None:
    """检查检索词表 / look after the lexicon of everyday words."""
    lang: Lang = context.obj
    lines = _with(settings_of("check", options), lang, _idle)
    if lines is None:
        context.exit(MISTAKE)
    total, without = lines
    for file, line, word in without if unused else ():
        click.echo(f"{file}:{line}: {say('idle', lang, word=word)}")
    click.echo(say("idle_count", lang, total=f"{total:,}", count=f"{len(without):,}"))


def _idle(session: Session, gathered: Gathered, links: Links) -> tuple[int, list[tuple[str, int, str]]]:
    return len(gathered.lexicon.entries), idle(gathered, links, session.request.words)
