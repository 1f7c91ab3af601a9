"""Real published lists, incomplete as they are, are published as far as they go. YANGGUANG_REAL names their folder."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.conftest import AxeCheck, PageFactory
from tests.helpers import build

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def register() -> Path:
    return Path(os.environ["YANGGUANG_REAL"]) / "register"


@pytest.fixture(scope="module")
def site(register: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real") / "site"
    result = build(register, folder, "--no-cache")
    assert result.exit_code == 0, result.output
    return folder


def test_every_real_item_has_a_page_with_its_name_and_its_basis(register: Path, site: Path) -> None:
    codes = sorted(path.stem for path in register.glob("powers/*/*.yml"))
    assert len(codes) > 1000
    for code in codes:
        page = (site / f"powers/{code}.html").read_text(encoding="utf-8")
        assert code in page
        assert 'id="basis"' in page, code
        assert 'id="duties"' in page, code


def test_no_notice_is_a_flood(register: Path, tmp_path: Path) -> None:
    result = build(register, tmp_path / "site", "--no-cache")
    # A wrong sign is a warning for each file, which `fmt --words` mends; all else keeps short.
    assert len([line for line in result.output.splitlines() if " P701 " not in line]) < 40
    assert re.search(r"错误 0，警告 \d+，提示 [\d,]+", result.output)


def test_a_real_item_is_fit_for_everyone(site: Path, page_factory: PageFactory, axe: AxeCheck) -> None:
    pages = sorted((site / "powers").glob("*-*.html"), key=lambda path: (path.stat().st_size, path.name))
    for path in (pages[0], pages[len(pages) // 2], pages[-1]):
        page = page_factory(watched=False, viewport={"width": 390, "height": 844})
        page.goto(path.as_uri())
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
