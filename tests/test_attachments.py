"""The privacy gate opens attachments: real workbooks, documents, pictures and packages, and those meant to do harm."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import docx
import openpyxl
import pytest
from PIL import Image, PngImagePlugin
from pypdf import PdfWriter
from pypdf.annotations import Text
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from tests.breaking import BASE, bodies, problems_of
from tests.helpers import build, configure, copy_of, yangguang
from tests.personal import CARDS, IDENTITIES, WIDE, card, spaced
from tests.workbooks import zipped
from yangguang.build.sealed import hits, numbers
from yangguang.check.attached.gate import check_attachment
from yangguang.check.attached.reader import Reader
from yangguang.check.privacy import CARD, IDENTITY, MAILBOX, MOBILE, PASSPORT
from yangguang.model.messages import sentence

LOCKED, DAMAGED, UNFINISHED, SCANNED = "P908", "P909", "P910", "P911"
Make = Callable[[str], bytes]


@pytest.fixture(scope="module", name="reader")
def one_reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


def told(body: bytes, name: str, reader: Reader) -> list[str]:
    return [problem.rule for problem in check_attachment(body, name, (), reader)]


def saved(thing: object) -> bytes:
    out = io.BytesIO()
    thing.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def xlsx(text: str) -> bytes:
    book = openpyxl.Workbook()
    book["Sheet"].append(["序号", "说明"])
    book["Sheet"].append(["1", text])
    return saved(book)


def xlsx_hidden(text: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("草稿")
    sheet["C3"] = text
    sheet.sheet_state = "hidden"
    return saved(book)


def xlsx_comment(text: str) -> bytes:
    book = openpyxl.Workbook()
    book["Sheet"]["A1"] = "一"
    book["Sheet"]["A1"].comment = openpyxl.comments.Comment(text, "某人")
    return saved(book)


def xlsx_author(text: str) -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = text
    return saved(book)


def docx_paragraph(text: str) -> bytes:
    document = docx.Document()
    paragraph = document.add_paragraph("申请人：")
    # Type that changes within a number splits it into runs.
    for start in range(0, len(text), 4):
        paragraph.add_run(text[start : start + 4]).bold = start % 8 == 0
    return saved(document)


def docx_table(text: str) -> bytes:
    document = docx.Document()
    document.add_table(1, 2).cell(0, 1).text = text
    return saved(document)


def docx_footer(text: str) -> bytes:
    document = docx.Document()
    document.sections[0].footer.paragraphs[0].text = text
    return saved(document)


def pptx(text: str) -> bytes:
    return zipped({"ppt/slides/slide1.xml": f'<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>'})  # fmt: skip


def ods(text: str) -> bytes:
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text",
                   "content.xml": f'<d xmlns:text="t"><text:p>甲<text:span>{text}</text:span></text:p></d>'})  # fmt: skip


def ofd(text: str) -> bytes:
    return zipped({"Doc_0/Pages/Page_0/Content.xml": f'<o xmlns:ofd="o"><ofd:TextCode>{text}</ofd:TextCode></o>'})


def svg(text: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg"><path d="M139 1234 5678"/><text>{text}</text></svg>'.encode()


def svg_comment(text: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg"><!-- {text} --></svg>'.encode()


def txt_in_zip(text: str) -> bytes:
    return zipped({"说明.txt": text.encode("gb18030")})


def txt_utf16_in_zip(text: str) -> bytes:
    return zipped({"说明": f"申请人的说明：\n{text}\n".encode("utf-16")})


def csv_utf16_in_zip(text: str) -> bytes:
    return zipped({"名单.csv": f"序号,说明\n1,{text}\n".encode("utf-16-be")})


def xml_gbk_in_zip(text: str) -> bytes:
    return zipped({"数据.xml": f'<?xml version="1.0" encoding="GB18030"?><a>{text}</a>'.encode("gb18030")})


def xlsx_in_zip(text: str) -> bytes:
    return zipped({"表.xlsx": xlsx(text)})


def old_wide(text: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + f"申请人的说明：{text}".encode("utf-16-le") + bytes(100)


def old_narrow(text: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + f"申请人说明：{text}".encode("gb18030") + bytes(100)


def jpeg_exif(text: str) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + text.encode("utf-16-le")
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def jpeg_comment(text: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", comment=text.encode())
    return out.getvalue()


def png_text(text: str) -> bytes:
    out, info = io.BytesIO(), PngImagePlugin.PngInfo()
    info.add_itxt("Description", text)
    Image.new("RGB", (8, 8)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def pdf(words: bytes = b"A list", *, title: str = "", note: str = "", password: str = "") -> bytes:
    """One page of Latin words, as a library reads them back."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
                             NameObject("/BaseFont"): NameObject("/Helvetica")})  # fmt: skip
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    if words:
        stream = DecodedStreamObject()
        stream.set_data(b"BT /F1 12 Tf 20 200 Td (" + words + b") Tj ET")
        page[NameObject("/Contents")] = writer._add_object(stream)
    if title:
        writer.add_metadata({"/Title": title})
    if note:
        writer.add_annotation(0, Text(rect=(10, 10, 30, 30), text=note))
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_title(text: str) -> bytes:
    return pdf(title=text)


