"""Changes by month, department, class and kind; devolutions with their counterparts; charts in step; what is not listed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.making import content, event, item, linked, row
from tests.markup import Document
from tests.viewing import headings, links_of, main, site
from yangguang.check.regions import check_regions
from yangguang.model.content import RegionContent
from yangguang.model.event import Event
from yangguang.model.facts import ItemFacts

MERGER = event("2019-11-01", row("合并", "A1 A2", "A3"))
CANCEL = event("2016-04-20", row("取消", "B1"), row("取消", "B2"))
FEE = event("2016-04-25", row("要素变更", "A1", "A1", 变更要素=[{"字段": "收费", "原": "10元", "现": "不收费"}]))
ITEMS = [item("A1"), item("A2"), item("A3"), item("B1"), item("B2", "jiaoyu", "行政确认")]


def test_changes_stand_under_their_months_the_newest_first() -> None:
    page = site((content(CANCEL, MERGER, FEE), ITEMS))["ledger/changes.html"]
    assert headings(page) == ["2019年11月 1", "2016年4月 3"]
    assert "minzheng · 行政许可 −1" in main(page)
    assert "项数不变" in main(page)


def test_each_year_leads_to_its_newest_month() -> None:
    found = site((content(CANCEL, MERGER, event("2016-11-02", row("取消", "A1"))), ITEMS))["ledger/changes.html"]
    years = {e.text: found.target(href)[1] for e, href in found.links if e.text in ("2019年", "2016年")}
    assert years == {"2019年": "m-2019-11", "2016年": "m-2016-11"}


def test_changes_stand_under_their_departments_classes_and_kinds() -> None:
    pages = site((content(CANCEL, MERGER, FEE), ITEMS))
    assert headings(pages["ledger/departments.html"]) == ["minzheng −2", "jiaoyu −1"]
    assert headings(pages["ledger/departments.html"], "h3") == ["取消 −1", "合并 −1", "要素变更 1 次", "取消 −1"]
    assert headings(pages["ledger/classes.html"]) == ["行政许可 −2", "行政确认 −1"]
    assert headings(pages["ledger/kinds.html"]) == ["取消 −2", "合并 −1", "要素变更 1 次"]


def test_what_changes_no_figure_stands_where_its_item_stood_then() -> None:
    change = row("划转", "B2", "B2", 原部门="minzheng", 现部门="jiaoyu", 原类别="行政给付", 现类别="行政确认")
    pages = site((content(event("2017-01-01", row("暂停", "B2")), event("2018-01-01", change)), ITEMS))
    assert headings(pages["ledger/departments.html"], "h3") == ["划转 −1", "暂停 1 次", "划转 +1"]
    assert headings(pages["ledger/classes.html"], "h3") == ["划转 −1", "暂停 1 次", "划转 +1"]


def test_a_service_stands_where_it_stood_then_and_a_coming_transfer_with_both_departments() -> None:
    service = item("P1", "jiaoyu", None, nature="公共服务")
    given = event("2018-01-01", row("划转", "P1", "P1", 原部门="minzheng", 现部门="jiaoyu"))
    coming = event("2027-01-01", row("划转", "A1", "A1", 原部门="minzheng", 现部门="jiaoyu"))
    decided = (event("2017-01-01", row("要素变更", "P1")), given, coming)
    pages = site((content(*decided), [service, *ITEMS]))
    page, both = pages["ledger/departments.html"], "划转 2 次"
    assert headings(page, "h3") == [both, "要素变更 1 次", both]
    assert main(page).count("尚未生效，不计入") == 2
    days = ("2027-01-01", "2018-01-01", "2017-01-01")
    assert [day in main(pages["departments/minzheng.html"]) for day in days] == [True, True, True]
    assert [day in main(pages["departments/jiaoyu.html"]) for day in days] == [True, True, False]


def test_what_is_planned_for_later_stands_with_who_will_hold_the_item_then() -> None:
    given = row("划转", "A1", "A1", 原部门="minzheng", 现部门="jiaoyu", 原类别="行政许可", 现类别="行政确认")
    coming = event("2027-01-01", given), event("2027-06-01", row("取消", "A1"))
    pages = site((content(event("2026-06-01", row("暂停", "A1")), *coming), ITEMS))
    days = ("2026-06-01", "2027-01-01", "2027-06-01")
    assert [day in main(pages["departments/minzheng.html"]) for day in days] == [True, True, False]
    assert [day in main(pages["departments/jiaoyu.html"]) for day in days] == [False, True, True]
    assert headings(pages["ledger/departments.html"], "h3") == ["划转 1 次", "暂停 1 次", "取消 1 次", "划转 1 次"]
    assert headings(pages["ledger/classes.html"], "h3") == ["划转 1 次", "暂停 1 次", "取消 1 次", "划转 1 次"]


def test_a_department_that_shows_its_newest_decisions_leads_to_all() -> None:
    kinds = ("暂停", "恢复") * 5
    decided = [event(f"2018-01-{n:02}", row(kind, "B2")) for n, kind in enumerate(kinds, 1)]
    moved = event("2018-02-01", row("划转", "B2", "B2", 原部门="jiaoyu", 现部门="minzheng"))
    pages = site((content(*decided, moved), [item("B2")]))
    page = pages["departments/jiaoyu.html"]
    assert "2018-01-03" not in main(page)
    [target] = [page.target(href) for element, href in page.links if element.text == "本部门全部变动"]
    whole = pages[target[0]]
    assert target == ("ledger/departments.html", "department-jiaoyu")
    assert target[1] in {element.attributes.get("id") for element in whole.elements}
    assert "2018-01-01" in main(whole)


def test_what_does_not_count_says_why() -> None:
    days = ("2014-01-01", "2015-11-30", "2027-01-01")
    decided = [event(day, row("取消", code)) for day, code in zip(days, ("B1", "B2", "A1"), strict=True)]
    page = site((content(*decided, 期初={"日期": "2015-11-30", "数量": {}}), ITEMS))["ledger/changes.html"]
    assert main(page).count("期初已含，不计入") == 2  # the second is of the day itself, which is not before it
    assert main(page).count("尚未生效，不计入") == 1


def test_without_changes_the_pages_say_so() -> None:
    pages = site((content(), []))
    assert "还没有变动" in main(pages["ledger/changes.html"])
    assert "没有下放或者承接" in main(pages["ledger/devolutions.html"])
    assert "还没有调整" in main(pages["ledger/in-step.html"])


# ---- devolutions ------------------------------------------------------------------------------------------------------


def county(slug: str, *rows: dict[str, object], day: str = "2018-12-01") -> tuple[RegionContent, list[ItemFacts]]:
    """A county that has taken over what its rows say."""
    taken = [item(code) for one in rows for code in one["变更后"]]  # type: ignore[attr-defined]
    return content(*([event(day, *rows)] if rows else []), slug=slug, main=False, 名称=f"{slug}县"), taken


def devolved(*counties: tuple[RegionContent, list[ItemFacts]], more: tuple[dict[str, object], ...] = ()) -> Document:
    """The city's page: A1 goes to two counties, X9 by name only."""
    rows = (row("下放", "A1", 承接单位=["houma", "xiangfen"]), *more)
    return site((content(event("2018-11-01", *rows)), [item("A1")]), *counties)["ledger/devolutions.html"]


