"""What many items meet is one mistake and told once: a line of the library, an entry that is missing there or in a list."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace

from yangguang.model.problem import Problem

_AT_HOME = ("P254",)
"""Told at the line where the mistake is."""
_MISSING = ("P250", "P251", "P317")
"""Told at the first item that names what does not exist; errors all, since who pushes is told warnings of own files alone."""


def once(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, each of these once: with the codes of the first three items, and how many there are."""
    first: dict[Hashable, Problem] = {}
    codes: dict[Hashable, dict[str, None]] = {}
    for number, problem in enumerate(problems):
        told = problem.rule in _AT_HOME or problem.rule in _MISSING
        mistake = _mistake(problem) if told else number
        first.setdefault(mistake, problem)
        if told:
            codes.setdefault(mistake, {})[problem.args["code"]] = None
    return [
        replace(problem, args={**problem.args, "code": _named([*codes[mistake]])}) if mistake in codes else problem
        for mistake, problem in first.items()
    ]


def _mistake(problem: Problem) -> Hashable:
    place = (problem.file, problem.where) if problem.rule in _AT_HOME else ()
    args = sorted((key, text) for key, text in problem.args.items() if key != "code")
    return (problem.region, problem.rule, place, *args)


def _named(codes: list[str]) -> str:
    return "、".join(codes[:3]) + (f"… ({len(codes)})" if len(codes) > 3 else "")
