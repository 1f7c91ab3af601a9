"""The privacy gate: no file with personal data is published, except by an entry of privacy-allow.yml that still holds."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from yangguang.check.coding import decoded
from yangguang.check.privacy import IDENTITY, MAILBOX, MOBILE, Hit, find
from yangguang.check.seen import as_seen, splits_numbers
from yangguang.model.content import RegionContent
from yangguang.model.facts import ItemFacts
from yangguang.model.problem import Problem, Where, last_key
from yangguang.model.region import PrivacyExemption
from yangguang.yamlio import line_starts, placed, read_yaml, texts

ENDINGS = (".yml", ".md", ".csv", ".txt")
"""Files that are looked through as text; everything else is opened by :mod:`yangguang.check.attached`."""

_OFFERED = (".csv", ".txt")
"""Attachments among them, which nobody else reads, and says of them that they are no text."""

_ALLOWED, _EXPIRED, _UNUSED, _DAMAGED = "P905", "P906", "P907", "P909"
_LIST = "privacy-allow.yml"
_ESCAPE = re.compile(r"\\[xuU0-9\r\n]")
_FOLDED = re.compile(r"\n[ \t]+\d")


def check_private(body: bytes, file: str, exemptions: Sequence[PrivacyExemption]) -> list[Problem]:
    """Personal data anywhere in a file as it is written, comments included, in the values that YAML makes of it, and on
    the page that Markdown becomes.

    What an entry of privacy-allow.yml speaks of is a notice that :func:`settle` judges when the date is known. A table
    or note that is no text, or not to its end, is told.
    """
    text, whole = decoded(body)
    own = [exemption for exemption in exemptions if exemption.file == file]
    hits = find(text, text.split("\n", 1)[0] if file.endswith(".csv") else "")
    starts = line_starts(text) if hits else []
    problems = [_problem(hit, file, placed(starts, hit.start), (), own) for hit in hits]
    if file.endswith(".md") and splits_numbers(text):
        starts = starts or line_starts(text)
        problems += [_problem(hit, file, placed(starts, at), (), own) for hit, at in _on_page(text, hits)]
    if file.endswith(".yml") and _differs(text):
        shown = {hit.value for hit in hits}
        problems += [_problem(h, file, (0, 0), at, own) for h, at in _in_values(body, file) if h.value not in shown]
    if not whole and file.lower().endswith(_OFFERED) and not file.startswith("catalogue/"):
        problems.append(Problem(_DAMAGED, file, (), {"file": file}, 1, 1))
    return problems


def _on_page(text: str, known: Sequence[Hit]) -> Iterator[tuple[Hit, int]]:
    """The numbers that only the page shows in one piece, with their places in the source."""
    shown = {hit.value for hit in known}
    seen, place = as_seen(text)
    return ((hit, place(hit.start)) for hit in find(seen) if hit.rule != MAILBOX and hit.value not in shown)


def _differs(text: str) -> bool:
    """Whether values may hold more digits in a row than the file shows: by escapes, by lines that become one."""
    if "\\" in text and _ESCAPE.search(text):
        return True
    return any(re.search(r"\d[ \t\r]*$", text[max(m.start() - 4, 0) : m.start()]) for m in _FOLDED.finditer(text))


def settle(
    problems: Iterable[Problem], contents: Mapping[str, RegionContent], day: date, codes: Collection[str]
) -> list[Problem]:
    """The same problems, what expired entries allowed being forbidden again, and what is to say of the entries.

    What is the code of an item (:func:`number_codes`) is no number of a person, wherever it stands.
    """
    settled = []
    used = set()
    for problem in problems:
        if problem.rule in (IDENTITY, MOBILE) and any(_is(code, problem.args["hash"]) for code in codes):
            continue
        if problem.rule == _ALLOWED:
            used.add((problem.region, problem.file, problem.args["hash"]))
            expired = date.fromisoformat(problem.args["until"]) < day
            settled.append(replace(problem, rule=problem.args["rule"]) if expired else problem)
        else:
            settled.append(problem)
    for slug, content in contents.items():
        settled += [replace(p, region=slug) for p in _entries(content, used, day)]
    return settled


def _entries(content: RegionContent, used: set[tuple[str, str, str]], day: date) -> Iterator[Problem]:
    for number, entry in enumerate(content.exemptions):
        if entry.expires < day:
            args = {"file": entry.file, "until": entry.expires.isoformat()}
            yield Problem(_EXPIRED, _LIST, (number, "到期"), args)
        elif (content.slug, entry.file, entry.hash) not in used:
            yield Problem(_UNUSED, _LIST, (number, "散列"), {"file": entry.file})


def number_codes(contents: Collection[RegionContent], items: Iterable[ItemFacts]) -> frozenset[str]:
    """The codes that are numbers long enough to be taken for a person's: of items, unread ones included, of the same powers
    elsewhere and in former days, and those that events name."""
    files = (file for content in contents for file in content.files if file[-15:-4].isdigit())
    codes = chain(
        (file.rpartition("/")[2][:-4] for file in files if file.startswith("powers/")),
        (code for item in items for code in (item.main_code or "", item.upper_code or "", *item.former_codes)),
        (code for content in contents for row in content.rows for code in row.codes),
    )
    return frozenset(code for code in codes if code[-11:].isdigit() and len(code) > 10)


def salted(salt: str, value: str) -> str:
    """How privacy-allow.yml names a value without saying it: ``<salt>$<SHA-256 of salt and value>``."""
    return f"{salt}${hashlib.sha256((salt + value).encode()).hexdigest()}"


def _is(value: str, hashed: str) -> bool:
    return salted(hashed[:16], value) == hashed


def _problem(hit: Hit, file: str, at: tuple[int, int], where: Where, own: list[PrivacyExemption]) -> Problem:
    seed = f"{file}:{at[0]}:{at[1]}:{where}"
    return exempted(Problem(hit.rule, file, where, {"value": hit.masked}, *at), hit.value, seed, own)


def exempted(problem: Problem, value: str, seed: str, own: Sequence[PrivacyExemption]) -> Problem:
    """The problem with the line to paste; one that an entry of this file speaks of becomes a notice.

    The salt is the place (``seed``), hashed: the same content must always give the same words. It keeps the value from
    being read, not from being guessed.
    """
    hashed = salted(hashlib.sha256(seed.encode()).hexdigest()[:16], value)
    file = json.dumps(problem.file, ensure_ascii=False)
    args = {**problem.args, "line": f'- {{文件: {file}, 散列: "{hashed}", 理由: , 到期: }}', "hash": hashed}
    for entry in own:
        if _is(value, entry.hash):
            args |= {
                "rule": problem.rule,
                "hash": entry.hash,
                "until": entry.expires.isoformat(),
                "reason": entry.reason,
            }
            return replace(problem, rule=_ALLOWED, args=args)
    return replace(problem, args=args)


def _in_values(body: bytes, file: str) -> Iterator[tuple[Hit, Where]]:
    value, problems = read_yaml(body, file)
    if not problems:
        for where, text in texts(value):
            for hit in find(f"{last_key(where)}: {text}"):
                yield hit, where
