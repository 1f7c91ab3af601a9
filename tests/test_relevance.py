"""The judged queries, their split, their measures and the lexicon: fit to be measured with; and what search must reach."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from statistics import fmean

import pytest
from playwright.sync_api import Page

from benchmarks.relevance.browse import answers, by_code
from benchmarks.relevance.measures import RELEVANT, Answer, ndcg, recall, reciprocal_rank, scores, success
from benchmarks.relevance.queries import KINDS, NOTHING, Query, Row, drawn, read_queries, read_rows, row_id
from tests.helpers import ROOT
from yangguang.search.lexicon import lexicon_files, read_lexicon
from yangguang.yamlio import read_yaml

FILES = sorted((ROOT / "tests" / "relevance").glob("*.yml"))
QUERIES = read_queries(FILES)
DEMO = [query for query in QUERIES if query.object == "演示"]
SPLIT = {"低保": True, "网吧": True, "dibao": False, "老年证": False}


def test_there_are_enough_queries_of_every_kind_and_none_twice() -> None:
    assert len(DEMO) >= 320
    assert {query.kind for query in DEMO} == set(KINDS)
    assert [pair for pair, count in Counter((q.object, q.text) for q in QUERIES).items() if count > 1] == []


def test_every_query_has_an_answer_unless_it_must_find_nothing() -> None:
    for query in QUERIES:
        grades = query.grades.values()
        assert set(grades) <= {1, 2, 3}, query.text
        assert any(grade >= RELEVANT for grade in grades) is (query.kind != NOTHING), query.text


def test_judgements_name_what_the_demonstration_has() -> None:
    files = [*(ROOT / "content").rglob("powers/*/*.yml")]
    laws, _ = read_yaml((ROOT / "content" / "laws.yml").read_bytes(), "laws.yml")
    assert isinstance(laws, list)
    known = (
        {file.stem for file in files} | {str(law["名称"]) for law in laws if isinstance(law, dict)} | {"临汾市民政局"}
    )
    assert {id for query in DEMO for id in query.grades} - known == set()


def test_the_split_is_a_matter_of_the_text_alone_and_leaves_queries_of_every_kind_on_both_sides() -> None:
    assert Query("开饭馆", "演示", "日常说法").tuning is Query("开饭馆", "真实", "错字", {"x": 3}).tuning
    assert {text: Query(text, "演示", "整句").tuning for text in SPLIT} == SPLIT
    for kind in KINDS:
        halves = Counter(query.tuning for query in DEMO if query.kind == kind)
        assert min(halves[True], halves[False]) >= 10, kind
    assert 0.4 < fmean(query.tuning for query in QUERIES) < 0.6


@pytest.mark.parametrize("text", ["问: 低保\n", "审定: 2026-11-23\n对象: 演示\n类型: 行话\n查询: []\n", "- 低保\n"])
def test_a_file_of_another_form_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "queries.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="queries"):
        read_queries([file])


def test_queries_are_drawn_from_names_the_same_way_each_time_and_answered_by_what_holds_them() -> None:
    rows = [Row("甲局", "排污许可证核发"), Row("甲局", "排污许可证核发（简化管理）"), Row("乙局", "最低生活保障金给付")]
    queries = drawn(rows)
    assert queries == drawn(rows)
    whole = next(query for query in queries if query.text == "排污许可证核发")
    assert whole.grades == {rows[0].id: 3, rows[1].id: 1}
    for piece in (query for query in queries if query.kind == "片段和编码"):
        assert set(piece.grades) == {row.id for row in rows if piece.text in row.name}
    assert rows[0].id == row_id("甲局", "排污许可证核发") != row_id("乙局", "排污许可证核发")


def test_measures_agree_with_ir_measures() -> None:
    """The numbers are those of ir-measures 0.4.3: nDCG@10, RR(rel=2), R(rel=2)@10, Success(rel=2)@1, Success(rel=2)@10."""
    judged: list[tuple[dict[str, int], str]] = [
        ({"a": 3, "b": 2, "c": 1}, "c x b a y"),
        ({"d": 3}, "x1 x2 x3 x4 x5 x6 x7 x8 x9 x10 d"),
        ({"e": 2, "f": 3}, "f z"),
    ]
    found = [
        Answer(Query(ranked, "演示", "整句", grades), tuple(ranked.split()), len(ranked.split()))
        for grades, ranked in judged
    ]
    assert [ndcg(one) for one in found] == pytest.approx([0.6913328016675099, 0.0, 0.7039180890341347])
    assert [reciprocal_rank(one) for one in found] == pytest.approx([1 / 3, 1 / 11, 1.0])
    assert [recall(one) for one in found] == [1.0, 0.0, 0.5]
    assert [(success(one, 1), success(one, 10)) for one in found] == [(0.0, 1.0), (0.0, 0.0), (1.0, 1.0)]
    row = scores(found)
    assert (row.ndcg, row.mrr) == pytest.approx((0.4650836302338815, 0.47474747474747475))
    assert (row.recall, row.first, row.ten, row.zero) == pytest.approx((0.5, 1 / 3, 2 / 3, 0.0))


def test_the_lexicon_is_without_mistake_and_large_enough() -> None:
    lexicon, problems = read_lexicon(lexicon_files([ROOT / "search"], ROOT))
    assert problems == []
    assert len(lexicon.entries) >= 650
    assert len({file for file, _, _ in lexicon.entries}) >= 12
    assert [target for _, _, word in lexicon.entries for target in (*word.means, *word.best) if len(target) < 2] == []


def test_no_word_stands_for_what_is_done_with_anything() -> None:
    lexicon, _ = read_lexicon(lexicon_files([ROOT / "search"], ROOT))
    general = {text for file, _, word in lexicon.entries if file.endswith("words.yml") for text in word.same}
    general |= {"变更登记", "注销登记", "异地", "房屋"}
    assert [target for _, _, word in lexicon.entries for target in word.means if target in general] == []


def test_every_file_of_words_and_queries_says_when_it_was_last_reviewed() -> None:
    for file in [*FILES, *sorted((ROOT / "search" / "lexicon").glob("*.yml"))]:
        value, problems = read_yaml(file.read_bytes(), file.name)
        assert isinstance(value, dict)
        assert not problems
        assert len(str(value["审定"])) == 10, file


def test_search_reaches_its_goals_on_the_queries_held_out(demo_site: Path, page: Page) -> None:
    page.goto((demo_site / "search.html").as_uri())
    found = answers(page, [query for query in DEMO if not query.tuning], by_code)
    by_kind = {kind: scores([one for one in found if one.query.kind == kind]) for kind in KINDS}
    overall = scores([one for one in found if one.query.kind != NOTHING])
    assert overall.ndcg >= 0.85
    assert overall.zero < 0.03
    assert min(by_kind["日常说法"].ndcg, by_kind["整句"].ndcg) >= 0.75
    assert by_kind["正式名称"].mrr >= 0.98
    assert min(by_kind[kind].ten for kind in ("拼音", "错字", "繁体")) >= 0.95
    assert by_kind[NOTHING].zero >= 0.95


@pytest.mark.real
def test_judgements_on_the_real_list_point_to_its_rows() -> None:
    rows = read_rows(Path(os.environ["YANGGUANG_REAL"]))
    known = {row.id for row in rows}
    queries = [query for query in QUERIES if query.object == "真实"]
    assert len(queries) >= 200
    assert {id for query in queries for id in query.grades} - known == set()
    assert len(drawn(rows)) == 160
