"""The cover page of a snapshot: what it holds, who approved it, how to verify it with sha256sum alone; for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from yangguang.archive.changes.report import TEXT
from yangguang.archive.ledger import clock_of, iso
from yangguang.archive.making.engine import CHECKS
from yangguang.archive.payload import (
    ENGINE,
    EVENT,
    HISTORY,
    INVENTORY_CSV,
    ITEM,
    SCHEMA,
    SITE,
    SOURCE,
    Payload,
    is_service,
)
from yangguang.build.publish import theme_of
from yangguang.build.render import renderer
from yangguang.build.request import Request
from yangguang.model.finding import Refused
from yangguang.model.region import Publication, Region
from yangguang.model.words import CLASS_SLUGS
from yangguang.render import TemplateFault
from yangguang.views.parts import CountRow, CountTable, Entry, Fact, Link, fact, facts


@dataclass(frozen=True, slots=True)
class Cover:
    """What the template gets; links lead from the cover to files of the snapshot."""

    title: str
    moment: str
    style: str
    """The site's own style sheet."""
    origin: tuple[Fact, ...]
    places: tuple[tuple[Link, str], ...]
    """What lies where, and what it is."""
    tables: tuple[CountTable, ...]
    decisions: tuple[Entry, ...]
    uncommitted: bool
    demo: bool
    id: str


def cover(payload: Payload, request: Request, names: Mapping[str, str], region: Region) -> bytes:
    """index.html of a snapshot, of which all but this page is there. Raises Refused where the site's own template is wrong.

    ``names``: those of all regions by 网址标识; ``region``: the main one.
    """
    about = payload.about
    release: Mapping[str, Any] = about["release"]
    order = sorted(payload.regions(), key=lambda slug: (slug != region.slug, slug))
    page = Cover(
        title=about["title"],
        moment=iso(clock_of(about)).replace("T", " ").replace("Z", "（世界时）"),
        style=payload.style,
        origin=facts(
            fact("形成者", about["organization"]),
            fact("网址", about["root"]),
            fact("数据截至", release["as_of"]),
            fact("内容版本", release["commit"]),
            fact("生成程序", f"阳光 {release['engine']}"),
            fact("上一行台账", about["previous"] or "无，这是第一个快照"),
        ),
        places=tuple(_places(payload)),
        tables=tuple(_table(payload, slug, names.get(slug, slug)) for slug in order),
        decisions=tuple(_decisions(payload, region.publication)),
        uncommitted=bool(about.get("uncommitted")),
        demo=region.demo,
        id=about["id"],
    )
    try:
        return renderer(theme_of(request)).shown("archive/cover.html", page)
    except TemplateFault as fault:
        raise Refused("cover", told=fault) from fault


def _places(payload: Payload) -> Iterator[tuple[Link, str]]:
    told = {
        f"{SITE}index.html": "网站，与当时公众所见相同；双击即可打开，不需要网络和服务器",
        f"{SITE}data/v1/index.html": "结构化数据：JSON、CSV 和数据字典",
        INVENTORY_CSV: "著录清单：每件记录的题名、索引号、形成者、文号、日期、格式、大小、校验",
        SOURCE: "内容源文件和配置：可以据此重新生成同样的网站",
        HISTORY: "逐项逐栏的历次变动",
        TEXT: "与上一个快照相比的变动，逐项逐栏，并与调整文件核对",
        SCHEMA: "源文件的格式说明（JSON Schema）",
        ENGINE: "生成程序的版本和它所用的库",
        CHECKS: "发布前的检查：没有错误，警告和提示逐条在此",
    }
    for path, what in told.items():
        if path in payload.files or (path.endswith("/") and any(one.startswith(path) for one in payload.files)):
            yield Link(path, path), what


def _table(payload: Payload, region: str, name: str) -> CountTable:
    counts = Counter((str(row["部门名称"]), _class(row[ITEM])) for row in payload.listed(region))
    known = {one for _, one in counts}
    classes = [*(one for one in CLASS_SLUGS if one in known), *sorted(known - CLASS_SLUGS.keys())]
    departments = sorted({one for one, _ in counts})
    lines = tuple(CountRow(Link(unit), _cells([counts[unit, one] for one in classes])) for unit in departments)
    total = _cells([sum(counts[unit, one] for unit in departments) for one in classes])
    return CountTable(f"{name}：在用和暂停的事项按部门和类别", "部门", (*classes, "合计"), lines, total)


def _class(item: Mapping[str, Any]) -> str:
    return "公共服务" if is_service(item) else str(item.get("职权类别") or "未分类")


def _cells(numbers: list[int]) -> tuple[str, ...]:
    return (*(f"{number:,}" if number else "" for number in numbers), f"{sum(numbers):,}")


def _decisions(payload: Payload, publication: Publication | None) -> Iterator[Entry]:
    """By which documents the list stands: its publication, then every adjustment, the newest first."""
    if publication is not None and publication.number:
        day = publication.day.isoformat() if publication.day else ""
        yield Entry("清单公布", "", day, publication.number)
    rows = [(region, row) for region in payload.regions() for row in payload.records(EVENT, region)]
    for _, row in sorted(rows, key=lambda one: (_day(one[1][EVENT]), one[0], str(one[1]["编号"])), reverse=True):
        told = row[EVENT]
        page = SITE + str(row["网页"])
        yield Entry(
            str(told.get("标题", "")), page if page in payload.files else "", str(told.get("决定日期") or ""),
            str(told.get("文号", "")), str(told.get("批准机关", "")),
        )  # fmt: skip


def _day(event: Mapping[str, Any]) -> str:
    """By which a decision is ordered: 决定日期, else 生效日期."""
    return str(event.get("决定日期") or event.get("生效日期") or "")
