"""The staff's search: a query language whose phrases are substrings, over an index that follows the content."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import AS_OF, ROOT, SITES, configure, copy_of, yangguang
from yangguang.build.cache import adapter
from yangguang.build.gather import Gathered
from yangguang.build.report import Silent
from yangguang.build.request import Request
from yangguang.build.session import Session
from yangguang.build.staff import find, staff_index
from yangguang.build.stored import stored_powers
from yangguang.model.fields import Limit
from yangguang.search.fold import fold, fold_lines
from yangguang.search.fragment import item_texts
from yangguang.search.question import WrongQuery, excerpt, plain
from yangguang.search.record import days
from yangguang.search.staff import ask, parse


class Demonstration:
    """The whole demonstration content: its index, and of every item the folded lines that a search looks at."""

    def __init__(self, session: Session, gathered: Gathered, index: Path, lines: dict[str, list[str]]) -> None:
        self.session, self.gathered, self.index, self.lines = session, gathered, index, lines

    def holding(self, text: str) -> set[str]:
        """Items of which a line holds the text, by reading all of them."""
        return {key for key, lines in self.lines.items() if any(fold(text) in line for line in lines)}

    def hits(self, query: str) -> set[str]:
        return {hit.key for hit in ask(self.index, query).hits}


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    folder = tmp_path_factory.mktemp("staff")
    with Session(Request(ROOT / "content", ROOT, workers=1, cache=folder), Silent()) as session:
        gathered = session.gather()
        assert gathered.links is not None
        assert not gathered.failed
        lines = {}
        for facts in gathered.links.chunks:
            for power in stored_powers(session.store, facts.chunk, gathered.chunks[facts.chunk.id].spans):
                texts = (power.code, power.code.replace("-", ""), power.name, *power.everyday_names, *item_texts(power))
                found = [line for text in texts for line in fold_lines(text).split("\n")]
                lines[f"{facts.chunk.region}/{power.code}"] = found
        yield Demonstration(session, gathered, staff_index(session.store, gathered, gathered.links), lines)


def test_a_phrase_finds_exactly_the_items_that_hold_it_letter_by_letter(demonstration: Demonstration) -> None:
    choose = random.Random(20261123)
    every = sorted({line for lines in demonstration.lines.values() for line in lines if '"' not in plain(line)})
    phrases: list[str] = []
    while len(phrases) < 200:
        line = choose.choice(every)
        start, size = choose.randrange(len(line)), choose.choice((1, 1, 2, 2, 3, 4, 6, 9, 12))
        phrases.append(line[start : start + size])
    wrong = [text for text in phrases if demonstration.hits(f'"{text}"') != demonstration.holding(text)]
    assert wrong == []


def test_where_nothing_is_compiled_yet_the_search_says_nothing_of_its_library(tmp_path: Path) -> None:
    """As after an installation that compiles nothing, or each time where the program's folder is read-only."""
    told = "import yangguang.search.staff, whoosh.codec; whoosh.codec.default_codec()"
    command = [sys.executable, "-X", f"pycache_prefix={tmp_path}", "-c", told]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stderr == ""


@pytest.mark.parametrize("text", ["业执照", "行政行政", "罚款", "低", "１５日", "第三十二条", "不存在的话", "的的"])
def test_words_without_quotation_marks_are_phrases_too(demonstration: Demonstration, text: str) -> None:
    assert demonstration.hits(text) == demonstration.holding(text)


@pytest.mark.parametrize(("query", "same"), [
    ("department:民政 class:行政给付", "部门：民政  类别： 行政给付"),
    ("name:救助 OR name:食品", "名称:救助 或 名称:食品"),
    ("name:救助 AND NOT name:临时", "（名称:救助） 且 非 名称:临时"),
    ('"行政许可"', "“行政许可”"),
    ("promised_days:[1 TO 5]", "承诺时限：［１ TO ５］"),
    ("promised_days:<=5", "promised_days:[0 TO 5]"),
    ("updated:[2025-01-01 TO 2025-12-31]", "更新日期:[2025-01 TO 2025-12]"),
])  # fmt: skip
def test_a_query_may_be_written_in_english_or_chinese(demonstration: Demonstration, query: str, same: str) -> None:
    assert demonstration.hits(query) == demonstration.hits(same) != set()


