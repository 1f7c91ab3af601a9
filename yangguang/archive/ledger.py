"""The ledger: one line per snapshot or takedown, each carrying the digest of the line before it."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from yangguang.history.git import CHINA
from yangguang.model.finding import Finding, Refused, finding

SNAPSHOT, TAKEDOWN = "snapshot", "takedown"
_MOMENT = "%Y%m%d%H%M%S"
_DIGEST = re.compile(r"[0-9a-f]{64}")


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_count(value: Any) -> bool:
    return type(value) is int and value >= 0


def _is_digest(value: Any) -> bool:
    return isinstance(value, str) and _DIGEST.fullmatch(value) is not None


def _is_link(value: Any) -> bool:
    return value == "" or _is_digest(value)


def _is_moment(value: Any) -> bool:
    try:
        return isinstance(value, str) and value == moment_of(value).strftime(_MOMENT) and bool(day_of(value))
    except (ValueError, OverflowError):  # the last hours of the calendar have no day in the time of China
        return False


def _all(is_one: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(is_one(one) for one in value)


_FORM: Mapping[str, Mapping[str, Callable[[Any], bool]]] = {
    SNAPSHOT: {
        "id": _is_moment, "previous": _is_link, "manifest": _is_digest, "files": _is_count, "bytes": _is_count,
        "as_of": _is_text, "commit": _is_text, "engine": _is_text, "title": _is_text,
    },
    TAKEDOWN: {
        "id": _is_moment, "previous": _is_link, "removed": _all(_is_digest), "snapshots": _all(_is_moment),
        "reason": _is_text, "authority": _is_text,
    },
}  # fmt: skip
"""What each kind of line must say, and in which form: a digest names a file, and a wrong one might name another's."""
CLOCK = "clock"
"""What the clock said, in a line that it would have put before the last one: one of the two was wrong."""
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: its text, what it says, and the digest that the next line carries."""

    text: str
    said: dict[str, Any]

    @property
    def id(self) -> str:
        """The moment of the snapshot or takedown, YYYYMMDDHHMMSS in UTC."""
        return str(self.said["id"])

    @property
    def clock(self) -> str:
        """What the clock said: the id, but where the line before it is of a later moment."""
        return clock_of(self.said)

    @property
    def kind(self) -> str:
        """``snapshot`` or ``takedown``."""
        return str(self.said["kind"])

    @property
    def digest(self) -> str:
        """SHA-256 of the line without its line break."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def line(said: dict[str, Any]) -> str:
    """A line in its one form: keys sorted, no spaces, Chinese as it is."""
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@lru_cache(maxsize=1)
def parse(body: bytes) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    """The lines that can be read, and what is wrong with the others and with the chain.

    The last answer is kept: who goes through an archive asks for the same ledger at each snapshot, which are many.
    """
    entries: list[Entry] = []
    found: list[Finding] = []
    if body and not body.endswith(b"\n"):
        found.append(finding("ledger_unfinished"))
    for number, raw in enumerate(body.decode("utf-8", "replace").split("\n")[:-1], 1):
        entry = _entry(raw)
        if entry:
            entries.append(entry)
        else:
            found.append(finding("ledger_unreadable", line=number))
    return tuple(entries), (*found, *chain(entries))


def _entry(raw: str) -> Entry | None:
    """A line as it must be written; ``None`` for any other text."""
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    form = _FORM.get(str(said.get("kind"))) if isinstance(said, dict) else None
    known = form is not None and all(name in said and is_right(said[name]) for name, is_right in form.items())
    return Entry(raw, said) if known and _is_moment(clock_of(said)) and line(said) == raw else None


def chain(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Every place where a line does not carry the digest of the line before it, or times run backwards."""
    before = ""
    last = ""
    for number, entry in enumerate(entries, 1):
        if entry.said["previous"] != before:
            yield finding("ledger_chain", line=number, id=entry.id)
        if entry.id <= last:
            yield finding("ledger_order", line=number, id=entry.id, last=last)
        before, last = entry.digest, entry.id


def moment_of(name: str) -> datetime:
    """The moment that an id names."""
    return datetime.strptime(name, _MOMENT).replace(tzinfo=UTC)


def day_of(name: str) -> str:
    """The day of an id in the time of China, where its readers are."""
    return moment_of(name).astimezone(CHINA).date().isoformat()


def iso(clock: str) -> str:
    """A moment of the ledger as ISO 8601 has it."""
    day, time = clock[:8], clock[8:]
    return f"{day[:4]}-{day[4:6]}-{day[6:]}T{time[:2]}:{time[2:4]}:{time[4:]}Z"


def clock_of(said: Mapping[str, Any]) -> str:
    """What the clock said, in a line of the ledger or in what a snapshot says of itself."""
    clock: str = said.get(CLOCK, said["id"])
    return clock


def removed(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Digest of every content that was taken down → the line that says so."""
    return {digest: entry for entry in entries if entry.kind == TAKEDOWN for digest in entry.said["removed"]}


def stamped(entries: Sequence[Entry], when: datetime | Clock) -> dict[str, str]:
    """The id of the next line, of a moment that is named or that a clock tells; it is later than every id before it.

    Where the clock of an earlier line ran ahead, or that of this machine is slow, nobody can tell which, and neither bars
    the archive: the line is a second later than the last one and says what the clock said. Two lines of one second are
    no fault of any clock: the later one waits. Raises Refused where the moment that is named is not later.
    """
    last = entries[-1].id if entries else ""
    name = _written(when if isinstance(when, datetime) else when())
    if callable(when) and name == last:
        time.sleep(1)
        name = _written(when())
    if name > last:
        return {"id": name}
    if isinstance(when, datetime):
        raise Refused("not_after", id=name, last=last)
    return {"id": (moment_of(last) + timedelta(seconds=1)).strftime(_MOMENT), CLOCK: name}


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(_MOMENT)


def snapshots(entries: Iterable[Entry]) -> list[Entry]:
    """The snapshots among the lines, oldest first."""
    return [entry for entry in entries if entry.kind == SNAPSHOT]
