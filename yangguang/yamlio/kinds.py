"""Which shape a file of a region's folder has, by its path."""

from __future__ import annotations

from functools import cache

from yangguang.model.kinds import FileKind, kind_at
from yangguang.yamlio.shape import Shape, shape_of


def shape_at(path: str) -> Shape | None:
    """The shape of a file at a POSIX path inside its region's folder; None where ``fmt`` has nothing to do."""
    kind = kind_at(path)
    return None if kind is None or path.endswith(".csv") else _shape(kind)


@cache
def _shape(kind: FileKind) -> Shape:
    inner = shape_of(kind.record)
    return {"record": inner, "mapping": Shape(other=inner), "list": Shape(items=inner)}[kind.form]
