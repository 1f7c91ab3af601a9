"""Nothing that lies in the folder of the content is left out without a word."""

import shutil
from pathlib import Path

import pytest

from tests.helpers import build, told, yangguang

HOUMA = "regions/houma"


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


ITEM = "powers/civil-affairs/1107-A-00100-141000"


@pytest.mark.parametrize("mark", [" - 副本", "(1)", " (1)", "_旧", " "])
def test_a_copy_of_an_item_is_told_once_and_at_the_copy(good: Path, mark: str) -> None:
    shutil.copy(good / f"{ITEM}.yml", good / f"{ITEM}{mark}.yml")
    said = yangguang("check", "--content", good).output.splitlines()
    assert [line for line in said if " 错误 " in line] == [
        f"content/{ITEM}{mark}.yml:2:7: 错误 P200 文件名是“1107-A-00100-141000{mark if mark.strip() else '␣'}”，"
        "职权编码却是“1107-A-00100-141000”；两者必须一致，请改其中一个，多余的副本请删去"
    ]


@pytest.mark.parametrize("folder", ["events", "disclosures", "catalogue", "pages"])
def test_a_copy_of_what_has_no_code_is_told_once_and_at_the_copy(good: Path, folder: str) -> None:
    kept = {"events": ".yml", "catalogue": ".csv"}.get(folder, ".md")
    file = min(good.glob(f"{folder}/**/*{kept}"))
    shutil.copy(file, copy := file.with_name(f"{file.stem} - 副本{kept}"))
    said = yangguang("check", "--content", good).output.splitlines()
    assert [line.partition(":")[0] for line in said if "P360" in line or "P500" in line] == [
        f"content/{copy.relative_to(good)}"
    ]


@pytest.mark.parametrize("ending", [".yml.txt", ".yaml", ".YML", ".yml ", ".yml."])
def test_an_item_that_is_called_otherwise_is_to_be_renamed(good: Path, ending: str) -> None:
    (good / f"{ITEM}.yml").rename(good / f"{ITEM}{ending}")
    said = yangguang("check", "--content", good).output
    assert (
        f"content/{ITEM}{ending}:2:1: 警告 P351 文件的结尾不对，程序不会读它；请改名为 1107-A-00100-141000.yml" in said
    )


def test_a_file_whose_right_name_is_taken_is_not_to_be_renamed(good: Path) -> None:
    shutil.copy(good / f"{ITEM}.yml", good / f"{ITEM}.yml.txt")
    assert told(good) == [f"{ITEM}.yml.txt P350"]


def test_a_region_file_that_notepad_has_saved_is_to_be_renamed(good: Path) -> None:
    (good / HOUMA / "region.yml").rename(good / HOUMA / "region.yml.txt")
    assert f"{HOUMA}/region.yml.txt P354" in told(good)


def test_what_office_and_windows_leave_beside_files_is_no_content(good: Path) -> None:
    for name in (
        "~$region.yml",
        "catalogue/~$户籍.csv",
        "powers/civil-affairs/Thumbs.db",
        "desktop.ini",
        "regions/Thumbs.db",
    ):
        (good / name).write_bytes(b"\0\x01")
    assert told(good) == []


def page(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"# {path.stem}\n", encoding="utf-8")


def unfit(content: Path) -> list[str]:
    return [line for line in yangguang("check", "--content", content).output.splitlines() if " P362 " in line]


@pytest.mark.parametrize(
    "name", ["填写说明?", "1:2", "样表 /a", "样表./a", "aux", "Nul", "con/a", "lpt1.说明", "a\\b", "“好”|"]
)
def test_a_name_that_windows_cannot_hold_is_told(good: Path, name: str) -> None:
    page(good / f"pages/{name}.md")
    (line,) = unfit(good)
    assert line.startswith(f"content/pages/{name}.md:1:1: 警告 P362 ")


@pytest.mark.parametrize("name", ["通知（一）：说明", "auxiliary", "a b.c", "com", "icon.con2"])
def test_a_name_that_any_machine_holds_is_not_told(good: Path, name: str) -> None:
    page(good / f"pages/{name}.md")
    assert told(good) == []


def test_a_folder_that_windows_cannot_hold_is_told_once_and_by_its_name(good: Path) -> None:
    for name in ("a", "b"):
        page(good / f"pages/问答: 新/上/{name}.md")
    (line,) = unfit(good)
    assert line.startswith(
        "content/pages/问答: 新/上/a.md:1:1: 警告 P362 Windows 和多数 U 盘不支持“问答: 新”这样的名称；"
    )


@pytest.mark.parametrize(
    ("file", "folder", "kind"),
    [
        (f"{ITEM}.yml", "departments", "职权事项）的内容；请移到 powers/…/….yml"),
        ("departments/civil-affairs.yml", "powers/civil-affairs", "部门）的内容；请移到 departments/….yml"),
        ("events/*/*.yml", "powers/civil-affairs", "调整文件）的内容；请移到 events/…/….yml"),
        ("region.yml", "departments", "地区）的内容；请移到 region.yml"),
    ],
)
def test_a_file_in_the_folder_of_another_kind_is_one_mistake(good: Path, file: str, folder: str, kind: str) -> None:
    found = min(good.glob(file))
    shutil.copy(found, good / folder / "moved.yml")
    said = yangguang("check", "--content", good).output.splitlines()
    assert [line for line in said if "moved.yml" in line and " P204 " not in line] == [
        f"content/{folder}/moved.yml:{line_of(found)}:1: 错误 P361 这里写的是另一种文件（{kind}"
    ]


@pytest.mark.parametrize("file", ["region.yml", "hotline.yml"])
def test_a_file_that_is_only_begun_is_none_of_another_kind(good: Path, file: str) -> None:
    (good / file).write_text("名称: 演示\n", encoding="utf-8")
    said = yangguang("check", "--content", good).output
    assert f"{file}:1:1: 错误 P128" in said
    assert "P361" not in said


def line_of(file: Path) -> int:
    """The first line that is no comment."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line and not line.startswith("#"))
