"""Brings what is public in step with what was pushed. Killed at any step and started again, it ends right.

The order of the steps is what makes that true: nothing that readers see is touched before a whole, verified release is
on the disk, and what they see then changes by the replacement of one symbolic link.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from yangguang.build.output import sync_all
from yangguang.build.spare import place, prepare
from yangguang.disk import locked
from yangguang.host import histories, previews, releases
from yangguang.host.building import LATE, Built, Job, build, remembered
from yangguang.host.checkout import check_out_all, commits_of
from yangguang.host.checks import check
from yangguang.host.configuration import of_folder
from yangguang.host.disk import for_the_group, get_json, put_json, sync_folder
from yangguang.host.git import BrokenRepository
from yangguang.host.log import note
from yangguang.host.places import Host
from yangguang.host.releases import Record
from yangguang.host.verify import unlike
from yangguang.host.wanted import Heads, Wanted, wanted
from yangguang.model.release import RegionCommit

Clock = Callable[[], datetime]


class Trouble(Exception):
    """The machine or the program failed, not the content: the next round tries again."""

    def __init__(self, said: tuple[str, ...]) -> None:
        super().__init__("\n".join(said))
        self.said = said


class Worker:
    """One round of work, under the worker's lock. ``doing`` is told every step before it is taken."""

    def __init__(self, host: Host, clock: Clock, doing: Callable[[str], None] = lambda step: None) -> None:
        self.host, self.clock, self.doing = host, clock, doing
        self.lock = -1
        self.tried: dict[frozenset[tuple[str, str]], Built] = {}
        self.verify = False

    def round(self, *, again: bool = False, verify: bool = False) -> bool:
        """Publishes what is to be published, until nothing is; whether all went well.

        ``again``: what failed before is tried once more, though nothing has changed. ``verify``: what is public is made
        once more, and no file is believed by its looks; so is what is made first on a new day.
        """
        with locked(self.host.lock) as self.lock:
            self.doing("tidy")
            self._tidy()
            while (want := self._open_work(again=again or verify, anew=verify)) is not None:
                try:
                    self._publish(want, verify=verify)
                except Trouble as trouble:
                    note(self.host, self.clock(), "trouble", said=trouble.said)
                    return False
                except OSError as error:
                    note(self.host, self.clock(), "trouble", said=[f"{error.filename or ''}: {error.strerror}"])
                    raise
                finally:
                    releases.sweep(self.host, ".tmp-*")
                again = verify = False
            self.doing("previews")
            previews.refresh(self.host, self.clock, wanted(self.host, self.clock()).as_of, self.lock)
            return True

    def _tidy(self) -> None:
        """Ends what a killed worker began, and gives readers a release where they have none."""
        releases.sweep(self.host, ".tmp-*")
        releases.sweep_records(self.host)
        if not releases.current(self.host):
            self._show(releases.latest(self.host))

    def _open_work(self, *, again: bool, anew: bool) -> Wanted | None:
        """What is to be built, or nothing; a release that is there already is shown, but where it is wanted ``anew``."""
        if releases.pinned(self.host):
            self._show(None)
            return None
        want = wanted(self.host, self.clock())
        if self.host.regions[0] not in want.heads:
            return None
        last = releases.latest(self.host)
        if not anew and want.is_in(last):
            self._show(last)
            return None
        failed = get_json(self.host.failed)
        if failed.get("asked") == want.asked and not again:
            self._show(last)
            return None
        return want

    def _show(self, release: Record | None) -> None:
        """Points readers at a release, unless a rollback has chosen another one meanwhile."""
        with locked(self.host.switch_lock):
            chosen_one = releases.pinned(self.host) or (release.id if release else "")
            if not chosen_one or releases.record_of(self.host, chosen_one) is None:
                return
            before = releases.current(self.host)
            if before != chosen_one:
                releases.switch(self.host, chosen_one)
                note(self.host, self.clock(), "switched" if before else "opened", before=before, release=chosen_one)

    @property
    def _cache(self) -> Path:
        return self.host.cache / "build"

    def _publish(self, want: Wanted, *, verify: bool) -> None:
        begun = self.clock()
        self.tried = {}
        number = releases.next_number(self.host)
        tmp = self.host.releases / f".tmp-{number:06}-{want.heads[self.host.regions[0]][:7]}"
        tmp.mkdir()
        last = releases.latest(self.host)
        self.verify = verify or (last is not None and last.as_of != want.as_of)
        heads = self._built(want, last, tmp / "site")
        if heads is not None:
            commits = commits_of(self.host, heads)
            release = self._release(want, commits, number, tmp / "site", last, begun)
            self.doing("spare")
            prepare(releases.folder_of(self.host, release), place(remembered(self._cache)))
            self._prime(heads, want, last)
        if heads == want.heads:
            self.host.failed.unlink(missing_ok=True)
            return
        self._tell_failure(want, heads)

    def _prime(self, heads: Heads, want: Wanted, last: Record | None) -> None:
        """Another engine remembers nothing, and another day may change what is true: everything is checked once, here,
        so that no editor waits for it."""
        if last is not None and (last.engine, last.as_of) != (want.engine, want.as_of):
            with locked(self.host.door_lock), for_the_group(self.host.group), suppress(BrokenRepository):
                check(self.host, heads, self.host.regions[0], date.fromisoformat(want.as_of))

    def _tell_failure(self, want: Wanted, heads: Heads | None) -> None:
        kept = heads or {}
        broken = [region for region, commit in want.heads.items() if kept.get(region) != commit]
        said = next((built.said for built in reversed(self.tried.values()) if built.code), ())
        put_json(self.host.failed, {"asked": want.asked, "regions": broken, "said": said})
        note(self.host, self.clock(), "failed", regions=broken, said=said)

    def _built(self, want: Wanted, last: Record | None, site: Path) -> Heads | None:
        """Builds everything; where that fails, region by region onto the last good set. Returns what was built."""
        if self._try(want.heads, want, last, site):
            return want.heads
        before = last.heads if last else {}
        good: Heads = {region: commit for region, commit in before.items() if region in want.heads}
        standing: Heads | None = None
        for trial in self._trials(want, good):
            heads = {**(standing or good), **trial}
            if self.host.regions[0] in heads and self._try(heads, want, last, site):
                standing = heads
        if standing is None and last and (want.as_of, want.engine) != (last.as_of, last.engine):
            standing = good if self._try(good, want, last, site) else None
        return standing

    def _trials(self, want: Wanted, good: Heads) -> Iterator[Heads]:
        for region in self.host.regions:
            if want.heads.get(region, "") not in ("", good.get(region)):
                yield {region: want.heads[region]}

    def _try(self, heads: Heads, want: Wanted, last: Record | None, site: Path) -> bool:
        key = frozenset(heads.items())
        if key not in self.tried:
            self.tried[key] = self._build(heads, want, last, site)
        return self.tried[key].code == 0

    def _build(self, heads: Heads, want: Wanted, last: Record | None, site: Path) -> Built:
        """Checks the commits out and builds them. Raises Trouble where the machine is at fault."""
        self.doing("check out")
        try:
            folders, commits = check_out_all(self.host, heads, self.host.cache / "trees")
        except BrokenRepository as broken:
            return Built(1, (f"git: {broken}",))
        after = releases.folder_of(self.host, last.id) if last else None
        job = Job(folders, commits, of_folder(folders[0]), want.as_of, site, self._cache, after, self.verify)
        self.doing("histories")
        there = {one.region: (one.commit, folder) for one, folder in zip(commits, folders, strict=True)}
        histories.refresh(self.host, there, job.home)
        self.doing("build")
        built = build(self.host, job, self.lock)
        if built.code not in (0, 1, LATE):
            raise Trouble(built.said)
        return built

    def _release(
        self,
        want: Wanted,
        commits: tuple[RegionCommit, ...],
        number: int,
        site: Path,
        last: Record | None,
        begun: datetime,
    ) -> str:
        """Verify, lend, write out, record, rename, switch: each step leaves something that the next start can end."""
        self.doing("verify")
        wrong = unlike(site, releases.folder_of(self.host, last.id) if last and not self.verify else None)
        if wrong:
            raise Trouble((f"manifest: {', '.join(wrong[:10])}",))
        self.doing("lend")
        releases.lend(self.host, site)
        self.doing("sync")
        sync_all(self.host.releases)
        record = self._record(want, commits, number, site, begun)
        self.doing("record")
        releases.save(self.host, record)
        self.doing("rename")
        site.rename(releases.folder_of(self.host, record.id))
        sync_folder(self.host.releases)
        self.doing("switch")
        self._show(record)
        self.doing("log")
        note(self.host, self.clock(), "published", release=record.id, seconds=record.seconds, commits=record.heads)
        return record.id

    def _record(
        self, want: Wanted, commits: tuple[RegionCommit, ...], number: int, site: Path, begun: datetime
    ) -> Record:
        said = releases.version(site)
        now = self.clock()
        return Record(
            id=f"{number:06}-{commits[0].commit[:7]}", made=now.isoformat(timespec="seconds"),
            seconds=round((now - begun).total_seconds(), 2), as_of=want.as_of, engine=want.engine, program=said["engine"],
            commits=commits, files=said["files"], powers=said["powers"], services=said["services"],
            manifest_sha256=said["manifest_sha256"],
        )  # fmt: skip
