"""The one reader of pages of guidance: what is front matter, what is the title, what is prose."""

from __future__ import annotations

import re

from yangguang.check.shape import shape
from yangguang.model.guide import Guide, GuideHead
from yangguang.model.problem import Problem
from yangguang.yamlio import read_markdown

_HEADING = re.compile(r"^(?:#(?!#)[ \t]*(?P<hash>[^\s#].*)|(?P<rule>\S.*)\n=+[ \t]*)$", re.M)
_MARKS = re.compile(r"[*_`]|\[([^\[\]]*)\]\([^\[)]*\)")


def read_guide(data: bytes, file: str) -> tuple[Guide, list[Problem]]:
    """A page and all that is wrong with it; front matter may be missing, and is a mapping with nothing but the title."""
    value, body, problems = read_markdown(data, file)
    problems = [problem for problem in problems if problem.rule != "P040"]
    head: GuideHead | None = None
    if value is not None and not problems:
        head, problems = shape(GuideHead, value, file)
    found = _HEADING.search(body)
    heading = found["rule"] or found["hash"].rstrip(" \t#") if found else ""
    title = (head.title if head else None) or _plain(heading)
    if not title and not problems:
        problems = [Problem("P512", file)]
    return Guide(title, body), problems


def _plain(heading: str) -> str:
    """A heading without the marks of Markdown."""
    return _MARKS.sub(lambda mark: mark[1] or "", heading).strip()
