"""Files of a region: those that nothing reads, and attachments that are missing, astray or of a refused kind."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping

from yangguang.check.paths import check_path
from yangguang.check.whole import Whole
from yangguang.model.content import RegionContent
from yangguang.model.kinds import KINDS
from yangguang.model.power import Attachment
from yangguang.model.problem import Problem, Where

_KINDS = (re.escape(kind.pattern).replace(r"\*", "[^/]+") for kind in KINDS)
_READ = re.compile("|".join((*_KINDS, r"pages/.+\.md", "README[^/]*")))
_WRONG_ENDING = re.compile(r"(.+?)\s*\.(ya?ml|md|markdown|csv)(?:\.txt)?[.\s]*", re.IGNORECASE)
"""Notepad adds .txt, which Windows does not show; what a Mac or a web editor lets end in a blank or a dot looks right."""
_DATED = re.compile(r"((events|disclosures)/([^/]+))/[^/]+\.(?:yml|md)")
_ALONE = re.compile(r"(?:events|disclosures)/[^/]+/[^/]+\.(?:yml|md)|catalogue/[^/]+\.csv|pages/.+\.md")
"""Files that are told by nothing but their place: of items the code, of departments the name is known."""
_YEAR = re.compile(r"[0-9]{4}")
_UNFIT = re.compile(r'[\\:*?"<>|]|[. ](?:/|$)|(?<![^/])(?i:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:[. /]|$)')
"""What a name cannot hold under Windows, and for the most part on USB sticks."""
_RIGHT = {"y": ".yml", "m": ".md", "c": ".csv"}


def check_unread(whole: Whole, content: RegionContent) -> Iterator[Problem]:
    """Every file must be read or referred to; what nobody reads was meant for another place or name. What is used must have
    a name that every machine can hold.

    What a file that cannot be read may refer to is not told.
    """
    unknown = content.slug in whole.broken or any(file.startswith("disclosures/") for file in content.unread)
    wanted = content.attached.union(path for item in whole.items(content.slug).values() for path in item.files)
    used: list[str] = []
    for file in content.files:
        if file in wanted or _READ.fullmatch(file):
            used.append(file)
            continue
        found = _WRONG_ENDING.fullmatch(file)
        right = found[1] + _RIGHT[found[2][0].lower()] if found else ""
        if found and _READ.fullmatch(right) and right not in content.files:
            yield Problem("P351", file, (), {"name": right.rsplit("/", 1)[-1]})
        elif not unknown:
            yield Problem("P350", file, (), {"file": file})
    # The file of an item is called by its code, which any machine can hold.
    yield from _unfit(file for file in used if file in wanted or not file.startswith("powers/"))


def _unfit(files: Iterable[str]) -> Iterator[Problem]:
    """Names of files and folders that not every machine can hold, each told once, at its first file."""
    told = set[str]()
    for file in files:
        if found := _UNFIT.search(file):
            path = file[: found.start()] + file[found.start() :].split("/", 1)[0]
            if path not in told:
                told.add(path)
                yield Problem("P362", file, (), {"name": path.rsplit("/", 1)[-1]})


def check_copies(sums: Mapping[str, bytes]) -> Iterator[Problem]:
    """What a region publishes of each file, by its sum: a copy (副本, “(1)”) would be published, and counted, once more.

    The longer name is that of the copy.
    """
    first: dict[bytes, str] = {}
    for file in sorted(filter(_ALONE.fullmatch, sums), key=lambda name: (len(name), name)):
        other = first.setdefault(sums[file], file)
        if other != file:
            yield Problem("P360", file, (), {"other": other})


def check_years(content: RegionContent) -> Iterator[Problem]:
    """Events and documents lie in folders of years; told once for each folder, at its first file."""
    told = set[str]()
    for file in content.other_files:
        found = _DATED.fullmatch(file)
        if found and found[1] not in told and not _YEAR.fullmatch(found[3]):
            told.add(found[1])
            yield Problem("P358", file, (), {"above": found[2], "folder": found[3]})


def check_attachments(attachments: Iterable[Attachment], file: str, present: Container[str]) -> Iterator[Problem]:
    """Attachments lie in the region's folder, whose files are ``present``, and are of a kind that a browser only hands on."""
    for number, attachment in enumerate(attachments):
        where: Where = ("附件", number, "文件")
        yield from check_path(attachment.file, file, where, present)
