"""Files that are broken, locked, disguised or meant to do harm are refused with one clear sentence; nothing is written."""

import io
import random
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
import xlsxwriter

from tests.helpers import ROOT, copy_of, digests, yangguang
from tests.workbooks import HEAD, compound, docx, docx_table, item, xls, xlsx, zipped
from yangguang.exchange.grid import Sheet
from yangguang.exchange.readers.table import read_csv
from yangguang.exchange.readers.xls import facts_of
from yangguang.exchange.sheets.spread import table_of

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def package(sheet: bytes) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    return zipped({
        "[Content_Types].xml": f'<Types xmlns="{types}"/>'.encode(),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'.encode(),
        "xl/worksheets/sheet1.xml": sheet,
    })  # fmt: skip


def cells(*places: str) -> bytes:
    rows = "".join(f'<row r="{at.lstrip("ABCDEFX")}"><c r="{at}"><v>1</v></c></row>' for at in places)
    return SHEET.format(rows).encode()


WORDS = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def padded(document: str) -> bytes:
    """A document beside something that does not pack, so that it looks like no bomb."""
    return zipped({"word/document.xml": document.encode(), "media": random.Random(1).randbytes(200_000)})


def with_password(package: bytes) -> bytes:
    """Every part marked as encrypted, in the way of zip."""
    body = bytearray(package)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := body.find(signature, at + 1)) >= 0:
            body[at + flags] |= 1
    return bytes(body)


LOCKED = struct.pack("<HHH", 0x002F, 2, 0)
ORDINARY = [HEAD, item("1", "车辆登记")]


def good(folder: Path) -> bytes:
    return xlsx(folder / "good.xlsx", {"行政许可": ORDINARY}).read_bytes()


def write_last(book: xlsxwriter.Workbook) -> None:
    book.worksheets()[0].write(1_048_575, 0, "x")


def last_row(folder: Path) -> bytes:
    return xlsx(folder / "last.xlsx", {"a": []}, write_last).read_bytes()


def old(folder: Path, extra: bytes = b"") -> bytes:
    return xls(folder / "old.xls", "a", [["甲"]], extra=extra).read_bytes()


