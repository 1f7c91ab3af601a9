"""Rules on the lexicon of everyday words (P600–P619)."""

from __future__ import annotations

from yangguang.model.messages.rule import error
from yangguang.model.problem import Rule

SEARCH: tuple[Rule, ...] = (
    error(
        600,
        "词条要么只有“同义”，要么有“说法”并至少有“指”“首选”“排除”之一；请补上或拆成两条",
        "an entry has either 同义 alone, or 说法 with at least one of 指, 首选, 排除: add what is missing, or make two entries",
    ),
    error(
        601,
        "“同义”里只有“{word}”一个词；请写上与它意思相同的说法",
        '同义 holds only "{word}": add the words that mean the same',
    ),
    error(
        602,
        "“{word}”在“{kind}”里已经写过（{other}）；请合并到一条",
        '"{word}" already stands under {kind} in {other}: merge the two entries',
    ),
)
