"""What build, check and serve do once there is something to do."""

from __future__ import annotations

import cProfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import click

from yangguang.build import unchanged
from yangguang.build.gather import Gathered
from yangguang.build.request import Request, Settings
from yangguang.cli.basics import MISTAKE, MISUSE
from yangguang.cli.commands import View
from yangguang.cli.console import Progress, counted, listed
from yangguang.cli.listening import why_not
from yangguang.cli.misuse import Misuse
from yangguang.model.messages.commands import say
from yangguang.model.problem import Lang
from yangguang.model.release import Release
from yangguang.plugin import run


def build(settings: Settings, view: View, seen: unchanged.Inputs | None = None) -> int:
    """Builds, shows what was found, and returns the exit code; ``seen`` is a look at what is read, just taken."""
    progress = Progress(view.lang, quiet=view.form != "text")
    with _profiled(view.profile):
        outcome = run(settings, progress, seen=seen)
    with _after_publishing(view.lang) if outcome.published else nullcontext():
        _tell(outcome.said)
        told = show(outcome.gathered, view)
        _timings(progress, view)
        if outcome.misconfigured:
            return MISUSE
        if outcome.published is None:
            _tell([say(_halted_by(outcome.gathered, settings.strict), view.lang)])
            return MISTAKE
        done = _published(outcome.site, outcome.published.release, view)
        if view.form == "text":
            click.echo(done)
        # A site that follows another one stands at a place of its own, where nothing is built again.
        # What MkDocs warns of is found anew each time.
        if outcome.inputs and outcome.cache and settings.after is None and not outcome.said:
            commit = _commit(outcome.request, outcome.gathered)
            asked = unchanged.asked_of(settings, view.lang)
            unchanged.remember(outcome.cache, asked, outcome.inputs, commit, outcome.site, (*told, done))
    return 0


def _commit(request: Request | None, gathered: Gathered | None) -> tuple[tuple[Path, ...], str]:
    """The folders of which git was asked, and the newest commit that was built."""
    folders = request.repositories() if request else ()
    commit = gathered.commit if gathered else None
    return folders, commit.id if commit and folders else ""


@contextmanager
def _after_publishing(lang: Lang) -> Iterator[None]:
    """What can no longer be written is no fault of the site, which stands already."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        file = error.filename or say("output_itself", lang)
        _tell([say("unsaid", lang, file=file, why=error.strerror or str(error))])
        raise click.exceptions.Exit(MISUSE) from None


@contextmanager
def _profiled(file: Path | None) -> Iterator[None]:
    """Writes a profile of this process for pstats and the like; with ``--workers 1`` it holds everything."""
    if file is None:
        yield
        return
    profile = cProfile.Profile()
    profile.enable()
    try:
        yield
    finally:
        profile.disable()
        profile.dump_stats(file)


def check(settings: Settings, view: View) -> int:
    """Reads and checks, shows what was found, and returns the exit code."""
    progress = Progress(view.lang, quiet=view.form != "text")
    outcome = run(settings, progress)
    _tell(outcome.said)
    _timings(progress, view)
    if outcome.gathered is None:
        return MISUSE
    gathered = outcome.gathered
    show(gathered, view)
    if gathered.failed or (settings.strict and gathered.warned):
        return MISTAKE
    if view.form == "text":
        items = sum(len(chunk.items) for chunk in gathered.links.chunks) if gathered.links else 0
        click.echo(say("sound", view.lang, items=f"{items:,}"))
    return 0


def serve(settings: Settings, view: View) -> int:
    """Runs the live preview until it is stopped."""
    if why := why_not(settings, view.lang):
        _tell([why])
        return MISUSE
    outcome = run(settings, Progress(view.lang))
    _tell(outcome.said)
    if not outcome.said:
        return 0
    return MISUSE if outcome.misconfigured else MISTAKE


def read(settings: Settings, lang: Lang) -> Gathered:
    """The content for a verb, mistakes and all; the verb ends here where the configuration is wrong."""
    outcome = run(settings, Progress(lang, quiet=True))
    if outcome.gathered is None:
        raise Misuse("\n".join(outcome.said))
    return outcome.gathered


def sound(context: click.Context, settings: Settings, lang: Lang) -> Gathered:
    """The content for a verb that makes something of it; the verb ends here, all reasons told, where it has errors."""
    gathered = read(settings, lang)
    if gathered.failed or gathered.links is None:
        show(gathered, View(lang))
        context.exit(MISTAKE)
    return gathered


def show(gathered: Gathered | None, view: View) -> tuple[str, ...]:
    """Problems to the output, where machines read them too; counts beside it. Returns what was said."""
    if gathered is None:
        return ()
    problems = listed(gathered, view.form, view.lang, notices=view.notices)
    counts = counted(gathered, view.lang, notices=view.notices) if view.form == "text" else []
    for text in problems:
        click.echo(text)
    _tell(counts)
    return (*problems, *counts)


def _tell(texts: Iterable[str]) -> None:
    for text in texts:
        click.echo(text, err=True)


def _timings(progress: Progress, view: View) -> None:
    if view.timings:
        _tell(progress.timings())


def _published(site: str, release: Release, view: View) -> str:
    return say("published", view.lang, site=site, powers=f"{release.powers:,}", as_of=release.day or "?",
               services=f"{release.services:,}", files=f"{release.files:,}")  # fmt: skip


def _halted_by(gathered: Gathered | None, strict: bool) -> str:
    """Which saying tells why nothing was published."""
    if gathered is not None and gathered.failed:
        return "unpublished"
    return "strict" if strict and gathered is not None and gathered.warned else "halted"
