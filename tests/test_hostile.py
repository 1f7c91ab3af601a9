"""Hostile text in every field of every kind of file is text and nothing else, in a real browser."""

from __future__ import annotations

import csv
import io
import json
import re
import types
import typing
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page

from tests.helpers import build
from tests.markup import NOT_FOUND, Document, documents, one_of_each_kind, outside
from yangguang.model.disclosure import CatalogueRow, Disclosure
from yangguang.model.duty import Duty, Risk
from yangguang.model.event import Event
from yangguang.model.fields import Limit, Record
from yangguang.model.power import FlowStep, Power
from yangguang.model.region import Department, Hotline, Law, Place, Region, Theme

ATTACKS = {
    "markup": "</title></textarea></svg><script>window.ran=1</script><img src=x onerror=window.ran=1>"
    "\"'><svg onload=window.ran=1> onmouseover=window.ran=1 autofocus onfocus=window.ran=1 x={{7*7}}{% set x %}${7*7}"
    "<!-- ]]> --!> &lt;b&gt; [x](javascript:window.ran=1) `<b>`",
    "script-address": "javascript:window.ran=1//\"'><a href=javascript:window.ran=1>",
    "data-address": "data:text/html;base64,PHNjcmlwdD5yYW49MTwvc2NyaXB0Pg==",
    "foreign-host": "//evil.example/x",
}
ADDRESS = "https://example.org/'onmouseover='window.ran=1'?a=1&quot;&lt;b&gt;{{7*7}}#`x`"
"""The worst that still is an address."""
FILE = "附件/it's & <b onclick=ran=1> {{7*7}} #1 ?x=1 100%25.csv"
DOMAIN = "evil.example/x"

A, B, SERVICE, GONE = "1107-A-00100-141000", "1107-B-00100-141000", "1107-P-00100-141000", "1107-A-00900-141000"
COUNTY = "2107-A-00100-141081"

FIXED: dict[tuple[str, str], Any] = {
    ("Region", "format"): "1", ("Region", "code"): "141000", ("Region", "former_codes"): ["142601"], ("Region", "slug"): "linfen", ("Region", "level"): "市级",
    ("Region", "code_pattern"): None, ("Region", "class_letters"): {"行政许可": "A"}, ("Website", "domain"): DOMAIN,
    ("Website", "report"): ADDRESS, ("Region", "upper"): None,
    ("Opening", "counts"): {"civil-affairs": {"行政许可": "2", "行政处罚": "1"}},
    ("Department", "credit_code"): None, ("Department", "website"): ADDRESS,
    ("Power", "nature"): None, ("Power", "catalogue_main"): "否", ("Power", "flow"): None, ("Power", "status"): None,
    ("OtherCodes", "national_basic"): "000112345000", ("OtherCodes", "national_impl"): "1" * 31,
    ("OtherCodes", "upper"): None, ("MainItem", "code"): None,
    ("HandlingKeys", "online"): ADDRESS, ("HandlingKeys", "promised_limit"): "5个工作日",
    ("Material", "blank_form"): FILE, ("Material", "sample"): ADDRESS, ("Result", "sample"): FILE,
    ("Attachment", "file"): FILE, ("DiscretionFile", "file"): FILE,
    ("Duty", "ref"): None, ("Risk", "ref"): None, ("Duty", "kind"): "直接实施责任",
    ("Adjustment", "kind"): "取消", ("Adjustment", "before"): [GONE], ("Adjustment", "after"): [],
    ("Adjustment", "department"): None, ("Adjustment", "name"): None, ("Adjustment", "power_class"): None,
    ("Adjustment", "receivers"): None, ("Adjustment", "old_department"): None, ("Adjustment", "new_department"): None,
    ("Adjustment", "old_class"): None, ("Adjustment", "new_class"): None,
    ("Law", "slug"): "law-1", ("Law", "validity"): "有效", ("Law", "repealed"): None, ("Law", "replaced_by"): None,
    ("Law", "link"): ADDRESS, ("Law", "version"): "2020-01-01",
    ("Theme", "id"): "theme-1", ("Theme", "codes"): [A], ("Place", "id"): "hall",
    ("Disclosure", "index_number"): "1107-01/2020-00001", ("Disclosure", "issuer"): "civil-affairs",
    ("Disclosure", "expires"): None, ("Disclosure", "relations"): None,
    ("Disclosure", "powers"): [A], ("Disclosure", "explanations"): ["disclosures/2020/explains.md"],
    ("Disclosure", "explains"): None, ("Disclosure", "validity"): "有效",
}  # fmt: skip
"""Fields that are no free text, or that must fit the others; ``None`` leaves a key out."""
PREFIXES = {("Adjusted", "lists"): "无需调整——", ("Adjusted", "flow"): "无需调整——", ("Adjusted", "risk"): "无需调整——"}
"""What free text must begin with."""


