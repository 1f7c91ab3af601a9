"""The demonstration does not contradict itself: which window an item is handled at, and by which document it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.helpers import ROOT
from tests.markup import document
from tests.viewing import headings, main
from yangguang.views.place import window_numbers
from yangguang.yamlio import read_yaml

REGIONS = [ROOT / "content", ROOT / "content/regions/houma"]


def read(file: Path) -> Any:
    value, problems = read_yaml(file.read_bytes(), file.name)
    assert not problems
    return value


def items(region: Path) -> list[tuple[str, Any]]:
    """Every item with the folder of its department."""
    return [(file.parent.name, read(file)) for file in sorted(region.glob("powers/*/*.yml"))]


@pytest.mark.parametrize("region", REGIONS, ids=lambda region: region.name)
def test_every_item_is_sent_to_a_window_of_its_own_department(region: Path) -> None:
    places = {place["编号"]: place.get("窗口", ()) for place in read(region / "places.yml")}
    astray = []
    for department, item in items(region):
        handling = item.get("办理", {})
        theirs = [
            window_numbers(window["号"])
            for place in handling.get("办理地点", ())
            for window in places.get(place, ())
            if window.get("部门", department) == department
        ]
        if theirs and not window_numbers(handling.get("窗口", "")) <= frozenset().union(*theirs):
            astray.append((item["职权编码"], handling["窗口"]))
    assert astray == []


@pytest.mark.parametrize("region", REGIONS, ids=lambda region: region.name)
def test_every_power_names_the_document_by_which_it_stands_on_the_list(region: Path) -> None:
    listed = read(region / "region.yml")["清单公布"]
    decisions = [read(file) for file in sorted(region.glob("events/*/*.yml"))]
    numbers = [decision["文号"] for decision in decisions]
    assert len(numbers) == len(set(numbers)), "two decisions bear one number"
    for _, item in items(region):
        if (document := item.get("批准文件")) and item.get("事项性质") != "公共服务":
            first = item["生效日期"] == listed["日期"]
            assert document["文号"] in ([listed["文号"]] if first else numbers), item["职权编码"]
    assert listed["文号"] not in numbers


def test_a_power_that_the_county_has_not_taken_on_stands_first_on_both_sides(demo_site: Path) -> None:
    for prefix in ("", "regions/houma/"):
        path = f"{prefix}ledger/devolutions.html"
        page = document(path, (demo_site / path).read_text(encoding="utf-8"))
        assert headings(page)[0] == "尚未承接 1"
        assert "建筑工程施工许可证核发" in main(page)
