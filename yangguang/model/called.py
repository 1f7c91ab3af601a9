"""Which department a word of a decision means: a slug, or a name that departments have or had."""

from __future__ import annotations

from datetime import date

from yangguang.model.content import RegionContent
from yangguang.model.dates import days_before
from yangguang.model.event import Adjustment


class Called:
    """The departments of a region by all that they are and were called."""

    def __init__(self, content: RegionContent) -> None:
        self._words: dict[str, tuple[str, ...]] = {}
        self._bearers: dict[str, dict[str, date]] = {}
        """A name of today → who bears it → from when on it is abolished."""
        for slug, one in content.departments.items():
            for name in dict.fromkeys(one.names):
                self._words[name] = (*self._words.get(name, ()), slug)
            for name in {one.name, one.label}:
                self._bearers.setdefault(name, {})[slug] = one.abolished or date.max
        self._words |= {slug: (slug,) for slug in content.departments}

    def meant(self, text: str | None, day: date, *, leaving: bool = False) -> tuple[str, ...]:
        """Whom a decision in force from a day on means; nobody it knows: empty.

        Where one department took the name of another that was abolished, it is the one that stood then; ``leaving``: on
        the eve, from which something goes away. A former name that several share means all of them.
        """
        meant, bearers = self._words.get(text or "", ()), self._bearers.get(text or "", {})
        if len(meant) < 2 or len(bearers) < 2:
            return meant
        on = days_before(day, 1) if leaving else day
        ends = [end for end in bearers.values() if end > on]
        last = min(ends) if ends else max(bearers.values())
        return tuple(slug for slug in meant if bearers.get(slug, last) == last)

    def named(self, row: Adjustment, day: date) -> tuple[str, ...]:
        """The departments that a row names, each once; an unknown one is called as it is."""
        texts = (
            (row.department, leaves(row)),
            (row.old_department, True),
            (row.new_department, False),
        )
        return tuple(dict.fromkeys(
            slug for text, leaving in texts if text for slug in self.meant(text, day, leaving=leaving) or (text,)
        ))  # fmt: skip


def leaves(row: Adjustment) -> bool:
    """Whether what a row speaks of stood with its 部门 on the eve, and does not come to it."""
    return row.kind not in ("新增", "承接")
