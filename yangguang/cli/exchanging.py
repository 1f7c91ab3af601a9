"""The verb for what comes from elsewhere: import."""

from __future__ import annotations

import re
from pathlib import Path

import click

from yangguang.cli.basics import MISTAKE
from yangguang.cli.commands import main, uncollected
from yangguang.cli.misuse import Misuse
from yangguang.cli.options import FILE, FOLDER_THERE
from yangguang.exchange.grid import Unreadable
from yangguang.exchange.intake.content import content_at
from yangguang.exchange.intake.plan import plan
from yangguang.exchange.intake.report import report
from yangguang.exchange.sheets.columns import vocabulary
from yangguang.model.messages.lists import say
from yangguang.model.problem import Lang
from yangguang.model.words import SLUG


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--into", type=FOLDER_THERE, required=True,
              help="内容文件夹 / the content folder")  # fmt: skip
@click.option("--department", metavar="SLUG", help="部门标识，默认从表格和文件名认出 / whose lists these are")
@click.option("--profile", type=FILE, help="表头的其他写法等（YAML） / further spellings of headers")
@click.option("--dry-run", is_flag=True, help="只报告，不写入 / report only, write nothing")
@click.pass_context
def import_command(
    context: click.Context, files: tuple[Path, ...], into: Path, department: str | None, profile: Path | None, dry_run: bool
) -> None:  # fmt: skip
    """导入部门的清单（.xls .xlsx .csv .docx） / bring departments' lists into the content."""
    lang: Lang = context.obj
    context.with_resource(uncollected())
    if department is not None and not re.fullmatch(SLUG, department):
        raise Misuse(say("no_slug", lang, name=department))
    try:
        done = plan(files, content_at(into), vocabulary(profile), department)
    except Unreadable as refused:
        click.echo(say(refused.key, lang, **refused.values), err=True)
        context.exit(MISTAKE)
    for text in report(done, lang, columns=dry_run):
        click.echo(text)
    if not dry_run:
        done.write(into)
    if dry_run or done.writes:
        click.echo(say("dry", lang) if dry_run else say("next", lang, folder=into))
    context.exit(MISTAKE if any(file.refused for file in done.files) else 0)
