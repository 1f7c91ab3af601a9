"""What is public, what was pushed and is not public yet, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from yangguang.host import releases
from yangguang.host.disk import get_json, keep_json, taken
from yangguang.host.git import commit_of
from yangguang.host.log import last
from yangguang.host.places import MAIN, Host
from yangguang.host.wanted import wanted
from yangguang.model.finding import Finding, finding

STEPS = ("check out", "build", "previews")
"""Those that take long enough to be told."""


def note_step(host: Host, step: str) -> None:
    """Writes down what the worker does now, for :func:`status`."""
    if step in STEPS:
        keep_json(host.doing, {"step": step})


def status(host: Host, moment: datetime) -> Iterator[Finding]:
    """The state of the host, line by line."""
    now = releases.record_of(host, releases.current(host)) if releases.current(host) else None
    if now is None:
        yield finding("status_none")
    else:
        yield finding("status_current", release=now.id, as_of=now.as_of, powers=f"{now.powers:,}",
                      services=f"{now.services:,}")  # fmt: skip
        for one in now.commits:
            yield finding("status_commit", region=one.region, commit=one.commit[:12], authored=one.authored)
    if pin := releases.pinned(host):
        yield finding("status_pinned", release=pin)
    waiting = list(_waiting(host, now.heads if now else {}))
    yield from waiting
    yield from standstill(host, moment)
    if waiting or not wanted(host, moment).is_in(releases.latest(host)):
        yield from _trouble(host)
    step = get_json(host.doing).get("step")
    if step in STEPS and taken(host.lock):
        yield finding(f"working_{step}")


def standstill(host: Host, moment: datetime) -> Iterator[Finding]:
    """Why the content that is public, all that there is, cannot be made anew for today or by the program of an upgrade."""
    want, last, failed = wanted(host, moment), releases.latest(host), get_json(host.failed)
    if failed.get("asked") == want.asked and last is not None and last.heads == want.heads and not want.is_in(last):
        yield finding("status_stands", as_of=want.as_of)
        yield from (finding("said", line=line) for line in failed.get("said", ()))


def _waiting(host: Host, public: dict[str, str]) -> Iterator[Finding]:
    failed = get_json(host.failed)
    asked = failed.get("asked", {}).get("heads", {})
    for region in host.regions:
        commit = commit_of(host.repository(region), MAIN)
        if not commit and region in public:
            yield finding("no_main", region=region, folder=host.repository(region))
        if not commit or commit == public.get(region):
            continue
        if region in failed.get("regions", ()) and asked.get(region) == commit:
            yield finding("status_failed", region=region, commit=commit[:12])
            yield from (finding("said", line=line) for line in failed.get("said", ()))
        else:
            yield finding("status_waits", region=region, commit=commit[:12])


def _trouble(host: Host) -> Iterator[Finding]:
    """What kept the last round of work from its end, where that was not the content."""
    rounds = [one for one in last(host, 200) if one["what"] in ("trouble", "failed", "published")]
    if rounds and rounds[-1]["what"] == "trouble":
        yield finding("status_trouble", time=rounds[-1]["time"])
        yield from (finding("said", line=line) for line in rounds[-1]["said"])
