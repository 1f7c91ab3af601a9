"""Checks on the whole where one broken folder is not enough: what passes, what is told once, what is no mistake."""

import dataclasses
from datetime import date
from typing import Any

import pytest

from tests.making import AS_OF, content, event, item, law, linked, paper, row
from yangguang.build.region import under
from yangguang.check.codes import region_part
from yangguang.check.credit import right_credit_code
from yangguang.check.guide import read_guide
from yangguang.check.regions import check_region, check_regions
from yangguang.check.values import validate
from yangguang.model.content import RegionContent
from yangguang.model.disclosure import CatalogueRow
from yangguang.model.duty import Duty
from yangguang.model.facts import Chunk, ChunkFacts, CitedLaw, ItemFacts
from yangguang.model.links import Links
from yangguang.model.messages import sentence
from yangguang.model.region import Department, Place, Theme, Website

A, B, C = "1107-A-00100-141000", "1107-A-00200-141000", "1107-A-00300-141000"
UP, DOWN = "0107-A-00100-140000", "2107-A-00100-141081"


def rules(*regions: tuple[RegionContent, list[ItemFacts]], as_of: date = AS_OF, skip: str = "P417") -> list[str]:
    """Rules broken, each with its region where there are several; events here never say 同步调整."""
    found = check_regions({one.slug: one for one, _ in regions}, linked(*regions, as_of=as_of))
    told = sorted((problem.region, problem.rule) for problem in found if problem.rule != skip)
    return [f"{region}:{rule}" if len(regions) > 1 else rule for region, rule in told]


def houma(*events: Any, **more: Any) -> RegionContent:
    return content(*events, slug="houma", main=False, 行政区划代码="141081", 层级="县级", **more)


def test_sound_regions_have_no_problems() -> None:
    city = content(event("2018-01-01", row("下放", A, 承接单位=["houma"])))
    county = houma(event("2018-02-01", row("承接", A, DOWN)), 上级="linfen")
    assert rules((city, [item(A), item(B)]), (county, [item(DOWN, upper_code=A)])) == []


@pytest.mark.parametrize(
    ("code", "pattern", "part"),
    [
        (A, None, "141000"), (A, "{部门:4}-{类别}-{序号:5}-{区划}", "141000"), ("141000-1107-1", "{区划}-{部门:4}-{序号:1}", "141000"),
        (UP, "{部门:2}{区划}", "140000"), ("1107-A-00100", None, None), ("A-1234567", None, None),
    ],
)  # fmt: skip
def test_a_code_shows_its_region_by_the_coding_rule_or_at_its_end(
    code: str, pattern: str | None, part: str | None
) -> None:
    assert region_part(code, pattern) == part


def test_codes_of_regions_outside_this_build_are_a_notice_and_others_an_error() -> None:
    items = [item(A, upper_code=UP), item(B, main_code="1107-A-99999-141000"), item(C, main_code="1107-A-99999")]
    assert rules((content(), items)) == ["P311", "P312", "P326"]


def test_a_code_that_shows_no_region_is_an_error_only_where_its_level_is_part_of_this_build() -> None:
    up, down = "SX-0001", "HM-0001"
    received = event("2018-01-01", row("承接", up, DOWN))
    assert rules((houma(received), [item(DOWN, upper_code=up)])) == ["P326", "P326"]
    assert rules((content(), []), (houma(received), [item(DOWN, upper_code=up)])) == ["houma:P311", "houma:P311"]
    devolved = content(event("2018-01-01", row("下放", A, down, 承接单位=["houma"])))
    assert rules((devolved, [item(A)])) == ["P326", "P413"]
    assert rules((content(event("2018-01-01", row("取消", down))), [item(A)])) == ["P311"]


def test_of_codes_as_near_as_one_another_none_is_suggested() -> None:
    def told(code: str) -> list[str]:
        return rules((content(event("2018-01-01", row("取消", code))), [item(A), item(B), item(C)]))

    assert told(A.replace("00100", "00900")) == ["P311"]
    assert told(A.replace("00100", "0100")) == ["P310"]


def test_an_item_that_cannot_be_read_is_not_called_missing() -> None:
    one = content(event("2018-01-01", row("取消", B)))
    items = [item(A, main_code=B)]
    links = linked((one, items))
    chunk = ChunkFacts(Chunk("linfen", "minzheng", ()), tuple(items), broken=(B,))
    found = check_regions({"linfen": one}, Links(links.as_of, links.regions, (chunk,)))
    assert [problem.rule for problem in found] == ["P417"]


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


