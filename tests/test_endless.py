"""Whatever repeats itself in a text, or names things by the thousand, takes time by its length and no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import process_time

import pytest

from yangguang.archive.takedown import readings
from yangguang.build.link import link
from yangguang.check.bases import rank_of
from yangguang.check.guide import read_guide
from yangguang.check.near import nearest
from yangguang.check.private import check_private
from yangguang.check.prose import check_prose
from yangguang.check.regions import check_regions
from yangguang.check.words import check_words
from yangguang.data.tables import decisions
from yangguang.exchange.grid import Sheet
from yangguang.exchange.items.item import made
from yangguang.exchange.laws.citations import citations
from yangguang.exchange.laws.words import sentences
from yangguang.exchange.sheets.clean import clean
from yangguang.exchange.sheets.columns import vocabulary
from yangguang.exchange.sheets.sheet import read_sheet
from yangguang.model.basis import Basis
from yangguang.model.concerns import concerned
from yangguang.model.content import RegionContent
from yangguang.model.event import Event
from yangguang.model.flow_faults import flow_faults
from yangguang.model.power import Power
from yangguang.model.region import Department, Law, Region
from yangguang.yamlio import read_yaml

SIGNS, SECONDS = 200_000, 15
REGION = Region.model_validate({
    "格式版本": "1", "名称": "甲县", "行政区划代码": "141081", "网址标识": "jia", "层级": "县级",
})  # fmt: skip


def imported(column: str, *texts: str) -> None:
    """A table of one item, which goes on for a row per text."""
    sheet = Sheet("行政许可", rows=len(texts) + 1)
    sheet.cells |= {(0, 0): "职权名称", (0, 1): column, (1, 0): "甲证核发"}
    sheet.cells |= {(row, 1): text for row, text in enumerate(texts, 1)}
    words = vocabulary()
    [item] = read_sheet(sheet, words).items
    made(item, words)


def decided(text: str) -> None:
    """A merger of as many codes, which no item bears, as the text has signs."""
    row = {"类型": "合并"} | {key: [f"{key}{n}" for n in range(len(text))] for key in ("变更前", "变更后")}
    event = Event.model_validate({
        "标题": "甲", "批准机关": "甲县人民政府", "文号": "甲", "决定日期": "2026-01-01", "生效日期": "2026-01-01", "调整事项": [row],
    })  # fmt: skip
    link({"jia": RegionContent(REGION, events={"events/2026/a.yml": event})}, (), date(2026, 2, 1))


def listed(text: str) -> None:
    """A decision of as many rows, all of one department, as the text has signs, in its table."""
    rows = [{"类型": "新增", "变更后": f"甲{n}", "部门": "jia"} for n in range(len(text))]
    event = Event.model_validate({
        "标题": "甲", "批准机关": "甲县人民政府", "文号": "甲", "决定日期": "2026-01-01", "生效日期": "2026-01-01", "调整事项": rows,
    })  # fmt: skip
    content = RegionContent(REGION, events={"events/2026/a.yml": event}, departments={"jia": Department(name="甲局")})
    tables = dict(decisions(content, concerned(content, {}, date(2026, 2, 1)), "jia"))
    assert len(tables["events.csv"].splitlines()) == len(text) + 1


def replaced(text: str) -> None:
    """As many laws as the text has signs, each replaced by the one before."""
    laws = [
        {"名称": f"甲{n}法", "标识": f"a{n}", "位阶": "法律", "效力": "废止", "被替代": f"a{n - 1}"}
        for n in range(len(text))
    ]
    content = RegionContent(REGION, laws=tuple(map(Law.model_validate, laws)), files=("laws.yml",))
    found = check_regions({"jia": content}, link({"jia": content}, (), date(2026, 2, 1)))
    assert [problem.rule for problem in found] == ["P337"]


def flowing(text: str) -> None:
    """A flow of as many steps as the text has signs: half of them run in a circle, the others lead nowhere known."""
    half = len(text) // 2
    steps = [{"步骤": f"绕{n}", "下一步": f"绕{(n + 1) % half}"} for n in range(half)]
    power = {"职权编码": "1107-A-00100", "职权名称": "甲", "职权类别": "行政处罚"}
    lost = [{"步骤": f"甲{n}", "下一步": f"乙{n}"} for n in range(half)]
    assert len(flow_faults(Power.model_validate(power | {"运行流程": steps + lost}))) == half + 1


@pytest.mark.parametrize(
    ("look", "piece", "last"),
    [
        (lambda text: read_guide(text, "pages/a.md"), "#", "甲"),
        (lambda text: read_guide(text, "pages/a.md"), "[", ""),
        (lambda text: check_prose(text.decode(), "pages/a.md"), " ", "甲"),
        (lambda text: check_words(b'- "' + text.replace(b"\n", b"\\n") + b'"\n', "laws.yml"), "\n    甲", ""),
        (lambda text: rank_of(Basis.model_validate({"原文": text.decode()})), "《", ""),
        (lambda text: read_yaml("甲: |\n  ".encode() + text + b"\n  b\n", "laws.yml"), " ", "甲"),
        (lambda text: [*citations({"依据": f"《甲法》第一条{text.decode()[3:]}"})], "一", "甲"),
        (lambda text: [*citations({"依据": f"《甲法》第一条{text.decode()[3:]}"})], "一", ""),
        (lambda text: [*citations({"依据": f"《甲法》第一条{text.decode()[3:]}"})], "\n", "甲"),
        (lambda text: [*citations({"依据": f"《{text.decode()[3:]}"})], "〈〉", ""),
        (lambda text: sentences(text.decode()[3:]), "第一条", "甲"),
        (lambda text: check_private(text + b"\n" + b"13800138000,\n" * 20_000, "a.csv", ()), "甲", ""),
        (lambda text: clean(text.decode()), "甲\n", ""),
        (lambda text: imported("承诺办结时限", text.decode()[:100_000]), "1", ""),
        (lambda text: imported("设定依据", *(f"依据{n}" for n in range(len(text) // 10))), "a", ""),
        (lambda text: [nearest("受里", [f"受理{n}" for n in range(2_000)]) for _ in text[:5_000]], "a", ""),
        (lambda text: replaced(text.decode()[:20_000]), "a", ""),
        (lambda text: flowing(text.decode()[:20_000]), "a", ""),
        (lambda text: [*readings(text)], "[-1.5],", ""),
        (lambda text: [*readings(text)], "{+甲", ""),
        (lambda text: [*readings(text)], "<del>", ""),
        (lambda text: decided(text.decode()[:20_000]), "a", ""),
        (lambda text: listed(text.decode()[:20_000]), "a", ""),
    ],
)
def test_it_takes_seconds(look: Callable[[bytes], object], piece: str, last: str) -> None:
    text = f"# 甲{piece * (SIGNS // len(piece))}{last}".encode()
    started = process_time()
    look(text)
    assert process_time() - started < SECONDS
