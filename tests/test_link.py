"""What only the whole knows: kin of items in this and other regions, laws with their citers, events in force."""

from datetime import date

import pytest

from tests.making import content, event, item, linked, paper, row
from yangguang.model.facts import CitedLaw, ItemFacts
from yangguang.model.links import ItemLinks, Links
from yangguang.model.region import Law, Theme

A, B, C, D = "A-0001", "A-0002", "A-0003", "A-0004"


def of(links: Links, code: str, region: str = "linfen") -> ItemLinks:
    return links.regions[region].links[code]


def codes(refs: tuple[object, ...]) -> list[str]:
    return [f"{ref.region}/{ref.code}" if ref.region != "linfen" else ref.code for ref in refs]  # type: ignore[attr-defined]


def items(*names: str) -> list[ItemFacts]:
    return [item(name) for name in names]


def test_merged_items_link_both_ways() -> None:
    links = linked((content(event("2020-01-01", row("合并", f"{A} {B}", C))), items(A, B, C)))
    assert codes(of(links, A).successors) == codes(of(links, B).successors) == [C]
    assert codes(of(links, C).predecessors) == [A, B]


def test_two_items_merged_and_split_anew_all_link_to_each_other() -> None:
    links = linked((content(event("2020-01-01", row("合并", f"{A} {B}", f"{C} {D}"))), items(A, B, C, D)))
    assert codes(of(links, A).successors) == codes(of(links, B).successors) == [C, D]


def test_an_item_that_absorbs_another_is_not_its_own_predecessor() -> None:
    links = linked((content(event("2020-01-01", row("合并", f"{A} {B}", A))), items(A, B)))
    assert codes(of(links, A).predecessors) == [B]
    assert codes(of(links, A).successors) == []


def test_items_transferred_in_one_row_keep_apart() -> None:
    links = linked((content(event("2020-01-01", row("划转", f"{A} {B}", f"{C} {D}"))), items(A, B, C, D)))
    assert codes(of(links, A).successors) == [C]
    assert codes(of(links, D).predecessors) == [B]


def test_what_an_item_has_become_is_known_however_often_that_has_gone_on_since() -> None:
    merged, again = event("2018-01-01", row("合并", f"{A} {B}", C)), event("2018-02-01", row("划转", C, D))
    later = event("2030-01-01", row("合并", f"{D} {B}", A))
    links = linked((content(merged, again, later), items(A, B, C, D)))
    assert (codes(of(links, A).successors), codes(of(links, A).living)) == ([C], [D])
    assert codes(of(links, C).living) == [D]


def test_who_has_the_items_that_leave_the_list_is_known() -> None:
    units = {"原部门": "minzheng", "现部门": "甲区民政局"}
    gone, moved = event("2018-01-01", row("划转", A, **units)), event("2017-01-01", row("划转", A, A, **units))
    assert [ref.taker for ref in of(linked((content(gone, moved), items(A))), A).events] == ["甲区民政局", ""]


def test_a_merger_that_lies_ahead_has_joined_nothing_yet() -> None:
    links = linked((content(event("2030-01-01", row("合并", f"{A} {B}", C))), items(A, B, C)))
    assert of(links, C).predecessors == ()
    assert [ref.in_force for ref in of(links, C).events] == [False]


@pytest.mark.parametrize("day", ["2018-01-01", "2019-01-01"])
def test_events_of_an_item_stand_newest_first_also_those_of_one_day(day: str) -> None:
    first, second = event("2018-01-01", row("暂停", A)), event(day, row("恢复", A))
    assert [ref.kind for ref in of(linked((content(first, second), items(A))), A).events] == ["恢复", "暂停"]


def test_a_devolved_power_and_the_one_received_are_the_same_power() -> None:
    city = content(event("2018-01-01", row("下放", A, 承接单位=["houma"])))
    county = content(event("2018-02-01", row("承接", A, B)), slug="houma", main=False)
    links = linked((city, items(A)), (county, items(B)))
    assert codes(of(links, A).same) == ["houma/B".replace("B", B)]
    assert codes(of(links, B, "houma").same) == [A]
    assert of(links, B, "houma").predecessors == of(links, A).successors == ()
    assert (of(links, A).status, of(links, B, "houma").status) == ("已下放", "在用")


def test_several_powers_received_in_one_row_pair_one_by_one() -> None:
    county = content(event("2018-02-01", row("承接", f"{A} {B}", f"{C} {D}")), slug="houma", main=False)
    links = linked((content(), items(A, B)), (county, items(C, D)))
    assert codes(of(links, A).same) == [f"houma/{C}"]
    assert codes(of(links, B).same) == [f"houma/{D}"]


