"""Posters: stand-alone drawings and sheets to print, complete, inside their frame, safe whatever the content says."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.flows import power
from tests.helpers import AS_OF, SITES, yangguang
from yangguang.charts.poster import About, posters
from yangguang.charts.risk import RiskChart, RiskEntry, RiskRow
from yangguang.charts.risk_svg import SIZE, WIDTH, risk_svgs
from yangguang.charts.text import measure

CODE = "1107-A-00100-141000"
SVG = "{http://www.w3.org/2000/svg}"


def risk(name: str = "不一次性告知", post: str = "窗口受理人员") -> RiskEntry:
    return RiskEntry("受理-1-1", "受理-1", name, "反复要求补正", "", "高", "", "一次性告知清单公示", post)


def chart(*stages: tuple[str, int], entry: RiskEntry | None = None) -> RiskChart:
    rows = tuple(RiskRow(stage, (f"{stage}-1",), (entry or risk(),) * number) for stage, number in stages)
    return RiskChart(rows, sum(number for _, number in stages))


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("posters")
    result = yangguang("poster", CODE, "--content", SITES / "good", "--into", folder, "--no-cache", *AS_OF)
    assert result.exit_code == 0, result.output
    return folder


def test_the_command_writes_two_drawings_and_two_sheets(made: Path) -> None:
    assert sorted(path.name for path in made.iterdir()) == [
        f"{CODE}-{name}" for name in ("A3.html", "A4.html", "flow.svg", "risks.svg")
    ]
    for path in made.glob("*.svg"):
        assert ET.fromstring(path.read_bytes()).tag == f"{SVG}svg"


def test_the_sheets_carry_name_code_and_the_notice_and_need_nothing_from_elsewhere(made: Path) -> None:
    sheet = (made / f"{CODE}-A4.html").read_text(encoding="utf-8")
    assert "社会团体成立登记" in sheet
    assert CODE in sheet
    assert "演示数据" in sheet
    assert not re.search(r"<script|<link|src=|url\(", sheet)


def test_each_drawing_is_one_sheet_of_its_paper(made: Path, page: Page, tmp_path: Path) -> None:
    type_of_head = []
    for paper, width in (("A4", 595), ("A3", 842)):
        page.goto((made / f"{CODE}-{paper}.html").as_uri())
        page.pdf(path=tmp_path / "sheet.pdf", prefer_css_page_size=True)
        sheets = PdfReader(tmp_path / "sheet.pdf").pages
        assert len(sheets) == page.locator("section").count()
        assert round(sheets[0].mediabox.width) == width
        size = "one => parseFloat(getComputedStyle(one).fontSize)"
        type_of_head.append([page.locator(f"header {tag}").first.evaluate(size) for tag in ("h1", "p")])
    assert all(small < large for small, large in zip(*type_of_head, strict=True)), "it is read from afar"


def test_a_long_name_leaves_the_drawing_the_width_of_the_sheet(page: Page, tmp_path: Path) -> None:
    item = power([{"步骤": f"第{number}步", "环节": "审查"} for number in range(1, 31)])
    for name in ("社会团体成立登记", "对违反规定的单位和个人作出的处罚" * 6):
        (tmp_path / "sheet.html").write_bytes(dict(posters(item, About(name, "部门"), {}))[f"{item.code}-A4.html"])
        page.goto((tmp_path / "sheet.html").as_uri())
        head, sheet = (page.locator(one).first.bounding_box() for one in ("header", "section"))
        assert head
        assert sheet
        assert head["height"] < sheet["height"] / 6, name


def test_a_long_flow_chart_is_two_pieces_beside_one_another_each_shown_once(page: Page, tmp_path: Path) -> None:
    steps = [
        {"步骤": f"第{number}步", "环节": "审查", "岗位": "经办人员", "文书": ["审查意见表"]} for number in range(1, 31)
    ]
    item = power(steps)
    sheet = dict(posters(item, About("名称", ""), {}))[f"{item.code}-A4.html"]
    assert sheet.count(b'id="flow-body"') == 1
    (tmp_path / "sheet.html").write_bytes(sheet)
    page.goto((tmp_path / "sheet.html").as_uri())
    page.pdf(path=tmp_path / "sheet.pdf", prefer_css_page_size=True)
    flow = [text for text in (one.extract_text() for one in PdfReader(tmp_path / "sheet.pdf").pages) if "步" in text]
    assert len(flow) == math.ceil(page.locator(".pieces svg").count() / 2) > 1
    words = "".join(flow)
    assert [words.count(f"第{number}步") for number in range(1, 31)] == [1] * 30


def test_an_item_has_posters_of_the_charts_that_it_has() -> None:
    about = About("名称", "部门")
    assert dict(posters(power(stages=()), about, {})) == {}
    assert sorted(dict(posters(power(), about, {}))) == [f"1107-A-00100-{end}" for end in ("A3.html", "A4.html", "flow.svg")]  # fmt: skip


def test_words_at_the_head_of_a_sheet_are_only_words() -> None:
    about = About("<b>名称", "<i>部门", "<u>演示")
    sheet = dict(posters(power(), about, {}))["1107-A-00100-A4.html"].decode()
    assert not re.search(r"<[biu]>", sheet)
    assert sheet.count("&lt;") >= 3


def test_an_unknown_code_is_told_and_writes_nothing(tmp_path: Path) -> None:
    result = yangguang(
        "poster", "NO-SUCH-CODE", "--content", SITES / "good", "--into", tmp_path / "p", "--no-cache", *AS_OF
    )
    assert result.exit_code == 1
    assert "NO-SUCH-CODE" in result.output
    assert not (tmp_path / "p").exists()


def test_the_drawing_of_risks_says_all_that_the_chart_holds() -> None:
    (drawn,) = risk_svgs(chart(("受理", 1), entry=replace(risk(), original="一级")), "图")
    assert texts(drawn) == [
        "风险点", "环节", "防控措施和责任岗位",
        "▲高（一级）", "不一次性告知", "反复要求补正", "一次性告知清单公示", "窗口受理人员", "受理",
    ]  # fmt: skip


def test_on_the_wall_the_name_of_a_risk_is_told_from_how_it_shows() -> None:
    (drawn,) = risk_svgs(chart(("受理", 1)), "图")
    weights = {one.text: one.get("font-weight") for one in ET.fromstring(drawn).iter(f"{SVG}text")}
    assert (weights["不一次性告知"], weights["反复要求补正"]) == ("600", "400")


def test_a_long_chart_goes_on_over_several_sheets_and_loses_nothing() -> None:
    whole = chart(("受理", 9), ("审查", 3), ("送达", 0))
    parts = risk_svgs(whole, "图", most=400)
    assert len(parts) == 4, "no more than it takes"
    assert all(int(ET.fromstring(part).get("height", "0")) <= 400 + 12 for part in parts)
    assert sum(texts(part).count("▲高") for part in parts) == whole.count
    assert texts(parts[-1]).count("送达") == 1


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=80), st.text(max_size=80), st.text(min_size=1, max_size=40), st.integers(0, 4))
def test_any_text_gives_a_drawing_that_is_well_formed_and_inside_its_frame(
    name: str, post: str, stage: str, number: int
) -> None:
    whole = chart((stage, number), (stage + "结", 0), entry=risk(name, post))
    drawn = ET.fromstring(risk_svgs(whole, name)[0])
    height = int(drawn.get("height", "0"))
    boxes = [[int(box.get(edge, "0")) for edge in ("y", "height")] for box in drawn.iter(f"{SVG}rect")][1:]
    assert [upper[0] + upper[1] < lower[0] for upper, lower in pairwise(boxes)] == [True]
    for element in drawn.iter(f"{SVG}text"):
        x, wide = int(element.get("x", "-1")), measure(element.text or "", SIZE)
        left = x - wide // 2 if element.get("text-anchor") == "middle" else x
        assert 0 <= left <= left + wide <= WIDTH
        assert 0 <= int(element.get("y", "-1")) <= height
