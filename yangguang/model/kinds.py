"""The kinds of content files: which record stands in which file, and in which form."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from yangguang.model.disclosure import CatalogueRow, Disclosure
from yangguang.model.duty import Duty, Risk
from yangguang.model.event import Event
from yangguang.model.fields import Record
from yangguang.model.power import Power
from yangguang.model.region import Department, Hotline, Law, Place, PrivacyExemption, Region, StageRule, Theme


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of content file: the record it holds, in which form, and which files it describes."""

    name: str
    title: str
    record: type[Record]
    form: Literal["record", "list", "mapping"]
    pattern: str
    """Files inside a region's folder, as a glob."""


KINDS: tuple[FileKind, ...] = (
    FileKind("region", "地区", Region, "record", "region.yml"),
    FileKind("department", "部门", Department, "record", "departments/*.yml"),
    FileKind("power", "职权事项", Power, "record", "powers/*/*.yml"),
    FileKind("duties", "责任事项库", Duty, "mapping", "library/duties.yml"),
    FileKind("risks", "风险点库", Risk, "mapping", "library/risks.yml"),
    FileKind("event", "调整文件", Event, "record", "events/*/*.yml"),
    FileKind("laws", "法规", Law, "list", "laws.yml"),
    FileKind("stages", "环节表", StageRule, "mapping", "stages.yml"),
    FileKind("themes", "事项主题", Theme, "list", "themes.yml"),
    FileKind("places", "服务场所", Place, "list", "places.yml"),
    FileKind("hotline", "热线", Hotline, "record", "hotline.yml"),
    FileKind("privacy-allow", "个人信息例外", PrivacyExemption, "list", "privacy-allow.yml"),
    FileKind("disclosure", "公开文件的文件头", Disclosure, "record", "disclosures/*/*.md"),
    FileKind("catalogue-row", "标准目录的一行", CatalogueRow, "record", "catalogue/*.csv"),
)


def kind_at(path: str) -> FileKind | None:
    """The kind of the file at a POSIX path inside its region's folder."""
    parts = PurePosixPath(path).parts
    same = (kind for kind in KINDS if kind.pattern.count("/") + 1 == len(parts))
    return next((kind for kind in same if PurePosixPath(path).match(kind.pattern)), None)
