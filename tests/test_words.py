"""Wrong terms, half-width signs and double spaces are found where a reader would see them, and mended where that is safe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import AS_OF, SITES, copy_of, yangguang
from yangguang.check.words import check_words, faults, mended
from yangguang.model.fields import Record
from yangguang.search.lexicon import WordEntry
from yangguang.yamlio import read_yaml

YML, MD, CSV = "powers/a/b.yml", "disclosures/2026/a.md", "catalogue/a.csv"


def found(text: str, file: str = YML) -> list[tuple[str, str, str]]:
    return [(fault.rule, text[fault.start : fault.end], fault.right) for fault in faults(text, file)]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("备注: 由入民政府公布", "入民政府", "人民政府"),
        ("备注: 中国入民的", "中国入民", "中国人民"),
        ("备注: 预期不改正的", "预期不改正", "逾期不改正"),
        ("备注: 循私舞弊", "循私舞弊", "徇私舞弊"),
        ("备注: 公布之曰起", "之曰起", "之日起"),
        ("备注: 党十九大以来", "党十九大", "党的十九大"),
    ],
)
def test_a_wrong_term_is_told_with_the_right_one(text: str, wrong: str, right: str) -> None:
    assert found(text) == [("P700", wrong, right)]


@pytest.mark.parametrize(
    "text",
    ["备注: 纳入民政部门管理", "备注: 检查院落卫生", "备注: 存入民生银行", "备注: 行政处法规科", "备注: 公证处理办法", "备注: 中国人名、地名", "备注: 检察委员会"],
)  # fmt: skip
def test_right_words_that_look_like_wrong_ones_pass(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("备注: 拟订,实施", ",", "，"),
        ("备注: 材料:身份证", ":", "："),
        ("备注: 《甲法》;《乙法》", ";", "；"),
        ("备注: 科室(政策法规科）", "(", "（"),
        ("备注: （二)交易场所", ")", "）"),
        ("备注: 依法办理。。", "。。", "。"),
        ("备注: 依法办理。。。。", "。。。。", "。"),
        ("备注: |-\n  第一行,接着\n  第二行", ",", "，"),
        ('备注: "甲,乙"', ",", "，"),
        ("承办机构: [甲,乙科, '丙,丁']", ",", "，"),
    ],
)
def test_a_half_width_sign_in_chinese_is_told(text: str, wrong: str, right: str) -> None:
    assert found(text) == [("P701", wrong, right)]


@pytest.mark.parametrize(
    "text",
    [
        "承办机构: [甲科,乙科]", "{职权名称: 甲,职权类别: 乙}", "网址: https://a.cn/?a=1,2", "备注: 上午9:00至11:30", "备注: 1,000元",
        "备注: (一)甲；(二)乙", "备注: 甲(a,b)乙", "# 注释,不算:内容\n备注: 甲", "备注: ……", "备注:   甲   # 说明", "备注: |\n  甲\n    乙", "备注: A  |  B",
    ],
)  # fmt: skip
def test_signs_of_yaml_numbers_and_other_writing_pass(text: str) -> None:
    assert found(text) == []


def test_spaces_in_a_row_are_told_in_sentences_and_not_in_tables_or_lists() -> None:
    assert found("备注: 甲  乙") == [("P702", "  ", "")]
    assert found("备注: 甲  A") == [("P702", "  ", " ")]
    assert found("---\n标题: 甲\n---\n甲  乙\n", MD) == [("P702", "  ", "")]
    assert found("---\n标题: 甲\n---\n| 甲  |  乙 |\n\n-   丙\n\n:   丁\n\n`戊  己`\n", MD) == []


def test_of_tables_only_the_words_are_looked_at() -> None:
    assert found("编号,名称\n1,入民政府,公开\n", CSV) == [("P700", "入民政府", "人民政府")]


def test_radicals_out_of_a_pdf_are_told_and_become_the_characters_that_they_look_like() -> None:
    assert found("备注: ⺠政局的⻋、⽤⼾、⼀⽉⺮\n") == [
        ("P704", "⺠", "民"), ("P704", "⻋", "车"), ("P704", "⽤", "用"), ("P704", "⼾", "户"), ("P704", "⼀", "一"), ("P704", "⽉", "月"),
    ]  # fmt: skip
    assert found("1,⺠政\n", CSV) == [("P704", "⺠", "民")]
    assert mended("备注: ⺠政局的⽤⼾\n".encode(), YML).decode() == "备注: 民政局的用户\n"
    assert mended("备注: ⽤⼾,⺠政\n".encode(), YML).decode() == "备注: 用户，民政\n"


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ('附件: [{文件: "files/申请表,入民政府⺠.pdf", 名称: 表}]\n', YML), ("附件:\n  - {文件: files/甲(一）  乙.DOCX}\n", YML),
        ("---\n解读: disclosures/2026/说明,二.md\n---\n见[说明](说明,二.md)\n", MD), ("---\n标题: 甲\n---\n![图](../files/图,入民政府.png)\n", MD),
    ],
)  # fmt: skip
def test_what_a_file_is_called_is_no_word(text: str, file: str) -> None:
    assert found(text, file) == []
    assert mended(text.encode(), file) == text.encode()
    assert found(f"{text}备注: 入民政府\n", file) == [("P700", "入民政府", "人民政府")]


def test_a_file_tells_each_fault_once_with_its_place_and_number() -> None:
    text = "备注: 由入民政府,公布\n追责对象范围: 入民政府,和部门\n"
    told = [(p.rule, p.line, p.column, p.args["count"]) for p in check_words(text.encode(), YML)]
    assert told == [("P700", 1, 6, "2"), ("P701", 1, 10, "2")]


def test_mending_twice_is_mending_once_and_leaves_nothing_to_tell() -> None:
    text = "承办机构: [甲,乙科, '丙,丁']\n备注: 由入民政府,公布（含区)  并备案\n"
    once = mended(text.encode(), YML)
    assert once.decode() == "承办机构: [甲,乙科, '丙，丁']\n备注: 由人民政府，公布（含区）并备案\n"
    assert mended(once, YML) == once


@given(st.text("甲乙入民政府,:;()（） \n-|#'\"[]{}&*!?%@`", max_size=60))
def test_mending_never_changes_what_a_file_is_made_of(text: str) -> None:
    body = f"备注: |-\n  甲\n通俗名称: {text}\n".encode()
    new = mended(body, YML)
    before, problems = read_yaml(body, YML)
    after, later = read_yaml(new, YML)
    assert bool(problems) == bool(later)
    assert isinstance(after, dict) == isinstance(before, dict)
    if isinstance(before, dict) and isinstance(after, dict):
        assert list(before) == list(after)


def test_check_warns_and_fmt_words_mends(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    path = content / "powers/civil-affairs/1107-P-00100-141000.yml"
    path.write_text(path.read_text(encoding="utf-8") + "备注: 由入民政府,公布\n", encoding="utf-8")
    page = content / "pages/guide.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text("# 办事,指南\n", encoding="utf-8")
    said = yangguang("check", "--content", content, *AS_OF).output
    assert "警告 P700 “入民政府”应为“人民政府”（本文件 1 处）；可用 yangguang fmt --words 改正" in said
    assert "pages/guide.md:1:5: 警告 P701" in said
    assert yangguang("fmt", "--content", content).exit_code == 0
    assert "P700" in yangguang("check", "--content", content, *AS_OF).output, "plain fmt leaves words alone"
    assert yangguang("fmt", "--words", "--content", content).exit_code == 0
    assert "P70" not in yangguang("check", "--content", content, *AS_OF).output
    assert path.read_text(encoding="utf-8").endswith("备注: 由人民政府，公布\n")
    assert page.read_text(encoding="utf-8") == "# 办事，指南\n"


def test_what_is_rare_among_many_warnings_is_not_overlooked(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    (content / "pages").mkdir(exist_ok=True)
    for number in range(21):
        (content / f"pages/guide{number}.md").write_text(f"# 办事,指南{number}\n", encoding="utf-8")
        if number == 18:
            assert "警告按规则" not in yangguang("check", "--content", content, *AS_OF).output
    (content / "pages/guide20.md").write_text("# 入民政府\n", encoding="utf-8")
    assert "\n警告按规则计数：P700 × 1，P701 × 20\n" in yangguang("check", "--content", content, *AS_OF).output


@pytest.mark.parametrize("folder", ["content", "tests/sites/good"])
def test_our_own_content_is_written_right(folder: str) -> None:
    root = SITES.parent.parent / folder
    files = [path for path in root.rglob("*") if path.suffix in (".yml", ".md", ".csv")]
    told = [(path.name, p.rule, p.args["near"]) for path in files for p in check_words(path.read_bytes(), path.name)]
    assert told == []


def records(above: type[Record] = Record) -> Iterator[type[Record]]:
    for record in above.__subclasses__():
        yield record
        yield from records(record)


def test_the_data_dictionary_is_written_with_full_width_signs() -> None:
    half = re.compile("[一-龥”）][,;:?!(]|[,;:?!)][一-龥“《（]")
    told = {(info.alias, info.description or "") for record in records() for info in record.model_fields.values()}
    assert {info.alias for info in WordEntry.model_fields.values()} <= {key for key, _ in told}
    patterns = re.compile(r"\{[^{}]*\}")
    assert [(key, text) for key, text in sorted(told) if half.search(patterns.sub("", text))] == []
