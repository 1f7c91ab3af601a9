"""The door: looks at a push before anything of it counts, and answers in words. Nothing broken gets past it."""

from __future__ import annotations

import os
import re
import select
from collections.abc import Callable, Container, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from yangguang.disk import locked
from yangguang.host import releases
from yangguang.host.access import forbidden, pusher
from yangguang.host.configuration import FILE, chosen
from yangguang.host.disk import taken
from yangguang.host.git import EMPTY_TREE, NOTHING, BrokenRepository, base_of, changed, commit_of, files_of, git, tree
from yangguang.host.log import note
from yangguang.host.places import MAIN, Host
from yangguang.host.push import BRANCH, DRY_RUN, PREVIEW, Update, can_be_previewed
from yangguang.host.trees import faults, passing_faults
from yangguang.host.verdict import MOST, verdict
from yangguang.host.wanted import wanted
from yangguang.model.finding import Finding, Refused, finding, first
from yangguang.yamlio import read_yaml

REGION = "content/region.yml"
SHOWN = 3
"""Deleted files that are named; of others the number is told."""
_ITEM = re.compile(r"content/(?:.*/)?powers/[^/]+/[^/]+\.yml")
_PAGE = re.compile(r"content/(?:.*/)?(?:departments/[^/]+\.yml|events/\d+/[^/]+\.yml|disclosures/\d+/[^/]+\.md)")
"""Files whose name is the address of their page."""
LONGEST_PUSH = 120
"""Seconds after which the door no longer waits for git to end a push that it has let through."""
Tell = Callable[[Finding], None]


@dataclass(frozen=True, slots=True)
class Push:
    """Everything known of a push: to which region, which refs, what was asked, by whom, when."""

    region: str
    updates: tuple[Update, ...]
    asked: tuple[str, ...]
    environment: Mapping[str, str]
    user: int
    moment: datetime


def answer(host: Host, push: Push, tell: Tell) -> bool:
    """Whether the push may pass; every reason why not is told. Pushes are looked at one after the other."""
    if taken(host.door_lock):
        tell(finding("door_waits"))
    with locked(host.door_lock) as lock:
        who = pusher(host, push.environment, push.user)
        try:
            refused = _Look(host, push, who, tell).faults()
        except BrokenRepository as broken:
            refused = [finding("damaged_push", why=str(broken))]
        except Refused as why:
            refused = [why.finding]
        for one in refused:
            tell(one)
        dry = DRY_RUN in push.asked
        if dry and not refused:
            tell(finding("dry_run_sound"))
        passed = not refused and not dry
        refs = [[one.ref, one.old[:12], one.new[:12]] for one in push.updates]
        note(host, push.moment, "push", region=push.region, who=who, refs=refs, passed=passed, asked=push.asked)
        if passed:
            if PREVIEW in push.asked:
                _note_wishes(host, push, tell)
            else:
                _say_what_is_only_kept(push, tell)
            _hold_until_git_is_done(lock)
    return passed


def _note_wishes(host: Host, push: Push, tell: Tell) -> None:
    from yangguang.host.previews import wish  # and all that builds; most pushes do without

    for update in push.updates:
        if not update.gone:
            wish(host, push.region, update.branch)
            tell(finding("preview_at", region=push.region, branch=update.branch))


def _say_what_is_only_kept(push: Push, tell: Tell) -> None:
    """Who pushes to a branch of another name than main, with git's old ``master`` for one, would wait for it to be public."""
    for update in push.updates:
        if not (update.main or update.gone):
            tell(finding("only_kept", branch=update.branch))


