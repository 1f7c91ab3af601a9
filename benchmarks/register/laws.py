"""The laws that items cite: two for every topic, three of procedure; most of them stand in laws.yml."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache
from typing import Any

from benchmarks.register.words import UNITS


@dataclass(frozen=True, slots=True)
class Law:
    """A law with the keys that a citation needs. Dates are ``YYYY-MM-DD``."""

    slug: str
    name: str
    rank: str
    number: str
    issued: str
    in_force: str
    maker: str
    amended: tuple[str, ...] = ()


@cache
def laws_of(topic: str) -> tuple[Law, Law]:
    """A regulation of the State Council and a rule of a ministry on one topic."""
    key = zlib.crc32(topic.encode())
    year = 1995 + key % 25
    return (
        Law(f"law-{key:08x}", f"{topic}管理条例", "行政法规", f"国务院令第{200 + key % 560}号", f"{year}-03-0{key % 9 + 1}",
            f"{year}-06-01", "国务院", (f"{year + 6}-02-06",) if key % 2 else ()),
        Law(f"rule-{key:08x}", f"{topic}监督管理办法", "部门规章", f"部令第{key % 90 + 1}号", f"{year + 2}-08-1{key % 9}",
            f"{year + 2}-10-01", "国务院主管部门"),
    )  # fmt: skip


_PROCEDURE = (
    ("xing-zheng-xu-ke-fa", "中华人民共和国行政许可法", "行政许可法", "2003-08-27", "2004-07-01", ("2019-04-23",)),
    ("xing-zheng-chu-fa-fa", "中华人民共和国行政处罚法", "行政处罚法", "1996-03-17", "1996-10-01",
     ("2009-08-27", "2017-09-01", "2021-01-22")),
    ("xing-zheng-qiang-zhi-fa", "中华人民共和国行政强制法", "行政强制法", "2011-06-30", "2012-01-01", ()),
    ("gong-wu-yuan-fa", "中华人民共和国公务员法", "公务员法", "2005-04-27", "2006-01-01", ("2017-09-01", "2018-12-29")),
)  # fmt: skip


def entries() -> list[dict[str, Any]]:
    """laws.yml: the laws of procedure, all regulations, half of them amended, and seven of eight rules; the others stay unknown."""
    found: list[dict[str, Any]] = [
        {
            "名称": name,
            "标识": slug,
            "简称": short,
            "位阶": "法律",
            "公布日期": issued,
            "施行日期": since,
            **_amended(amended),
            "效力": "有效",
        }
        for slug, name, short, issued, since, amended in _PROCEDURE
    ]
    for topic in (topic for unit in UNITS for topic in unit.topics):
        for law in laws_of(topic):
            if law.rank == "行政法规" or int(law.slug[-1], 16) % 8:
                found.append(
                    {"名称": law.name, "标识": law.slug, "位阶": law.rank, "文号": law.number, "制定机关": law.maker,
                     "公布日期": law.issued, "施行日期": law.in_force, **_amended(law.amended), "效力": "有效"}
                )  # fmt: skip
    return found


def _amended(days: tuple[str, ...]) -> dict[str, Any]:
    return {"历次修改": [*days]} if days else {}
