"""Every mistake of syntax is named by its own rule, at its place, with its cure."""

from __future__ import annotations

import pytest

from yangguang.model.messages import RULES
from yangguang.yamlio import Value, check_cut, mapping_expected, read_csv, read_markdown, read_yaml

MISTAKES: list[tuple[str, str, tuple[int, int], str]] = [
    # what, source, (line, column), rule
    ("a control character", "a: 甲\x07乙\n", (1, 5), "P004"),
    ("a line separator", "a: 甲\u2028乙\n", (1, 5), "P004"),
    ("a lone carriage return", "a: 甲\rb: 乙\n", (1, 5), "P004"),
    ("a zero-width space", "b: 1\na: 甲\u200b乙\n", (2, 5), "P005"),
    ("a bidirectional override", "a: 甲\u202e乙\n", (1, 5), "P006"),
    ("a tab as indentation", "a:\n\tb: 1\n", (2, 1), "P007"),
    ("a tab in a value", "a: 甲\t乙\n", (1, 5), "P007"),
    ("an escaped control character", 'a: "甲\\u0007乙"\n', (1, 4), "P004"),
    ("an escaped zero-width space", 'a: "甲\\u200b乙"\n', (1, 4), "P005"),
    ("an escaped bidirectional override", 'a: "甲\\u202e乙"\n', (1, 4), "P006"),
    ("an escaped tab", 'a: "甲\\t乙"\n', (1, 4), "P007"),
    ("an escaped zero-width key", '"甲\\u200b": 1\n', (1, 1), "P005"),
    ("an anchor", "a: &x 1\n", (1, 4), "P008"),
    ("an anchor on a mapping", "a: &x\n  b: 1\n", (1, 4), "P008"),
    ("an alias", "a: *x\n", (1, 4), "P009"),
    ("an alias as a key", "*x : 1\n", (1, 1), "P009"),
    ("a tag", "a: !!python/object 1\n", (1, 4), "P010"),
    ("the plain tag", "a: ! 1\n", (1, 4), "P010"),
    ("two documents", "a: 1\n---\nb: 2\n", (2, 1), "P011"),
    ("an end before the end", "a: 1\n...\n# 以下\nb: 2\n", (2, 1), "P011"),
    ("an end and text", "a: 1\n... 等\n", (2, 1), "P011"),
    ("a directive", "%YAML 1.1\n---\na: 1\n", (1, 1), "P012"),
    ("a key twice", "甲: 1\n乙: 2\n甲: 3\n", (3, 1), "P013"),
    ("deep nesting", "[" * 50 + "]" * 50, (1, 41), "P014"),
    ("a list as a key", "[a]: b\n", (1, 1), "P015"),
    ("a question mark key", "? a\n: b\n", (1, 3), "P015"),
    ("a question mark in braces", "a: [{? b: 1}]\n", (1, 8), "P015"),
    ("a merge key", "<<: {a: 1}\n", (1, 1), "P016"),
    ("an empty key", ": b\n", (1, 1), "P017"),
    ("no space after the colon", "a: 1\n职权名称:登记\n", (2, 1), "P020"),
    ("no space in the first line", "职权名称:登记\na: 1\n", (1, 1), "P020"),
    ("no space in the middle", "a: 1\n职权名称:登记\nb: 2\n", (2, 1), "P020"),
    ("no space in flow style", "a: {名称:登记, 电话: 1}\n", (1, 5), "P020"),
    ("a full-width space after the colon", "a: 1\n职权名称:\u3000登记\n", (2, 1), "P020"),
    ("a hard space after the colon", "职权名称:\u00a0登记\na: 1\n", (1, 1), "P020"),
    ("a full-width space in flow style", "a: {名称:\u3000登记, 电话: 1}\n", (1, 5), "P020"),
    ("no space in a list", "a:\n  - 环节:受理\n    责任: 甲\n", (2, 5), "P020"),
    ("a full-width colon", "a: 1\n职权名称：登记\nb: 2\n", (2, 1), "P021"),
    ("a full-width colon in the first line", "职权名称：登记\nb: 2\n", (1, 1), "P021"),
    ("full-width signs in flow style", "a: {名称：登记，电话：1}\n", (1, 5), "P021"),
    ("a full-width colon and a space", "a: 1\n名称： 登记\nb: 2\n", (2, 1), "P021"),
    ("a full-width key with a block", "a: 1\n处罚：\n  种类: 警告\n", (2, 1), "P021"),
    (
        "no space in the second line of braces",
        "a:\n  - {x: 1,\n     分支:[{条件: 甲}]}\n  - {x: 2}\nb: 1\n",
        (3, 8),
        "P022",
    ),
    ("an empty key before a comma", "a: {名称:, 电话: 1}\n", (1, 7), "P022"),
    ("an empty key before a brace", "a: {名称:}\n", (1, 7), "P022"),
    ("a full-width comma before a key", "a: {名称: 登记，电话：1}\n", (1, 9), "P023"),
    ("a full-width comma before an ASCII colon", "a: {名称: 登记，电话: 1}\n", (1, 12), "P023"),
    ("text that starts with an at sign", "a: @甲\n", (1, 4), "P024"),
    ("text that starts with a star", "a: *重要\n", (1, 4), "P024"),
    ("text that starts with an ampersand", "a: &重要\n", (1, 4), "P024"),
    ("text that starts with an exclamation mark", "a: !重要\n", (1, 4), "P024"),
    ("text that starts with a percent sign", "a: %甲\n", (1, 4), "P024"),
    ("text that starts with a backtick", "a: `甲\n", (1, 4), "P024"),
    ("a lone dash", "a: -\n", (1, 4), "P024"),
    ("a question mark", "a: ?\n", (1, 4), "P024"),
    ("text after a quotation", 'a: "五一"奖\n', (1, 4), "P025"),
    ("text after a bracket", "a: [试行]办法\n", (1, 4), "P025"),
    ("a colon in text", "a: 注意: 必须\n", (1, 4), "P026"),
    ("a colon behind a long text", "a: 1\n" + "字" * 1025 + ": 甲\n", (2, 1), "P026"),
    ("a colon behind a long text of a list", "a:\n  - " + "字" * 1025 + ": 甲\n", (2, 5), "P026"),
    ("a colon behind a long text in braces", "a: {b: 1, " + "字" * 1025 + ": 甲}\n", (1, 11), "P026"),
    ("an unclosed quotation mark", "a: 'x\nb: 1\n", (1, 4), "P027"),
    ("an unclosed bracket", "a: [1, 2\nb: 1\n", (1, 4), "P028"),
    ("an unclosed brace", "a: {x: 1\nb: 1\n", (1, 4), "P028"),
    ("a bracket open at the end", "a: 1\nb: [1, \n", (2, 4), "P028"),
    ("a brace just begun", "a: 1\nb: [{名称: ", (2, 4), "P028"),
    ("an unclosed brace above further points", "a:\n  - {x: 1, y: '{'\n  - {x: 2}\n  - {x: 3}\nb: 1\n", (2, 5), "P028"),
    ("an unclosed bracket in a brace above a point", "a:\n  - {x: [1, 2\n    , y: 1}\n  - {x: 2}\n", (2, 9), "P028"),
    ("a line indented too far", "a: 1\n  b: 2\n", (2, 3), "P029"),
    ("a line indented too little", "a:\n    b: 1\n  c: 2\n", (3, 3), "P029"),
    ("a list in the line of its key", "a: - b\n", (1, 4), "P030"),
    ("a dash without space", "a:\n- 1\n-2\n", (3, 1), "P030"),
    ("a point without space in text", "a:\n  -甲\n", (2, 3), "P030"),
    ("a dash without space before a key", "a:\n  -b: 1\n", (2, 3), "P030"),
    ("a dash without space above a further key", "a:\n  -b: 1\n    c: 2\n", (2, 3), "P030"),
    ("a dash without space before a Chinese key", "a: {b: 1, -甲: 2}\n", (1, 11), "P030"),
    ("a full-width dash", "a:\n  － b: 1\n    c: 2\n", (2, 3), "P030"),
    ("a full-width blank above a key", "a:\n　　b: 1\n  c: 2\n", (2, 1), "P018"),
    ("a pasted blank before the last key", "a:\n  b: 1\n\u00a0\u00a0c: 2\n", (3, 1), "P018"),
    ("a pasted blank before a dash", "a:\n\u00a0\u00a0- b: 1\n    c: 2\n", (2, 1), "P018"),
    ("a pasted blank behind a dash", "a:\n  -\u00a0b: 1\n    c: 2\n", (2, 4), "P018"),
    ("a pasted blank before a colon", "a\u00a0: 1\n", (1, 1), "P018"),
    ("a full-width blank before text that goes on", "a:\n  甲，\n　　乙。\nb: 1\n", (3, 1), "P018"),
    ("full-width braces", "a:\n  - ｛b: 1, c: 2｝\n", (2, 5), "P019"),
    ("full-width braces behind a key", "a: ｛b: 1, c: 2｝\n", (1, 4), "P019"),
    ("a backslash in double quotes", 'a: "C:\\档案"\n', (1, 7), "P031"),
    ("text after a block sign", "a: |甲\n  乙\n", (1, 4), "P032"),
    ("a conflict that git left", "a: 1\r\n<<<<<<< HEAD\r\nb: 1\r\n=======\r\nb: 2\r\n>>>>>>> x\r\n", (2, 1), "P035"),
    ("a line without a key", "a: 1\n职权名称\nb: 2\n", (2, 1), "P033"),
]


