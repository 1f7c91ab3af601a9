"""The short way through the door: what it lets pass, a whole check lets pass too; everything else is checked whole."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from benchmarks.register.plan import plan
from benchmarks.register.write import write_content
from tests.hosting import Stage, init
from yangguang.host.checks import check
from yangguang.host.git import changed
from yangguang.host.memory import recall
from yangguang.host.narrow import is_sound
from yangguang.model.messages import severity
from yangguang.model.problem import Severity
from yangguang.yamlio import read_yaml

ITEMS, EDITS = 90, 14
Change = Callable[["House"], None]


class House:
    """A small city that was pushed and found sound, and an editor of it."""

    def __init__(self, folder: Path) -> None:
        host = init(folder / "host", "linfen")
        stage = Stage(folder, host, None)  # type: ignore[arg-type]
        self.host, self.editor = host, stage.begin("linfen", "甲")
        content = self.editor.folder / "content"
        write_content(content, plan(ITEMS, 1), 1, 1, library=True, workers=1)
        (content / "departments/former.yml").write_text(
            "名称: 临汾市某办公室\n撤销日期: 2019-03-05\n", encoding="utf-8"
        )
        self.begun = self.editor.publish()
        self.items = sorted(path.relative_to(self.editor.folder).as_posix() for path in content.glob("powers/*/*.yml"))

    def text(self, path: str) -> str:
        return (self.editor.folder / path).read_text(encoding="utf-8")

    def said(self, path: str, key: str) -> str:
        """What an item says under a key, as it is written, the key included; nothing where it says nothing."""
        found = re.search(rf"(?ms)^{key}:.*?\n(?=\S|\Z)", self.text(path))
        return found[0] if found else ""

    def say(self, path: str, key: str, text: str) -> None:
        """Lets an item say something else under a key, or nothing."""
        said = self.said(path, key)
        before = self.text(path)
        self.editor.write(path, before.replace(said, text, 1) if said else before + text)

    def taken(self, edits: Callable[[], None]) -> tuple[bool, list[str]]:
        """Whether the short way lets the edits pass, and what a whole check would tell the editor; then all is as before."""
        edits()
        commit = self.editor.commit()
        repository = self.host.repository("linfen")
        self.editor.git("--git-dir", repository, "fetch", "--quiet", self.editor.folder, commit)
        try:
            return self.asked(commit, frozenset(changed(repository, self.begun, commit)))
        finally:
            self.editor.git("reset", "--quiet", "--hard", self.begun)

    def asked(self, commit: str, touched: frozenset[str]) -> tuple[bool, list[str]]:
        sound = recall(self.host.remembered)
        assert sound is not None
        heads = {"linfen": commit}
        short = is_sound(self.host, heads, "linfen", sound.as_of, touched)
        kept = self.host.remembered.with_name("kept")
        shutil.copytree(self.host.remembered, kept)
        try:
            whole = check(self.host, heads, "linfen", date.fromisoformat(sound.as_of))
        finally:
            shutil.rmtree(self.host.remembered)
            kept.rename(self.host.remembered)
        return short, [
            f"{whole.gathered.file(p)} {p.rule}"
            for p in whole.problems
            if severity(p) is Severity.error or (severity(p) is Severity.warning and whole.gathered.file(p) in touched)
        ]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return House(tmp_path_factory.mktemp("house"))


def of_class(house: House, name: str) -> list[str]:
    """The items of a class."""
    return [path for path in house.items if f"职权类别: {name}\n" in house.text(path)]


def remark(house: House) -> None:
    house.editor.write(house.items[0], house.text(house.items[0]) + "备注: 另有说明\n")


def another_name(house: House) -> None:
    house.say(house.items[1], "职权名称", "职权名称: 从来没有过的名称\n")


def other_laws(house: House) -> None:
    one, other = of_class(house, "行政处罚")[:2]
    house.say(one, "设定依据", house.said(other, "设定依据"))


def other_duties(house: House) -> None:
    one, other = of_class(house, "行政处罚")[:2]
    house.say(one, "责任事项", house.said(other, "责任事项"))


def another_phone(house: House) -> None:
    house.say(house.items[0], "咨询电话", "咨询电话: 0357-2010101\n")


def several(house: House) -> None:
    for path in house.items[:9]:
        house.say(path, "承办机构", "承办机构: 综合科\n")


@pytest.mark.parametrize("change", [remark, another_name, other_laws, other_duties, another_phone, several])
def test_what_is_right_by_itself_passes_by_the_short_way(house: House, change: Change) -> None:
    assert house.taken(lambda: change(house)) == (True, [])


def the_name_of_another(house: House) -> None:
    one, other = of_class(house, "行政处罚")[:2]
    for key in ("职权名称", "行使主体", "行使层级"):
        house.say(other, key, house.said(one, key))


def one_new_name_for_two(house: House) -> None:
    for path in of_class(house, "行政处罚")[:2]:
        house.say(path, "职权名称", "职权名称: 从来没有过的名称\n")
        house.say(path, "行使主体", "行使主体: 临汾市某局\n")


def the_code_of_another(house: House) -> None:
    house.say(house.items[1], "职权编码", house.said(house.items[0], "职权编码"))


def a_main_item_that_is_nowhere(house: House) -> None:
    house.say(house.items[0], "主项", "主项: {编码: 9999-A-99999-141000, 名称: 某主项}\n")


def a_theme_that_is_nowhere(house: House) -> None:
    path = of_class(house, "行政许可")[0]
    house.editor.edit(path, "事项主题: [", "事项主题: [theme-99, ")


def a_place_that_is_nowhere(house: House) -> None:
    path = of_class(house, "行政许可")[0]
    house.editor.edit(path, "办理地点: [", "办理地点: [nowhere-9, ")


def an_entry_that_is_nowhere(house: House) -> None:
    path = next(path for path in house.items if "{引用: D-" in house.text(path))
    house.editor.edit(path, "{引用: D-", "{引用: D-无-")


def a_mistyped_year(house: House) -> None:
    house.say(house.items[0], "更新日期", "更新日期: 2206-02-19\n")


def no_basis(house: House) -> None:
    house.say(house.items[0], "设定依据", "")


def no_such_key(house: House) -> None:
    house.editor.write(house.items[0], house.text(house.items[0]) + "没有这个键: 1\n")


def no_text(house: House) -> None:
    house.editor.write(house.items[0], house.text(house.items[0]) + "备注: [\n")


def the_number_of_a_person(house: House) -> None:
    house.editor.write(house.items[0], house.text(house.items[0]) + "备注: 联系张三 13812345678\n")


def another_rank_of_the_law(house: House) -> None:
    path = next(path for path in house.items if "位阶: 行政法规" in house.text(path))
    house.editor.edit(path, "位阶: 行政法规", "位阶: 部门规章")


def no_department(house: House) -> None:
    (house.editor.folder / "content/departments/civil-affairs.yml").unlink()


def no_library(house: House) -> None:
    (house.editor.folder / "content/library/duties.yml").unlink()


def a_status_against_the_events(house: House) -> None:
    event = min((house.editor.folder / "content/events").glob("*/*.yml")).read_text(encoding="utf-8")
    path = next(path for path in house.items if Path(path).stem in event)
    house.editor.write(path, house.text(path) + "状态: 暂停\n")


def a_power_of_the_city_that_is_nowhere(house: House) -> None:
    house.say(house.items[0], "其他编码", "其他编码: {同源编码: 9999-A-99999-141000}\n")


def a_main_item_without_others(house: House) -> None:
    house.say(house.items[0], "目录主项", "目录主项: 是\n")


def a_form_of_a_kind_that_is_not_published(house: House) -> None:
    house.say(house.items[0], "附件", "附件: [{文件: region.yml, 名称: 表}]\n")


def a_holder_that_is_abolished(house: House) -> None:
    house.say(house.items[0], "行使主体", "行使主体: 临汾市某办公室\n")


MISTAKES = [
    the_name_of_another,
    one_new_name_for_two,
    the_code_of_another,
    a_main_item_that_is_nowhere,
    a_theme_that_is_nowhere,
    a_place_that_is_nowhere,
    an_entry_that_is_nowhere,
    no_basis,
    no_such_key,
    a_mistyped_year,
    no_text,
    the_number_of_a_person,
    another_rank_of_the_law,
    no_department,
    no_library,
    a_status_against_the_events,
    a_power_of_the_city_that_is_nowhere,
    a_main_item_without_others,
    a_form_of_a_kind_that_is_not_published,
    a_holder_that_is_abolished,
]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_checked_whole(house: House, mistake: Change) -> None:
    short, told = house.taken(lambda: mistake(house))
    assert not short
    assert told


RARE = (
    "目录主项: 是",
    "状态: 暂停",
    "其他编码: {同源编码: %s}",
    "主项: {编码: %s, 名称: 某主项}",
    "更新日期: 2026-01-01",
)
"""What items seldom say; %s is the code of another, or of none."""


def any_edit(house: House, chance: random.Random) -> None:
    """One item says what another says, or what few say; or an item, or another file, loses something, or moves."""
    kind = chance.randrange(9)
    one, other = chance.sample(house.items, 2)
    if kind == 8:
        text = chance.choice(RARE).replace("%s", chance.choice([Path(other).stem, "9999-A-99999-141000"]))
        house.say(one, text.split(":")[0], f"{text}\n")
        return
    if kind < 5:
        keys = sorted({*keys_of(house, one), *keys_of(house, other)})
        for key in chance.sample(keys, chance.randint(1, 2)):
            house.say(one, key, house.said(other, key))
        return
    if kind == 5:
        house.editor.git("mv", one, str(Path(other).parent / Path(one).name.replace("-", "-9", 1)))
        return
    if kind == 6:
        one = chance.choice(sorted(set(house.editor.git("ls-files", "content").split("\n")) - set(house.items)))
    lines = house.text(one).splitlines(keepends=True)
    start = chance.randrange(len(lines))
    del lines[start : start + chance.choice([1, 1, 5])]
    house.editor.write(one, "".join(lines))


def keys_of(house: House, path: str) -> list[str]:
    value, _ = read_yaml(house.text(path).encode(), path)
    assert isinstance(value, dict)
    return list(value)


@pytest.mark.parametrize("seed", [pytest.param(n, marks=[pytest.mark.full] if n > 1 else []) for n in range(20)])
def test_whatever_passes_by_the_short_way_passes_a_whole_check(house: House, seed: int) -> None:
    chance = random.Random(seed)
    answers = [house.taken(lambda: any_edit(house, chance)) for _ in range(EDITS)]
    assert [told for short, told in answers if short and told] == []
    assert any(short for short, _ in answers)
    assert any(told for _, told in answers)


def test_what_was_checked_on_another_day_or_by_another_engine_proves_nothing(house: House) -> None:
    sound = recall(house.host.remembered)
    assert sound is not None
    heads = {"linfen": house.begun}
    assert is_sound(house.host, heads, "linfen", sound.as_of, ())
    assert not is_sound(house.host, heads, "linfen", "2099-01-01", ())
    file = house.host.remembered / "sound" / "all.json"
    text = file.read_text(encoding="utf-8")
    try:
        file.write_text(text.replace("linfen", "houma"), encoding="utf-8")
        assert not is_sound(house.host, heads, "linfen", sound.as_of, ())
    finally:
        file.write_text(text, encoding="utf-8")


def test_a_proved_push_is_taken_and_the_next_one_is_judged_from_the_same_memory(tmp_path: Path) -> None:
    """Two pushes in a row, each taken by the short way; then a mistake that refers to what the first has changed."""
    house = House(tmp_path)
    one, third, other = of_class(house, "行政处罚")[:3]
    memory = house.host.remembered / "sound" / "all.json"
    before = memory.read_bytes()
    for path, name in ((one, "先前没有的名称"), (third, "又一个没有的名称")):
        house.say(path, "职权名称", f"职权名称: {name}\n")
        house.editor.publish()
    assert memory.read_bytes() == before
    for key in ("职权名称", "行使主体", "行使层级"):
        house.say(other, key, house.said(one, key))
    house.editor.commit()
    done = house.editor.push("HEAD:main", "dry-run")
    assert "P318" in done.stderr
    assert "先前没有的名称" in done.stderr
    assert memory.read_bytes() == before, "a commit that is not taken is not remembered"
