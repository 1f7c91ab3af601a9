"""Decisions against the items, the other level and the ledger: what passes, what is told once, what is no mistake."""

import dataclasses
from datetime import date
from typing import Any

import pytest

from tests.judging import DOWN, UP, A, B, C, houma, rules
from tests.making import content, event, item, linked, row
from yangguang.check.regions import check_regions
from yangguang.model.content import RegionContent
from yangguang.model.facts import Chunk, ChunkFacts, ItemFacts
from yangguang.model.links import Links
from yangguang.model.region import Department


def test_where_a_receiver_cannot_be_read_nothing_is_called_not_received() -> None:
    city, county = content(event("2018-01-01", row("下放", A, 承接单位=["houma"]))), houma()
    links = linked((city, [item(A)]), (county, []))
    broken = ChunkFacts(Chunk("houma", "minzheng", ()), (), broken=(DOWN,))
    contents = {"linfen": city, "houma": county}
    told = [
        [problem.rule for problem in check_regions(contents, Links(links.as_of, links.regions, chunks))]
        for chunks in (links.chunks, (*links.chunks, broken))
    ]
    assert told == [["P417", "P412"], ["P417"]]


def test_devolution_is_judged_from_the_day_it_takes_effect_and_in_each_region() -> None:
    city = content(event("2018-01-01", row("下放", A, 承接单位=["houma", "yicheng"])))
    regions: tuple[tuple[RegionContent, list[ItemFacts]], ...] = (
        (city, [item(A)]),
        (houma(), []),
        (content(slug="yicheng", main=False, 行政区划代码="141022", 层级="县级"), []),
    )
    assert rules(*regions) == ["linfen:P412", "linfen:P412"]
    assert rules(*regions, as_of=date(2017, 12, 31)) == []


@pytest.mark.parametrize(("kind", "meant"), [("取消", "old、once"), ("新增", "new、once")])
def test_a_shared_name_is_told_of_the_departments_that_the_ledger_chooses_from(kind: str, meant: str) -> None:
    said = {
        "old": {"名称": "市食品药品监督管理局", "简称": "药监局", "撤销日期": "2019-03-01"},
        "new": {"名称": "市药品监督管理局", "简称": "药监局"},
        "once": {"名称": "市市场监督管理局", "曾用名": [{"名称": "药监局"}]},
    }
    departments = {slug: Department.model_validate(one) for slug, one in said.items()}
    decided = event("2019-03-01", row(kind, 名称="甲", 部门="药监局", 职权类别="行政许可"))
    city = dataclasses.replace(content(decided), departments=departments)
    found = check_regions({"linfen": city}, linked((city, [])))
    assert [one.args["departments"] for one in found if one.rule == "P423"] == [meant]


def test_what_the_city_has_taken_back_is_no_longer_in_use_in_the_county() -> None:
    given, taken, back = row("下放", A, 承接单位=["houma"]), row("承接", A, DOWN), row("收回", A)
    city = content(event("2018-01-01", given), event("2020-01-01", back))
    county = houma(event("2018-01-02", taken))
    assert rules((city, [item(A)]), (county, [item(DOWN)])) == ["linfen:P424"]
    assert rules((city, [item(A)]), (county, [item(DOWN)]), as_of=date(2019, 12, 31)) == []
    ended = houma(event("2018-01-02", taken), event("2020-01-01", row("上收", DOWN, A)))
    assert rules((city, [item(A)]), (ended, [item(DOWN)])) == []
    assert rules((city, [item(A)]), (houma(), [item(DOWN)])) == []  # it never took it over
    anew = content(event("2018-01-01", given), event("2020-01-01", back), event("2022-01-01", given))
    assert rules((anew, [item(A)]), (county, [item(DOWN)])) == ["linfen:P412"]
    other = content(
        event("2018-01-01", given), event("2020-01-01", back), event("2022-01-01", row("下放", A, 承接单位=["yi"]))
    )
    assert "linfen:P424" in rules((other, [item(A)]), (county, [item(DOWN)]))
    ending = houma(event("2018-01-02", taken), event("2027-01-01", row("上收", DOWN, A)))
    assert rules((city, [item(A)]), (ending, [item(DOWN)]), as_of=date(2026, 12, 31)) == []
    new = DOWN.replace("00100", "00900")  # a code that has gone is never used again
    twice = houma(*ended.events.values(), event("2022-01-02", row("承接", A, new)))
    assert rules((anew, [item(A)]), (twice, [item(DOWN), item(new)])) == []