def pdf_note(text: str) -> bytes:
    return pdf(note=text)


MADE: dict[Make, str] = {
    xlsx: "a.xlsx", xlsx_hidden: "a.xlsx", xlsx_comment: "a.xlsx", xlsx_author: "a.xlsx",
    docx_paragraph: "a.docx", docx_table: "a.docx", docx_footer: "a.docx", pptx: "a.pptx", ods: "a.odt", ofd: "a.ofd",
    svg: "a.svg", svg_comment: "a.svg", txt_in_zip: "a.zip",
    txt_utf16_in_zip: "a.zip", csv_utf16_in_zip: "a.zip", xml_gbk_in_zip: "a.zip", xlsx_in_zip: "a.zip", old_wide: "a.doc",
    old_narrow: "a.wps", jpeg_exif: "a.jpg", jpeg_comment: "a.jpg", png_text: "a.png",
    pdf_title: "a.pdf", pdf_note: "a.pdf",
}  # fmt: skip
"""Ways to carry a text, each with a name such a file has."""

NUMBER = card(CARDS[1])
TEXTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("13800138000", (MOBILE,)),
    ("手机 138 0013 8000", (MOBILE,)),
    ("+86-13912345678".translate(WIDE), (MOBILE,)),
    (IDENTITIES[0], (IDENTITY,)),
    (spaced(IDENTITIES[7], 6, 8), (IDENTITY,)),
    (IDENTITIES[12].translate(WIDE), (IDENTITY,)),
    (f"银行卡号：{NUMBER}", (CARD,)),
    ("护照号码：E12345678", (PASSPORT,)),
    ("写信到 zhang_san@qq.com", (MAILBOX,)),
    (f"{IDENTITIES[0]}，13800138000", (IDENTITY, MOBILE)),
    ("138****8000", ()),
    ("11*************021", ()),
    ("统一社会信用代码 115113010833722043", ()),
    ("1107-A-00100-141000", ()),
    ("000014349/2017-00110", ()),
    ("电话 0357-2012345", ()),
    ("拨打 12345", ()),
    ("晋政发〔2015〕37号", ()),
    ("mzj@linfen.gov.cn", ()),
    ("合计13800138000元", ()),
)
CASES = [(make, text, rules) for make, (text, rules) in product(MADE, TEXTS)]


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 400
    assert sum(bool(rules) for _, _, rules in CASES) >= 200


@pytest.mark.parametrize(("make", "text", "rules"), CASES, ids=lambda v: v.__name__ if callable(v) else "")
def test_personal_data_is_found_in_whatever_carries_it(
    make: Make, text: str, rules: tuple[str, ...], reader: Reader
) -> None:
    assert sorted(told(make(text), MADE[make], reader)) == sorted(rules)


