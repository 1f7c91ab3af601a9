"""Previews: a site for each branch that somebody wished to see, beside the published one and never in its place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from yangguang.build.output import leave, sync_all
from yangguang.disk import locked
from yangguang.host import releases
from yangguang.host.building import LATE, Built, Job, build
from yangguang.host.checkout import check_out_all
from yangguang.host.configuration import of_folder
from yangguang.host.disk import get_json, keep_json
from yangguang.host.git import BrokenRepository, commit_of
from yangguang.host.log import note
from yangguang.host.places import Host
from yangguang.host.push import BRANCH, can_be_previewed
from yangguang.model.finding import Refused

WISHES = ".wishes"
"""Below previews/: an empty file for each branch that somebody wished to see."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A branch that somebody wished to see; ``built`` is the commit that its site shows, or nothing yet."""

    region: str
    branch: str
    built: str = ""

    @property
    def name(self) -> str:
        """The name of its folder below previews/."""
        return f"{self.region}/{self.branch}"


def wish(host: Host, region: str, branch: str) -> None:
    """Notes that a branch is to be shown; the worker does it."""
    file = _wish(host, region, branch)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()


def ask(host: Host, region: str, branch: str) -> None:
    """The same for an operator. Raises Refused where there is no such branch, or its name can stand in no address."""
    if region not in host.regions or not commit_of(host.repository(region), BRANCH + branch):
        raise Refused("no_branch", region=region, branch=branch)
    if not can_be_previewed(branch):
        raise Refused("unaddressable", branch=branch)
    wish(host, region, branch)


def _wish(host: Host, region: str, branch: str) -> Path:
    return host.previews / WISHES / region / branch


def listed(host: Host) -> list[Preview]:
    """Every branch that somebody wished to see."""
    shown = get_json(host.previewed)
    wishes = sorted((host.previews / WISHES).glob("*/*"))
    # A wish that is fulfilled or gone is removed: where a link leads, which a member of the group may have made, nothing is.
    found = (Preview(file.parent.name, file.name) for file in wishes if file.is_file() and not file.parent.is_symlink())
    return [Preview(one.region, one.branch, str(shown.get(one.name, ""))) for one in found]


def refresh(host: Host, clock: Callable[[], datetime], as_of: str, lock: int) -> None:
    """Builds what changed, removes what has gone; the caller holds the worker's lock. Failures are noted, no more."""
    shown = get_json(host.previewed)
    for one in listed(host):
        commit = commit_of(host.repository(one.region), BRANCH + one.branch)
        if not commit or one.region not in host.regions:
            _remove(host, one)
            shown.pop(one.name, None)
        elif shown.get(one.name) != commit:
            built = _build(host, one, commit, as_of, lock)
            if built.code in (0, 1, LATE):  # else it is the machine's fault, and tried again
                shown[one.name] = commit
            what = "previewed" if built.code == 0 else "preview_failed"
            note(host, clock(), what, region=one.region, branch=one.branch, commit=commit, said=built.said)
    if shown != get_json(host.previewed):
        sync_all(host.previews)  # what is noted as shown is not built again
        keep_json(host.previewed, shown)


def _build(host: Host, one: Preview, commit: str, as_of: str, lock: int) -> Built:
    last = releases.latest(host)
    heads = {**(last.heads if last else {}), one.region: commit}
    if host.regions[0] not in heads:
        return Built(1, ())
    cache = host.cache / "previews"
    try:
        folders, commits = check_out_all(host, heads, cache / "trees")
    except BrokenRepository as broken:
        return Built(1, (f"git: {broken}",))
    site = host.previews / one.region / one.branch
    site.parent.mkdir(parents=True, exist_ok=True)
    return build(host, Job(folders, commits, of_folder(folders[0]), as_of, site, cache), lock)


def remove(host: Host, region: str, branch: str) -> int:
    """Takes away a preview, or all without a region, and the wish to see it; answers how many. Raises Refused for none."""
    with locked(host.lock):
        going = [one for one in listed(host) if not region or (one.region, one.branch) == (region, branch)]
        if region and not going:
            raise Refused("no_preview", region=region, branch=branch)
        shown = get_json(host.previewed)
        for one in going:
            _remove(host, one)
            shown.pop(one.name, None)
        keep_json(host.previewed, shown)
    return len(going)


def _remove(host: Host, one: Preview) -> None:
    _wish(host, one.region, one.branch).unlink(missing_ok=True)
    site = host.previews / one.region / one.branch
    shutil.rmtree(site, ignore_errors=True)
    leave(site)


def show(host: Host, clock: Callable[[], datetime], as_of: str) -> None:
    """The same for an operator who asks by hand."""
    with locked(host.lock) as lock:
        refresh(host, clock, as_of, lock)
