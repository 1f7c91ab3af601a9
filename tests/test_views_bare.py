"""Every page can be made of lists that have next to nothing on them: other tests make only the pages they look at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.making import content, event, item, region, row
from tests.viewing import main, site
from yangguang.model.content import RegionContent
from yangguang.model.facts import ItemFacts
from yangguang.model.region import Department

COUNTY = replace(content(slug="houma", main=False), region=region("houma", 层级="县级"))
GONE = {"minzheng": Department.model_validate({"名称": "minzheng", "撤销日期": "2019-03-05"})}


@pytest.mark.parametrize(
    "regions",
    [
        [(content(), [])],
        [(replace(content(), departments={}), [])],
        [(replace(content(), departments=GONE), [])],
        [(content(event("2020-01-01", row("取消", "A1"))), [])],
        [(content(event("2020-01-01", row("取消", "A1"))), [item("A1")])],
        [(content(), [item("A1", power_class=None, nature="公共服务")])],
        [(content(), []), (COUNTY, [])],
        [(content(), [item("A1")]), (COUNTY, [])],
        [(content(), []), (COUNTY, [item("H1")])],
    ],
    ids=["nothing", "nobody", "abolished", "unknown", "cancelled", "service", "twice nothing", "city", "county"],
)  # fmt: skip
def test_every_page_can_be_made(regions: list[tuple[RegionContent, list[ItemFacts]]]) -> None:
    pages = site(*regions)
    assert len(pages) > 30
    assert [path for path, page in pages.items() if not page.signpost and not main(page).strip()] == []


def test_the_home_page_of_a_region_without_departments_says_what_became_of_them() -> None:
    gone = {**GONE, "gongan": Department.model_validate({"名称": "公安局", "撤销日期": "2019-05-01"})}
    said = "houma的部门自 2019-05-01 起已全部撤销，不再行使职权。"
    for departments, told in (
        (gone, True),
        ({**gone, "renshe": Department.model_validate({"名称": "人社局"})}, False),
        ({}, False),
    ):
        home = main(site((content(), []), (replace(COUNTY, departments=departments), []))["regions/houma/index.html"])
        assert (said in home) is told
        assert ("已撤销的部门" in home) is told
