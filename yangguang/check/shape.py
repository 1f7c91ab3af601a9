"""From the plain mapping of a file to a record of the model, with one problem per mistake."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar, cast

from yangguang.check.plan import Plan, plain, plan_of
from yangguang.check.tidy import Tidy
from yangguang.check.values import validate
from yangguang.model.fields import Record
from yangguang.model.kinds import KINDS, FileKind
from yangguang.model.problem import Problem, Where
from yangguang.yamlio import Value, mapping_expected

R = TypeVar("R", bound=Record)


def shape(record: type[R], value: Value, file: str, where: Where = ()) -> tuple[R | None, list[Problem]]:
    """The record that a file (or, at ``where``, a part of it) holds; None with at least one problem where it cannot be.

    Synonyms of keys are read, empty values dropped (``/``, 待定, 无). Problems name the keys as the file writes them.
    """
    plan = plan_of(record)
    if not isinstance(value, dict):
        problem = mapping_expected(value, file, where) or Problem("P100", file, where, {"example": plan.first})
        return None, [problem]
    tidy = Tidy(file, where, plan)
    kept = value if plain(value, plan.slots) else tidy.mapping(value, plan)
    made, wrong = validate(record, cast("dict[str, Any]", kept))
    for rule, path, args in wrong:
        if not _told(tidy, rule, path, args):
            tidy.problems.append(Problem(rule, file, where + _existing(value, tidy.written(path)[len(where) :]), args))
    if tidy.problems and not where and (meant := _meant(plan, value)):
        place = meant.pattern.replace("*", "…")
        return None, [Problem("P361", file, where, {"kind": meant.title, "place": place})]
    return (None, tidy.problems) if tidy.problems else (cast("R", made), [])


def _meant(plan: Plan, value: dict[str, Any]) -> FileKind | None:
    """Of what other kind a file is that holds all that this kind needs and nothing else, as one in the wrong folder does.

    ``None`` where all keys are this kind's own: that file is not finished.
    """
    others = (kind for kind in KINDS if kind.form == "record" and kind.record is not plan.record)
    found = (kind for kind in others if _needed(kind.record) <= _keys(plan_of(kind.record), value))
    return None if _keys(plan, value) else next(found, None)


def _keys(plan: Plan, value: dict[str, Any]) -> frozenset[str]:
    """The keys of a file, where all of them are the record's; else none."""
    keys = frozenset(map(plan.canonical, value))
    return keys if keys <= plan.slots.keys() else frozenset()


def _needed(record: type[Record]) -> frozenset[str]:
    return frozenset(info.alias or name for name, info in record.model_fields.items() if info.is_required())


def _told(tidy: Tidy, rule: str, path: Where, args: dict[str, str]) -> bool:
    """Whether a key is called missing that another problem already speaks of, or of all that stands in it."""
    if rule != "P128":
        return False
    lost = (*path, args["key"])
    return path in tidy.told or any(one[: len(lost)] == lost for one in tidy.told)


def as_written(record: type[Record], value: Value, file: str, problems: Iterable[Problem]) -> list[Problem]:
    """The same problems, those of this file with their key paths in the words and counts of the file.

    Checks speak of the record, where synonyms are canonical, empty entries are gone and a single entry is a list; only
    a file with problems pays for this second look. ``value`` and ``file`` as given to :func:`shape`.
    """
    problems = list(problems)
    if not problems or not isinstance(value, dict):
        return problems
    plan = plan_of(record)
    tidy = Tidy("", (), plan)
    if not plain(value, plan.slots):
        tidy.mapping(value, plan)
    return [
        replace(problem, where=_existing(value, tidy.written(problem.where))) if problem.file == file else problem
        for problem in problems
    ]


def _existing(value: Any, path: Where) -> Where:
    """The path without steps into lists that the file does not write, up to the last step that exists."""
    found: list[str | int] = []
    for step in path:
        if isinstance(step, int) and not isinstance(value, list):
            continue
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            break
        found.append(step)
    return tuple(found)
