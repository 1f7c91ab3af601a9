"""What a region's library says, entry by entry: an item is read again where what it takes from there says something else."""

from __future__ import annotations

from collections.abc import Mapping

from yangguang.build.cache import as_json, digest
from yangguang.model.content import RegionContent
from yangguang.model.duty import Duty, Risk


class Library(dict[str, str]):
    """What a region's library says under each name, as duty and as risk: a digest, made when first asked for."""

    def __init__(self, duties: Mapping[str, Duty], risks: Mapping[str, Risk]) -> None:
        self.duties, self.risks = duties, risks

    def __missing__(self, name: str) -> str:
        duty, risk = self.duties.get(name), self.risks.get(name)
        self[name] = digest(as_json(Duty, duty) if duty else "", as_json(Risk, risk) if risk else "")
        return self[name]


_libraries: list[Library] = [Library({}, {})]


def library_of(content: RegionContent) -> Library:
    """The library of a region, digested once for all its chunks in this process."""
    last = _libraries[0]
    if last.duties is not content.duties or last.risks is not content.risks:
        _libraries[0] = last = Library(content.duties, content.risks)
    return last