def test_a_main_item_whose_code_is_not_its_files_is_not_called_childless_too() -> None:
    main = item(A, catalogue_main=True)
    assert rules((content(), [main])) == ["P314"]
    wrong = dataclasses.replace(main, code="1107-A-00109-141000", name="登记")
    assert rules((content(), [wrong, item(B, main_code=A)])) == []


def test_what_a_tombstone_lacks_is_no_mistake_but_its_class_is() -> None:
    missing = ("设定依据", "责任事项")
    gone = event("2018-01-01", row("取消", f"{A} {B}"))
    assert rules((content(gone), [item(A, missing=missing), item(B, missing=(*missing, "职权类别"))])) == ["P280"]
    assert rules((content(gone), [item(A, missing=missing), item(B)]), as_of=date(2017, 1, 1)) == ["P282"]
    assert rules((content(unread=("events/2018/1.yml",)), [item(A, missing=missing)])) == []


def test_two_items_of_one_name_are_told_apart_by_class_holder_or_level() -> None:
    items = [
        item(A, name="审批"), item(B, name="审批", power_class="行政确认"), item(C, name="审批", holder="某局"),
        item("1107-A-00400-141000", name="审批", levels=("县级",)), item("1107-A-00500-141000", name="审批", own_status="已取消"),
    ]  # fmt: skip
    assert rules((content(), items)) == []
    assert rules((content(), [*items, item("1107-A-00600-141000", name="审批")])) == ["P318"]


def cite(code: str, *names: str, **more: Any) -> ItemFacts:
    laws = tuple(CitedLaw(name, row=number, **more) for number, name in enumerate(names))
    return item(code, laws=laws)


def test_an_unknown_law_is_told_once_and_never_where_no_laws_are_kept() -> None:
    items = [cite(A, "甲法", "《甲法》"), cite(B, "甲法（2019年修正）")]
    assert rules((content(), items)) == []
    assert rules((content(laws=(law("乙法", "yi"),)), items)) == ["P333"]


def test_a_repealed_law_is_told_once_an_item_and_not_before_its_day() -> None:
    old = content(laws=(law("甲法", "jia", 效力="废止", 废止日期="2020-01-01", 被替代="yi"), law("乙法", "yi")))
    items = [cite(A, "甲法", "甲法"), cite(B, "甲法")]
    assert rules((old, items)) == ["P331", "P331"]
    assert rules((old, items), as_of=date(2019, 12, 31)) == []
    assert rules((old, [cite(A, "甲法", validity="废止")])) == []  # the item says so itself: its own warning
    assert rules((old, [item(A, laws=(CitedLaw("甲法"),), own_status="已取消")])) == []


OLD = (law("甲法", "jia", 效力="废止", 废止日期="2020-01-01"), law("乙法", "yi"))


def test_a_repealed_law_is_told_of_responsibilities_too_and_once_where_the_item_itself_rests_on_it() -> None:
    for item_of in (item(A, mentions=("甲法", "《甲法》", "乙法", "丙法")), item(A, sanctions=("乙法", "甲法"))):
        assert rules((content(laws=OLD), [item_of])) == ["P346"]
        assert rules((content(laws=OLD), [item_of]), as_of=date(2019, 12, 31)) == []
        assert rules((content(laws=OLD), [dataclasses.replace(item_of, own_status="已取消")])) == []
        assert rules((content(laws=OLD), [dataclasses.replace(item_of, laws=(CitedLaw("甲法"),))])) == ["P332"]


def test_a_responsibility_may_rest_on_a_name_that_a_repealed_law_shares_with_one_that_is_in_force() -> None:
    shared = (law("甲法", "jia", 别名=["监察条例"], 效力="废止"), law("乙法", "yi", 别名=["监察条例"]))
    assert rules((content(laws=shared), [item(A, mentions=("监察条例",), sanctions=("《监察条例》",))])) == []


