"""The catalogue of what must be disclosed: which rows are answered, late, stale or missing, counted in working days."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.making import content, paper
from tests.viewing import inside, links_of, main, site
from yangguang.check.coverage import answer
from yangguang.model.disclosure import CatalogueRow, Disclosure
from yangguang.model.workdays import is_workday, workdays_after, workdays_between

TODAY = date(2026, 1, 1)


def row(limit: str = "信息形成之日起20个工作日内", **more: Any) -> CatalogueRow:
    return CatalogueRow.model_validate({"编号": "1", "一级事项": "综合业务", "公开时限": limit, "主动": "√"} | more)


def document(published: str, written: str | None = None, **more: Any) -> Disclosure:
    return paper(day=published, 成文日期=written, **more)


def test_national_day_is_not_worked_and_the_sunday_before_it_is() -> None:
    assert [is_workday(date(2025, 9, 28)), is_workday(date(2025, 10, 1)), is_workday(date(2025, 10, 9))] == [
        True,
        False,
        True,
    ]


def test_where_no_holidays_are_decided_yet_a_week_has_five_working_days() -> None:
    assert [is_workday(date(2099, 6, day)) for day in range(1, 8)] == [True] * 5 + [False] * 2


def test_twenty_working_days_over_the_national_holiday() -> None:
    assert workdays_after(date(2025, 9, 26), 3) == date(2025, 9, 30)
    assert workdays_after(date(2025, 9, 30), 1) == date(2025, 10, 9)


@given(st.dates(date(2005, 1, 1), date(2040, 12, 31)), st.integers(1, 90))
def test_a_term_ends_on_a_working_day_and_has_as_many_of_them(start: date, number: int) -> None:
    end = workdays_after(start, number)
    assert is_workday(end)
    assert workdays_between(start, end) == number
    # To the last day that there is, as from a mistyped year, they are told at once, too.
    assert workdays_between(start, date.max) == number + workdays_between(end, date.max)


def test_of_several_documents_the_one_that_was_late_is_named() -> None:
    told = answer(row(), [document("2025-12-20"), document("2025-11-05", "2025-09-26")], TODAY)
    assert told.note == "2025-11-05 公开的一件应于 2025-10-30 前公开，晚4个工作日"


@pytest.mark.parametrize(("published", "state"), [("2025-10-10", "已公开"), ("2025-11-05", "逾期公开")])
def test_a_document_is_late_after_its_working_days(published: str, state: str) -> None:
    assert answer(row(), [document(published, "2025-09-26")], TODAY).state == state


@pytest.mark.parametrize(("published", "written"), [("2025-10-10", "9999-12-31"), ("9999-12-30", "9999-12-20")])
def test_a_year_that_is_mistyped_ends_no_build(published: str, written: str) -> None:
    assert answer(row(), [document(published, written)], TODAY).state == "已公开"


def test_lateness_is_told_in_working_days() -> None:
    assert (
        answer(row("3个工作日"), [document("2025-10-10", "2025-09-26")], TODAY).note
        == "应于 2025-09-30 前公开，晚2个工作日"
    )


def test_what_is_due_every_year_grows_stale() -> None:
    assert answer(row("每年一次"), [document("2024-12-31")], TODAY).state == "应更新"
    assert answer(row("每年一次"), [document("2025-01-01")], TODAY).state == "已公开"


@pytest.mark.parametrize(
    ("limit", "written", "published", "note"),
    [
        ("3工作日", "2025-09-26", "2025-10-10", "应于 2025-09-30 前公开，晚2个工作日"),
        ("自印发之日起 ２０ 个工作日内", "2025-09-26", "2025-11-05", "应于 2025-10-30 前公开，晚4个工作日"),
        ("七个工作日内", "2025-09-26", "2025-10-17", "应于 2025-10-13 前公开，晚4个工作日"),
        ("经批准后20日内", "2025-01-17", "2025-03-10", "应于 2025-02-06 前公开，晚32日"),
        ("每季度终了后15天内", "2025-10-03", "2025-10-24", "应于 2025-10-20 前公开，晚4日"),  # 18 October: a Saturday
        ("公示不少于7日；批准后20个工作日内", "2025-09-26", "2025-11-05", "应于 2025-10-30 前公开，晚4个工作日"),
        ("行政许可7个工作日内，其他20个工作日内", "2025-09-26", "2025-10-30", ""),
        ("20日内；变更的15个工作日内", "2025-09-26", "2025-11-05", "应于 2025-10-23 前公开，晚9个工作日"),
        ("公示期满之日起3个工作日内", "2025-09-26", "2025-10-10", "应于 2025-09-30 前公开，晚2个工作日"),
        ("每年3月31日前", None, "2025-04-07", "应于 2025-03-31 前公开，晚4个工作日"),
        ("每年2月底前", None, "2025-03-03", "应于 2025-02-28 前公开，晚1个工作日"),
        ("每年2月30日前", None, "2025-02-28", ""),
        ("3个工作日内", "2025-09-02", "2025-09-06", "应于 2025-09-05 前公开，晚1日"),  # a Saturday
        ("每年2月底前", None, "2025-03-01", "应于 2025-02-28 前公开，晚1日"),
        ("每月十五日内", "2025-12-01", "2025-12-10", ""),
    ],
)
def test_a_term_is_understood_as_people_write_it(limit: str, written: str | None, published: str, note: str) -> None:
    assert answer(row(limit), [document(published, written)], TODAY).note == note


@pytest.mark.parametrize(
    ("limit", "written", "published", "note"),
    [
        ("5个工作日内", "2098-12-25", "2099-01-05", ""),  # 元旦 is a day off in every year
        ("10个工作日内", "2099-01-12", "2099-02-06", ""),  # and 春节 takes a week
        ("10日内", "2099-01-12", "2099-02-02", ""),
        ("10个工作日内", "2099-01-12", "2099-03-02", "应于 2099-01-26 前公开，晚约 25个工作日"),
        ("每年3月31日前", None, "2099-04-07", "应于 2099-03-31 前公开，晚约 5个工作日"),
    ],
)
def test_nobody_is_late_for_days_that_may_be_holidays_once_they_are_decided(
    limit: str, written: str | None, published: str, note: str
) -> None:
    assert answer(row(limit), [document(published, written)], date(2099, 12, 31)).note == note


@pytest.mark.parametrize(
    "limit",
    ["公示7个工作日", "公示期不少于7个工作日", "草案公告不少于5日", "会议召开前3个工作日", "提前3个工作日", "及时", ""],
)
def test_how_long_something_hangs_out_is_no_term(limit: str) -> None:
    assert answer(row(limit), [document("2025-12-01", "2025-09-26")], TODAY).state == "已公开"


@pytest.mark.parametrize(
    ("limit", "published", "state"),
    [
        ("按月公开", "2025-11-30", "应更新"), ("按月公开", "2025-12-01", "已公开"), ("每个季度", "2025-09-30", "应更新"),
        ("按季度公开", "2025-10-01", "已公开"), ("每半年汇总", "2025-06-30", "应更新"), ("逐年公布", "2024-12-31", "应更新"),
    ],
)  # fmt: skip
def test_a_period_is_understood_as_people_write_it(limit: str, published: str, state: str) -> None:
    assert answer(row(limit), [document(published)], TODAY).state == state


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        (date(2026, 3, 26), "已公开"),
        (date(2026, 3, 31), "已公开"),
        (date(2026, 4, 1), "应更新"),
        (date(2028, 2, 29), "应更新"),
    ],
)
def test_what_is_due_by_a_day_of_the_year_grows_stale_on_that_day(as_of: date, state: str) -> None:
    assert answer(row("每年3月31日前"), [document("2025-03-25")], as_of).state == state


def test_of_what_is_due_by_a_day_of_the_year_the_first_of_each_year_is_judged() -> None:
    reports = [document("2025-03-25"), document("2025-06-02"), document("2024-04-03")]
    assert (
        answer(row("每年3月31日前"), reports, TODAY).note == "2024-04-03 公开的一件应于 2024-03-31 前公开，晚3个工作日"
    )


@pytest.mark.parametrize("over", [{"有效性": "废止"}, {"有效性": "失效"}, {"有效期至": "2025-12-31"}])
def test_a_row_that_only_what_is_over_answers_is_to_be_brought_up_to_date(over: dict[str, str]) -> None:
    old = document("2025-10-10", "2025-09-26", **over)
    assert answer(row(), [old], TODAY).state == "应更新"
    assert answer(row(), [old, document("2025-11-10")], TODAY).state == "已公开"
    notice = document("2025-10-10", "2025-09-26", 公示={"起": "2025-10-10", "止": "2025-10-20"}, **over)
    assert answer(row(), [notice], TODAY).state == "已公开"


def test_without_a_document_only_what_is_given_on_request_is_in_order() -> None:
    assert answer(row(), [], TODAY).state == "应公开未公开"
    assert answer(row(主动="", 依申请="√"), [], TODAY).state == "依申请公开"
    assert answer(row(依申请="√"), [], TODAY).state == "应公开未公开"


def test_the_catalogue_shows_its_coverage_and_leads_to_what_is_wanting() -> None:
    rows = (row(公开内容="标准和名单"), row(编号="2", 二级事项="监督检查"), row(编号="3", 主动="", 依申请="√"))
    one = content(
        catalogue={"社会救助": rows},
        disclosures={"disclosures/2025/a.md": document("2025-10-10", "2025-09-26", 目录项=["社会救助/1"])},
    )
    page = site((one, []))["disclosures/catalogue.html"]
    assert [e.text for e in inside(page, "status")] == ["已公开", "应公开未公开", "依申请公开"]
    assert links_of(page)["社会救助 › 综合业务 › 监督检查"] == "disclosures/catalogue.html"
    assert "社会救助11150%" in main(page)
    assert "标准和名单" in main(page)
    assert "社会救助 › 综合业务 › 监督检查 2 · 应公开未公开" in main(page).replace("\xa0", " ")
    late = content(
        catalogue={"社会救助": (row(),)},
        disclosures={"disclosures/2025/a.md": document("2025-12-10", "2025-09-26", 目录项=["社会救助/1"])},
    )
    assert main(site((late, []))["disclosures/catalogue.html"]).count("晚29个工作日") == 2, (
        "in the summary and at its row"
    )