@pytest.mark.parametrize(("source", "place", "rule"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES])
def test_a_mistake_is_reported_once_with_rule_and_place(source: str, place: tuple[int, int], rule: str) -> None:
    _, problems = read_yaml(source.encode(), "a.yml")
    assert [(p.rule, (p.line, p.column)) for p in problems] == [(rule, place)]


@pytest.mark.parametrize("source", [m[1] for m in MISTAKES], ids=[m[0] for m in MISTAKES])
def test_every_sentence_can_be_written_in_both_languages(source: str) -> None:
    for problem in read_yaml(source.encode(), "a.yml")[1]:
        for template in (RULES[problem.rule].zh, RULES[problem.rule].en):
            assert "{}" not in template.format_map(problem.args)


@pytest.mark.parametrize(
    "text", ["a: |\n  　　甲: 1\n  　　乙\n", "a: 甲　乙\n", "a: '-甲'\n", "a: -5\n", "a:\n  甲\n  　　乙\n"]
)
def test_blanks_and_dashes_of_a_text_are_no_mistakes(text: str) -> None:
    assert read_yaml(text.encode(), "a.yml")[1] == []


def test_a_byte_order_mark_is_refused_but_does_not_hide_other_mistakes() -> None:
    _, problems = read_yaml("\ufeffa: 1\na: 2\n".encode(), "a.yml")
    assert [(p.rule, p.line, p.column) for p in problems] == [("P003", 1, 1), ("P013", 2, 1)]


