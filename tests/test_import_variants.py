"""The same list in other clothes: other spellings, another order, headers of two lines, headings, page numbers, signatures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers import ROOT, examples
from tests.importing import REGION, lost, planned
from tests.workbooks import xlsx
from yangguang.exchange.grid import Sheet
from yangguang.exchange.intake.files import FileRead
from yangguang.exchange.items.item import made
from yangguang.exchange.sheets.columns import vocabulary
from yangguang.exchange.sheets.sheet import read_sheet

LAW = "【法律】《中华人民共和国水法》\n第四十八条：取水应当申请。"
SPELLINGS: dict[str, list[str]] = yaml.safe_load(
    (ROOT / "yangguang/exchange/sheets/columns.yml").read_text(encoding="utf-8")
)
ITEM = {
    "序号": "1", "职权编码": "SW-0001", "职权名称": "取水许可", "职权类别": "行政许可", "设定依据": LAW, "行使主体": "某某市水务局", "承办机构": "水资源科",
    "行使层级": "市级", "权限划分": "跨县的", "责任环节": "受理", "责任事项": "公示条件", "责任依据": "【法律】《行政许可法》第三十条。", "风险点": "不告知",
    "风险等级": "高", "防控措施": "公示", "责任岗位": "窗口人员", "追责情形": "依法追责", "追责对象范围": "承办人", "法定办结时限": "60个工作日",
    "承诺办结时限": "20个工作日", "服务对象": "法人", "受理条件": "有取水工程", "申请材料": "申请书", "收费": "不收费", "咨询电话": "2000000", "监督电话": "2000001",
    "备注": "无异议",
}  # fmt: skip


def grid(rows: Sequence[Sequence[str]]) -> Sheet:
    cells = {(r, c): text for r, row in enumerate(rows) for c, text in enumerate(row) if text}
    return Sheet("Sheet1", cells, len(rows))


def taken(rows: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    return [made(raw, vocabulary()).value for raw in read_sheet(grid(rows), vocabulary()).items]


DECORATED: tuple[Callable[[str], str], ...] = (
    str, lambda text: f" {text} ", lambda text: f"{text[:2]}\n{text[2:]}", lambda text: f"*{text}", lambda text: f"{text}：", lambda text: f"{text}（必填）",
    lambda text: " ".join(text), lambda text: f"{text}\u3000",
)  # fmt: skip


@settings(max_examples=examples(150), deadline=None)
@given(st.data())
def test_spelling_order_and_titles_make_no_difference(data: st.DataObject) -> None:
    keys = data.draw(st.permutations(list(ITEM)))
    plain = [spelling for key in keys for spelling in [data.draw(st.sampled_from(SPELLINGS[key]))]]
    heads = [data.draw(st.sampled_from(DECORATED))(text) for text in plain]
    titles = data.draw(
        st.sampled_from([[], [["某某市水务局权责清单"]], [["附件1"], ["某某市水务局行政权力清单（2024年）"], []]])
    )
    blank = data.draw(st.integers(0, len(keys)))
    rows = [*titles, heads, [ITEM[key] for key in keys]]
    spread = [[*row[:blank], "", *row[blank:]] if len(row) > 1 else row for row in rows]
    guiding = "指导" in plain[keys.index("责任事项")]
    [one], [expected] = taken(spread), taken([list(ITEM), list(ITEM.values())])
    assert {k: v for k, v in one.items() if k != "责任事项" or not guiding} == {
        k: v for k, v in expected.items() if k != "责任事项" or not guiding
    }


def read(folder: Path, rows: Sequence[Sequence[str]], finish: Callable[[xlsxwriter.Workbook], None] | None = None) -> FileRead:  # fmt: skip
    """The list as a file, of which nothing visible is lost."""
    (folder / "content").mkdir()
    (folder / "content/region.yml").write_text(REGION, encoding="utf-8")
    done = planned(folder / "content", xlsx(folder / "某某市水务局权责清单.xlsx", {"Sheet1": rows}, finish))
    assert lost(done) == []
    [file] = done.files
    return file


def names(file: FileRead) -> list[tuple[str, str | None]]:
    return [(item.name, item.value.get("职权类别")) for item in file.items]


def test_classes_may_stand_as_headings_in_one_sheet(tmp_path: Path) -> None:
    file = read(tmp_path, [
        ["序号", "权力事项", "实施依据", "责任部门"], ["一、行政许可（2项）"], ["1", "取水许可", LAW, "市水务局"], ["2", "采砂许可", LAW, "市水务局"],
        ["二、行政处罚（1项）"], ["1", "对私自取水的惩处", LAW, "市水务局"], ["合计：3项"],
    ])  # fmt: skip
    assert names(file) == [("取水许可", "行政许可"), ("采砂许可", "行政许可"), ("对私自取水的惩处", "行政处罚")]
    assert file.sheets[0][0].counts.notes == 1


def test_a_header_of_two_lines_is_read_merged_or_not(tmp_path: Path) -> None:
    rows = [
        ["序号", "事项名称", "责任事项", "", "权力类型"],
        ["", "", "内容", "依据", ""],
        ["1", "取水许可", "公示", LAW, "行政许可"],
    ]

    def merge(book: xlsxwriter.Workbook) -> None:
        sheet = book.worksheets()[0]
        for area, text in (("A1:A2", "序号"), ("B1:B2", "事项名称"), ("C1:D1", "责任事项"), ("E1:E2", "权力类型")):
            sheet.merge_range(area, text)

    for number, finish in enumerate((merge, None)):
        (tmp_path / str(number)).mkdir()
        file = read(tmp_path / str(number), rows, finish)
        [duty] = file.items[0].value["责任事项"]
        assert (duty["责任"], duty["依据"][0]["法规"]) == ("公示", "中华人民共和国水法")
        assert file.sheets[0][0].counts.headers == 2


def test_limits_below_one_header_are_the_legal_one_and_the_promised_one(tmp_path: Path) -> None:
    """办结时限 over 法定 and 承诺: what the law grants was taken for what is promised."""
    rows = [
        ["序号", "事项名称", "办结时限（工作日）", "", "权力类型"],
        ["", "", "法定", "承诺", ""],
        ["1", "取水许可", "20", "10", "行政许可"],
    ]

    def merge(book: xlsxwriter.Workbook) -> None:
        book.worksheets()[0].merge_range("C1:D1", "办结时限（工作日）")

    for number, finish in enumerate((merge, None)):
        (tmp_path / str(number)).mkdir()
        [made] = read(tmp_path / str(number), rows, finish).items
        limits = {key: made.value["办理"][key] for key in ("法定办结时限", "承诺办结时限")}
        assert limits == {"法定办结时限": "20个工作日", "承诺办结时限": "10个工作日"}


def test_articles_may_stand_in_the_column_beside_their_law(tmp_path: Path) -> None:
    """They came in as the text of a basis that names no law."""
    rows = [
        ["序号", "事项名称", "设定依据", "", "权力类型"],
        ["", "", "法律法规名称", "条款", ""],
        ["1", "取水许可", "《某水法》", "第七条、第四十八条", "行政许可"],
        ["", "", "《某取水条例》", "第二条第一款", ""],
        ["2", "采砂许可", "《某河道条例》第五条", "", "行政许可"],
    ]

    def merge(book: xlsxwriter.Workbook) -> None:
        for area, text in (("A1:A2", "序号"), ("B1:B2", "事项名称"), ("C1:D1", "设定依据"), ("E1:E2", "权力类型")):
            book.worksheets()[0].merge_range(area, text)

    one, other = read(tmp_path, rows, merge).items
    assert [(basis["法规"], basis["条款"]) for basis in one.value["设定依据"]] == [
        ("某水法", ["第七条", "第四十八条"]),
        ("某取水条例", ["第二条第一款"]),
    ]
    assert [basis["法规"] for basis in other.value["设定依据"]] == ["某河道条例"]


@pytest.mark.parametrize("head", ["电话", "联系电话", "联系方式"])
@pytest.mark.parametrize("columns", [("咨询", "监督"), ("咨询", "投诉"), ("咨询电话", "监督投诉电话")])
def test_telephones_below_one_header_are_the_one_to_ask_and_the_one_to_complain(
    tmp_path: Path, head: str, columns: tuple[str, str]
) -> None:
    rows = [
        ["序号", "事项名称", head, "", "权力类型"],
        ["", "", *columns, ""],
        ["1", "取水许可", "0357-0000001", "0357-0000002", "行政许可"],
    ]

    def merge(book: xlsxwriter.Workbook) -> None:
        for area, text in (("A1:A2", "序号"), ("B1:B2", "事项名称"), ("C1:D1", head), ("E1:E2", "权力类型")):
            book.worksheets()[0].merge_range(area, text)

    (one,) = read(tmp_path, rows, merge).items
    assert (one.value["咨询电话"], one.value["监督电话"]) == ("0357-0000001", "0357-0000002")


@pytest.mark.parametrize("head", ["实施层级", "实施层级及权限", "行使层级（打√）"])
@pytest.mark.parametrize("columns", [("市级", "县（市、区）级"), ("市", "县（市、区）"), ("市本级", "县区")])
def test_levels_may_be_ticked_in_columns_of_their_own(tmp_path: Path, head: str, columns: tuple[str, str]) -> None:
    """The tick itself was published as the division of powers."""
    rows = [
        ["序号", "事项名称", head, "", "权力类型"],
        ["", "", *columns, ""],
        ["1", "取水许可", "√", "√", "行政许可"],
        ["2", "采砂许可", "×", "√", "行政许可"],
    ]

    def merge(book: xlsxwriter.Workbook) -> None:
        for area, text in (("A1:A2", "序号"), ("B1:B2", "事项名称"), ("C1:D1", head), ("E1:E2", "权力类型")):
            book.worksheets()[0].merge_range(area, text)

    one, other = read(tmp_path, rows, merge).items
    assert (one.value["行使层级"], other.value["行使层级"]) == (["市级", "县级"], ["县级"])
    assert not {"权限划分"} & (one.value.keys() | other.value.keys())


def test_duties_may_stand_in_two_columns(tmp_path: Path) -> None:
    rows = [
        ["职权名称", "职权类别", "直接实施责任", "指导监督责任"],
        ["取水许可", "行政许可", "1.公示条件。", "1.指导下级。"],
    ]
    assert read(tmp_path, rows).items[0].value["责任事项"] == [
        {"环节": "其他", "责任": "1.公示条件。"},
        {"责任类型": "指导监督责任", "责任": "1.指导下级。"},
    ]


def test_signatures_and_page_numbers_join_no_item(tmp_path: Path) -> None:
    head = ["序号", "事项名称", "权力类型", "设定依据"]
    file = read(tmp_path, [
        head, ["1", "取水许可", "行政许可", LAW], ["第1页"], head, ["2", "采砂许可", "行政许可", LAW], ["第 2 页 共 2 页"], [],
        ["填表人：某甲", "", "审核人：某乙", ""], ["填表日期：2024年1月1日"],
    ])  # fmt: skip
    assert names(file) == [("取水许可", "行政许可"), ("采砂许可", "行政许可")]
    counts = file.sheets[0][0].counts
    assert (counts.notes, counts.headers, counts.joined, counts.blanks) == (4, 2, 0, 1)
    assert "某乙" not in str([item.value for item in file.items])


@pytest.mark.parametrize(
    ("word", "kind"),
    [("行政许可类", "行政许可"), ("1.行政处罚", "行政处罚"), ("其他职权", "其他行政权力"), ("其它权力", "其他行政权力"), ("检查", "行政检查")],
)  # fmt: skip
def test_classes_are_known_by_other_words(word: str, kind: str) -> None:
    assert taken([["事项名称", "权力类型"], ["某事", word]])[0]["职权类别"] == kind


def test_a_second_class_in_the_rows_of_an_item_is_kept_in_words() -> None:
    rows = [
        ["序号", "事项名称", "权力类型", "设定依据"],
        ["1", "取水许可", "行政许可", LAW],
        ["", "", "行政检查", "另一部法"],
    ]
    [one] = taken(rows)
    assert (one["职权类别"], one["备注"]) == ("行政许可", "职权类别：行政检查")


@pytest.mark.parametrize(
    ("nature", "word", "expected"),
    [
        ("行政权力", "行政许可", ("行政许可", None, None)),
        ("政务服务事项", "行政许可", ("行政许可", None, "事项性质：政务服务事项")),
        ("公共服务", "", (None, "公共服务", None)),
        ("公共服务", "行政许可", (None, "公共服务", "职权类别：行政许可")),
        ("公共服务", "便民", (None, "公共服务", "职权类别：便民")),
    ],
)
def test_what_a_cell_says_of_the_nature_of_an_item_is_not_lost(
    nature: str, word: str, expected: tuple[str | None, ...]
) -> None:
    head = ["职权名称", "职权类别", "事项性质", "设定依据"]
    [item] = taken([head, ["婚姻登记档案查询", word, nature, LAW]])
    assert tuple(item.get(key) for key in ("职权类别", "事项性质", "备注")) == expected


@pytest.mark.parametrize(
    ("header", "cell", "meant"),
    [
        ("收费", "免费", {"办理": {"收费": "不收费"}}),
        ("收费", "每本10元", {"备注": "收费：每本10元"}),
        ("收费依据", "发改价格〔2017〕1号", {"备注": "收费依据：发改价格〔2017〕1号"}),
        ("法定时限", "20日", {"办理": {"法定办结时限": "20日"}}),
        ("法定时限", "自受理之日起20日内", {"办理": {"法定办结时限": "20日"}, "备注": "法定办结时限：自受理之日起20日内"}),
        ("法定时限", "1.5个月", {"备注": "法定办结时限：1.5个月"}),
        ("法定时限", "20日，特殊情况30日", {"备注": "法定办结时限：20日，特殊情况30日"}),
        ("国家基本编码", "000119001000", {"其他编码": {"国家基本编码": "000119001000"}}),
        ("国家基本编码", "待核", {"备注": "国家基本编码：待核"}),
        ("更新日期", "2024.5.1", {"更新日期": "2024-05-01"}),
        ("更新日期", "2024年上半年", {"备注": "更新日期：2024年上半年"}),
        ("网上办理", "https://zwfw.example.org/1", {"办理": {"网上办理": "https://zwfw.example.org/1"}}),
        ("网上办理", "山西政务服务网", {"备注": "网上办理：山西政务服务网"}),
        ("权力来源", "法定本级行使", {"权力来源": "法定本级行使"}),
        ("权力来源", "省里下放", {"备注": "权力来源：省里下放"}),
        ("批准文号", "临政发〔2015〕1号", {"批准文件": {"文号": "临政发〔2015〕1号"}}),
        ("批准文号", "关于公布权责清单的通知", {"批准文件": {"标题": "关于公布权责清单的通知"}}),
        ("实施层级", "地州\n市级", {"行使层级": ["市级"]}),
        ("实施层级", "市级、县级", {"行使层级": ["市级", "县级"]}),
        ("实施层级", "分级管理", {"行使层级": ["分级管理"]}),
        ("实施层级", "市级；跨县的", {"行使层级": ["市级"], "权限划分": "跨县的"}),
        ("子项名称", "新办", {"职权名称": "新办", "主项": {"名称": "取水"}}),
    ],
)  # fmt: skip
def test_what_fits_its_key_goes_there_and_the_rest_stays_under_its_own_name(
    header: str, cell: str, meant: dict[str, Any]
) -> None:
    [item] = taken([["职权名称", "职权类别", "设定依据", header], ["取水", "行政许可", LAW, cell]])
    del item["设定依据"]
    assert item == {"职权名称": "取水", "职权类别": "行政许可"} | meant


def test_several_sub_items_are_ways_of_handling_only_where_somebody_applies() -> None:
    subs = [["1", "取水", "", "1.新办", LAW], ["", "", "", "2.延续", ""]]
    for kind, meant in (("行政许可", {"办理": {"业务办理项": [{"名称": "新办"}, {"名称": "延续"}]}}), ("行政处罚", {"备注": "子项：新办；延续"})):  # fmt: skip
        subs[0][2] = kind
        [item] = taken([["序号", "职权名称", "职权类别", "子项名称", "设定依据"], *subs])
        del item["设定依据"]
        assert item == {"职权名称": "取水", "职权类别": kind} | meant


def test_a_merged_text_whose_first_row_is_hidden_speaks_for_the_rows_that_are_seen() -> None:
    rows = [["职权名称", "职权类别", "设定依据"], ["旧事项", "行政许可", LAW], ["取水许可", "", LAW]]
    sheet = replace(grid(rows), merges=[(1, 1, 2, 1)], hidden_rows=frozenset({1}))
    [item] = [made(raw, vocabulary()).value for raw in read_sheet(sheet, vocabulary()).items]
    assert (item["职权名称"], item["职权类别"]) == ("取水许可", "行政许可")
