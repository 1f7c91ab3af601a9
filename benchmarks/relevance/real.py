"""A site of the real list's rows: names and departments only, so that search is judged on names alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.relevance.queries import Row

_REGION = """格式版本: 1
名称: 某区
行政区划代码: "141099"
网址标识: some-district
层级: 县级
上级: 某市
"""
_DIVISION = "141099"
_SERVICE = """办理: {服务对象: [自然人]}
更新日期: 2026-01-05
"""


def write_content(rows: Sequence[Row], folder: Path) -> dict[str, str]:
    """The rows as public services of a made-up district; answers with the row's id by code."""
    slugs = {name: f"d{number:02}" for number, name in enumerate(dict.fromkeys(row.department for row in rows))}
    _write(folder / "region.yml", _REGION)
    for name, slug in slugs.items():
        _write(folder / "departments" / f"{slug}.yml", f"名称: {json.dumps(name, ensure_ascii=False)}\n")
    ids = {}
    for number, row in enumerate(rows):
        slug = slugs[row.department]
        code = f"{9000 + int(slug[1:])}-P-{number:05}-{_DIVISION}"
        ids[code] = row.id
        _write(folder / "powers" / slug / f"{code}.yml", _item(code, row))
    return ids


def _item(code: str, row: Row) -> str:
    name = json.dumps(" ".join(row.name.split()), ensure_ascii=False)
    return f"职权编码: {code}\n职权名称: {name}\n事项性质: 公共服务\n行使层级: [县级]\n{_SERVICE}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
