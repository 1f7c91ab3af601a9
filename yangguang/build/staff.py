"""The index of the staff's search, made from the items as read, kept beside what else a build remembers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from yangguang.build.cache import adapter, digest
from yangguang.build.gather import Gathered
from yangguang.build.stored import stored_powers
from yangguang.model.facts import ItemFacts
from yangguang.model.links import Links
from yangguang.search.question import Answer, nearest
from yangguang.search.record import Record, key_of, record
from yangguang.search.staff import ask, names, parse, write

_FOLDER = "staff"
"""The folder of the index below the store."""
_KEYS = "keys.json"
"""What an index holds: key → digest. It is written last."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a query is told: an answer, and where it is empty the items (name, code) whose names come near the query."""

    answer: Answer
    suggestions: tuple[tuple[str, str], ...] = ()


def find(query: str, store: Path, gathered: Gathered, links: Links) -> Reply:
    """The items that a query asks for. Raises WrongQuery, before anything is indexed, where it cannot be understood."""
    parse(query)
    try:
        return _reply(query, store, gathered, links)
    except Exception:  # noqa: BLE001  (a damaged index shows itself in many ways; in a new one it is a mistake of ours)
        shutil.rmtree(store / _FOLDER, ignore_errors=True)
        return _reply(query, store, gathered, links)


def _reply(query: str, store: Path, gathered: Gathered, links: Links) -> Reply:
    index = staff_index(store, gathered, links)
    answer = ask(index, query)
    return Reply(answer) if answer.hits else Reply(answer, tuple(nearest(answer.words, names(index))))


def staff_index(store: Path, gathered: Gathered, links: Links) -> Path:
    """The folder of an index of exactly the items at hand: only those that have changed are indexed anew.

    An index has a digest of all of them for a name and is never changed: what is new is put into a copy of the last one,
    which is renamed when it is whole; the last one is then removed.
    """
    keys = dict(sorted(_keys(gathered, links)))
    folder = store / _FOLDER
    wanted = folder / digest(*(part for pair in keys.items() for part in pair))
    if (wanted / _KEYS).is_file():
        return wanted
    new, known = _copied(folder)
    gone = [key for key in known if known[key] != keys.get(key)]
    missing = {key for key in keys if known.get(key) != keys[key]}
    write(new, gone, _records(store, gathered, links, missing), fresh=not (new / _KEYS).exists())
    (new / _KEYS).write_text(json.dumps(keys), encoding="utf-8")
    new.rename(wanted)
    for old in folder.iterdir():
        if old != wanted:
            shutil.rmtree(old, ignore_errors=True)
    return wanted


def _copied(folder: Path) -> tuple[Path, Mapping[str, str]]:
    """A copy of the last index, if there is one, and what is in it."""
    new = folder / "new"
    shutil.rmtree(new, ignore_errors=True)
    last = next((path.parent for path in sorted(folder.glob(f"*/{_KEYS}"))), None)
    if last is None:
        new.mkdir(parents=True)
        return new, {}
    shutil.copytree(last, new)
    return new, json.loads((new / _KEYS).read_text(encoding="utf-8"))


def _keys(gathered: Gathered, links: Links) -> Iterator[tuple[str, str]]:
    """Each item's key with a digest of everything that its record shows."""
    for facts in links.chunks:
        chunk = facts.chunk
        content, of_region = gathered.contents[chunk.region], links.regions[chunk.region]
        department = content.departments.get(chunk.department)
        names = (content.region.name, content.prefix, repr(department), repr(content.themes))
        common = digest(*names)
        for code, span in gathered.chunks[chunk.id].spans.items():
            item = adapter(ItemFacts).dump_json(of_region.items[code])
            yield key_of(chunk.region, code), digest(common, span.sha256, item, of_region.links[code].status)


def _records(store: Path, gathered: Gathered, links: Links, wanted: set[str]) -> Iterator[Record]:
    for facts in links.chunks:
        chunk = facts.chunk
        spans = {
            code: span for code, span in gathered.chunks[chunk.id].spans.items() if key_of(chunk.region, code) in wanted
        }
        of_region = links.regions[chunk.region]
        for power in stored_powers(store, chunk, spans) if spans else ():
            code = power.code
            yield record(power, of_region.items[code], of_region.links[code], gathered.contents[chunk.region])
