"""Few edited items are proved sound by themselves and what they touch; whatever cannot be proved is checked whole.

The proof: the last whole check found no error; since then nothing but items has changed; each of them is right by
itself, and says the same as before in everything that another file's checks look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from yangguang.build.item import part_read, read_item
from yangguang.check.alone import check_alone, concerns_others
from yangguang.check.days import too_far
from yangguang.host.git import NOTHING, BrokenRepository, Difference, differences, stream
from yangguang.host.memory import Region, Sound, name_of, recall, recall_region
from yangguang.host.places import Host
from yangguang.model.facts import ItemFacts
from yangguang.model.messages import severity
from yangguang.model.problem import Problem, Severity

MOST = 40
"""Files above which the whole is checked: then it costs little more, and is remembered anew."""
_ITEM = re.compile(r"powers/([^/.][^/]*)/[^/.][^/]*\.yml")


@dataclass(frozen=True, slots=True)
class Edit:
    """An item that was there before and is there still: in which region, in which repository, its two objects."""

    slug: str
    repository: str
    file: str
    old: str
    new: str


def is_sound(host: Host, heads: Mapping[str, str], region: str, as_of: str, touched: Iterable[str]) -> bool:
    """Whether a whole check of these commits is known to find no error, and no warning in the files ``touched``
    (paths in the repository of ``region``). ``False`` where that is not known."""
    sound = recall(host.remembered)
    if sound is None or sound.as_of != as_of or sound.heads.keys() != heads.keys():
        return False
    doubtful = {(slug, file) for slug, file, *_ in sound.warned}
    if any(_place(sound, region, path) in doubtful for path in touched):
        return False
    try:
        edits = _edits(host, sound, heads)
        return edits is not None and all(_is_sound(host, sound, slug, edits) for slug in {e.slug for e in edits})
    except BrokenRepository:  # what was checked then was never taken
        return False


def _place(sound: Sound, repository: str, path: str) -> tuple[str, str] | None:
    """(网址标识, path inside the region's folder) of a file of a repository."""
    inside = [
        (len(place.prefix), slug, path.removeprefix(place.prefix))
        for slug, place in sound.places.items()
        if place.repository == repository and path.startswith(place.prefix)
    ]
    return max(inside)[1:] if inside else None


def _edits(host: Host, sound: Sound, heads: Mapping[str, str]) -> list[Edit] | None:
    """What has changed since, where that is nothing but a few items that were there before; else ``None``."""
    found = []
    for repository, commit in heads.items():
        changes = differences(host.repository(repository), sound.heads[repository], commit)
        if len(changes) > MOST:
            return None
        found += [_edit(sound, repository, change) for change in changes]
    edits = [edit for edit in found if edit is not None]
    return edits if len(edits) == len(found) <= MOST else None


def _edit(sound: Sound, repository: str, change: Difference) -> Edit | None:
    place = _place(sound, repository, change.path)
    if place is None or NOTHING in (change.old, change.new) or not _ITEM.fullmatch(place[1]):
        return None
    return Edit(place[0], repository, place[1], change.old, change.new)


def _is_sound(host: Host, sound: Sound, slug: str, edits: Iterable[Edit]) -> bool:
    """The edits of one region, one after the other: what an item is called must be free among all others."""
    known = recall_region(host.remembered, sound, slug)
    if known is None:
        return False
    taken, day = set(known.called), date.fromisoformat(sound.as_of)
    for edit in (edit for edit in edits if edit.slug == slug):
        before, after = (_read(host, edit, known, day, blob) for blob in (edit.old, edit.new))
        if before is None or after is None or concerns_others(before, after):
            return False
        name = name_of(after, known.content)
        if name != name_of(before, known.content) and name in taken:
            return False
        taken.add(name)
        if _matter(check_alone(before, after, known.content, day)):
            return False
    return True


def _read(host: Host, edit: Edit, known: Region, day: date, blob: str) -> ItemFacts | None:
    """The facts of an item in which nothing is wrong."""
    content = known.content
    if any(exemption.file == edit.file for exemption in content.exemptions):
        return None
    body = stream(host.repository(edit.repository)).read(blob)
    read = read_item(body, edit.file, part_read(content, edit.file.split("/")[1]))
    if _matter(read.problems) or read.power is None:
        return None
    return None if read.power.updated and too_far(read.power.updated, day) else read.facts


def _matter(problems: Iterable[Problem]) -> bool:
    return any(severity(problem) is not Severity.notice for problem in problems)
