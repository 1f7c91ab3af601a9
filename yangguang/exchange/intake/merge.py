"""A list that comes again: what somebody has worked on since stays, unless the list itself now says something else."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from yangguang.exchange.intake.cited import cited_alike
from yangguang.exchange.items.bases import Guess
from yangguang.exchange.items.made import Value

_SORTS = frozenset({"环节", "责任类型", "位阶", "版本", "文号", "性质", "效力", "等级", "类别", "条款", "标识"})
"""Keys that sort a text; what they say may stand in the text as well, or in it alone."""
_TOLD = ("环节", "责任类型", "等级", "类别")
"""Those of them that a list has columns or words for."""
_DRAWN = _SORTS - {*_TOLD, "位阶"}
"""What of a citation is drawn from its words."""
_ONE_MARK = (frozenset({"行政法规", "地方性法规"}), frozenset({"部门规章", "地方政府规章"}))
"""Ranks that lists mark with one word, 法规 and 规章."""
_NAMES = ("名称", "责任", "风险点", "情形", "项目", "法规")
"""The key that an entry of a list is known by."""
_POINT = re.compile(r"(?:^|(?<=[\s。；;：:]))[（(]?[0-9]{1,2}[)）.、．](?![0-9])")


def merged(own: Value, full: Value, new: Value) -> Value:
    """The keys of ``own`` in their order, with what ``new`` says otherwise; ``full`` is ``own`` with every 引用 written out."""
    result = dict(own)
    for key, value in new.items():
        if full.get(key) is None:
            result[key] = value
            continue
        before = own.get(key, full[key])
        after = _duties if key == "责任事项" and _entries(full[key]) and _entries(value) else _after
        now = after(before, full[key], value)
        if key in own or now != full[key]:
            result[key] = now
    return result


def same(old: Any, new: Any) -> bool:
    """Whether two values say the same, however far they are taken apart.

    What is taken apart as far is compared piece by piece: texts by their signs and figures. Else the words and figures
    of the whole count, and the stage, level, kind or articles that the new one gives them.
    """
    if isinstance(old, str) and isinstance(new, str):
        return _folded(old) == _folded(new)
    if (
        isinstance(old, list)
        and isinstance(new, list)
        and (len(old) == len(new) or all(isinstance(text, str) for text in (*old, *new)))
    ):
        return len(old) == len(new) and all(map(same, old, new))
    if isinstance(old, dict) and isinstance(new, dict) and (keys := _stated(new)) <= old.keys():
        return all(same(old[key], new[key]) or _guessed(old[key], new[key]) for key in keys) and cited_alike(old, new)
    return old == new or (_alike(old, new) and _sorted_alike(old, new) and cited_alike(old, new))


def _guessed(old: Any, new: Any) -> bool:
    """Whether the content may well name the rank that the list only guesses at."""
    return isinstance(old, str) and isinstance(new, Guess) and any({old, new} <= ranks for ranks in _ONE_MARK)


def _stated(entry: Value) -> set[str]:
    """The keys of an entry but those that an import draws from its words, or fills in where the list says nothing."""
    drawn = _DRAWN if "法规" in entry else frozenset()
    return {key for key, text in entry.items() if key not in drawn and not (key in _TOLD and text == "其他")}


def _alike(old: Any, new: Any) -> bool:
    """Whether the words and figures are the same, wherever they stand; of one text as often, too."""
    if isinstance(new, str) and _entries(old):
        return any(_count(one) == _count(new) for one in (old, _named(old)))
    return _within(old, new) and _within(new, old)


def _after(own: Any, full: Any, new: Any) -> Any:
    """What the content holds once the list has come."""
    if same(full, new):
        return own
    if isinstance(full, dict) and isinstance(new, dict):
        return merged(own, full, new)
    if isinstance(own, list) and isinstance(full, list) and isinstance(new, list):
        return [
            one if n is None else _after(own[n], full[n], one) for n, one in zip(_pairs(full, new), new, strict=True)
        ]
    return new


def _duties(own: Any, full: list[Value], new: list[Value]) -> Any:
    """The same of 责任事项: a list that tells no risks leaves those of the content where they are."""
    if len(full) != len(new) and same(full if _tells(new, "风险点") else _without("风险点", full), new):
        return own
    pairs = _pairs(full, new)
    # A list gives to one duty the bases and risks of several; whoever has handed them on need not do it again.
    for key in ("依据", "风险点"):
        known, said = ([duty.get(key) for duty in duties] for duties in (full, new))
        if None not in pairs and known.count(None) < said.count(None) and _alike(known, said):
            new = _without(key, new)
    silent = not _tells(new, "风险点")
    result = []
    for n, duty in zip(pairs, new, strict=True):
        if n is None:
            result.append(duty)
        elif silent or "风险点" in duty or "风险点" not in full[n]:
            result.append(_after(own[n], full[n], duty))
        else:
            [bare] = _without("风险点", [full[n]])
            result.append(_after(bare, bare, duty))
    return result


def _pairs(full: list[Any], new: list[Any]) -> list[int | None]:
    """For every new entry the old one that it is: of the same words, else the same name, else alone in its stage or of its law."""
    found: list[int | None] = [None] * len(new)
    free = set(range(len(full)))
    alone = _alone(full) & _alone(new)
    for alike in (same, _same_name, lambda old, one: _place(old) == _place(one) and _place(one) in alone):
        for m, one in enumerate(new):
            if found[m] is None:
                near = sorted(free, key=lambda n: abs(n - m))
                found[m] = next((n for n in near if alike(full[n], one)), None)
                free.discard(found[m])
    return found


def _same_name(old: Any, new: Any) -> bool:
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return False
    key = next((key for key in _NAMES if key in new and key in old), None)
    return key is not None and same(old[key], new[key]) and same(old.get("条款", ""), new.get("条款", ""))


def _named(entries: list[Value]) -> list[Any]:
    """The names of entries alone: what a list says of them where it says it in one text."""
    return [next((entry[key] for key in _NAMES if key in entry), entry) for entry in entries]


def _alone(entries: list[Any]) -> set[str | None]:
    """The stages of which there is one duty, the laws of which there is one citation."""
    return {place for place, count in Counter(map(_place, entries)).items() if place and count == 1}


def _place(entry: Any) -> str | None:
    """The stage of a duty, the law of a citation: an article that got another number is still the same basis."""
    place = (entry.get("环节") or entry.get("法规")) if isinstance(entry, dict) else None
    return place if isinstance(place, str) else None


def _entries(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _tells(entries: list[Value], key: str) -> bool:
    return any(key in entry for entry in entries)


def _without(name: str, entries: list[Value]) -> list[Value]:
    return [{key: value for key, value in entry.items() if key != name} for entry in entries]


@lru_cache(4096)
def _folded(text: str) -> str:
    """Half-width or full-width, on one line or two: no list says anything by that."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _within(one: Any, other: Any) -> bool:
    return _words(_texts(one)) <= _words(_texts(other, sorts=True))