class _Look:
    """A look at a push: what refuses it; what else there is to say of its content is told."""

    def __init__(self, host: Host, push: Push, who: str, tell: Tell) -> None:
        self.host, self.push, self.who, self.tell = host, push, who, tell
        self.repository = host.repository(push.region)

    def faults(self) -> list[Finding]:
        """Every reason why the push may not pass, as far as somebody would read them."""
        push = self.push
        if push.region not in self.host.regions:
            return [finding("not_published", region=push.region, file=self.host.root / "host.yml")]
        found = [finding("option", name=name) for name in push.asked if name not in (DRY_RUN, PREVIEW)]
        found += [one for update in push.updates for one in self._of_the_ref(update)]
        if found:
            return first(found, MOST, "more")  # who hears no end of it keeps the door shut for all others
        for update in push.updates:
            if not update.gone and (found := self._of_the_tree(update) or self._of_the_content(update)):
                return found
        return []

    def _of_the_ref(self, update: Update) -> list[Finding]:
        """What refs may be pushed, and whether somebody else was quicker."""
        if not update.ref.startswith(BRANCH):
            return [finding("only_branches", ref=update.ref)]
        now = commit_of(self.repository, update.ref)
        if now != ("" if update.old == NOTHING else update.old):
            return [finding("too_late", ref=update.branch)]
        if update.main and update.gone:
            return [finding("main_stays")]
        if now and not update.gone and base_of(self.repository, now, update.new) != now:
            return [finding("not_on_top") if update.main else finding("not_on_branch", branch=update.branch)]
        if PREVIEW in self.push.asked and update.main:
            return [finding("preview_of_main")]
        if PREVIEW in self.push.asked and not can_be_previewed(update.branch):
            return [finding("preview_name", ref=update.branch)]
        return []

    def _of_the_tree(self, update: Update) -> list[Finding]:
        """What no commit may bring, and what this person may not change."""
        found = [*faults(tree(self.repository, update.new)), *passing_faults(self.repository, update.new)]
        if found:
            return first(list({(one.key, one.values["file"]): one for one in found}.values()), MOST, "more")
        touched = changed(self.repository, self._left_main(update), update.new)
        found = forbidden(self.host, self.push.region, self.who, touched)
        if found:
            return [*first(found, MOST, "more"), *([finding("take_back")] if commit_of(self.repository, MAIN) else [])]
        body = self._file(update, FILE)
        return chosen(body)[1] if body is not None else []

    def _of_the_content(self, update: Update) -> list[Finding]:
        """The program's own checks; a branch that is neither published nor previewed may be unfinished."""
        host, push = self.host, self.push
        if not update.main and not {PREVIEW, DRY_RUN} & set(push.asked):
            return []
        want = wanted(host, push.moment)
        last = releases.latest(host)
        heads = {**(last.heads if last else {}), push.region: update.new}
        if host.regions[0] not in heads:
            main = want.heads.get(host.regions[0])
            if main is None:
                return [finding("main_first", region=host.regions[0])]
            heads[host.regions[0]] = main
        files = files_of(self.repository, update.new)
        if not any(path.startswith("content/") for path in files):
            return [finding("no_content_pushed")]
        before = commit_of(self.repository, update.ref) or self._left_main(update)
        touched = changed(self.repository, before, update.new)
        if REGION in touched and (slug := self._slug(update)) != push.region:
            return [finding("other_region", file=REGION, slug=slug, region=push.region)]
        lasting = DRY_RUN not in push.asked
        found = verdict(host, heads, push.region, want.as_of, frozenset(touched), lasting=lasting)
        for one in found.told:
            self.tell(one)
        pages = [path for path in touched if path not in files and _PAGE.fullmatch(path)]
        for key, gone in (("items_gone", _items_gone(touched, files)), ("pages_gone", pages)):
            if gone:
                more = "…" if len(gone) > SHOWN else ""
                self.tell(finding(key, files="、".join(gone[:SHOWN]) + more, count=len(gone), before=before[:12]))
        if not found.errors:
            return []
        anew = [finding("commit_anew")] if found.private and commit_of(self.repository, MAIN) else []
        return [finding("content_refused", errors=found.errors), *anew]

    def _left_main(self, update: Update) -> str:
        """The commit of main that this is built on; the empty tree where there is none."""
        main = commit_of(self.repository, MAIN)
        return base_of(self.repository, main, update.new) if main else EMPTY_TREE

    def _slug(self, update: Update) -> str:
        """The 网址标识 of the region that is pushed; where none can be read, which the checks tell, the one that is expected."""
        body = self._file(update, REGION)
        said = read_yaml(body, REGION)[0] if body is not None else None
        slug = said.get("网址标识") if isinstance(said, dict) else None
        return slug if isinstance(slug, str) and slug else self.push.region

    def _file(self, update: Update, path: str) -> bytes | None:
        """The bytes of a file that is pushed."""
        entry = files_of(self.repository, update.new).get(path)
        return git(self.repository, "cat-file", "blob", entry.blob) if entry else None


def _items_gone(touched: Iterable[str], files: Container[str]) -> list[str]:
    """Files of items that the push deletes, and does not move to another department."""
    gone = [path for path in touched if path not in files and _ITEM.fullmatch(path)]
    if not gone:
        return []
    here = {PurePosixPath(path).name for path in touched if path in files}
    return [path for path in gone if PurePosixPath(path).name not in here]


def _hold_until_git_is_done(lock: int) -> None:
    """Leaves a process behind that holds the lock until git, which started this hook, has moved the refs.

    Otherwise the next push would be looked at against a state that is about to change, and its loser be told by git
    itself, in words that nobody understands.
    """
    with suppress(OSError, AttributeError):
        git_process = os.pidfd_open(os.getppid())
        if os.fork():
            os.close(git_process)
            return
        try:
            _let_go({lock, git_process})
            select.select([git_process], [], [], LONGEST_PUSH)
        finally:
            os._exit(0)


def _let_go(kept: set[int]) -> None:
    """Closes everything else: git waits until nobody can speak to the editor any more."""
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208  (a list of numbers, not of files)
        if int(name) not in kept:
            with suppress(OSError):
                os.close(int(name))
