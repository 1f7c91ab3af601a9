"""What the process that opens files says of each: its sheets in pieces, or the sentence that says why not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from yangguang.check.apart import MEMORY, SECONDS, serve
from yangguang.exchange.grid import Unreadable
from yangguang.exchange.readers.handover import pieces
from yangguang.exchange.readers.opening import open_book


def answer(suffix: str, data: bytes) -> Iterator[dict[str, Any]]:
    """The pieces of :mod:`yangguang.exchange.readers.handover`, or one that refuses the file."""
    try:
        yield from pieces(open_book(data, suffix))
    except Unreadable as refused:
        yield {"refused": refused.key, "values": refused.values}
    except MemoryError:
        yield {"refused": "endless", "values": {"seconds": int(SECONDS), "memory": MEMORY >> 20}}


if __name__ == "__main__":
    serve(answer)
