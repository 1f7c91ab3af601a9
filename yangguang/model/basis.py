"""What a power, duty or accountability rests on: one citation of a law."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from yangguang.model.fields import Record, Texts, key
from yangguang.model.words import BasisNature, Rank, Validity

_TITLE = re.compile(r"《([^《》]+)》")


def titles(text: str | None) -> list[str]:
    """The laws that a text names in 《》."""
    return _TITLE.findall(text or "")


class Basis(Record):
    """One legal basis (设定依据): taken apart (法规, 条款 …), or as one text (原文) that nobody has taken apart yet."""

    law: str | None = key("法规", "所依据的法规名称")
    rank: Rank | None = key("位阶", "法规的位阶")
    version: str | None = key("版本", "所引版本的日期")
    number: str | None = key("文号", "法规的发布文号")
    articles: Texts = key("条款", "条、款、项", default=())
    nature: BasisNature | None = key("性质", "这一依据的作用")
    text: str | None = key("原文", "条文原文，或尚未拆分的整段依据")
    validity: Validity | None = key("效力", "该法规是否仍然有效")

    synonyms: ClassVar[dict[str, str]] = {
        "法规名称": "法规",
        "法律法规": "法规",
        "名称": "法规",
        "条文": "条款",
        "条款号": "条款",
        "法律名称": "法规",
        "依据名称": "法规",
        "条款内容": "原文",
        "条文内容": "原文",
        "依据内容": "原文",
        "法律位阶": "位阶",
        "法规位阶": "位阶",
    }

    @property
    def named(self) -> str | None:
        """The law that it names: as 法规, else as the first in its words."""
        return self.law or next(iter(titles(self.text)), None)


def _citations(value: object) -> Any:
    values = value if isinstance(value, list | tuple) else (value,)
    return [{"原文": one} if isinstance(one, str) else one for one in values if one]


class _OrTexts:
    """Says in the JSON Schema that each entry of a list may be a bare text."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        found = handler(schema)
        return {**found, "items": {"anyOf": [{"type": "string"}, found["items"]]}}


Citations = Annotated[tuple[Basis, ...], BeforeValidator(_citations), _OrTexts()]
"""Texts or entries shaped like a legal basis; a text is kept whole as 原文."""
