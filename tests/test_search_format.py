"""The search index is what FORMAT.md says: a reader that knows nothing else finds everything in it."""

from __future__ import annotations

import random
import re
from html import escape
from pathlib import Path

import numpy as np
import pytest

from tests.helpers import ROOT, build, copy_of, digests, edit
from tests.search_reader import Index, fold, gaps, unfronted
from yangguang.search import lists, terms
from yangguang.search.batch import batch
from yangguang.search.encode import Script, fronted
from yangguang.search.encode import gaps as written
from yangguang.search.entry import Entry, entry
from yangguang.search.lists import gaps_of
from yangguang.search.order import homes, order, pairs
from yangguang.search.postings import LayerTwo
from yangguang.search.units import units


@pytest.fixture(scope="module")
def index(demo_site: Path) -> Index:
    return Index(demo_site)


def test_whoever_reads_the_index_is_told_which_format_it_has(index: Index) -> None:
    version = index.index["version"]
    assert f"# The search index, format {version}\n" in (ROOT / "search/FORMAT.md").read_text(encoding="utf-8")
    assert f"| the search index | {version} |" in (ROOT / "docs/versions.md").read_text(encoding="utf-8")


def test_every_item_of_the_site_is_an_entry_with_its_page(index: Index, demo_site: Path) -> None:
    prefixes = {region["slug"]: region["prefix"] for region in index.index["regions"]}
    found = set()
    for one in index.entries:
        path = f"powers/{one['id']}.html" if one["kind"] == "item" else one["id"]
        text = (demo_site / prefixes[one["region"]] / path).read_text(encoding="utf-8")
        assert escape(one["name"]) in text, one
        if one["kind"] == "item":
            found.add(prefixes[one["region"]] + path)
    pages = {
        path.relative_to(demo_site).as_posix() for path in demo_site.rglob("powers/*.html") if path.name != "index.html"
    }
    assert found == pages
    assert len(index.entries) == sum(index.counts)


def test_the_same_power_is_paired_with_that_of_the_region_before(index: Index) -> None:
    pairs = [[[index.entries[number]["id"] for number in pair] for pair in index.shard("n", n)["same"]] for n in (0, 1)]
    assert pairs[0] == []
    assert ["2118-A-00300-141081", "1118-A-00900-141000"] in pairs[1]


def test_every_kind_of_thing_is_found(index: Index) -> None:
    assert {one["kind"] for one in index.entries} == set(index.index["kinds"])


def brute(index: Index, text: str) -> set[int]:
    """Entries that hold a text, by reading every text."""
    found = set()
    for unit, body in enumerate(index.texts):
        if any(text in fold(line) for line in body.split("\n")):
            found.update(index.entries_of(unit))
    return found


def test_a_reader_of_the_format_finds_exactly_what_reading_everything_finds(index: Index) -> None:
    chance = random.Random(2015)
    lines = [fold(line) for body in index.texts for line in body.split("\n") if len(fold(line)) > 1]
    for _ in range(150):
        line = chance.choice(lines)
        length = min(chance.randint(1, 8), len(line))
        start = chance.randrange(len(line) - length + 1)
        text = line[start : start + length]
        assert index.holding(text) == brute(index, text), text


def test_three_latin_neighbours_are_a_term_of_their_own(index: Index) -> None:
    lines = {unit: [fold(line) for line in body.split("\n")] for unit, body in enumerate(index.texts)}
    threes = {three for held in lines.values() for line in held for three in re.findall(r"(?=([0-9a-z.-]{3}))", line)}
    for three in random.Random(7).sample(sorted(threes), 60):
        assert index.term("p", three) == [
            unit for unit, held in lines.items() if any(three in line for line in held)
        ], three
    assert index.term("p", "行政许") is None


def test_the_entries_of_dear_terms_are_written_out(index: Index) -> None:
    for number in range(index.count("d")):
        for term in filter(None, index.shard("d", number)[0].split(" ")):
            assert {index.places[place] for place in index.term("d", term) or ()} == brute(index, term), term


