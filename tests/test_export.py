"""Lists go out in the official tables and come in again as they went; departments may begin with an empty one."""

from __future__ import annotations

import io
import shutil
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers import AS_OF, SITES, copy_of, digests, edit, yangguang
from tests.importing import REGION, exported
from tests.workbooks import xlsx
from yangguang.build.source import FolderSource
from yangguang.exchange.export.columns import COLUMNS, basis
from yangguang.exchange.export.items import canonical_item
from yangguang.exchange.export.layout import TALLEST, lay_out
from yangguang.exchange.export.workbook import workbook
from yangguang.exchange.export.writers import Form, written
from yangguang.exchange.intake.content import content_at
from yangguang.exchange.intake.plan import plan
from yangguang.exchange.items.bases import bases
from yangguang.exchange.sheets.clean import missing
from yangguang.exchange.sheets.columns import vocabulary
from yangguang.model.region import Region

FORMS: tuple[Form, ...] = ("xlsx", "docx", "csv")
every_form = pytest.mark.parametrize("form", FORMS)


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lists")
    exported(SITES / "good", folder, *(f"--{form}" for form in FORMS))
    return folder


def files(lists: Path, form: str) -> list[Path]:
    return sorted((lists / "linfen").glob(f"*.{form}"))


@every_form
def test_what_comes_in_again_where_it_came_from_changes_nothing(lists: Path, tmp_path: Path, form: str) -> None:
    content = shutil.copytree(SITES / "good", tmp_path / "content")
    before = digests(content)
    result = yangguang("import", *files(lists, form), "--into", content)
    assert result.exit_code == 0, result.output
    assert digests(content) == before


@pytest.mark.parametrize(
    "name", ["市场监督管理局/知识产权局", "开发区 管委会", "“扫黄打非”办公室", "临汾市民政局-老龄办", "临汾市㮾梨街道办事处", "妇联"]
)  # fmt: skip
def test_a_department_finds_its_own_list_again_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    content = copy_of("good", tmp_path)
    edit(content / "departments/market-regulation.yml", "临汾市市场监督管理局", name)
    lists = exported(content, tmp_path / "lists", *(f"--{form}" for form in FORMS), "--department", "market-regulation")
    before = digests(content)
    for file in lists:
        result = yangguang("import", file, "--into", content)
        assert (result.exit_code, digests(content)) == (0, before), result.output


def test_a_list_that_was_edited_is_not_written_over(tmp_path: Path) -> None:
    into = tmp_path / "lists"
    lists = exported(SITES / "good", into, "--csv")
    assert exported(SITES / "good", into, "--csv") == lists  # as they went out
    lists[-1].write_text("改过", encoding="utf-8")
    lists[0].unlink()
    refused = yangguang("export", "--csv", "--into", into, "--content", SITES / "good", *AS_OF)
    assert (refused.exit_code, lists[-1].read_text(encoding="utf-8")) == (2, "改过")
    assert str(lists[-1]) in refused.stderr
    assert "import" in refused.stderr
    assert not lists[0].exists()
    assert exported(SITES / "good", into, "--csv", "--overwrite") == lists
    assert lists[-1].read_text(encoding="utf-8-sig") != "改过"


@every_form
def test_what_comes_in_elsewhere_is_the_same_content(lists: Path, tmp_path: Path, form: str) -> None:
    home, there = SITES / "good", tmp_path / "content"
    there.mkdir()
    shutil.copy(home / "region.yml", there)
    shutil.copytree(home / "departments", there / "departments")
    assert yangguang("import", *files(lists, form), "--into", there).exit_code == 0
    shared = content_at(home).shared
    came = sorted(path.relative_to(there).as_posix() for path in (there / "powers").rglob("*.yml"))
    assert len(came) == 4
    for path in came:
        went = shared.expanded(canonical_item(FolderSource(home), path))
        assert canonical_item(FolderSource(there), path) == went, path


WIDTHS = {column.key: 7 * (2 * column.width + 1) + 5 for column in COLUMNS}
"""Pixels of each column."""


