"""Citations are held against a library of laws: what differs is shown side by side, what the library has not is never wrong."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from tests.helpers import yangguang
from tests.importing import REGION
from yangguang.exchange.laws.citations import Citation, citations
from yangguang.exchange.laws.judge import Finding, judged
from yangguang.exchange.laws.library import Library, library_at
from yangguang.exchange.laws.words import folded

SAND = {
    "第三条": "县级以上人民政府水利部门负责河砂的管理。",
    "第二十条": "禁止在桥梁两侧一百米内采砂。\n禁止在汛期采砂。",
    "第四十一条": "违反本法第二十条规定，在禁止的地方或者时间采砂的，由水利部门责令停止；有违法所得的，没收违法所得，并处10万元以下罚款：\n（一）在桥梁两侧采砂的；\n（二）在汛期采砂的。",
    "第四十一条之一": "拒绝检查的，处二千元罚款。",
    "第五十条": "本法自2022年3月1日起施行。《河砂管理暂行条例》、《采砂船登记办法》同时废止。",
}  # fmt: skip
LAWS = [
    {"title": "中华人民共和国河砂法", "short": "河砂法", "version": "2021-12-20", "articles": SAND},
    {"title": "中华人民共和国河砂法", "short": "河砂法", "version": "2011-05-01", "articles": {"第二十条": "禁止在桥梁两侧五十米内采砂。"}},
    {"title": "采砂船登记办法", "short": None, "version": "1999-01-01", "articles": {"第一条": "采砂船应当登记。"}},
    {"title": "堤防条例", "short": "堤防条例", "version": None, "articles": {"第一条": "堤防由水利部门管理。"}},
    {"title": "堤防条例", "short": None, "version": None, "articles": {"第一条": "堤防由水利部门管理。", "第二条": "禁止在堤上种树。"}},
    {"title": "只有名称的条例", "short": None, "version": None, "articles": {}},
    {"title": "全国人民代表大会常务委员会关于修改《中华人民共和国河砂法》的决定", "version": "2021-12-20", "articles": {"第一条": "将第二十条的五十米改为一百米。"}},
]  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library_at(write(tmp_path_factory.mktemp("laws") / "laws.jsonl"))


def write(path: Path) -> Path:
    path.write_text("\n".join(json.dumps(law, ensure_ascii=False) for law in LAWS) + "\n", encoding="utf-8")
    return path


def found(library: Library, entry: dict[str, Any] | str) -> list[Finding]:
    cited = [one for one in citations({"设定依据": [entry]}) if isinstance(one, Citation)]
    return [finding for citation in cited for finding in judged(citation, library)]


def kinds(library: Library, entry: dict[str, Any] | str) -> list[tuple[str, str]]:
    return [(finding.kind, finding.article) for finding in found(library, entry)]


@pytest.mark.parametrize(
    "text",
    [
        SAND["第二十条"],
        "第二十条：" + SAND["第二十条"],
        "第二十条 禁止在汛期采砂。",  # passages may be left out
        "第二十条第二款:禁止在汛期采砂",
        "（2021年12月20日通过）\n第二十条：禁止在桥梁两侧100米内采砂……",
        "【禁止采砂】禁止在桥梁两侧　一百米内，采砂；",
    ],
)
def test_what_is_quoted_right_is_right_however_it_is_written(library: Library, text: str) -> None:
    [finding] = found(library, {"法规": "《河砂法》", "条款": "第二十条", "原文": text})
    assert finding.kind == "right"
    assert finding.article.startswith("第二十条")


def test_a_penalty_that_names_another_article_quotes_that_article_not(library: Library) -> None:
    text = "第四十一条：违反本法第二十条规定，在禁止的地方或者时间采砂的，由水利部门责令停止；……（二）在汛期采砂的。"
    assert kinds(library, {"法规": "河砂法", "条款": ["第四十一条"], "原文": text}) == [("right", "第四十一条")]
    wrapped = "第四十一条：违反本法\n第二十条 规定，在禁止的地方或者时间采砂的，由水利部门责令停止。"
    assert kinds(library, {"法规": "河砂法", "条款": "第四十一条", "原文": wrapped}) == [("right", "第四十一条")]


@pytest.mark.parametrize("blank", ["　", " ", "："])
def test_words_are_held_against_the_law_whatever_parts_them_from_their_heading(library: Library, blank: str) -> None:
    """The official texts of laws have a wide blank there."""
    text = f"第二十条{blank}禁止在汛期采砂。\n第四十一条{blank}采砂的，处一亿元罚款。"
    entry = {"法规": "河砂法", "条款": ["第二十条", "第四十一条"], "原文": text}
    assert kinds(library, entry) == [("right", "第二十条"), ("different", "第四十一条")]


def test_several_articles_are_judged_one_by_one_and_the_unquoted_are_named(library: Library) -> None:
    entry = {
        "法规": "河砂法",
        "条款": ["第三条", "第二十条", "第四十一条之一", "第六十条"],
        "原文": "第二十条：禁止在汛期采砂。第四十一条之一：拒绝检查的，处五千元罚款。",
    }
    assert sorted(kinds(library, entry)) == [
        ("different", "第四十一条之一"),
        ("named", "第三条"),
        ("no_article", "第六十条"),
        ("right", "第二十条"),
    ]


def test_a_difference_is_shown_side_by_side(library: Library) -> None:
    [finding] = found(library, {"法规": "河砂法", "条款": "第三条", "原文": "县级以上人民政府林业部门负责河砂的管理。"})
    assert finding.said["quoted"] == "县级以上人民政府【林业】部门负责河砂的管理"
    assert finding.said["library"] == "县级以上人民政府【水利】部门负责河砂的管理"


def test_words_of_another_article_and_of_an_earlier_version_are_traced(library: Library) -> None:
    [moved] = found(library, {"法规": "河砂法", "条款": "第三条", "原文": "违反本法第二十条规定，在禁止的地方或者时间采砂的，由水利部门责令停止。"})  # fmt: skip
    assert (moved.kind, moved.said["elsewhere"]) == ("different", "第四十一条")
    [old] = found(library, {"法规": "河砂法", "条款": "第二十条", "原文": "禁止在桥梁两侧五十米内采砂。"})
    assert (old.kind, old.said["former"]) == ("different", "2011-05-01")


def test_a_law_that_the_library_has_in_parts_is_one_law(library: Library) -> None:
    for article, text in (("第一条", "堤防由水利部门管理。"), ("第二条", "禁止在堤上种树。")):
        assert kinds(library, {"法规": "堤防条例", "条款": article, "原文": text}) == [("right", article)]


def test_versions_repeals_and_decisions_are_told(library: Library) -> None:
    old = {"法规": "河砂法", "版本": "2011-05-01", "条款": "第三条"}
    assert kinds(library, old) == [("older", ""), ("named", "第三条")]
    [repealed] = found(library, {"法规": "河砂管理暂行条例", "条款": "第一条"})
    assert (repealed.kind, repealed.said) == ("repealed", {"by": "中华人民共和国河砂法", "article": "第五十条", "day": "2022-03-01"})  # fmt: skip
    assert kinds(library, {"法规": "采砂船登记办法", "条款": "第一条"}) == [("repealed", "")], (
        "though the library has it"
    )
    for who in ("", "全国人民代表大会常务委员会"):
        [decision] = found(library, {"法规": f"{who}关于修改《中华人民共和国河砂法》的决定", "条款": "第一条"})
        assert (decision.kind, decision.said["of"]) == ("decision", "中华人民共和国河砂法"), (
            "the library has the second"
        )


@pytest.mark.parametrize(("version", "said"), [("2021-06-30", []), ("2021-05-31", ["older"]), ("2022-06-01", [])])
def test_a_citation_may_give_the_day_of_passing_or_of_force(library: Library, version: str, said: list[str]) -> None:
    cited = {"法规": "河砂法", "版本": version, "条款": "第三条"}
    assert [kind for kind, _ in kinds(library, cited)] == [*said, "named"]


def test_what_the_library_cannot_tell_is_never_wrong(library: Library) -> None:
    assert kinds(library, {"法规": "某市河砂管理办法", "条款": "第九十九条"}) == [("unknown", "")]
    assert kinds(library, {"法规": "河砂法", "版本": "2025-01-01", "条款": "第九十九条"}) == [("newer", "")]
    assert kinds(library, {"法规": "只有名称的条例", "条款": "第九十九条"}) == [("bare", "")]
    assert kinds(library, {"法规": "河砂管理暂行条例", "版本": "2023-01-01"}) == [("unknown", "")], "made anew since"
    assert kinds(library, {"法规": "河砂法", "条款": ["第五章", "全文"]}) == []


def test_texts_that_nobody_took_apart_are_read_as_far_as_they_are_plain(library: Library) -> None:
    assert kinds(library, "《河砂法》第三条、第六十条") == [("named", "第三条"), ("no_article", "第六十条")]
    both = "《河砂法》第三条：县级以上人民政府水利部门负责河砂的管理。\n《堤防条例》第一条：堤防由农业部门管理。"
    assert kinds(library, {"原文": both}) == [("right", "第三条"), ("different", "第一条")]
    assert kinds(library, "按照《河砂法》第三条办理") == [("named", "第三条")]
    amid = "按照《河砂法》第三条第一款第（二）项、第６０条和《堤防条例》第一条，以及《河砂法》（2019年修正）第61条办理"
    said = [
        ("named", "第三条第一款第（二）项"),
        ("no_article", "第六十条"),
        ("named", "第一条"),
        ("no_article", "第六十一条"),
    ]
    assert kinds(library, amid) == said
    assert list(citations({"设定依据": ["按有关规定办理"]})) == [("设定依据", 0)]


def test_every_place_that_cites_is_looked_at() -> None:
    item = {
        "设定依据": [{"法规": "甲"}],
        "办理": {"延长": {"依据": "《乙》第一条"}, "收费": [{"减免依据": ["《丙》第一条"]}]},
        "责任事项": [{"责任": "x", "依据": [{"法规": "丁"}]}],
        "追责情形": [{"情形": "x", "依据": "《戊》第一条"}],
    }
    assert [one.law for one in citations(item) if isinstance(one, Citation)] == ["甲", "乙", "丙", "丁", "戊"]


ITEM = """职权编码: SL-0001
职权名称: 对汛期采砂的处罚
职权类别: 行政处罚
设定依据:
  - 法规: 砂法
    条款: 第四十一条
    原文: 违反本法第二十条规定，在禁止的地方采砂的，由水利部门责令停止。
  - 法规: 某市河砂管理办法
    条款: 第九条
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    for path, text in {
        "region.yml": REGION,
        "departments/water.yml": "名称: 某某市水利局\n",
        "powers/water/SL-0001.yml": ITEM,
        "laws.yml": "- {名称: 中华人民共和国河砂法, 标识: hesha, 简称: 河砂法, 别名: [砂法], 位阶: 法律, 效力: 有效}\n",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def test_the_command_tells_places_texts_and_counts(content: Path, tmp_path: Path) -> None:
    library = write(tmp_path / "laws.jsonl")
    result = yangguang("laws", "check", "--library", library, "--content", content)
    assert result.exit_code == 0
    assert "powers/water/SL-0001.yml:5:5 《砂法》第四十一条：引文与法条不同\n    引文：" in result.output
    assert "某市河砂管理办法（1 处）" in result.output
    assert "引用 2 处，按条文计：" in result.output
    assert "条文在，引文不同 1" in result.output
    assert yangguang("laws", "check", "--library", library, "--content", content, "--strict").exit_code == 1


def test_a_short_name_that_two_laws_share_is_not_taken_for_one_of_them(content: Path, tmp_path: Path) -> None:
    with (content / "laws.yml").open("a", encoding="utf-8") as laws:
        laws.write("- {名称: 某市河砂管理办法, 标识: banfa, 简称: 砂法, 位阶: 地方政府规章, 效力: 有效}\n")
    result = yangguang("laws", "check", "--library", write(tmp_path / "laws.jsonl"), "--content", content, "--strict")
    assert (result.exit_code, "砂法（1 处）" in result.output) == (0, True)


def test_the_command_gives_the_same_as_data(content: Path, tmp_path: Path) -> None:
    library = write(tmp_path / "laws.jsonl")
    result = yangguang("laws", "check", "--library", library, "--content", content, "--json")
    told = json.loads(result.output)
    [finding] = told["findings"]
    assert (finding["kind"], finding["line"], finding["law"]) == ("different", 5, "砂法")
    assert "在禁止的地方采砂的" in finding["quoted"].replace("【】", "")
    assert "在禁止的地方【或者时间】采砂的" in finding["library"]
    assert told["counts"]["unknown"] == 1
    assert told["unknown"] == [{"law": "某市河砂管理办法", "count": 1}]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ('{"title": "甲", "articles": {"第一条": "x"}}\n不是 JSON\n', "第 2 行不是一部法规"),
        ('["甲"]\n', "第 1 行不是一部法规"),
        ("[" * 100_000 + "\n", "第 1 行不是一部法规"),
        ("", "没有一部有条文的法规"),
    ],
)
def test_a_library_that_is_none_is_told_by_its_line(content: Path, tmp_path: Path, body: str, sentence: str) -> None:
    (tmp_path / "laws.jsonl").write_text(body, encoding="utf-8")
    result = yangguang("laws", "check", "--library", tmp_path / "laws.jsonl", "--content", content)
    assert result.exit_code == 2
    assert sentence in result.output


def test_numerals_without_end_are_compared_as_well() -> None:
    assert folded("一" * 9_000 + "。") == folded("一" * 9_000) == "1" * 9_000


def test_an_article_without_end_that_repeals_a_law_is_read_in_a_moment(tmp_path: Path) -> None:
    record = {"title": "甲法", "articles": {"第九条": "《乙法》同时废止，依照《丙法》办理" + "甲" * 300_000}}
    (tmp_path / "laws.jsonl").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    begun = process_time()
    assert list(library_at(tmp_path / "laws.jsonl").repeals) == ["乙法"]
    assert process_time() - begun < 60
