"""Files that are broken, locked, disguised or meant to do harm are refused with one clear sentence; nothing is written."""

import struct
import zipfile
from pathlib import Path

import pytest

from tests.helpers import copy_of, digests, yangguang
from tests.workbooks import HEAD, compound, docx, docx_table, item, xls, xlsx, zipped

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


LOCKED = struct.pack("<HHH", 0x002F, 2, 0)
ORDINARY = [HEAD, item("1", "车辆登记")]


def bad_files(folder: Path) -> dict[str, tuple[str, bytes]]:
    good = xlsx(folder / "good.xlsx", {"行政许可": ORDINARY}).read_bytes()
    last = xlsx(folder / "last.xlsx", {"a": []}, lambda b: b.worksheets()[0].write(1_048_575, 0, "x"))
    locked = xls(folder / "locked.xls", "a", [["甲"]], extra=LOCKED).read_bytes()
    old = xls(folder / "old.xls", "a", [["甲"]]).read_bytes()
    entity = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return {
        "恶意": ("bomb.xlsx", zipped({"xl/workbook.xml": bytes(220 << 20)})),
        "远超": ("far.xlsx", package(cells("A1", "XFD1048576"))),
        "不完整": ("short.xlsx", good[: len(good) // 2]),
        "损坏": ("short.xls", old[:1000]),
        "密码": ("locked.xls", locked),
        "有打开密码": ("locked.xlsx", compound({"EncryptedPackage": b"x"})),
        "PDF": ("list.xlsx", b"%PDF-1.7 ..."),
        "HTML": ("export.xls", b"<html><table></table></html>"),
        "没有工作簿": ("other.xlsx", zipped({"mimetype": b"text"})),
        "文档类型": ("xxe.docx", zipped({"word/document.xml": entity + b"<x>&e;</x>"})),
        "空的": ("empty.xls", b""),
        "没有找到清单": ("one.xlsx", last.read_bytes()),
        "认不出是什么文件": ("noise.xls", b"\x01\x02\x03" * 50),
    }


@pytest.mark.parametrize("sentence", ["恶意", "远超", "不完整", "损坏", "密码", "有打开密码", "PDF", "HTML", "没有工作簿", "文档类型", "空的", "没有找到清单", "认不出是什么文件"])  # fmt: skip
def test_a_bad_file_is_refused_in_one_sentence_and_nothing_is_written(sentence: str, tmp_path: Path) -> None:
    name, data = bad_files(tmp_path)[sentence]
    (tmp_path / name).write_bytes(data)
    content = copy_of("good", tmp_path)
    before = digests(content)
    result = yangguang("import", tmp_path / name, "--into", content)
    assert result.exit_code == 1
    assert sentence in result.output
    assert digests(content) == before


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    good = xlsx(tmp_path / "某某市交通局权责清单.xlsx", {"行政许可": ORDINARY})
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04")
    result = yangguang("import", tmp_path / "bad.xlsx", good, "--into", content)
    assert result.exit_code == 1
    assert "新增 1" in result.output


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