def test_each_class_has_a_sheet_ready_for_print(lists: Path) -> None:
    book = openpyxl.load_workbook(lists / "linfen" / "临汾市民政局权责清单.xlsx")
    assert book.sheetnames[0] == "行政许可"
    sheet = book["行政许可"]
    assert (sheet["A1"].value, sheet["A2"].value) == ("临汾市民政局权责清单（行政许可）", "填报单位：临汾市民政局")
    assert [cell.value for cell in sheet[3]][:5] == ["序号", "职权编码", "职权名称", "子项名称", "职权类别"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert sheet.page_setup.scale == 62
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$3:$3", "$A:$C")
    breaks = [one.id for one in sheet.col_breaks.brk]
    edges = [3, *breaks, sheet.max_column]
    wide = [WIDTHS[cell.value] for cell in sheet[3]]
    assert len(breaks) >= 2
    assert all(sum(wide[:3]) + sum(wide[first:last]) <= 2_000 for first, last in pairwise(edges))
    assert (book._fonts[0].name, book._fonts[0].sz) == ("宋体", 10), "by which widths of columns are measured"
    titles = [area for area in sheet.merged_cells.ranges if area.max_row < 3]
    assert {(area.min_col, area.max_col) for area in titles} == {(1, breaks[0])}, "a title over two pages is cut"
    assert sheet.page_setup.pageOrder == "overThenDown", "what belongs to an item lies together"
    assert "&P" in sheet.oddFooter.center.text
    assert sheet.oddFooter.left.text == "临汾市民政局权责清单（行政许可）"
    heights = [sheet.row_dimensions[row].height or 0 for row in range(1, sheet.max_row + 1)]
    assert max(heights) <= 409


def test_on_paper_an_item_stands_on_one_page_and_a_longer_one_is_cut_between_its_duties() -> None:
    short = {"职权名称": "短", "责任事项": [{"环节": "受理", "责任": "受理申请"}]}
    duty = {
        "环节": "审查",
        "责任": "审查材料",
        "风险点": [{"风险点": "拖延", "等级": "低", "防控措施": "催办" * 150}] * 3,
    }
    long = {"职权名称": "长", "责任事项": [duty] * 6}
    laid = lay_out("行政许可", ("清单", "单位"), [short, long, *[short] * 60], tall=TALLEST, further=True)
    sheet = openpyxl.load_workbook(io.BytesIO(workbook([laid])))["行政许可"]
    tall = {row: sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)}
    edges = [0, *(one.id for one in sheet.row_breaks.brk), sheet.max_row]
    pages = [range(first + 1, last + 1) for first, last in pairwise(edges)]
    assert all(sum(tall[row] for row in page) + (28 if page.start > 1 else 0) <= 1_190 for page in pages)
    items = [row for row in tall if row > 3 and sheet.cell(row, 1).value]
    duties = [row for row in tall if row > 3 and sheet.cell(row, 9).value]
    assert sheet.cell(3, 9).value == "责任环节"
    starts = [page.start for page in pages[1:]]
    assert len(starts) >= 2
    assert set(starts) <= {*items, *duties}
    assert {row for row in starts if row not in items} < set(range(items[1], items[2])), "only the long item is cut"
    assert (sheet.cell(items[0], 3).alignment.vertical, sheet.cell(items[1], 3).alignment.vertical) == ("center", "top")


def test_what_an_import_alone_reads_is_not_printed_with_the_whole_workbook(lists: Path) -> None:
    sheet = openpyxl.load_workbook(lists / "linfen" / "临汾市民政局权责清单.xlsx")["其他要素"]
    cell = sheet.print_area.split("!")[1].replace("$", "")
    assert sheet[cell].value is None, "one cell, and an empty one"