def test_a_repealed_law_on_which_the_library_rests_is_told_there_and_not_at_each_item_that_uses_it() -> None:
    library = {"送达": Duty.model_validate({"环节": "送达", "责任": "送达", "依据": "《甲法》第四十四条"})}
    city, county = (
        content(laws=OLD, duties=library),
        houma(laws=OLD, duties=library, borrowed={"library/duties.yml:送达": "linfen"}),
    )
    found = check_regions(
        {"linfen": city, "houma": county},
        linked((city, [item(A, mentions=("甲法",))]), (county, [item(DOWN, mentions=("甲法",))])),
    )
    assert [(p.region, p.file, p.where) for p in found if p.rule == "P346"] == [
        ("linfen", "library/duties.yml", ("送达", "依据", 0))
    ]


def test_what_is_in_use_cannot_rest_on_a_law_before_it_is_in_force() -> None:
    new, eve = law("甲法", "jia", 施行日期="2026-07-01"), date(2026, 6, 30)
    ahead = content(event("2026-07-01", row("新增", after=B)), laws=(new,))
    items = [cite(A, "甲法"), cite(B, "甲法")]  # B comes with the law
    assert rules((ahead, items), as_of=eve) == ["P345"]
    assert rules((ahead, items), as_of=date(2026, 7, 1)) == []


def test_laws_that_share_a_short_name_are_told_apart_by_their_full_names() -> None:
    shared = content(laws=(law("甲市城市管理条例", "a", 简称="条例"), law("甲市养犬管理条例", "b", 简称="条例")))
    [problem] = check_regions({"linfen": shared}, linked((shared, [cite(A, "条例")])))
    assert sentence(problem, "zh").endswith("请在依据里写明全称（甲市城市管理条例、甲市养犬管理条例）")


def test_entries_that_a_county_takes_over_are_judged_in_the_city_only() -> None:
    twice = (law("甲法", "jia"), law("乙法", "jia"))
    themes = (Theme.model_validate({"标识": "a", "名称": "开饭馆", "职权": [A]}),)
    city = content(laws=twice, themes=themes, files=("laws.yml", "themes.yml"))
    county = under(houma(files=("laws.yml", "themes.yml")), city)
    assert rules((city, [item(A)]), (county, [])) == ["linfen:P335"]
    alone = under(content(slug="houma", files=("laws.yml", "themes.yml")), city)  # in a repository of its own
    assert rules((alone, [])) == []


def test_a_law_or_theme_that_a_region_says_itself_under_another_id_is_not_the_main_regions_twice() -> None:
    def theme(id: str) -> Theme:
        return Theme.model_validate({"标识": id, "名称": "开饭馆", "职权": []})

    city = content(laws=(law("甲法", "jia"), law("乙法", "yi")), themes=(theme("a"),))
    county = under(houma(laws=(law("中华人民共和国甲法", "own"),), themes=(theme("b"),), files=("laws.yml",)), city)
    assert [one.slug for one in county.laws] == ["own", "yi"]
    assert [one.id for one in county.themes] == ["b"]
    assert rules((city, []), (county, [cite(B, "甲法")])) == []


def test_a_place_in_words_is_no_id() -> None:
    hall = Place.model_validate({"编号": "hall", "名称": "大厅", "类型": "政务服务大厅", "地址": "路"})
    assert rules((content(places=(hall,)), [item(A, places=("hall", "民政窗口"))])) == []
    assert rules((content(places=(hall,)), [item(A, places=("hall2",))])) == ["P317"]


def test_a_theme_is_named_by_id_or_name() -> None:
    themes = (Theme.model_validate({"标识": "kai", "名称": "开饭馆"}),)
    assert rules((content(themes=themes), [item(A, themes=("kai", "开饭馆", "开饭店"))])) == ["P316"]


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


def test_index_numbers_are_unique_among_all_regions() -> None:
    papers = {"disclosures/2025/a.md": paper(索引号="000014349/2025-00001")}
    assert rules((content(disclosures=papers), []), (houma(disclosures=papers), [])) == ["houma:P500"]


def test_who_issues_a_document_with_others_is_a_department_or_a_name() -> None:
    papers = {"disclosures/2025/a.md": paper(联合发文=["jiaoyu", "省高院", "jiaoy", "water"])}
    assert rules((content(disclosures=papers), [])) == ["P305", "P306"]


def test_an_explanation_linked_from_one_side_is_enough() -> None:
    papers = {"disclosures/2025/a.md": paper(解读="disclosures/2025/b.md"), "disclosures/2025/b.md": paper()}
    assert rules((content(disclosures=papers), [])) == []


