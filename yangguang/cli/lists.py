"""The verbs for lists that go out: export, and template for departments that begin with an empty one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from yangguang.build.gather import Gathered
from yangguang.build.region import default_stages
from yangguang.cli.commands import main
from yangguang.cli.misuse import Misuse
from yangguang.cli.options import FOLDER, settings_of, where_options
from yangguang.disk import put
from yangguang.exchange.export.items import items_of
from yangguang.exchange.export.template import template
from yangguang.exchange.export.writers import Form, written
from yangguang.model.messages.lists import say
from yangguang.model.problem import Lang
from yangguang.model.words import CLASSES

FORMS: tuple[Form, ...] = ("xlsx", "docx", "csv")
_SAFE = re.compile(r"[\w（）()、·-]{1,60}")
"""Names of departments that can be names of files."""


@main.command("export")
@click.option(
    "--xlsx", is_flag=True, help="工作簿，每类一张表，可直接打印 / workbooks, a sheet per class, ready for print"
)
@click.option("--docx", is_flag=True, help="文档，每类一张表 / documents, a table per class")
@click.option("--csv", is_flag=True, help="文本表格，一张 / one table as text")
@click.option("--into", type=FOLDER, required=True, help="写到哪个文件夹 / where the files go")
@click.option("--department", "departments", metavar="SLUG", multiple=True,
              help="只导出这些部门，可多次给出 / only these departments; may be repeated")  # fmt: skip
@click.option(
    "--overwrite", is_flag=True, help="覆盖文件夹里内容不同的同名清单 / write over lists that say something else"
)
@where_options
@click.pass_context
def export_command(
    context: click.Context, /, into: Path, departments: tuple[str, ...], *, overwrite: bool, **options: Any
) -> None:
    """按清单表样导出各部门的清单，改好可再导入 / write the departments' lists in the official tables."""
    from yangguang.cli import work  # an empty list needs no MkDocs

    lang: Lang = context.obj
    forms = [form for form in FORMS if options.pop(form)]
    if not forms:
        raise Misuse(say("no_form", lang))
    gathered = work.sound(context, settings_of("check", options), lang)
    known = {slug for content in gathered.contents.values() for slug in content.departments}
    if unknown := sorted(set(departments) - known):
        raise Misuse(say("no_department", lang, name=unknown[0]))
    files = {into / path: body for path, body in _files(gathered, forms, departments)}
    if not files:
        raise Misuse(say("no_lists", lang))
    others = [] if overwrite else [path for path, body in sorted(files.items()) if _says_else(path, body)]
    if others:
        raise Misuse(say("lists_there", lang, file=others[0], count=len(others)))
    for path, body in sorted(files.items()):
        put(path, body)
    click.echo(say("exported", lang, count=len(files), folder=into))


def _says_else(path: Path, body: bytes) -> bool:
    """Whether a list stands there that a department may have edited."""
    return path.exists() and path.read_bytes() != body


def _files(gathered: Gathered, forms: list[Form], wanted: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Region by region, department by department; several regions have a folder each."""
    for slug, content in sorted(gathered.contents.items()):
        above = f"{slug}/" if len(gathered.contents) > 1 else ""
        by_department: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for department, item in items_of(gathered, slug):
            if not wanted or department in wanted:
                by_department[department].append(item)
        names = Counter(content.departments[department].name for department in by_department)
        for department, items in sorted(by_department.items()):
            name = content.departments[department].name
            file = name if names[name] == 1 and _SAFE.fullmatch(name) else department
            for form in forms:
                yield f"{above}{file}权责清单.{form}", written(form, content.region, name, items)


@main.command("template")
@click.option("--into", type=click.Path(path_type=Path, dir_okay=False), required=True,
              help="写成哪个文件（.xlsx） / the file to write")  # fmt: skip
@click.option("--unit", default="", help="填报单位 / the department that fills it in")
@click.option("--class", "classes", type=click.Choice((*CLASSES, "公共服务")), multiple=True,
              help="只要这些类别，可多次给出 / only these classes; may be repeated")  # fmt: skip
@click.pass_obj
def template_command(lang: Lang, /, into: Path, unit: str, classes: tuple[str, ...]) -> None:
    """生成空白清单，带下拉、批注和校验，供部门填写后导入 / an empty list for a department to fill in."""
    if into.suffix.lower() != ".xlsx":
        raise Misuse(say("template_name", lang, file=into))
    if into.exists():  # perhaps filled in by now
        raise Misuse(say("template_there", lang, file=into))
    put(into, template(unit, classes, default_stages()))
    click.echo(say("template", lang, file=into))