def _count(value: Any) -> Counter[str]:
    return Counter(word for text in _texts(value) for word in _words_of(text))


def _words(texts: Iterator[str]) -> set[str]:
    return set().union(*map(_words_of, texts))


@lru_cache(4096)
def _words_of(text: str) -> tuple[str, ...]:
    """The words of a text, kept because every entry of a list is compared with many others."""
    return tuple(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", _POINT.sub(" ", text))))


def _texts(value: Any, *, sorts: bool = False) -> Iterator[str]:
    """All texts below; those that only sort others when asked for."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if sorts or key not in _SORTS:
                yield from _texts(inner, sorts=sorts)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, sorts=sorts)
    elif value is not None:
        yield str(value)


def _sorted_alike(old: Any, new: Any) -> bool:
    """Whether every stage, level and kind of ``new`` stands in ``old`` with some of the same words."""
    known = list(_told(old))
    return all(
        any((key, text) == (each, said) and words & others for each, said, others in known)
        for key, text, words in _told(new)
    )


def _told(value: Any) -> Iterator[tuple[str, str, set[str]]]:
    if isinstance(value, dict):
        words = _words(_texts(_named([value])))
        for key in _TOLD:
            if isinstance(text := value.get(key), str) and text != "其他":
                yield key, text, words
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _told(inner)