def test_a_source_code_pairs_an_item_with_the_citys_even_under_one_code() -> None:
    county = content(slug="houma", main=False)
    links = linked((content(), items(A)), (county, [item(A, upper_code=A)]))
    assert codes(of(links, A).same) == [f"houma/{A}"]
    assert codes(of(links, A, "houma").same) == [A]


def test_sub_items_in_another_region_are_found_by_their_main_item() -> None:
    city = [item(A), item(C, "jiaoyu", main_code=A), item(B, "minzheng", main_code=A)]
    county = [item("Z-0001", main_code=A)]
    links = linked((content(), city), (content(slug="houma", main=False), county))
    assert codes(of(links, A).children) == [B, C, "houma/Z-0001"]
    main = of(links, "Z-0001", "houma").main
    assert main is not None
    assert (main.region, main.path) == ("linfen", f"powers/{A}.html")


def test_a_regions_own_item_comes_before_anothers_of_the_same_code() -> None:
    county = [item(A), item(B, main_code=A)]
    links = linked((content(), items(A)), (content(slug="houma", main=False), county))
    assert of(links, A).children == ()
    assert codes(of(links, A, "houma").children) == [f"houma/{B}"]


def test_documents_of_an_item_stand_newest_first_and_those_of_one_day_by_their_file() -> None:
    days = {"a": "2024-01-01", "b": "2025-01-01", "c": "2025-01-01"}
    genres = {"b": {"体裁": "通知"}}
    papers = {
        f"disclosures/2025/{name}.md": paper(name, day, 相关职权=[A], **genres.get(name, {}))
        for name, day in days.items()
    }
    links = linked((content(disclosures=papers), items(A, B)))
    told = [(one.title, one.kind) for one in of(links, A).documents]
    assert told == [("b", "通知"), ("c", "政务公开"), ("a", "政务公开")]
    assert of(links, B).documents == ()


def test_a_theme_holds_items_that_it_or_they_name_and_that_the_region_has() -> None:
    theme = Theme.model_validate({"标识": "kai", "名称": "开饭馆", "职权": [B, "X-9999"]})
    named = [item(A, themes=("开饭馆",)), item(B, themes=("kai",)), item(C, themes=("别的",))]
    assert linked((content(themes=(theme,)), named)).regions["linfen"].themes == {"kai": (B, A)}


def test_an_item_that_names_itself_as_its_main_item_is_no_sub_item_of_itself() -> None:
    assert of(linked((content(), [item(A, main_code=A), item(B, main_code=A)])), A).children[0].code == B


def test_a_code_that_nobody_has_gives_no_link() -> None:
    lost = of(linked((content(), [item(A, main_code="X-9999", upper_code="Y-9999")])), A)
    assert (lost.main, lost.same) == (None, ())


def test_citations_of_one_law_meet_on_its_page_however_they_are_written() -> None:
    law = Law.model_validate({"名称": "中华人民共和国行政许可法", "标识": "xuke", "位阶": "法律", "效力": "有效"})
    cited = [
        item(A, laws=(CitedLaw("行政许可法", ("第一条",)),)),
        item(B, laws=(CitedLaw("《行政许可法》（2019修正）", ("第二条",)),)),
        item(C, laws=(CitedLaw("某县办法（2010年修正）"), CitedLaw("《某县办法》"))),
    ]
    region = linked((content(laws=(law,)), cited)).regions["linfen"]
    assert [code for code, _, _ in region.laws["xuke"].citers] == [A, B]
    unknown = [law for law in region.laws.values() if law.entry is None]
    assert [(law.name, len(law.citers)) for law in unknown] == [("某县办法", 2)]


def test_the_as_of_date_decides() -> None:
    one = content(event("2020-01-01", row("取消", A)))
    assert of(linked((one, items(A)), as_of=date(2019, 12, 31)), A).status == "在用"
    assert of(linked((one, items(A)), as_of=date(2020, 1, 1)), A).status == "已取消"


def test_an_item_is_told_which_of_its_laws_are_no_longer_in_force() -> None:
    entry = {"位阶": "行政法规", "效力": "废止"}
    laws = tuple(
        Law.model_validate(entry | {"名称": name, "标识": slug, "废止日期": day})
        for name, slug, day in (("旧条例", "old", "2025-06-01"), ("新条例", "new", "2026-06-01"))
    )
    citing = item(
        A, laws=(CitedLaw("《旧条例》", ("第一条",)), CitedLaw("《旧条例》", ("第二条",)), CitedLaw("新条例", ()))
    )
    links = linked((content(laws=laws), [citing, item(B)]))  # the second repeal lies ahead of the tests' day
    assert of(links, A).repealed == ("《旧条例》",)
    assert of(links, B).repealed == ()
