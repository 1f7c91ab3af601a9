"""The oldest Chromium in which everything is promised to work: pages as readers use them, what it knows of the style sheet, paper."""

import html
import json
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.conftest import CHROMIUM_ARGS, Serve
from tests.helpers import ROOT
from yangguang.render.assets import bundle
from yangguang.resources import folder

OLD = Path(sys.executable).parent.parent / "chromium79"
ITEM = "powers/1125-B-00100-141000.html"
LAW = "特种设备使用单位有下列行为之一的"
TELLING = """["error", "unhandledrejection"].forEach(function (kind) {
  window.addEventListener(kind, function (event) { parent.tell(location.pathname + ": " + (event.message || event.reason)); });
});
"""
# Pages are complete and in order without these: they make lines and colours finer, or links larger under a finger.
NEWER_SELECTORS = (":focus-visible", ":has", ":where", "::details-content")
NEWER_PROPERTIES = (
    *("color-scheme", "content-visibility", "forced-color-adjust", "print-color-adjust", "scrollbar-width"),
    *("text-autospace", "text-decoration-thickness", "text-underline-offset", "text-wrap", "-webkit-touch-callout"),
)
NEWER_VALUES = {"overflow-wrap: anywhere", "grid-template-rows: subgrid", "text-decoration: underline 1px"}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The old browser's answer when the page has loaded."""
    subprocess.run(["sh", "tests/install-chromium79.sh", str(OLD)], cwd=ROOT, check=True)
    command = [str(OLD / "chromium"), "--headless", *CHROMIUM_ARGS]
    return subprocess.run([*command, *arguments], capture_output=True, text=True, check=True, timeout=600)


@pytest.fixture(params=["http", "file"])
def answer(
    request: pytest.FixtureRequest, demo_site: Path, kinds: list[str], serve: Serve, tmp_path: Path
) -> dict[str, Any]:
    """What the probe met, over the web and from a disk."""
    asked = {
        "pages": kinds,
        "queries": ["开饭馆", "dibao", "营业执造"],
        "item": ITEM,
        "css": bundle("site.css", [folder("templates")]).decode(),
    }
    for name in ("probe.html", "probe.js"):
        shutil.copy(ROOT / "tests/browser" / name, tmp_path)
    (tmp_path / "asked.js").write_text(f"var asked = {json.dumps(asked)};", encoding="utf-8")
    (tmp_path / "site").mkdir()
    for entry in demo_site.iterdir():
        (tmp_path / "site" / entry.name).symlink_to(entry)
    # The script that every page asks for last, before any of them does its work, tells of what goes wrong.
    release = tmp_path / "site/release.js"
    release.unlink()
    release.write_text((demo_site / "release.js").read_text(encoding="utf-8") + TELLING, encoding="utf-8")
    origin = serve(tmp_path) if request.param == "http" else tmp_path.as_uri()
    # On a disk a page may not look into its frame; what the frame itself may do is not changed by this.
    done = run("--allow-file-access-from-files", "--dump-dom", f"{origin}/probe.html")
    told = re.search(r'<pre id="answer">(.+?)</pre>', done.stdout, re.DOTALL)
    assert told, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(html.unescape(told[1]))
    return found


def test_all_works_in_chromium_79(answer: dict[str, Any]) -> None:
    assert answer["faults"] == []
    assert (answer["gaps"], answer["wide"], answer["blank"], answer["small"]) == ([], [], [], [])
    # One selector that is not known takes the others of its list with it.
    assert [one for one in answer["selectors"] if not all(map(newer, parts(one)))] == []
    assert {one for one in answer["declarations"] if one.split(":")[0] not in NEWER_PROPERTIES} <= NEWER_VALUES
    assert answer["found"] == {"开饭馆": "食品经营许可", "dibao": "最低生活保障金给付", "营业执造": "个体工商户登记"}
    assert 0 not in (answer["filters"], answer["offered"])
    assert answer["narrowed"].startswith("符合")
    assert answer["aids"] == {"size": "200", "scheme": "black-yellow", "elder": "1", "guide": "1"}
    assert answer["columns"] == "block"  # no room for two at this size
    assert answer["words"].startswith("低保")
    assert answer["slip"] > 200
    assert re.match(r"@page \{ size: 80mm \d{3}mm; margin: 4mm;", answer["roll"])


def parts(selectors: str) -> list[str]:
    while "(" in selectors:  # the innermost first
        selectors = re.sub(r"\(([^()]*)\)", lambda inner: f"[{inner[1].replace(',', ' ')}]", selectors)
    return selectors.split(",")


def newer(selector: str) -> bool:
    return any(part in selector for part in NEWER_SELECTORS)


def test_the_words_of_a_law_are_on_paper_in_chromium_79(demo_site: Path, tmp_path: Path) -> None:
    run(f"--print-to-pdf={tmp_path / 'item.pdf'}", (demo_site / ITEM).as_uri())
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "item.pdf").pages)
    assert LAW in re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