def test_what_an_import_alone_reads_is_hidden_in_a_document_and_not_printed(lists: Path) -> None:
    paper = docx.Document(str(lists / "linfen" / "临汾市民政局权责清单.docx"))
    *shown, annex = paper.tables
    assert annex.cell(0, 2).text == "其他要素"
    assert all("w:hidden" in row.xml for row in annex._tbl.tr_lst)
    runs = [run for row in annex.rows for cell in row.cells for part in cell.paragraphs for run in part.runs]
    assert runs
    assert all(run.font.hidden for run in runs)
    assert not any("w:hidden" in table._tbl.xml or "w:vanish" in table._tbl.xml for table in shown)
    assert [one.text for one in paper.paragraphs if one.text == "其他要素" and not one.runs[0].font.hidden] == []


def test_the_pages_of_a_document_are_numbered_and_no_row_is_cut(lists: Path) -> None:
    paper = docx.Document(str(lists / "linfen" / "临汾市民政局权责清单.docx"))
    footer = paper.sections[0].footer._element.xml
    assert ('w:instr="PAGE"' in footer, 'w:instr="NUMPAGES"' in footer) == (True, True)
    rows = paper.tables[0]._tbl.tr_lst
    assert "tblHeader" in rows[0].xml
    assert all("cantSplit" in row.xml for row in rows[1:])
    # A cell that reaches over the rows of its item is one cell, which every row has part in.
    assert all(cell.text for cell in paper.tables[0].column_cells(0))


def test_what_is_on_no_list_is_not_exported_and_shared_entries_are_written_out(tmp_path: Path) -> None:
    content = Path(shutil.copytree(SITES / "good", tmp_path / "content"))
    path = content / "powers/civil-affairs/1107-P-00100-141000.yml"
    path.write_text(path.read_text(encoding="utf-8") + "状态: 已取消\n", encoding="utf-8")
    exported(content, tmp_path / "out", "--csv", "--department", "civil-affairs")
    said = (tmp_path / "out/linfen/临汾市民政局权责清单.csv").read_text(encoding="utf-8-sig")
    assert "1107-A-00100-141000" in said
    assert "1107-P-00100-141000" not in said
    assert "引用" not in said
    result = yangguang("import", tmp_path / "out/linfen/临汾市民政局权责清单.csv", "--into", content)
    assert result.exit_code == 0
    assert "1107-P-00100-141000" not in result.output, "nobody has to decide again on what has been cancelled"


def test_the_same_content_gives_the_same_bytes(lists: Path, tmp_path: Path) -> None:
    again = exported(SITES / "good", tmp_path, "--xlsx", "--docx", "--csv", "--department", "civil-affairs")
    assert again
    for path in again:
        assert path.read_bytes() == (lists / path.relative_to(tmp_path)).read_bytes(), path.name


@pytest.mark.parametrize(
    ("articles", "original", "cell"),
    [
        (["第三条"], "应当申请。", "《水法》\n第三条：应当申请。"),
        (["第三条", "第四条"], "第三条：应当申请。", "《水法》\n第三条：应当申请。\n第四条"),
        (["第三条", "第四条", "第五条"], "第四条：应当申请。", "《水法》\n第三条\n第四条：应当申请。\n第五条"),
    ],
)
def test_an_article_of_which_no_words_are_given_is_not_put_before_those_of_another(
    articles: list[str], original: str, cell: str
) -> None:
    entry = {"法规": "水法", "条款": articles, "原文": original}
    assert basis([entry]) == cell
    assert bases(cell)[0]["条款"] == articles


# One department, items of our own.

