"""Disclosure documents (政务公开) and the catalogue of what must be disclosed."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from yangguang.model.fields import Day, Listed, Record, Texts, key
from yangguang.model.power import Attachment
from yangguang.model.words import Access, DisclosureKind, DocumentValidity


class Relation(Record):
    """How a document stands to another (修改废止)."""

    file: str = key("文件", strict=True)
    relation: Literal["修改", "废止", "被修改", "被废止"] = key("关系", strict=True)
    day: Day | None = key("日期")


class Consultation(Record):
    """The period in which a notice may be objected to (公示)."""

    start: Day = key("起", strict=True)
    end: Day = key("止", strict=True)
    phone: str | None = key("意见电话")


class Disclosure(Record):
    """The front matter of disclosures/<year>/<slug>.md."""

    title: str = key("标题", strict=True)
    kind: DisclosureKind = key("公开类别", strict=True)
    index_number: str | None = key("索引号", pattern=r"^[0-9A-Za-z-]{4,18}/[0-9]{4}([0-9]{2})?-[0-9]{5}$")
    subject: str | None = key("主题分类", "制度按它分类")
    genre: str | None = key("体裁", "如 通知、公告、意见；指南、制度、年报 各有自己的栏目")
    access: Access | None = key("公开方式")
    issuer: str = key("发布机构", "部门的网址标识（即文件名），或文字", strict=True)
    joint_issuers: Texts = key("联合发文", "部门的网址标识（即文件名），或文字", default=())
    number: str | None = key("文号")
    summary: str | None = key("内容概述")
    written: Day | None = key("成文日期")
    published: Day = key("发布日期", strict=True)
    in_force: Day | None = key("施行日期")
    expires: Day | None = key("有效期至")
    validity: DocumentValidity | None = key("有效性")
    relations: Annotated[tuple[Relation, ...], Listed] = key("修改废止", default=())
    catalogue: Texts = key("目录项", "领域/编号", default=())
    powers: Texts = key("相关职权", default=())
    explanations: Texts = key("解读", default=())
    explains: str | None = key("解读自")
    consultation: Consultation | None = key("公示")
    attachments: Annotated[tuple[Attachment, ...], Listed] = key("附件", default=())

    synonyms: ClassVar[dict[str, str]] = {
        "名称": "标题", "信息索引号": "索引号", "发布单位": "发布机构", "发文机关": "发布机构", "发文字号": "文号", "概述": "内容概述",
        "成文时间": "成文日期", "发布时间": "发布日期", "实施日期": "施行日期", "效力": "有效性", "解读文件": "解读",
    }  # fmt: skip


def newest(documents: Mapping[str, Disclosure]) -> list[tuple[str, Disclosure]]:
    """Documents with their files, the newest first."""
    return sorted(documents.items(), key=lambda pair: (-pair[1].published.toordinal(), pair[0]))


def over(validity: str | None) -> str:
    """What a list says of a document that is not simply in force; else nothing."""
    return "" if validity in (None, "有效") else validity


def fills(document: Disclosure, genres: frozenset[str]) -> bool:
    """Whether a document stands in an official column (:data:`yangguang.model.words.COLUMNS`): what all may read of 政务公开."""
    open_to_all = document.kind == "政务公开" and document.access != "依申请公开"
    return open_to_all and (not genres or document.genre in genres)


_YES = frozenset("√ ✓ ✔ ☑ ✅ ■ ● 是 有 对 v y yes 1".split())
_NO = frozenset("否 无 不 × ✗ ✘ ☐ □ - — —— / n no 0".split())


def _tick(value: object) -> bool:
    """Ticks of the official tables: √, ■, 是 and the like mean yes; an empty cell, □, 否 and the like mean no."""
    if isinstance(value, bool):
        return value
    text = unicodedata.normalize("NFKC", str(value)).strip("\ufe0e\ufe0f \t\n").lower()
    if text and text not in _YES | _NO:
        raise PydanticCustomError("tick", "no tick", {"value": text})
    return text in _YES


Tick = Annotated[bool, BeforeValidator(_tick)]


class CatalogueRow(Record):
    """One row of catalogue/<领域>.csv (基层政务公开标准目录)."""

    number: str = key("编号", strict=True)
    first: str = key("一级事项", strict=True)
    second: str | None = key("二级事项")
    content: str | None = key("公开内容")
    basis: str | None = key("公开依据")
    limit: str | None = key("公开时限")
    unit: str | None = key("公开主体")
    channels: str | None = key("公开渠道和载体")
    everyone: Tick = key("全社会", default=False)
    groups: str | None = key("特定群体")
    active: Tick = key("主动", default=False)
    on_request: Tick = key("依申请", default=False)
    county: Tick = key("县级", default=False)
    township: Tick = key("乡级", default=False)
    village: Tick = key("村级", default=False)

    synonyms: ClassVar[dict[str, str]] = {
        "序号": "编号", "公开内容（要素）": "公开内容", "公开内容(要素)": "公开内容", "公开渠道": "公开渠道和载体",
        "依申请公开": "依申请", "主动公开": "主动", "镇级": "乡级",
    }  # fmt: skip
