"""The careful look at one mapping: keys renamed, refused or named as misplaced, empty values dropped, wrong kinds told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from yangguang.check.near import nearest
from yangguang.check.plan import Plan, Slot, owners
from yangguang.model.problem import Problem, Where, last_key
from yangguang.yamlio import mapping_expected

_FULL_WIDTH = re.compile(r"(?<![：:，,\s])[：:，,\s]++$|^[\s，,]+")
_NOTHING = object()


@dataclass(slots=True)
class Tidy:
    """One run over one file's record. Paths are those of the record: keys in canonical spelling, entries counted
    without the dropped ones; ``moves`` says where a step of such a path is written otherwise.

    ``told``: keys that a problem already speaks of, so that nobody calls them missing too.
    """

    file: str
    base: Where
    root: Plan
    problems: list[Problem] = field(default_factory=list)
    moves: dict[Where, str | int] = field(default_factory=dict)
    told: set[Where] = field(default_factory=set)

    def mapping(self, value: dict[str, Any], plan: Plan, path: Where = ()) -> dict[str, Any]:
        """The mapping as the model wants it; what cannot stand is told and left out."""
        result: dict[str, Any] = {}
        first: dict[str, str] = {}
        for key, item in value.items():
            name = plan.canonical(key)
            slot = plan.slots.get(name)
            if slot is None:
                self._unknown(key, plan, path)
            elif name in first:
                self._tell("P105", (*path, name), {"key": key, "first": first[name]}, written=key)
            else:
                first[name] = key
                if key != name:
                    self.moves[*path, name] = key
                kept = self._value(item, slot, (*path, name))
                if kept is not _NOTHING:
                    result[name] = kept
        return result

    def _tell(self, rule: str, path: Where, args: dict[str, str], *, written: str | None = None) -> None:
        where = self.written(path)
        if written is not None:
            where = (*where[:-1], written)
        self.problems.append(Problem(rule, self.file, where, args))

    def written(self, path: Where) -> Where:
        """The same path in the words and counts of the file."""
        return self.base + tuple(self.moves.get(path[: i + 1], step) for i, step in enumerate(path))

    def _unknown(self, key: str, plan: Plan, path: Where) -> None:
        bare = plan.canonical(_FULL_WIDTH.sub("", key))
        if bare != key and bare in plan.slots:
            self.told.add((*path, bare))
            return self._tell("P104", (*path, key), {"key": key, "near": bare})
        homes = owners(self.root.record, key)
        if 0 < len(homes) <= 2:
            args = {"key": key, "owner": "、".join(homes)}
            return self._tell("P103" if homes[0] else "P106", (*path, key), args)
        near = plan.canonical(nearest(key, (*plan.slots, *plan.record.synonyms)))
        if near:
            self.told.add((*path, near))
            return self._tell("P102", (*path, key), {"key": key, "near": near})
        return self._tell("P101", (*path, key), {"key": key})

    def _value(self, value: Any, slot: Slot, path: Where) -> Any:
        if value is None or (isinstance(value, str) and value.strip() in slot.empty):
            return _NOTHING
        if isinstance(value, str):
            return value if slot.text else self._no_text(value, slot, path)
        if isinstance(value, list):
            return self._list(value, slot, path) if slot.listed or not value else self._wrong("P113", path)
        return self._mapping(value, slot, path)

    def _mapping(self, value: dict[str, Any], slot: Slot, path: Where) -> Any:
        if slot.table:
            return self._table(value, slot.table, path)
        plan = slot.plan_for(value)
        if plan is None:
            return self._wrong("P112", path) if value else _NOTHING
        before = len(self.problems)
        kept = self.mapping(value, plan, path)
        if not kept and len(self.problems) > before:
            self.told.add(path)
        return kept or _NOTHING

    def _table(self, value: dict[str, Any], slot: Slot, path: Where) -> Any:
        kept = {key: self._value(item, slot, (*path, key)) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item is not _NOTHING} or _NOTHING

    def _list(self, value: list[Any], slot: Slot, path: Where) -> Any:
        result: list[Any] = []
        for index, entry in enumerate(value):
            here = (*path, len(result))
            if index != len(result):
                self.moves[here] = index
            kept = self._entry(entry, slot, here)
            if kept is not _NOTHING:
                result.append(kept)
        return result or _NOTHING

    def _entry(self, entry: Any, slot: Slot, path: Where) -> Any:
        if isinstance(entry, list):
            return self._wrong("P114", path) if entry else _NOTHING
        return self._value(entry, Slot(text=slot.entry_text, each=slot.each), path)

    def _no_text(self, value: str, slot: Slot, path: Where) -> Any:
        cure = mapping_expected(value, self.file, self.written(path))
        if cure is None:
            plan = slot.one or slot.each
            return self._wrong("P111" if plan else "P110", path, example=plan.first if plan else "")
        self.told.add(path)
        self.problems.append(cure)
        return _NOTHING

    def _wrong(self, rule: str, path: Where, example: str = "") -> Any:
        """Tells that a value is of the wrong kind and leaves it out."""
        self.told.add(path)
        self._tell(rule, path, {"key": last_key(path), "example": example})
        return _NOTHING