TEXT = st.text(
    "某事项许可证明材料，。；：、（）《》【】“”—…/=+-@'\"1234 abcＡ\n\t|#&<>{}[]", min_size=1, max_size=40
).map(lambda text: "\n".join(line for line in (" ".join(line.split()) for line in text.split("\n")) if line))
WORDS = TEXT.filter(lambda text: bool(text) and not missing(text))
LINE = WORDS.filter(lambda text: "\n" not in text)
RISK = st.fixed_dictionaries(
    {"风险点": WORDS, "等级": st.sampled_from("高中低"), "防控措施": WORDS, "责任岗位": LINE}, optional={"表现形式": WORDS, "类别": LINE}
)  # fmt: skip
BASIS = st.fixed_dictionaries({"法规": LINE}, optional={"位阶": st.sampled_from(["法律", "部门规章"]), "条款": st.lists(LINE, min_size=1, max_size=2), "原文": WORDS})  # fmt: skip
DUTY = st.one_of(
    st.fixed_dictionaries({"环节": LINE, "责任": WORDS}, optional={"依据": st.lists(BASIS, min_size=1, max_size=2), "风险点": st.lists(RISK, min_size=1, max_size=3)}),
    st.fixed_dictionaries({"责任类型": st.just("指导监督责任"), "责任": WORDS}),
)  # fmt: skip
ITEM = st.fixed_dictionaries(
    {"职权名称": LINE, "职权类别": st.sampled_from(["行政许可", "行政处罚"]), "设定依据": st.lists(BASIS, min_size=1, max_size=3)},
    optional={
        "主项": st.fixed_dictionaries({"名称": LINE}), "通俗名称": st.lists(LINE, min_size=1, max_size=3), "行使主体": LINE, "备注": WORDS,
        "责任事项": st.lists(DUTY, min_size=1, max_size=4), "追责情形": st.one_of(WORDS, st.lists(st.fixed_dictionaries({"情形": WORDS}), min_size=1, max_size=3)),
        "办理": st.fixed_dictionaries({"受理条件": WORDS}, optional={"承诺办结时限": st.sampled_from(["20个工作日", "即时"]), "窗口": LINE}),
        "权限划分": WORDS, "状态": st.just("暂停"), "更新日期": st.just("2026-01-05"),
    },
)  # fmt: skip
HERE = Region.model_validate(
    {"格式版本": "1", "名称": "某某市", "行政区划代码": "990100", "网址标识": "moumou", "层级": "市级"}
)


def content_of(folder: Path) -> Path:
    (folder / "departments").mkdir(parents=True)
    (folder / "region.yml").write_text(REGION, encoding="utf-8")
    (folder / "departments/water.yml").write_text("名称: 某某市水务局\n", encoding="utf-8")
    return folder


def taken(folder: Path, form: Form, *items: dict[str, Any]) -> list[dict[str, Any]]:
    """The items as they come in again."""
    content = content_of(folder / "content")
    file = folder / f"某某市水务局权责清单.{form}"
    file.write_bytes(written(form, HERE, "某某市水务局", items))
    done = plan([file], content_at(content), vocabulary())
    assert done.files[0].refused is None
    done.write(content)
    paths = sorted(path.relative_to(content).as_posix() for path in (content / "powers").rglob("*.yml"))
    return [canonical_item(FolderSource(content), path) for path in paths]


@settings(max_examples=12, deadline=None)
@given(st.lists(ITEM, min_size=1, max_size=3))
def test_any_item_comes_in_as_it_went(items: list[dict[str, Any]]) -> None:
    """In every form: each is the list of a department of its own, so that one import takes them all."""
    units: dict[Form, str] = {"csv": "某某市水务局", "docx": "某某市林业局", "xlsx": "某某市民政局"}
    with tempfile.TemporaryDirectory() as name:
        folder, went = Path(name), {}
        for form, unit in units.items():
            went[unit] = [{"职权编码": f"{form}-{n:04}"} | item for n, item in enumerate(items)]
            (folder / f"{unit}权责清单.{form}").write_bytes(written(form, HERE, unit, went[unit]))
        content = content_of(folder / "content")
        done = plan(sorted(folder.glob("*.*")), content_at(content), vocabulary())
        done.write(content)
        for read in done.files:
            [whose] = read.owners.values()
            paths = sorted(f"powers/{whose.slug}/{path.name}" for path in (content / "powers" / whose.slug).iterdir())
            assert [canonical_item(FolderSource(content), path) for path in paths] == went[whose.name]


