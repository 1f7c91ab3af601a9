"""What the process that opens attachments says of each: every finding, and why there may be others."""

from __future__ import annotations

from collections.abc import Iterator

from yangguang.check.apart import serve
from yangguang.check.attached.opening import parts_of
from yangguang.check.attached.part import Opaque
from yangguang.check.privacy import find

HITS = 200
"""More of one attachment are not told."""


def answer(name: str, body: bytes) -> Iterator[list[str]]:
    """A line for each finding (rule, place, masked value, value), and a last one that says why there may be others."""
    seen: set[tuple[str, str]] = set()
    try:
        for part in parts_of(body, name):
            for hit in find(part.text, part.heading):
                if (hit.rule, hit.value) not in seen:
                    seen.add((hit.rule, hit.value))
                    yield [hit.rule, part.place, hit.masked, hit.value]
                if len(seen) >= HITS:
                    yield ["unfinished"]
                    return
    except Opaque as opaque:
        yield [opaque.why]
        return
    except MemoryError:
        yield ["unfinished"]
        return
    yield [""]


if __name__ == "__main__":
    serve(answer)
