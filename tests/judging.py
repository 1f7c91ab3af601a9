"""Regions made in memory, and the rules that the checks find broken in them."""

from datetime import date
from typing import Any

from tests.making import AS_OF, content, linked
from yangguang.check.regions import check_regions
from yangguang.model.content import RegionContent
from yangguang.model.facts import ItemFacts

A, B, C = "1107-A-00100-141000", "1107-A-00200-141000", "1107-A-00300-141000"
UP, DOWN = "0107-A-00100-140000", "2107-A-00100-141081"


def rules(*regions: tuple[RegionContent, list[ItemFacts]], as_of: date = AS_OF, skip: str = "P417") -> list[str]:
    """Rules broken, each with its region where there are several; events here never say 同步调整."""
    found = check_regions({one.slug: one for one, _ in regions}, linked(*regions, as_of=as_of))
    told = sorted((problem.region, problem.rule) for problem in found if problem.rule != skip)
    return [f"{region}:{rule}" if len(regions) > 1 else rule for region, rule in told]


def houma(*events: Any, **more: Any) -> RegionContent:
    return content(*events, slug="houma", main=False, 行政区划代码="141081", 层级="县级", **more)