PLAIN = {
    "职权编码": "SW-0001", "职权名称": "取水许可", "职权类别": "行政许可", "设定依据": [{"法规": "水法", "条款": ["第四十八条"]}],
    "责任事项": [{"环节": "受理", "责任": "公示条件"}, {"环节": "审查", "责任": "核对材料", "风险点": [
        {"风险点": "徇私", "等级": "高", "防控措施": "复核", "责任岗位": "科长"}, {"风险点": "拖延", "等级": "低", "防控措施": "督办", "责任岗位": "科长"}]}],
    "咨询电话": "0357-2000000",
}  # fmt: skip


@every_form
def test_a_plain_item_needs_nothing_beside_the_columns(tmp_path: Path, form: Form) -> None:
    assert taken(tmp_path, form, PLAIN) == [PLAIN]
    assert "其他要素".encode() not in written("csv", HERE, "某某市水务局", [PLAIN])


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_texts_longer_than_a_cell_and_taller_than_a_row_come_back_whole(tmp_path: Path, form: Form) -> None:
    tall = "\n".join(f"{n}.应当履行第{n}项责任。" for n in range(1, 120))
    item = PLAIN | {"备注": "长" * 40_000, "责任事项": [{"环节": "受理", "责任": tall}], "事项版本": "3"}
    assert taken(tmp_path, form, item) == [item]
    if form == "xlsx":
        sheet = openpyxl.load_workbook(tmp_path / "某某市水务局权责清单.xlsx")["行政许可"]
        assert max(sheet.row_dimensions[row].height or 0 for row in range(1, sheet.max_row + 1)) <= 409


def test_what_begins_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    item = PLAIN | {"备注": "=HYPERLINK(1)", "权限划分": "-1"}
    assert b"'=HYPERLINK" in written("csv", HERE, "某某市水务局", [item])
    assert taken(tmp_path, "csv", item) == [item]


def test_a_cell_that_somebody_edits_holds_against_what_travels_beside_it(tmp_path: Path) -> None:
    item = PLAIN | {"权限划分": [{"层级": "市级", "范围": "跨县"}], "通俗名称": ["打井 证", "取水"]}
    file = tmp_path / "某某市水务局权责清单.xlsx"
    file.write_bytes(written("xlsx", HERE, "某某市水务局", [item]))
    book = openpyxl.load_workbook(file)
    [cell] = [cell for row in book["行政许可"].iter_rows() for cell in row if cell.value == "市级：跨县"]
    cell.value = "市级：跨县和市直"
    book.save(file)
    content = content_of(tmp_path / "content")
    result = yangguang("import", file, "--into", content)
    assert "表里的格子改过，以格子为准，其他要素里的这一项不用：C4（1 格）权限划分" in result.output
    [came] = [canonical_item(FolderSource(content), "powers/water/SW-0001.yml")]
    assert (came["权限划分"], came["通俗名称"]) == ("市级：跨县和市直", ["打井 证", "取水"])


@pytest.mark.parametrize(
    "text",
    [
        "不是 JSON", "[" * 100_000, '["甲"]', '{"不存在的键": "x"}', '{"备注": 5}', '{"备注": null, "通俗名称": [null]}',
        '{"备注": "\\u202e"}', '{"备注": "\\ud800"}', '{"核对": "x"}', '{"职权编码": "ABCD-1"}',
    ],
)  # fmt: skip
def test_a_foreign_text_in_the_place_of_further_keys_is_told_and_left_out(tmp_path: Path, text: str) -> None:
    rows = [["职权编码", "职权名称", "职权类别", "其他要素"], ["SW-0001", "取水许可", "行政许可", text[:32_000]]]
    content = content_of(tmp_path / "content")
    result = yangguang("import", xlsx(tmp_path / "某某市水务局.xlsx", {"清单": rows}), "--into", content)
    assert "其他要素不是导出时的写法，未收入" in result.output
    assert canonical_item(FolderSource(content), "powers/water/SW-0001.yml") == {
        "职权编码": "SW-0001",
        "职权名称": "取水许可",
        "职权类别": "行政许可",
    }


