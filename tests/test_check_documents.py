"""Documents and the catalogue: what of them contradicts another document, a day, the folder, and what does not."""

from typing import Any

import pytest

from tests.judging import houma, rules
from tests.making import content, paper
from yangguang.model.disclosure import CatalogueRow


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


def test_a_document_explains_another_one_that_is_there() -> None:
    path = "disclosures/2025/a.md"
    assert rules((content(disclosures={path: paper(解读自=path)}), [])) == ["P504"]
    away = paper(修改废止={"文件": "disclosures/2025/b.md", "关系": "废止"})
    assert rules((content(disclosures={path: away}), [])) == ["P503"]


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
