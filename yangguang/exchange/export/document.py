"""Tables → a .docx ready for print: A3 across, a heading per class, the header and a number on every page; the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from yangguang.data.xlsx import CREATED
from yangguang.exchange.export.layout import Laid

_WIDE = 400
"""Millimetres between the margins of A3 across."""
_TWIPS = 56.7
_DAY = (2000, 1, 1, 0, 0, 0)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)

_HIDDEN = "<w:vanish/>"
_FOOTER = ("第 ", "PAGE", " 页，共 ", "NUMPAGES", " 页")


def document(tables: Sequence[Laid], annex: Laid | None = None) -> bytes:
    """A heading and a table for each class; the annex, where there is one, in hidden text at the end: nobody reads it on
    the screen or on paper, and an import does."""
    paper = docx.Document()
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(420), Mm(297)
    section.left_margin = section.right_margin = Mm(10)
    section.top_margin = section.bottom_margin = Mm(12)
    normal = paper.styles["Normal"]
    normal.font.size = Pt(7)
    normal.font.name = "宋体"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot._p.extend(parse_xml(_number(piece)) for piece in _FOOTER)
    paper.core_properties.created = paper.core_properties.modified = CREATED
    paper.core_properties.author = ""
    for number, laid in enumerate(tables):
        if number:
            paper.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        for row in range(laid.head - 1):
            heading = paper.add_paragraph(laid.sheet.cells[row, 0])
            heading.runs[0].font.size = Pt(10 if row else 16)
        section._sectPr.addprevious(parse_xml(_table(laid)))
    if annex:
        section._sectPr.addprevious(parse_xml("".join(_lines(annex.sheet.name, _HIDDEN, nsdecls("w")))))
        section._sectPr.addprevious(parse_xml(_table(annex, hidden=True)))
    out = io.BytesIO()
    paper.save(out)
    return _same_every_time(out.getvalue())


def _number(text: str) -> str:
    """A piece of the line at the foot of each page: words, or a field that the office fills in."""
    run = f'<w:r {nsdecls("w")}><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f'<w:fldSimple {nsdecls("w")} w:instr="{text}"/>' if text.isascii() else run


def _table(laid: Laid, *, hidden: bool = False) -> str:
    """The table as WordprocessingML, written in one go: the library's own cells take minutes for a long list."""
    total = sum(column.width for column in laid.columns)
    widths = [max(200, int(_WIDE * _TWIPS * column.width / total)) for column in laid.columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    ranges = {(top, left): bottom for top, left, bottom, _ in laid.sheet.merges if top >= laid.head}
    under = {(row, left) for (top, left), bottom in ranges.items() for row in range(top + 1, bottom + 1)}
    rows = "".join(_row(laid, row, widths, ranges, under, hidden) for row in range(laid.head - 1, laid.sheet.rows))
    space = '<w:tblCellMar><w:top w:w="25" w:type="dxa"/><w:bottom w:w="25" w:type="dxa"/></w:tblCellMar>'
    borders = f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>{space}</w:tblPr>'
    return f"<w:tbl {nsdecls('w')}>{borders}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _row(
    laid: Laid,
    row: int,
    widths: list[int],
    ranges: dict[tuple[int, int], int],
    under: set[tuple[int, int]],
    hidden: bool,
) -> str:
    head = row == laid.head - 1
    look = _HIDDEN if hidden else "<w:b/>" if head else ""
    kept = "<w:hidden/>" if hidden else "<w:tblHeader/>" if head else "<w:cantSplit/>"
    cells = []
    for column, width in enumerate(widths):
        at = (row, column)
        merge = '<w:vMerge w:val="restart"/>' if at in ranges else "<w:vMerge/>" if at in under else ""
        size = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}</w:tcPr>'
        text = "" if at in under else laid.sheet.cells.get(at, "")
        cells.append(f"<w:tc>{size}{''.join(_lines(text, look))}</w:tc>")
    return f"<w:tr><w:trPr>{kept}</w:trPr>{''.join(cells)}</w:tr>"


def _lines(text: str, look: str, head: str = "") -> Iterator[str]:
    """A paragraph per line, close together; ``look``: of its text and of its end."""
    looks = f"<w:rPr>{look}</w:rPr>" if look else ""
    for line in text.split("\n"):
        run = f'<w:r>{looks}<w:t xml:space="preserve">{escape(line)}</w:t></w:r>' if line else ""
        yield f'<w:p {head}><w:pPr><w:spacing w:before="0" w:after="0"/>{looks}</w:pPr>{run}</w:p>'


def _same_every_time(body: bytes) -> bytes:
    """The package with fixed days in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _DAY), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
