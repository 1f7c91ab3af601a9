"""The real workbooks come in with one command. YANGGUANG_REAL names their folder; nothing of them is kept here."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.helpers import build, digests, yangguang
from tests.importing import lost, planned
from yangguang.exchange.intake.plan import Import

pytestmark = pytest.mark.real

COUNTS = {
    "农业农村": 311, "林业和草原": 310, "生态环境": 217, "人力资源": 100, "发展和改革": 57, "商务": 21, "财政": 19, "医疗保障": 17,
    "档案": 12, "科学技术": 4, "统计": 3, "新闻出版": 1,
}  # fmt: skip
"""A rough count made by hand before the importer was."""


@pytest.fixture
def files() -> list[Path]:
    return sorted((Path(os.environ["YANGGUANG_REAL"]) / "workbooks").iterdir())


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    shutil.copy(Path(os.environ["YANGGUANG_REAL"]) / "register" / "region.yml", tmp_path / "content" / "region.yml")
    return tmp_path / "content"


@pytest.fixture
def done(content: Path, files: list[Path]) -> Import:
    return planned(content, *files)


def test_every_workbook_gives_about_as_many_items_as_were_counted_by_hand(done: Import) -> None:
    found = {word: sum(len(f.items) for f in done.files if word in f.path.name) for word in COUNTS}
    assert {word: n for word, n in found.items() if abs(n - COUNTS[word]) > 0.02 * COUNTS[word]} == {}


def test_rows_add_up_in_every_sheet(done: Import) -> None:
    for file in done.files:
        for sheet, _ in file.sheets:
            c = sheet.counts
            assert c.rows == c.items + c.joined + c.headers + c.notes + c.blanks + c.hidden, (
                file.path.name,
                sheet.name,
            )


def test_no_visible_cell_of_a_real_workbook_is_lost(done: Import) -> None:
    assert [word for word in lost(done) if word[2] not in ("直接实施责", "地州", "任")] == []


def test_what_comes_in_is_sound_is_published_and_comes_in_again_unchanged(content: Path, files: list[Path]) -> None:
    assert yangguang("import", *files, "--into", content).exit_code == 0
    before = digests(content)
    assert yangguang("import", *files, "--into", content).exit_code == 0
    assert digests(content) == before
    result = build(content, content.parent / "site")
    assert result.exit_code == 0, result.output
    assert "错误 0" in result.output


@pytest.mark.parametrize("form", ["xlsx", "docx", "csv"])
def test_what_is_exported_comes_in_again_unchanged(content: Path, files: list[Path], form: str) -> None:
    assert yangguang("import", *files, "--into", content).exit_code == 0
    before = digests(content)
    out = content.parent / "lists"
    assert yangguang("export", f"--{form}", "--into", out, "--content", content).exit_code == 0
    assert yangguang("import", *sorted(out.iterdir()), "--into", content).exit_code == 0
    assert digests(content) == before
