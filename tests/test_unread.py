"""Nothing that lies in the folder of the content is left out without a word."""

import shutil
from pathlib import Path

import pytest

from tests.helpers import build, copy_of, told

HOUMA = "regions/houma"


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


@pytest.mark.parametrize("link", ["powers/civil-affairs/1107-A-00900-141000.yml", "laws.yml", "files/more"])
def test_a_symbolic_link_is_told(good: Path, link: str) -> None:
    place = good / link
    place.parent.mkdir(exist_ok=True)
    place.unlink(missing_ok=True)
    place.symlink_to("/etc")
    assert f"{link} P355" in told(good)


def test_a_link_that_appears_is_noticed_by_the_next_build(good: Path, tmp_path: Path) -> None:
    assert build(good, tmp_path / "site").exit_code == 0
    (good / "files").mkdir(exist_ok=True)
    (good / "files/link.txt").symlink_to("form.txt")
    again = build(good, tmp_path / "site")
    assert again.exit_code == 1
    assert "content/files/link.txt:1:1: 错误 P355" in again.output


def test_years_are_written_in_digits(good: Path) -> None:
    (good / "events").mkdir(exist_ok=True)
    for name in ("二〇二二", "２０２２", "22"):
        write(good / "events" / name / "a.yml")
    assert {one for one in told(good) if one.endswith("P358")} == {
        f"events/{name}/a.yml P358" for name in ("二〇二二", "２０２２", "22")
    }


def test_a_region_may_be_a_link_to_its_folder(good: Path, tmp_path: Path) -> None:
    county = shutil.move(good / HOUMA, tmp_path / "county")
    (good / HOUMA).symlink_to(county)
    (good / HOUMA / "region.yml").unlink()
    assert "county/region.yml P300" in told(good)
