"""Whose list it is, and lists of several departments."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import yaml_of, yangguang
from tests.importing import REGION, items, lost, planned
from tests.workbooks import HEAD, item, xlsx
from yangguang.exchange.intake.departments import full_name
from yangguang.model.region import Region
from yangguang.yamlio import read_yaml


def owners(folder: Path) -> dict[str, set[str]]:
    """Name of each department → the names of its items."""
    found = {}
    for path in sorted((folder / "departments").glob("*.yml")):
        value, _ = read_yaml(path.read_bytes(), path.name)
        assert isinstance(value, dict)
        mine = (read_yaml(one.read_bytes(), one.name)[0] for one in (folder / "powers" / path.stem).glob("*.yml"))
        found[str(value["名称"])] = {str(one["职权名称"]) for one in mine if isinstance(one, dict)}
    return found


def several(path: Path) -> Path:
    """One list of three departments, on two sheets."""
    return xlsx(path, {
        "行政许可": [HEAD, item("1", "车辆登记", 行使主体="市公安局"), item("2", "客运许可", 行使主体="市交通局"),
                   item("3", "户口登记", 行使主体="某某市公安局")],
        "行政检查": [HEAD, item("1", "超速检查", "行政检查", 行使主体="市公安局交警支队"), item("2", "煤炭检查", "行政检查", 行使主体="煤炭主管部门"),
                   item("3", "食品检查", "行政检查", 行使主体="市市场监督管理局、市卫生健康委员会")],
    })  # fmt: skip


@pytest.mark.parametrize("at_once", [False, True])
def test_departments_that_sound_alike_have_files_of_their_own(content: Path, tmp_path: Path, at_once: bool) -> None:
    names = ("某某市水务局", "某某市税务局")
    files = [xlsx(tmp_path / f"{name}.xlsx", {"清单": [HEAD, item("1", f"{name}的许可")]}) for name in names]
    for some in [files] if at_once else [[file] for file in files]:
        assert yangguang("import", *some, "--into", content).exit_code == 0
    assert owners(content) == {name: {f"{name}的许可"} for name in names}


def test_who_imports_the_list_of_an_abolished_department_is_told_so(content: Path, tmp_path: Path) -> None:
    (content / "departments").mkdir()
    (content / "departments/food.yml").write_text("名称: 某某市食药局\n撤销日期: 2019-01-01\n", encoding="utf-8")
    (content / "departments/market.yml").write_text("名称: 某某市市场局\n", encoding="utf-8")
    listed = xlsx(tmp_path / "某某市食药局权责清单.xlsx", {"清单": [HEAD, item("1", "食品许可")]})
    assert (
        "部门“某某市食药局”自 2019-01-01 起撤销" in yangguang("import", listed, "--into", content, "--dry-run").output
    )
    assert "撤销" not in yangguang("import", listed, "--into", content, "--department", "market").output
    assert owners(content)["某某市市场局"] == {"食品许可"}


def test_a_slip_in_the_name_of_a_department_is_told_before_it_becomes_another_one(
    content: Path, tmp_path: Path
) -> None:
    (content / "departments").mkdir()
    (content / "departments/transport.yml").write_text("名称: 某某市交通运输局\n", encoding="utf-8")
    listed = xlsx(tmp_path / "某某市交通运数局权责清单.xlsx", {"清单": [HEAD, item("1", "货运许可")]})
    shown = yangguang("import", listed, "--into", content, "--dry-run").output
    assert (
        "新建了部门“某某市交通运数局”，与已有的“某某市交通运输局”只差几个字；如果就是它，请加上 --department transport"
        in shown
    )
    done = yangguang("import", listed, "--into", content, "--department", "transport").output
    assert "新建" not in done
    assert owners(content) == {"某某市交通运输局": {"货运许可"}}
    other = xlsx(tmp_path / "某某市水务局权责清单.xlsx", {"清单": [HEAD, item("1", "取水许可")]})
    assert "只差几个字" not in yangguang("import", other, "--into", content).output


def test_towns_whose_names_have_all_but_the_place_in_common_are_no_slips(content: Path, tmp_path: Path) -> None:
    names = ("某某市城关镇人民政府", "某某市城东镇人民政府", "某某市上马街道办事处", "某某市下马街道办事处")
    lists = [
        xlsx(tmp_path / f"{n}.xlsx", {"清单": [[f"填报单位：{name}"], HEAD, item("1", f"{name}的许可")]})
        for n, name in enumerate(names)
    ]
    assert "只差几个字" not in yangguang("import", *lists, "--into", content).output
    assert owners(content) == {name: {f"{name}的许可"} for name in names}
    slip = xlsx(tmp_path / "slip.xlsx", {"清单": [["填报单位：城关镇人民证府"], HEAD, item("1", "砍伐许可")]})
    assert (
        "与已有的“某某市城关镇人民政府”只差几个字" in yangguang("import", slip, "--into", content, "--dry-run").output
    )


def test_a_list_under_a_name_of_former_days_goes_to_the_department_that_had_it(content: Path, tmp_path: Path) -> None:
    (content / "departments").mkdir()
    (content / "departments/water.yml").write_text(
        "名称: 某某市水务局\n曾用名: [{名称: 某某市水利局}]\n", encoding="utf-8"
    )
    file = xlsx(tmp_path / "某某市水利局.xlsx", {"清单": [HEAD, item("1", "取水许可")]})
    assert yangguang("import", file, "--into", content).exit_code == 0
    assert owners(content) == {"某某市水务局": {"取水许可"}}


def test_a_place_with_a_rare_character_in_its_name_keeps_it(content: Path, tmp_path: Path) -> None:
    names = ("某某市㮾梨街道办事处", "某某市𬒗口镇人民政府办公室")
    told = xlsx(tmp_path / "1.xlsx", {"清单": [[f"填报单位：{names[0]}"], HEAD, item("1", "砍伐许可")]})
    titled = xlsx(tmp_path / f"{names[1]}权责清单.xlsx", {"清单": [HEAD, item("1", "取水许可")]})
    assert yangguang("import", told, titled, "--into", content).exit_code == 0
    assert owners(content) == {names[0]: {"砍伐许可"}, names[1]: {"取水许可"}}


def test_a_list_out_of_a_pdf_is_read_as_it_looks(content: Path, tmp_path: Path) -> None:
    """Its radicals made another department, a class that nobody knew, and a law that is unknown."""
    head = ["职权编码", "职权名称", "职权类别", "设定依据"]
    row = ["", "⻋辆⼊⼾登记", "⾏政许可", "《⺠法典》第八条"]
    file = xlsx(tmp_path / "某某市⺠政局权责清单.xlsx", {"清单": [head, row]})
    yangguang("import", file, "--into", content)
    assert owners(content) == {"某某市民政局": {"车辆入户登记"}}
    (found,) = items(content).values()
    assert (found["职权类别"], found["设定依据"][0]["法规"]) == ("行政许可", "民法典")


@pytest.mark.parametrize("told", ["市运管处", "运管处"])
def test_a_profile_gives_the_department_its_formal_name_however_the_list_calls_it(
    content: Path, tmp_path: Path, told: str
) -> None:
    [profile] = yaml_of("import")
    (tmp_path / "profile.yml").write_text(profile, encoding="utf-8")
    file = xlsx(tmp_path / "清单.xlsx", {"清单": [HEAD, item("1", "车辆登记", 行使主体=told)]})
    done = yangguang("import", file, "--into", content, "--profile", tmp_path / "profile.yml")
    assert (done.exit_code, owners(content)) == (0, {"某某市交通局": {"车辆登记"}})


@pytest.mark.parametrize("slug", ["../../esc", ".", "A B", "部门", ""])
def test_a_department_that_is_no_slug_is_told_before_anything_is_written(
    content: Path, tmp_path: Path, slug: str
) -> None:
    before = sorted(tmp_path.rglob("*"))
    file = xlsx(tmp_path / "清单.xlsx", {"行政许可": [HEAD, item("1", "车辆登记")]})
    done = yangguang("import", file, "--into", content, "--department", slug)
    assert (done.exit_code, "不是部门标识" in done.output) == (2, True)
    assert sorted(tmp_path.rglob("*")) == sorted([*before, file])


def test_a_list_of_several_departments_goes_to_each_of_them(content: Path, tmp_path: Path) -> None:
    result = yangguang("import", several(tmp_path / "行政权力汇总.xlsx"), "--into", content)
    assert result.exit_code == 0, result.output
    assert owners(content) == {
        "某某市公安局": {"车辆登记", "户口登记", "超速检查", "煤炭检查"},
        "某某市交通局": {"客运许可"},
        "某某市市场监督管理局": {"食品检查"},
    }
    assert "行使主体没有写明是哪个部门，归入事项最多的部门，请核对：B3（1 格）煤炭检查" in result.output
    assert items(content)["食品检查"]["行使主体"] == "市市场监督管理局、市卫生健康委员会"
    again = yangguang("import", several(tmp_path / "行政权力汇总.xlsx"), "--into", content)
    assert "新增 0，更新 0，未变 6" in again.output
    assert "不在这份清单里" not in again.output


@pytest.mark.parametrize(
    "name",
    [
        "某某市市场监督管理局/知识产权局",
        "开发区 管委会",
        "某某市妇联",
        "妇联",
        "某某市㮾梨街道办事处",
        "某某市公安局交警支队",
    ],
)
def test_in_such_a_list_a_department_is_known_by_its_whole_name(content: Path, tmp_path: Path, name: str) -> None:
    (content / "departments").mkdir()
    (content / "departments/a.yml").write_text("名称: 某某市公安局\n", encoding="utf-8")
    (content / "departments/b.yml").write_text(f"名称: {name}\n", encoding="utf-8")
    rows = [item("1", "甲许可", 行使主体="某某市公安局"), item("2", "乙许可", 行使主体=name)]
    assert yangguang("import", xlsx(tmp_path / "汇总.xlsx", {"清单": [HEAD, *rows]}), "--into", content).exit_code == 0
    assert owners(content) == {"某某市公安局": {"甲许可"}, name: {"乙许可"}}


def test_nothing_of_such_a_list_is_lost(content: Path, tmp_path: Path) -> None:
    assert lost(planned(content, several(tmp_path / "汇总.xlsx"))) == []


@pytest.mark.parametrize(
    ("file", "options", "name"),
    [
        ("某某市公安局权责清单.xlsx", (), "某某市公安局"),
        ("公安权责清单.xlsx", (), "某某市公安局"),
        ("汇总.xlsx", ("--department", "gongan"), "某某市公安局"),
    ],
)
def test_who_is_named_by_the_file_or_the_command_has_the_whole_list(
    content: Path, tmp_path: Path, file: str, options: tuple[str, ...], name: str
) -> None:
    yangguang("import", several(tmp_path / file), "--into", content, *options)
    assert {name: len(found) for name, found in owners(content).items()} == {name: 6}


def test_departments_above_and_below_the_region_are_none_of_its_own(content: Path, tmp_path: Path) -> None:
    rows = [
        item("1", "甲许可", 行使主体="市公安局"),
        item("2", "乙许可", 行使主体="自治区公安厅"),
        item("3", "丙许可", 行使主体="县市区公安局"),
    ]
    yangguang("import", xlsx(tmp_path / "汇总.xlsx", {"清单": [HEAD, *rows]}), "--into", content)
    assert owners(content) == {"某某市公安局": {"甲许可", "乙许可", "丙许可"}}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("市场监督管理局", "某某市市场监督管理局"),
        ("市市场监督管理局", "某某市市场监督管理局"),
        ("某某市场监督管理局", "某某市市场监督管理局"),
        ("市容环境卫生管理局", "某某市市容环境卫生管理局"),
        ("市政公用局", "某某市市政公用局"),
        ("市政务服务管理局", "某某市政务服务管理局"),
        ("市民政局", "某某市民政局"),
        ("某某公安局", "某某市公安局"),
    ],
)
def test_a_city_that_belongs_to_a_name_stays_in_it(said: str, name: str) -> None:
    value, _ = read_yaml(REGION.encode(), "region.yml")
    assert full_name(said, Region.model_validate(value)) == name
