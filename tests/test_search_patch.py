"""A patched index is the index made whole, byte for byte; and what a patch cannot do is left to the whole."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers import SITES
from yangguang.build.region import read_region
from yangguang.build.source import FolderSource
from yangguang.model.content import RegionContent
from yangguang.search.batch import batch
from yangguang.search.encode import ascending, gaps
from yangguang.search.entry import Entry, entry
from yangguang.search.index import Join, RegionIndex
from yangguang.search.lexicon import Lexicon, WordEntry
from yangguang.search.patch import Edit, Standing, patch
from yangguang.search.readings import HAN
from yangguang.search.typed import drawn

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
LEXICON = Lexicon(
    tuple(("words.yml", number, word) for number, word in enumerate((
        WordEntry(same=("办证", "证件办理")), WordEntry.model_validate({"says": ("摆个摊",), "means": ("摊贩", "设摊")}),
    )))
)  # fmt: skip


def whole(register: Register) -> tuple[Files, Standing]:
    """The index of a register, made whole."""
    entries = [_entries(rows) for rows in register]
    for region, rows in enumerate(register[1:], 1):
        for one, (name, _) in zip(entries[region], rows, strict=True):
            one["same"] = [[CONTENTS[0].slug, f"{n}"] for n, (other, _) in enumerate(register[0]) if other == name][:1]
    return whole_of(entries)


def whole_of(entries: Sequence[Sequence[Entry]]) -> tuple[Files, Standing]:
    """The same of the entries of each region."""
    regions = [RegionIndex(content, (batch(rows),)) for content, rows in zip(CONTENTS, entries, strict=False)]
    join = Join(regions, LEXICON)
    files = {made.path: made.body for made in join.scripts()}
    assert join.standing is not None
    return files, join.standing


def _entries(rows: Sequence[tuple[str, list[str]]]) -> list[Entry]:
    return [entry("item", f"{n}", name, texts=tuple(dict.fromkeys(texts))) for n, (name, texts) in enumerate(rows)]


def patched(register: Register, made: tuple[Files, Standing], edits: list[Edit]) -> tuple[Files, Standing] | None:
    """The same after edits, patched."""
    files, standing = made
    done = patch(files.__getitem__, standing, edits, LEXICON)
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


_KNOWN = [f"{first}{second}的话第{number}条" for first in "甲乙丙丁戊" for second in "子丑寅卯" for number in range(6)]


@pytest.fixture(scope="module")
def sharing() -> tuple[Register, tuple[Files, Standing]]:
    """A register in which hundreds of entries say the same in ever other compositions, and some say twins of texts."""
    chance = random.Random(7)
    rows = [
        (f"事项{n // 3}", [f"第{n}号{_LONG}", *chance.sample(_KNOWN, n % 7), *(["孪生", "孪生之二"] * (n % 50 == 0))])
        for n in range(1_500)
    ]
    register = [rows, [("县级事项", ["县里的话"])]]
    return register, whole(register)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_an_entry_that_begins_or_ceases_to_say_what_others_say(
    sharing: tuple[Register, tuple[Files, Standing]], data: st.DataObject
) -> None:
    register, made = sharing
    number = data.draw(st.integers(0, len(register[0]) - 1))
    own, *before = register[0][number][1]
    kept = data.draw(st.permutations(before)) if data.draw(st.booleans()) else before
    kept = [text for text in kept if data.draw(st.integers(0, 3))]
    come = data.draw(st.lists(st.sampled_from([*_KNOWN, "孪生", "第8号的话"]), max_size=2, unique=True))
    after, edit = edited(register, 0, number, [own, *kept, *(text for text in come if text not in kept)])
    done = patched(register, made, [edit])
    assert done is None or done == whole(after)


@pytest.mark.parametrize(
    ("number", "change"),
    [
        (12, lambda texts: texts[:-1]),
        (12, lambda texts: [*texts, next(text for text in _KNOWN if text not in texts)]),
        (12, lambda texts: [texts[0], *reversed(texts[1:])]),
        (12, lambda texts: [texts[0], "第8号的话", *texts[2:]]),
        (50, lambda texts: texts[:-2]),
        (12, lambda texts: [*texts, "孪生", "孪生之二"]),
        (50, lambda texts: [*texts[:-2], texts[-1], texts[-2]]),
    ],
    ids=[
        "leaves",
        "joins",
        "order",
        "leaves and says something of its own",
        "twins leave",
        "twins join",
        "a later one says twins in another order",
    ],
)
def test_what_others_say_too_needs_no_whole_index(
    sharing: tuple[Register, tuple[Files, Standing]], number: int, change: Callable[[list[str]], list[str]]
) -> None:
    register, made = sharing
    after, edit = edited(register, 0, number, change(register[0][number][1]))
    done = patched(register, made, [edit])
    assert done is not None
    assert done == whole(after)


@pytest.mark.parametrize(
    ("number", "change"),
    [
        (50, lambda texts: texts[:-1]),
        (12, lambda texts: [*texts, "孪生"]),
        (0, lambda texts: [*texts[:-2], texts[-1], texts[-2]]),
    ],
    ids=["a twin leaves", "a twin joins", "the first says twins in another order"],
)
def test_texts_of_one_unit_move_together_or_not_at_all(
    sharing: tuple[Register, tuple[Files, Standing]], number: int, change: Callable[[list[str]], list[str]]
) -> None:
    register, made = sharing
    _, edit = edited(register, 0, number, change(register[0][number][1]))
    assert patched(register, made, [edit]) is None


def test_texts_that_blanks_alone_tell_apart_are_left_to_the_whole() -> None:
    """An index writes both the same; which of them an entry no longer says cannot be seen in it."""
    rows = [(f"事项{n}", [f"第{n}号", *["同 一"] * (n % 2 == 0), *["同  一"] * (n % 3 == 0)]) for n in range(30)]
    register: Register = [rows, [("县级事项", ["县里的话"])]]
    _, edit = edited(register, 0, 6, ["第6号", "同 一"])
    assert patched(register, whole(register), [edit]) is None


FEES, PLACES, LIMITS = (
    ("", "不收费", "证照费10元"),
    ("", "市政务大厅 3号窗口", "市政务大厅 4号窗口"),
    ("", "20日", "5个工作日", "即时"),
)


def shown(chance: random.Random) -> list[list[Entry]]:
    """Two regions of entries that differ in what results show of them."""

    def one(number: int) -> Entry:
        card = {"fee": chance.choice(FEES), "place": chance.choice(PLACES), "level": "市级"}
        plain = entry("item", f"{number}", f"事项{number % 90}", texts=(f"第{number}号",))
        return {**plain, "card": card, "limit": chance.choice(LIMITS), "status": chance.choice(["在用", "暂停"])}

    return [[one(number) for number in range(size)] for size in (300, 40)]


def seen(region: int, number: int, before: Entry, after: Entry) -> Edit:
    bare: list[Entry] = [{**one, "texts": []} for one in (before, after)]
    return Edit(CONTENTS[region].slug, number, before["texts"], after["texts"], (bare[0], bare[1]))


@given(st.integers(0, 1), st.integers(0, 39), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_what_results_show_of_an_entry_needs_no_whole_index(region: int, number: int, chance: random.Random) -> None:
    entries = shown(random.Random(3))
    made = whole_of(entries)
    before = entries[region][number]
    after = shown(chance)[region][number]
    after["texts"] = [*before["texts"], "第0号"[: chance.randrange(4)]] if chance.randrange(2) else before["texts"]
    entries[region][number] = after
    done = patched([], made, [seen(region, number, before, after)])
    assert done is None or done == whole_of(entries)
    assert done is not None or after["texts"] != before["texts"]


@pytest.mark.parametrize("key", ["department", "themes", "same", "moved", "kind", "id"])
def test_what_joins_entries_is_left_to_the_whole(key: str) -> None:
    entries = shown(random.Random(3))
    before = entries[0][7]
    other = [["现为", "别的事项", "powers/x.html"]] if isinstance(before[key], list) else "law"  # type: ignore[literal-required]
    after: Entry = {**before, key: other}  # type: ignore[misc]
    assert patched([], whole_of(entries), [seen(0, 7, before, after)]) is None


def paired(chance: random.Random) -> list[list[Entry]]:
    """Two regions that have some powers in common, under one name or two, and laws; texts hold some characters of names."""
    city = _entries([(chance.choice(NAMES), [f"第{n}号", *chance.sample(NAMES, 1)]) for n in range(60)])
    county = _entries([(one["name"], [f"县第{n}号"]) for n, one in enumerate(city[::2])])
    for number, one in enumerate(county):
        one["same"] = [[CONTENTS[0].slug, f"{2 * number}"]] if number % 3 else []
    for number in (3, 30, 31):
        city[number]["aliases"] = ["办证"]
    laws = [entry("law", f"{n}.html", name, texts=("令第1号",)) for n, name in enumerate(["某法", "办证"])]
    return [[*city, *laws], [*county, *laws[:1]]]


NAMES = ("办证", "乙证核发", "设摊许可", "摊贩管理", "Ａ类许可", "重庆 号", "卡拉OK")
NEW_NAMES = (*NAMES, "銀行", "〇年", "魑魅", "证件办理", "摊")


@given(
    st.integers(0, 1), st.integers(0, 29), st.sampled_from(NEW_NAMES), st.lists(st.sampled_from(NEW_NAMES), max_size=2)
)
@settings(max_examples=60)
def test_a_new_name_needs_no_whole_index(region: int, number: int, name: str, aliases: list[str]) -> None:
    entries = paired(random.Random(5))
    made = whole_of(entries)
    for _ in range(2):  # there, and back
        before = entries[region][number]
        after: Entry = {**before, "name": name, "aliases": aliases}
        entries[region][number] = after
        done = patched([], made, [seen(region, number, before, after)])
        assert done is not None
        made = whole_of(entries)
        assert done == made
        name, aliases = before["name"], before["aliases"]


def test_the_name_of_a_law_decides_what_stands_beside_it() -> None:
    entries = paired(random.Random(5))
    before = entries[0][60]
    after: Entry = {**before, "name": "办证"}
    assert patched([], whole_of(entries), [seen(0, 60, before, after)]) is None


def test_a_character_may_be_new_and_go_again() -> None:
    register, made = REGISTER, whole(REGISTER)
    for texts in (["又共有", "丙鼎"], ["又共有", "丙", "魑魅銀"], ["又共有"], ["又共有", "⼈"]):
        after, edit = edited(register, 0, 2, texts)
        done = patched(register, made, [edit])
        assert done == whole(after)
        assert done is not None
        register, made = after, done
    _, edit = edited(register, 0, 2, ["又共有"])
    assert patched(register, made, [edit]) is None  # a radical is looked up as the character that it is


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
        (2, ["又共有", "丙" * 2000]),
    ],
    ids=["last but one leaves", "other rank", "makes common", "long"],
)
def test_what_reaches_farther_is_left_to_the_whole(number: int, after: list[str]) -> None:
    _, edit = edited(REGISTER, 0, number, after)
    assert patched(REGISTER, whole(REGISTER), [edit]) is None


@pytest.mark.parametrize("kind", "ntpc")
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
    assert all(HAN.match(line[0]) for line in everything)
