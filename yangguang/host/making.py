"""One release in the making: everything built, region by region where the whole fails; verified, recorded, shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime

from yangguang.build.output import sync_all
from yangguang.build.spare import place, prepare
from yangguang.disk import locked
from yangguang.host import histories, releases
from yangguang.host.building import LATE, Built, Job, build, remembered
from yangguang.host.checkout import check_out_all, commits_of
from yangguang.host.checks import check
from yangguang.host.configuration import of_folder
from yangguang.host.disk import for_the_group, keep_json, sync_folder
from yangguang.host.git import BrokenRepository
from yangguang.host.log import note
from yangguang.host.places import Host
from yangguang.host.releases import Record
from yangguang.host.verify import unlike
from yangguang.host.wanted import Heads, Wanted

Clock = Callable[[], datetime]


class Trouble(Exception):
    """The machine or the program failed, not the content: the next round tries again."""

    def __init__(self, said: tuple[str, ...]) -> None:
        super().__init__("\n".join(said))
        self.said = said


def show(host: Host, clock: Clock, release: Record | None) -> None:
    """Points readers at a release, unless a rollback has chosen another one meanwhile."""
    with locked(host.switch_lock):
        chosen = releases.pinned(host) or (release.id if release else "")
        if not chosen or releases.record_of(host, chosen) is None:
            return
        before = releases.current(host)
        if before != chosen:
            releases.switch(host, chosen)
            note(host, clock(), "switched" if before else "opened", before=before, release=chosen)


class Making:
    """A release of what is wanted, in the making under the worker's ``lock``. ``doing`` is told every step before it is taken.

    ``verify``: no file is believed by its looks; so is what is made first on a new day.
    """

    def __init__(
        self, host: Host, want: Wanted, clock: Clock, doing: Callable[[str], None], lock: int, *, verify: bool
    ) -> None:
        self.host, self.want, self.clock, self.doing, self.lock = host, want, clock, doing, lock
        self.begun = clock()
        self.number = releases.next_number(host)
        self.last = releases.latest(host)
        self.verify = verify or (self.last is not None and self.last.as_of != want.as_of)
        self.cache = host.cache / "build"
        self.site = host.releases / f".tmp-{self._name(want.heads)}" / "site"
        self.tried: dict[frozenset[tuple[str, str]], Built] = {}
        """How each set of commits has come out."""

    def publish(self) -> None:
        """Builds and publishes, or tells what has failed. Raises Trouble, and OSError, where the machine is at fault."""
        self.site.parent.mkdir()
        heads = self._built()
        if heads is not None:
            release = self._release(heads)
            self.doing("spare")
            prepare(releases.folder_of(self.host, release), place(remembered(self.cache)))
            self._prime(heads)
        if heads == self.want.heads:
            self.host.failed.unlink(missing_ok=True)
        else:
            self._tell_failure(heads or {})

    def _name(self, heads: Heads) -> str:
        return f"{self.number:06}-{heads[self.host.regions[0]][:7]}"

    def _prime(self, heads: Heads) -> None:
        """Another engine remembers nothing, and another day may change what is true: everything is checked once, here,
        so that no editor waits for it."""
        if self.last is not None and (self.last.engine, self.last.as_of) != (self.want.engine, self.want.as_of):
            with locked(self.host.door_lock), for_the_group(self.host.group), suppress(BrokenRepository):
                check(self.host, heads, self.host.regions[0], date.fromisoformat(self.want.as_of))

    def _tell_failure(self, kept: Heads) -> None:
        broken = [region for region, commit in self.want.heads.items() if kept.get(region) != commit]
        said = next((built.said for built in reversed(self.tried.values()) if built.code), ())
        keep_json(self.host.failed, {"asked": self.want.asked, "regions": broken, "said": said})
        note(self.host, self.clock(), "failed", regions=broken, said=said)

    def _built(self) -> Heads | None:
        """Builds everything; where that fails, region by region onto the last good set. Returns what was built."""
        want, last = self.want, self.last
        if self._try(want.heads):
            return want.heads
        before = last.heads if last else {}
        good: Heads = {region: commit for region, commit in before.items() if region in want.heads}
        standing: Heads | None = None
        for trial in self._trials(good):
            heads = {**(standing or good), **trial}
            if self.host.regions[0] in heads and self._try(heads):
                standing = heads
        if standing is None and last and (want.as_of, want.engine) != (last.as_of, last.engine):
            standing = good if self._try(good) else None
        return standing

    def _trials(self, good: Heads) -> Iterator[Heads]:
        for region in self.host.regions:
            if self.want.heads.get(region, "") not in ("", good.get(region)):
                yield {region: self.want.heads[region]}

    def _try(self, heads: Heads) -> bool:
        key = frozenset(heads.items())
        if key not in self.tried:
            self.tried[key] = self._build(heads)
        return self.tried[key].code == 0

    def _build(self, heads: Heads) -> Built:
        """Checks the commits out and builds them. Raises Trouble where the machine is at fault."""
        self.doing("check out")
        try:
            folders, commits = check_out_all(self.host, heads, self.host.cache / "trees")
        except BrokenRepository as broken:
            return Built(1, (f"git: {broken}",))
        after = releases.folder_of(self.host, self.last.id) if self.last else None
        chosen = of_folder(folders[0])
        job = Job(folders, commits, chosen, self.want.as_of, self.site, self.cache, after, self.verify)
        self.doing("histories")
        there = {one.region: (one.commit, folder) for one, folder in zip(commits, folders, strict=True)}
        histories.refresh(self.host, there, job.home)
        self.doing("build")
        built = build(self.host, job, self.lock)
        if built.code not in (0, 1, LATE):
            raise Trouble(built.said)
        return built

    def _release(self, heads: Heads) -> str:
        """Verify, lend, write out, record, rename, switch: each step leaves something that the next start can end."""
        self.doing("verify")
        last = self.last if not self.verify else None
        wrong = unlike(self.site, releases.folder_of(self.host, last.id) if last else None)
        if wrong:
            raise Trouble((f"manifest: {', '.join(wrong[:10])}",))
        self.doing("lend")
        releases.lend(self.host, self.site)
        self.doing("sync")
        sync_all(self.host.releases)
        record = self._record(heads)
        self.doing("record")
        releases.save(self.host, record)
        self.doing("rename")
        self.site.rename(releases.folder_of(self.host, record.id))
        sync_folder(self.host.releases)
        self.doing("switch")
        show(self.host, self.clock, record)
        self.doing("log")
        note(self.host, self.clock(), "published", release=record.id, seconds=record.seconds, commits=record.heads)
        return record.id

    def _record(self, heads: Heads) -> Record:
        said, now = releases.version(self.site), self.clock()
        return Record(
            id=self._name(heads), made=now.isoformat(timespec="seconds"),
            seconds=round((now - self.begun).total_seconds(), 2), as_of=self.want.as_of, engine=self.want.engine,
            program=said["engine"], commits=commits_of(self.host, heads), files=said["files"], powers=said["powers"],
            services=said["services"], manifest_sha256=said["manifest_sha256"],
        )  # fmt: skip