def test_a_devolution_without_its_counterpart_in_one_county_is_listed_as_open() -> None:
    page = devolved(county("houma", row("承接", "A1", "H1")), county("xiangfen"))
    assert headings(page) == ["尚未承接 1", "其余 1"]
    open_part = main(page).split("其余")[0]
    assert "xiangfen县" in open_part
    assert "houma县" not in open_part
    assert links_of(page)["H1"] == "regions/houma/powers/H1.html"
    assert links_of(page)["2018-12-01"] == "regions/houma/events/0000/e.html"


def test_once_every_county_has_answered_nothing_is_open() -> None:
    page = devolved(county("houma", row("承接", "A1", "H1")), county("xiangfen", row("承接", "A1", "X1")))
    assert headings(page) == ["逐项对照 2"]
    assert main(page).count("已承接") == 3


def test_a_county_outside_this_site_is_no_open_devolution() -> None:
    page = devolved(county("houma", row("承接", "A1", "H1")))
    assert "清单不在本站，无法核对" in main(page)
    assert "尚未承接 1" not in headings(page)


def test_a_county_sees_what_it_was_given_and_has_not_answered() -> None:
    city = content(event("2018-11-01", row("下放", "A1", 承接单位=["houma"])))
    page = site((city, [item("A1")]), county("houma"))["regions/houma/ledger/devolutions.html"]
    assert headings(page) == ["尚未承接 1"]
    assert links_of(page)["A1"] == "powers/A1.html"