PLAIN: dict[type, str] = {bool: "是", int: "1", date: "2020-01-01", Limit: "10个工作日"}
"""Values of the types that hold no free text."""


class Poison:
    """Makes content of the models: the attack, with a number of its own, wherever a text may stand."""

    def __init__(self, attack: str) -> None:
        self.attack = attack
        self.planted: dict[str, str] = {}
        """Number → the field that bears it."""

    def text(self, field: str) -> str:
        mark = f"№{len(self.planted)}№"
        self.planted[mark] = field
        return f"{self.attack}{mark}"

    def record(self, model: type[Record], *, rich: bool = True, **own: Any) -> dict[str, Any]:
        """Every key of a record. ``own`` stands for what is generated; ``rich`` prefers records where texts would do."""
        found: dict[str, Any] = {}
        for name, info in model.model_fields.items():
            owner = next(base.__name__ for base in reversed(model.__mro__) if name in getattr(base, "model_fields", {}))
            value = own.get(name, FIXED.get((owner, name), ...))
            if value is ...:
                assert not any(getattr(m, "pattern", None) for m in info.metadata), f"{owner}.{name} needs a value"
                value = self.value(info.annotation, f"{model.__name__}.{name}", rich)
                value = PREFIXES[owner, name] + value if (owner, name) in PREFIXES else value
            if value is not None:
                found[info.alias or name] = value
        return found

    def value(self, kind: Any, field: str, rich: bool) -> Any:
        """A value of one type."""
        origin, inner = typing.get_origin(kind), typing.get_args(kind)
        if origin is typing.Annotated:
            return self.value(inner[0], field, rich)
        if origin is typing.Literal:
            return inner[0]
        if origin is dict:
            key = "行政许可" if typing.get_origin(inner[0]) is typing.Annotated else self.text(field)
            return {key: self.value(inner[1], field, rich)}
        if origin is tuple:
            return [self.value(inner[0], field, rich)]
        if origin in (typing.Union, types.UnionType):
            kinds = [part for part in inner if part is not type(None)]
            return self.value(sorted(kinds, key=_richness)[-1 if rich else 0], field, rich)
        if isinstance(kind, type) and issubclass(kind, Record):
            return self.record(kind, rich=rich)
        return self.text(field) if kind is str else PLAIN[kind]


def _richness(kind: Any) -> int:
    """Words to choose from, free text, records."""
    while typing.get_origin(kind) is typing.Annotated:
        kind = typing.get_args(kind)[0]
    order: tuple[Any, ...] = (typing.Literal, None, tuple)
    origin = typing.get_origin(kind)
    return 3 if isinstance(kind, type) and issubclass(kind, Record) else order.index(origin)


def write(folder: Path, path: str, value: Any) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8"
    )


MARKDOWN = """
正文№body№

<script>window.ran=1</script> <img src=x onerror=window.ran=1> <svg onload=window.ran=1></svg>
<iframe srcdoc="<script>parent.ran=1</script>"></iframe> <style>@import url(//evil.example/x.css)</style>
<form action="https://evil.example/"><button>提交</button></form> <base href="//evil.example/">
<meta http-equiv="refresh" content="0;url=https://evil.example/"> <object data="//evil.example/x"></object>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.ran=1&gt;"></table></math>

[a](javascript:window.ran=1) [b](JaVaScRiPt:window.ran=1) [c](&#106;ava&#115;cript:window.ran=1)
[d](java	script:window.ran=1) [e](vbscript:window.ran=1) [f](data:text/html,<script>window.ran=1</script>)
[g](//evil.example/x) [h](\\\\evil.example/x) <javascript:window.ran=1> ![i](//evil.example/i.png "x" onerror=window.ran=1)
![j](https://evil.example/pixel.png) [k](x "\\" onmouseover=window.ran=1)

## 标题 {: onclick=window.ran=1 } <i onclick=window.ran=1>斜</i>
{: onerror=window.ran=1 style="position:fixed" }

| 表 | 格 |
|---|---|
| <img src=x onerror=window.ran=1> | {{ 7*7 }} {% include "base.html" %} |

*[HTML]: "><script>window.ran=1</script>

<!-- 未关闭的注释
<a href="https://evil.example/" ping="//evil.example/" target=_blank>外链</a>
"""


def front(record: dict[str, Any], body: str) -> str:
    return f"---\n{json.dumps(record, ensure_ascii=False, indent=1)}\n---\n{body}"