def test_a_department_whose_name_is_no_file_name_is_called_by_its_slug(tmp_path: Path) -> None:
    content = content_of(tmp_path / "content")
    (content / "departments/water.yml").write_text("名称: ../../某某市水务局\n", encoding="utf-8")
    (content / "powers/water").mkdir(parents=True)
    (content / "powers/water/SW-0001.yml").write_text(
        "职权编码: SW-0001\n职权名称: 取水许可\n职权类别: 行政许可\n设定依据: [{原文: 依法}]\n责任事项: [{环节: 受理, 责任: 公示}]\n",
        encoding="utf-8",
    )
    assert [path.name for path in exported(content, tmp_path / "out", "--csv")] == ["water权责清单.csv"]


def test_the_command_wants_a_form_and_items() -> None:
    assert yangguang("export", "--into", "x", "--content", SITES / "good").exit_code == 2
    wanted = ("--department", "civil-affairs", "--department", "civil-afairs")
    wrong = yangguang("export", "--csv", "--into", "x", "--content", SITES / "good", *AS_OF, *wanted)
    assert (wrong.exit_code, wrong.output[:25], Path("x").exists()) == (
        2,
        "没有标识为“civil-afairs”的部门；请写",
        False,
    )


# The empty list.


def test_the_template_offers_what_may_be_chosen_and_explains_each_column(tmp_path: Path) -> None:
    file = tmp_path / "空白.xlsx"
    assert yangguang("template", "--into", file, "--unit", "某某市水务局").exit_code == 0
    again = yangguang("template", "--into", file)
    assert (again.exit_code, "可能填过内容；请换一个文件名" in again.output) == (2, True)
    book = openpyxl.load_workbook(file)
    assert book.sheetnames[:2] == ["填表说明", "行政许可"]
    assert len(book.sheetnames) == 12
    sheet = book["行政处罚"]
    heads = {cell.value: cell for cell in sheet[3]}
    assert all(cell.comment for key, cell in heads.items() if key in ("职权名称", "责任环节", "风险点"))
    rules: dict[str, Any] = {}
    for rule in sheet.data_validations.dataValidation:
        rules |= {head.value: rule for head in heads.values() if head.column_letter in str(rule.sqref)}
    assert rules["风险等级"].formula1 == '"高,中,低"'
    assert rules["风险等级"].errorStyle in (None, "stop")
    assert "立案" in rules["责任环节"].formula1
    assert rules["责任环节"].errorStyle == "information"
    assert rules["职权编码"].type == "textLength"


def test_a_template_that_is_filled_in_comes_in_and_is_sound(tmp_path: Path) -> None:
    file = tmp_path / "报送.xlsx"
    yangguang("template", "--into", file, "--unit", "某某市水务局", "--class", "行政处罚", "--class", "行政许可")
    book = openpyxl.load_workbook(file)
    sheet = book["行政处罚"]
    columns = {cell.value: cell.column for cell in sheet[3]}
    lines: list[dict[str, Any]] = [
        {"序号": 1, "职权名称": "对私自取水的处罚", "设定依据": "【法律】《中华人民共和国水法》\n第六十九条：私自取水的，责令停止。", "责任环节": "立案", "责任事项": "及时立案",
         "风险点": "压案不查", "风险等级": "高", "防控措施": "登记", "责任岗位": "执法人员"},
        {"风险点": "选择性立案", "风险等级": "中", "防控措施": "公开", "责任岗位": "科长"},
        {"责任环节": "决定", "责任事项": "依法决定"},
    ]  # fmt: skip
    for row, line in enumerate(lines, 4):
        for key, value in line.items():
            sheet.cell(row, columns[key], value)
    book.save(file)
    content = content_of(tmp_path / "content")
    result = yangguang("import", file, "--into", content)
    assert result.exit_code == 0, result.output
    item = canonical_item(FolderSource(content), "powers/water/water-B-00001-990100.yml")
    assert (item["职权类别"], item["设定依据"][0]["条款"]) == ("行政处罚", ["第六十九条"])
    assert [(duty["环节"], len(duty.get("风险点", []))) for duty in item["责任事项"]] == [("立案", 2), ("决定", 0)]
    checked = yangguang("check", "--content", content, *AS_OF)
    assert checked.exit_code == 0, checked.output
