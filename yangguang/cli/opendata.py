"""The verb data: open data in forms that are not part of every build."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from yangguang import urls
from yangguang.cli.commands import main
from yangguang.cli.misuse import Misuse
from yangguang.cli.options import FOLDER, into_option
from yangguang.data.xlsx import rows_of, workbook
from yangguang.disk import put
from yangguang.model.messages.commands import say
from yangguang.model.problem import Lang
from yangguang.model.tables import CSV, TABLES


@main.command("data")
@click.option("--xlsx", is_flag=True, required=True, help="每个部门一个工作簿 / a workbook for each department")
@into_option
@click.option("--site", type=FOLDER, default=Path("site"), show_default=True, help="已生成的网站 / the site as built")
@click.pass_obj
def data_command(lang: Lang, xlsx: bool, into: Path, site: Path) -> None:
    """把已生成网站的开放数据另存为工作簿 / write the open data of a built site as workbooks."""
    count = 0
    for region, department in _departments(site):
        sheets = []
        for table in TABLES:
            file = site / urls.data_table(region, table.name + CSV, department)
            sheets.append((table, rows_of(file.read_bytes()) if file.is_file() else []))
        target = into / region / f"{department}.xlsx"
        put(target, workbook(sheets))
        count += 1
    if not count:
        raise Misuse(say("no_data", lang, site=site))
    click.echo(say("workbooks", lang, count=count, folder=into))


def _departments(site: Path) -> Iterator[tuple[str, str]]:
    """(网址标识, slug) of every department that the site has data of."""
    folders = (site / urls.data_table("*", "", "*").removesuffix("/")).relative_to(site).as_posix()
    for folder in sorted(site.glob(folders)):
        if folder.is_dir():
            yield folder.parent.parent.name, folder.name