def test_a_gbk_file_is_told_from_noise() -> None:
    _, problems = read_yaml("甲: 1\n名称: 登记\n".encode("gb18030"), "a.yml")
    assert [(p.rule, p.line, p.args["guess"]) for p in problems] == [("P002", 1, "GBK/GB18030")]


def test_a_line_of_gbk_in_a_file_of_utf_8_is_told_where_it_stands() -> None:
    _, problems = read_yaml("甲: 好\n".encode() + "乙: 登记\n".encode("gbk"), "a.yml")
    assert [(p.rule, p.line, p.args["guess"]) for p in problems] == [("P002", 2, "UTF-8 + GBK")]


def test_a_workbook_under_another_name_is_known_by_its_bytes() -> None:
    _, [problem] = read_csv(b"PK\x03\x04" + bytes(range(128, 256)), "a.csv")
    assert (problem.rule, problem.args["guess"]) == ("P002", "xlsx, docx, zip")


def test_a_huge_file_is_refused_unread() -> None:
    _, problems = read_yaml(b"a: " + b"x" * 2_000_000, "a.yml")
    assert [p.rule for p in problems] == ["P001"]


def test_a_million_brackets_are_refused_quickly() -> None:
    _, problems = read_yaml(b"[" * 1_000_000, "a.yml")
    assert [p.rule for p in problems] == ["P014"]


def test_several_mistakes_are_reported_at_once() -> None:
    source = '职权编码:1107\n职权名称: 登记\n奖项: "五一"奖\n责任事项:\n  - 环节:受理\n    责任: 甲\n  - 环节: @审查\n地址: 甲\n地址: 乙\n'
    value, problems = read_yaml(source.encode(), "a.yml")
    assert value is None
    assert [(p.rule, p.line) for p in problems] == [("P020", 1), ("P025", 3), ("P020", 5), ("P024", 7), ("P013", 9)]


def test_conflicts_of_git_are_told_as_far_as_anybody_will_read() -> None:
    assert [p.line for p in read_yaml(b"<<<<<<< a\n" * 50, "a.yml")[1]] == [*range(1, 21)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a: 1\n=======\nb: 2\n", [2]),
        ("a: 1\n>>>>>>> minzheng\nb: 2\n", [2]),
        ("a: 1\n||||||| 1a2b3c\nb: 2\n=======\n>>>>>>> x\n", [2]),
        ("a: 1\n=======\n>>>>>>> x\nb: 2\n<<<<<<< HEAD\nc: 3\n=======\n>>>>>>> y\n", [2, 5]),
    ],
)
def test_what_a_half_resolved_conflict_of_git_leaves_is_told_where_it_begins(text: str, lines: list[int]) -> None:
    assert [(p.rule, p.line) for p in read_yaml(text.encode(), "a.yml")[1]] == [("P035", line) for line in lines]
    assert [(p.rule, p.line) for p in read_csv(text.replace(": ", ",").encode(), "a.csv")[1]][:1] == [
        ("P035", lines[0])
    ]


