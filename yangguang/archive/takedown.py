"""Takes records down for legal reasons: their contents go, the chain stays whole, and a line says why and by whom."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from html import escape
from urllib.parse import quote

from yangguang.archive.ledger import TAKEDOWN, Clock, Entry, snapshots, stamped
from yangguang.archive.payload import ABOUT, ENGINE
from yangguang.archive.store import Store
from yangguang.model.finding import Refused

Found = Mapping[str, Mapping[str, Sequence[str]]]
"""SHA-256 of a content → ids of snapshots that hold it → its paths there."""

_SHORTEST = 4
# Pages and changes.txt tell word by word what was changed (here without blanks), so that no text is whole there. Nothing is
# looked through more than once: a content may open thousands of marks, as lists of numbers below zero do, and close none.
_GONE = re.compile(rb"\[-(?:(?!\[-|-\]).)*+-\]|<del>(?:(?!</?del>).)*+</del>")
_COME = re.compile(rb"\{\+(?:(?!\{\+|\+\}).)*+\+\}|<ins>(?:(?!</?ins>).)*+</ins>")
_MARK = re.compile(rb'\[-|-\]|\{\+|\+\}|</?(?:del|ins)>|<spanclass="unseen">[^<]*</span>')


def find(store: Store, texts: Sequence[str], paths: Sequence[str]) -> Found:
    """Every content, in whichever snapshot, in which or in whose name one of ``texts`` stands, or that stands at one
    of ``paths``. Raises Refused where there is none, or a snapshot could not be read without it."""
    if short := [text for text in texts if len(_bare(text.encode()).decode()) < _SHORTEST]:
        raise Refused("takedown_short", text=short[0], least=_SHORTEST)
    found: dict[str, dict[str, list[str]]] = {}
    wanted = {_bare(form.encode()) for text in texts for form in _forms(text)}
    seen: dict[str, bool] = {}
    for entry in snapshots(store.sound()):
        payload = store.payload(entry)
        for path, digest in payload.files.items():
            if wanted and digest not in seen:
                seen[digest] = any(form in one for one in readings(_bare(store.read(digest))) for form in wanted)
            if seen.get(digest) or path in paths or any(text in path for text in texts):
                found.setdefault(digest, {}).setdefault(entry.id, []).append(path)
    if not found:
        raise Refused("takedown_nothing")
    named = {path for places in found.values() for known in places.values() for path in known}
    if kept := sorted(named & {ABOUT, ENGINE}):
        raise Refused("takedown_needed", path=kept[0])
    return found


def _bare(body: bytes) -> bytes:
    """Without blanks and line breaks: a text may be folded where it was written, and is one on its page."""
    return body.translate(None, b" \t\r\n").replace("\u3000".encode(), b"")


def readings(body: bytes) -> Iterator[bytes]:
    """A content, and what it says where it tells of changes: all that was there before, all that is there since."""
    yield body
    if _MARK.search(body):
        yield from (_MARK.sub(b"", left_out.sub(b"", body)) for left_out in (_COME, _GONE))


def _forms(text: str) -> tuple[str, ...]:
    """A text as it is typed, as pages, feeds, JSON and tables write its &, <, > and quotation marks, and as addresses write it."""
    plain = escape(text, quote=False)
    markup = plain.replace('"', "&#34;").replace("'", "&#39;")
    return text, plain, markup, json.dumps(text, ensure_ascii=False)[1:-1], text.replace('"', '""'), quote(text)


def take_down(store: Store, found: Found, when: datetime | Clock, reason: str, authority: str) -> Entry:
    """Writes the tombstone into the ledger, then removes the contents that it names by digest.

    The caller has had the lock since before it looked: no snapshot may come between that nobody has looked into.
    """
    entry = store.append({
        "kind": TAKEDOWN, **stamped(store.sound(), when), "removed": sorted(found),
        "snapshots": sorted({name for places in found.values() for name in places}),
        "reason": reason, "authority": authority,
    })  # fmt: skip
    store.purge()
    return entry
