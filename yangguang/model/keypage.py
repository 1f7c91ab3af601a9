"""The handbook's page of all keys, drawn from the one vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from yangguang.model.fields import Record
from yangguang.model.kinds import KINDS, FileKind
from yangguang.model.tables import default_of, form_of, inner_records, parts, words_of

_HEAD = """# 全部的键

每种文件里可以写的全部的键；别的键是错误。怎样写、写了有什么用，见前面各章；日期、时限、是否的写法见[书写规则](values.md)。

- 写在里层的键前面是它外层的键，中间用 › 隔开。
- “必填”的空着是错误，只有收费的“依据”空着是警告。公共服务不写职权类别，要写办理，可以不写设定依据和责任事项；
  目录主项和已取消、下放、合并、拆分、划转的事项只要编码、名称和类别；直接实施责任要写环节；
  引用库里条目的责任、风险点，库里写了的不必再写；调整事项按类型还要写别的键，见[调整文件](events.md)。
- 写“一条或几条”的地方，只有一条时可以不写成列表。

同样的内容，`yangguang schema` 写成 JSON Schema，供 VS Code 等编辑器提示键名、指出写错的值；用 `yangguang new` 新建的仓库里已经设好。
基层政务公开标准目录（CSV）的列名见[其他文件](others.md)。
"""
_FORMS = {
    "record": "",
    "list": "文件是列表，每条写这些键：\n\n",
    "mapping": "文件由一行行“{name}:”组成，每一行下面写这些键：\n\n",
}
_NAMED = {"stages": "职权类别"}
"""What stands before the colon in a file of entries by name, where it is no id of one's own choice."""


def keys_page() -> str:
    """The page (Markdown): one table for every kind of file."""
    return "\n".join([_HEAD, *(_kind(kind) for kind in KINDS if not kind.pattern.endswith(".csv"))])


def _kind(kind: FileKind) -> str:
    form = _FORMS[kind.form].format(name=_NAMED.get(kind.name, "编号"))
    rows = "\n".join(row for row in _rows(kind.record, "", {}) if kind.form != "mapping" or "| 引用 |" not in row)
    return f"## {kind.title}：`{kind.pattern}`\n\n{form}| 键 | 必填 | 写什么 | 说明 |\n|---|---|---|---|\n{rows}\n"


def _rows(record: type[Record], above: str, told: dict[type, str]) -> Iterator[str]:
    """A row for every key of a record and of those inside; ``told``: records whose keys stand above already, and where."""
    base = record.__mro__[1]
    shared = told.get(base)
    told |= dict.fromkeys(record.__mro__[: record.__mro__.index(Record)], above)
    for name, info in record.model_fields.items():
        if not (shared and name in base.model_fields):  # type: ignore[attr-defined]
            yield from _key(info, f"{above} › {info.alias}" if above else str(info.alias), told)
    if shared:
        yield f"| {above} › … | | | 其余同“{shared}” |"


def _key(info: FieldInfo, name: str, told: dict[type, str]) -> Iterator[str]:
    inner = list(inner_records(info.annotation))
    same = "".join(told[record] for record in inner[:1] if record in told)
    meaning, default = info.description or "", default_of(info)
    notes = (
        meaning,
        f"不写即“{default}”" if default and "默认" not in meaning else "",
        f"各键同“{same}”" if same else "",
    )
    needed = "是" if info.is_required() or info.json_schema_extra else ""
    yield f"| {name} | {needed} | {_what(info.annotation)} | {'；'.join(filter(None, notes))} |"
    for record in () if same else inner:
        yield from _rows(record, name, told)


def _what(annotation: Any) -> str:
    """What may stand at a key: the words to choose from, else its form."""
    found = parts(annotation)
    lists = [part for one in found if get_origin(one) is tuple for part in parts(get_args(one)[0])]
    words = "、".join(words_of(annotation))
    if any(inner_records(annotation)):
        keys = "一条或几条，写下面的键" if lists else "写下面的键"
        return "，或".join(filter(None, (words, "文字" if str in found else "", keys)))
    if words:
        return f"一个或几个：{words}" if lists else words
    if lists:
        return "日期，一个或几个" if date in lists else "文字，一条或几条"
    return "一行行“键: 值”" if any(get_origin(one) is dict for one in found) else form_of(annotation)
