"""What may stand where: the keys of each record and the kinds of values they take, read off the model once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from yangguang.model.basis import Citations
from yangguang.model.fields import Record
from yangguang.model.words import MISSING_WORDS, NONE_IS_ANSWER

_CITED = get_args(Citations)[1]


@dataclass(frozen=True, slots=True)
class Slot:
    """The values that one key takes.

    ``text``: a text; ``listed``: a list; ``entry_text``: texts in that list; ``one``: a mapping; ``each``: mappings in
    a list, or one alone; ``table``: a mapping with keys of the editor's own, whose values fit that slot;
    ``choices``: the only words allowed; ``keys``: the only keys allowed in a table; ``union``: several of these kinds
    at the editor's choice; ``empty``: texts that count as no value.
    """

    text: bool = False
    listed: bool = False
    entry_text: bool = False
    one: Plan | None = None
    each: Plan | None = None
    table: Slot | None = None
    choices: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    union: bool = False
    empty: frozenset[str] = MISSING_WORDS

    def plan_for(self, value: dict[str, Any]) -> Plan | None:
        """The record that a mapping standing here is; of two, the one that knows one of its keys."""
        if self.one and self.each:
            return self.one if any(key in self.one.slots for key in value) else self.each
        return self.one or self.each


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """One record: its class, and a slot for each key."""

    record: type[Record]
    slots: dict[str, Slot]

    def canonical(self, key: str) -> str:
        """The key itself for one of its synonyms."""
        return key if key in self.slots else self.record.synonyms.get(key, key)

    @property
    def first(self) -> str:
        """The first required key, else the first: for examples."""
        infos = self.record.model_fields.values()
        required = (info.alias for info in infos if info.is_required() or info.json_schema_extra)
        return next(required, None) or next(iter(self.slots))

    def inner(self) -> Iterator[tuple[str, Plan]]:
        """The records one level down, with the key they stand under."""
        for key, slot in self.slots.items():
            yield from ((key, plan) for plan in (slot.one, slot.each) if plan)


@cache
def plan_of(record: type[Record]) -> Plan:
    """The plan of a record class; made once per class."""
    slots = {}
    for name, info in record.model_fields.items():
        key = info.alias or name
        slot = _slot(info.annotation, tuple(info.metadata))
        slots[key] = _with_none(slot) if key in NONE_IS_ANSWER else slot
    return Plan(record, slots)


def _with_none(slot: Slot) -> Slot:
    """The same, where 无 is itself the answer."""
    slot = replace(slot, empty=MISSING_WORDS - {"无"})
    return slot if slot.text else replace(slot, text=True, choices=("无",), union=True)


def _slot(kind: Any, marks: tuple[Any, ...] = ()) -> Slot:
    origin, args = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _slot(args[0], args[1:])
    if origin in (Union, UnionType):
        return _merged(_slot(part) for part in args if part is not NoneType)
    if origin is Literal:
        return Slot(text=True, choices=args)
    if origin is tuple:
        entry = _slot(args[0])
        text = entry.text or _CITED in marks
        return Slot(text=text, listed=True, entry_text=text, each=entry.one, choices=entry.choices)
    if origin is dict:
        return Slot(table=_slot(args[1]), keys=_slot(args[0]).choices)
    return Slot(one=plan_of(kind)) if issubclass(kind, Record) else Slot(text=True)


def _merged(parts: Iterable[Slot]) -> Slot:
    first, *rest = parts
    for part in rest:
        first = Slot(
            text=first.text or part.text,
            listed=first.listed or part.listed,
            entry_text=first.entry_text or part.entry_text,
            one=first.one or part.one,
            each=first.each or part.each,
            choices=first.choices or part.choices,
            union=True,
        )
    return first


@cache
def owners(root: type[Record], key: str) -> tuple[str, ...]:
    """Where in a file of this record a key belongs: the keys it stands under, nearest to the top first; "" is the top."""
    found: dict[str, None] = {}
    level = [("", plan_of(root))]
    while level:
        found |= dict.fromkeys(name for name, plan in level if plan.canonical(key) in plan.slots)
        level = [inner for _, plan in level for inner in plan.inner()]
    return tuple(found)


def plain(value: dict[str, Any], slots: dict[str, Slot]) -> bool:
    """Whether nothing in this mapping is to be renamed, dropped or refused: the quick look that most content passes."""
    for key, item in value.items():
        slot = slots.get(key)
        if slot is None:
            return False
        if item.__class__ is str:
            if not slot.text or (len(item) < 4 and item.strip() in slot.empty):
                return False
        elif item.__class__ is list:
            if not slot.listed or not _plain_list(item, slot):
                return False
        elif item.__class__ is not dict or not _plain_mapping(item, slot):
            return False
    return True


def _plain_mapping(value: dict[str, Any], slot: Slot) -> bool:
    plan = slot.plan_for(value)
    return plan is not None and bool(value) and plain(value, plan.slots)


def _plain_list(value: list[Any], slot: Slot) -> bool:
    for entry in value:
        if entry.__class__ is str:
            if not slot.entry_text or (len(entry) < 4 and entry.strip() in MISSING_WORDS):
                return False
        elif entry.__class__ is not dict or not entry or not slot.each or not plain(entry, slot.each.slots):
            return False
    return bool(value)