def test_of_several_powers_taken_over_as_one_all_must_be_taken_back() -> None:
    down = event("2018-01-01", row("下放", f"{A} {B}", 承接单位=["houma"]))
    county = houma(event("2018-01-02", row("承接", f"{A} {B}", DOWN)))
    items = [item(A), item(B)]
    for codes, told in ((A, []), (f"{A} {B}", ["linfen:P424", "linfen:P424"])):
        city = content(down, event("2020-01-01", row("收回", codes)))
        assert rules((city, items), (county, [item(DOWN)])) == told


def test_a_devolution_that_is_written_wrong_on_one_side_is_one_mistake() -> None:
    down, taken = row("下放", A, 承接单位=["houma"]), row("承接", A, DOWN)
    county = (houma(event("2018-01-02", taken)), [item(DOWN)])
    assert rules((content(event("2018-01-01", down)), [item(A)]), county) == []
    wrong = content(event("2018-01-01", row("下放", A, 承接单位=["侯马市"])))
    assert rules((wrong, [item(A)]), county) == ["linfen:P414"]
    assert rules((content(unread=("events/2018/a.yml",)), [item(A)]), county) == []
    for before in (A.replace("00100", "00109"), ""):
        mistaken = content(event("2018-01-01", row("下放", before, 承接单位=["houma"])))
        assert [rule[:9] for rule in rules((mistaken, [item(A)]), county)] == ["linfen:P3" if before else "linfen:P4"]
    typo = houma(event("2018-01-02", row("承接", A.replace("00100", "00109"), DOWN)))
    assert rules((content(event("2018-01-01", down)), [item(A)]), (typo, [item(DOWN)])) == ["houma:P310"]


def test_only_what_is_handed_down_to_a_region_can_be_received_there() -> None:
    taken = (houma(event("2018-01-02", row("承接", A, DOWN)), 上级="linfen"), [item(DOWN)])
    for given in (row("取消", A), row("下放", A, 承接单位=["yicheng"])):
        city = content(event("2018-01-01", given))
        yicheng = content(slug="yicheng", main=False, 行政区划代码="141022", 层级="县级")
        assert "houma:P415" in rules((city, [item(A)]), taken, (yicheng, []))


def test_receiving_from_a_region_outside_this_build_is_a_notice() -> None:
    assert rules((houma(event("2018-01-01", row("承接", A, DOWN))), [item(DOWN)])) == ["P312"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([row("取消", A), row("取消", A)], ["P410"]),
        ([row("新增", after=A), row("新增", after=A)], ["P410"]),
        ([row("下放", A, 承接单位=["x"]), row("收回", A)], ["P413"]),
        ([row("取消", A), row("收回", A)], ["P410"]),
        ([row("暂停", A), row("恢复", A), row("取消", A)], []),
        ([row("合并", f"{A} {B}", C), row("暂停", C)], []),
        ([row("暂停", C), row("合并", f"{A} {B}", C)], ["P410"]),
        ([row("委托", A), row("收回", A)], []),
        ([row("委托", A), row("收回", A, 现部门="minzheng")], ["P400"]),
        ([row("委托", A), row("收回", A, 原部门="jiaoyu", 现部门="minzheng")], []),
        ([row("委托", A), row("收回", A, 原部门="minzheng", 现部门="jiaoyu")], ["P418"]),
    ],
)  # fmt: skip
def test_an_event_must_find_its_item_in_a_fitting_status(rows: list[dict[str, Any]], told: list[str]) -> None:
    events = [event(f"2018-01-{day:02}", one) for day, one in enumerate(rows, 1)]
    assert rules((content(*events), [item(A), item(B), item(C)])) == told