def table(inside: str) -> str:
    return WORDS.format(f"<w:tbl><w:tr>{inside}</w:tr></w:tbl>")


ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
PLAIN = zipped({"word/document.xml": WORDS.format("").encode()})
BAD: dict[str, tuple[str, Callable[[Path], bytes]]] = {
    "恶意": ("bomb.xlsx", lambda _: zipped({"xl/workbook.xml": bytes(220 << 20)})),
    "远超": ("far.xlsx", lambda _: package(cells("A1", "XFD1048576"))),
    "不完整": ("short.xlsx", lambda folder: good(folder)[:3000]),
    "损坏": ("short.xls", lambda folder: old(folder)[:1000]),
    "密码": ("locked.xls", lambda folder: old(folder, LOCKED)),
    "有打开密码": ("locked.xlsx", lambda _: compound({"EncryptedPackage": b"x"})),
    "密码后另存": ("locked.docx", lambda _: with_password(PLAIN)),
    "PDF": ("list.xlsx", lambda _: b"%PDF-1.7 ..."),
    "HTML": ("export.xls", lambda _: b"<html><table></table></html>"),
    "没有工作簿": ("other.xlsx", lambda _: zipped({"mimetype": b"text"})),
    "文档类型": ("xxe.docx", lambda _: zipped({"word/document.xml": ENTITY + b"<x>&e;</x>"})),
    "外部文档类型": ("xxe.xlsx", lambda _: package(ENTITY + cells("A1"))),
    "残缺": ("short.docx", lambda _: PLAIN[: len(PLAIN) // 2]),
    "太多": ("cells.docx", lambda _: padded(table("<w:tc/>" * 700_000))),
    "太长": ("long.docx", lambda _: padded(table("<w:tc><w:t>" + "文" * 17_000_000 + "</w:t></w:tc>"))),
    "空的": ("empty.xls", lambda _: b""),
    "没有找到清单": ("one.xlsx", last_row),
    "认不出是什么文件": ("noise.xls", lambda _: b"\x01\x02\x03" * 50),
}
SAID = {
    "远超": "工作表“a”的范围到 XFD1048576 为止",
    "残缺": "文件损坏或不完整",
    "太多": "远超一份清单；请删去",
    "太长": "17,000,000 个字",
}
"""What is said where the name of the case is not part of it."""


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_in_one_sentence_and_nothing_is_written(case: str, tmp_path: Path) -> None:
    name, made = BAD[case]
    (tmp_path / name).write_bytes(made(tmp_path))
    content = copy_of("good", tmp_path)
    before = digests(content)
    result = yangguang("import", tmp_path / name, "--into", content)
    assert result.exit_code == 1
    assert SAID.get(case, case) in result.output
    assert len(result.output.strip().splitlines()) <= 4
    assert digests(content) == before


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    good = xlsx(tmp_path / "某某市交通局权责清单.xlsx", {"行政许可": ORDINARY})
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04")
    result = yangguang("import", tmp_path / "bad.xlsx", good, "--into", content)
    assert result.exit_code == 1
    assert "新增 1" in result.output


def test_an_item_larger_than_content_may_be_is_told_by_its_name_and_nothing_is_written(tmp_path: Path) -> None:
    content = copy_of("base", tmp_path)
    before = digests(content)
    rows = ["序号,职权名称,职权类别,设定依据,受理条件", "1,社会团体登记,行政许可,《社会团体登记管理条例》第三条,甲"]
    rows += [f",,,,第{number}种情形" + "应当具备条件。" * 4_000 for number in range(30)]
    (tmp_path / "big.csv").write_text("\n".join(rows), encoding="utf-8")
    result = yangguang("import", tmp_path / "big.csv", "--department", "civil-affairs", "--into", content)
    assert (result.exit_code, result.output[:18]) == (1, "“社会团体登记”一项超过 2,000")
    assert digests(content) == before


def test_wrong_extensions_macros_and_formulas_are_told(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    old = xls(tmp_path / "某某市交通局.xlsx", "行政许可", ORDINARY)
    assert "扩展名与内容不符" in yangguang("import", old, "--into", content, "--dry-run").output
    book = xlsx(tmp_path / "某某市水利局.xlsx", {"行政许可": ORDINARY},
                lambda b: b.get_worksheet_by_name("行政许可").write_formula("A2", "=1+0", None, "1"))  # fmt: skip
    assert "1 个公式，只取已算出的值：A2" in yangguang("import", book, "--into", content, "--dry-run").output
    table = docx(tmp_path / "某某市林业局.docx", docx_table(ORDINARY))
    with zipfile.ZipFile(table, "a") as file:
        file.writestr("word/vbaProject.bin", b"macro")
    assert "带有宏" in yangguang("import", table, "--into", content, "--dry-run").output


def test_a_quote_that_nobody_closes_swallows_no_items(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    text = "序号,事项名称,权力类型,备注\n1,甲许可,行政许可,{}\n2,乙许可,行政许可,无"
    table = tmp_path / "某某市水利局.csv"
    table.write_text(text.format('"一'))
    assert "第 2 行有一个双引号没有收尾" in yangguang("import", table, "--into", content, "--dry-run").output
    table.write_text(text.format('"' + "一" * 200_000))
    assert "第 2 行有一个双引号没有收尾" in yangguang("import", table, "--into", content, "--dry-run").output
    table.write_text(text.format('"一\n二 ""三"""'))
    assert "新增 2" in yangguang("import", table, "--into", content, "--dry-run").output


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_a_table_of_text_may_come_from_any_system(tmp_path: Path, end: str) -> None:
    rows = ["序号;事项名称;权力类型;备注", '1;甲许可;行政许可;"一\n二"', "2;乙许可;行政许可;无"]
    [sheet] = read_csv(end.join([*rows, ""]).encode("gb18030")).sheets
    assert (sheet.rows, sheet.cells[1, 1], sheet.cells[1, 3], sheet.cells[2, 1]) == (3, "甲许可", "一\n二", "乙许可")


def test_cells_that_show_an_error_are_told(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    book = xlsx(tmp_path / "某某市水利局.xlsx", {"行政许可": ORDINARY},
                lambda b: b.get_worksheet_by_name("行政许可").write_formula("H2", "=NA()", None, "#N/A"))  # fmt: skip
    assert (
        "1 格是 #N/A、#REF! 一类的错误值，没有可收的内容，请补上：H2"
        in yangguang("import", book, "--into", content, "--dry-run").output
    )
    error, text = struct.pack("<HHHBB", 1, 7, 15, 42, 1), struct.pack("<HHHBB", 1, 8, 15, 1, 0)
    formula = struct.pack("<HHH6sHHIH", 1, 9, 15, b"\2\0\x2a\0\0\0", 0xFFFF, 0, 0, 0)
    found = facts_of(
        b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in (
            (0x0809, bytes(16)), (0x0085, struct.pack("<IBBBB", 37, 0, 0, 1, 0) + b"a"), (0x000A, b""),
            (0x0809, bytes(16)), (0x0205, error), (0x0205, text), (0x0006, formula), (0x000A, b""),
        ))
    )  # fmt: skip
    assert [facts.errors for facts in found] == [[(1, 7), (1, 9)]]


def test_links_outside_and_macros_of_workbooks_are_told_and_not_followed(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    book = xlsx(tmp_path / "某某市水利局.xlsx", {"行政许可": ORDINARY})
    with zipfile.ZipFile(book, "a") as file:
        file.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
        file.writestr("xl/vbaProject.bin", b"macro")
    said = yangguang("import", book, "--into", content, "--dry-run").output
    assert "引用了其他文件，没有打开" in said
    assert "带有宏，没有运行" in said
    assert "事项 1" in said


def test_many_merged_cells_over_many_hidden_rows_are_read_in_a_moment() -> None:
    many, merges = 1_000_000, 50_000
    sheet = Sheet("a", {(0, 0): "车辆登记"}, many + 1, [(0, 0, many, 0)] * merges, frozenset(range(many)))
    begun = process_time()
    assert table_of(sheet).by_row == {many: {0: "车辆登记"}}
    assert process_time() - begun < 60


def formulas() -> bytes:
    """Twenty million formulas in one cell, beside something that does not pack."""
    body = io.BytesIO(package(SHEET.format("<row><c>" + "<f/>" * 20_000_000 + "</c></row>").encode()))
    with zipfile.ZipFile(body, "a") as file:
        file.writestr("media", random.Random(1).randbytes(300_000))
    return body.getvalue()


def breaks() -> bytes:
    return padded(table("<w:tc>" + "<w:br/>" * 15_000_000 + "</w:tc>"))


MEASURED = """
import resource, subprocess, sys
done = subprocess.run([sys.executable, *sys.argv[1:]], check=False)
print("KB", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(done.returncode)
"""


@pytest.mark.full
@pytest.mark.parametrize(("name", "made"), [("a.xlsx", formulas), ("a.docx", breaks)], ids=["memory", "time"])
def test_a_file_without_end_ends_in_a_sentence_within_its_bounds(
    name: str, made: Callable[[], bytes], tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(made())
    content = copy_of("good", tmp_path)
    before = digests(content)
    command = [str(ROOT / "build.py"), "--lang", "zh", "import", str(tmp_path / name), "--into", str(content)]
    done = subprocess.run([sys.executable, "-c", MEASURED, *command], capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "超过 10 秒或 500 MB 内存" in done.stdout
    assert digests(content) == before
    assert int(done.stdout.rpartition("KB")[2]) < 500 << 10
