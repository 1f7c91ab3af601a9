"""`python -m benchmarks.importing`: what it costs to bring in a list of 20,000 rows by 12 columns with 48,000 merged ranges."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import click
import xlsxwriter

from benchmarks.machine import machine
from benchmarks.measure import Run, measure

HEAD = ("序号", "职权编码", "职权名称", "职权类别", "设定依据", "责任事项", "责任事项依据", "追责情形", "追责情形依据", "实施主体", "承办机构", "监督电话")  # fmt: skip
ITEMS, MERGED = 10_000, 48_000
_ACROSS = (0, 2, 4, 9, 10)
"""Columns whose cells reach over both rows of an item, as long as there are ranges left."""
_REGION = '格式版本: "1"\n名称: 阳光市\n行政区划代码: "140100"\n网址标识: yangguang\n层级: 市级\n'
_SECOND = {5: "调查责任：全面收集证据", 6: "《行政处罚法》第三十六条"}


def first_row(number: int) -> list[str | int]:
    """What the first of an item's two rows says."""
    return [
        number + 1, "", f"对第{number}种违规行为的处罚", "行政处罚", f"《某条例》第{number % 90 + 1}条", "立案责任：发现违法行为予以立案",
        "《行政处罚法》第五十四条", "不履行职责的", "《公务员法》", "市某局", "执法科", "0357-0000000",
    ]  # fmt: skip


def workbook(path: Path) -> None:
    """Two rows for each of 10,000 items."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_urls": False})
    sheet = book.add_worksheet("行政处罚")
    sheet.write_row(0, 0, HEAD)
    merged = 0
    for number in range(ITEMS):
        row = 1 + 2 * number
        for column, value in enumerate(first_row(number)):
            if column in _ACROSS and merged < MERGED:
                sheet.merge_range(row, column, row + 1, column, value)
                merged += 1
            else:
                sheet.write(row, column, value)
        for column, text in _SECOND.items():
            sheet.write(row + 1, column, text)
    book.close()


def runs(folder: Path, number: int, *options: str) -> Iterator[Run]:
    """The whole command, each time into content that holds a region and nothing else."""
    start = "import sys; from yangguang.cli import main; sys.exit(main())"
    for n in range(number):
        content = folder / f"content{n}{''.join(options)}"
        content.mkdir()
        (content / "region.yml").write_text(_REGION, encoding="utf-8")
        yield measure([sys.executable, "-c", start, "import", str(folder / "list.xlsx"), "--into", str(content),
                       "--department", "office", *options], folder)  # fmt: skip


def line(what: str, done: list[Run]) -> str:
    """One row of the table: medians."""
    wall, cpu = median(run.wall for run in done), median(run.cpu for run in done)
    return f"| {what} | {wall:.1f} | {cpu:.1f} | {max(run.peak for run in done) / 2**20:.0f} |"


@click.command()
@click.option("--number", default=5, help="so often each; medians are printed")
def main(number: int) -> None:
    """Makes the workbook and brings it in, first dry, then in earnest."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        workbook(folder / "list.xlsx")
        print(f"{machine()}\n\n| | wall s | CPU s | peak MB |\n|---|---:|---:|---:|")
        print(line("`import --dry-run`", list(runs(folder, number, "--dry-run"))), flush=True)
        print(line("`import`", list(runs(folder, number))), flush=True)


if __name__ == "__main__":
    main()