@pytest.mark.parametrize(("validity", "day"), [("废止", None), ("废止", "2026-01-01"), ("有效", "2026-01-02")])
def test_a_repeal_told_by_both_sides_is_sound_and_counts_from_its_day(validity: str, day: str | None) -> None:
    more = {"日期": day} if day else {}
    repealed = {"文件": "disclosures/2025/a.md", "关系": "被废止"} | more
    papers = {
        "disclosures/2025/a.md": paper(修改废止={"文件": "disclosures/2025/b.md", "关系": "废止"} | more),
        "disclosures/2025/b.md": paper(有效性=validity, 修改废止=repealed),
    }
    assert rules((content(disclosures=papers), [])) == []


def test_catalogue_entries_may_stand_in_the_main_regions_catalogue() -> None:
    row_of = CatalogueRow.model_validate({"编号": "1", "一级事项": "救助"})
    papers = {"disclosures/2025/a.md": paper(目录项="社会救助/1")}
    assert rules((content(catalogue={"社会救助": (row_of,)}), []), (houma(disclosures=papers), [])) == []
    assert rules((content(disclosures=papers), [])) == ["P506"]


@pytest.mark.parametrize(
    ("path", "told"),
    [("files/a.pdf", []), ("files/b.pdf", ["P273"]), ("../a.pdf", ["P272"]), ("/etc/passwd", ["P272"]), ("files/a.svg", ["P352"])],
)  # fmt: skip
def test_attachments_lie_in_the_folder_and_run_nothing(path: str, told: list[str]) -> None:
    papers = {"disclosures/2025/a.md": paper(附件={"文件": path})}
    files = tuple({"files/a.pdf", "files/a.svg"} & {path})
    assert rules((content(disclosures=papers, files=files), [])) == told


@pytest.mark.parametrize(
    "path",
    [
        "powers/x.yml", "events/e.yml", "events/2025/01/e.yml", "disclosures/a.md", "library/other.yml", "notes.txt",
        "pages/photo.svg", "catalogue/a/b.csv", "powers/minzheng/A.YML",
    ],
)  # fmt: skip
def test_a_file_that_nothing_reads_is_named(path: str) -> None:
    assert rules((content(files=(path,)), [])) in (["P350"], ["P351"])


@pytest.mark.parametrize(
    ("level", "code", "told"),
    [
        ("省级", "140000", []), ("市级", "141000", []), ("县级", "141081", []), ("乡级", "141081100", []),
        ("村级", "141081100201", []), ("市级", "140000", ["P302"]), ("省级", "141000", ["P302"]), ("县级", "141000", ["P302"]),
        ("乡级", "141081", ["P301"]), ("县级", "141081100", ["P301"]),
    ],
)  # fmt: skip
def test_the_region_code_fits_the_level(level: str, code: str, told: list[str]) -> None:
    one = content(层级=level, 行政区划代码=code)
    assert [problem.rule for problem in check_region(one)] == told


@pytest.mark.parametrize(
    ("pattern", "sound"),
    [
        ("{部门:4}-{类别}-{序号:5}-{区划}", True), ("SX{序号:3}", True), ("{区划}{部门:2}{序号:10}", True), ("{部门:4}", False),
        ("{序号}", False), ("{序号:0}", False), ("{序号:5}_{区划}", False), ("{类别}{类别}{序号:2}", False), ("{序号:5", False),
    ],
)  # fmt: skip
def test_a_coding_rule_is_made_of_known_parts(pattern: str, sound: bool) -> None:
    assert [problem.rule for problem in check_region(content(编码规则=pattern))] == ([] if sound else ["P320"])


def test_the_check_digit_of_a_credit_code_is_that_of_the_standard() -> None:
    assert right_credit_code("91350100M000100Y43")  # the example of GB 32100-2015
    assert not right_credit_code("91350100M000100Y44")
    assert not right_credit_code("91350100M000100Y4")
    assert not right_credit_code("91350100I000100Y43")


@pytest.mark.parametrize(
    ("text", "titled"),
    [
        ("# 题\n文", True),
        ("---\ntitle: 题\n---\n文", True),
        ("题\n===\n文", True),
        ("文\n\n## 小题", False),
        ("", False),
    ],
)
def test_a_page_says_its_title(text: str, titled: bool) -> None:
    assert [problem.rule for problem in read_guide(text.encode(), "pages/a.md")[1]] == ([] if titled else ["P512"])


