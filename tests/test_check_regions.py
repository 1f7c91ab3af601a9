"""Checks on the whole where one broken folder is not enough: what passes, what is told once, what is no mistake."""

import dataclasses
from datetime import date
from typing import Any

import pytest

from tests.judging import DOWN, UP, A, B, C, houma, rules
from tests.making import content, event, item, law, linked, row
from yangguang.build.region import under
from yangguang.check.codes import region_part
from yangguang.check.credit import right_credit_code
from yangguang.check.guide import read_guide
from yangguang.check.regions import check_region, check_regions
from yangguang.check.values import validate
from yangguang.model.duty import Duty
from yangguang.model.facts import Chunk, ChunkFacts, CitedLaw, ItemFacts
from yangguang.model.links import Links
from yangguang.model.messages import sentence
from yangguang.model.region import Department, Place, Theme, Website


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


@pytest.mark.parametrize(
    "path",
    [
        "powers/x.yml", "events/e.yml", "events/2025/01/e.yml", "disclosures/a.md", "library/other.yml", "notes.txt",
        "pages/photo.svg", "catalogue/a/b.csv",
    ],
)  # fmt: skip
def test_a_file_that_nothing_reads_is_named(path: str) -> None:
    assert rules((content(files=(path,)), [])) == ["P350"]


def test_a_file_that_would_be_read_under_another_ending_is_told_which() -> None:
    assert rules((content(files=("powers/minzheng/A.YML",)), [])) == ["P351"]


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


def test_two_places_of_one_id_are_told_whatever_its_letters() -> None:
    def place(id: str, name: str) -> Place:
        return Place.model_validate({"编号": id, "名称": name, "类型": "政务服务大厅", "地址": "路"})

    assert rules((content(places=(place("hall", "大厅"), place("Hall", "分厅"))), [])) == ["P335"]
    assert rules((content(places=(place("hall", "大厅"), place("other", "大厅"))), [])) == ["P340"]
    assert rules((content(places=(place("hall", "大厅"), place("other", "分厅"))), [])) == []


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
