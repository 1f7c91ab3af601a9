"""A patched index is the index made whole, byte for byte; and what a patch cannot do is left to the whole."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers import SITES
from yangguang.build.region import read_region
from yangguang.build.source import FolderSource
from yangguang.model.content import RegionContent
from yangguang.search.batch import batch
from yangguang.search.encode import ascending, gaps
from yangguang.search.entry import Entry, entry
from yangguang.search.index import Join, RegionIndex
from yangguang.search.lexicon import Lexicon
from yangguang.search.patch import Edit, Standing, patch
from yangguang.search.typed import DRAWN, drawn

Files = dict[str, bytes]
Register = list[list[tuple[str, list[str]]]]
"""Region by region the entries: name, texts."""


def contents() -> list[RegionContent]:
    city = read_region(FolderSource(SITES / "good")).content
    assert city is not None
    county = read_region(FolderSource(SITES / "good/regions/houma"), city, main=False).content
    assert county is not None
    return [city, county]


CONTENTS = contents()


def whole(register: Register) -> tuple[Files, Standing]:
    """The index of a register, made whole."""
    regions = [
        RegionIndex(content, (batch(_entries(rows)),)) for content, rows in zip(CONTENTS, register, strict=False)
    ]
    join = Join(regions, Lexicon())
    files = {made.path: made.body for made in join.scripts()}
    assert join.standing is not None
    return files, join.standing


def _entries(rows: Sequence[tuple[str, list[str]]]) -> list[Entry]:
    return [entry("item", f"{n}", name, texts=tuple(dict.fromkeys(texts))) for n, (name, texts) in enumerate(rows)]


def patched(register: Register, made: tuple[Files, Standing], edits: list[Edit]) -> tuple[Files, Standing] | None:
    """The same after edits, patched."""
    files, standing = made
    done = patch(files.__getitem__, standing, edits)
    if done is None:
        return None
    kept = {path: body for path, body in files.items() if path not in done.gone}
    return kept | {one.path: one.body for one in done.scripts}, done.standing


def edited(register: Register, region: int, number: int, texts: list[str]) -> tuple[Register, Edit]:
    name, before = register[region][number]
    rows = [*register[region]]
    rows[number] = (name, texts)
    after = [*register]
    after[region] = rows
    return after, Edit(CONTENTS[region].slug, number, list(dict.fromkeys(before)), list(dict.fromkeys(texts)))


COMMON = ["共有的话", "又一句共有的话", "电话 0357-2099999", "甲", "第1-3条"]
words = st.text(alphabet="民政局办理甲乙丙ａA1.-3 \n，。⺟", min_size=1, max_size=12)
texts = st.lists(st.one_of(st.sampled_from(COMMON), words), max_size=5, unique=True)
rows = st.lists(st.tuples(st.sampled_from(["办证", "许可", "处罚"]), texts), min_size=1, max_size=8)


@settings(max_examples=150)
@given(st.lists(rows, min_size=2, max_size=2), st.data())
def test_where_there_is_a_patch_it_gives_what_is_made_whole(register: Register, data: st.DataObject) -> None:
    made = whole(register)
    for _ in range(2):  # the second stands upon the first
        region = data.draw(st.integers(0, 1))
        number = data.draw(st.integers(0, len(register[region]) - 1))
        before = register[region][number][1]
        new = data.draw(st.one_of(texts, st.permutations(before), st.tuples(*map(st.just, before), words).map(list)))
        after, edit = edited(register, region, number, list(new))
        done = patched(register, made, [edit])
        if done is None:
            return
        assert done == whole(after)
        register, made = after, done


_LONG = "如此等等" * 25
"""Texts of a shard are so long that a few characters more seldom cut it otherwise."""


@pytest.fixture(scope="module")
def large() -> tuple[Register, tuple[Files, Standing]]:
    """A register in which a pair has a shard of its own and characters are dear."""
    rows = [
        (
            f"事项{n // 2}",
            [f"第{n}号" + "之余者也" * (n % 3 == 0) + _LONG, *(f"共有{k}" for k in range(90) if n * (k + 3) % 101 < 2)],
        )
        for n in range(9_100)
    ]
    register = [rows, [("县级事项", ["县里的话"])]]
    return register, whole(register)


@pytest.mark.parametrize(
    "text",
    ["之余", "第1号之余", "有者也", "共号", "事项", "abc123", ""],
    ids=["long", "twice", "dear", "half dear", "of a name", "latin", "none"],
)
def test_a_text_of_one_entry_alone_needs_no_whole_index(
    large: tuple[Register, tuple[Files, Standing]], text: str
) -> None:
    register, made = large
    files, _ = made
    assert {path.removeprefix("search/")[0] for path in files} >= set("bcdnopt")
    _, before = register[0][4]
    after, edit = edited(register, 0, 4, [*before, text] if text else [before[0][:-2], *before[1:]])
    done = patched(register, made, [edit])
    assert done is not None
    assert done == whole(after)
    assert len(files.keys() & done[0].keys()) > len(files) - 20


def test_several_entries_at_once(large: tuple[Register, tuple[Files, Standing]]) -> None:
    register, made = large
    after, edits = register, []
    for number in (7, 3, 9_000):
        after, edit = edited(after, 0, number, [*after[0][number][1], f"号第{number}号"])
        edits.append(edit)
    assert patched(register, made, edits) == whole(after)


REGISTER: Register = [
    [("办证", ["甲的话", "共有的话"]), ("许可", ["乙的话", "共有的话", "又共有"]), ("处罚", ["又共有", "丙"])],
    [("办证", ["丁"])],
]


@pytest.mark.parametrize(
    ("number", "after"),
    [
        (0, ["甲的话"]),
        (0, ["甲的话", "共有的话", "又共有"]),
        (0, ["甲的话", "共有的话", "丙"]),
        (1, ["乙的话", "又共有", "共有的话"]),
        (0, ["甲的话", "共有的话", "鼎"]),
        (2, ["又共有"]),
        (2, ["又共有", "丙" * 2000]),
    ],
    ids=["leaves", "joins", "makes common", "order", "new character", "last of its kind", "long"],
)
def test_what_reaches_farther_is_left_to_the_whole(number: int, after: list[str]) -> None:
    _, edit = edited(REGISTER, 0, number, after)
    assert patched(REGISTER, whole(REGISTER), [edit]) is None


@pytest.mark.parametrize("kind", "nthpc")
def test_a_damaged_script_is_left_to_the_whole(kind: str) -> None:
    files, standing = whole(REGISTER)
    for path in files:
        if path.startswith(f"search/{kind}"):
            files[path] = files[path][:-6]
    _, edit = edited(REGISTER, 0, 0, ["甲的话说", "共有的话"])
    assert patched(REGISTER, (files, standing), [edit]) is None


@given(st.sets(st.integers(0, 5_000), min_size=1))
def test_gaps_come_back(numbers: set[int]) -> None:
    assert ascending(gaps(sorted(numbers)).decode()) == sorted(numbers)


def test_only_known_characters_are_drawn() -> None:
    everything = drawn(map(chr, range(0x30000))).split("\n")
    assert len(everything) > 9_000
    assert all(DRAWN.match(line[0]) for line in everything)
