"""The content that a list comes into: its region, its departments, and the items that it holds already."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from yangguang.exchange.codes import department_part
from yangguang.exchange.grid import Unreadable
from yangguang.exchange.references import Shared
from yangguang.model.region import Department, Region
from yangguang.yamlio import read_yaml


@dataclass(frozen=True, slots=True)
class Content:
    """What an import needs to know of the folder it writes to."""

    folder: Path
    region: Region
    departments: dict[str, Department]
    codes: frozenset[str]
    """All codes of the region in lower case."""
    shared: Shared = field(default_factory=Shared)

    def items(self, slug: str) -> dict[str, dict[str, Any]]:
        """The items of one department by code, as their files say them; a file that cannot be read is left alone."""
        found = {}
        for path in sorted((self.folder / "powers" / slug).glob("*.yml")):
            value, problems = read_yaml(path.read_bytes(), path.name)
            if isinstance(value, dict) and not problems:
                found[path.stem] = dict(value)
        return found

    def number(self, slug: str) -> str:
        """The department's part of codes: its 部门编码, else what its items bear, else the next free number."""
        department = self.departments.get(slug)
        if department and department.code:
            return department.code
        pattern = self.region.code_pattern
        parts = (department_part(path.stem, pattern) for path in sorted((self.folder / "powers" / slug).glob("*.yml")))
        own = next((part for part in parts if part), None)
        if own:
            return own
        numbers = [int(d.code) for d in self.departments.values() if d.code and d.code.isdigit()]
        used = (department_part(code, pattern) for code in self.codes)
        return str(max([*numbers, *(int(part) for part in used if part)], default=0) + 1)


def content_at(folder: Path) -> Content:
    """The content of a folder; ``Unreadable`` where there is no region yet."""
    try:
        value, problems = read_yaml((folder / "region.yml").read_bytes(), "region.yml")
        if problems:
            raise Unreadable("no_region", folder=folder)
        region = Region.model_validate(value)
    except (OSError, ValidationError):
        raise Unreadable("no_region", folder=folder) from None
    codes = frozenset(path.stem.lower() for path in (folder / "powers").glob("*/*.yml"))
    return Content(folder, region, _departments(folder), codes, _shared(folder))


def _shared(folder: Path) -> Shared:
    """The library of the region; of a region inside the main one, what it has not itself is the main region's."""
    homes = [folder.parent.parent, folder] if folder.parent.name == "regions" else [folder]
    duties, risks = (
        {id_: entry for home in homes for id_, entry in _entries(home / "library" / name).items()}
        for name in ("duties.yml", "risks.yml")
    )
    return Shared(duties, risks)


def _entries(path: Path) -> dict[str, Any]:
    value = read_yaml(path.read_bytes(), path.name)[0] if path.is_file() else None
    return dict(value) if isinstance(value, dict) else {}


def _departments(folder: Path) -> dict[str, Department]:
    found = {}
    for path in sorted((folder / "departments").glob("*.yml")):
        value, problems = read_yaml(path.read_bytes(), path.name)
        try:
            if not problems:
                found[path.stem] = Department.model_validate(value)
        except ValidationError:
            continue
    return found
