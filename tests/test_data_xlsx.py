"""Workbooks of the open data: every cell as in the tables, nothing a formula, the same bytes every time."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pandas
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tests.helpers import digests, yangguang
from yangguang.data.cells import csv_head, csv_rows
from yangguang.data.xlsx import CUT, LONGEST, rows_of, workbook
from yangguang.model.tables import DOCUMENTS, DUTIES, TABLES


def sheet(body: bytes, name: str) -> list[list[str]]:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_name(name).to_python()
    return [[str(int(cell)) if isinstance(cell, float) else str(cell) for cell in row] for row in rows]


def test_every_department_has_a_workbook_that_says_what_its_tables_say(good_site: Path, tmp_path: Path) -> None:
    assert yangguang("data", "--xlsx", "--site", good_site, "--into", tmp_path).exit_code == 0
    books = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.xlsx")}
    assert books >= {"linfen/civil-affairs.xlsx", "linfen/market-regulation.xlsx", "houma/civil-affairs.xlsx"}
    for book in sorted(books):
        region, department = book.removesuffix(".xlsx").split("/")
        for table in TABLES:
            file = good_site / f"data/v1/{region}/departments/{department}/{table.name}.csv"
            told = (
                list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline=""))) if file.exists() else []
            )
            rows = [[cell.removeprefix("'") for cell in row] for row in told] or [list(table.header)]
            assert sheet((tmp_path / book).read_bytes(), table.title) == rows


def test_other_programs_read_the_same_cells(good_site: Path, tmp_path: Path) -> None:
    assert yangguang("data", "--xlsx", "--site", good_site, "--into", tmp_path).exit_code == 0
    for book in sorted(tmp_path.rglob("*.xlsx")):
        data = good_site / "data/v1" / book.parent.name / "departments" / book.stem
        read = openpyxl.load_workbook(book)
        for table in TABLES:
            file = data / f"{table.name}.csv"
            if not file.exists():
                continue
            told = pandas.read_csv(file, dtype=str, keep_default_na=False)
            cells = [[cell.removeprefix("'") for cell in row] for row in told.itertuples(index=False)]
            rows = [
                ["" if cell is None else str(cell) for cell in row]
                for row in read[table.title].iter_rows(values_only=True)
            ]
            assert rows == [list(told.columns), *cells]
            assert [cell for row in read[table.title].iter_rows() for cell in row if cell.data_type == "f"] == []


def test_the_same_site_gives_the_same_bytes(good_site: Path, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        assert yangguang("data", "--xlsx", "--site", good_site, "--into", tmp_path / folder).exit_code == 0
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_without_a_site_the_command_says_what_to_do_first(tmp_path: Path) -> None:
    result = yangguang("data", "--xlsx", "--site", tmp_path, "--into", tmp_path / "x")
    assert result.exit_code == 2
    assert "yangguang build" in result.output


@example(["'=1+1", "''=1+1", "'", "'字", "=1+1"])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8), max_size=5))
def test_a_table_read_back_is_what_it_was_before_its_cells_were_disarmed(texts: list[str]) -> None:
    rows = [[text] * len(DUTIES.columns) for text in texts]
    assert rows_of(csv_head(DUTIES.header) + csv_rows(rows)) == rows


def test_a_text_of_any_length_is_read_back() -> None:
    rows = [["字" * 200_000] * len(DUTIES.columns)]
    assert rows_of(csv_head(DUTIES.header) + csv_rows(rows)) == rows


def test_what_looks_like_a_formula_an_address_or_a_number_stays_a_text() -> None:
    texts = ["=1+1", "https://example.org", "000111001001", "2016-01-01", "+1", "@x"]
    row = [*texts, *[""] * (len(DOCUMENTS.columns) - len(texts))]
    body = workbook([(DOCUMENTS, [row])])
    cells = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_name(DOCUMENTS.title).to_python()[1]
    assert cells[: len(texts)] == texts


@pytest.mark.parametrize("text", ["字" * LONGEST, "𠮷" * (LONGEST // 2 + 1)])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(text: str) -> None:
    row = ["c", text + "。", *[""] * (len(DOCUMENTS.columns) - 2)]
    [_, [_, long, *_]] = sheet(workbook([(DOCUMENTS, [row])]), DOCUMENTS.title)
    assert long.endswith(CUT)
    assert len(long.encode("utf-16-le")) // 2 <= LONGEST
