"""What a file of one kind looks like: order and synonyms of keys, where lists stand, what kind its scalars are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from yangguang.model.fields import Limit, Record
from yangguang.model.kinds import KINDS, FileKind, kind_at
from yangguang.model.words import CLASS_SYNONYMS, PowerClass

Kind = Literal["text", "date", "limit", "class"]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """One place of a file. A mapping has ``keys`` in canonical order, or keys of its own whose values are ``other``;
    a list has ``items``; with ``wrap`` a single value is a list of one; a scalar is of a ``kind``. Each is itself alone.
    """

    keys: Mapping[str, Shape] = field(default_factory=dict)
    synonyms: Mapping[str, str] = field(default_factory=dict)
    other: Shape | None = None
    items: Shape | None = None
    wrap: bool = False
    kind: Kind = "text"

    def name(self, key: str) -> str:
        """The canonical spelling of a key."""
        return key if key in self.keys else self.synonyms.get(key, key)

    def at(self, key: str) -> Shape:
        """The shape of the value of a canonical key."""
        return self.keys.get(key) or self.other or TEXT

    @property
    def each(self) -> Shape:
        """The shape of a list's items."""
        return self.items or TEXT


TEXT = Shape()
_LIMIT = Shape(kind="limit")


def shape_at(path: str) -> Shape | None:
    """The shape of a file at a POSIX path inside its region's folder; None where ``fmt`` has nothing to do."""
    kind = kind_at(path)
    return None if kind is None or path.endswith(".csv") else _shape(kind)


@cache
def _shape(kind: FileKind) -> Shape:
    inner = shape_of(kind.record)
    return {"record": inner, "mapping": Shape(other=inner), "list": Shape(items=inner)}[kind.form]


def shape_of(annotation: Any) -> Shape:
    """The shape of a model class, or of any annotation of a model's field."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return shape_of(get_args(annotation)[0])
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return _record(annotation)
    if origin in (tuple, list):
        return Shape(items=shape_of(get_args(annotation)[0]), wrap=True)
    if origin is dict:
        return _table(*get_args(annotation))
    if origin in (Union, UnionType):
        return _union([shape_of(a) for a in get_args(annotation) if a is not type(None)])
    return Shape(kind=_kind(annotation))


def _kind(annotation: Any) -> Kind:
    if annotation is date:
        return "date"
    if annotation is Limit:
        return "limit"
    return "class" if annotation == PowerClass else "text"


@cache
def _record(record: type[Record]) -> Shape:
    keys = {}
    inherited = {name for base in record.__mro__[1:] for name in getattr(base, "model_fields", {})}
    # What a record adds as required to those of its kind, as the name of a 业务办理项, leads its keys.
    fields = record.model_fields
    leads = sorted(fields, key=lambda n: not inherited or n in inherited or not fields[n].is_required())
    for name in leads:
        info = fields[name]
        alias = info.alias or name
        shape = shape_of(info.annotation)
        # Steps of the flow write free text as 时限, but a limit among it is worth the same spelling.
        keys[alias] = _LIMIT if alias == "时限" and shape.kind == "text" else shape
    return Shape(keys=keys, synonyms=record.synonyms)


def _table(key: Any, value: Any) -> Shape:
    inner = shape_of(value)
    if shape_of(key).kind == "class":
        return Shape(keys=dict.fromkeys(get_args(PowerClass), inner), synonyms=CLASS_SYNONYMS)
    return Shape(other=inner)


def _union(parts: list[Shape]) -> Shape:
    """A single value becomes a list only where it can be nothing else."""
    items = next((p.items for p in parts if p.items), None)
    keys = next((p for p in parts if p.keys), TEXT)
    kind: Kind = next((p.kind for p in parts if p.kind != "text"), "text")
    other = next((p.other for p in parts if p.other), None)
    return Shape(keys.keys, keys.synonyms, other, items, items is not None and len(parts) == 1, kind)


@cache
def known_keys() -> frozenset[str]:
    """Every key and synonym of the content's vocabulary."""
    return frozenset(key for kind in KINDS for key in _words(_record(kind.record)))


def _words(shape: Shape) -> Iterator[str]:
    yield from shape.keys
    yield from shape.synonyms
    for inner in (*shape.keys.values(), shape.other, shape.items):
        if inner is not None:
            yield from _words(inner)
