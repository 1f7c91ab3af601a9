"""The ledger's lines by themselves: their one form, the order of their moments, what a clock that was wrong does."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.archives import DIGEST, entry, takedown
from yangguang.archive.check import audit
from yangguang.archive.ledger import Entry, line, parse, removed, snapshots, stamped
from yangguang.archive.store import Store
from yangguang.model.finding import Refused


def keys_of(*entries: Entry) -> list[str]:
    """What is wrong with a ledger of these lines."""
    return [one.key for one in parse("".join(f"{one.text}\n" for one in entries).encode())[1]]


FIRST = entry("20260105013000")
SECOND = takedown("20260105013001", FIRST)


def test_lines_that_follow_each_other_are_sound_and_told_apart() -> None:
    third = entry("20260105013002", SECOND)
    assert keys_of(FIRST, SECOND, third) == []
    assert snapshots([FIRST, SECOND, third]) == [FIRST, third]
    assert removed([FIRST, SECOND, third]) == {DIGEST: SECOND}


def test_an_archive_that_was_begun_and_has_no_snapshot_is_not_called_sound(tmp_path: Path) -> None:
    (tmp_path / "begun").touch()
    assert [one.key for one in audit(Store(tmp_path))] == ["ledger_empty"]


@pytest.mark.parametrize("moment", ["20260105013000", "20260105012959"])
def test_a_line_of_the_same_moment_or_an_earlier_one_is_found(moment: str) -> None:
    (found,) = parse(f"{FIRST.text}\n{entry(moment, FIRST).text}\n".encode())[1]
    assert (found.key, found.values) == ("ledger_order", {"line": 2, "id": moment, "last": FIRST.id})


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(dict(reversed(list(FIRST.said.items()))), ensure_ascii=False, separators=(",", ":")),
        json.dumps(FIRST.said, ensure_ascii=False, sort_keys=True),
        json.dumps(FIRST.said, sort_keys=True, separators=(",", ":")),
        line({**FIRST.said, "clock": "noon"}),
        line({**FIRST.said, "clock": "202615013000"}),
        line({**FIRST.said, "files": -1}),
        line({**FIRST.said, "files": True}),
        line({**FIRST.said, "kind": "note"}),
        "[]",
        "{",
        "[" * 200_000,
    ],
    ids=["order", "blanks", "escapes", "clock", "short", "negative", "boolean", "kind", "list", "text", "endless"],
)
def test_a_line_has_one_form_only(text: str) -> None:
    assert [one.key for one in parse(f"{text}\n".encode())[1]] == ["ledger_unreadable"]


def test_a_line_is_of_the_moment_that_is_named_if_that_is_later() -> None:
    later = datetime(2026, 1, 5, 1, 30, 1, tzinfo=UTC)
    assert stamped([], later) == stamped([FIRST], later) == {"id": "20260105013001"}
    with pytest.raises(Refused) as refused:
        stamped([FIRST, SECOND], later)
    assert refused.value.finding.values == {"id": "20260105013001", "last": "20260105013001"}


def test_after_a_clock_that_ran_ahead_a_line_is_a_second_later_and_says_what_the_clock_said() -> None:
    ahead, now = entry("29991231235959"), lambda: datetime(2026, 1, 6, tzinfo=UTC)
    told = stamped([ahead], now)
    assert told == {"id": "30000101000000", "clock": "20260106000000"}
    assert keys_of(ahead, entry(told["id"], ahead, clock=told["clock"])) == []
    assert stamped([FIRST], now) == {"id": "20260106000000"}, "a clock that is right has nothing to say"


def test_of_two_lines_of_one_second_the_later_waits_and_blames_no_clock() -> None:
    first = entry(datetime.now(UTC).strftime("%Y%m%d%H%M%S"))
    told = stamped([first], lambda: datetime.now(UTC))
    assert told.keys() == {"id"}
    assert keys_of(first, entry(told["id"], first)) == []