def test_what_a_file_that_cannot_be_read_would_have_held_is_not_called_missing() -> None:
    items = [item(A, places=("hall",), themes=("kai",))]
    assert rules((content(), items)) == ["P316", "P317"]
    assert rules((content(unread=("places.yml", "themes.yml")), items)) == []


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


@pytest.mark.parametrize(
    ("domain", "wrong"),
    [
        *((good, False) for good in ("www.example.gov.cn", "a.gov.cn:8443/linfen", "http://10.1.2.3:8080/", "HTTPS://A.gov.cn/", "阳光.政务/a.b/")),
        *((bad, True) for bad in ("https:/a.gov.cn", "a.gov.cn，b.gov.cn", "暂无", "a.gov.cn/index.html", "a.gov.cn/?id=1", "https：//a.gov.cn")),
    ],
)  # fmt: skip
def test_a_domain_is_what_addresses_of_pages_can_begin_with(domain: str, wrong: bool) -> None:
    """A QR code that hangs in a hall is not put right afterwards."""
    _, found = validate(Website, {"域名": domain})
    assert [rule for rule, _, _ in found] == (["P138"] if wrong else [])


def test_an_address_is_judged_wherever_it_stands() -> None:
    for address, wrong in (("https://example.org/a", []), ("www.example.org", ["P274"])):
        assert rules((content(网站={"找错地址": address}), [])) == wrong
        there = content(laws=(law("甲法", "jia", 链接=address),), files=("laws.yml",))
        assert rules((there, [])) == wrong
        office = Department.model_validate(
            {"名称": "民政局", "网址": address, "统一社会信用代码": "91350100M000100Y43"}
        )
        assert rules((dataclasses.replace(content(), departments={"minzheng": office}), [])) == wrong


def test_a_document_explains_another_one_that_is_there() -> None:
    path = "disclosures/2025/a.md"
    assert rules((content(disclosures={path: paper(解读自=path)}), [])) == ["P504"]
    away = paper(修改废止={"文件": "disclosures/2025/b.md", "关系": "废止"})
    assert rules((content(disclosures={path: away}), [])) == ["P503"]


def test_two_places_of_one_id_are_told_whatever_its_letters() -> None:
    def place(id: str, name: str) -> Place:
        return Place.model_validate({"编号": id, "名称": name, "类型": "政务服务大厅", "地址": "路"})

    assert rules((content(places=(place("hall", "大厅"), place("Hall", "分厅"))), [])) == ["P335"]
    assert rules((content(places=(place("hall", "大厅"), place("other", "大厅"))), [])) == ["P340"]
    assert rules((content(places=(place("hall", "大厅"), place("other", "分厅"))), [])) == []


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ({"成文日期": "2025-01-01"}, []), ({"成文日期": "2025-01-02"}, ["P501"]),
        ({"施行日期": "2025-02-01", "有效期至": "2025-02-01"}, []), ({"施行日期": "2025-02-01", "有效期至": "2025-01-31"}, ["P513"]),
        ({"有效期至": "2026-01-01", "有效性": "有效"}, []), ({"有效期至": "2025-12-31", "有效性": "有效"}, ["P509"]),
        ({"有效期至": "2025-12-31", "有效性": "失效"}, []), ({"有效期至": "2025-12-31", "有效性": "尚未生效"}, ["P509"]),
        ({"施行日期": "2026-01-02", "有效性": "有效"}, ["P521"]), ({"施行日期": "2026-01-01", "有效性": "有效"}, []),
        ({"施行日期": "2026-01-02", "有效性": "尚未生效"}, []), ({"施行日期": "2026-01-01", "有效性": "尚未生效"}, ["P520"]),
        ({"公示": {"起": "2025-01-01", "止": "2025-01-01"}}, []), ({"公示": {"起": "2025-01-02", "止": "2025-01-01"}}, ["P508"]),
    ],
)  # fmt: skip
def test_days_of_a_document_follow_one_another_and_agree_with_what_it_says(
    days: dict[str, Any], told: list[str]
) -> None:
    assert rules((content(disclosures={"disclosures/2025/a.md": paper(day="2025-01-01", **days)}), [])) == told


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (("2020-01-01", "2020-01-01", "2021-01-01"), 0), (("2020-01-02", "2020-01-01", None), 1),
        (("2020-01-01", None, "2019-12-31"), 1), ((None, "2020-01-01", "2019-12-31"), 1), ((None, None, "2019-12-31"), 0),
    ],
)  # fmt: skip
def test_days_of_a_law_follow_one_another(days: tuple[str | None, ...], told: int) -> None:
    more = {key: day for key, day in zip(("公布日期", "施行日期", "废止日期"), days, strict=True) if day}
    one = law("甲法", "jia", **more | ({"效力": "废止"} if days[2] else {}))
    assert rules((content(laws=(one,), files=("laws.yml",)), [])) == ["P338"] * told


