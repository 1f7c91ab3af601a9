"""What an inspection would find wanting is told beforehand, with reasons, on a page and by a command."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import AS_OF, copy_of, yangguang
from tests.making import content, item, linked, paper
from tests.viewing import headings, links_of, main, site
from yangguang.check.health import Finding, findings
from yangguang.model.content import RegionContent
from yangguang.model.dates import months_before
from yangguang.model.disclosure import Disclosure
from yangguang.model.facts import ItemFacts
from yangguang.model.region import Department

TODAY = date(2026, 4, 30)


def document(day: str, genre: str = "通知", **more: Any) -> Disclosure:
    return paper(day=day, 体裁=genre, **more)


def published(*documents: Disclosure, **more: Any) -> RegionContent:
    return content(disclosures={f"disclosures/2026/{n}.md": one for n, one in enumerate(documents)}, **more)


def told(one: RegionContent, *items: ItemFacts, fault: str, day: date = TODAY) -> list[Finding]:
    links = linked((one, list(items))).regions[one.slug]
    return [found for found in findings(one, links, day) if found.fault == fault]


def test_columns_without_documents_and_departments_without_items_are_empty() -> None:
    subjects = {one.subject for one in told(published(document("2026-04-01")), item("A1"), fault="空白栏目")}
    assert {"党务公开", "村务公开", "政府信息公开指南", "政府信息公开年报", "jiaoyu"} <= subjects
    assert not {"政务公开", "minzheng"} & subjects


@pytest.mark.parametrize("aside", [{"公开类别": "村务公开"}, {"公开方式": "依申请公开"}])
def test_a_column_is_empty_where_its_page_shows_no_document_in_it(aside: dict[str, str]) -> None:
    open_, hidden = document("2026-04-01", "指南"), document("2026-04-01", "指南", **aside)
    empty = [{one.subject for one in told(published(each), fault="空白栏目")} for each in (open_, hidden)]
    assert ["政府信息公开指南" in subjects for subjects in empty] == [False, True]


@pytest.mark.parametrize(("day", "empty"), [("2026-04-30", False), ("2026-05-01", True)])
def test_a_department_is_empty_while_it_stands_not_once_it_is_abolished(day: str, empty: bool) -> None:
    one = published(document("2026-04-01"))
    gone = Department.model_validate({"名称": "市法制办公室", "撤销日期": day})
    one = replace(one, departments={**one.departments, "fazhi": gone})
    subjects = {found.subject for found in told(one, item("A1"), fault="空白栏目")}
    assert ("市法制办公室" in subjects) is empty


@pytest.mark.parametrize(("genre", "day", "stale"), [
    ("要闻", "2026-04-16", False), ("要闻", "2026-04-15", True),
    ("通知", "2025-10-30", False), ("通知", "2025-10-29", True), ("意见", "2025-10-29", True),
    ("年报", "2026-03-31", False), ("年报", "2025-03-31", True), ("清单", "2015-01-01", False),
])  # fmt: skip
def test_news_grow_old_in_two_weeks_notices_in_six_months_the_report_on_31_march(
    genre: str, day: str, stale: bool
) -> None:
    assert bool(told(published(document(day, genre)), fault="更新不及时")) is stale


def test_before_31_march_the_report_of_the_year_before_last_is_enough() -> None:
    one = published(document("2025-03-31", "年报"))
    assert told(one, fault="更新不及时", day=date(2026, 3, 31)) == []


def test_an_as_of_date_may_be_the_first_day_that_there_is_or_the_last() -> None:
    one = published(document("2026-04-01", "要闻"))
    stale = [bool(told(one, fault="更新不及时", day=day)) for day in (date.min, date.max)]
    assert stale == [False, True]


@pytest.mark.parametrize(("day", "months", "before"), [
    (date(2026, 8, 31), 6, date(2026, 2, 28)), (date(2026, 1, 15), 6, date(2025, 7, 15)), (date(2026, 12, 31), 12, date(2025, 12, 31)),
    (date(1, 6, 30), 6, date(1, 1, 30)),
])  # fmt: skip
def test_months_are_counted_back_to_a_day_that_exists(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


def test_guides_of_what_is_applied_for_name_the_elements_they_lack() -> None:
    lacking: dict[str, Any] = {"gaps": ("申请材料", "数量限制", "收费")}
    found = told(
        content(), item("A1", **lacking), item("A2", power_class="行政处罚", gaps=("收费",)), item("A3", own_status="已取消", **lacking),
        fault="办事指南要素缺失",
    )  # fmt: skip
    assert [(one.key, one.reason.told("zh")) for one in found] == [("A1", "缺少申请材料、收费")]


def test_a_promised_limit_stands_for_the_one_that_no_law_sets() -> None:
    neither, promised = (
        item("A1", gaps=("法定办结时限", "承诺办结时限", "收费")),
        item("A2", gaps=("法定办结时限", "收费")),
    )
    found = told(content(), neither, promised, fault="办事指南要素缺失")
    assert [one.reason.told("zh") for one in found] == ["缺少法定办结时限、承诺办结时限、收费", "缺少收费"]


def test_attachments_that_are_not_there_are_dead() -> None:
    one = published(
        document("2026-04-01", 附件=[{"文件": "disclosures/2026/a.csv"}, {"文件": "https://example.org/a.csv"}])
    )
    assert [f.reason.told("zh") for f in told(one, fault="链接或附件失效")] == ["附件 disclosures/2026/a.csv 不存在"]


def test_the_page_lists_dead_links_of_texts_and_leads_to_each_fault() -> None:
    file = "disclosures/2026/0.md"
    one = published(document("2026-04-01", "通知"), targets={file: {"gone.csv": 4}})
    text = "---\n标题: 通知\n---\n见[附表](gone.csv)。"
    page = site((one, [item("A1")]), files={file: text})["health/index.html"]
    assert "文中的链接 gone.csv 没有去处" in main(page)
    assert headings(page)[0].startswith("空白栏目")
    assert links_of(page)["通知"] == "disclosures/2026/0.html"


def test_the_command_lists_the_same_and_fails_only_when_told_to_be_strict(tmp_path: Path) -> None:
    folder = copy_of("good", tmp_path)
    text = min((folder / "disclosures").rglob("*.md"))
    text.write_text(text.read_text(encoding="utf-8") + "\n见[附表](gone.csv)。\n", encoding="utf-8")
    plain = yangguang("health", "--content", folder, *AS_OF)
    assert plain.exit_code == 0
    assert "文中的链接 gone.csv 没有去处" in plain.output
    assert yangguang("health", "--content", folder, *AS_OF, "--strict").exit_code == 1


def test_what_stands_in_code_is_no_link(tmp_path: Path) -> None:
    folder = copy_of("good", tmp_path)
    for text in (min((folder / "disclosures").rglob("*.md")), min((folder / "pages").rglob("*.md"))):
        text.write_text(text.read_text(encoding="utf-8") + "\n写作`[附表](gone.csv)`。\n", encoding="utf-8")
    assert "gone.csv" not in yangguang("health", "--content", folder, *AS_OF).output


def test_the_command_speaks_english_where_it_is_asked_to(tmp_path: Path) -> None:
    folder = copy_of("good", tmp_path)
    text = min((folder / "disclosures").rglob("*.md"))
    text.write_text(text.read_text(encoding="utf-8") + "\n见[附表](gone.csv)。\n", encoding="utf-8")
    said = yangguang("--lang", "en", "health", "--content", folder, *AS_OF).output
    assert "the link gone.csv in the text leads nowhere" in said
    assert "没有去处" not in said


def test_the_command_shows_mistakes_that_forbid_a_build_first(tmp_path: Path) -> None:
    folder = copy_of("good", tmp_path)
    (folder / "region.yml").write_text("名称: [", encoding="utf-8")
    assert yangguang("health", "--content", folder, *AS_OF).exit_code in (1, 2)