def plant(folder: Path, attack: str) -> dict[str, str]:
    """Writes a whole site of hostile text; answers which number stands in which field."""
    poison = Poison(attack)
    make = poison.record
    risk = make(Risk)
    level = risk["等级"]
    write(folder, "region.yml", make(Region, risk_levels={level: "高"}))
    for slug in ("civil-affairs", "planning"):
        write(folder, f"departments/{slug}.yml", make(Department))
    key = "R " + attack
    write(folder, "library/risks.yml", {key: risk})
    write(folder, "library/duties.yml", {key: make(Duty, risks=[{"引用": key}])})

    stage = poison.text("Duty.stage")
    duties = [make(Duty, stage=stage, risks=[make(Risk, level=level)]), {"引用": key, "环节": stage}]
    step = make(FlowStep, stage=stage, counted="否", side="否", next=None, branches=[
        {"条件": poison.text("Branch.condition"), "转到": "旁支" + attack},
        {"条件": poison.text("Branch.condition"), "终止": poison.text("Branch.end"), "文书": [poison.text("Branch.documents")]},
    ])  # fmt: skip
    side = {"步骤": "旁支" + attack, "环节": stage, "旁支": "是", "下一步": step["步骤"]}
    write(folder, f"powers/civil-affairs/{A}.yml",
          make(Power, code=A, power_class="行政许可", duties=duties, flow=[step, side]))  # fmt: skip
    write(folder, f"powers/civil-affairs/{B}.yml",
          make(Power, code=B, power_class="行政处罚", rich=False, duties=[make(Duty, risks=[make(Risk, level=level)])]))  # fmt: skip
    write(folder, f"powers/civil-affairs/{SERVICE}.yml",
          make(Power, code=SERVICE, nature="公共服务", power_class=None, duties=[]))  # fmt: skip
    write(folder, f"powers/planning/{GONE}.yml",
          make(Power, code=GONE, power_class="行政许可", duties=[make(Duty, risks=[make(Risk, level=level)])]))  # fmt: skip
    write(folder, "events/2020/event-1.yml", make(Event))
    write(folder, "laws.yml", [make(Law)])
    write(folder, "themes.yml", [make(Theme)])
    write(folder, "places.yml", [make(Place)])
    write(folder, "hotline.yml", make(Hotline))

    row = make(CatalogueRow, everyone="")
    table = io.StringIO()
    csv.writer(table).writerows([list(row), list(row.values())])
    write(folder, "catalogue/领域 <img src=x onerror=ran=1> & 'x'.csv", table.getvalue())
    field = "领域 <img src=x onerror=ran=1> & 'x'"
    document = make(Disclosure, catalogue=[f"{field}/{row['编号']}"])
    write(folder, "disclosures/2020/hostile.md", front(document, MARKDOWN))
    explains = make(Disclosure, index_number=None, catalogue=None, explanations=None, explains="disclosures/2020/hostile.md",
                    access="主动公开", issuer=poison.text("Disclosure.issuer"))  # fmt: skip
    write(folder, "disclosures/2020/explains.md", front(explains, MARKDOWN))
    write(folder, "pages/plain.md", f"# 说明 {attack}№page№\n{MARKDOWN}")
    titled = {"title": f"{attack}№meta№"}
    write(folder, "pages/titled.md", front(titled, "# 标题\n" + MARKDOWN))
    write(folder, FILE, "a,b\n")

    county = make(Region, slug="houma", code="141081", level="县级", opening=None, risk_levels={level: "低"})
    write(folder, "regions/houma/region.yml", county)
    write(folder, "regions/houma/departments/civil-affairs.yml", make(Department))
    write(folder, FILE.join(("regions/houma/", "")), "a,b\n")
    write(folder, f"regions/houma/powers/civil-affairs/{COUNTY}.yml",
          make(Power, code=COUNTY, power_class="行政许可", remedy=None, duties=[make(Duty, risks=[make(Risk, level=level)])]))  # fmt: skip
    return poison.planted


UNSEEN = {"Department.code", "Opening.number"}
"""Fields that serve the making of codes and the ledger, and stand on no page."""

