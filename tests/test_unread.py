"""Nothing that lies in the folder of the content is left out without a word."""

import shutil
from pathlib import Path

import pytest

from tests.helpers import copy_of, yangguang

HOUMA = "regions/houma"


def told(content: Path, *options: str | Path) -> list[str]:
    """Place and rule of each error and warning of a check."""
    said = yangguang("check", "--content", content, *options, "--as-of", "2026-04-01").output
    lines = (line.split() for line in said.splitlines() if " P" in line and "提示" not in line)
    return [f"{place.removeprefix('content/').partition(':')[0]} {rule}" for place, _, rule, *_ in lines]


@pytest.fixture
def good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return copy_of("good", tmp_path)


def write(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("名称: 丙\n", encoding="utf-8")


def test_a_region_without_region_yml_is_missed(good: Path) -> None:
    (good / HOUMA / "region.yml").unlink()
    assert f"{HOUMA}/region.yml P300" in told(good)


def test_a_region_file_of_another_ending_is_to_be_renamed(good: Path) -> None:
    (good / HOUMA / "region.yml").rename(good / HOUMA / "region.yaml")
    assert f"{HOUMA}/region.yaml P354" in told(good)


def test_a_folder_of_departments_alone_is_a_region(good: Path) -> None:
    write(good / "regions/xiangfen/departments/a.yml")
    assert told(good) == ["regions/xiangfen/region.yml P300"]


def test_empty_and_hidden_folders_are_no_regions(good: Path) -> None:
    (good / "regions/xiangfen/departments").mkdir(parents=True)
    write(good / "regions/.old/region.yml")
    assert told(good) == []


def test_a_region_inside_a_further_one_is_told(good: Path) -> None:
    write(good / HOUMA / "regions/xincheng/region.yml")
    assert told(good) == [f"{HOUMA}/regions/xincheng P353"]


def test_what_a_region_elsewhere_has_below_it_is_left_to_it(good: Path, tmp_path: Path) -> None:
    county = shutil.move(good / HOUMA, tmp_path / "county")
    write(Path(county) / "regions/xincheng/region.yml")
    assert told(good, "--region", county) == []


def test_a_region_may_be_a_link_to_its_folder(good: Path, tmp_path: Path) -> None:
    county = shutil.move(good / HOUMA, tmp_path / "county")
    (good / HOUMA).symlink_to(county)
    (good / HOUMA / "region.yml").unlink()
    assert "county/region.yml P300" in told(good)
