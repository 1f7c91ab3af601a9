"""Values are text as the editor sees it, and positions are those of the file."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguang.model.problem import Problem
from yangguang.yamlio import Value, locate, place, read_csv, read_markdown, read_yaml
from yangguang.yamlio.careful import read_carefully

CHINESE = "登记市民政局，。；：“”（）《》、一二"
LATIN = "abcXYZ019.-"
PIECE = st.text(alphabet=CHINESE + LATIN, min_size=1, max_size=6).filter(
    lambda t: t[0] in "登记市民政局一二abcXYZ" and t[-1] not in "-:" and "---" not in t
)


def read(source: str) -> Value:
    value, problems = read_yaml(source.encode(), "a.yml")
    assert problems == []
    return value


def chinese(char: str) -> bool:
    return char in CHINESE


def joined(lines: list[str]) -> str:
    """What folding means, said slowly."""
    text = lines[0]
    for line in lines[1:]:
        text += ("" if chinese(text[-1]) and chinese(line[0]) else " ") + line
    return text


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("a: no", "no"),
        ("a: 0123", "0123"),
        ("a: 12:30", "12:30"),
        ("a: 2016-02-09", "2016-02-09"),
        ("a: null", "null"),
        ("a: ~", "~"),
        ("a:", None),
        ("a: ''", ""),
        ('a: ""', ""),
        ("a: [1, 二]", ["1", "二"]),
        ("a: {键: , 值: 1}", {"键": None, "值": "1"}),
        ("a: 'it''s'", "it's"),
        ('a: "一\\n二"', "一\n二"),
    ],
)
def test_scalars_are_text_and_nothing_is_none(source: str, value: Value) -> None:
    assert read(source) == {"a": value}


def test_an_empty_file_has_no_value() -> None:
    assert read("") is None
    assert read("# only a remark\n") is None


@pytest.mark.parametrize("crlf", [False, True])
@pytest.mark.parametrize("style", ["plain", "single", "double", "escaped", "block", "kept", "indented"])
@given(lines=st.lists(st.lists(PIECE, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=5))
def test_a_folded_break_between_chinese_leaves_no_space_and_genuine_spaces_stay(
    style: str, crlf: bool, lines: list[str]
) -> None:
    inside = "\n    ".join(lines)
    source, end = {
        "plain": (f"a:\n  b: {inside}\n", ""),
        "single": (f"a:\n  b: '{inside}'\n", ""),
        "double": (f'a:\n  b: "{inside}"\n', ""),
        "escaped": (f'a:\n  b: "\\x41{inside}\\x41"\n', ""),
        "block": (f"a:\n  b: >-\n    {inside}\n", ""),
        "kept": (f"a:\n  b: > # remark\n    {inside}\nc: 1\n", "\n"),
        "indented": (f"a:\n  b: >2-\n    {inside}\n", ""),
    }[style]
    expected = joined(lines) + end
    if style == "escaped":
        expected = f"A{expected}A"
    value = read(source.replace("\n", "\r\n") if crlf else source)
    assert isinstance(value, dict)
    assert value["a"] == {"b": expected}


def test_empty_lines_and_deeper_lines_of_a_folded_block_stay() -> None:
    assert read("a: >\n  第一\n  段\n\n  第二段\n    - 列\n    - 举\n  完\n") == {
        "a": "第一段\n第二段\n  - 列\n  - 举\n完\n"
    }
    assert read("a: 第一\n  段\n\n  第二段\n") == {"a": "第一段\n第二段"}
    assert read("a: |+\n  第一\n\n\n") == {"a": "第一\n"}
    assert read("a: |\n  第一\n  行  \n") == {"a": "第一\n行\n"}


def test_spaces_at_the_end_of_a_line_never_count() -> None:
    assert read("a: 第一  \n  段  \nb: >-\n  第一  \n  段  \n") == {"a": "第一段", "b": "第一段"}


VALUES = st.recursive(
    st.text(alphabet=CHINESE + LATIN + " '\"#&*!%@`,[]{}?|>\\/\n", max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(PIECE.filter(lambda t: "：" not in t), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_both_readings_agree_and_json_reads_as_itself(value: Value) -> None:
    source = json.dumps(value, ensure_ascii=False)
    assert read(source) == value
    root, right, problems = read_carefully(source, "a.yml")
    assert right
    assert problems == []
    assert root is not None
    assert root.value() == value


@given(st.text(alphabet="键值:： -\n{}[],'\"#&*|>%@?a\\，", max_size=40))
def test_no_text_breaks_the_reader_and_every_problem_has_a_place(source: str) -> None:
    value, problems = read_yaml(source.encode(), "a.yml")
    assert all(p.line >= 1 and p.column >= 1 for p in problems)
    root, _, careful = read_carefully(source, "a.yml")
    assert problems == careful
    if not problems:
        assert value == (root.value() if root else None)


PAGE = """\
# remark
职权编码: "1107"
责任事项:
  - 环节: 受理
    风险点: [{风险点: 甲, 等级: 高}]
  - 环节:
备注: |
  长文
