"""The page of figures: its tables add up, its charts agree with them, its downloads say the same."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.making import content, item, linked
from tests.viewing import headings, inside, main, site
from yangguang.charts.bars import against, bar, square
from yangguang.model.content import RegionContent
from yangguang.model.facts import ItemFacts
from yangguang.model.fields import Limit
from yangguang.model.region import StageRule
from yangguang.model.sight import sights
from yangguang.views.plan import region_tables

DAYS = "个工作日"
ITEMS = [
    item("A1", duties=3, risks=(1, 2, 0), stage_risks=(("受理", 1, 0, 0), ("决定", 0, 2, 0)),
         legal_limit=Limit(20, DAYS), promised_limit=Limit(5, DAYS)),
    item("A2", "jiaoyu", "行政处罚", duties=2, risks=(4, 0, 0), stage_risks=(("立案", 4, 0, 0),)),
    item("A3", legal_limit=Limit(20, DAYS), promised_limit=Limit(0, "当场")),
    item("A4", legal_limit=Limit(1, "个月"), promised_limit=Limit(5, DAYS)),
    item("A5", own_status="已取消", duties=9),
]  # fmt: skip


def tables(one: RegionContent | None = None, items: list[ItemFacts] = ITEMS) -> dict[str, list[tuple[str, ...]]]:
    region = one or content()
    contents = {region.slug: region}
    planned = region_tables(contents, sights(contents, linked((region, items)))[region.slug])
    return {table.path: list(table.rows()) for table in planned}


def test_items_that_left_the_list_are_not_counted() -> None:
    assert tables()["stats/classes.csv"] == [
        ("职权类别", "事项", "责任事项", "风险点"), ("行政许可", "3", "3", "3"), ("行政处罚", "1", "2", "4"),
    ]  # fmt: skip


def test_limits_are_added_up_only_in_working_days() -> None:
    items = [*ITEMS, item("A6", legal_limit=Limit(20, DAYS), promised_limit=Limit(20, "日"))]
    assert tables(items=items)["stats/limits.csv"][1:] == [("minzheng", "minzheng", "2", "40", "5")]
    page = site((content(), items))["stats/index.html"]
    assert "minzheng240588%" in main(page)
    assert "当场办结计为 0" in main(page)


def test_risks_stand_by_department_stage_and_level() -> None:
    assert tables()["stats/risks.csv"][1:] == [
        ("minzheng", "minzheng", "决定", "0", "2", "0"), ("minzheng", "minzheng", "受理", "1", "0", "0"), ("jiaoyu", "jiaoyu", "立案", "4", "0", "0"),
    ]  # fmt: skip
    page = site((content(), ITEMS))["stats/index.html"]
    assert headings(page, "h3") == ["高风险", "中风险"]
    assert len(inside(page, "heat")) == 3
    assert "方块越大，风险点越多" in main(page)


def test_stages_stand_as_the_table_of_stages_names_them_and_those_with_fewest_risks_in_one_column() -> None:
    named = [f"环节{number:02}" for number in range(14, 0, -1)]
    risks = tuple((stage, number, 0, 0) for number, stage in enumerate(named, 1))
    region = content(stages={"行政许可": StageRule(mandatory=tuple(named))})
    page = site((region, [item("A1", stage_risks=risks)]))["stats/index.html"]
    heads = [element.text for element in page.all("th") if element.text.startswith(("环节", "其余"))]
    assert heads == [*named[2:], "其余环节"]
    assert [row[2] for row in tables(region, [item("A1", stage_risks=risks)])["stats/risks.csv"][1:]] == named
    page = site((region, [item("A1", stage_risks=risks[2:])]))["stats/index.html"]
    assert [element.text for element in page.all("th") if element.text.startswith(("环节", "其余"))] == named[2:]


def test_departments_stand_beside_the_classes_of_which_there_are_items_and_gaps_are_blank() -> None:
    page = site((content(), ITEMS))["stats/index.html"]
    table = next(e.text for e in page.all("table") if e.text.startswith("各部门各类事项数"))
    assert table == "各部门各类事项数 部门行政许可行政处罚合计 minzheng33 jiaoyu11 合计314"


def test_a_list_without_anything_still_has_its_page() -> None:
    assert "统计" in main(site((content(), []))["stats/index.html"])


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_bar_is_as_long_as_its_share_and_never_longer_than_the_column(value: int, whole: int) -> None:
    widths = [float(width) for width in re.findall(r'<rect[^>]* width="([0-9.]+)%"', bar(min(value, whole), whole))]
    assert len(widths) == (value > 0)
    assert all(abs(width - 100 * min(value, whole) / whole) <= 0.1 for width in widths)


def test_a_square_has_one_of_five_sizes_and_the_largest_for_the_whole() -> None:
    sides = [
        int(found[1])
        for n in range(1, 11)
        if (found := re.search(r' x="[0-9]+".* width="([0-9]+)"', square(n, 10, "x")))
    ]
    assert sides == [6, 6, 9, 9, 12, 12, 16, 16, 20, 20]


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_a_square_never_leaves_its_cell(value: int, whole: int) -> None:
    drawn = square(min(value, whole), whole, "heat-high")
    assert (drawn == "") == (value == 0)
    assert 'x="-' not in drawn


def test_a_promise_stands_inside_the_frame_of_the_law() -> None:
    assert 'class="bar-limit" width="50%"' in against(5, 10, 20)
    assert 'width="25%" height="8"' in against(5, 10, 20)


def test_figures_of_departments_join_the_open_data(demo_site: Path) -> None:
    def read(path: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO((demo_site / path).read_text(encoding="utf-8-sig"), newline="")))

    known = {(row["部门"], row["名称"]) for row in read("data/v1/linfen/departments.csv")}
    for table in ("stats/departments.csv", "stats/risks.csv", "stats/limits.csv", "ledger/counts.csv"):
        assert {(row["部门"], row["部门名称"]) for row in read(table)} <= known, table


def test_the_downloads_are_read_by_a_spreadsheet(good_site: Path) -> None:
    body = (good_site / "stats/departments.csv").read_bytes()
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    assert rows[0][0] == "部门"
    assert {len(row) for row in rows} == {len(rows[0])}
