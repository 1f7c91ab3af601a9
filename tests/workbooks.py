"""Workbooks of our own making, with the traps of real ones: .xlsx by XlsxWriter, .xls and .docx by hand."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import xlsxwriter

HEAD = ["序号", "事项名称", "子项\n名称", "权力\n类型", "实施依据", "行使主体", "承办机构", "实施层级及权限", "", "责任事项内容", "责任事项依据", "追责对象范围", "追责情形", "备注"]  # fmt: skip
BASIS = "【法律】《中华人民共和国道路交通安全法》（2003年10月28日通过，2021年4月29日修正）\n第八条：车辆应当登记。\n第十三条：车辆应当检验。"
DUTIES = "直接实施责任：\n1.公布办理条件。\n2.按期作出决定。\n指导监督责任：\n3.指导下级开展工作。"
CASES = "因不履行职责，有下列情形的，应承担相应责任：\n1.不予受理的；\n2.超过期限的。"


def item(serial: str, name: str, kind: str = "行政许可", **more: str) -> list[str]:
    """One row of the usual fifteen columns; ``more`` by header."""
    row = [serial, name, "", kind, BASIS, "市交通局", "运输科", "地州市级", f"负责本级{name}", DUTIES, "【法律】《中华人民共和国行政许可法》第三十条、第三十四条。", "1.承办人；2.负责人。", CASES, ""]  # fmt: skip
    for header, text in more.items():
        row[[h.replace("\n", "") for h in HEAD].index(header)] = text
    return row


Sheets = Mapping[str, Sequence[Sequence[str]]]
Finish = Callable[[xlsxwriter.Workbook], None]


def xlsx(path: Path, sheets: Sheets, finish: Finish | None = None) -> Path:
    """Sheets of rows of texts; ``finish`` merges, hides and what else is wanted."""
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if value != "":
                    sheet.write(row, column, value)
    if finish:
        finish(book)
    book.close()
    return path


def docx(path: Path, body: str) -> Path:
    """A document of this WordprocessingML."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    return path


def docx_table(rows: Sequence[Sequence[str]]) -> str:
    """A table of the document; ``^`` continues the cell above it."""
    return "<w:tbl>" + "".join("<w:tr>" + "".join(map(_docx_cell, row)) + "</w:tr>" for row in rows) + "</w:tbl>"


def _docx_cell(text: str) -> str:
    merge = "<w:vMerge/>" if text == "^" else '<w:vMerge w:val="restart"/>'
    body = "" if text == "^" else "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    return f"<w:tc><w:tcPr>{merge}</w:tcPr>{body}</w:tc>"


def xls(
    path: Path, name: str, rows: Sequence[Sequence[str]], *, hidden: Sequence[int] = (), extra: bytes = b""
) -> Path:
    """An old workbook of one sheet; ``extra`` goes into its globals."""
    title = name.encode("utf-16-le")
    bound = struct.pack("<IBBBB", 0, 0, 0, len(name), 1) + title
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 6)) + extra
    offset = len(head) + 4 + len(bound) + 4
    bound = struct.pack("<I", offset) + bound[4:]
    globals_ = head + _record(0x0085, bound) + _record(0x000A, b"")
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 6))
    for row in range(len(rows)):
        sheet += _record(0x0208, struct.pack("<HHHHHHHH", row, 0, 20, 255, 0, 0, 0x20 if row in hidden else 0, 15))
    for row, values in enumerate(rows):
        for column, text in enumerate(values):
            if text:
                sheet += _record(
                    0x0204, struct.pack("<HHHHB", row, column, 15, len(text), 1) + text.encode("utf-16-le")
                )
    path.write_bytes(compound({"Workbook": globals_ + sheet + _record(0x000A, b"")}))
    return path


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of these streams, each long enough to lie in whole sectors."""
    fat = [0xFFFFFFFD, 0xFFFFFFFE]
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, 1)]
    body = b""
    for number, (name, data) in enumerate(streams.items()):
        data = data.ljust(4096, b"\0")
        sectors = -(-len(data) // 512)
        last = number == len(streams) - 1
        entries.append(_entry(name, 2, len(fat), len(data), 0xFFFFFFFF, 0xFFFFFFFF if last else number + 2))
        fat += [*range(len(fat) + 1, len(fat) + sectors), 0xFFFFFFFE]
        body += data.ljust(sectors * 512, b"\0")
    table = b"".join(struct.pack("<I", n) for n in fat).ljust(512, b"\xff")
    assert len(table) == 512, "one sector of FAT holds 62 KB"
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 0) + b"\xff" * 432
    return header + table + b"".join(entries).ljust(512, b"\0") + body


def _entry(name: str, kind: int, start: int, size: int, child: int, right: int = 0xFFFFFFFF) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBBIII", len(text), kind, 1, 0xFFFFFFFF, right, child)
    return text.ljust(64, b"\0") + links + bytes(36) + struct.pack("<II", start, size) + bytes(4)


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """A package of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return buffer.getvalue()