@pytest.mark.parametrize(
    ("days", "told"), [("2018-01-01 2019-01-01", 0), ("2018-01-01 2018-01-01", 1), ("2019-01-01 2018-01-01", 1)]
)
def test_amendments_of_a_law_stand_in_their_order(days: str, told: int) -> None:
    assert (
        rules((content(laws=(law("甲法", "jia", 历次修改=days.split()),), files=("laws.yml",)), [])) == ["P338"] * told
    )


def test_an_unstated_validity_contradicts_no_repeal() -> None:
    path, other = "disclosures/2025/a.md", "disclosures/2025/b.md"
    for validity, told in (({}, []), ({"有效性": "失效"}, []), ({"有效性": "有效"}, ["P514"])):
        papers = {
            path: paper(修改废止={"文件": other, "关系": "废止"}),
            other: paper(修改废止={"文件": path, "关系": "被废止"}, **validity),
        }
        assert rules((content(disclosures=papers), [])) == told


@pytest.mark.parametrize(
    ("new", "old", "told"),
    [
        ({}, None, ["P505", "P514"]), ({"日期": "2020-01-01"}, None, ["P505", "P514"]), ({"日期": "2099-01-01"}, None, ["P505"]),
        ({"日期": "2099-01-01"}, {}, []), ({}, {"日期": "2099-01-01"}, []), (None, {}, ["P505", "P514"]),
    ],
)  # fmt: skip
def test_a_repeal_that_one_side_tells_contradicts_what_the_other_says_of_itself(
    new: dict[str, str] | None, old: dict[str, str] | None, told: list[str]
) -> None:
    path, other = "disclosures/2025/a.md", "disclosures/2025/b.md"
    papers = {
        path: paper(修改废止=[] if new is None else {"文件": other, "关系": "废止"} | new),
        other: paper(有效性="有效", 修改废止=[] if old is None else {"文件": path, "关系": "被废止"} | old),
    }
    assert sorted(rules((content(disclosures=papers), []))) == told


def test_what_a_document_repeals_is_in_force_until_that_one_is() -> None:
    path, other = "disclosures/2025/a.md", "disclosures/2025/b.md"
    papers = {
        path: paper(施行日期="2099-01-01", 修改废止={"文件": other, "关系": "废止"}),
        other: paper(有效性="有效", 修改废止={"文件": path, "关系": "被废止"}),
    }
    assert rules((content(disclosures=papers), [])) == []


def test_decisions_and_documents_lie_in_folders_of_years() -> None:
    files = ("events/2025/a.yml", "events/去年/b.yml", "events/去年/c.yml")
    assert rules((content(files=files), [])) == ["P358"]


def test_an_item_in_use_whose_holder_is_abolished_is_told_and_no_other() -> None:
    gone = {"名称": "市法制办公室", "简称": "市法制办", "撤销日期": "2019-03-05"}
    plain = content(event("2018-01-01", row("取消", "A-0009")))
    departments = {**plain.departments, "fazhi": Department.model_validate(gone)}
    items = [item(A, holder="市法制办"), item(B, holder="minzheng"), item("A-0009", holder="市法制办公室")]
    assert rules((dataclasses.replace(plain, departments=departments), items)) == ["P329"]
    ahead = {**plain.departments, "fazhi": Department.model_validate(gone | {"撤销日期": "2027-03-05"})}
    assert rules((dataclasses.replace(plain, departments=ahead), items)) == []
    for heir in ({"名称": "市法制办"}, {"名称": "市法治建设办公室", "简称": "市法制办"}):
        again = {**departments, "sifa": Department.model_validate(heir)}
        assert rules((dataclasses.replace(plain, departments=again), items)) == []
