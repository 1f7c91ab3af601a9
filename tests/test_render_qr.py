"""QR codes: every scanner reads them, and they are small."""

import re

import pytest
import segno
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from yangguang.render.qr import MASK, _Alike, qr_svg

TEXTS = (
    "https://www.linfen.gov.cn/powers/1107-A-00100-141000.html",
    "1107-A-00100-141000 社会团体成立登记 0357-0000104",
    "1107-A-00100-141000 对社会团体超出章程规定的宗旨和业务范围 0357-0000104",
    "https://a.gov.cn/regions/houma/powers/2107-A-00100-141081.html",
)


def picture(svg: str) -> Image.Image:
    """The code as a scanner sees it: 8 pixels a module."""
    side = int(re.findall(r'viewBox="0 0 (\d+) \d+"', svg)[0])
    image = Image.new("L", (side * 8, side * 8), 255)
    draw = ImageDraw.Draw(image)
    for start, y, runs in re.findall(r"M(\d+) (\d+)\.5((?:h\d+|m\d+ 0)+)", svg):
        x = int(start)
        for kind, length in re.findall(r"([hm])(\d+)", runs):
            if kind == "h":
                draw.rectangle((x * 8, int(y) * 8, (x + int(length)) * 8 - 1, int(y) * 8 + 7), fill=0)
            x += int(length)
    return image


@pytest.mark.parametrize("text", TEXTS)
def test_a_scanner_reads_what_was_written(text: str) -> None:
    assert [found.text for found in zxingcpp.read_barcodes(picture(qr_svg(text)))] == [text]


@pytest.mark.parametrize("text", TEXTS)
def test_a_code_takes_at_most_two_and_a_half_kilobytes(text: str) -> None:
    assert len(qr_svg(text)) <= 2500


ALIKE = st.integers(1, 90).flatmap(
    lambda length: st.lists(st.text(st.characters(max_codepoint=127), min_size=length, max_size=length), min_size=2)
)


@given(ALIKE)
def test_codes_drawn_from_one_another_are_those_drawn_by_themselves(texts: list[str]) -> None:
    alike = _Alike()
    for text in texts:
        code = segno.make(text, error="l", mask=MASK, boost_error=False, micro=False, mode="byte")
        assert alike.modules(text) == b"".join(map(bytes, code.matrix))