SCAN = """() => {
  const bad = [];
  // A block of data that is nothing else: browsers never run it. JSON.parse throws where it is none.
  const data = (script) => script.type === "application/ld+json" && !script.src && JSON.parse(script.textContent);
  const own = (url) => new URL(url, document.baseURI).protocol === "file:";
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName, say = () => bad.push(element.outerHTML.slice(0, 200));
    if (/^(style|iframe|frame|object|embed|applet|base|portal|math|audio|video|foreignobject|textarea|animate|set)$/i.test(name)) say();
    // A piece of a long chart for paper shows what is drawn in the same page.
    if (name === "use" && element.getAttribute("href") !== "#flow-body") say();
    if (name === "template" && /[.]ran=|№/.test(element.innerHTML)) say();
    if (name === "script" && !data(element) && !(element.src && own(element.src) && !element.textContent)) say();
    if (name === "form" && !own(element.action)) say();
    if (name === "meta" && /refresh/i.test(element.httpEquiv)) say();
    if ((name === "link" || name === "img") && !own(element.href || element.src)) say();
    for (const { name: attribute, value } of element.attributes) {
      if (/^on|^style$|^srcdoc$|^formaction$|^ping$|^nonce$/i.test(attribute)) say();
      if (/href$|^src$|^action$|^data$/i.test(attribute)) {
        const { protocol } = new URL(value, document.baseURI);
        const away = name === "a" && /^(https?|mailto|tel):$/.test(protocol);
        if (protocol !== "file:" && !away) say();
        if (protocol === "file:" && !decodeURIComponent(new URL(value, document.baseURI).pathname).startsWith(ROOT)) say();
      }
    }
  }
  return bad;
}"""
"""Elements and attributes that could run, fetch or lead astray."""


def reading(text: str) -> str:
    """Text without its blanks: where lines break is the page's matter."""
    return re.sub(r"\s", "", text)


def astray(page: Document) -> Iterator[str]:
    """What a page that is not opened must not hold."""
    yield from page.faults
    for element in page.elements:
        yield from (f"{page.path} {name}" for name in element.attributes if name.startswith("on") or name == "style")
        if element.attributes.get("type") == "application/ld+json":
            json.loads("".join(element.words))  # a block of data, which browsers never run
        elif element.tag == "script" and (element.text or "src" not in element.attributes):
            yield f"{page.path} <script>"
    for element, address in page.links:
        if element.tag != "a" and outside(address):
            yield f"{page.path} {address}"


class Witness:
    """Looks on while pages are opened: whatever runs, asks or complains is kept."""

    def __init__(self, page: Page) -> None:
        self.seen: list[str] = []
        page.on("dialog", self._dialog)
        page.on("popup", lambda popup: self.seen.append(f"popup {popup.url}"))
        page.on("download", lambda download: self.seen.append(f"download {download.url}"))
        self.page = page

    def _dialog(self, dialog: Dialog) -> None:
        self.seen.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def visit(self, site: Path, path: str, query: str = "", until: str = "body") -> str:
        """Opens a page, touches everything on it, looks for what should not be there; answers with its text."""
        self.page.goto((site / path).as_uri() + query)
        self.page.locator(until).first.wait_for()
        self.page.evaluate(
            """() => document.querySelectorAll("*").forEach((element) => {
              for (const kind of ["mouseover", "focus", "error", "load"]) element.dispatchEvent(new Event(kind));
            })"""
        )
        bad = self.page.evaluate(SCAN.replace("ROOT", json.dumps(f"{site}/")))
        self.seen += [f"{path}: {element}" for element in bad]
        if self.page.evaluate("window.ran !== undefined || !document.body || document.title === ''"):
            self.seen.append(f"{path}: something ran")
        return str(self.page.evaluate("document.body.textContent + document.title"))


@pytest.mark.parametrize(
    ("name", "whole"), [("markup", False), *(pytest.param(name, True, marks=pytest.mark.full) for name in ATTACKS)]
)
def test_hostile_text_in_every_field_is_only_text(page: Page, tmp_path: Path, name: str, whole: bool) -> None:
    content, site = tmp_path / "content", tmp_path / "site"
    planted = plant(content, ATTACKS[name])
    result = build(content, site)
    assert result.exit_code == 0, result.output

    witness = Witness(page)
    pages = documents(site)
    every = [path for path, found in pages.items() if not found.signpost and path != NOT_FOUND]
    opened = every if whole else one_of_each_kind(site)
    text = "".join(reading(witness.visit(site, path)) for path in opened)
    text += "".join(reading(pages[path].all("html")[0].text) for path in every if path not in opened)
    found = witness.visit(site, "search.html", f"?q={A}", ".result-name a")
    assert reading(ATTACKS[name]) in reading(found), "the search shows names as they are written"
    assert witness.seen == []
    # Signposts lead away at once and 404.html belongs at the root of a server; their source has to do, and that of the
    # shorter pages of a kind.
    assert [fault for path in pages.keys() - set(opened) for fault in astray(pages[path])] == []

    # Console and requests are watched by the fixture. What an editor wrote stands there as it was written, all of it.
    attack = reading(ATTACKS[name])
    shown = {field for mark, field in planted.items() if attack + mark in text}
    assert set(planted.values()) - shown - UNSEEN == set()
    assert "7*7" in text if name == "markup" else "{{49}}" not in text
