"""What an editor is told about the content that was pushed: at most thirty problems with their places, then a count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from yangguang.host.memory import recall, warned
from yangguang.host.narrow import is_sound
from yangguang.host.places import Host
from yangguang.model.finding import Finding, finding
from yangguang.model.messages import sentence, severity
from yangguang.model.problem import Problem, Severity

if TYPE_CHECKING:
    from yangguang.host.checks import Checked

MOST = 30


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is told, and how many errors forbid to publish."""

    told: tuple[Finding, ...]
    errors: int
    private: bool = False
    """Whether some of the errors are numbers of persons, which the refused commits hold."""


def verdict(
    host: Host, heads: Mapping[str, str], region: str, as_of: str, touched: frozenset[str], *, lasting: bool = True
) -> Verdict:
    """Checks a set of commits. Every error counts, whose ever file it is in; warnings in what was touched, and those that
    the push brings elsewhere: an item that goes lets the ledger in region.yml no longer reconcile.

    ``lasting``: the commits will stay if nothing is wrong. A few edited items are first tried by themselves; only where that does not prove them sound is the whole checked.
    """
    if is_sound(host, heads, region, as_of, touched):
        return Verdict((), 0)
    from yangguang.check.privacy import CARD, IDENTITY, MOBILE, PASSPORT
    from yangguang.host.checks import check  # linking, pages, lexicon: most pushes do without

    before = recall(host.remembered)
    checked = check(host, heads, region, date.fromisoformat(as_of), lasting=lasting)
    wrong = [p for p in checked.problems if severity(p) is Severity.error]
    doubtful = [
        problem
        for problem in checked.problems
        if severity(problem) is Severity.warning
        and (checked.gathered.file(problem) in touched or (before is not None and warned(problem) not in before.warned))
    ]
    told = [_told(checked, problem) for problem in (*wrong, *doubtful)[:MOST]]
    rest = len(wrong) + len(doubtful) - len(told)
    if rest:
        told.append(finding("more", count=rest))
    return Verdict(tuple(told), len(wrong), any(one.rule in (CARD, IDENTITY, MOBILE, PASSPORT) for one in wrong))


def _told(checked: Checked, problem: Problem) -> Finding:
    key = "problem_error" if severity(problem) is Severity.error else "problem_warning"
    place = f"{checked.gathered.file(problem)}:{problem.line}:{problem.column}"
    return finding(key, place=place, rule=problem.rule, zh=sentence(problem, "zh"), en=sentence(problem, "en"))