"""


@pytest.mark.parametrize(
    ("where", "at"),
    [
        (("职权编码",), (2, 7)),
        (("责任事项", 0, "风险点", 0, "等级"), (5, 24)),
        (("责任事项", 1, "环节"), (6, 5)),
        (("责任事项", 1, "责任"), (6, 5)),
        (("责任事项", 7), (4, 3)),
        (("备注",), (7, 5)),
        (("没有",), (2, 1)),
        ((), (2, 1)),
        (("职权编码", 0), (2, 7)),
    ],
)
def test_a_key_path_leads_to_its_line_and_column(where: tuple[str | int, ...], at: tuple[int, int]) -> None:
    assert locate(PAGE.encode(), where, kind="yaml") == at
    assert locate(PAGE.replace("\n", "\r\n").encode(), where, kind="yaml") == at


def test_what_is_wrong_with_a_key_is_told_at_the_key_and_not_where_its_value_begins() -> None:
    told = [Problem(rule, "a.yml", ("甲",)) for rule in ("P102", "P111")]
    found = place(told, lambda _: "甲:\n  - 乙\n".encode())
    assert [(problem.line, problem.column) for problem in found] == [(1, 1), (2, 3)]


def test_a_file_is_read_once_for_all_its_problems() -> None:
    reads: list[str] = []

    def read_file(file: str) -> bytes:
        reads.append(file)
        return PAGE.encode()

    problems = [
        Problem("P100", "a.yml", ("备注",)),
        Problem("P100", "a.yml", ("职权编码",)),
        Problem("P020", "b.yml", line=9, column=1),
    ]
    assert [(p.line, p.column) for p in place(problems, read_file)] == [(7, 5), (2, 7), (9, 1)]
    assert reads == ["a.yml"]


def test_front_matter_and_body_are_told_apart_with_positions_of_the_file() -> None:
    value, body, problems = read_markdown("---\n标题: 公告\n文号:\n---\n正文\t表\n\n---\n尾\n".encode(), "a.md")
    assert (value, body, problems) == ({"标题": "公告", "文号": None}, "正文\t表\n\n---\n尾\n", [])
    data = "---\n标题: 公告\n标题: 通知\n---\n正\u200b文\n".encode()
    assert [(p.rule, p.line, p.column) for p in read_markdown(data, "a.md")[2]] == [("P005", 5, 2), ("P013", 3, 1)]
    assert locate(data, ("标题",), kind="markdown") == (2, 5)


@pytest.mark.parametrize(("source", "rule"), [("正文\n", "P040"), ("", "P040"), ("---\n标题: 公告\n", "P041")])
def test_a_document_without_front_matter_is_told_so(source: str, rule: str) -> None:
    assert [p.rule for p in read_markdown(source.encode(), "a.md")[2]] == [rule]


def test_a_table_is_read_by_column_name() -> None:
    data = '\ufeff编号,公开内容,县级\r\n1,"甲,乙\n""丙""",√\r\n\r\n2,丁\r\n'.encode()
    rows, problems = read_csv(data, "a.csv")
    assert problems == []
    assert rows == [{"编号": "1", "公开内容": '甲,乙\n"丙"', "县级": "√"}, {"编号": "2", "公开内容": "丁", "县级": ""}]
    assert locate(data, (0, "县级"), kind="csv") == (3, 8)
    assert locate(data, (1, "公开内容"), kind="csv") == (5, 3)
    assert locate(data, (9, "公开内容"), kind="csv") == (1, 1)
    old_mac = "编号,公开内容\r1,甲\r2,乙,多\r".encode()
    rows, [problem] = read_csv(old_mac, "a.csv")
    assert (rows, problem.rule, problem.line) == (
        [{"编号": "1", "公开内容": "甲"}, {"编号": "2", "公开内容": "乙"}],
        "P052",
        3,
    )
    assert locate(old_mac, (1, "公开内容"), kind="csv") == (3, 3)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("", ("P050", 1, 1)),
        ("编号,一级事项\n", ("P050", 1, 1)),
        ("a,a\n1,2\n", ("P051", 1, 3)),
        ("a,b\n1,2,3\n", ("P052", 2, 5)),
        ('a,b\n1,"2\n', ("P053", 2, 3)),
        ('a,b\n1,"2"x\n', ("P053", 2, 3)),
        ("a,\n1,2\n", ("P054", 1, 3)),
        ("a\tb\n1\t2\n", ("P055", 1, 1)),
        ("a;b\n1;2\n", ("P055", 1, 1)),
        ("甲县目录,,\na,b,c\n1,2,3\n", ("P056", 1, 1)),
        ("甲县目录\na,b,c\n", ("P056", 1, 1)),
        ("a,b\n1\t2,3\n", ("P007", 2, 2)),
    ],
)
def test_mistakes_in_tables_have_their_place(source: str, found: tuple[str, int, int]) -> None:
    problem = read_csv(source.encode(), "a.csv")[1][0]
    assert (problem.rule, problem.line, problem.column) == found


@given(
    st.lists(
        st.lists(st.text(alphabet='甲乙,"\n a', min_size=1, max_size=5), min_size=2, max_size=4), min_size=1, max_size=4
    )
)
def test_any_table_written_with_quotes_is_read_back(rows: list[list[str]]) -> None:
    width = max(map(len, rows))
    head = ",".join(f"列{n}" for n in range(width))
    body = "\n".join(",".join('"' + re.sub('"', '""', cell) + '"' for cell in row) for row in rows)
    read_back, problems = read_csv(f"{head}\n{body}\n".encode(), "a.csv")
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert [problem.rule for problem in problems] == ([] if kept else ["P050"])
    assert [list(row.values()) for row in read_back] == [row + [""] * (width - len(row)) for row in kept]
