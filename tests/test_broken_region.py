"""A mistake in region.yml hides no other mistake, and makes none up."""

from pathlib import Path

import pytest

from tests.helpers import edit, told

CARD = "powers/civil-affairs/1107-A-00100-141000.yml"


@pytest.mark.parametrize("folder", ["", "regions/houma/"])
@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("层级: ", "层级: 地", "P121"),
        ("格式版本: 1", "格式版本:", "P128"),
        ("格式版本: 1", "格式版本: 1.0", "P071"),
        ("网址标识: ", "网址标识: Q", "P132"),
        ("名称: ", "名称: [", "P028"),
    ],
)
def test_one_mistake_in_region_yml_is_one_message(good: Path, folder: str, old: str, new: str, rule: str) -> None:
    edit(good / folder / "region.yml", old, new)
    assert told(good) == [f"{folder}region.yml {rule}"]


def test_other_mistakes_are_told_beside_that_in_region_yml(good: Path) -> None:
    edit(good / "region.yml", "层级: ", "层级: 地")
    edit(good / CARD, "承诺办结时限: ", "承诺办结时限: 约")
    edit(good / "departments/civil-affairs.yml", "名称: ", "全名: ")
    assert {"region.yml P121", f"{CARD} P125", "departments/civil-affairs.yml P102"} <= {*told(good)}


@pytest.mark.parametrize("version", ["2", None])
def test_a_county_misses_nothing_of_a_city_that_cannot_be_read(good: Path, version: str | None) -> None:
    if version:
        edit(good / "region.yml", "格式版本: 1", f"格式版本: {version}")
    else:
        (good / "region.yml").unlink()
    assert told(good) == ["region.yml P070" if version else "region.yml P300"]
