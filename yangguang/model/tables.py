"""The tables of the open data: which columns they have and what these mean, drawn from the one vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from yangguang.model.disclosure import Disclosure
from yangguang.model.duty import Duty, Risk
from yangguang.model.event import Adjustment, Event
from yangguang.model.fields import Limit, Record
from yangguang.model.power import Power
from yangguang.model.region import Department, Law, Place, Region, Theme
from yangguang.model.words import CLASSES, RISK_LEVELS, STATUSES

CSV, JSON = ".csv", ".json"
MEDIA = {CSV: "text/csv", JSON: "application/json"}
"""How the files of a table end, and of what type they are."""

Form = str
"""What a column or key holds: 文字, 日期, 是或否, 时限, 整数, 多个文字, 一条记录, 多条记录, or one of two (文字或多条记录). In CSV several
texts stand in one cell with ；between them, several records one on a line."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``path``: the keys that lead to its value in the record; empty where the value is worked out."""

    name: str
    form: Form
    meaning: str = ""
    path: tuple[str, ...] = ()
    default: str = ""
    """What holds where the record says nothing."""
    words: tuple[str, ...] = ()
    """The only words that it may hold."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the open data; ``name`` is its file name."""

    name: str
    title: str
    meaning: str
    columns: tuple[Column, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    @property
    def anchor(self) -> str:
        """Where the data dictionary tells of its columns."""
        return f"table-{self.name}"


def parts(annotation: Any) -> tuple[Any, ...]:
    """The types that an annotation allows, without ``None`` and without what Annotated adds."""
    if get_origin(annotation) is Annotated:
        return parts(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return tuple(part for one in get_args(annotation) for part in parts(one))
    return () if annotation is NoneType else (annotation,)


def record_of(annotation: Any) -> type[Record] | None:
    """The record that a value is, where it can be nothing else."""
    found = parts(annotation)
    return found[0] if len(found) == 1 and _is_record(found[0]) else None


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Record)


def form_of(annotation: Any) -> Form:
    """What a column of this type holds."""
    found = parts(annotation)
    lists = [parts(get_args(part)[0]) for part in found if get_origin(part) is tuple]
    one = any(_is_record(part) for part in found)
    several = any(_is_record(part) for inner in lists for part in inner)
    if one or several:
        a_text = any(part is str or get_origin(part) is Literal for part in found)
        told = (("文字", a_text), ("一条记录", one), ("多条记录", several))
        return "或".join(form for form, holds in told if holds)
    if lists:
        return "多个文字"
    simple: dict[Any, Form] = {date: "日期", bool: "是或否", Limit: "时限", int: "整数"}
    return next((form for kind, form in simple.items() if kind in found), "文字")


def words_of(annotation: Any) -> tuple[str, ...]:
    """The words that may stand there, where only certain ones may, alone or in a list."""
    found = parts(annotation)
    lists = (part for one in found if get_origin(one) is tuple for part in parts(get_args(one)[0]))
    return tuple(word for one in (*found, *lists) if get_origin(one) is Literal for word in get_args(one))


def default_of(info: FieldInfo) -> str:
    """The word that holds where nothing is written."""
    if isinstance(info.default, bool):
        return "是" if info.default else "否"
    return info.default if isinstance(info.default, str) else ""


def columns_of(
    record: type[Record], without: frozenset[str] = frozenset(), above: tuple[str, ...] = ()
) -> Iterator[Column]:
    """A column for every key of a record; a record inside is taken apart (办理.审批结果.名称), a list is not."""
    for info in record.model_fields.values():
        path = (*above, info.alias or "")
        if ".".join(path) in without:
            continue
        inner = record_of(info.annotation)
        if inner is not None:
            yield from columns_of(inner, without, path)
        else:
            yield _column(".".join(path), info, path)


def _column(name: str, info: FieldInfo, path: tuple[str, ...] = ()) -> Column:
    """The column or key of a field of a record."""
    form = form_of(info.annotation)
    words = () if "记录" in form else words_of(info.annotation)
    return Column(name, form, info.description or "", path, default_of(info), words)


_CODE = Column("职权编码", "文字", "事项的编码，在本地区内唯一；各表以它相连", ("职权编码",))
_NAME = Column("职权名称", "文字", "事项的名称", ("职权名称",))
_DUTY = Column("责任编号", "文字", "环节-序号，如 受理-1；网页上的位置是 #duty-受理-1")
_PAGE = Column("网页", "文字", "本站网页，自网站根目录起")
_FILE = Column("编号", "文字", "年份/文件名，在本地区内唯一")
_WHERE = (
    Column("地区", "文字", "地区的网址标识；名称、行政区划代码在地区概况里"),
    Column("部门", "文字", "部门的网址标识"),
    Column("部门名称", "文字", "部门的全称"),
)
_STATUS = Column("状态", "文字", "数据截至日的状态；这一天写在网站的 version.json 里（as_of）", words=STATUSES)
_WORKED_OUT = frozenset({"职权编码", "职权名称", "状态", "责任事项", "引用", "风险点", "等级"})

ITEMS = Table("items", "职权事项", "每行一个事项，包括公共服务和已经取消、下放、合并、拆分、划转的事项；网站上的项数只算在用和暂停的，不算目录主项", (
    *_WHERE,
    _CODE, _NAME,
    _STATUS,
    *columns_of(Power, _WORKED_OUT),
    Column("责任事项数", "整数", "这一事项的责任事项有几项"),
    Column("风险点数", "整数", "这一事项的风险点有几个"),
    _PAGE,
))  # fmt: skip

DUTIES = Table("duties", "责任事项", "每行一项责任", (
    _CODE, _NAME, _DUTY, *columns_of(Duty, _WORKED_OUT), Column("风险点数", "整数", "这项责任的风险点有几个"),
))  # fmt: skip

RISKS = Table("risks", "廉政风险点", "每行一个风险点", (
    _CODE, _DUTY,
    Column("环节", "文字", "风险点所在责任的环节"),
    Column("风险编号", "文字", "责任编号-序号，如 受理-1-2；网页上的位置是 #risk-受理-1-2"),
    Column("风险点", "文字", "风险点名称", ("风险点",)),
    Column("等级", "文字", "清单原来的写法", ("等级",)),
    Column("统一等级", "文字", "换算成高、中、低；换算不了的为空", words=RISK_LEVELS),
    *columns_of(Risk, _WORKED_OUT),
))  # fmt: skip

EVENTS = Table("events", "调整文件", "每行是一份决定里的一项调整", (
    _FILE, *columns_of(Event, frozenset({"调整事项"})),
    Column("行", "整数", "这份决定里的第几项调整"),
    *(replace(column, name=f"调整.{column.name}") for column in columns_of(Adjustment)),
    _PAGE,
))  # fmt: skip

DOCUMENTS = Table("documents", "公开文件", "每行一份文件；正文在网页上", (_FILE, *columns_of(Disclosure), _PAGE))

_SLUG = Column("部门", "文字", "部门的网址标识；各表以它相连")
DEPARTMENTS = Table("departments", "部门", "每行一个部门，包括已经撤销的", (_SLUG, *columns_of(Department), _PAGE))
PLACES = Table("places", "服务场所", "每行一处，“办理.办理地点”以编号指它", (*columns_of(Place), _PAGE))
THEMES = Table(
    "themes",
    "办事主题",
    "每行一个主题，“办理.事项主题”以标识或名称指它",
    (
        *columns_of(Theme, frozenset({"职权"})),
        _PAGE,
        Column("事项", "多个文字", "归到它的事项的职权编码，事项自己写的和主题里写的都在内"),
    ),
)
LAWS = Table("laws", "法律法规", "每行一部法规，包括设定依据引用而没有登记的", (
    *columns_of(Law, frozenset({"效力"})),
    Column("效力", "文字", "在数据截至日的效力；没有登记的为空", words=("有效", "已修改", "废止", "尚未施行")),
    Column("事项", "多个文字", "设定依据引用它的事项的职权编码"),
    _PAGE,
))  # fmt: skip

_ELSEWHERE = frozenset({"格式版本", "网址标识", "默认救济渠道", "期初", "编码规则", "类别字母", "风险等级", "网站"})
REGION = Table("region", "地区概况", "一行：地区的名称、行政区划代码、清单的公布和主管、事项没有写时的救济渠道", (
    Column("地区", "文字", "地区的网址标识；各表以它相连"),
    *columns_of(Region, _ELSEWHERE),
    *(Column(f"默认救济渠道.{kind}", "文字", f"没有写“救济渠道”的{kind}事项，以此为准", ("默认救济渠道", kind)) for kind in CLASSES),
    _PAGE,
))  # fmt: skip

TABLES: tuple[Table, ...] = (ITEMS, DUTIES, RISKS, EVENTS, DOCUMENTS)
"""A region has these, and each of its departments."""
AROUND: tuple[Table, ...] = (DEPARTMENTS, LAWS, PLACES, THEMES, REGION)
"""What items name, for a region alone."""
REGION_TABLES: tuple[Table, ...] = (*TABLES, *AROUND)


def inner_records(annotation: Any) -> Iterator[type[Record]]:
    """The records that a value may be, or that the entries of a list may be."""
    for part in parts(annotation):
        entries = parts(get_args(part)[0]) if get_origin(part) is tuple else (part,)
        yield from filter(_is_record, entries)


def keys_of(record: type[Record], above: str = "") -> Iterator[Column]:
    """Every key that the JSON of a record may hold, those of records inside included: 办理.申请材料[].名称."""
    for info in record.model_fields.values():
        name = f"{above}{info.alias}"
        annotation = info.annotation
        yield _column(name, info)
        for part in parts(annotation):
            for inner in inner_records(part):
                yield from keys_of(inner, f"{name}." if part is inner else f"{name}[].")


def _refs(name: str, meaning: str) -> tuple[Column, ...]:
    """Other items that an item's JSON names."""
    return (
        Column(name, "多条记录", meaning),
        Column(f"{name}[].地区", "文字", "地区的网址标识"),
        Column(f"{name}[].职权编码", "文字"),
    )


def _around(key: str, record: type[Record], *before: Column) -> tuple[Column, ...]:
    """The keys of an object that holds a whole record under ``key``."""
    return (*before, Column(key, "一条记录", "内容里写的"), *keys_of(record, f"{key}."))


OBJECTS: dict[Table, tuple[Column, ...]] = {
    ITEMS: _around(
        "事项", Power, *_WHERE, _STATUS, _PAGE,
        *_refs("子项", "这一主项的子项"),
        *_refs("前身", "变成它的事项，如合并、拆分、划转以前的"),
        *_refs("后续", "它变成的事项，如合并、拆分、划转以后的"),
        *_refs("同一职权", "其他地区的同一职权"),
        Column("调整", "多个文字", "涉及它的调整文件的编号"),
        Column("公开文件", "多个文字", "相关公开文件的编号"),
    ),
    EVENTS: _around("事件", Event, _FILE, _PAGE),
    DOCUMENTS: _around("文件", Disclosure, _FILE, _PAGE),
    DEPARTMENTS: (_SLUG, *keys_of(Department), _PAGE),
    PLACES: (*keys_of(Place), _PAGE),
}  # fmt: skip
"""The keys of each object of a JSON table that holds whole records; of the other tables a key is a column, and so it is of
departments and places, whose lists hold records."""
