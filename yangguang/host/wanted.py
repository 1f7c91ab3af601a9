"""What the public site should be made of: every region's newest commit, today, this very program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from yangguang.build.engine import engine_mark
from yangguang.history.git import CHINA
from yangguang.host import releases
from yangguang.host.git import commit_of
from yangguang.host.places import MAIN, Host

Heads = Mapping[str, str]
"""Region → commit."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the public site should be made of."""

    heads: Heads
    as_of: str
    engine: str

    @property
    def asked(self) -> dict[str, object]:
        """As it is written down."""
        return {"heads": dict(self.heads), "as_of": self.as_of, "engine": self.engine}

    def is_in(self, release: releases.Record | None) -> bool:
        """Whether a release is made of just this."""
        made_of = (release.heads, release.as_of, release.engine) if release else None
        return made_of == (self.heads, self.as_of, self.engine)


def wanted(host: Host, moment: datetime) -> Wanted:
    """The newest commit of every repository, today in China (never before the last release), this very program.

    A region of which git tells none, though it was published, is damaged, since no door lets main go: it stays as it was.
    """
    last = releases.latest(host)
    before = last.heads if last else {}
    found = ((region, commit_of(host.repository(region), MAIN) or before.get(region)) for region in host.regions)
    heads = {region: commit for region, commit in found if commit}
    today = moment.astimezone(CHINA).date().isoformat()
    return Wanted(heads, max(today, last.as_of if last else ""), engine_mark())