def test_cards_answer_for_every_entry(index: Index) -> None:
    size = index.index["cardEntries"]
    rows = [row for number in range(index.count("k")) for row in index.shard("k", number)["rows"]]
    assert len(rows) == len(index.entries)
    gone = {
        number * size + moved[0] for number in range(index.count("k")) for moved in index.shard("k", number)["moved"]
    }
    assert all(index.entries[place]["status"].startswith("已") for place in gone)
    assert gone


def test_a_text_that_entries_share_stands_once() -> None:
    def made(*texts: str) -> Entry:
        return entry("page", "x.html", "x", texts=texts)

    found = units(
        [batch([made("甲", "共有"), made("共有", "乙")]), batch([made("丙", "三者"), made("三者", "共有", "共有")])],
        range(4),
    )
    assert found.texts == ("甲", "乙", "丙", "", "三者", "共有")
    assert [found.owners[number].tolist() for number in range(len(found.owners))] == [[2, 3], [0, 1, 3]]


def test_texts_of_many_entries_stand_after_those_of_few() -> None:
    scattered = [f"{number}" for number in range(0, 100, 3)]
    made = [entry("page", "x.html", "x", texts=("甲" if str(n) in scattered else "乙",)) for n in range(100)]
    made += [
        entry("page", "x.html", "x", texts=("丙",)) for _ in range(100)
    ]  # neighbours: one short list, however many they are
    assert units([batch(made)], range(200)).texts[-3:] == ("丙", "乙", "甲")


def test_the_same_power_of_all_regions_is_counted_together_and_what_else_bears_one_name() -> None:
    city = [
        entry("item", "A", "甲"),
        entry("item", "B", "乙"),
        entry("law", "1.html", "某法"),
        entry("page", "2.html", "丙"),
    ]
    county = [entry("item", "C", "甲"), entry("item", "D", "丁"), entry("law", "3.html", "某法")]
    county[1]["same"] = [["shi", "A"], ["xian", "D"]]
    names = [None if one["kind"] == "item" else one["name"] for one in (*city, *county)]
    same = pairs([("shi", city), ("xian", county)])
    assert same == [[], [[5, 0]]]
    assert order(homes(names, same[1])) == [0, 5, 1, 2, 6, 3, 4]


def test_numbers_and_texts_come_back(index: Index) -> None:
    runs = [*range(500), *range(600, 603), *range(604, 606), *range(733, 737), *range(17_000, 90_000)]
    for numbers in ([0], [0, 1], [0, 1, 2], [5, 6, 7, 8], [3, 4, 400, 70_000], list(range(0, 5000, 7)), runs):
        assert gaps(written(numbers).decode()) == numbers
        held = np.zeros(numbers[-1] + 3, dtype=bool)
        held[numbers] = True
        assert gaps_of(held) == gaps_of(held[: numbers[-1] + 1]) == written(numbers)
    # The last sign of a distance of 32 is a one, too, and none of those that follow.
    assert gaps(written([31, 32, 33, 34]).decode()) == [31, 32, 33, 34]
    texts = ["1107-A-00100", "1107-A-00200", "", "字字", "字词"]
    assert unfronted(fronted(texts)) == texts


def test_a_large_register_which_is_taken_in_parts_has_the_same_index(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [(f"第{n % 7}条", f"abc-{n} {'甲乙丙丁戊'[n % 5]}", f"{n}", "共有") for n in range(60)]
    made = [entry("page", f"{n}.html", f"名{n % 4}", texts=said) for n, said in enumerate(texts)]

    def index() -> tuple[list[Script], dict[str, str]]:
        layer = LayerTwo(units([batch(made[:20]), batch(made[20:])], order([n % 4 for n in range(60)])))
        return [*layer.scripts()], layer.said

    whole = index()
    monkeypatch.setattr(terms, "SLICE", 20)
    monkeypatch.setattr(terms, "_AT_ONCE", 7)
    monkeypatch.setattr(lists, "_AT_ONCE", 5)
    assert index() == whole


def test_one_edited_item_changes_few_scripts(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    build(content, tmp_path / "before")
    file = content / "powers/civil-affairs/1107-A-00100-141000.yml"
    edit(file, "承办机构: ", "承办机构: 演示")
    build(content, tmp_path / "after")
    before, after = (set(digests(tmp_path / name / "search").items()) for name in ("before", "after"))
    assert 0 < len(after - before) < len(after)