def test_each_side_of_a_devolution_is_named_as_its_own_list_has_it_though_both_use_one_code() -> None:
    city = content(event("2018-11-01", row("下放", "A1", 承接单位=["houma"])))
    taken = content(event("2018-12-01", row("承接", "A1", "A1")), slug="houma", main=False, 名称="侯马县")
    pages = site((city, [item("A1", name="市里的")]), (taken, [item("A1", name="县里的")]))
    for path, giver, receiver in (
        ("ledger/devolutions.html", "powers/A1.html", "regions/houma/powers/A1.html"),
        ("regions/houma/ledger/devolutions.html", "powers/A1.html", "regions/houma/powers/A1.html"),
    ):
        assert links_of(pages[path])["市里的"] == giver
        assert links_of(pages[path])["县里的"] == receiver


def test_the_figures_of_devolutions_add_up() -> None:
    city = content(
        event("2018-11-01", row("下放", "A1 A2", 承接单位=["houma", "elsewhere"])),
        event("2020-01-01", row("收回", "A2")),
        event("2021-01-01", row("下放", "A3", 承接单位=["houma"])),
    )
    below = county("houma", row("承接", "A1", "H1"))
    text = main(site((city, [item("A1"), item("A2"), item("A3")]), below)["ledger/devolutions.html"])
    assert "5 项次下放 1 已承接 1 尚未承接 3 已收回、待生效或者无法核对" in text


def test_what_was_taken_back_or_is_still_to_come_is_not_open() -> None:
    back = event("2020-01-01", row("收回", "A1"))
    city = content(event("2018-11-01", row("下放", "A1", 承接单位=["houma"])), back)
    page = site((city, [item("A1")]), county("houma"))["ledger/devolutions.html"]
    assert "2020-01-01 收回" in main(page)
    coming = content(event("2027-01-01", row("下放", "A1", 承接单位=["houma"])))
    assert "决定尚未生效" in main(site((coming, [item("A1")]), county("houma"))["ledger/devolutions.html"])


def test_what_was_taken_back_and_is_still_in_use_below_says_so() -> None:
    city = content(event("2018-11-01", row("下放", "A1", 承接单位=["houma"])), event("2020-01-01", row("收回", "A1")))
    taken, ended = event("2018-12-01", row("承接", "A1", "H1")), event("2020-01-01", row("上收", "H1", "A1"))
    for decisions, told in (((taken,), True), ((taken, ended), False)):
        below = content(*decisions, slug="houma", main=False, 名称="侯马县")
        page = site((city, [item("A1")]), (below, [item("H1")]))["ledger/devolutions.html"]
        assert ("2020-01-01 收回，承接的事项还在用" in main(page)) is told
        assert "尚未承接 1" not in headings(page)


def test_a_counterpart_that_is_still_to_come_says_when() -> None:
    city = content(event("2018-11-01", row("下放", "A1", 承接单位=["houma"])))
    later = county("houma", row("承接", "A1", "H1"), day="2027-03-01")
    assert "将于 2027-03-01 承接" in main(site((city, [item("A1")]), later)["ledger/devolutions.html"])
    today = county("houma", row("承接", "A1", "H1"), day="2026-01-01")
    assert "将于" not in main(site((city, [item("A1")]), today)["ledger/devolutions.html"])


