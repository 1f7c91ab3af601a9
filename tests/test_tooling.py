"""The tools of this checkout do what their help says, and the tests' own browser watches what it should."""

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from tests.conftest import AxeCheck, PageFactory, Serve, leaves_site
from tests.helpers import ROOT
from yangguang import resources

PLAIN_PAGE = """<!doctype html><html lang="zh"><meta charset="utf-8"><title>阳光</title>
<link rel="icon" href="data:,"><main><h1>权力清单</h1></main></html>"""


def run(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_make_help_explains_every_target() -> None:
    declared = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert declared is not None
    explained = re.findall(r"^  make ([a-z-]+) +\S", run("make", "--no-print-directory", "help"), re.MULTILINE)
    assert sorted(explained) == sorted(declared[1].split())


def test_the_machine_runs_what_everybody_runs() -> None:
    lines = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "make" in line] == ["exec make test"]


def test_an_old_python_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "python3").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (tmp_path / "python3").chmod(0o755)
    command = ["make", "--no-print-directory", "site", f"PYTHON={tmp_path}/python3", f"VENV={tmp_path}/venv"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert result.stdout.startswith("需要 Python 3.11 或更新版本 / Yangguang needs Python 3.11 or newer")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_every_locked_package_has_hashes(name: str) -> None:
    blocks = re.split(r"^(?=[a-z])", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert blocks
    assert [block.split()[0] for block in blocks if "==" not in block or "--hash=sha256:" not in block] == []


def test_both_locks_agree() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^([a-z][^ ;\\]+==[^ ;\\]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-test.lock")


def test_templates_and_search_are_found_beside_the_package() -> None:
    assert resources.folder("templates") == ROOT / "templates"
    assert resources.folder("search") == ROOT / "search"


def test_the_test_browser_opens_a_plain_page_by_http_and_from_disk(
    page: Page, serve: Serve, axe: AxeCheck, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text(PLAIN_PAGE, encoding="utf-8")
    for address in (f"{serve(tmp_path)}/index.html", (tmp_path / "index.html").as_uri()):
        page.goto(address)
        assert page.get_by_role("heading").inner_text() == "权力清单"
        assert axe(page) == []


def test_axe_finds_a_picture_without_words(page_factory: PageFactory, axe: AxeCheck) -> None:
    page = page_factory()
    page.set_content(PLAIN_PAGE.replace("<h1>", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><h1>'))
    assert [line.split(" ")[0] for line in axe(page)] == ["image-alt"]


def test_properties_are_tried_on_the_same_examples_whatever_has_been_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tried() -> list[str]:
        examples: list[str] = []

        @given(st.text())
        def note(text: str) -> None:
            examples.append(text)

        note()
        return examples

    before = tried()
    (tmp_path / "with_constants.py").write_text(f"ALL = {[f'constant {n}' for n in range(500)]}", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    import_module("with_constants")
    try:
        assert tried() == before
    finally:
        del sys.modules["with_constants"]
    assert len(set(before)) > 20


def test_a_request_to_elsewhere_is_noticed() -> None:
    assert leaves_site("https://example.org/x.js")
    assert not leaves_site("http://127.0.0.1:8080/x.js")
    assert not leaves_site("file:///srv/site/index.html")
