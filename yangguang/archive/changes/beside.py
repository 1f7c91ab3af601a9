"""What else changed between two snapshots: the departments, laws, decisions and documents of a region."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from yangguang.archive.payload import DOCUMENT, EVENT, SOURCE, Payload
from yangguang.check.shape import shape
from yangguang.model.change import Change
from yangguang.model.compare import differences
from yangguang.model.fields import Record
from yangguang.model.region import Department, Law
from yangguang.yamlio import read_markdown, read_yaml

DEPARTMENT, LAW, DECISION, PAPER = "部门", "法规", "调整文件", "公开文件"
COMPARED = {
    DEPARTMENT: ("名称", "曾用名", "撤销日期"),
    LAW: ("名称", "文号", "现行版本", "效力", "废止日期", "被替代"),
    DECISION: ("标题", "文号", "批准机关", "决定日期", "生效日期"),
    PAPER: ("标题", "文号", "发布机构", "发布日期", "有效期至", "有效性", "修改废止"),
}
"""What is compared of each, its name first: what it is known by and whether it holds. All else is upkeep, but for the text and
the attachments of a document."""

_TABLES = {DECISION: EVENT, PAPER: DOCUMENT}

Known = Mapping[str, Mapping[str, Any] | None]
"""What each says, by its id; ``None`` where that was taken down."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One change; ``change.code`` is the file name of a department, the 标识 of a law, the 编号 of a decision or document."""

    kind: str
    name: str
    change: Change


class Told:
    """What a snapshot tells of all that stands beside its items."""

    def __init__(self, payload: Payload) -> None:
        self.payload = payload
        asked = payload.about["source"]
        folders = (f"{SOURCE}{folder}/" for folder in (asked["content"], *asked["regions"]))
        regions = {home: self._file(f"{home}region.yml") for home in folders}
        self.homes = {str(said.get("网址标识")): home for home, said in regions.items() if isinstance(said, dict)}
        """Where the sources of each region lie; one whose region.yml was taken down is not known."""

    def departments(self, region: str) -> dict[str, Department]:
        """The departments of a region by slug, as far as the sources tell."""
        there = f"{self.homes.get(region)}departments/"
        paths = [path for path in sorted(self.payload.files) if path.startswith(there)]
        found = {path: shape(Department, self._file(path), path)[0] for path in paths}
        return {_slug(path): one for path, one in found.items() if one}

    def of(self, kind: str, region: str) -> Known | None:
        """All of a kind; ``None`` where the file that tells of them was taken down."""
        if region not in self.payload.regions():
            return {}
        if kind in _TABLES:
            return self._rows(kind, _TABLES[kind], region)
        if (home := self.homes.get(region)) is None:
            return None
        return self._departments(region, home) if kind == DEPARTMENT else self._laws(f"{home}laws.yml")

    def papers(self, region: str) -> dict[str, dict[str, Any]]:
        """All that the documents of a region say of themselves, by 编号; not those whose text was taken down."""
        rows = {str(row["编号"]): row[DOCUMENT] for row in self.payload.records(DOCUMENT, region)}
        return {
            name: said
            for name, said in rows.items()
            if self.source(region, f"disclosures/{name}.md") in self.payload.files
        }

    def source(self, region: str, file: str) -> str:
        """Where the snapshot keeps a file of a region."""
        return f"{self.homes.get(region)}{file}"

    def digest(self, path: str) -> str | None:
        """The SHA-256 of a file; nothing where there is none."""
        return f"SHA-256 {self.payload.files[path]}" if path in self.payload.files else None

    def _rows(self, kind: str, table: str, region: str) -> Known | None:
        if self.payload.table(table, region) in self.payload.removed:
            return None
        return {str(row["编号"]): _compared(kind, row[table]) for row in self.payload.records(table, region)}

    def _departments(self, region: str, home: str) -> Known:
        gone = {_slug(path): None for path in self.payload.removed if path.startswith(f"{home}departments/")}
        return {slug: _written(DEPARTMENT, one) for slug, one in self.departments(region).items()} | gone

    def _laws(self, path: str) -> Known | None:
        if path in self.payload.removed:
            return None
        entries = self._file(path)
        found = (shape(Law, entry, path)[0] for entry in (entries if isinstance(entries, list) else ()))
        return {law.slug: _written(LAW, law) for law in found if law}

    def _file(self, path: str) -> Any:
        """The value of a YAML file; nothing where there is none, or where it was taken down."""
        return read_yaml(self.payload.read(path), path)[0] if path in self.payload.files else None


