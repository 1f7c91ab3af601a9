"""Shows problems, progress and results on a terminal, in a log, or to another program."""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from yangguang.build.gather import Gathered, positions
from yangguang.build.report import Advance
from yangguang.cli.commands import Format
from yangguang.model.messages import sentence, severity
from yangguang.model.messages.commands import say
from yangguang.model.problem import Lang, Problem, Severity

_GITLAB = {Severity.error: "major", Severity.warning: "minor", Severity.notice: "info"}
_MANY = 20
"""Warnings that may be read one by one."""


class Progress:
    """A report that shows a bar per stage on a terminal and plain lines elsewhere; it keeps the seconds of each stage."""

    def __init__(self, lang: Lang, *, quiet: bool = False) -> None:
        self.lang = lang
        self.quiet = quiet
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str, total: int = 0) -> Iterator[Advance]:
        """Opens a stage."""
        start = time.perf_counter()
        word = say(name, self.lang)
        if self.quiet or not total:
            yield lambda done: None
        elif sys.stderr.isatty():
            with click.progressbar(length=total, label=word, file=sys.stderr) as bar:
                yield bar.update
        else:
            click.echo(say("stage", self.lang, name=word, total=f"{total:,}"), err=True)
            yield lambda done: None
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start

    def timings(self) -> Iterator[str]:
        """A line per stage."""
        for name, seconds in self.seconds.items():
            yield say("seconds", self.lang, name=say(name, self.lang), seconds=f"{seconds:.2f}")


def listed(gathered: Gathered, form: Format, lang: Lang, *, notices: bool) -> list[str]:
    """Every problem in the form asked for; notices only where they are asked for, or where a machine reads."""
    problems = positions(gathered, notices=notices or form == "json")
    if form == "gitlab":
        return [json.dumps([_quality(gathered, p, lang) for p in problems], ensure_ascii=False, indent=1)]
    if form == "json":
        return [json.dumps([_record(gathered, p) for p in problems], ensure_ascii=False, indent=1)]
    tell = _annotation if form == "github" else line
    return [tell(gathered, problem, lang) for problem in problems]


def counted(gathered: Gathered, lang: Lang, *, notices: bool) -> list[str]:
    """How many problems there are, and of which rules: warnings of a long list, the rarest first, and notices not listed."""
    counts = Counter(severity(problem) for problem in gathered.found.grave)
    errors, warnings, rest = counts[Severity.error], counts[Severity.warning], sum(gathered.found.counted.values())
    if not (errors or warnings or rest):
        return []
    said = [say("counts", lang, errors=errors, warnings=warnings, notices=rest)]
    if warnings > _MANY:
        rules = Counter(p.rule for p in gathered.found.grave if severity(p) is Severity.warning)
        said.append(say("warnings_by_rule", lang, rules=_by_rule(sorted(rules.items(), key=lambda one: one[::-1]))))
    if rest and not notices:
        said.append(say("notices_by_rule", lang, rules=_by_rule(sorted(gathered.found.counted.items()))))
    return said


def line(gathered: Gathered, problem: Problem, lang: Lang) -> str:
    """``file:line:column: severity rule sentence``."""
    word = say(severity(problem).value, lang)
    place = f"{gathered.file(problem)}:{problem.line}:{problem.column}"
    return f"{place}: {word} {problem.rule} {sentence(problem, lang)}"


def _by_rule(counts: Iterable[tuple[str, int]]) -> str:
    return "，".join(f"{rule} × {count:,}" for rule, count in counts)


def _record(gathered: Gathered, problem: Problem) -> dict[str, object]:
    return {
        "file": gathered.file(problem),
        "line": problem.line,
        "column": problem.column,
        "rule": problem.rule,
        "severity": severity(problem).value,
        "where": list(problem.where),
        "zh": sentence(problem, "zh"),
        "en": sentence(problem, "en"),
    }


def _annotation(gathered: Gathered, problem: Problem, lang: Lang) -> str:
    """A workflow command by which a git host shows the problem at its line."""
    place = f"file={_property(gathered.file(problem))},line={problem.line},col={problem.column}"
    return f"::{severity(problem).value} {place},title={problem.rule}::{_escaped(sentence(problem, lang))}"


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _quality(gathered: Gathered, problem: Problem, lang: Lang) -> dict[str, object]:
    """An entry of GitLab's report on code quality, by which it shows the problem at its line."""
    file, text = gathered.file(problem), sentence(problem, lang)
    print_of = hashlib.sha256(f"{file}\0{problem.rule}\0{problem.where}\0{text}".encode()).hexdigest()
    place = {"path": file, "lines": {"begin": max(problem.line, 1)}}
    return {
        "description": text,
        "check_name": problem.rule,
        "fingerprint": print_of,
        "severity": _GITLAB[severity(problem)],
        "location": place,
    }