def test_a_merger_may_take_in_what_never_had_a_code() -> None:
    named = {"名称": "旧事项", "部门": "minzheng", "职权类别": "行政许可"}
    assert rules((content(event("2018-01-01", row("合并", A, B, **named))), [item(A), item(B)])) == []
    assert rules((content(event("2018-01-01", row("合并", A, B))), [item(A), item(B)])) == ["P402"]


def test_the_opening_holds_what_took_force_on_its_day() -> None:
    opening = {"日期": "2018-01-01", "数量": {"minzheng": {"行政许可": 1}}}
    assert rules((content(event("2018-01-01", row("暂停", A)), 期初=opening), [item(A)])) == ["P420"]
    assert rules((content(event("2018-01-02", row("暂停", A)), 期初=opening), [item(A)])) == []


def test_an_item_lies_with_its_new_department_from_the_day_of_the_transfer() -> None:
    moved = event("2018-01-01", row("划转", A, A, 原部门="minzheng", 现部门="jiaoyu"))
    assert rules((content(moved), [item(A)])) == ["P418"]
    assert rules((content(moved), [item(A)]), as_of=date(2017, 12, 31)) == []
    opening = {"日期": "2016-01-01", "数量": {"minzheng": {"行政许可": 1}}}
    early = content(moved, 期初=opening), [item(A, "jiaoyu")]
    assert rules(early) == []
    assert rules(early, as_of=date(2017, 12, 31)) == ["P422"]
    anew = event("2018-01-01", row("划转", A, B, 原部门="minzheng", 现部门="jiaoyu"))
    assert rules((content(anew), [item(A), item(B, "jiaoyu")]), as_of=date(2017, 12, 31)) == []


@pytest.mark.parametrize("taker", ["jiaoyu", "教育局"])
def test_a_transfer_within_the_region_says_under_which_code_an_item_goes_on(taker: str) -> None:
    def told(to: str, after: str = "") -> list[str]:
        moved = content(event("2018-01-01", row("划转", A, after, 原部门="minzheng", 现部门=to)))
        departments = {**moved.departments, "jiaoyu": Department.model_validate({"名称": "教育局"})}
        return rules((dataclasses.replace(moved, departments=departments), [item(A, "jiaoyu")]))

    assert told(taker) == ["P428"]  # else the item would quietly leave the list
    assert told(taker, A) == told("省教育厅") == []


def test_a_department_may_give_its_items_other_codes() -> None:
    def told(kind: str, after: str = "") -> list[str]:
        decided = event("2018-01-01", row(kind, A, after, 原部门="minzheng", 现部门="minzheng"))
        return rules((content(decided), [item(A), item(B)]))

    assert told("划转", B) == []
    assert told("划转", A) == told("收回") == ["P419"]


def test_after_a_transfer_the_old_department_is_the_holder_no_more() -> None:
    transfer = event("2018-01-01", row("划转", A, A, 原部门="minzheng", 现部门="jiaoyu"))
    moved = content(transfer)
    assert rules((moved, [item(A, "jiaoyu", holder="minzheng")])) == ["P425"]
    assert rules((moved, [item(A, "jiaoyu", holder="市社会组织服务中心")])) == []
    assert rules((moved, [item(A, holder="minzheng")]), as_of=date(2017, 12, 31)) == []
    both = content(transfer, event("2018-01-02", row("取消", A)))
    assert rules((both, [item(A, "jiaoyu", holder="minzheng")])) == []
    unknown = content(event("2018-01-01", row("划转", A, A, 原部门="minzheng", 现部门="新局")))
    assert "P425" not in rules((unknown, [item(A, "xinju", holder="minzheng")]))  # its own file cannot be read