_Named = tuple[Told, list[str]]
"""What a snapshot tells, and which attachments it names."""


def beside(before: Told, after: Told, region: str) -> Iterator[Beside]:
    """Every change of what stands beside the items of a region. What was taken down is not compared."""
    for kind in COMPARED:
        old, new = before.of(kind, region), after.of(kind, region)
        if old is not None and new is not None:
            found = [*_changes(kind, old, new), *(_papers(before, after, region) if kind == PAPER else ())]
            yield from sorted(found, key=lambda one: one.change.code)


def _papers(before: Told, after: Told, region: str) -> Iterator[Beside]:
    """Texts and attachments of documents that are not what they were. Only what differs is read."""
    old, new = before.papers(region), after.papers(region)
    for name in sorted(old.keys() & new.keys()):
        attached = _attached((before, _files(old[name])), (after, _files(new[name])), region, name)
        for change in (*_text(before, after, region, name), *attached):
            yield Beside(PAPER, str(new[name].get("标题", "")), change)


def _text(before: Told, after: Told, region: str, name: str) -> Iterator[Change]:
    was, now = (told.source(region, f"disclosures/{name}.md") for told in (before, after))
    if before.digest(was) != after.digest(now):
        gone, come = _rewritten(_lines(before, was), _lines(after, now))
        if gone != come:
            yield Change(name, "变更", ("正文",), gone or None, come or None)


def _rewritten(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Lines that one text has and the other has not; all, where they but stand in another order or are repeated less often."""
    gone, come = ([line for line in one if line not in known] for one, known in ((old, {*new}), (new, {*old})))
    return (gone, come) if gone or come else (old, new)


def _lines(told: Told, path: str) -> list[str]:
    """The lines of a document's text that say something."""
    lines = read_markdown(told.payload.read(path), path)[1].splitlines()
    return [line.strip() for line in lines if line.strip()]


def _attached(before: _Named, after: _Named, region: str, name: str) -> Iterator[Change]:
    for file in dict.fromkeys((*before[1], *after[1])):
        sides = [(told, told.source(region, file), file in files) for told, files in (before, after)]
        was, now = (told.digest(path) if named else None for told, path, named in sides)
        if was != now and not any(path in told.payload.removed for told, path, _ in sides):
            yield Change(name, "变更", ("附件", file), was, now)


def _files(said: Mapping[str, Any]) -> list[str]:
    return [str(one["文件"]) for one in said.get("附件", ())]


def _changes(kind: str, old: Known, new: Known) -> Iterator[Beside]:
    for name in sorted({*old, *new}):
        was, now = old.get(name, {}), new.get(name, {})
        if was is None or now is None or was == now:
            continue
        called = str((now or was).get(COMPARED[kind][0], ""))
        if was and now:
            changes = [Change(name, "变更", path, one, other) for path, one, other in differences(was, now)]
        else:
            changes = [Change(name, "退出" if was else "新增")]
        yield from (Beside(kind, called, change) for change in changes)


def _written(kind: str, record: Record) -> dict[str, Any]:
    return _compared(kind, record.model_dump(mode="json", by_alias=True, exclude_unset=True))


def _compared(kind: str, said: Mapping[str, Any]) -> dict[str, Any]:
    return {key: said[key] for key in COMPARED[kind] if said.get(key)}


def _slug(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yml")