@pytest.mark.parametrize(("words", "rules"), [(b"Tel 13800138000", [MOBILE]), (b"Tel 138 0013 8000", [MOBILE]),
                                              (IDENTITIES[0].encode(), [IDENTITY]), (b"1107-A-00100-141000", [])])  # fmt: skip
def test_the_words_of_a_pdf_are_read(words: bytes, rules: list[str], reader: Reader) -> None:
    assert told(pdf(words), "a.pdf", reader) == rules


def test_a_column_says_what_its_numbers_are(reader: Reader) -> None:
    book = openpyxl.Workbook()
    for row in (["某某名册", None], ["姓名", "银行卡号"], ["甲", NUMBER]):
        book["Sheet"].append(row)
    assert told(saved(book), "a.xlsx", reader) == [CARD]


def test_a_number_that_is_a_number_is_found_and_its_cell_named(reader: Reader) -> None:
    book = openpyxl.Workbook()
    book["Sheet"]["C7"] = 13800138000
    [problem] = check_attachment(saved(book), "a.xlsx", (), reader)
    assert problem.args["value"] == "138****8000 (Sheet!C7)"
    assert "13800138000" not in sentence(problem, "zh") + sentence(problem, "en") + repr(problem)


def bomb() -> bytes:
    return zipped({"word/document.xml": b"<w>" + b" " * (200 << 20) + b"</w>"})


def laughter() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    return f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><svg>&a8;</svg>'.encode()


def outside() -> bytes:
    document = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'
    return zipped({"word/document.xml": document, "[Content_Types].xml": "<Types/>"})


def wide_sheet() -> bytes:
    book = openpyxl.Workbook()
    book["Sheet"]["A1"] = "一"
    book["Sheet"]["XFD1048576"] = "二"
    return saved(book)


def nested() -> bytes:
    body = zipped({"a.txt": b"1"})
    for _ in range(6):
        body = zipped({"a.zip": body})
    return body


