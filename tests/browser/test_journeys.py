"""Journeys of visual.md as people walk them: fined on the street; blind; a county that starts its own repository."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.looking import follow
from tests.conftest import PageFactory
from tests.helpers import AS_OF, ROOT, digests, python, yangguang

ITEM = "powers/1107-A-00100-141000.html"
"""An item with everything: handling, flow with branches, risks."""


# ---- 3: somebody fined on the street ---------------------------------------------------------------------------------


def test_somebody_fined_on_the_street_learns_what_it_rests_on_and_where_to_appeal(
    page_factory: PageFactory, origin: str
) -> None:
    page = page_factory(viewport={"width": 390, "height": 844}, has_touch=True)
    page.goto(f"{origin}/index.html")
    follow(page.get_by_role("link", name="侯马市").first)
    page.get_by_role("searchbox").first.fill("堆放物")
    page.keyboard.press("Enter")
    follow(page.locator("main").get_by_role("link", name="影响市容的处罚").first)
    assert page.locator("h1").inner_text() == "对擅自在街道两侧和公共场地堆放物料、搭建设施影响市容的处罚"
    basis = page.locator("#basis").inner_text()
    assert "城市市容和环境卫生管理条例" in basis
    assert "第三十六条" in basis
    assert "罚则" in basis
    rule = page.locator("#exercise")
    assert "五十元以上二百元以下" in rule.inner_text()
    assert "听证" in rule.inner_text()
    kept = [heading.inner_text() for heading in page.locator("#duties h3").all()]
    assert [step for step in ("立案", "调查取证", "审查", "告知", "决定", "送达", "执行") if step not in kept] == []
    assert "出示证件" in page.locator("#duties").inner_text()
    appeal = page.locator("#supervision").inner_text()
    assert "行政复议" in appeal
    assert "60日" in appeal
    assert "诉讼" in appeal
    numbers = page.locator("#supervision a[href^='tel:']").all()
    assert len(numbers) >= 2

    follow(page.locator("#basis").get_by_role("link", name="城市市容和环境卫生管理条例").first)
    assert "城市市容和环境卫生管理条例" in page.locator("h1").inner_text()
    assert page.get_by_role("link", name="影响市容的处罚").count() >= 1


# ---- 5: a blind resident ---------------------------------------------------------------------------------------------


def heard(page: Page) -> list[dict[str, Any]]:
    """What assistive technology is told: the browser's own accessibility tree, styles considered, in order."""
    session = page.context.new_cdp_session(page)
    return list(session.send("Accessibility.getFullAXTree")["nodes"])


def roles(nodes: list[dict[str, Any]], role: str) -> list[str]:
    """The names of all nodes of one role."""
    return [name(node) for node in nodes if role_of(node) == role]


def role_of(node: dict[str, Any]) -> str:
    """Its role; none where assistive technology passes it over."""
    return "" if node["ignored"] else str(node["role"]["value"])


def name(node: dict[str, Any]) -> str:
    """What it is called."""
    return str(node.get("name", {}).get("value", ""))


def below(nodes: list[dict[str, Any]], top: dict[str, Any]) -> list[dict[str, Any]]:
    """A node's descendants, in order."""
    by_id = {node["nodeId"]: node for node in nodes}
    children = [by_id[child] for child in top.get("childIds", ()) if child in by_id]
    return [found for child in children for found in (child, *below(nodes, child))]


def focused(page: Page) -> str:
    """The text of the element that has the focus."""
    return str(page.evaluate("document.activeElement.innerText || document.activeElement.id")).strip()


HEADINGS = '[...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map((h) => [+h.localName[1], h.textContent.trim()])'


@pytest.mark.parametrize("width", [390, pytest.param(1280, marks=pytest.mark.full)])
def test_landmarks_tell_the_parts_of_every_page_apart_and_headings_come_without_gaps(
    page_factory: PageFactory, demo_site: Path, kinds: list[str], width: int
) -> None:
    page = page_factory(viewport={"width": width, "height": 900})
    for path in kinds:
        page.goto(f"{demo_site.as_uri()}/{path}")
        nodes = heard(page)
        found = {role: len(roles(nodes, role)) for role in ("banner", "main", "contentinfo", "search")}
        assert {role: found[role] for role in ("banner", "main", "contentinfo")} == {
            "banner": 1, "main": 1, "contentinfo": 1,
        }, path  # fmt: skip
        assert found["search"] >= 1, path
        ways = roles(nodes, "navigation")
        assert "主导航" in ways, path
        assert "" not in ways, path
        assert len(set(ways)) == len(ways), path

        headings = page.evaluate(HEADINGS)
        levels = [level for level, _ in headings]
        assert levels[0] == 1, (path, headings[:3])
        gaps = [headings[n] for n, (a, b) in enumerate(pairwise(levels), 1) if b > a + 1]
        assert gaps == [], path
        assert [text for _, text in headings if not text] == [], path