def test_a_decision_that_names_no_county_is_open() -> None:
    page = site((content(event("2018-11-01", row("下放", "A1"))), [item("A1")]))["ledger/devolutions.html"]
    assert "决定没有写明承接单位" in main(page)


def test_what_was_taken_back_and_handed_down_anew_must_be_taken_over_anew() -> None:
    given = row("下放", "A1", 承接单位=["houma"])
    turns = (("2018-11-01", given), ("2020-01-01", row("收回", "A1")), ("2022-01-01", given))
    city = content(*(event(day, one) for day, one in turns))
    once, again = event("2018-12-01", row("承接", "A1", "H1")), event("2022-02-01", row("承接", "A1", "H1"))
    for taken, newest, rules in (((once,), "尚未承接", ["P412"]), ((once, again), "已承接", [])):
        houma = content(*taken, slug="houma", main=False, 名称="侯马县")
        regions = (city, [item("A1")]), (houma, [item("H1")])
        text = main(site(*regions)["ledger/devolutions.html"])
        assert newest in text
        assert text.count("2020-01-01 收回") == 1
        assert text.count("2018-12-01") == 2  # the county's first decision answers the city's first one only
        found = check_regions({"linfen": city, "houma": houma}, linked(*regions))
        assert [problem.rule for problem in found if problem.rule == "P412"] == rules


def test_what_was_taken_back_needs_no_taking_over_any_more() -> None:
    city = content(event("2018-11-01", row("下放", "A1", 承接单位=["houma"])), event("2020-01-01", row("收回", "A1")))
    regions = (city, [item("A1")]), county("houma")
    found = check_regions({one.slug: one for one, _ in regions}, linked(*regions))
    assert "P412" not in [problem.rule for problem in found]


def test_codes_are_paired_one_by_one() -> None:
    city = content(event("2018-11-01", row("下放", "A1 A2", 承接单位=["houma"])))
    page = site((city, [item("A1"), item("A2")]), county("houma", row("承接", "A1 A2", "H1 H2")))
    texts = main(page["ledger/devolutions.html"])
    assert texts.index("A1") < texts.index("H1") < texts.index("A2") < texts.index("H2")


# ---- list, flow chart, risk chart --------------------------------------------------------------------------------------


def test_what_followed_each_decision_is_told_together() -> None:
    said = {"权责清单": "是", "运行流程图": "无需调整——环节未变", "风险防控图": "是"}
    own = event("2018-01-01", row("取消", "A1", 同步调整=said), row("取消", "A2"))
    page = site((content(own), ITEMS))["ledger/in-step.html"]
    assert "环节未变" in main(page)
    assert main(page).count("没有写明") == 4
    assert "1 处没有写明" in " ".join(main(page).split())


def test_a_decision_each_of_whose_rows_says_its_own_is_not_told_as_a_whole() -> None:
    said = {"权责清单": "是", "运行流程图": "是", "风险防控图": "是"}
    own = event("2018-01-01", row("取消", "A1", 同步调整=said))
    assert "没有写明" not in main(site((content(own), ITEMS))["ledger/in-step.html"]).replace("0 处没有写明", "")


# ---- not on the list --------------------------------------------------------------------------------------------------


def test_what_has_left_the_list_says_when_by_which_decision_and_what_it_became() -> None:
    page = site((content(CANCEL, MERGER), ITEMS))["ledger/unlisted.html"]
    assert "自 2016-04-20 起取消：2016-04-20" in main(page)
    assert "自 2019-11-01 起合并" in main(page)
    assert links_of(page)["A3"] == "powers/A3.html"
    assert headings(page, "h3") == ["已取消 2", "已合并 2"]