def test_fields_and_boolean_operators_narrow_and_widen(demonstration: Demonstration) -> None:
    hits = demonstration.hits
    assert hits("name:救助") & hits("name:临时") == hits("name:救助 name:临时") == hits("name:救助 AND name:临时")
    assert hits("name:救助") | hits("name:食品") == hits("name:救助 OR name:食品")
    assert hits("name:救助") - hits("name:临时") == hits("name:救助 NOT name:临时")
    assert hits("NOT 民政") == set(demonstration.lines) - hits("民政")
    assert hits("(name:救助 OR name:食品) class:行政许可") == hits("name:食品 class:行政许可")


def test_a_wildcard_matches_inside_one_line(demonstration: Demonstration) -> None:
    names = {hit.card["name"] for hit in ask(demonstration.index, "name:食品*许可").hits}
    assert names
    assert all("许可" in name.split("食品", 1)[1] for name in names)
    assert demonstration.hits("name:食?经营许可") == demonstration.hits("name:食品经营许可")
    assert demonstration.hits("食品*许可") >= demonstration.hits("name:食品*许可")
    assert demonstration.hits("code:2107*") == {key for key in demonstration.lines if "2107" in key}
    assert demonstration.hits("theme:*") != set()


@pytest.mark.parametrize(
    "query", ["2107E00100141081", "2107e00100", "编码:2107E00100*", "2107–E–00100", "2107_E_00100_141081"]
)
def test_a_code_is_found_without_its_hyphens_and_with_other_dashes(demonstration: Demonstration, query: str) -> None:
    assert demonstration.hits(query) == demonstration.hits("2107-E-00100") != set()


def test_a_theme_holds_what_names_it_and_what_it_names(demonstration: Demonstration) -> None:
    for slug, content in demonstration.gathered.contents.items():
        items = {key.partition("/")[2] for key in demonstration.lines if key.startswith(f"{slug}/")}
        for theme in content.themes:
            named = {f"{slug}/{code}" for code in items.intersection(theme.codes)}
            assert named <= demonstration.hits(f'theme:"{theme.name}"'), theme.name


def test_ranges_are_of_days_and_dates(demonstration: Demonstration) -> None:
    for hit in ask(demonstration.index, "promised_days:[1 TO 5]").hits:
        assert hit.card["limit"] in {f"{number}{unit}" for number in range(1, 6) for unit in ("个工作日", "日")}
    for hit in ask(demonstration.index, "updated:[2025-03 TO 2025-04]").hits:
        assert "2025-03-01" <= hit.card["updated"] <= "2025-04-30"


def test_names_come_before_mentions_and_facets_count_all_hits(demonstration: Demonstration) -> None:
    answer = ask(demonstration.index, "临时救助")
    assert "临时救助" in answer.hits[0].card["name"]
    assert sum(count for _, count in answer.facet("class")) == len(answer.hits)


def test_departments_of_one_name_are_counted_by_region(demonstration: Demonstration) -> None:
    counts = dict(ask(demonstration.index, "许可").facet("department"))
    assert {"临汾市 市市场监管局", "侯马市 市市场监管局", "市公安局"} <= counts.keys()
    assert "市市场监管局" not in counts


def test_when_nothing_is_found_the_nearest_names_are_offered(demonstration: Demonstration) -> None:
    links = demonstration.gathered.links
    assert links is not None
    found = find("名称:零时救助", demonstration.session.store, demonstration.gathered, links)
    assert found.answer.hits == ()
    assert "临时救助" in found.suggestions[0][0]
    nothing = find("xyzzyqq", demonstration.session.store, demonstration.gathered, links)
    assert (nothing.answer.hits, nothing.suggestions) == ((), ())