def test_an_item_has_its_new_class_from_the_day_of_the_decision() -> None:
    changed = event("2018-01-01", row("要素变更", A, 原类别="行政许可", 现类别="行政处罚"))
    eve, old, new = date(2017, 12, 31), [item(A)], [item(A, power_class="行政处罚")]
    openings: tuple[dict[str, Any], ...] = ({}, {"期初": {"日期": "2016-01-01", "数量": {"minzheng": {"行政许可": 1}}}})
    for opening in openings:
        one = content(changed, **opening)
        assert rules((one, new)) == rules((one, old), as_of=eve) == []
        assert rules((one, old)) == ["P426"]
        assert rules((one, new), as_of=eve) == ["P427"]
    back = event("2019-01-01", row("要素变更", A, 原类别="行政处罚", 现类别="行政许可"))
    assert rules((content(changed, back), old)) == []
    merged = event("2018-01-01", row("合并", f"{A} {B}", A, 原类别="行政许可", 现类别="行政处罚"))
    assert rules((content(merged), [*old, item(B)])) == ["P426"]


def test_what_will_take_the_place_of_an_item_may_have_its_name() -> None:
    items = [item(A, name="登记"), item(B), item(C, name="登记")]
    merged = content(event("2018-01-01", row("合并", f"{A} {B}", C)))
    assert rules((merged, items)) == rules((merged, items), as_of=date(2017, 12, 31)) == []
    added = content(event("2018-01-01", row("新增", after=C)))
    assert rules((added, items), as_of=date(2017, 12, 31)) == ["P318"]


def test_a_transfer_to_a_department_by_its_name_is_looked_after_as_well() -> None:
    moved = content(event("2018-01-01", row("划转", A, A, 原部门="minzheng", 现部门="教育局")))
    departments = {**moved.departments, "jiaoyu": Department.model_validate({"名称": "教育局"})}
    named = dataclasses.replace(moved, departments=departments)
    assert rules((named, [item(A)])) == ["P418"]
    assert rules((named, [item(A, "jiaoyu")])) == []


def test_before_its_opening_a_ledger_tells_nothing() -> None:
    opening = {"日期": "2018-01-01", "数量": {"minzheng": {"行政许可": 9}}}
    assert rules((content(期初=opening), [item(A)]), as_of=date(2018, 1, 1)) == ["P430"]
    assert rules((content(期初=opening), [item(A)]), as_of=date(2017, 12, 31)) == []


def test_an_event_between_levels_may_name_codes_of_the_other_level() -> None:
    city = content(event("2018-01-01", row("下放", A, DOWN, 承接单位=["houma"])))
    county = houma(event("2018-01-01", row("承接", A, DOWN)))
    assert rules((city, [item(A)]), (county, [item(DOWN)])) == []


def test_the_ledger_stays_silent_where_events_are_wrong_already() -> None:
    opening = {"日期": "2016-01-01", "数量": {"minzheng": {"行政许可": 9}}}
    assert rules((content(期初=opening), [item(A)])) == ["P430"]
    assert rules((content(期初={"日期": "2016-01-01", "数量": {"minzheng": {"行政许可": 0}}}), [item(A)])) == ["P430"]
    mistyped = content(期初={"日期": "2016-01-01", "数量": {"minzhen": {"行政许可": 0}}})
    assert rules((mistyped, [item(A)])) == ["P325"]
    assert rules((content(event("2018-01-01", row("恢复", A)), 期初=opening), [item(A)])) == ["P410"]


def test_the_ledger_is_judged_beside_sound_events() -> None:
    opening = {"日期": "2016-01-01", "数量": {"minzheng": {"行政许可": 9}}}
    assert rules((content(event("2018-01-01", row("取消", A)), 期初=opening), [item(A)])) == ["P430"]


