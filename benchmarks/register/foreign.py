"""The city's items for Hugo, MkDocs and Zensical: a page each and a list per department, with a plain template of theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import Any

from benchmarks.register.item import Place, Record
from benchmarks.register.plan import Spec
from benchmarks.register.words import UNITS
from benchmarks.register.yaml import dump

Files = Iterator[tuple[str, str]]
Items = Iterable[tuple[Spec, Record]]

_ENGLISH = {
    "职权编码": "code", "职权名称": "title", "职权类别": "classes", "行使主体": "holder", "承办机构": "office", "权限划分": "split",
    "权力来源": "source", "设定依据": "bases", "法规": "law", "位阶": "rank", "版本": "version", "文号": "number", "条款": "article",
    "性质": "nature", "原文": "text", "责任事项": "duties", "环节": "stage", "责任": "text", "依据": "basis", "风险点": "risks",
    "表现形式": "shows", "等级": "level", "防控措施": "measures", "责任岗位": "post", "类别": "kind", "追责情形": "accountability",
    "追责对象范围": "accountable", "更新日期": "updated", "运行流程": "flow", "步骤": "step", "时限": "limit", "岗位": "post",
}  # fmt: skip
_REST = "办理 办案期限 处罚 检查 结果公开 执行方式 通俗名称 实施主体性质 行使层级 生效日期 事项版本".split()
"""Keys whose content is shown as pairs of key and value, whatever stands in them."""


def _flat(value: Any) -> str:
    """Any value as one line of text."""
    if isinstance(value, dict):
        return "；".join(f"{key} {_flat(item)}" for key, item in value.items())
    if isinstance(value, list):
        return "、".join(map(_flat, value))
    return str(value).replace("\n", " ")


def _pairs(record: Record) -> Iterator[tuple[str, str]]:
    """The rest of an item: 办理 key by key, the others as they are."""
    for key in _REST:
        value = record.get(key)
        if isinstance(value, dict):
            yield from ((name, _flat(item)) for name, item in value.items())
        elif value is not None:
            yield key, _flat(value)


def _cases(record: Record) -> list[str]:
    cases = record["追责情形"]
    return cases.split("\n") if isinstance(cases, str) else [_flat(case) for case in cases]


# ---- Hugo: data in the front matter, one template, departments and classes as taxonomies -----------------------------

_HUGO_SINGLE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>
<h1>{{ .Title }}</h1>{{ with .Params }}
<p>{{ .code }} · {{ delimit .classes "" }} · {{ .holder }} · {{ .office }}</p><p>{{ .split }} {{ .source }} {{ .updated }}</p>
<dl>{{ range .facts }}<dt>{{ .k }}</dt><dd>{{ .v }}</dd>{{ end }}</dl>
<h2>设定依据</h2><ul>{{ range .bases }}<li>{{ .law }} {{ .rank }} {{ .version }} {{ .number }} {{ .article }} {{ .nature }}
<blockquote>{{ .text }}</blockquote></li>{{ end }}</ul>
<h2>责任事项</h2><ol>{{ range .duties }}<li><h3>{{ .stage }}</h3><p>{{ .text }}</p><ul>{{ range .basis }}<li>{{ . }}</li>{{ end }}</ul>
<table>{{ range .risks }}<tr><td>{{ .risks }}</td><td>{{ .shows }}</td><td>{{ .level }}</td><td>{{ .measures }}</td><td>{{ .post }}</td>
<td>{{ .kind }}</td></tr>{{ end }}</table></li>{{ end }}</ol>
<h2>追责情形</h2><ul>{{ range .accountability }}<li>{{ . }}</li>{{ end }}</ul><p>{{ .accountable }}</p>
{{ with .flow }}<h2>运行流程</h2><ol>{{ range . }}<li>{{ . }}</li>{{ end }}</ol>{{ end }}{{ end }}</body></html>
"""
_HUGO_LIST = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>
<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.code }}</li>{{ end }}</ul>
</body></html>
"""
_HUGO_CONFIG = """baseURL: https://example.org/
title: 权责清单
disableKinds: [RSS, sitemap, robotsTXT, "404"]
taxonomies: {department: departments, class: classes}
uglyURLs: true
"""


def hugo(items: Items, place: Place) -> Files:
    """A Hugo site: structured front matter, as its users keep data, and no Markdown to render."""
    yield "hugo.yaml", _HUGO_CONFIG
    yield "layouts/_default/single.html", _HUGO_SINGLE
    yield "layouts/_default/list.html", _HUGO_LIST
    for spec, record in items:
        front = {_ENGLISH[key]: _english(value) for key, value in record.items() if key in _ENGLISH}
        front |= {
            "classes": [spec.power_class],
            "departments": [spec.unit.slug],
            "facts": [{"k": key, "v": text} for key, text in _pairs(record)],
            "accountability": _cases(record),
            "flow": [_flat(step) for step in record.get("运行流程", ())],
        }
        yield f"content/powers/{record['职权编码'].lower()}.md", f"---\n{dump(front)}---\n"


def _english(value: Any) -> Any:
    if isinstance(value, dict):
        return {_ENGLISH.get(key, key): _english(item) for key, item in value.items() if item != []}
    return [_english(item) for item in value] if isinstance(value, list) else value


# ---- MkDocs and Zensical: the same text as Markdown, a bare page template ---------------------------------------------

_PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{{ page.title }}</title></head>
<body>{{ page.content }}</body></html>
"""
_MKDOCS = """site_name: 权责清单
site_url: https://example.org/
use_directory_urls: false
theme: {name: null, custom_dir: theme}
plugins: []
markdown_extensions: [tables]
"""
_ZENSICAL = """[project]
site_name = "权责清单"
site_url = "https://example.org/"
use_directory_urls = false
nav = [{ "首页" = "index.md" }]
[project.theme]
custom_dir = "theme"
[project.markdown_extensions.tables]
"""


