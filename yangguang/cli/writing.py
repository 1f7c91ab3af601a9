"""The verbs that rewrite content in place: fmt and upgrade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click

from yangguang.build.found import Found
from yangguang.build.gather import Gathered, reader
from yangguang.build.region import read_region, region_missing
from yangguang.build.source import FolderSource, relative_label
from yangguang.check.words import ENDINGS, mended
from yangguang.cli.basics import MISTAKE
from yangguang.cli.commands import main
from yangguang.cli.configured import content_folder, sources
from yangguang.cli.console import line
from yangguang.cli.misuse import Misuse
from yangguang.cli.options import FILE, content_option
from yangguang.disk import put
from yangguang.model.messages.commands import say
from yangguang.model.problem import Lang, Problem
from yangguang.model.status import histories
from yangguang.yamlio import Shape, fmt, place, read_yaml, shape_at, upgrade, version_problem
from yangguang.yamlio.upgrade import CURRENT, KEY


@main.command("fmt")
@click.argument("files", nargs=-1, type=FILE)
@content_option
@click.option("--check", "only_check", is_flag=True, help="只检查不改写，有需要整理的文件时退出码为 1 / change nothing")
@click.option(
    "--words", is_flag=True, help="同时改正错写的用语、半角标点和连续空格 / mend wrong terms, signs and spaces too"
)
@click.pass_context
def fmt_command(
    context: click.Context, files: tuple[Path, ...], content: Path | None, only_check: bool, words: bool
) -> None:
    """把内容文件整理成规范写法，注释保留 / rewrite content files in canonical form, comments kept."""
    lang: Lang = context.obj
    folder = content_folder(lang, content)
    known = [one for source in sources(folder) for one in _files(source, words)]
    wanted = {file.resolve() for file in files}
    if strange := wanted - {one.file.resolve() for one in known}:
        there = relative_label(folder, Path.cwd())
        named = (file for file in files if file.resolve() in strange)
        raise Misuse("\n".join(say("no_content_file", lang, file=file, folder=there) for file in named))
    asked = [one for one in known if not wanted or one.file.resolve() in wanted]
    changed, refused = 0, False
    for one in asked:
        old = one.file.read_bytes()
        new, problems = one.formatted(old)
        refused |= bool(problems)
        _tell(one.source, problems, lang)
        if new == old:
            continue
        changed += 1
        if only_check:
            click.echo(say("unformatted", lang, file=one.source.label + one.path))
        else:
            put(one.file, new)
    if changed and not only_check:
        click.echo(say("formatted", lang, count=changed))
    elif not changed and not refused:
        click.echo(say("canonical", lang, count=len(asked)))
    context.exit(MISTAKE if refused or (only_check and changed) else 0)


@dataclass(frozen=True, slots=True)
class _File:
    """A file that fmt looks at; ``decided``: whether events decide the status of its item."""

    source: FolderSource
    path: str
    shape: Shape | None
    worded: bool
    decided: bool

    @property
    def file(self) -> Path:
        return self.source.folder / self.path

    def formatted(self, body: bytes) -> tuple[bytes, list[Problem]]:
        """What fmt makes of its bytes, and for which problems it leaves them alone."""
        body = mended(body, self.path) if self.worded else body
        return fmt(body, self.path, self.shape, drop=[("状态",)] if self.decided else ()) if self.shape else (body, [])


def _files(source: FolderSource, words: bool) -> Iterator[_File]:
    decided = _decided(source)
    for path in source.files():
        shape, worded = shape_at(path), words and path.endswith(ENDINGS)
        if shape or worded:
            yield _File(source, path, shape, worded, path in decided)


def _decided(source: FolderSource) -> set[str]:
    """Files of items whose status events decide, so that they write none themselves."""
    content = read_region(source).content
    codes = set(histories(content.events)) if content else set()
    return {path for path in source.files() if path.startswith("powers/") and Path(path).stem in codes}


def _tell(source: FolderSource, problems: Iterable[Problem], lang: Lang) -> None:
    nothing = Gathered({}, {}, Found())
    for problem in place(problems, reader(source)):
        click.echo(line(nothing, replace(problem, file=source.label + problem.file), lang), err=True)


@main.command("upgrade")
@content_option
@click.pass_context
def upgrade_command(context: click.Context, content: Path | None) -> None:
    """把内容升级到本程序的内容格式 / rewrite content to the content format of this engine."""
    lang: Lang = context.obj
    changed = 0
    for source in sources(content_folder(lang, content)):
        files = source.files()
        there = "region.yml" in files
        region, wrong = read_yaml(source.read("region.yml"), "region.yml") if there else (None, [region_missing(files)])
        if (other := version_problem(region)) and other.rule != "P072":
            wrong.append(other)
        if wrong:
            _tell(source, wrong, lang)
            context.exit(MISTAKE)
        version = int(str(region[KEY])) if isinstance(region, dict) and region.get(KEY) else CURRENT
        for path in files:
            old = source.read(path)
            new = upgrade(old, version, file=path)
            if new != old:
                changed += 1
                put(source.folder / path, new)
    done = say("upgraded", lang, count=changed, version=CURRENT) if changed else say("newest", lang, version=CURRENT)
    click.echo(done)