def test_an_item_that_lacks_its_class_is_one_mistake() -> None:
    opening = {"日期": "2016-01-01", "数量": {"minzheng": {"行政许可": 2}}}
    unclassed = dataclasses.replace(item(B), power_class=None, missing=("职权类别",))
    assert rules((content(期初=opening), [item(A), unclassed])) == ["P280"]


def test_the_ledger_stays_silent_where_an_event_cannot_be_read() -> None:
    opening = {"日期": "2016-01-01", "数量": {"minzheng": {"行政许可": 9}}}
    assert rules((content(期初=opening, unread=("events/2018/1.yml",)), [item(A)])) == []


NAMED = {"名称": "旧事项", "部门": "minzheng", "职权类别": "行政许可"}


@pytest.mark.parametrize(
    ("one", "keys"),
    [
        (row("取消"), "变更前"), (row("取消", after=A), "变更前"), (row("取消", **NAMED), ""), (row("取消", A), ""),
        (row("下放", after=DOWN), "变更前"), (row("上收", after=UP), "变更前"), (row("拆分", after=f"{A} {B}"), "变更前"),
        (row("新增", A), "变更后"), (row("新增", **NAMED), ""), (row("合并", f"{A} {B}"), "变更后"),
        (row("合并", A, **NAMED), "变更后"), (row("承接"), "变更前 变更后"), (row("承接", UP), "变更后"),
        (row("承接", after=A), "变更前"), (row("暂停"), "变更前"), (row("暂停", after=A), ""), (row("委托", **NAMED), ""),
        (row("划转", A, A), "原部门 现部门"), (row("划转", A, A, 原部门="minzheng"), "现部门"),
        (row("划转", A, A, 现部门="jiaoyu"), "原部门"), (row("要素变更", A), "变更要素"),
    ],
)  # fmt: skip
def test_a_row_must_say_what_its_kind_needs(one: dict[str, Any], keys: str) -> None:
    region = content(event("2018-01-01", one))
    told = check_regions({"linfen": region}, linked((region, [item(A), item(B)])))
    assert [problem.args["key"] for problem in told if problem.rule == "P400"] == keys.split()


@pytest.mark.parametrize(
    ("city", "county", "told"),
    [
        *((row(kind, f"{A} {DOWN}"), None, False) for kind in ("下放", "部分下放", "委托", "收回")),
        (row("上收", DOWN, A), None, False), (None, row("上收", DOWN, A), False), (None, row("承接", A, DOWN), False),
        (row("上收", A, DOWN), None, True), (None, row("上收", A, DOWN), True), (None, row("下放", A), True),
        (row("取消", DOWN), None, True), (None, row("承接", DOWN, A), True), (row("暂停", DOWN), None, True), (row("划转", A, DOWN), None, True),
    ],
)  # fmt: skip
def test_a_decision_names_codes_of_the_other_level_only_where_it_deals_with_it(
    city: dict[str, Any] | None, county: dict[str, Any] | None, told: bool
) -> None:
    upper = content(*([event("2018-01-01", city)] if city else ()))
    lower = houma(*([event("2018-01-01", county)] if county else ()), 上级="linfen")
    found = rules((upper, [item(A)]), (lower, [item(DOWN)]))
    assert any(one.endswith(":P406") for one in found) is told


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("key", ["权责清单", "运行流程图", "风险防控图"])
def test_whether_lists_and_charts_follow_is_judged_for_decisions_and_for_rows(key: str, whole: bool) -> None:
    said = {"权责清单": "是", "运行流程图": "无需调整——流程不变", "风险防控图": "是"}
    for text, wrong in (("是", []), ("以后", ["P416"])):
        adjusted: dict[str, Any] = {"同步调整": said | {key: text}}
        one = event("2018-01-01", row("取消", A) if whole else row("取消", A, **adjusted))
        one = one.model_validate(one.model_dump(by_alias=True) | (adjusted if whole else {}))
        assert rules((content(one), [item(A)]), skip="") == wrong