@pytest.mark.parametrize(("query", "key"), [
    ("", "query_empty"), ("  ", "query_empty"), ('""', "query_empty"), ("()", "query_empty"), ("***", "query_empty"),
    ('"临时', "query_quote"), ("(临时", "query_bracket"), ("临时)", "query_bracket"), ("updated:[2025", "query_bracket"),
    ("(" * 5000, "query_long"), ("(" * 30 + "民" + ")" * 30, "query_bracket"),
    ("颜色:红", "query_field"), ("部门:", "query_bare_field"), ("<5", "query_compare"), ("name:<", "query_compare"),
    ("promised_days:几天", "query_value"), ("promised_days:[一 TO 五]", "query_value"), ("updated:昨天", "query_value"),
    ("救助 OR NOT AND 民政", "query_operator"), ("name:[a TO b]", "query_range"), ("promised_days:1*", "query_value"),
])  # fmt: skip
def test_a_query_that_cannot_be_understood_is_refused_with_its_cure(query: str, key: str) -> None:
    with pytest.raises(WrongQuery) as wrong:
        parse(query)
    assert wrong.value.key == key


PIECES = st.sampled_from([
    "民政", "救", "\"", "(", ")", "[", "]", "{", "}", "*", "?", ":", "：", "name:", "部门：", "promised_days:", "updated:", "<", ">=",
    " TO ", " AND ", " OR ", "NOT ", " ", "1", "2025-01", "'", "^2", "~", "\\", "\ud800", "\x00", "<b>", "🙂",
])  # fmt: skip


@given(st.lists(PIECES, max_size=9).map("".join))
def test_whatever_is_typed_is_answered_or_refused(demonstration: Demonstration, query: str) -> None:
    try:
        answer = ask(demonstration.index, query)
    except WrongQuery:
        return
    assert len(answer.hits) <= len(demonstration.lines)


def test_full_width_signs_change_nothing_inside_quotation_marks_but_their_width() -> None:
    assert plain("部门：  民政  “第 一条：a”") == '部门:民政 "第 一条:a"'


def test_what_nobody_sees_is_no_part_of_what_is_copied(demonstration: Demonstration) -> None:
    assert demonstration.hits("\u202a临时\u200b救助\u202c") == demonstration.hits("临时救助") != set()


def test_an_excerpt_shows_the_first_line_with_the_word_cut_around_it() -> None:
    assert (
        excerpt("甲\n" + "前" * 40 + "临时救助" + "后" * 40, ["临时救助"])
        == "…" + "前" * 24 + "临时救助" + "后" * 24 + "…"
    )
    assert excerpt("甲\n临时救助金", ["临时救助"]) == "临时救助金"
    assert excerpt("甲", ["乙"]) == ""


@pytest.mark.parametrize("written", ["（二）受理", "第１５日", "临 时 救 助", "ＡＢＣ证", "５㎡以上", "e\u0301救助"])
def test_an_excerpt_shows_the_word_however_its_line_writes_it(written: str) -> None:
    assert written in excerpt("前" * 40 + written + "后" * 40, [fold(written)])


@pytest.mark.parametrize(("limit", "number"), [
    (None, None), (Limit(0, "当场"), 0), (Limit(5, "个工作日"), 5), (Limit(2, "个月"), 60), (Limit(1, "年"), 365),
    (Limit(24, "小时"), 1), (Limit(25, "小时"), 2),
])  # fmt: skip
def test_limits_are_counted_in_days(limit: Limit | None, number: int | None) -> None:
    assert days(limit) == number


def indexed(content: Path, cache: Path) -> tuple[Path, set[str], dict[str, str]]:
    with Session(Request(content, content.parent, workers=1, cache=cache), Silent()) as session:
        gathered = session.gather()
        assert gathered.links is not None
        index = staff_index(session.store, gathered, gathered.links)
    keys = adapter(dict[str, str]).validate_json((index / "keys.json").read_bytes())
    return index, {hit.key for hit in ask(index, "name:* OR code:*").hits}, keys


def test_an_edited_a_new_and_a_removed_item_are_followed_and_the_folder_is_swapped_whole(tmp_path: Path) -> None:
    content, cache = copy_of("good", tmp_path), tmp_path / "cache"
    first, items, _ = indexed(content, cache)
    assert indexed(content, cache)[0] == first
    file = max((content / "powers").rglob("*.yml"))
    file.write_text(file.read_text(encoding="utf-8") + "备注: 绿色的独角兽\n", encoding="utf-8")
    second, same, _ = indexed(content, cache)
    assert (second != first, same == items, first.exists()) == (True, True, False)
    assert [hit.key.split("/")[1] for hit in ask(second, "独角兽").hits] == [file.stem]
    file.unlink()
    third, fewer, keys = indexed(content, cache)
    assert ask(third, "独角兽").hits == ()
    assert fewer == set(keys) == items - {key for key in items if key.endswith(f"/{file.stem}")}
    assert [path.name for path in (cache / "staff").iterdir()] == [third.name]


