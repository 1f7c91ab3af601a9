"""An item's code and folder: file name, the region's 编码规则 and own code, the department it lies under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from yangguang.check.near import nearest
from yangguang.model.content import RegionContent
from yangguang.model.power import Power
from yangguang.model.problem import Problem
from yangguang.model.region import Region

_SLUG = re.compile(r"[a-z0-9-]+", re.ASCII)
_PLACEHOLDER = re.compile(r"\{(?:(?:部门|序号):[1-9][0-9]?|类别|区划)\}", re.ASCII)
_LITERAL = re.compile(r"[0-9A-Za-z-]*", re.ASCII)
_PART = re.compile(r"\{(部门|序号):([0-9]{1,2})\}|\{(类别)\}|\{(区划)\}")
_LENGTHS = {"乡级": 9, "村级": 12}
_ZEROS = {
    "国家级": r"[0-9]{2}0000",
    "省级": r"[0-9]{2}0000",
    "市级": r"[0-9]{2}(?!00)[0-9]{2}00",
    "县级": r"[0-9]{4}(?!00)[0-9]{2}",
}


def like_slug(text: str) -> bool:
    """Whether a text is meant as a file name or id rather than as words."""
    return bool(_SLUG.fullmatch(text))


@cache
def well_formed(pattern: str) -> bool:
    """Known placeholders, 类别 and 区划 at most once, a running number, and what codes may hold between them."""
    found = _PLACEHOLDER.findall(pattern)
    rest = _PLACEHOLDER.sub("", pattern)
    once = all(found.count(name) <= 1 for name in ("{类别}", "{区划}"))
    return bool(_LITERAL.fullmatch(rest)) and once and any(part.startswith("{序号") for part in found)


def department_of(file: str) -> str:
    """The department's slug: the folder under powers/."""
    parts = file.split("/")
    return parts[1] if len(parts) > 2 else ""


def check_code(power: Power, file: str, content: RegionContent) -> Iterator[Problem]:
    """The file name must be the code; then the code must follow 编码规则, unless that is wrong itself."""
    name = file.rsplit("/", 1)[-1].removesuffix(".yml")
    if name != power.code:
        shown = name.replace(" ", "␣") if name.strip() == power.code else name  # a blank at the end is not seen
        yield Problem("P200", file, ("职权编码",), {"name": shown, "code": power.code})
        return
    pattern = content.region.code_pattern
    if pattern and content.known and well_formed(pattern):
        yield from _against_pattern(power, file, content, pattern)


def check_folders(content: RegionContent) -> Iterator[Problem]:
    """Every folder under powers/ must be a department; told at the folder's first item, one mistake and not many.

    A department whose file could not be read has its problem already.
    """
    items = (file for file in content.files if file.startswith("powers/") and file.endswith(".yml"))
    for slug, files in groupby(items, key=department_of):
        if slug and slug not in content.departments and f"departments/{slug}.yml" not in content.files:
            near = nearest(slug, content.departments)
            rule = "P205" if near else "P204" if like_slug(slug) else "P307"
            yield Problem(rule, next(files), (), {"slug": slug, "near": near})


def check_region_code(region: Region) -> Iterator[Problem]:
    """A region's code has the length and the zeros of its level."""
    length = _LENGTHS.get(region.level, 6)
    args = {"code": region.code, "level": region.level}
    if len(region.code) != length:
        yield Problem("P301", "region.yml", ("行政区划代码",), args | {"length": str(length)})
    elif not re.fullmatch(_ZEROS.get(region.level, ".*"), region.code):
        yield Problem("P302", "region.yml", ("行政区划代码",), args)


def _against_pattern(power: Power, file: str, content: RegionContent, pattern: str) -> Iterator[Problem]:
    region = content.region
    found = _compiled(pattern).fullmatch(power.code)
    args = {"code": power.code, "pattern": pattern}
    if found is None:
        yield Problem("P201", file, ("职权编码",), args)
        return
    parts = found.groupdict()
    kind = "公共服务" if power.public_service else (power.power_class or "")
    letter = region.class_letters.get(kind)
    written = parts.get("letter", letter)
    if letter and written and written != letter and written not in _former_letters(power.code, content):
        yield Problem("P202", file, ("职权编码",), args | {"kind": kind, "letter": letter, "found": written})
    if parts.get("region", region.code) not in region.codes and not any(check_region_code(region)):
        yield Problem("P203", file, ("职权编码",), args | {"region": region.code, "found": parts["region"]})


def _former_letters(code: str, content: RegionContent) -> set[str]:
    """Those of the classes from which decisions took an item: it keeps its code, as one does that is transferred."""
    letters = content.region.class_letters
    return {
        letters.get(row.old_class, "") for row in content.rows if row.old_class and code in (row.before or row.after)
    }


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A sound 编码规则 as a regular expression; only our own placeholders mean anything, all else is literal.

    The department's part is only counted, since transferred items keep the code of their former department.
    """
    forms = {"类别": "(?P<letter>[A-Za-z]{1,4})", "区划": "(?P<region>[0-9]+)"}
    pieces = (forms.get(name, f"[0-9]{{{width}}}") if name else re.escape(text) for text, name, width in parts(pattern))
    return re.compile("".join(pieces), re.ASCII)


def parts(pattern: str) -> Iterator[tuple[str, str, str]]:
    """Literal texts and placeholders of a 编码规则 in order: (text, placeholder, width)."""
    end = 0
    for found in _PART.finditer(pattern):
        yield pattern[end : found.start()], "", ""
        yield "", found[1] or found[3] or found[4], found[2] or "0"
        end = found.end()
    yield pattern[end:], "", ""


_TAIL = re.compile(r"-([0-9]{6}|[0-9]{9}|[0-9]{12})$", re.ASCII)


def region_part(code: str, pattern: str | None) -> str | None:
    """The 行政区划代码 inside a code, by 编码规则, else after the last hyphen; ``None`` where it shows none."""
    found = _compiled(pattern).fullmatch(code) if pattern and "{区划}" in pattern and well_formed(pattern) else None
    if found:
        return found["region"]
    tail = _TAIL.search(code)
    return tail[1] if tail else None