def test_the_first_key_leads_past_the_header(page: Page, origin: str) -> None:
    page.goto(f"{origin}/{ITEM}")
    page.keyboard.press("Tab")
    assert focused(page) == "跳到正文"
    skip = page.get_by_role("link", name="跳到正文").bounding_box()
    assert skip is not None
    assert skip["y"] >= 0
    assert skip["height"] > 10
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_every_stop_of_the_tabulator_is_seen_and_named(page: Page, demo_site: Path) -> None:
    page.goto(f"{demo_site.as_uri()}/{ITEM}")
    stops: list[str] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        look, name = page.evaluate(
            """() => {
              const stop = document.activeElement, style = getComputedStyle(stop);
              const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
              const name = stop.innerText || stop.getAttribute("aria-label") || stop.labels?.[0]?.textContent || "";
              return [stop === document.body ? "end" : ring || style.boxShadow !== "none" ? "ring" : stop.outerHTML, name];
            }"""
        )
        if look == "end":
            break
        assert look == "ring"
        assert name.strip()
        stops.append(name)
    assert len(stops) > 20
    assert page.evaluate("document.activeElement === document.body"), "the focus never came out of the page"


@pytest.mark.parametrize("width", [390, 1280])
def test_the_flow_is_heard_as_a_list_and_opened_by_keyboard(
    page_factory: PageFactory, demo_site: Path, width: int
) -> None:
    page = page_factory(viewport={"width": width, "height": 900})
    page.goto(f"{demo_site.as_uri()}/{ITEM}")
    summary = page.locator("#flow summary")
    summary.focus()
    page.keyboard.press("Enter")
    nodes = heard(page)
    [picture] = [text for text in roles(nodes, "image") if text.startswith("运行流程图")]
    assert "环节依次为受理、补正" in picture
    steps = page.locator("#flow ol > li").all_inner_texts()
    assert len(steps) >= 5
    lists = [below(nodes, node) for node in nodes if role_of(node) == "list"]
    assert len(steps) in [len(roles(items, "listitem")) for items in lists]
    # Where a branch leads is said in words, since no line can be followed.
    assert "材料不全：→ 补正（第2步）" in steps[0]
    assert "不予受理" in steps[0]


@pytest.mark.parametrize("width", [390, 1280])
def test_the_risk_chart_is_heard_as_a_table_on_any_screen(
    page_factory: PageFactory, demo_site: Path, width: int
) -> None:
    page = page_factory(viewport={"width": width, "height": 900})
    page.goto(f"{demo_site.as_uri()}/{ITEM}")
    nodes = heard(page)
    [chart] = [node for node in nodes if role_of(node) == "table" and name(node).startswith("风险防控图")]
    inside = below(nodes, chart)
    assert roles(inside, "columnheader") == ["风险点", "环节", "防控措施"]
    stages = roles(inside, "rowheader")
    assert stages[0] == "受理"
    assert len(roles(inside, "row")) > len(stages) >= 4
    # The level is a word, not a colour.
    assert any(re.search("[高中低]", cell) for cell in roles(inside, "cell"))


# ---- 13: a county starts its own repository --------------------------------------------------------------------------


BUILD = (str(ROOT / "build.py"), "build", *AS_OF)


@pytest.fixture(scope="module")
def puxian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county's own repository, built."""
    county = tmp_path_factory.mktemp("new") / "puxian"
    assert yangguang("new", county, "--name", "蒲县").exit_code == 0
    python(*BUILD, cwd=county)
    return county


@pytest.fixture
def county(puxian: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(puxian, tmp_path / "puxian"))


def test_a_county_starts_its_own_repository_and_overrides_one_template(page: Page, county: Path) -> None:
    page.goto((county / "site/index.html").as_uri())
    assert "蒲县" in page.locator("header").first.inner_text()
    before = digests(county / "site")

    # One component of its own; all else stays the engine's and is upgraded with it.
    own = county / "templates/components/contact/macro.html"
    own.parent.mkdir(parents=True)
    packaged = (ROOT / "templates/components/contact/macro.html").read_text(encoding="utf-8")
    assert '<p class="label">' in packaged
    own.write_text(packaged.replace('<p class="label">', '<p class="label">蒲县 '), encoding="utf-8")
    python(*BUILD, cwd=county)
    after = digests(county / "site")
    assert after.keys() == before.keys()
    changed = {path for path in after if after[path] != before[path]}
    assert "powers/3107-E-00001-999901.html" in changed
    assert not any(path.startswith("assets/") for path in changed)
    page.goto((county / "site/powers/3107-E-00001-999901.html").as_uri())
    assert "蒲县 监督投诉" in page.locator("#supervision").inner_text()

    # The same by the convention that MkDocs users know.
    (county / "mkdocs.yml").write_text(
        (county / "mkdocs.yml").read_text(encoding="utf-8") + "site_url: https://puxian.example.org/\n",
        encoding="utf-8",
    )
    python("-m", "mkdocs", "build", "--strict", "--site-dir", "by-mkdocs", cwd=county)
    assert (county / "by-mkdocs/powers/3107-E-00001-999901.html").read_bytes() == (
        county / "site/powers/3107-E-00001-999901.html"
    ).read_bytes()


@pytest.mark.parametrize("template", ["pages/home.html", "main.html", "components/footer/macro.html"])
def test_a_countys_broken_template_is_named_and_leaves_the_public_site(county: Path, template: str) -> None:
    before = digests(county / "site")
    own = county / "templates" / template
    own.parent.mkdir(parents=True)
    packaged = (ROOT / "templates" / template).read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(packaged) if "block content" in text or "<footer" in text) + 1
    packaged.insert(line, "{{ nosuch }}")
    own.write_text("\n".join(packaged), encoding="utf-8")
    for command in (BUILD, ("-m", "mkdocs", "build")):
        said = python(*command, cwd=county, code=1)
        assert f"templates/{template}:{line + 1}" in said
        assert "nosuch" in said
        assert "Traceback" not in said
        assert digests(county / "site") == before
