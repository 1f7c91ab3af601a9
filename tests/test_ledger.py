"""The ledger: opening and events lead, cell by cell, to the list as it is."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.making import AS_OF, content, event, item, linked, row
from yangguang.model.concerns import concerned
from yangguang.model.content import RegionContent
from yangguang.model.event import Event
from yangguang.model.facts import ItemFacts
from yangguang.model.ledger import Ledger, ledger_of
from yangguang.model.region import Department

A, B, C = "A-0001", "B-0001", "C-0001"


def kept(region: RegionContent, items: list[ItemFacts], as_of: date = AS_OF) -> Ledger:
    return ledger_of(region, linked((region, items), as_of=as_of).regions["linfen"], as_of)


def book(items: list[ItemFacts], *events: Event, opening: dict[str, Any] | None = None, as_of: date = AS_OF) -> Ledger:
    more: dict[str, Any] = {"期初": {"日期": "2016-01-01", "数量": opening}} if opening is not None else {}
    return kept(content(*events, **more), items, as_of)


def cells(found: Ledger) -> dict[tuple[str, str], tuple[int, int, int]]:
    """(opening, closing, actual) by (department, class)."""
    return {(r.department, r.power_class): (r.opening, r.closing, r.actual) for r in found.rows}


LICENCE = ("minzheng", "行政许可")


def test_a_list_without_events_is_its_own_opening() -> None:
    found = book([item(A), item(B)])
    assert cells(found) == {LICENCE: (2, 2, 2)}
    assert found.derived
    assert found.reconciles


def test_services_main_items_that_group_and_items_not_in_use_are_not_counted() -> None:
    items = [
        item(A), item(B, nature="公共服务", power_class=None), item(C, catalogue_main=True), item("D-0001", own_status="已取消"),
        item("E-0001", own_status="暂停"), item("F-0001", own_status="待承接"), item("G-0001", main_code=C),
    ]  # fmt: skip
    assert cells(book(items)) == {LICENCE: (3, 3, 3)}


@pytest.mark.parametrize(
    ("rows", "change"),
    [
        ([row("新增", after=A)], 1), ([row("承接", "UP-0001", A)], 1), ([row("取消", A)], -1), ([row("下放", A)], -1),
        ([row("上收", A)], -1), ([row("合并", f"{A} {B}", C)], -1), ([row("合并", f"{A} {B}", A)], -1),
        ([row("拆分", A, f"{B} {C}")], 1), ([row("暂停", A)], 0), ([row("部分取消", A)], 0), ([row("委托", A)], 0),
        ([row("收回", A)], 0), ([row("要素变更", A)], 0), ([row("暂停", A), row("恢复", A)], 0),
        ([row("下放", A), row("收回", A)], 0),
        ([row("取消", 名称="旧事项", 部门="minzheng", 职权类别="行政许可")], -1),
    ],
)  # fmt: skip
def test_each_kind_counts_what_the_format_says(rows: list[dict[str, Any]], change: int) -> None:
    found = book([item(A), item(B), item(C)], event("2018-01-01", *rows), opening={"minzheng": {"行政许可": 5}})
    assert found.total.closing == 5 + change


def test_a_transfer_moves_an_item_from_department_to_department() -> None:
    move = event("2018-01-01", row("划转", A, A, 原部门="minzheng", 现部门="jiaoyu"))
    found = book([item(A, "jiaoyu"), item(B)], move, opening={"minzheng": {"行政许可": 2}})
    assert cells(found) == {LICENCE: (2, 1, 1), ("jiaoyu", "行政许可"): (0, 1, 1)}
    assert found.reconciles
    assert found.total.changes == ()


def test_an_item_that_never_had_a_code_is_transferred_and_not_lost() -> None:
    move = row("划转", 名称="年检", 部门="minzheng", 职权类别="行政许可", 原部门="minzheng", 现部门="jiaoyu")
    found = book([item(A)], event("2018-01-01", move), opening={"minzheng": {"行政许可": 2}})
    assert cells(found) == {LICENCE: (2, 1, 1), ("jiaoyu", "行政许可"): (0, 1, 0)}


def test_a_transferred_item_was_its_former_departments_before() -> None:
    add = event("2017-01-01", row("新增", after=A))
    move = event("2018-01-01", row("划转", A, B, 原部门="minzheng", 现部门="jiaoyu"))
    found = book([item(A, "jiaoyu"), item(B, "jiaoyu")], add, move, opening={})
    assert cells(found) == {LICENCE: (0, 0, 0), ("jiaoyu", "行政许可"): (0, 1, 1)}
    assert found.movements[0].changes == ((LICENCE, 1),)


def test_a_department_may_be_named_by_a_name_it_has() -> None:
    move = event("2018-01-01", row("划转", A, A, 原部门="旧局", 现部门="jiaoyu"))
    found = book([item(A, "jiaoyu")], move)
    assert cells(found)["旧局", "行政许可"] == (1, 0, 0)


@pytest.mark.parametrize("kind", ["下放", "委托"])
def test_what_comes_back_may_come_to_another_department_than_the_one_that_gave_it(kind: str) -> None:
    given = event("2017-01-01", row(kind, A))
    back = event("2018-01-01", row("收回", A, 原部门="minzheng", 现部门="jiaoyu"))
    found = book([item(A, "jiaoyu"), item(B)], given, back, opening={"minzheng": {"行政许可": 2}})
    assert cells(found) == {LICENCE: (2, 1, 1), ("jiaoyu", "行政许可"): (0, 1, 1)}
    assert found.reconciles
    assert {cell for cell, _ in found.past[0].changes} == {LICENCE}


def test_of_departments_that_share_a_former_name_the_one_is_meant_that_is_not_the_taker() -> None:
    for code, taker, giver in ((A, "jiaoyu", "minzheng"), (A, "minzheng", "jiaoyu")):
        region = content(event("2018-01-01", row("划转", code, code, 原部门="民教局", 现部门=taker)))
        shared = {
            slug: Department.model_validate({"名称": slug, "曾用名": [{"名称": "民教局"}]})
            for slug in region.departments
        }
        found = kept(replace(region, departments=shared), [item(A, taker)])
        assert cells(found) == {(giver, "行政许可"): (1, 0, 0), (taker, "行政许可"): (0, 1, 1)}


def test_a_short_name_means_the_department_that_bore_it_on_the_day() -> None:
    decisions = [
        event("2017-01-01", row("取消", 名称="甲", 部门="药监局", 职权类别="行政许可")),
        # The day on which one takes over from the other.
        event("2019-03-01", row("划转", A, A, 原部门="药监局", 现部门="药监局"), decided="2019-02-01"),
        event("2020-01-01", row("新增", 名称="乙", 部门="药监局", 职权类别="行政许可")),
    ]
    names = {
        "old": {"名称": "市食品药品监督管理局", "简称": "药监局", "撤销日期": "2019-03-01"},
        "new": {"名称": "市药品监督管理局", "简称": "药监局"},
    }
    departments = {slug: Department.model_validate(said) for slug, said in names.items()}
    region = replace(content(*decisions), departments=departments)
    moved = [[(cell[0], n) for cell, n in one.changes] for one in kept(region, [item(A, "new")]).past]
    assert moved == [[("old", -1)], [("new", 1), ("old", -1)], [("new", 1)]]
    told = concerned(region, linked((region, [item(A, "new")])).regions["linfen"].items, AS_OF)
    assert {slug: [file[-9:-6] for file in files] for slug, files in told.items()} == {
        "old": ["000", "001"],
        "new": ["001", "002"],
    }


def test_a_change_of_class_moves_an_item_from_class_to_class() -> None:
    change = event("2018-01-01", row("更正", A, A, 原类别="行政许可", 现类别="行政确认"))
    found = book([item(A, power_class="行政确认")], change, opening={"minzheng": {"行政许可": 1}})
    assert cells(found) == {LICENCE: (1, 0, 0), ("minzheng", "行政确认"): (0, 1, 1)}
    assert [row.power_class for row in found.by_class()] == ["行政许可", "行政确认"]


def test_events_up_to_the_opening_and_after_the_as_of_date_do_not_count() -> None:
    events = [event("2016-01-01", row("取消", A)), event("2026-01-02", row("取消", B))]
    found = book([item(A), item(B)], *events, opening={"minzheng": {"行政许可": 1}})
    assert found.movements == ()
    assert found.reconciles


def test_an_event_of_the_as_of_date_counts() -> None:
    found = book([item(A), item(B)], event(AS_OF.isoformat(), row("取消", B)), opening={"minzheng": {"行政许可": 2}})
    assert [(one.day, one.changes) for one in found.movements] == [(AS_OF, ((LICENCE, -1),))]
    assert found.reconciles


def test_what_does_not_reconcile_is_named_by_department_and_class() -> None:
    found = book([item(A), item(B, "jiaoyu")], opening={"minzheng": {"行政许可": 3}, "jiaoyu": {"行政许可": 1}})
    assert {(r.department, r.difference) for r in found.rows} == {("minzheng", -2), ("jiaoyu", 0)}
    assert not found.reconciles
    assert (found.total.closing, found.total.actual, found.total.difference) == (4, 2, -2)


def test_what_the_opening_held_and_nothing_has_moved_is_missed_and_an_empty_line_is_left_out() -> None:
    found = book([item(A)], opening={"minzheng": {"行政许可": 1, "行政确认": 0}, "jiaoyu": {"行政奖励": 2}})
    assert cells(found) == {LICENCE: (1, 1, 1), ("jiaoyu", "行政奖励"): (2, 2, 0)}
    assert not found.reconciles


def test_the_opening_is_named_by_its_document() -> None:
    region = content(期初={"日期": "2016-01-01", "文号": "临政发〔2016〕1号", "数量": {}})
    assert kept(region, []).number == "临政发〔2016〕1号"
    assert book([item(A)]).number is None


def test_items_without_a_class_stand_behind_all_classes() -> None:
    found = book([item(A, power_class=None), item(B, power_class="其他行政权力"), item(C)])
    assert [row.power_class for row in found.by_class()] == ["行政许可", "其他行政权力", "未分类"]


def test_decisions_of_one_day_stand_by_their_own_day_then_by_file_and_row() -> None:
    rows = [row("暂停", A), row("恢复", A)]
    region = content(
        event("2018-01-01", *rows), event("2018-01-01", *rows), event("2018-01-01", *rows, decided="2017-12-01")
    )
    mixed = replace(region, events=dict(sorted(region.events.items(), reverse=True)))
    found = [(one.file, one.row) for one in kept(mixed, [item(A)]).past]
    assert found == [(f"events/{number:04}/e.yml", n) for number in (2, 0, 1) for n in (0, 1)]


def test_a_derived_opening_looks_back_to_the_publication_of_the_list() -> None:
    region = content(
        event("2015-01-01", row("取消", A)), event("2017-01-01", row("取消", B)), 清单公布={"日期": "2016-01-01"}
    )
    found = kept(region, [item(A), item(B), item(C)])
    assert (found.since, found.derived, cells(found)) == (date(2016, 1, 1), True, {LICENCE: (2, 1, 1)})


def test_rows_follow_the_order_of_departments_and_classes() -> None:
    items = [item(A, "jiaoyu"), item(B, power_class="行政处罚"), item(C)]
    assert [(r.department, r.power_class) for r in book(items).rows] == [
        ("minzheng", "行政许可"), ("minzheng", "行政处罚"), ("jiaoyu", "行政许可"),
    ]  # fmt: skip


def test_each_department_and_each_class_has_its_own_sum() -> None:
    items = [item(A), item(B, power_class="行政处罚"), item(C, power_class="行政处罚"), item("D-0001", "jiaoyu")]
    found = book(items, event("2018-01-01", row("取消", C)))
    assert [(one.department, one.opening, one.actual) for one in found.by_department()] == [
        ("minzheng", 3, 2), ("jiaoyu", 1, 1),
    ]  # fmt: skip
    assert [(one.power_class, one.opening, one.actual, one.changes) for one in found.by_class()] == [
        ("行政许可", 2, 2, ()), ("行政处罚", 2, 1, (("取消", -1),)),
    ]  # fmt: skip


@pytest.mark.parametrize("other", ["暂停", "恢复", "要素变更", "部分取消", "委托"])
def test_a_decision_that_moves_nothing_is_told_where_the_item_stands(other: str) -> None:
    events = [event("2017-01-01", row("新增", after=A)), event("2018-01-01", row(other, A))]
    assert [one.changes for one in book([item(A)], *events, opening={}).past] == [((LICENCE, 1),), ((LICENCE, 0),)]


def test_before_a_change_of_class_the_item_counted_in_the_old_one() -> None:
    change = row("更正", A, 原类别="行政许可", 现类别="行政确认")
    found = book(
        [item(A, power_class="行政确认")], event("2017-01-01", row("新增", after=A)), event("2018-01-01", change)
    )
    assert [one.changes for one in found.movements] == [((LICENCE, 1),), ((("minzheng", "行政确认"), 1), (LICENCE, -1))]
    assert cells(found) == {LICENCE: (0, 0, 0), ("minzheng", "行政确认"): (0, 1, 1)}


@given(st.permutations(range(4)))
def test_days_decide_the_order_of_decisions_and_not_the_names_of_files(order: list[int]) -> None:
    events = [
        event("2017-01-01", row("新增", after=A)), event("2018-01-01", row("划转", A, A, 原部门="minzheng", 现部门="jiaoyu")),
        event("2019-01-01", row("更正", A, 原类别="行政许可", 现类别="行政确认")), event("2020-01-01", row("取消", A)),
    ]  # fmt: skip
    items = [item(A, "jiaoyu", power_class="行政确认")]
    found = book(items, *(events[number] for number in order))
    assert [one.day.year for one in found.movements] == [2017, 2018, 2019, 2020]
    assert cells(found) == {
        LICENCE: (0, 0, 0), ("jiaoyu", "行政许可"): (0, 0, 0), ("jiaoyu", "行政确认"): (0, 0, 0),
    }  # fmt: skip


def test_what_is_transferred_out_of_the_list_leaves_its_department_alone() -> None:
    out = event("2018-01-01", row("划转", A, 原部门="minzheng", 现部门="省民政厅"))
    found = book([item(A), item(B)], out, opening={"minzheng": {"行政许可": 2}})
    assert cells(found) == {LICENCE: (2, 1, 1)}


def test_an_item_without_a_code_is_transferred_into_the_class_that_it_has_there() -> None:
    move = row(
        "划转",
        名称="年检",
        部门="minzheng",
        职权类别="行政许可",
        原部门="minzheng",
        现部门="jiaoyu",
        原类别="行政许可",
        现类别="其他行政权力",
    )
    found = book([item(A)], event("2018-01-01", move), opening={"minzheng": {"行政许可": 2}})
    assert cells(found) == {LICENCE: (2, 1, 1), ("jiaoyu", "其他行政权力"): (0, 1, 0)}


def test_a_department_is_known_by_all_its_names() -> None:
    region = content(
        event("2017-01-01", row("取消", 名称="年检", 部门="老龄办", 职权类别="行政许可")),
        event("2018-01-01", row("划转", A, A, 原部门="市民政局", 现部门="jiaoyu")),
    )
    known = Department.model_validate({"名称": "市民政局", "曾用名": [{"名称": "老龄办"}]})
    there = replace(region, departments={"minzheng": known, "jiaoyu": region.departments["jiaoyu"]})
    found = kept(there, [item(A, "jiaoyu")])
    assert cells(found) == {LICENCE: (2, 0, 0), ("jiaoyu", "行政许可"): (0, 1, 1)}


@pytest.mark.parametrize("kind", ["新增", "取消", "收回", "合并", "划转", "更正", "暂停"])
@pytest.mark.parametrize("items", [[], [item(A, nature="公共服务", power_class=None)], [item(A, catalogue_main=True)]])
def test_decisions_on_what_is_no_power_of_the_list_move_no_figure(kind: str, items: list[ItemFacts]) -> None:
    rows = row(kind, *(["", A] if kind == "新增" else [A, A]), 原类别="行政许可", 现类别="行政处罚")
    found = book([*items, item(B)], event("2018-01-01", rows))
    assert {number for one in found.past for _, number in one.changes} <= {0}
    assert cells(found) == {LICENCE: (1, 1, 1)}


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[ItemFacts], list[Event], int]:
    """A list of items in use, and events that each fit what came before; with the number of items at the start."""
    alive = [f"S-{n:04}" for n in range(draw(st.integers(0, 4)))]
    start, made, events = len(alive), list(alive), []
    gone: list[str] = []
    paused: set[str] = set()
    for number in range(draw(st.integers(0, 8))):
        day = (date(2017, 1, 1) + timedelta(days=number)).isoformat()
        resting = sorted(paused & set(alive))
        kinds = ["新增", *(["取消", "下放", "拆分", "暂停"] if alive else []), *(["合并"] if len(alive) > 1 else [])]
        kind = draw(st.sampled_from([*kinds, *(["收回"] if gone else []), *(["恢复"] if resting else [])]))
        fresh = [f"N-{number:03}{n}" for n in range(2)]
        if kind == "新增":
            events.append(event(day, row(kind, after=fresh[0])))
            alive.append(fresh[0])
        elif kind in ("取消", "下放"):
            code = alive.pop()
            events.append(event(day, row(kind, code)))
            gone += [code] if kind == "下放" else []
        elif kind == "收回":
            alive.append(gone.pop())
            events.append(event(day, row(kind, alive[-1])))
        elif kind == "合并":
            events.append(event(day, row(kind, f"{alive.pop()} {alive.pop()}", fresh[0])))
            alive.append(fresh[0])
        elif kind == "拆分":
            events.append(event(day, row(kind, alive.pop(), " ".join(fresh))))
            alive += fresh
        elif kind == "暂停":
            events.append(event(day, row(kind, alive[0])))
            paused.add(alive[0])
        else:
            events.append(event(day, row(kind, resting[0])))
            paused.remove(resting[0])
        made += [code for code in alive if code not in made]
    return [item(code) for code in made], events, start


@given(histories(), st.integers(-1, 8))
def test_events_that_fit_always_reconcile_from_the_true_opening(
    history: tuple[list[ItemFacts], list[Event], int], days: int
) -> None:
    items, events, start = history
    on = date(2017, 1, 1) + timedelta(days)
    given_opening = book(items, *events, opening={"minzheng": {"行政许可": start}}, as_of=on)
    assert given_opening.reconciles
    derived = book(items, *events, as_of=on)
    assert derived.total.opening == start
    assert derived.total.closing == derived.total.actual == given_opening.total.actual
