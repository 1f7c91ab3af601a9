"""nDCG@10, MRR, recall@10, success and zero-result rate of ranked answers to judged queries."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from benchmarks.relevance.queries import Query

CUT = 10
RELEVANT = 2
"""From this grade on a result is an answer, for all measures but nDCG, which weighs the grades themselves."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the engine said: ids from the first result on, and how many results there are altogether."""

    query: Query
    ranked: tuple[str, ...]
    total: int


def ndcg(answer: Answer) -> float:
    """Gain is the grade, discount log2(rank + 1), as in trec_eval."""
    best = _gain(sorted(answer.query.grades.values(), reverse=True))
    return _gain([answer.query.grades.get(id, 0) for id in answer.ranked]) / best


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades[:CUT], 1))


def reciprocal_rank(answer: Answer) -> float:
    """1 by the rank of the first answer; 0 without one."""
    return next((1 / rank for rank, id in enumerate(answer.ranked, 1) if _answers(answer, id)), 0.0)


def recall(answer: Answer) -> float:
    """The share of all answers that stands among the first ten."""
    wanted = sum(grade >= RELEVANT for grade in answer.query.grades.values())
    return sum(_answers(answer, id) for id in answer.ranked[:CUT]) / wanted


def success(answer: Answer, rank: int) -> float:
    """1 if there is an answer at or above this rank."""
    return float(any(_answers(answer, id) for id in answer.ranked[:rank]))


def _answers(answer: Answer, id: str) -> bool:
    return answer.query.grades.get(id, 0) >= RELEVANT


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over queries that have an answer; of queries that have none only ``zero`` is said."""

    queries: int
    ndcg: float
    mrr: float
    recall: float
    first: float
    ten: float
    zero: float


def scores(answers: Sequence[Answer]) -> Scores:
    """The row of a table."""
    judged = [answer for answer in answers if answer.query.grades]
    return Scores(
        len(answers),
        _mean([ndcg(answer) for answer in judged]),
        _mean([reciprocal_rank(answer) for answer in judged]),
        _mean([recall(answer) for answer in judged]),
        _mean([success(answer, 1) for answer in judged]),
        _mean([success(answer, CUT) for answer in judged]),
        _mean([float(answer.total == 0) for answer in answers]),
    )


def _mean(values: Sequence[float]) -> float:
    return fmean(values) if values else math.nan
