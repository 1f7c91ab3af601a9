"""What stands in one row belongs together: stages, duties, bases and risks of an item that fills several rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.utils import range_boundaries

from tests.helpers import build, digests, yangguang
from tests.importing import imported, lost, planned
from tests.workbooks import xlsx
from yangguang.exchange.items.duties import duties

RISKY = ["序号", "职权名称", "职权类别", "设定依据", "责任环节", "责任事项", "责任依据", "风险点", "风险等级", "防控措施", "责任人"]  # fmt: skip
LAW = "【法律】《中华人民共和国水法》第四十八条。"


def water(folder: Path, *rows: list[str], merge: tuple[str, ...] = ()) -> Path:
    def finish(book: xlsxwriter.Workbook) -> None:
        sheet = book.get_worksheet_by_name("清单")
        assert sheet is not None
        for area in merge:
            column, first = "ABCDEFGHIJK".index(area[0]), int(area[1]) - 1
            sheet.merge_range(area, rows[first - 1][column])

    return xlsx(folder / "某某市水务局.xlsx", {"清单": [RISKY, *rows]}, finish)


def taken(content: Path, file: Path) -> dict[str, Any]:
    assert lost(planned(content, file)) == []
    [only] = imported(content, file).values()
    return only


def test_the_same_as_above_says_what_stands_above_and_the_report_tells(content: Path, tmp_path: Path) -> None:
    file = water(
        tmp_path,
        ["1", "取水许可", "行政许可", LAW, "受理", "公示条件", "", "", "", "", ""],
        ["2", "采砂许可", "同上", "同上", "受理", " 同上。", "", "", "", "", ""],
    )
    assert lost(planned(content, file)) == []
    found = imported(content, file)
    for key in ("职权类别", "设定依据", "责任事项"):
        assert found["采砂许可"][key] == found["取水许可"][key]
    assert "“同上”，收入上面一格的话：C3–D3、F3（3 格）" in yangguang("import", file, "--into", content).output


def test_a_row_with_a_serial_and_no_name_is_told(content: Path, tmp_path: Path) -> None:
    rows = [
        ["序号", "职权名称", "设定依据"],
        ["1", "取水许可", LAW],
        ["2", "", "《甲法》第一条"],
        ["", "", "《乙法》第二条"],
    ]
    file = xlsx(tmp_path / "某某市水务局.xlsx", {"清单": rows})
    assert "有新的序号而没有名称，并入上一项，请核对：A3（1 格）" in yangguang("import", file, "--into", content).output


def test_a_class_beside_its_number_is_a_heading_and_no_item(content: Path, tmp_path: Path) -> None:
    head = ["序号", "职权名称", "设定依据"]
    rows = [
        head,
        ["一", "行政许可", ""],
        ["1", "取水许可", LAW],
        ["二、", "行政处罚（1项）", ""],
        ["1", "对违法取水的查处", LAW],
    ]
    found = imported(content, xlsx(tmp_path / "某某市水务局.xlsx", {"清单": rows}))
    assert {name: item["职权类别"] for name, item in found.items()} == {
        "取水许可": "行政许可",
        "对违法取水的查处": "行政处罚",
    }


def test_a_number_has_the_unit_that_its_header_tells(content: Path, tmp_path: Path) -> None:
    head = ["职权名称", "职权类别", "法定办结时限（工作日）", "承诺时限(单位：天)", "职权编码"]
    rows: list[list[str | int | float]] = [
        ["甲许可", "行政许可", 20, 10, 1234567890123456],
        ["丙许可", "行政许可", "２０", "10", ""],
        ["乙许可", "行政许可", "当场", 7.5, ""],
    ]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ([*head], *rows):
        sheet.append(row)
    file = tmp_path / "某某市水务局.xlsx"
    book.save(file)
    found = imported(content, file)
    assert found["甲许可"]["办理"] == {"法定办结时限": "20个工作日", "承诺办结时限": "10日"}
    assert found["甲许可"]["职权编码"] == "1234567890123456"
    assert found["丙许可"]["办理"] == found["甲许可"]["办理"]
    assert found["乙许可"]["办理"] == {"法定办结时限": "当场"}
    assert found["乙许可"]["备注"] == "承诺办结时限：7.5"


def test_every_row_of_a_risk_table_is_one_risk_of_its_stage(content: Path, tmp_path: Path) -> None:
    file = water(
        tmp_path,
        ["1", "取水许可", "行政许可", LAW, "受理", "公示条件", "【法律】《行政许可法》第三十条。", "不告知", "高", "公示", "窗口人员"],
        ["", "", "", "", "", "", "", "超期限", "中", "督办", "科长"],
        ["", "", "", "", "审查", "核对材料", "【法律】《行政许可法》第三十四条。", "徇私", "高", "公示", "科长"],
    )  # fmt: skip
    item = taken(content, file)
    first, second = item["责任事项"]
    assert (first["环节"], first["责任"], first["依据"][0]["条款"]) == ("受理", "公示条件", ["第三十条"])
    assert (second["环节"], second["责任"], second["依据"][0]["条款"]) == ("审查", "核对材料", ["第三十四条"])
    assert [tuple(risk.values()) for risk in first["风险点"]] == [
        ("不告知", "高", "公示", "窗口人员"),
        ("超期限", "中", "督办", "科长"),
    ]
    assert [tuple(risk.values()) for risk in second["风险点"]] == [("徇私", "高", "公示", "科长")]
    assert "备注" not in item
    assert build(content, tmp_path / "site").exit_code == 0


def test_a_row_without_a_risk_of_its_own_goes_on_with_the_one_above(content: Path, tmp_path: Path) -> None:
    file = water(
        tmp_path,
        ["1", "取水许可", "行政许可", LAW, "受理", "公示条件", "", "不告知", "高", "公示清单", "窗口人员"],
        ["", "", "", "", "", "", "", "", "", "电子监察", ""],
    )  # fmt: skip
    [risk] = taken(content, file)["责任事项"][0]["风险点"]
    assert risk["防控措施"].split("\n") == ["公示清单", "电子监察"]


def test_merged_cells_speak_for_every_row_they_reach(content: Path, tmp_path: Path) -> None:
    file = water(
        tmp_path,
        ["1", "取水许可", "行政许可", LAW, "受理", "公示条件", "", "不告知", "高", "公示", "窗口人员"],
        ["", "", "", "", "", "", "", "超期限", "", "督办", ""],
        merge=("E2:E3", "F2:F3", "I2:I3", "K2:K3"),
    )  # fmt: skip
    [duty] = taken(content, file)["责任事项"]
    assert [(risk["风险点"], risk["等级"], risk["责任岗位"]) for risk in duty["风险点"]] == [
        ("不告知", "高", "窗口人员"),
        ("超期限", "高", "窗口人员"),
    ]


def test_risks_find_the_stage_that_one_long_text_of_duties_names(content: Path, tmp_path: Path) -> None:
    text = "1.受理责任：公示条件。\n2.审查责任：核对材料。"
    file = water(
        tmp_path,
        ["1", "取水许可", "行政许可", LAW, "审查环节", text, "", "徇私", "中", "复核", "科长"],
        ["", "", "", "", "受理环节", "", "", "不告知", "高", "公示", "窗口人员"],
        ["", "", "", "", "送达", "", "", "送错", "低", "核对", "窗口人员"],
        merge=("F2:F4",),
    )  # fmt: skip
    item = taken(content, file)
    assert [(duty["环节"], [risk["风险点"] for risk in duty["风险点"]]) for duty in item["责任事项"]] == [
        ("受理", ["不告知"]),
        ("审查", ["徇私"]),
    ]
    assert item["备注"] == "责任环节：送达\n风险点：送错\n风险等级：低\n防控措施：核对\n责任岗位：窗口人员"


def test_levels_in_one_cell_are_three_risks_only_where_three_texts_are(content: Path, tmp_path: Path) -> None:
    three = ["1", "取水许可", "行政许可", LAW, "受理", "公示条件", "", "1.甲\n2.乙\n3.丙", "1中2低", "1.子\n2.丑\n3.寅", "科长"]  # fmt: skip
    [duty] = taken(content, water(tmp_path, three))["责任事项"]
    assert [(risk["风险点"], risk["等级"], risk["防控措施"]) for risk in duty["风险点"]] == [
        ("甲", "中", "子"),
        ("乙", "低", "丑"),
        ("丙", "低", "寅"),
    ]


def test_levels_that_fit_no_number_of_texts_stay_word_for_word(content: Path, tmp_path: Path) -> None:
    row = ["1", "取水许可", "行政许可", LAW, "受理", "公示条件", "", "索要财物", "1中2低", "公示", "科长"]
    item = taken(content, water(tmp_path, row))
    assert "风险点" not in item["责任事项"][0]
    assert item["备注"] == "责任环节：受理\n风险点：索要财物\n风险等级：1中2低\n防控措施：公示\n责任岗位：科长"


def test_risks_without_stage_belong_to_the_duty_of_their_row(content: Path, tmp_path: Path) -> None:
    file = water(
        tmp_path,
        ["1", "取水许可", "行政许可", LAW, "", "公示条件", "", "不告知", "高", "公示", "窗口人员"],
        ["", "", "", "", "", "核对材料", "", "徇私", "高", "复核", "科长"],
    )
    item = taken(content, file)
    assert [(duty["责任"], duty["风险点"][0]["风险点"]) for duty in item["责任事项"]] == [
        ("公示条件", "不告知"),
        ("核对材料", "徇私"),
    ]


def test_stages_are_told_from_lines_without_numbers_and_from_rows() -> None:
    assert [duty["环节"] for duty in duties(["受理责任：公示。\n审查责任：核对。"])] == ["受理", "审查"]
    assert [duty["环节"] for duty in duties(["受理责任：公示。", "审查责任：核对。"])] == ["受理", "审查"]


def test_a_row_whose_name_says_nothing_is_no_item(content: Path, tmp_path: Path) -> None:
    rows = [RISKY, ["1", "取水许可", "行政许可", LAW], ["2", "/", "行政许可", "无此类职权"]]
    file = xlsx(tmp_path / "某某市水务局.xlsx", {"清单": rows})
    assert [item.name for item in planned(content, file).files[0].items] == ["取水许可"]


SPLIT = [
    ["1", "取水许可", "行政许可", LAW, "受理", "公示条件", "《甲法》第一条", "收好处", "高", "公开", "窗口人员"],
    ["1", "取水许可", "行政许可", LAW, "受理", "公示条件", "《甲法》第一条", "拖着不办", "高", "限时", "窗口人员"],
    ["1", "取水许可", "行政许可", LAW, "决定", "按期决定", "《甲法》第一条", "乱批", "中", "复核", "科长"],
    ["2", "采砂许可", "行政许可", LAW, "受理", "公示条件", "", "", "", "", ""],
]  # fmt: skip
MERGED = ("A2:A4", "B2:B4", "C2:C4", "D2:D4", "E2:E3", "F2:F3", "G2:G4", "I2:I3", "K2:K3")


def test_merged_cells_that_somebody_has_split_and_filled_make_no_further_items(content: Path, tmp_path: Path) -> None:
    before = imported(content, water(tmp_path, *SPLIT, merge=MERGED))
    (tmp_path / "2").mkdir()
    assert imported(content, water(tmp_path / "2", *SPLIT)) == before
    assert set(before) == {"取水许可", "采砂许可"}
    assert len(before["取水许可"]["责任事项"]) == 2
    (tmp_path / "3").mkdir()
    unnumbered = [["", *row[1:]] for row in SPLIT]
    assert imported(content, water(tmp_path / "3", *unnumbered)) == before


def test_items_of_one_name_that_differ_in_more_than_their_duties_stay_apart(content: Path, tmp_path: Path) -> None:
    rows = [["1", *SPLIT[0][1:]], ["2", *SPLIT[2][1:]], ["3", "取水许可", "行政处罚", *SPLIT[2][3:]]]
    counts = planned(content, water(tmp_path, *rows)).files[0].sheets[0][0].counts
    assert (counts.items, counts.joined) == (3, 0)


def test_an_exported_list_whose_cells_were_split_filled_and_sorted_changes_nothing(
    content: Path, tmp_path: Path
) -> None:
    imported(content, water(tmp_path, *SPLIT, merge=MERGED))
    before = digests(content)
    assert yangguang("export", "--xlsx", "--into", tmp_path / "out", "--content", content).exit_code == 0
    [file] = (tmp_path / "out").iterdir()
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    for area in [str(area) for area in sheet.merged_cells.ranges]:
        left, top, right, bottom = range_boundaries(area)
        sheet.unmerge_cells(area)
        for row in range(top, bottom + 1) if left == right else ():
            sheet.cell(row, left).value = sheet.cell(top, left).value
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    for number, values in enumerate(sorted(rows, key=lambda row: str(row[2]), reverse=True), 4):
        for column, value in enumerate(values, 1):
            sheet.cell(number, column).value = value
    book.save(file)
    assert yangguang("import", file, "--into", content).exit_code == 0
    assert digests(content) == before


def test_rows_that_sorting_has_torn_from_their_items_are_not_given_to_the_last_one(
    content: Path, tmp_path: Path
) -> None:
    named = [[str(n), name, "行政许可", LAW, "受理", "公示条件", *[""] * 5] for n, name in enumerate("甲乙丙", 1)]
    torn = [["", "", "", "", "决定", "按期决定", *[""] * 5] for _ in named]
    file = water(tmp_path, *named, *torn)
    result = yangguang("import", file, "--into", content)
    assert result.exit_code == 1
    assert "第 5–7 行没有名称，又都在最后一项之下" in result.output
    assert not (content / "powers").exists()
    (tmp_path / "own").mkdir()
    named[0][1], own = "取水许可", [["3", "丙", *row[2:]] for row in torn]
    assert len(imported(content, water(tmp_path / "own", *named, *own))["丙"]["责任事项"]) == 2
