"""The rules that need more than one item: the one call that follows linking, and what region.yml says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from yangguang.check.abolished import check_abolished
from yangguang.check.codes import check_region_code, like_slug, well_formed
from yangguang.check.credit import right_credit_code
from yangguang.check.documents import check_documents, check_index_numbers
from yangguang.check.events import UNSETTLING, check_events
from yangguang.check.files import check_unread, check_years
from yangguang.check.laws import check_laws
from yangguang.check.links import check_links
from yangguang.check.paths import check_url
from yangguang.check.places import check_places
from yangguang.check.reconcile import check_ledger
from yangguang.check.stages import check_table
from yangguang.check.whole import Whole
from yangguang.model.content import RegionContent
from yangguang.model.links import Links
from yangguang.model.messages import severity
from yangguang.model.problem import Problem, Severity
from yangguang.model.region import Region
from yangguang.model.words import CLASSES, LEVELS, RISK_LEVELS


def check_regions(contents: Mapping[str, RegionContent], links: Links) -> list[Problem]:
    """Everything that shows only when all regions are read and linked; each problem names its region."""
    whole = Whole(contents, links)
    found = [*_between(whole), *check_index_numbers(whole)]
    for slug, content in contents.items():
        found += [_in(slug, problem) for problem in _region(whole, content)]
    return found


def _in(slug: str, p: Problem) -> Problem:
    """The problem with its region; written out, since there is at least one notice for most items."""
    return Problem(p.rule, p.file, p.where, p.args, p.line, p.column, slug)


def _region(whole: Whole, content: RegionContent) -> Iterator[Problem]:
    yield from check_region(content)
    yield from check_departments(content)
    yield from check_abolished(whole, content)
    yield from check_links(whole, content)
    yield from check_laws(whole, content)
    yield from check_table(content.stages) if "stages.yml" in content.files else ()
    yield from check_places(whole, content)
    yield from check_documents(whole, content)
    decided = list(check_events(whole, content))
    yield from decided
    # Events that do not fit the items have been told; that the counts differ too would be the same mistake again.
    if not any(severity(problem) is Severity.error or problem.rule in UNSETTLING for problem in decided):
        yield from check_ledger(whole, content)
    yield from check_years(content)
    yield from check_unread(whole, content)


def _between(whole: Whole) -> Iterator[Problem]:
    """No two regions of one code; a region lies above the one that names it as 上级."""
    codes: dict[str, str] = {}
    known = {slug: content for slug, content in whole.contents.items() if content.known}
    names = {content.region.name: content.region for content in known.values()}
    for slug, content in known.items():
        region = content.region
        if region.code in codes:
            args = {"code": region.code, "other": codes[region.code]}
            yield Problem("P303", "region.yml", ("行政区划代码",), args, region=slug)
        codes.setdefault(region.code, region.name)
        upper = names.get(region.upper or "")
        if upper and LEVELS.index(upper.level) >= LEVELS.index(region.level):
            args = {"name": region.name, "upper": upper.name, "level": upper.level}
            yield Problem("P304", "region.yml", ("上级",), args, region=slug)


def check_region(content: RegionContent) -> Iterator[Problem]:
    """What region.yml says."""
    region = content.region
    yield from check_region_code(region) if content.known else ()
    yield from _coding(region)
    for word, level in region.risk_levels.items():
        if word in RISK_LEVELS and word != level:
            yield Problem("P323", "region.yml", ("风险等级", word), {"word": word, "level": level})
    if region.website and region.website.report:
        yield from check_url(region.website.report, "region.yml", ("网站", "找错地址"))
    if region.opening:
        yield from _opening(content)


def _coding(region: Region) -> Iterator[Problem]:
    for name, letter in region.class_letters.items():
        where = ("类别字母", name)
        if name not in (*CLASSES, "公共服务"):
            yield Problem("P321", "region.yml", where, {"name": name, "choices": "、".join((*CLASSES, "公共服务"))})
        elif not re.fullmatch("[0-9A-Za-z]{1,4}", letter):
            yield Problem("P322", "region.yml", where, {"name": name, "letter": letter})
    pattern = region.code_pattern
    if pattern and not well_formed(pattern):
        yield Problem("P320", "region.yml", ("编码规则",), {"pattern": pattern})


def _opening(content: RegionContent) -> Iterator[Problem]:
    opening = content.region.opening
    for department, counts in opening.counts.items() if opening else ():
        where = ("期初", "数量", department)
        if department not in content.departments and f"departments/{department}.yml" not in content.files:
            yield Problem("P325", "region.yml", where, {"name": department, "choices": "、".join(content.departments)})
        for name, count in counts.items():
            if count < 0:
                yield Problem("P324", "region.yml", (*where, name), {"count": str(count)})


def check_departments(content: RegionContent) -> Iterator[Problem]:
    """The files of departments/: file names, names, credit codes, addresses."""
    names: dict[str, str] = {}
    for slug, department in content.departments.items():
        file = f"departments/{slug}.yml"
        if not like_slug(slug):
            yield Problem("P307", file, (), {"slug": slug})
        if department.name in names:
            yield Problem("P308", file, ("名称",), {"name": department.name, "other": names[department.name]})
        names.setdefault(department.name, file)
        code = department.credit_code
        if code and not right_credit_code(code):
            yield Problem("P309", file, ("统一社会信用代码",), {"code": code})
        if department.website:
            yield from check_url(department.website, file, ("网址",))