def mkdocs(items: Items, place: Place) -> Files:
    """A MkDocs site without search, its theme one bare template."""
    yield "mkdocs.yml", _MKDOCS
    yield from _markdown(items)


def zensical(items: Items, place: Place) -> Files:
    """The same for Zensical; its navigation names the front page only."""
    yield "zensical.toml", _ZENSICAL
    yield from _markdown(items)


def _markdown(items: Items) -> Files:
    yield "theme/main.html", _PAGE
    lists: dict[str, list[str]] = {unit.slug: [] for unit in UNITS}
    for spec, record in items:
        code = record["职权编码"]
        lists[spec.unit.slug].append(f"- [{record['职权名称']}](../powers/{code}.md) {code}")
        yield f"docs/powers/{code}.md", "\n".join(_item_lines(record)) + "\n"
    for unit in UNITS:
        yield f"docs/departments/{unit.slug}.md", "\n".join((f"# {unit.name}\n", *lists[unit.slug])) + "\n"
    yield (
        "docs/index.md",
        "\n".join(("# 权责清单\n", *(f"- [{u.name}](departments/{u.slug}.md)" for u in UNITS))) + "\n",
    )


def _item_lines(record: Record) -> Iterator[str]:
    yield f"# {record['职权名称']}\n"
    keys = ("职权编码", "职权类别", "行使主体", "承办机构", "权限划分", "权力来源", "追责对象范围", "更新日期")
    yield from _table(("项目", "内容"), [*((key, record[key]) for key in keys), *_pairs(record)])
    yield "\n## 设定依据\n"
    for basis in record["设定依据"]:
        head = " ".join(_flat(value) for key, value in basis.items() if key not in ("原文", "效力"))
        yield f"- {_safe(head)}\n\n    > {_safe(basis['原文'])}\n"
    yield "\n## 责任事项\n"
    for duty in record["责任事项"]:
        yield f"### {duty['环节']}\n\n{_safe(duty['责任'])}\n"
        yield from (f"- {_safe(text)}" for text in duty["依据"])
        yield ""
        yield from _table(tuple(duty["风险点"][0]), [tuple(risk.values()) for risk in duty["风险点"]])
        yield ""
    yield "\n## 追责情形\n"
    yield from (f"- {_safe(case)}" for case in _cases(record))
    if flow := record.get("运行流程"):
        yield "\n## 运行流程\n"
        yield from (f"{number}. {_safe(_flat(step))}" for number, step in enumerate(flow, start=1))


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(_safe(str(cell)) for cell in row) + " |"


def _safe(text: str) -> str:
    return escape(text.replace("\n", " "), quote=False)


FORMATS: dict[str, Callable[[Items, Place], Files]] = {"hugo": hugo, "mkdocs": mkdocs, "zensical": zensical}
"""The other generators' formats by name."""
