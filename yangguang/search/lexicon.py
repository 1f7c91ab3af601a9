"""The lexicon: everyday words and the official ones they stand for, as reviewed lists in search/lexicon/*.yml."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from yangguang.check.shape import as_written, shape
from yangguang.model.fields import Day, Listed, Record, Texts, key
from yangguang.model.problem import Problem
from yangguang.resources import folder
from yangguang.search.fold import fold
from yangguang.yamlio import place, read_yaml

FOLDER = "lexicon"
_ENGINES = "pinyin.yml"
"""Lies beside the lexicon that ships with the engine, in whose checkout a site may live."""

_KINDS = {"指": "means", "首选": "best", "排除": "worst"}
"""What an entry may say of its 说法, and the field that holds it."""

fold_word = lru_cache(maxsize=16_384)(fold)
"""Each word of a lexicon is asked for again and again, for every region."""


class WordEntry(Record):
    """One entry: 同义 alone, or 说法 with at least one of 指, 首选, 排除."""

    same: Texts = key("同义", "意思相同的说法，互相都能找到", default=())
    says: Texts = key("说法", "老百姓的说法", default=())
    means: Texts = key("指", "所指的正式名称（的一部分），最可能的在前", default=())
    best: Texts = key("首选", "恰好这样问时排在最前的名称（的一部分）或编码", default=())
    worst: Texts = key("排除", "不是要找的：名称含这些字的不列出，名称或俗称正好含这个说法的排在最后", default=())


class WordFile(Record):
    """One file of the lexicon."""

    reviewed: Day = key("审定", "最近一次通读的日期", strict=True)
    note: str | None = key("说明")
    filler: Texts = key("虚词", "一句话里只起连接作用的话", default=())
    lead: Texts = key("起首", "放在事情前面的动词，如 办理、申请、领取", default=())
    entries: Annotated[tuple[WordEntry, ...], Listed] = key("词条", default=())


_Placed = tuple[str, int, WordEntry]
"""An entry with its file and its place in it."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries with the file and place each comes from; words are folded."""

    entries: tuple[_Placed, ...] = ()
    filler: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()


def lexicon_files(folders: Sequence[Path], base: Path) -> dict[str, Path]:
    """The files of a lexicon, by the names that messages give them; of two of one name that of the folder before wins."""
    files = {file.name: file for folder in reversed(folders) for file in (folder / FOLDER).glob("*.yml")}
    return {_label(file, base): file for _, file in sorted(files.items())}


def check_strays(folders: Iterable[Path], base: Path) -> list[Problem]:
    """Lists of words that nobody reads in the search folders of a site: they were meant for another place or name."""
    files = (file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file())
    return [problem for file in files for problem in _unread(file, base)]


def _unread(file: Path, base: Path) -> Iterator[Problem]:
    listed, in_place = file.suffix.lower() in (".yml", ".yaml"), file.parent.name == FOLDER
    if (
        file.name.startswith((".", "README", _ENGINES))
        or not (listed or in_place)
        or (in_place and file.suffix == ".yml")
    ):
        return
    label = _label(file, base)
    if listed and in_place:
        yield Problem("P351", label, args={"name": f"{file.stem}.yml"}, line=1, column=1)
    else:
        yield Problem("P359", label, args={"file": label}, line=1, column=1)


def read_lexicon(files: Mapping[str, Path]) -> tuple[Lexicon, list[Problem]]:
    """The lexicon that the files make up; problems with their lines."""
    entries: list[_Placed] = []
    filler: set[str] = set()
    lead: set[str] = set()
    problems: list[Problem] = []
    for label, file in files.items():
        read, wrong = _read(file, label)
        if read is not None:
            entries += ((label, number, word) for number, word in enumerate(read.entries))
            filler.update(map(fold_word, read.filler))
            lead.update(map(fold_word, read.lead))
        problems += place(wrong, lambda _, file=file: file.read_bytes())  # type: ignore[misc]
    ours = {label for label, file in files.items() if file.is_relative_to(folder("search"))}
    problems += place(_twice(entries, ours), lambda name: files[name].read_bytes())
    return Lexicon(tuple(_overruled(entries, ours)), _longest_first(filler), _longest_first(lead)), problems


def _longest_first(words: set[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _label(file: Path, base: Path) -> str:
    return file.relative_to(base).as_posix() if file.is_relative_to(base) else f"search/{FOLDER}/{file.name}"


def _read(file: Path, label: str) -> tuple[WordFile | None, list[Problem]]:
    value, problems = read_yaml(file.read_bytes(), label)
    if problems:
        return None, problems
    read, problems = shape(WordFile, value, label)
    if read is None:
        return None, problems
    wrong = [problem for number, word in enumerate(read.entries) for problem in _faults(word, label, number)]
    return read, as_written(WordFile, value, label, wrong)


def _faults(word: WordEntry, file: str, number: int) -> Iterator[Problem]:
    where = ("词条", number)
    targets = word.means or word.best or word.worst
    if bool(word.same) == bool(word.says) or (word.says and not targets) or (word.same and targets):
        yield Problem("P600", file, where)
    elif len(word.same) == 1:
        yield Problem("P601", file, where, {"word": word.same[0]})


def _twice(entries: Iterable[_Placed], ours: Collection[str]) -> list[Problem]:
    """A word in two entries of one kind: nobody could say which of them counts. One of ours and one of a region's can."""
    seen: dict[tuple[bool, str, str], str] = {}
    problems = []
    for file, number, word in entries:
        for kind, text in _words(word):
            known = (file in ours, kind, text)
            if known in seen:
                args = {"word": text, "kind": kind, "other": seen[known]}
                problems.append(Problem("P602", file, ("词条", number), args))
            seen.setdefault(known, file)
    return problems


def _overruled(entries: Sequence[_Placed], ours: Collection[str]) -> Iterable[_Placed]:
    """What a region says of a word counts in the place of what we say of it, now or after any upgrade."""
    own = {said for file, _, word in entries if file not in ours for said in _words(word)}
    if not own:
        return entries
    return (
        (file, number, left)
        for file, number, word in entries
        for left in ((word,) if file not in ours or own.isdisjoint(_words(word)) else _without(word, own))
    )


def _without(word: WordEntry, own: Collection[tuple[str, str]]) -> Iterator[WordEntry]:
    """What is left of an entry: each kind in one of its own, since a region may speak of one and not of another."""
    same = tuple(text for text in word.same if ("同义", fold_word(text)) not in own)
    if len(same) > 1:
        yield WordEntry(same=same)
    for kind, field in _KINDS.items():
        says = tuple(text for text in word.says if (kind, fold_word(text)) not in own)
        if says and (targets := getattr(word, field)):
            yield WordEntry.model_validate({"says": says, field: targets})


def _words(word: WordEntry) -> Iterator[tuple[str, str]]:
    yield from (("同义", text) for text in dict.fromkeys(map(fold_word, word.same)))
    for kind, field in _KINDS.items():
        if getattr(word, field):
            yield from ((kind, text) for text in dict.fromkeys(map(fold_word, word.says)))