def test_what_it_became_is_what_is_there_now_however_often_it_has_moved_since() -> None:
    moved = event("2018-05-01", row("划转", "B1", "A1", 原部门="jiaoyu", 现部门="minzheng"))
    page = site((content(moved, MERGER), ITEMS))["ledger/unlisted.html"]
    assert main(page).count("现在：A3") == 3
    assert "现在：A1" not in main(page)
    ended = event("2020-01-01", row("取消", "A3"))
    assert "现在：已取消 A3" in main(site((content(moved, MERGER, ended), ITEMS))["ledger/unlisted.html"])


def test_what_went_to_another_place_says_who_has_it_now() -> None:
    merged = event("2018-05-01", row("划转", "A1", 原部门="minzheng", 现部门="甲区民政局"))
    assert "现在：甲区民政局" in main(site((content(merged), ITEMS))["ledger/unlisted.html"])


def test_what_was_devolved_leads_to_the_county_that_has_it() -> None:
    city = content(event("2018-11-01", row("下放", "A1", 承接单位=["houma"])))
    page = site((city, [item("A1")]), county("houma", row("承接", "A1", "H1")))["ledger/unlisted.html"]
    assert links_of(page)["H1"] == "regions/houma/powers/H1.html"
    assert links_of(page)["houma县全部事项名称"] == "regions/houma/powers/index.html"


def test_a_county_that_has_not_begun_is_not_said_to_have_the_power_now() -> None:
    city = content(event("2018-11-01", row("下放", "A1", 承接单位=["houma"])))
    later = content(event("2027-01-01", row("承接", "A1", "H1")), slug="houma", main=False, 名称="侯马县")
    page = site((city, [item("A1")]), (later, [item("H1")]))["ledger/unlisted.html"]
    assert "现在：侯马县 未启用 H1" in main(page)


def test_what_the_level_above_took_up_is_not_said_to_be_cancelled_and_leads_there() -> None:
    city = content(event("2020-01-01", row("新增", after="A1")))
    up = event("2020-01-01", row("上收", "H1", "A1"), row("上收", 名称="年检", 部门="minzheng", 职权类别="行政许可"))
    houma = content(up, slug="houma", main=False, 名称="侯马县")
    regions = (city, [item("A1")]), (houma, [item("H1")])
    page = site(*regions)["regions/houma/ledger/unlisted.html"]
    assert "已上收 2" in headings(page, "h3")
    assert "任何机关都不再行使" not in main(page)
    assert "自 2020-01-01 起上收" in main(page)
    assert links_of(page)["A1"] == "powers/A1.html"
    assert main(page).count("侯马县全部事项名称") == 1, "its own list is no other region's"
    links = linked(*regions).regions
    assert [ref.code for ref in (*links["linfen"].links["A1"].same, *links["houma"].links["H1"].same)] == ["H1", "A1"]


def test_a_power_that_never_had_a_code_is_found_by_its_name() -> None:
    gone = event("2018-01-01", row("取消", 名称="旧审批", 部门="minzheng", 职权类别="行政许可"))
    assert "旧审批" in main(site((content(gone), []))["ledger/unlisted.html"])
    coming = event("2027-01-01", row("取消", 名称="旧审批", 部门="minzheng", 职权类别="行政许可"))
    assert "旧审批" not in main(site((content(coming), []))["ledger/unlisted.html"])


def test_a_power_without_a_code_is_shown_beside_those_with_one_wherever_it_counts() -> None:
    def uncoded(kind: str, before: str, after: str, name: str) -> dict[str, object]:
        return row(kind, before, after, 名称=name, 部门="minzheng", 职权类别="行政许可")

    rows = (
        uncoded("合并", "A1", "A3", "旧审批"),
        uncoded("取消", "B1", "", "古审批"),
        uncoded("新增", "", "A2", "新审批"),
    )
    pages = site((content(event("2019-11-01", *rows)), ITEMS))
    changes, decision = main(pages["ledger/changes.html"]), main(pages["events/0000/e.html"])
    for name in ("旧审批", "古审批", "新审批"):
        assert name in changes
        assert name in decision
    assert decision.index("变更前") < decision.index("旧审批") < decision.index("变更后")
    unlisted = main(pages["ledger/unlisted.html"])
    assert "已取消 2" in unlisted
    assert "已合并 2" in unlisted
    assert "并入别的事项，按合并后的事项办理。" in unlisted
    assert "新审批" not in unlisted


