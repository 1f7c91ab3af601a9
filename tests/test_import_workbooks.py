"""Workbooks with the traps of real ones become items; every visible cell ends in the content or in the report."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import build, digests, yangguang
from tests.importing import REGION, addressed, imported, items, lost, planned
from tests.workbooks import DUTIES, HEAD, docx, docx_table, item, xls, xlsx
from yangguang.cli import main
from yangguang.exchange.intake.report import ranges
from yangguang.yamlio import fmt, shape_at


def traps(book: xlsxwriter.Workbook) -> None:
    """What makes the list of the next function like a real one."""
    sheet = book.get_worksheet_by_name("行政许可（3项）")
    assert sheet is not None
    sheet.merge_range("A1:N1", "某某市交通局权责清单")
    sheet.merge_range("H2:I2", "实施层级及权限")
    sheet.merge_range("B4:B5", "客运站经营许可")
    sheet.set_row(6, None, None, {"hidden": True})
    sheet.set_column("P:P", None, None, {"hidden": True})
    book.get_worksheet_by_name("旧表").hide()


def transport(folder: Path) -> Path:
    """Title, two rows of one item, a hidden row, a repeated header, an empty class, blanks, a footnote, leftovers."""
    licence = [
        ["某某市交通局权责清单"], HEAD,
        item("1", "车辆\n登记", 备注="/"),
        item("2", "客运站经营许可", 子项名称="1.新办"),
        item("", "", 子项名称="2.延续", 实施层级及权限="地州市级"),
        HEAD,
        item("379", "别处的许可"),
        [*item("4,5", "货运许可", ""), "", "隐藏列", "无表头"],
        [], [],
        ["注：本表含两级。"],
    ]  # fmt: skip
    licence[4][8] = "负责延续"
    fines = [
        HEAD,
        item("1", "对超载的处罚", "行政处罚", 行使主体="地州市交通局"),
        item("2", "对抛洒的处罚", "处罚", 追责情形="依法追责"),
    ]
    sheets = {"行政许可（3项）": licence, "行政处罚": fines, "旧表": [HEAD, item("1", "废止的许可")], "Sheet3": []}
    return xlsx(folder / "某某市交通局2024年权责清单.xlsx", sheets, traps)


def test_that_duties_of_sub_items_differ_is_told(content: Path, tmp_path: Path) -> None:
    other = DUTIES.replace("公布办理条件", "公布收费标准")
    rows = [HEAD, item("1", "货运许可", 子项名称="1.新办"), item("", "", 子项名称="2.延续", 责任事项内容=other)]
    told = "各子项的责任不同，合在一起列出，请核对：J2–J3（2 格）"
    assert told in yangguang("import", xlsx(tmp_path / "某某市交通局.xlsx", {"许可": rows}), "--into", content).output
    rows[2] = item("", "", 子项名称="2.延续")
    alike = yangguang("import", xlsx(tmp_path / "某某市交通局.xlsx", {"许可": rows}), "--into", content, "--dry-run")
    assert "各子项的责任不同" not in alike.output


def test_the_traps_are_seen_through(content: Path, tmp_path: Path) -> None:
    found = imported(content, transport(tmp_path))
    assert sorted(found) == sorted(["车辆登记", "客运站经营许可", "货运许可", "对超载的处罚", "对抛洒的处罚"])
    station = found["客运站经营许可"]
    assert station["办理"]["业务办理项"] == [{"名称": "新办"}, {"名称": "延续"}]
    assert station["权限划分"] == "负责本级客运站经营许可\n负责延续"
    assert found["货运许可"]["职权类别"] == "行政许可"
    assert found["对抛洒的处罚"]["职权类别"] == "行政处罚"
    assert found["对抛洒的处罚"]["追责情形"] == "依法追责"
    assert found["车辆登记"]["行使层级"] == ["市级"]
    assert "备注" not in found["车辆登记"]
    assert "行使主体" not in found["对超载的处罚"]


def test_the_counts_add_up_to_the_last_row(content: Path, tmp_path: Path) -> None:
    [file] = planned(content, transport(tmp_path)).files
    for sheet, _ in file.sheets:
        c = sheet.counts
        assert c.rows == c.items + c.joined + c.headers + c.notes + c.blanks + c.hidden
    first = file.sheets[0][0].counts
    assert (first.rows, first.items, first.joined, first.headers, first.notes, first.blanks, first.hidden) == (
        11,
        3,
        1,
        3,
        1,
        2,
        1,
    )


def test_a_dry_run_tells_columns_and_addresses_and_writes_nothing(content: Path, tmp_path: Path) -> None:
    before = digests(content)
    said = yangguang("import", transport(tmp_path), "--into", content, "--dry-run").output
    assert digests(content) == before
    assert "B 事项名称 → 职权名称（3）车辆登记｜客运站经营许可｜货运许可" in said
    assert "隐藏行，未收入：A7–B7" in said
    assert "隐藏列，未收入：P8（1 格）" in said
    assert "没有表头的列，未收入：Q8（1 格）无表头" in said
    assert "一行写了几个序号，作为一项收入，请核对：A8（1 格）4,5" in said
    assert "表注，未收入：A11（1 格）注：本表含两级。" in said
    assert "工作表“旧表”是隐藏的，没有收入" in said


PLACES = st.sets(st.tuples(st.integers(0, 12), st.integers(0, 4)))


@given(filled=PLACES, data=st.data())
def test_ranges_name_the_cells_that_are_meant_and_no_other_that_holds_something(
    filled: set[tuple[int, int]], data: st.DataObject
) -> None:
    meant = data.draw(st.sets(st.sampled_from(sorted(filled)), min_size=1)) if filled else {(0, 0)}
    assert addressed(ranges(meant, filled)) & (filled | meant) == meant


def test_a_cell_below_the_neighbour_of_one_is_not_below_that_one() -> None:
    assert ranges({(0, 0), (1, 1)}, {(0, 0), (0, 1), (1, 0), (1, 1)}) == "A1、B2"
    assert ranges({(0, 0), (0, 1), (2, 0), (2, 1)}, {(0, 0), (0, 1), (2, 0), (2, 1)}) == "A1–B3"


@pytest.mark.parametrize(("lang", "cells"), [("zh", "O2–O2000（1000 格）"), ("en", "O2–O2000 (1000 cells)")])
def test_an_unknown_column_is_one_range_in_the_report(content: Path, tmp_path: Path, lang: str, cells: str) -> None:
    rows = []
    for n in range(1000):
        rows += [
            [*item(str(n + 1), f"检查{n}", "行政检查"), "某人"],
            ["", "", "", "", "", "", "", "", "", "", "另一责任依据"],
        ]
    path = xlsx(tmp_path / "某某市交通局.xlsx", {"清单": [[*HEAD, "经手"], *rows]})
    result = CliRunner().invoke(main, ["--lang", lang, "import", str(path), "--into", str(content), "--dry-run"])
    assert result.exit_code == 0
    assert f"{cells}某人" in result.output or f"{cells} 某人" in result.output
    assert max(map(len, result.output.splitlines())) < 200


def test_nothing_is_lost_silently(content: Path, tmp_path: Path) -> None:
    odd = xlsx(tmp_path / "某某市水务局.xlsx", {"清单": [
        ["填报单位：某某市水务局"],
        ["序号", "权力名称", "权力类别", "法律依据", "法定时限", "承诺时限", "收费", "联系人", "受理条件", "风险点", "风险等级", "防控措施", "责任人", "检查频次"],
        ["1", "取水许可", "行政许可", "依法设定", "自受理之日起45日", "20个工作日", "按标准收费", "甲某", "有取水工程", "不告知", "高", "公示", "窗口人员", "一年一次"],
        ["2", "奇怪事项", "服务类", "/", "当场", "无", "不收费", "", "", "", "", "", "", ""],
        ["", "", "", "无处可接的依据", "", "", "", "", "", "", "", "", "", ""],
    ]})  # fmt: skip
    done = planned(content, transport(tmp_path), odd)
    assert lost(done) == []
    done.write(content)
    right = items(content)["取水许可"]
    assert right["办理"]["法定办结时限"] == "45日"
    assert right["办理"]["承诺办结时限"] == "20个工作日"
    assert "法定办结时限：自受理之日起45日" in right["备注"]
    assert "甲某" not in str(right), "a column that nobody knows may name people"


def test_a_dry_run_says_of_every_column_what_becomes_of_it(content: Path, tmp_path: Path) -> None:
    report = yangguang("import", transport(tmp_path), "--into", content, "--dry-run").output
    for line in (
        "H 实施层级及权限 → 行使层级、权限划分",
        "I 实施层级及权限 → 行使层级、权限划分",
        "B 事项名称 → 职权名称",
    ):
        assert f"    {line}（" in report


def test_the_import_is_canonical_sound_and_published(content: Path, tmp_path: Path) -> None:
    imported(content, transport(tmp_path))
    for path in sorted(content.glob("*/**/*.yml")):
        name = path.relative_to(content).as_posix()
        shape = shape_at(name)
        assert shape is not None
        assert fmt(path.read_bytes(), name, shape) == (path.read_bytes(), [])
    result = build(content, tmp_path / "site")
    assert result.exit_code == 0, result.output
    assert "职权 5 项" in result.output


def test_importing_again_changes_nothing_and_a_correction_changes_one_file(content: Path, tmp_path: Path) -> None:
    imported(content, transport(tmp_path))
    before = digests(content)
    imported(content, transport(tmp_path))
    assert digests(content) == before
    fines = [HEAD, item("1", "对改装的处罚", "行政处罚"), item("2", "对超载的处罚", "行政处罚", 承办机构="法规科"),
             item("3", "对抛洒的处罚", "处罚", 行使主体="", 追责情形="依法追责")]  # fmt: skip
    result = yangguang("import", xlsx(tmp_path / "某某市交通局.xlsx", {"行政处罚": fines}), "--into", content)
    assert "新增 1，更新 1，未变 1" in result.output
    assert "原有 3 项不在这份清单里，没有改动" in result.output
    after = digests(content)
    assert [path for path in before if before[path] != after[path]] == [
        "powers/jiaotongju/jiaotongju-B-00001-990100.yml"
    ]


def test_work_done_on_an_item_since_outlives_the_next_import(content: Path, tmp_path: Path) -> None:
    imported(content, transport(tmp_path))
    path = content / "powers/jiaotongju/jiaotongju-A-00001-990100.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text("# 已核对\n" + text + "通俗名称: [上牌]\n", encoding="utf-8")
    changed = [HEAD, item("1", "车辆登记", 承办机构="车管科", 备注="/")]
    found = imported(content, xlsx(tmp_path / "某某市交通局.xlsx", {"行政许可": changed}))
    assert found["车辆登记"]["通俗名称"] == ["上牌"]
    assert found["车辆登记"]["承办机构"] == "车管科"
    assert path.read_text(encoding="utf-8").startswith("# 已核对\n")


def test_codes_follow_the_pattern_of_the_region(content: Path, tmp_path: Path) -> None:
    (content / "region.yml").write_text(
        REGION + '编码规则: "{部门:4}-{类别}-{序号:5}-{区划}"\n类别字母: {行政许可: X}\n', encoding="utf-8"
    )
    own = [[*HEAD, "职权编码"], [*item("1", "甲许可"), "0001-X-00009-990100"], [*item("2", "乙许可"), "旧-7"]]
    found = imported(content, xlsx(tmp_path / "某某市交通局.xlsx", {"1": own}))
    assert found["甲许可"]["职权编码"] == "0001-X-00009-990100"
    assert found["乙许可"]["职权编码"] == "0001-X-00001-990100"
    assert found["乙许可"]["其他编码"] == {"原编码": ["旧-7"]}
    assert build(content, tmp_path / "site").exit_code == 0


def test_old_workbooks_tables_and_documents_give_the_same_item(content: Path, tmp_path: Path) -> None:
    rows = [HEAD, item("1", "车辆登记"), item("2", "藏起的许可")]
    old = xls(tmp_path / "某某市交通局.xls", "行政许可", rows, hidden=[2])
    text = tmp_path / "某某市水利局.csv"
    quoted = [",".join('"' + value.replace("\n", "\r\n") + '"' for value in row) for row in rows[:2]]
    text.write_bytes("\r\n".join(quoted).encode("gb18030"))
    table = docx(tmp_path / "某某市林业局.docx", docx_table(rows[:2]))
    for file in (old, text, table):
        [one] = planned(content, file).files
        assert [made.name for made in one.items] == ["车辆登记"], file.name
        assert one.items[0].value["设定依据"][0]["条款"] == ["第八条", "第十三条"]
    assert "\n  表格：2 行 = 事项 1" in yangguang("import", text, "--into", content, "--dry-run").output


def test_a_profile_adds_spellings_and_leaves_columns_out(content: Path, tmp_path: Path) -> None:
    rows = [["编号", "干什么", "哪一类", "凭什么", "内部意见"], ["1", "车辆登记", "办证", "依法", "不宜公开"]]
    profile = tmp_path / "profile.yml"
    profile.write_text(
        "表头: {职权名称: 干什么, 职权类别: 哪一类, 设定依据: 凭什么}\n类别: {办证: 行政许可}\n略去: [内部意见]\n",
        encoding="utf-8",
    )
    file = xlsx(tmp_path / "某某市交通局.xlsx", {"1": rows})
    result = yangguang("import", file, "--into", content, "--profile", profile)
    assert "配置文件要求略去的列：E2（1 格）" in result.output
    assert items(content)["车辆登记"]["职权类别"] == "行政许可"


def test_departments_are_known_by_their_former_spelling_or_by_name(content: Path, tmp_path: Path) -> None:
    (content / "departments").mkdir()
    (content / "departments/press.yml").write_text("名称: 某某市新闻出版局\n", encoding="utf-8")
    rows = [HEAD, item("1", "印刷许可", 行使主体="市委宣传部（新闻出版局）")]
    imported(content, xlsx(tmp_path / "某某市委宣传部（新闻出版局）2024年权责清单.xlsx", {"Sheet1": rows}))
    assert [path.name for path in (content / "powers").iterdir()] == ["press"]
    result = yangguang(
        "import", xlsx(tmp_path / "清单.xlsx", {"1": [HEAD, item("1", "某许可", 行使主体="")]}), "--into", content
    )
    assert "请用 --department 指明" in result.output
    assert yangguang("import", tmp_path / "清单.xlsx", "--into", content, "--department", "press").exit_code == 0


def test_a_long_list_full_of_merges_is_read_whole(content: Path, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "某某市交通局.xlsx"))
    sheet = book.add_worksheet("行政处罚")
    sheet.write_row(0, 0, HEAD[:12])
    for row in range(1, 4000, 2):
        values = item(str(row // 2 + 1), f"对第{row}种行为的处罚", "行政处罚")[:12]
        for column, value in enumerate(values):
            sheet.merge_range(row, column, row + 1, column, value)
    book.close()
    [file] = planned(content, tmp_path / "某某市交通局.xlsx").files
    assert len(file.items) == 2000
    assert file.sheets[0][0].counts.joined == 2000


def test_an_item_that_stands_once_per_level_tells_who_does_what(content: Path, tmp_path: Path) -> None:
    rows = [
        HEAD,
        item("1", "渔业资源费的征收", "行政征收", 行使主体="某某省农业厅", 实施层级及权限="自治区级"),
        item("", "", "", 行使主体="某某市农业局", 实施层级及权限="地州市级"),
        item("", "", "", 行使主体="县农业局", 实施层级及权限="县市区级"),
    ]
    for row, scope in zip(rows[1:], ("负责全省", "负责本市", "负责本县"), strict=True):
        row[8] = scope
    found = imported(content, xlsx(tmp_path / "某某市农业局.xlsx", {"清单": rows}))["渔业资源费的征收"]
    assert found["行使主体"] == "某某市农业局"
    assert found["行使层级"] == ["省级", "市级", "县级"]
    assert found["权限划分"][0] == {"层级": "省级", "范围": "负责全省", "单位": "某某省农业厅"}
