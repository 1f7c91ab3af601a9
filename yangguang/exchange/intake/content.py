"""The content that a list comes into: its region, its departments, and the items that it holds already."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from yangguang.check.codes import well_formed
from yangguang.check.shape import shape
from yangguang.exchange.grid import Unreadable
from yangguang.exchange.intake.codes import department_part
from yangguang.exchange.items.references import Shared
from yangguang.model.event import Event
from yangguang.model.region import Department, Region
from yangguang.model.status import histories, status_at
from yangguang.model.words import TOMBSTONES
from yangguang.yamlio import read_yaml, shape_at
from yangguang.yamlio.canon import canonical_value


@dataclass(frozen=True, slots=True)
class Content:
    """What an import needs to know of the folder it writes to."""

    folder: Path
    region: Region
    departments: dict[str, Department]
    codes: frozenset[str]
    """All codes of the region in lower case."""
    shared: Shared = field(default_factory=Shared)
    gone: frozenset[str] = frozenset()
    """Codes of items that events have cancelled, devolved, merged and the like: no list has them any more."""

    def items(self, slug: str) -> dict[str, dict[str, Any]]:
        """The items of one department by code, their keys in canonical spelling. ``Unreadable`` where a file cannot be
        read: a list that has this very item would bring it once more, under another code."""
        found = {}
        for path in sorted((self.folder / "powers" / slug).glob("*.yml")):
            name = f"powers/{slug}/{path.name}"
            value = _mapping(path, name)
            if value is None:
                raise Unreadable("broken", file=name)
            found[path.stem] = value
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
        numbers = [int(d.code) for d in self.departments.values() if d.code and d.code.isdecimal()]
        used = (department_part(code, pattern) for code in self.codes)
        return str(max([*numbers, *(int(part) for part in used if part)], default=0) + 1)


def content_at(folder: Path) -> Content:
    """The content of a folder; ``Unreadable`` where there is no region yet, or none that says how codes are made, and
    where a department or the library cannot be read."""
    try:
        value, problems = read_yaml((folder / "region.yml").read_bytes(), "region.yml")
        if problems:
            raise Unreadable("no_region", folder=folder)
        region = Region.model_validate(value)
    except (OSError, ValidationError):
        raise Unreadable("no_region", folder=folder) from None
    if region.code_pattern and not well_formed(region.code_pattern):
        raise Unreadable("code_pattern", pattern=region.code_pattern)
    codes = frozenset(path.stem.lower() for path in (folder / "powers").glob("*/*.yml"))
    return Content(folder, region, _departments(folder), codes, _shared(folder), _gone(folder))


def _gone(folder: Path) -> frozenset[str]:
    paths = (path.relative_to(folder).as_posix() for path in sorted((folder / "events").glob("*/*.yml")))
    values = ((path, read_yaml((folder / path).read_bytes(), path)[0]) for path in paths)
    read = ((path, shape(Event, value, path)[0]) for path, value in values)
    told = histories({path: event for path, event in read if event is not None})
    return frozenset(code for code, changes in told.items() if status_at(changes, None, date.max) in TOMBSTONES)


def _shared(folder: Path) -> Shared:
    """The library of the region; of a region inside the main one, what it has not itself is the main region's."""
    homes = [folder.parent.parent, folder] if folder.parent.name == "regions" else [folder]
    duties, risks = (
        {id_: entry for home in homes for id_, entry in (_mapping(home / name, name) or {}).items()}
        for name in ("library/duties.yml", "library/risks.yml")
    )
    return Shared(duties, risks)


def _mapping(path: Path, name: str) -> dict[str, Any] | None:
    """A file as a mapping, its keys in canonical spelling; ``None`` where there is none, or something else."""
    value, problems = read_yaml(path.read_bytes(), name) if path.is_file() else (None, [])
    if problems:
        raise Unreadable("broken", file=name)
    form = shape_at(name)
    if not isinstance(value, dict) or form is None:
        return None
    result = canonical_value(value, form)
    return result if isinstance(result, dict) else None


def _departments(folder: Path) -> dict[str, Department]:
    found = {}
    for path in sorted((folder / "departments").glob("*.yml")):
        name = f"departments/{path.name}"
        value, problems = read_yaml(path.read_bytes(), name)
        department, _ = shape(Department, value, name)
        if problems or department is None:
            raise Unreadable("broken", file=name)
        found[path.stem] = department
    return found