def test_a_former_name_leads_to_the_item() -> None:
    changed = row("名称变更", "A1", "A1", 变更要素=[{"字段": "职权名称", "原": "旧名称", "现": "A1"}])
    page = site((content(event("2018-01-01", changed)), [item("A1")]))["ledger/unlisted.html"]
    assert "旧名称" in main(page)
    assert links_of(page)["A1"] == "powers/A1.html"


def test_a_name_that_an_item_bears_again_is_no_former_name() -> None:
    there, back = (
        event(day, row("名称变更", "A1", "A1", 变更要素=[{"字段": "职权名称", "原": old, "现": new}]))
        for day, old, new in (("2018-01-01", "A1", "别名"), ("2020-01-01", "别名", "A1"))
    )
    text = main(site((content(there, back), [item("A1")]))["ledger/unlisted.html"])
    assert "已改名 1" in text
    assert "自 2020-01-01 起改名" in text
    assert "自 2018-01-01 起改名" not in text


def test_nobody_is_told_to_report_what_is_on_the_list_under_another_code() -> None:
    anew = event("2018-01-01", row("取消", "A1"), row("新增", after="A2"))
    uncoded = event("2017-01-01", row("取消", 名称="登记", 部门="minzheng", 职权类别="行政许可"))
    names = {"A1": "登记", "A2": "登记"}
    page = site((content(uncoded, anew), [item(code, name=name) for code, name in names.items()]))[
        "ledger/unlisted.html"
    ]
    assert "任何机关都不再行使" not in main(page)
    other = site((content(anew), [item("A1", name="登记"), item("A2", name="备案")]))["ledger/unlisted.html"]
    assert "已取消 1" in main(other)


def test_it_says_whom_to_tell_and_who_else_may_hold_the_power() -> None:
    watchdog = {"单位": "监督部门", "电话": "0357-1", "邮箱": "a@example.org"}
    place = content(上级="山西省", 监督举报=watchdog)
    page = site((place, [item("A1", levels=("市级", "乡级"))]))["ledger/unlisted.html"]
    assert "监督部门" in main(page)
    assert "a@example.org" in main(page)
    assert "山西省" in main(page)
    assert links_of(page)["A1"] == "powers/A1.html"
    assert "还没有公布举报渠道" in main(site((content(), []))["ledger/unlisted.html"])
    county = content(slug="houma", main=False)
    assert "houma全部事项名称" in main(site((content(), []), (county, []))["ledger/unlisted.html"])


def test_what_is_entrusted_is_told_until_it_is_taken_back() -> None:
    entrusted, back = event("2018-01-01", row("委托", "A1", "A1")), event("2020-01-01", row("收回", "A1"))
    page = site((content(entrusted), [item("A1")]))["ledger/unlisted.html"]
    assert links_of(page)["A1"] == "powers/A1.html"
    assert "本清单没有由乡镇" in main(site((content(entrusted, back), [item("A1")]))["ledger/unlisted.html"])


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        ([event("2020-01-01", row("暂停", "A1"))], {}),
        ([event("2027-01-01", row("新增", after="A1"))], {}),
        ([], {"own_status": "待承接"}),
        ([], {"catalogue_main": True}),
    ],
)
def test_townships_exercise_nothing_that_rests_or_is_still_to_come(rows: list[Event], more: dict[str, Any]) -> None:
    one = item("A1", levels=("县级", "乡级"), **more)
    assert "本清单没有由乡镇" in main(site((content(*rows), [one]))["ledger/unlisted.html"])


def test_every_dead_end_leads_to_it() -> None:
    pages = site((content(CANCEL, 监督举报={"单位": "监督部门"}), ITEMS))
    for path in ("powers/index.html", "search.html", "ledger/index.html", "index.html"):
        assert "ledger/unlisted.html" in {pages[path].target(href)[0] for _, href in pages[path].links}, path