def big_picture() -> bytes:
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("body", "name", "rules"),
    [
        (bomb(), "a.docx", [UNFINISHED]),
        (outside(), "a.docx", []),
        (wide_sheet(), "a.xlsx", [UNFINISHED]),
        (nested(), "a.zip", [UNFINISHED]),
        (big_picture(), "a.png", [UNFINISHED]),
        (laughter(), "a.svg", []),
        (pdf(password="secret"), "a.pdf", [LOCKED]),
        (pdf(b""), "a.pdf", [SCANNED]),
        (pdf()[:300], "a.pdf", [DAMAGED]),
        (xlsx("1")[:500], "a.xlsx", [DAMAGED]),
        (b"\x89PNG\r\n\x1a\n", "a.png", [DAMAGED]),
        (b"Rar!\x1a\x07\0" + bytes(100), "a.rar", [DAMAGED]),
        (b"", "a.pdf", []),
        (zipped({"名单.txt": b"\xff\xfe1"}), "a.zip", [DAMAGED]),
        (zipped({"名单.csv": bytes(40)}), "a.zip", [DAMAGED]),
        (pdf(b"Tel 13800138000"), "a.xlsx", [MOBILE]),
        (xlsx("13800138000"), "a.jpg", [MOBILE]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_hostile_locked_and_disguised_attachments_end_in_a_sentence(
    body: bytes, name: str, rules: list[str], reader: Reader
) -> None:
    assert told(body, name, reader) == rules
    assert told(xlsx("13800138000"), "b.xlsx", reader) == [MOBILE]


def test_what_is_found_before_the_end_is_told_though_the_rest_is_too_much(reader: Reader) -> None:
    body = zipped({"a.txt": b"13800138000", "b.bin": b"\0" * (200 << 20)})
    assert told(body, "a.zip", reader) == [MOBILE, UNFINISHED]


def with_list(body: bytes) -> dict[str, bytes]:
    """The sound content with a workbook that one of its documents offers."""
    notice = (BASE / "disclosures/2026/notice.md").read_text(encoding="utf-8")
    head, _, rest = notice.removeprefix("---\n").partition("---\n")
    offered = f"---\n{head}附件:\n- {{文件: disclosures/2026/list.xlsx, 名称: 名册}}\n---\n{rest}"
    return {"disclosures/2026/notice.md": offered.encode(), "disclosures/2026/list.xlsx": body}


def test_a_name_in_a_package_tells_a_terminal_nothing(reader: Reader) -> None:
    body = zipped({"\x1b]0;甲\x07\u202e名单.txt": IDENTITIES[0]})
    (problem,) = check_attachment(body, "files/a.zip", (), reader)
    assert "\ufffd]0;甲\ufffd\ufffd名单.txt" in sentence(problem, "zh")


def test_an_exception_holds_for_a_value_in_an_attachment() -> None:
    files = bodies(BASE) | with_list(xlsx("13800138000"))
    [problem] = problems_of(files)
    assert (problem.rule, problem.file) == (MOBILE, "disclosures/2026/list.xlsx")
    line = problem.args["line"].replace("理由: ", "理由: 样表").replace("到期: ", "到期: 2026-12-31")
    assert [p.rule for p in problems_of(files | {"privacy-allow.yml": line.encode()})] == ["P905"]


def test_an_attachment_stops_the_build_until_it_is_mended_though_builds_remember(tmp_path: Path) -> None:
    for path, body in (bodies(BASE) | with_list(xlsx("13800138000"))).items():
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_bytes(body)
    check = ("check", "--content", tmp_path / "content", "--cache", tmp_path / "cache")
    results = [yangguang(*check) for _ in range(2)]
    assert [(result.exit_code, MOBILE in result.output) for result in results] == [(1, True)] * 2
    assert not any(b"13800138000" in path.read_bytes() for path in (tmp_path / "cache").rglob("*") if path.is_file())
    (tmp_path / "content/disclosures/2026/list.xlsx").write_bytes(xlsx("138****8000"))
    assert yangguang(*check).exit_code == 0


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("13800138000", "138****8000"),
        (IDENTITIES[0], "11*************"),
        ("１３８００１３８０００", "138****8000"),
        ("115113010833722043", ""),
    ],
)
def test_what_a_template_adds_is_found_before_the_site_is_put_in_place(tmp_path: Path, text: str, shown: str) -> None:
    content = copy_of("good", tmp_path)
    configure(tmp_path)
    template = tmp_path / "templates" / "pages" / "site-map.html"
    template.parent.mkdir(parents=True)
    template.write_text(f"<!doctype html><title>x</title><p>电话{text}</p>", encoding="utf-8")
    result = build(content, tmp_path / "site", "-f", tmp_path / "mkdocs.yml")
    assert (result.exit_code != 0, shown in result.output, (tmp_path / "site").exists()) == (
        bool(shown),
        True,
        not shown,
    )
    assert not shown or text not in result.output


def test_the_last_look_reads_pages_and_shards_but_not_codes() -> None:
    assert [hit.rule for hit in numbers("<dd>13800138000</dd><td>银行卡号".encode() + NUMBER.encode() + b"</td>")] == [
        MOBILE,
        CARD,
    ]
    assert (
        list(
            numbers(
                b'{"code":"1107-A-00100-141000","sum":13800138000.5,"sha":"0a13800138000f","n":"11140000123456784100010700"}'
            )
        )
        == []
    )


@pytest.mark.parametrize("before", range((1 << 22) - 30, (1 << 22) + 3, 3))
def test_where_a_file_is_cut_into_pieces_nothing_is_lost_and_nothing_made_up(tmp_path: Path, before: int) -> None:
    file = tmp_path / "large.json"
    file.write_bytes(b"x" * (before - 1) + b" 13800138000 " + b"x" * 2000)
    assert {hit.value for hit in hits(file)} == {"13800138000"}
    file.write_bytes(b"x" * (before - 1) + b" 1380013800013800138000138 " + b"x" * 2000)
    assert list(hits(file)) == []
