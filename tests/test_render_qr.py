"""QR codes: every scanner reads them, and they are small."""

import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from yangguang.render.qr import qr_svg

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
