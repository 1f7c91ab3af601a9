"""An item's status is what the events in force on the as-of date make it, else what it says itself."""

from datetime import date
from itertools import permutations

import pytest

from tests.making import event, row
from yangguang.model.event import Event
from yangguang.model.status import histories, status_at

A, B, C = "A-0001", "B-0001", "C-0001"


def status(code: str, *events: Event, on: str = "2020-01-01", own: str | None = None) -> str:
    files = {f"events/{number}.yml": one for number, one in enumerate(events)}
    return status_at(histories(files).get(code, ()), own, date.fromisoformat(on))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("新增", "在用"), ("收回", "在用"), ("恢复", "在用"), ("取消", "已取消"), ("上收", "已取消"), ("下放", "已下放"),
        ("暂停", "暂停"), ("合并", "已合并"), ("拆分", "已拆分"), ("划转", "已划转"),
    ],
)  # fmt: skip
def test_each_kind_decides_its_status(kind: str, expected: str) -> None:
    rows = row(kind, after=A) if kind == "新增" else row(kind, before=A)
    assert status(A, event("2019-01-01", rows)) == expected


@pytest.mark.parametrize("kind", ["部分取消", "部分下放", "委托", "名称变更", "依据变更", "要素变更", "更正"])
def test_other_kinds_leave_the_status_alone(kind: str) -> None:
    assert status(A, event("2019-01-01", row(kind, A, A)), own="暂停") == "暂停"


@pytest.mark.parametrize("kind", ["合并", "拆分", "划转"])
def test_a_code_on_both_sides_stays_in_use(kind: str) -> None:
    change = event("2019-01-01", row(kind, f"{A} {B}", f"{A} {C}"))
    assert [status(code, change) for code in (A, B, C)] == ["在用", f"已{kind}", "在用"]


@pytest.mark.parametrize(
    ("first", "kind", "expected"), [("恢复", "暂停", "暂停"), ("暂停", "恢复", "在用"), ("下放", "收回", "在用")]
)
def test_an_item_that_a_row_names_only_after_the_change_was_there_before(first: str, kind: str, expected: str) -> None:
    change = event("2019-06-01", row(kind, after=A))
    assert [status(A, change, on=day) for day in ("2019-05-31", "2019-06-01")] == ["在用", expected]
    assert status(A, event("2019-01-01", row(first, A)), change) == expected


def test_without_events_the_item_has_its_own_status() -> None:
    assert status(A) == "在用"
    assert status(A, own="待承接") == "待承接"


@pytest.mark.parametrize("kind", ["新增", "承接", "合并", "拆分", "划转"])
def test_an_item_is_not_yet_in_use_before_the_day_that_brings_it_in(kind: str) -> None:
    change = event("2019-06-01", row(kind, "" if kind == "新增" else f"{B} {C}", f"{A} {C}"))
    assert status(A, change, on="2019-05-31") == "未启用"
    assert status(A, change, on="2019-06-01") == "在用"


def test_receiving_does_not_decide_about_the_upper_lists_code() -> None:
    assert status(B, event("2019-06-01", row("承接", B, A)), own="暂停") == "暂停"


def test_an_item_cancelled_in_the_future_is_still_in_use() -> None:
    assert status(A, event("2020-01-02", row("取消", A))) == "在用"


CANCEL = event("2019-02-01", row("取消", A))
PAUSE = event("2019-01-01", row("暂停", A))
RESUME = event("2019-03-01", row("恢复", A))


@pytest.mark.parametrize("events", list(permutations([CANCEL, PAUSE, RESUME])))
def test_the_order_of_files_does_not_matter_where_days_differ(events: tuple[Event, ...]) -> None:
    assert status(A, *events) == "在用"
    assert status(A, *events, on="2019-02-28") == "已取消"


def test_on_one_day_the_later_decision_wins_then_the_later_file_then_the_later_row() -> None:
    def on_one_day(kind: str, decided: str) -> Event:
        return event("2019-01-01", row(kind, A), decided=decided)

    assert status(A, on_one_day("暂停", "2018-12-02"), on_one_day("取消", "2018-12-01")) == "暂停"
    assert status(A, on_one_day("暂停", "2018-12-01"), on_one_day("取消", "2018-12-01")) == "已取消"
    assert status(A, event("2019-01-01", row("暂停", A), row("恢复", A))) == "在用"


def test_a_decision_that_tells_no_day_was_made_on_the_day_it_took_force() -> None:
    untold = Event.model_validate(event("2019-01-01", row("暂停", A)).model_dump(by_alias=True, exclude={"decided"}))
    assert untold.decided is None
    assert status(A, untold, event("2019-01-01", row("取消", A), decided="2018-12-01")) == "暂停"
    assert status(A, event("2019-01-01", row("取消", A), decided="2019-01-02"), untold) == "已取消"


def test_what_came_first_decides_the_time_before_it() -> None:
    events = [event("2021-01-01", row("新增", after=A)), event("2020-06-01", row("暂停", A))]
    assert status(A, *events) == "在用"
