"""The verbs that rewrite content in place: fmt and upgrade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click

from yangguang.build.found import Found
from yangguang.build.gather import Gathered, reader
from yangguang.build.region import read_region, region_missing
from yangguang.build.request import Settings
from yangguang.build.source import FolderSource, further_regions, relative_label
from yangguang.check.words import ENDINGS, mended
from yangguang.cli.basics import MISTAKE, MISUSE
from yangguang.cli.commands import main
from yangguang.cli.configured import written
from yangguang.cli.console import line
from yangguang.disk import put
from yangguang.model.messages.commands import say
from yangguang.model.problem import Lang, Problem
from yangguang.model.status import histories
from yangguang.yamlio import Shape, fmt, place, read_yaml, shape_at, upgrade, version_problem
from yangguang.yamlio.upgrade import CURRENT, KEY

_CONTENT = click.option("--content", type=click.Path(path_type=Path, file_okay=False),
                        help="内容文件夹，默认按 mkdocs.yml / the content folder; default: that of mkdocs.yml")  # fmt: skip


@main.command("fmt")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_CONTENT
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
    folder = content_folder(context, content)
    known = [one for source in sources(folder) for one in _files(source, words)]
    wanted = {file.resolve() for file in files}
    strange = wanted - {one.file.resolve() for one in known}
    for file in (file for file in files if file.resolve() in strange):
        click.echo(say("no_content_file", lang, file=file, folder=relative_label(folder, Path.cwd())), err=True)
    if strange:
        context.exit(MISUSE)
    changed, seen, refused = 0, 0, False
    for one in known:
        if wanted and one.file.resolve() not in wanted:
            continue
        seen += 1
        old = one.file.read_bytes()
        new = mended(old, one.path) if one.worded else old
        problems: list[Problem] = []
        if one.shape:
            new, problems = fmt(new, one.path, one.shape, drop=[("状态",)] if one.decided else ())
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
        click.echo(say("canonical", lang, count=seen))
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


def _files(source: FolderSource, words: bool) -> Iterator[_File]:
    decided = _decided(source)
    for path in source.files():
        shape, worded = shape_at(path), words and path.endswith(ENDINGS)
        if shape or worded:
            yield _File(source, path, shape, worded, path in decided)


def content_folder(context: click.Context, given: Path | None) -> Path:
    """``--content``, else the content folder as a build takes it from mkdocs.yml, else content/; it must be there."""
    folder = given or _configured()
    if not folder.is_dir():
        click.echo(say("no_content", context.obj, folder=folder), err=True)
        context.exit(MISUSE)
    return folder


def _configured() -> Path:
    file, said = written(Settings())
    return file.parent / str(said.get("docs_dir", "docs")) if file and said else Path("content")


def sources(content: Path) -> Iterator[FolderSource]:
    """The region of ``content`` and those kept below it."""
    folders = (content, *further_regions(content))
    return (FolderSource(folder, relative_label(folder, Path.cwd())) for folder in folders)


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
@_CONTENT
@click.pass_context
def upgrade_command(context: click.Context, content: Path | None) -> None:
    """把内容升级到本程序的内容格式 / rewrite content to the content format of this engine."""
    lang: Lang = context.obj
    changed = 0
    for source in sources(content_folder(context, content)):
        if "region.yml" not in source.files():
            _tell(source, [region_missing(source.files())], lang)
            context.exit(MISTAKE)
        region, problems = read_yaml(source.read("region.yml"), "region.yml")
        unreadable = version_problem(region)
        if problems or (unreadable and unreadable.rule != "P072"):
            _tell(source, problems or [unreadable] if unreadable else problems, lang)
            context.exit(MISTAKE)
        version = int(str(region[KEY])) if isinstance(region, dict) and region.get(KEY) else CURRENT
        for path in source.files():
            old = source.read(path)
            new = upgrade(old, version, file=path)
            if new != old:
                changed += 1
                put(source.folder / path, new)
    done = say("upgraded", lang, count=changed, version=CURRENT) if changed else say("newest", lang, version=CURRENT)
    click.echo(done)
