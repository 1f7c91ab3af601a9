"""The ledger: every figure leads to the decisions behind it, and one wrong figure is named in words."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from tests.making import content, event, item, linked, row
from tests.markup import Document, Element
from tests.viewing import Pages, inside, links_of, main, rows_of, site
from yangguang.data.cells import csv_rows
from yangguang.model.content import RegionContent
from yangguang.model.event import Event
from yangguang.model.facts import ItemFacts
from yangguang.model.sight import sights
from yangguang.model.words import EVENT_KINDS
from yangguang.views.plan import region_tables

GIVEN = {"minzheng": {"行政许可": 3, "行政给付": 1}, "jiaoyu": {"行政确认": 1}}
RegionTables = dict[str, tuple[tuple[str, ...], ...]]
ITEMS = [
    item("A1"), item("A2"), item("A3"), item("A4"), item("E1", power_class="行政给付"),
    item("G1", "jiaoyu", "行政确认"), item("H1", "jiaoyu", "行政奖励"),
]  # fmt: skip
EVENTS = (
    event("2017-03-01", row("取消", "A2")),
    event("2018-05-01", row("新增", after="A4"), row("新增", after="H1")),
    event("2019-06-01", row("要素变更", "A1", "A1", 变更要素=[{"字段": "收费", "原": "10元", "现": "不收费"}])),
)


def opened(counts: dict[str, dict[str, int]], *events: Event, items: list[ItemFacts] = ITEMS) -> Pages:
    """The site of a region whose opening is given."""
    opening: dict[str, Any] = {"日期": "2015-11-30", "文号": "临演〔2015〕1号", "数量": counts}
    return site((content(*(events or EVENTS), 期初=opening), items))


def tables_of(region: RegionContent, items: list[ItemFacts]) -> RegionTables:
    """The tables that pages of a region offer for download, by path."""
    contents = {region.slug: region}
    planned = region_tables(contents, sights(contents, linked((region, items)))[region.slug])
    return {table.path: table.rows() for table in planned}


def figure(page: Document, label: str) -> tuple[str, str]:
    """Where the figure that is called so leads: path and anchor."""
    return next(page.target(href) for link, href in page.links if link.attributes.get("aria-label") == label)


def below(page: Document, anchor: str) -> list[str]:
    """The texts of the links from an id on to the next heading."""
    start = next(n for n, one in enumerate(page.elements) if one.attributes.get("id") == anchor)
    end = next((n for n, one in enumerate(page.elements) if n > start and one.tag in ("h2", "h3", "footer")), None)
    return [one.text for one in page.elements[start:end] if one.tag == "a"]


def test_opening_changes_and_closing_stand_for_every_department_and_class() -> None:
    page = opened(GIVEN)["ledger/index.html"]
    assert ["minzheng", "4", "+1", "−1", "4", "4"] in rows_of(page)
    assert ["jiaoyu", "1", "+1", "", "2", "2"] in rows_of(page)
    assert ["行政许可", "3", "+1", "−1", "3", "3"] in rows_of(page)
    assert rows_of(page).count(["合计", "5", "+2", "−1", "6", "6"]) == 2
    assert "账实相符" in main(page)
    assert "2015-11-30 公布清单时的项数（临演〔2015〕1号）" in main(page)


def test_every_figure_leads_to_the_decisions_behind_it() -> None:
    pages = opened(GIVEN)
    ledger = pages["ledger/index.html"]
    assert "5 期初 + 2 新增 − 1 取消 = 6 期末应有 6 清单实有" in main(ledger)
    for label, decision in (
        ("minzheng 取消 −1", "2017-03-01"), ("jiaoyu 新增 +1", "2018-05-01"), ("行政许可 取消 −1", "2017-03-01"),
        ("行政奖励 新增 +1", "2018-05-01"), ("合计 取消 −1", "2017-03-01"),
    ):  # fmt: skip
        path, anchor = figure(ledger, label)
        assert decision in below(pages[path], anchor), label


def test_a_figure_of_a_department_shows_only_its_own_items() -> None:
    pages = opened(GIVEN)
    path, anchor = figure(pages["ledger/index.html"], "jiaoyu 新增 +1")
    assert "H1" in below(pages[path], anchor)
    assert "A4" not in below(pages[path], anchor)


def test_what_the_list_really_holds_is_one_click_away() -> None:
    ledger = opened(GIVEN)["ledger/index.html"]
    assert figure(ledger, "minzheng 清单实有 4")[0] == "departments/minzheng.html"
    assert figure(ledger, "行政许可 清单实有 3")[0] == "classes/xuke.html"
    assert figure(ledger, "合计 清单实有 6")[0] == "powers/index.html"
    emptied = opened({"jiaoyu": {"行政确认": 1}, **GIVEN}, event("2017-03-01", row("取消", "G1")), items=ITEMS[:6])
    held = [
        link
        for link, _ in emptied["ledger/index.html"].links
        if link.attributes.get("aria-label") == "jiaoyu 清单实有 0"
    ]
    assert held == []


def test_a_single_line_has_no_sum() -> None:
    page = opened({"jiaoyu": {"行政确认": 1}}, event("2014-01-01", row("取消", "A2")), items=[ITEMS[5]])[
        "ledger/index.html"
    ]
    assert [line[0] for line in rows_of(page)] == ["部门", "jiaoyu", "类别", "行政确认"]


@pytest.mark.parametrize(
    ("department", "power_class", "change", "said"),
    [
        ("minzheng", "行政许可", 1, "minzheng的行政许可：期末应有 4 项，清单实有 3 项，少 1 项"),
        ("minzheng", "行政许可", -2, "minzheng的行政许可：期末应有 1 项，清单实有 3 项，多 2 项"),
        ("minzheng", "行政许可", 1200, "minzheng的行政许可：期末应有 1,203 项，清单实有 3 项，少 1,200 项"),
        ("minzheng", "行政给付", 1, "minzheng的行政给付：期末应有 2 项，清单实有 1 项，少 1 项"),
        ("jiaoyu", "行政确认", -1, "jiaoyu的行政确认：期末应有 0 项，清单实有 1 项，多 1 项"),
        ("jiaoyu", "行政裁决", 1, "jiaoyu的行政裁决：期末应有 1 项，清单实有 0 项，少 1 项"),
    ],
)
def test_one_wrong_figure_of_the_opening_is_named(department: str, power_class: str, change: int, said: str) -> None:
    counts = {slug: dict(own) for slug, own in GIVEN.items()}
    counts[department][power_class] = counts[department].get(power_class, 0) + change
    page = opened(counts)["ledger/index.html"]
    assert said in main(page)
    assert main(page).count("项，清单实有 ") == 1
    assert "账实不符" in main(page)
    assert inside(page, "ledger-odd")
    assert rows_of(page)[0][-1] == "差额"
    assert len({len(line) for line in rows_of(page)}) == 1  # each line has a figure under each head


@pytest.mark.parametrize("missing", range(2))
def test_a_decision_that_is_missing_is_a_difference(missing: int) -> None:
    left = [one for number, one in enumerate(EVENTS) if number != missing]
    items = [
        item(one.code, one.department, one.power_class, own_status="已取消" if one.code == "A2" else None)
        for one in ITEMS
    ]
    assert "账实不符" in main(opened(GIVEN, *left, items=items)["ledger/index.html"])


def test_an_item_that_nobody_has_decided_on_is_a_difference() -> None:
    more = [*ITEMS, item("Z1", "jiaoyu", "行政检查")]
    page = opened(GIVEN, items=more)["ledger/index.html"]
    assert "jiaoyu的行政检查：期末应有 0 项，清单实有 1 项，多 1 项，没有决定增列" in main(page)


def test_without_a_given_opening_it_is_derived_and_says_so() -> None:
    page = site((content(*EVENTS, 清单公布={"日期": "2015-11-30"}), ITEMS))["ledger/index.html"]
    assert "期初 5 项是推算的：没有公布过 2015-11-30 的分类项数" in main(page)
    assert "期初（推算）" in main(page)
    assert "账面必然相符" in main(page)


def test_a_derived_opening_below_zero_is_named() -> None:
    twice = event("2018-01-01", row("新增", after="A1")), event("2019-01-01", row("新增", after="A1"))
    page = site((content(*twice), [item("A1")]))["ledger/index.html"]
    assert "minzheng的行政许可：推算的期初是 -1 项" in main(page)


def test_the_document_of_the_opening_is_linked_where_the_site_has_it() -> None:
    page = site((content(清单公布={"日期": "2015-11-30", "文号": "临演〔2015〕1号"}), [item("A1")]))[
        "ledger/index.html"
    ]
    assert "临演〔2015〕1号" in main(page)
    assert "临演〔2015〕1号" not in links_of(page)


def test_a_transfer_shows_in_both_departments_and_not_in_the_sum() -> None:
    move = event("2018-01-01", row("划转", "A1", "A1", 原部门="jiaoyu", 现部门="minzheng"))
    pages = site((content(move, 期初={"日期": "2016-01-01", "数量": {"jiaoyu": {"行政许可": 1}}}), [item("A1")]))
    page = pages["ledger/index.html"]
    assert ["minzheng", "0", "+1", "1", "1"] in rows_of(page)
    assert ["jiaoyu", "1", "−1", "0", "0"] in rows_of(page)
    assert ["合计", "1", "0", "1", "1"] in rows_of(page)
    path, anchor = figure(page, "jiaoyu 划转 −1")
    assert "A1" in below(pages[path], anchor)


def test_a_decision_counts_from_its_very_day_and_not_before() -> None:
    for day, counted in (("2026-01-01", True), ("2026-01-02", False)):
        text = main(opened(GIVEN, event(day, row("取消", "A2")))["ledger/changes.html"])
        assert ("minzheng · 行政许可 −1" in text, "尚未生效，不计入" in text) == (counted, not counted)


def test_what_is_suspended_is_counted_and_said_to_be() -> None:
    page = site((content(event("2018-01-01", row("暂停", "A1"))), [item("A1")]))["ledger/index.html"]
    assert "期初 1 项" in main(page)
    assert "1 清单实有" in " ".join(main(page).split())
    assert "暂停的仍计，公共服务和只用来归并子项的主项不计。" in main(page)


def test_a_region_without_items_has_an_empty_ledger() -> None:
    page = site((content(), []))["ledger/index.html"]
    assert "清单里还没有职权事项" in main(page)
    assert "各次决定" not in links_of(page)


def element(page: Document, anchor: str) -> Element:
    """The element of an id."""
    return next(one for one in page.elements if one.attributes.get("id") == anchor)


def test_a_department_that_only_decisions_name_has_its_changes() -> None:
    gone = event("2018-01-01", row("取消", 名称="旧审批", 部门="旧局", 职权类别="行政许可"))
    pages = site((content(gone, 期初={"日期": "2016-01-01", "数量": {}}), []))
    path, anchor = figure(pages["ledger/index.html"], "旧局 取消 −1")
    assert element(pages[path], anchor).tag == "h3"
    assert "旧审批" in main(pages[path])


def table(pages: RegionTables, name: str) -> list[dict[str, str]]:
    """A table of the ledger as a program reads it."""
    body = csv_rows(pages[f"ledger/{name}.csv"]).decode()
    return list(csv.DictReader(io.StringIO(body, newline="")))


@pytest.mark.parametrize("given", [GIVEN, None])
def test_the_tables_of_the_ledger_add_up_and_name_the_row_of_the_decision(given: Any) -> None:
    moved = event("2019-09-01", row("划转", "G1", "G1", 原部门="jiaoyu", 现部门="minzheng"))
    opening: dict[str, Any] = (
        {"期初": {"日期": "2015-11-30", "文号": "临演〔2015〕1号", "数量": given}} if given else {}
    )
    pages = tables_of(content(*EVENTS, moved, **opening), [*ITEMS[:5], item("G1", power_class="行政确认"), ITEMS[6]])
    counts, movements = table(pages, "counts"), table(pages, "movements")
    for line in counts:
        mine = [one for one in movements if (one["部门"], one["职权类别"]) == (line["部门"], line["职权类别"])]
        assert int(line["期初"]) + sum(int(one["增减"]) for one in mine) == int(line["期末应有"])
        assert {kind: sum(int(one["增减"]) for one in mine if one["类型"] == kind) for kind in EVENT_KINDS} == {
            kind: int(line[kind]) for kind in EVENT_KINDS
        }
        assert int(line["清单实有"]) - int(line["期末应有"]) == int(line["差额"]) == 0
    assert [(one["行"], one["类型"], one["职权编码"], one["部门"], one["增减"]) for one in movements] == [
        ("1", "取消", "A2", "minzheng", "-1"),
        ("1", "新增", "A4", "minzheng", "1"), ("2", "新增", "H1", "jiaoyu", "1"),
        ("1", "划转", "G1", "jiaoyu", "-1"), ("1", "划转", "G1", "minzheng", "1"),
    ]  # fmt: skip


def test_the_pages_of_the_ledger_offer_its_tables() -> None:
    pages = opened(GIVEN)
    for path, names in (("ledger/index.html", ["counts", "movements"]), ("ledger/changes.html", ["movements"])):
        found = [pages[path].target(href)[0] for _, href in pages[path].links]
        assert [one for one in found if one.startswith("ledger/") and one.endswith(".csv")] == [
            f"ledger/{name}.csv" for name in names
        ]