def test_what_an_interrupted_run_left_behind_does_no_harm(tmp_path: Path) -> None:
    content, cache = copy_of("good", tmp_path), tmp_path / "cache"
    (cache / "staff/new").mkdir(parents=True)
    (cache / "staff/new/junk").write_text("x", encoding="utf-8")
    assert indexed(content, cache)[1]


def search(tmp_path: Path, *arguments: str, content: Path = SITES / "good") -> tuple[int, str]:
    result = yangguang("search", "--content", content, *AS_OF, "--cache", tmp_path / "cache", *arguments)
    return result.exit_code, result.output


def test_the_command_shows_hits_counts_and_where_the_item_is_written(tmp_path: Path) -> None:
    code, said = search(tmp_path, "类别:行政许可", "--facet", "class", "--limit", "1")
    assert code == 0
    assert "class: 行政许可 " in said
    assert "powers/" in said
    assert "显示前 1 项" in said or "找到 1 项" in said


def test_the_command_speaks_json(tmp_path: Path) -> None:
    code, said = search(tmp_path, "name:*", "--json", "--limit", "0", "--facet", "department")
    answer = json.loads(said)
    assert code == 0
    assert answer["total"] == len(answer["results"]) == sum(count for _, count in answer["facets"]["department"])
    assert {"code", "name", "department", "class", "status", "file", "page", "snippet"} <= set(answer["results"][0])


def test_nothing_found_is_exit_code_1_and_a_wrong_query_2(tmp_path: Path) -> None:
    assert search(tmp_path, "查无此事项吧")[0] == 1
    code, said = search(tmp_path, "颜色:红")
    assert code == 2
    assert "name/名称" in said, "in the words of those who ask"
    assert "promised_days/承诺时限" in said


def test_content_with_mistakes_is_not_searched_but_told(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    file = min((content / "powers").rglob("*.yml"))
    file.write_text("职权编码: [", encoding="utf-8")
    code, said = search(tmp_path, "许可", content=content)
    assert code == 2
    assert file.name in said


def test_entries_of_the_lexicon_that_help_nothing_are_listed_with_file_and_line(tmp_path: Path) -> None:
    words = tmp_path / "search/lexicon/own.yml"
    words.parent.mkdir(parents=True)
    words.write_text("审定: 2026-11-23\n词条:\n- {说法: [找独角兽], 指: [独角兽饲养许可]}\n", encoding="utf-8")
    configure(tmp_path)
    (tmp_path / "content").symlink_to(SITES / "good")
    result = yangguang("lexicon", "--unused", "-f", tmp_path / "mkdocs.yml", *AS_OF)
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[-2].startswith("search/lexicon/own.yml:3: “找独角兽”")
    assert any(line.startswith("search/lexicon/work.yml:") for line in lines)


def test_the_library_can_be_compiled_anew_where_warnings_are_errors(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", "-X", f"pycache_prefix={tmp_path}", "-c", "import yangguang.search.staff"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stderr == ""


def test_a_damaged_index_is_made_anew(tmp_path: Path) -> None:
    copy_of("good", tmp_path)

    def asked() -> str:
        # In a process of its own: Whoosh leaves a damaged file open.
        command = [sys.executable, str(ROOT / "build.py"), "search", "许可", "--json", "--content", "content"]
        done = subprocess.run([*command, "--cache", "cache"], cwd=tmp_path, capture_output=True, text=True, check=True)
        return str(done.stdout)

    sound = asked()
    files = sorted(path.name for path in (tmp_path / "cache/staff").rglob("*") if path.is_file())
    assert len(files) > 2
    for number in range(len(files)):
        file = sorted(path for path in (tmp_path / "cache/staff").rglob("*") if path.is_file())[number]
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
        assert asked() == sound
