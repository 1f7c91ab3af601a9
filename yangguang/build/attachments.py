"""Attachments pass the privacy gate: each is opened once, and again only where its bytes have changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from yangguang.build.cache import digest, load, save
from yangguang.build.source import Looks, Source
from yangguang.check.attached.gate import check_attachment
from yangguang.check.attached.reader import Reader
from yangguang.check.private import ENDINGS
from yangguang.model.content import RegionContent
from yangguang.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Looked:
    """One attachment as it was looked through; findings hold masked values and salted hashes only."""

    stat: Looks | None
    sha256: str
    problems: tuple[Problem, ...]


def attachments(sources: Mapping[str, Source], contents: Mapping[str, RegionContent], store: Path) -> list[Problem]:
    """What stands in the attachments of every region that must not be published."""
    found = []
    with Reader() as reader:
        for slug, content in contents.items():
            files = [file for file in content.files if not file.lower().endswith(ENDINGS)]
            if files:
                looked = _region(sources[slug], content, files, store / "attachments" / f"{slug}.json", reader)
                found += [replace(problem, region=slug) for one in looked for problem in one.problems]
    return found


def _region(source: Source, content: RegionContent, files: list[str], table: Path, reader: Reader) -> list[Looked]:
    key = digest(repr(content.exemptions))
    before = load(dict[str, Looked], table, key) or {}
    looked = {file: _look(source, content, file, before.get(file), reader) for file in files}
    if looked != before:
        save(dict[str, Looked], table, key, looked)
    return list(looked.values())


def _look(source: Source, content: RegionContent, file: str, before: Looked | None, reader: Reader) -> Looked:
    stat = source.stat(file)
    if before and stat and before.stat == stat:
        return before
    body = source.read(file)
    total = digest(body)
    if before and before.sha256 == total:
        return replace(before, stat=stat)
    return Looked(stat, total, tuple(check_attachment(body, file, content.exemptions, reader)))
