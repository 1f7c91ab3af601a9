"""Forms: a table an item with labels on the left, as Word documents of 责任清单 and 事项信息表 have them."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import yangguang
from tests.importing import imported, lost, planned
from tests.workbooks import docx, docx_table, xlsx
from yangguang.exchange.grid import Sheet
from yangguang.exchange.sheets.cells import tidy
from yangguang.exchange.sheets.columns import vocabulary
from yangguang.exchange.sheets.sheet import read_sheet

LAW = "《中华人民共和国水法》第四十八条"
TAKING = [
    ["职权名称", "1、取水许可"],
    ["职权类型", "行政许可"],
    ["职权编码", ""],
    ["法定主体", "某某市水务局"],
    ["实施依据", LAW],
    ["责任事项", "1.受理责任：公示应当提交的材料。\n2.审查责任：对材料进行审核。"],
    ["追责情形", "1.不予受理的；\n2.超过期限的。"],
    ["备注", "说明"],
]
FINING = [
    [label, {"1、取水许可": "2、擅自取水的处罚", "行政许可": "行政处罚"}.get(text, text)] for label, text in TAKING
]


def sheet(*rows: list[str]) -> list[dict[str, list[str]]]:
    """What each item of a sheet of these rows says."""
    cells = {(row, column): text for row, texts in enumerate(rows) for column, text in enumerate(texts) if text}
    read = read_sheet(Sheet("表", cells, len(rows)), vocabulary())
    return [{key: [one.text for one in said] for key, said in item.said.items()} for item in read.items]


def test_a_document_with_a_table_for_every_item_comes_in_whole(content: Path, tmp_path: Path) -> None:
    body = "".join(f"<w:p><w:r><w:t>责任事项表</w:t></w:r></w:p>{docx_table(form)}" for form in (TAKING, FINING))
    file = docx(tmp_path / "某某市水务局.docx", body)
    assert lost(planned(content, file)) == []
    found = imported(content, file)
    assert list(found) == ["取水许可", "擅自取水的处罚"]
    taking = found["取水许可"]
    assert (taking["职权类别"], found["擅自取水的处罚"]["职权类别"]) == ("行政许可", "行政处罚")
    assert [(duty["环节"], duty["责任"]) for duty in taking["责任事项"]] == [
        ("受理", "公示应当提交的材料。"),
        ("审查", "对材料进行审核。"),
    ]
    assert [case["情形"] for case in taking["追责情形"]] == ["不予受理的", "超过期限的"]
    assert taking["备注"] == "说明"
    assert "新增 0，更新 0，未变 2" in yangguang("import", file, "--into", content).output


def test_forms_below_each_other_with_two_labels_a_row_and_merged_cells(content: Path, tmp_path: Path) -> None:
    def form(name: str) -> list[list[str]]:
        return [
            ["行政权力信息表", "", "", ""],
            ["权力编码", "", "权力类型", "行政许可"],
            ["权力名称", name, "审核转报", "否"],
            ["实施依据", LAW, "", ""],
            ["责任事项", "受理责任", "公示材料", ""],
            ["", "审查责任", "审核材料", ""],
            ["办理时限", "法定时限", "20个工作日", ""],
            ["", "承诺时限", "10个工作日", ""],
            ["联系电话", "0357-1234567", "监督电话", ""],
            ["填表人：", "", "", ""],
            ["", "", "", ""],
        ]

    def finish(book: xlsxwriter.Workbook) -> None:
        page = book.get_worksheet_by_name("信息表")
        assert page is not None
        for top in (0, 11):
            page.merge_range(top, 0, top, 3, "行政权力信息表")
            page.merge_range(top + 3, 1, top + 3, 3, LAW)
            page.merge_range(top + 4, 0, top + 5, 0, "责任事项")
            page.merge_range(top + 6, 0, top + 7, 0, "办理时限")

    file = xlsx(tmp_path / "某某市水务局.xlsx", {"信息表": [*form("取水许可"), *form("采砂许可")]}, finish)
    assert lost(planned(content, file)) == []
    report = yangguang("import", file, "--into", content, "--dry-run").output
    assert "信息表：21 行 = 事项 2 + 并入 14 + 表头标题 2 + 表注 2 + 空行 1 + 隐藏 0" in report
    assert "C 审核转报 → 未收入（0）" in report
    assert "认不出的表头，未收入；可在 --profile 里指明：D3、D14（2 格）否" in report
    for item in imported(content, file).values():
        assert [(duty["环节"], duty["责任"]) for duty in item["责任事项"]] == [("受理责任", "公示材料"), ("审查责任", "审核材料")]  # fmt: skip
        assert (item["办理"]["法定办结时限"], item["办理"]["承诺办结时限"]) == ("20个工作日", "10个工作日")
        assert (item["咨询电话"], item.get("监督电话")) == ("0357-1234567", None)


def test_a_table_within_a_form_is_read_row_by_row(content: Path, tmp_path: Path) -> None:
    rows = [
        ["事项名称", "取水许可", "", "", "", ""],
        ["事项类型", "行政许可", "", "", "", ""],
        ["设定依据", LAW, "", "", "", ""],
        ["责任和风险", "责任环节", "责任事项", "风险点", "风险等级", "防控措施"],
        ["", "受理", "公示材料", "收受好处", "高", "加强监督"],
        ["", "审查", "审核材料", "故意拖延", "中", "限时办结"],
        ["责任人", "承办人", "", "", "", ""],
    ]
    file = xlsx(tmp_path / "某某市水务局.xlsx", {"表": rows})
    assert lost(planned(content, file)) == []
    [item] = imported(content, file).values()
    assert [duty["环节"] for duty in item["责任事项"]] == ["受理", "审查"]
    assert [duty["责任"] for duty in item["责任事项"]] == ["公示材料", "审核材料"]


def test_a_form_tells_who_takes_each_stage_and_what_else_is_to_be_done(content: Path, tmp_path: Path) -> None:
    rows = [
        ["事项编码", "41QT000001", "职权类别", "其他职权", ""],
        ["事项名称", "未利用土地使用审批", "", "", ""],
        ["子项名称", "", "", "", ""],
        ["实施主体 责任主体", "某某市水务局", "“三定规定”对应职责", "第四条第七项", ""],
        ["设定依据", LAW, "", "", ""],
        ["履责方式", "办理环节", "责任事项", "责任科室", ""],
        ["", "受理", "公示材料", "审批科", ""],
        ["", "审查", "审核材料", "用途科", ""],
        ["", "其他法律法规规章文件规定应履行的责任。", "", "", ""],
        ["追责情形", "不予受理的", "", "", ""],
    ]
    file = xlsx(tmp_path / "某某市水务局.xlsx", {"表": rows})
    assert lost(planned(content, file)) == [("表", (0, 3), "其他职权")]  # which is a class by another name
    [item] = imported(content, file).values()
    assert (item["职权名称"], item["职权类别"]) == ("未利用土地使用审批", "其他行政权力")
    assert item["承办机构"] == "审批科、用途科"
    assert [(duty["环节"], duty["责任"]) for duty in item["责任事项"]] == [
        ("受理", "公示材料"),
        ("审查", "审核材料"),
        ("其他", "其他法律法规规章文件规定应履行的责任。"),
    ]
    assert "部门职责：第四条第七项" in item["备注"]


def test_numbers_of_duties_are_no_stages_and_what_stands_below_a_form_is_none_of_it() -> None:
    rows = [
        ["职权名称", "取水许可"],
        ["职权类别", "行政许可"],
        ["责任事项", "1", "受理责任", "公示材料"],
        ["", "2", "审查责任", "审核材料"],
        ["监督电话", "0357-1234567"],
        [],
        ["", "填表日期：2020年1月"],
    ]
    [item] = sheet(*rows)
    assert item == {
        "职权名称": ["取水许可"],
        "职权类别": ["行政许可"],
        "责任环节": ["受理责任", "审查责任"],
        "责任事项": ["公示材料", "审核材料"],
        "监督电话": ["0357-1234567"],
    }


@pytest.mark.parametrize("codes", [("", "41QT01"), ("41QT01", ""), ("", ""), ("41QT01", "41QT02")])
@pytest.mark.parametrize("title", [[], [["责任清单"]], [["行政权力登记表"]]])
def test_a_form_begins_where_the_first_one_does_whatever_its_first_lines_leave_open(
    codes: tuple[str, str], title: list[list[str]]
) -> None:
    rows = [
        line
        for code, name in zip(codes, ("取水许可", "采砂许可"), strict=True)
        for line in [*title, ["职权编码", code], ["职权名称", name], ["职权类别", "行政许可"], ["责任事项", name]]
    ]
    told = [(item["职权名称"], item.get("职权编码", [""])) for item in sheet(*rows)]
    assert told == [(["取水许可"], [codes[0]]), (["采砂许可"], [codes[1]])]


def test_the_class_of_a_form_is_the_one_that_is_ticked(content: Path, tmp_path: Path) -> None:
    rows = [["职权名称", "取水许可"], ["职权类别", "□行政处罚 ☑行政许可 □行政强制"], ["设定依据", LAW], ["备注", ""]]
    [item] = imported(content, xlsx(tmp_path / "某某市水务局.xlsx", {"表": rows})).values()
    assert (item["职权类别"], item.get("备注")) == ("行政许可", None)


@pytest.mark.parametrize("left", [["廉政风险"], []])
def test_a_table_of_risks_within_a_form_may_begin_at_its_edge_and_ends_with_the_next_label(left: list[str]) -> None:
    blank = [""] * len(left)
    rows = [
        ["权力名称", "取水许可"],
        ["权力类别", "行政许可"],
        [*left, "风险点", "风险等级", "防控措施", "责任人"],
        [*blank, "收受好处", "高", "加强监督", "科长"],
        [*blank, "故意拖延", "中", "限时办结", "科员"],
        ["审核转报", "否"],
        ["追责情形", "不予受理的"],
    ]
    [item] = sheet(*rows)
    assert item == {
        "职权名称": ["取水许可"],
        "职权类别": ["行政许可"],
        "风险点": ["收受好处", "故意拖延"],
        "风险等级": ["高", "中"],
        "防控措施": ["加强监督", "限时办结"],
        "责任岗位": ["科长", "科员"],
        "追责情形": ["不予受理的"],
    }


def test_risks_of_a_form_that_name_no_duty_stay_word_for_word(content: Path, tmp_path: Path) -> None:
    rows = [*TAKING[:-1], ["廉政风险", "风险点", "风险等级"], ["", "收受好处", "高"], ["", "故意拖延", "中"]]
    file = xlsx(tmp_path / "某某市水务局.xlsx", {"表": rows})
    assert lost(planned(content, file)) == []
    [item] = imported(content, file).values()
    assert item["备注"] == "风险点：收受好处\n风险等级：高\n风险点：故意拖延\n风险等级：中"
    assert not any("风险点" in duty for duty in item["责任事项"])


def test_a_list_of_the_forms_makes_no_further_items_and_fills_what_they_leave_open(
    content: Path, tmp_path: Path
) -> None:
    contents = [
        ["序号", "事项名称", "事项类型", "承办科室", "实施依据"],
        ["1", "取水许可", "行政许可", "水资源科", "《甲法》第一条"],
        ["2", "擅自取水的处罚", "行政处罚", "水政科", ""],
        ["3", "水资源费征收", "行政征收", "水资源科", LAW],
    ]
    file = xlsx(tmp_path / "某某市水务局.xlsx", {"目录": contents, "表1": TAKING, "表2": FINING})
    assert lost(planned(content, file)) == []
    found = imported(content, file)
    assert list(found) == ["取水许可", "擅自取水的处罚", "水资源费征收"]
    assert [item["承办机构"] for item in found.values()] == ["水资源科", "水政科", "水资源科"]
    assert found["取水许可"]["设定依据"][0]["法规"] == "中华人民共和国水法"
    report = yangguang("import", file, "--into", content, "--dry-run").output
    assert "目录：4 行 = 事项 1 + 并入 2 + 表头标题 1" in report
    assert "目录里的一行，并入同名的表；表里另有的话以表为准：A2–D3、E2（9 格）" in report


@pytest.mark.parametrize(
    "rows",
    [
        [["职权名称", "写规范的名称"], ["职权类别", "按十类填写"], ["设定依据", "写到条"], ["备注", "其他情况"]],
        [["职权名称", "全称", "取水许可"], ["职权类别", "十类之一", "行政许可"], ["设定依据", "写到条", LAW]],
        [["职权名称", ""], ["职权类别", ""], ["设定依据", ""]],
        [["职权名称", "取水许可"], ["联系人", "张某"], ["部门职责", "管水"]],
    ],
)
def test_what_explains_a_list_or_is_no_form_gives_no_items(rows: list[list[str]]) -> None:
    assert sheet(*rows) == []


def test_a_row_of_a_list_that_names_its_columns_is_no_form() -> None:
    rows = [["职权名称", "职权类别", "设定依据"], ["取水许可", "行政许可", LAW], ["采砂许可", "行政许可", LAW]]
    assert [item["职权名称"] for item in sheet(*rows)] == [["取水许可"], ["采砂许可"]]


def test_groups_of_labels_before_the_labels_and_unknown_ones_are_told_apart() -> None:
    rows = [
        ["基本信息", "职权名称", "取水许可"],
        ["", "职权类别", "行政许可"],
        ["", "审核转报", "否"],
        ["责任信息", "追责情形", "不予受理的"],
        ["", "监督电话", "0357-1234567"],
    ]
    [item] = sheet(*rows)
    assert item == {
        "职权名称": ["取水许可"],
        "职权类别": ["行政许可"],
        "追责情形": ["不予受理的"],
        "监督电话": ["0357-1234567"],
    }


LABELS = {
    "职权名称": ["职权名称", "事项名称：", "权力\n名称"],
    "职权类别": ["职权类型", "权力类别", "事 项 类 型"],
    "行使主体": ["行使主体", "实施机关（盖章）"],
    "设定依据": ["实施依据", "法定依据"],
    "追责情形": ["追责情形", "问责情形"],
    "承办机构": ["承办科室", "承办机构"],
    "监督电话": ["监督电话", "投诉电话："],
    "受理条件": ["受理条件", "申请条件"],
}
WORDS = st.text("取水采砂许可登记备案审核公示材料，。", min_size=2, max_size=30)


@st.composite
def forms(draw: st.DrawFn) -> tuple[list[list[str]], list[dict[str, list[str]]]]:
    """Rows of one form after the other, with what each says; all have one order of labels, one or two of them a row."""
    keys = ["职权名称", *draw(st.permutations(list(LABELS)[1:]))][: draw(st.integers(4, len(LABELS)))]
    keys = [*{**dict.fromkeys(draw(st.permutations(keys))), "职权类别": None}]
    labels = {key: draw(st.sampled_from(LABELS[key])) for key in keys}
    pairs, width = draw(st.lists(st.booleans(), min_size=len(keys), max_size=len(keys))), draw(st.integers(2, 4))
    rows: list[list[str]] = []
    items = []
    for _ in range(draw(st.integers(1, 4))):
        said = {key: draw(WORDS.filter(lambda text: text.strip("，。"))) for key in keys}
        said["职权类别"] = draw(st.sampled_from(["行政许可", "行政处罚", "其他行政权力"]))
        said |= dict.fromkeys(draw(st.lists(st.sampled_from(keys))), "") | {
            key: said[key] for key in ("职权名称", "职权类别")
        }
        if draw(st.booleans()):
            rows.append(["行政权力登记表"])
        left = list(keys)
        while left:
            two = len(left) > 1 and width == 4 and pairs[len(left) - 1]
            now, left = left[: 1 + two], left[1 + two :]
            rows.append([text for key in now for text in (labels[key], said[key])])
        rows += [[]] * draw(st.integers(0, 2))
        items.append({key: [tidy(key, text)] for key, text in said.items() if text})
    return rows, items


@given(forms())
def test_forms_of_any_order_and_layout_come_back_as_they_were(made: tuple[list[list[str]], list[dict[str, list[str]]]]) -> None:  # fmt: skip
    rows, items = made
    assert sheet(*rows) == items


@given(st.lists(st.lists(WORDS, min_size=4, max_size=4), min_size=1, max_size=6), st.permutations(list(LABELS)[1:]))
def test_a_list_is_never_taken_for_forms(rows: list[list[str]], keys: list[str]) -> None:
    names = [[f"{number}{row[0]}", *row[1:]] for number, row in enumerate(rows)]
    table = [["职权名称", *(LABELS[key][0] for key in keys[:3])], *names]
    cells = {(row, column): text for row, texts in enumerate(table) for column, text in enumerate(texts)}
    assert not read_sheet(Sheet("表", cells, len(table)), vocabulary()).form
