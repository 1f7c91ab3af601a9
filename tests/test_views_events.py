"""Decisions: what they change, before and after, and whether they are in force."""

from __future__ import annotations

from dataclasses import replace

from tests.making import content, event, item, row
from tests.viewing import headings, links_of, main, site
from yangguang.model.region import Department

MERGER = event("2019-11-01", row("合并", "A1 A2", "A3", 衔接措施="原证继续有效"))


def test_a_merger_links_what_was_and_what_is() -> None:
    page = site((content(MERGER), [item("A1"), item("A2"), item("A3")]))["events/0000/e.html"]
    found = links_of(page)
    assert [found[code] for code in ("A1", "A2", "A3")] == ["powers/A1.html", "powers/A2.html", "powers/A3.html"]
    assert "已合并" in main(page)
    assert "原证继续有效" in main(page)
    assert headings(page) == ["调整事项 1"]


def test_changed_fields_show_old_and_new() -> None:
    changed = row(
        "要素变更",
        "A1",
        "A1",
        变更要素=[
            {"字段": "承诺办结时限", "原": "45个工作日", "现": "20个工作日"},
            {"字段": "收费", "原": "每本10元"},
            {"字段": "窗口", "现": "1号"},
        ],
    )
    page = site((content(event("2022-06-01", changed)), [item("A1")]))["events/0000/e.html"]
    assert [e.text for e in page.all("del")] == ["45个工作日", "每本10元"]
    assert [e.text for e in page.all("ins")] == ["20个工作日", "1号"]
    assert [e.text for e in page.all("td")][-4:] == ["每本10元", "—", "—", "1号"]
    assert list(links_of(page)).count("A1") == 1


def test_what_is_decided_of_public_services_alone_is_decided_of_no_power() -> None:
    items = [item("A1"), item("S1", power_class=None, nature="公共服务")]
    for row_of, said in (
        (row("取消", "S1"), "取消服务"),
        (row("暂停", "S1"), "暂停提供"),
        (row("取消", "A1 S1"), "取消职权"),
    ):
        page = site((content(event("2019-11-01", row_of)), items))["events/0000/e.html"]
        assert headings(page, "h3") == [said]


def test_a_decision_that_is_still_to_come_says_so() -> None:
    pages = site((content(event("2027-01-01", row("取消", "A1"))), [item("A1")]))
    assert "尚未生效，自 2027-01-01 起" in main(pages["events/0000/e.html"])
    assert "尚未生效" in main(pages["events/index.html"])
    assert "尚未生效" not in main(site((content(MERGER), []))["events/0000/e.html"])


def test_a_devolution_leads_to_the_item_that_took_over_elsewhere() -> None:
    city = content(event("2018-11-01", row("下放", "A1", 承接单位=["houma"])))
    county = content(event("2018-11-01", row("承接", "A1", "B1")), slug="houma", main=False)
    pages = site((city, [item("A1")]), (county, [item("B1", upper_code="A1")]))
    assert links_of(pages["events/0000/e.html"])["houma：B1"] == "regions/houma/powers/B1.html"
    assert links_of(pages["regions/houma/events/0000/e.html"])["A1"] == "powers/A1.html"


def test_the_list_above_is_named_though_its_item_has_the_code_of_this_regions_own() -> None:
    down = content(event("2018-01-01", row("下放", "A1", 承接单位=["houma"])))
    taken = event("2018-02-01", row("承接", "A1", "A1"), row("上收", "A2", "A2"))
    houma = content(taken, slug="houma", main=False)
    items = [item("A1", name="市里的"), item("A2", name="收上来的")]
    own = [item("A1", name="县里的"), item("A2", name="交上去的")]
    page = site((down, items), (houma, own))["regions/houma/events/0000/e.html"]
    ways = links_of(page)
    assert ways["市里的"] == "powers/A1.html"
    assert ways["县里的"] == "regions/houma/powers/A1.html"
    assert ways["收上来的"] == "powers/A2.html"
    assert ways["交上去的"] == "regions/houma/powers/A2.html"
    assert "上级清单的事项 市里的 linfen · A1 · 已下放" in main(page)


def test_an_item_that_never_had_a_code_is_named() -> None:
    page = site((content(event("2018-01-01", row("取消", 名称="旧审批", 部门="minzheng", 职权类别="行政许可"))), []))
    assert "旧审批" in main(page["events/0000/e.html"])


def test_a_department_stands_under_the_name_that_it_had_at_the_time() -> None:
    former = [{"名称": "民政处", "至": "2010-12-31"}, {"名称": "社会局", "至": "2018-12-31"}]
    merged = [{"名称": "教委", "至": "2018-12-31"}, {"名称": "体委", "至": "2018-12-31"}]
    departments = {
        slug: Department.model_validate({"名称": name, "曾用名": names})
        for slug, name, names in (("minzheng", "民政局", former), ("jiaoyu", "教体局", merged))
    }
    told = {"2018-01-01": ("社会局", "教体局"), "2019-01-01": ("社会局", "教体局"), "2019-01-02": ("民政局", "教体局")}
    days = [event(day, row("划转", "A1", "A1", 原部门="minzheng", 现部门="jiaoyu")) for day in told]
    pages = site((replace(content(*days), departments=departments), [item("A1", "jiaoyu")]))
    for number, (old, new) in enumerate(told.values()):
        found = links_of(pages[f"events/{number:04}/e.html"])
        assert (found[old], found[new]) == ("departments/minzheng.html", "departments/jiaoyu.html")


def test_three_charts_are_told_together() -> None:
    same = {"权责清单": "是", "运行流程图": "是", "风险防控图": "无需调整——岗位未变"}
    page = site((content(event("2018-01-01", row("取消", "A1", 同步调整=same))), [item("A1")]))["events/0000/e.html"]
    assert main(page).count("已同步调整") == 2
    assert "无需调整——岗位未变" in main(page)


def test_decisions_stand_under_their_years_the_newest_first() -> None:
    page = site((content(event("2018-03-01", row("取消", "A1")), MERGER), []))["events/index.html"]
    assert headings(page) == ["2019年 1", "2018年 1"]


def test_each_kind_counts_the_items_that_the_ledger_counts() -> None:
    uncoded = row("取消", "A1", 名称="旧审批", 部门="minzheng", 职权类别="行政许可")
    rows = (row("承接", "U1", "A2 A3"), row("合并", "A4 A5", "A6"), row("拆分", "A7", "A7 A8"), uncoded)
    text = main(site((content(event("2018-03-01", *rows)), []))["events/index.html"])
    assert "1 件决定 7 项次调整" in text
    assert "取消 2 合并 2 承接 2 拆分 1" in text
    assert "新增、承接按变更后的事项，其余按变更前的事项" in text


def test_a_region_without_decisions_has_no_page_of_them() -> None:
    assert not [path for path in site((content(), [])) if path.startswith("events/")]
