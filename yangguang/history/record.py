"""The file of a region's field history: a head that says what it covers, then one line per change, oldest first."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from yangguang.check.privacy import find
from yangguang.model.change import CHANGE_KINDS, Change, ChangeKind, Line, Value

FORMAT = 1
"""Another number, and a kept history is made anew: of this file's form, and of how changes are told."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a history covers: its region, where it comes from, up to which commit or snapshot.

    ``about`` is what else must be the same for the history to be continued; ``carried`` names files that could not be
    read at the end, with the blob that was read last of each.
    """

    region: str
    source: str
    until: str = ""
    about: Mapping[str, str] = field(default_factory=dict)
    carried: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class History:
    """A history file: its head, and its lines as they stand there."""

    head: Head
    lines: tuple[bytes, ...] = ()


class Damaged(ValueError):
    """A history file is not what was written; it is made anew from its source."""


def dump(history: History) -> bytes:
    """The whole file; the same history always gives the same bytes."""
    body = b"".join(line + b"\n" for line in history.lines)
    head = history.head
    said = {
        "格式版本": FORMAT, "地区": head.region, "来源": head.source, "至": head.until, "范围": dict(sorted(head.about.items())),
        "沿用": dict(sorted(head.carried.items())), "散列": hashlib.sha256(body).hexdigest(),
    }  # fmt: skip
    return _json(said) + b"\n" + body


def load(body: bytes) -> History:
    """A history file as it was written. Raises :class:`Damaged` for anything else, and for one of another format."""
    first, _, rest = body.partition(b"\n")
    said = _object(first)
    if said.get("格式版本") != FORMAT or said.get("散列") != hashlib.sha256(rest).hexdigest():
        raise Damaged("head")
    about, carried = said.get("范围"), said.get("沿用")
    texts = (said.get("地区"), said.get("来源"), said.get("至"))
    if not isinstance(about, dict) or not isinstance(carried, dict) or not all(isinstance(one, str) for one in texts):
        raise Damaged("head")
    region, source, until = cast("tuple[str, str, str]", texts)
    return History(Head(region, source, until, about, carried), tuple(rest.split(b"\n")[:-1]))


def line_of(line: Line) -> bytes:
    """One line of the file; numbers of persons in old texts are masked, since pages show what stands here."""
    change = line.change
    key = change.field[-1] if change.field else ""
    said = {
        "职权编码": change.code, "日期": line.day.isoformat(), "提交": line.commit, "类型": change.kind,
        "字段": list(change.field), "原": _masked(change.old, key), "现": _masked(change.new, key),
    }  # fmt: skip
    return _json({key: value for key, value in said.items() if value not in (None, [])})


def read_line(body: bytes) -> Line:
    """What :func:`line_of` wrote. Raises :class:`Damaged`."""
    said = _object(body)
    code, commit, kind, path = said.get("职权编码"), said.get("提交"), said.get("类型"), said.get("字段", [])
    if not isinstance(code, str) or not isinstance(commit, str) or kind not in CHANGE_KINDS:
        raise Damaged("line")
    if not isinstance(path, list) or not all(isinstance(step, str) for step in path):
        raise Damaged("line")
    try:
        day = date.fromisoformat(str(said.get("日期")))
    except ValueError:
        raise Damaged("line") from None
    return Line(day, commit, Change(code, cast("ChangeKind", kind), tuple(path), said.get("原"), said.get("现")))


def _object(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise Damaged("json") from None
    if not isinstance(said, dict):
        raise Damaged("json")
    return said


def _json(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _masked(value: Value, key: str) -> Value:
    """The value of a key with every number of a person made unreadable, as messages show it."""
    if isinstance(value, Mapping):
        return {name: _masked(one, name) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_masked(one, key) for one in value]
    if not isinstance(value, str):
        return value
    lead = f"{key}: "
    whole = lead + value
    for hit in reversed(find(whole)):
        if hit.start >= len(lead):
            whole = whole[: hit.start] + hit.masked + whole[hit.end :]
    return whole[len(lead) :]