def test_a_line_under_a_heading_and_an_empty_row_of_a_table_are_no_conflict() -> None:
    head = "---\n标题: 甲\n---\n\n"
    assert read_markdown(f"{head}第一章\n=======\n\n正文\n".encode(), "a.md")[2] == []
    table = "|甲|乙|丙|丁|戊|己|\n|---|---|---|---|---|---|\n|||||||\n||||||| 备注 |\n"
    assert read_markdown(f"{head}{table}".encode(), "a.md")[2] == []
    told = read_markdown(f"{head}甲\n=======\n乙\n>>>>>>> minzheng\n".encode(), "a.md")[2]
    assert [(p.rule, p.line) for p in told] == [("P035", 8)]


def test_one_line_out_of_step_is_one_mistake() -> None:
    _, problems = read_yaml(b"  a: 1\nb: 2\nc: 3\nd: 4\n", "a.yml")
    assert [(p.rule, p.line) for p in problems] == [("P029", 2)]


def test_a_missing_space_is_cured_with_the_words_of_the_editor() -> None:
    _, problems = read_yaml("a: 1\n职权名称:登记\n".encode(), "a.yml")
    assert problems[0].args == {"key": "职权名称", "value": "登记"}


def test_refused_things_do_not_hide_the_rest_of_the_value() -> None:
    value, problems = read_yaml("甲: &x 1\n乙: 2\n乙: 3\n".encode(), "a.yml")
    assert [p.rule for p in problems] == ["P008", "P013"]
    assert value == {"甲": "1", "乙": "2"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("名称：登记", "P021"),
        ("｛名称：登记，编码：1107｝", "P019"),
        ("名称:登记", "P020"),
        ("社会团体登记", None),
        ("时间为上午9:00，请注意：带证", None),
        ("https://a.cn", None),
    ],
)
def test_text_where_a_mapping_was_expected_gets_its_cure(text: Value, rule: str | None) -> None:
    problem = mapping_expected(text, "a.yml", ("处罚",))
    assert (problem and problem.rule) == rule


@pytest.mark.parametrize(
    "source",
    [
        "a: 申请人，请注意：带证\n",
        "a: ['甲，电话：1']\n",
        "a: 时间：上午\n",
        "b: {a: https://x.cn/a:1}\n",
        "---\na: 1\n...\n",
    ],
)
def test_ordinary_text_is_left_in_peace(source: str) -> None:
    assert read_yaml(source.encode(), "a.yml")[1] == []


def test_full_width_signs_before_a_word_that_is_no_key_are_text() -> None:
    value, problems = read_yaml("a: {标准: 每年一次，包括：复查}\n".encode(), "a.yml")
    assert (value, problems) == ({"a": {"标准": "每年一次，包括：复查"}}, [])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("责任: 核对 #3号表", "#3号表"), ("责任: 按 #号键转接  # 说明", "#号键转接  # 说明"), ("责任: #12楼", "#12楼"), ("- 住 #A栋", "#A栋"),
        ("责任: 核对  # 3号表", ""), ("责任: 核对 #待补", ""), ("责任: 核对 #TODO", ""), ("责任: 核对 #2025年改", ""),
        ('责任: "核对 #3号表"', ""), ("责任: 核对#3号表", ""), ("条款: [第一条, 第二条] #1", ""), ("# 核对 #3号表", ""),
        ("原文: |\n  核对 #3号表", ""),
    ],
)  # fmt: skip
def test_a_text_that_a_number_sign_ends_is_told_and_a_comment_is_not(line: str, told: str) -> None:
    found = list(check_cut(line.encode(), "a.yml"))
    assert [problem.args["text"] for problem in found] == ([told] if told else [])


def test_of_a_document_the_front_matter_alone_counts() -> None:
    for text in ("---\n标题: 告知 #3号\n---\n正文 #4号楼\n", "正文 #4号楼\n"):
        for end in ("\n", "\r\n"):
            found = check_cut(text.replace("\n", end).encode(), "a.md")
            assert [(one.args["text"], one.line) for one in found] == ([("#3号", 2)] if text.startswith("---") else [])
