"""Feeds, sitemap, robots.txt and the catalogue of data: well formed, dated by the data, absolute where there is a domain."""

from __future__ import annotations

import json
import posixpath
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import build, copy_of
from tests.making import AS_OF, content, event, item, linked, paper, row
from yangguang.data.catalog import catalog, days
from yangguang.data.feeds import NEWEST, Feed, Item, atom
from yangguang.data.feeds import feeds as feeds_of
from yangguang.data.sitemap import sitemaps
from yangguang.model.content import RegionContent
from yangguang.model.event import Event
from yangguang.model.facts import ItemFacts
from yangguang.model.region import Department, Region

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ROOT = "https://qz.example.gov.cn/list/"
KINDS = (".html", ".xml", ".csv", ".json")
REGION = RegionContent(
    Region.model_validate({"格式版本": "1", "名称": "某市", "行政区划代码": "141000", "网址标识": "a", "层级": "市级"})
)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site with one."""
    folder = tmp_path_factory.mktemp("public")
    content = copy_of("good", folder)
    region = content / "region.yml"
    text = re.sub(r"(?m)^网站: .*$", f"网站: {{域名: {ROOT.rstrip('/')}}}", region.read_text(encoding="utf-8"))
    region.write_text(text, encoding="utf-8")
    assert build(content, folder / "site", "--no-cache").exit_code == 0
    return folder / "site"


def texts(element: ET.Element, name: str) -> list[str]:
    return [found.text or "" for found in element.iter(name)]


def feeds(site: Path) -> dict[str, ET.Element]:
    return {
        path.relative_to(site).as_posix(): ET.parse(path).getroot() for path in sorted(site.rglob("feeds/**/*.xml"))
    }


def test_every_feed_is_complete_atom_with_days_of_the_data(good_site: Path) -> None:
    found = feeds(good_site)
    assert {"feeds/linfen/changes.xml", "feeds/linfen/documents.xml", "feeds/linfen/departments/civil-affairs.xml",
            "feeds/houma/changes.xml"} <= set(found)  # fmt: skip
    for path, feed in found.items():
        entries = feed.findall(f"{ATOM}entry")
        updated = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
        assert entries, path
        assert updated == sorted(updated, reverse=True)
        assert feed.findtext(f"{ATOM}updated") == updated[0]
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+08:00", moment) for moment in updated)
        assert all(texts(entry, f"{ATOM}{name}")[0] for entry in entries for name in ("title", "id", "name"))
        assert all(entry.find(f"{ATOM}link[@rel='alternate']") is not None for entry in entries)
        assert not any("2026-01-05" in moment for moment in updated)
        leads = feed.find(f"{ATOM}link[@rel='alternate']")
        assert leads is not None
        page = posixpath.normpath(posixpath.join(posixpath.dirname(path), leads.get("href", "")))
        back = posixpath.relpath(path, posixpath.dirname(page))
        assert f'type="application/atom+xml" title="{feed.findtext(f"{ATOM}title")}" href="{back}"' in (
            good_site / page
        ).read_text(encoding="utf-8"), "its page tells readers of feeds of it"
    assert found["feeds/linfen/changes.xml"].findtext(f"{ATOM}author/{ATOM}name") == "临汾市人民政府"


def test_decisions_that_tell_no_day_are_dated_by_when_they_take_force(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    for file in content.glob("events/*/*.yml"):
        file.write_text(re.sub(r"(?m)^(?:决定|公布)日期: .*\n", "", file.read_text(encoding="utf-8")), encoding="utf-8")
    result = build(content, tmp_path / "site", "--no-cache")
    assert result.exit_code == 0, result.output
    entries = feeds(tmp_path / "site")["feeds/linfen/changes.xml"].iter(f"{ATOM}entry")
    assert [(entry.findtext(f"{ATOM}updated") or "")[:4] for entry in entries] == ["2018", "2016"]
    texts_of = [file.read_text(encoding="utf-8") for file in (tmp_path / "site").rglob("*") if file.suffix in KINDS]
    assert [text[:200] for text in texts_of if re.search(r">None<|\bNone\b-|\"None\"|,None,", text)] == []


def test_links_of_feeds_lead_to_pages_of_the_site(good_site: Path, public: Path) -> None:
    for path, feed in feeds(good_site).items():
        targets = [posixpath.normpath(posixpath.join(posixpath.dirname(path), link.attrib["href"]))
                   for link in feed.iter(f"{ATOM}link")]  # fmt: skip
        assert [target for target in targets if not (good_site / unquote(target)).is_file()] == []
    for feed in feeds(public).values():
        targets = [link.attrib["href"] for link in feed.iter(f"{ATOM}link")]
        assert all(target.startswith(ROOT) for target in targets)
        assert all((public / unquote(target.removeprefix(ROOT))).is_file() for target in targets)


def test_an_entry_keeps_its_id_when_the_site_moves(good_site: Path, public: Path) -> None:
    ids = {path: texts(feed, f"{ATOM}id") for path, feed in feeds(good_site).items()}
    assert ids == {path: texts(feed, f"{ATOM}id") for path, feed in feeds(public).items()}
    for own in ids.values():
        assert len(set(own)) == len(own)


def followed(department: str, items: list[ItemFacts], *events: Event, **more: Any) -> list[str]:
    """The titles in the feed of a department, the newest first; no feed, no titles."""
    region = content(*events, **more)
    links = linked((region, items), updated={one.code: date(2020, 1, 1) for one in items}).regions["linfen"]
    found = {feed.path: feed.items for feed in feeds_of(region, links, AS_OF)}
    return [entry.title for entry in found.get(f"feeds/linfen/departments/{department}.xml", ())]


def test_an_entry_keeps_its_id_when_a_county_becomes_a_district_of_another_code() -> None:
    entry = Item("events/2019/a.html", "决定", date(2019, 1, 1), "某市政府")
    feed = Feed("feeds/a/changes.xml", "变动", "events/index.html", "某市政府", (entry,))
    district = REGION.region.model_copy(update={"code": "149900", "former_codes": (REGION.region.code,)})
    assert atom(feed, REGION, ROOT) == atom(feed, replace(REGION, region=district), ROOT)


def test_a_department_hears_of_what_it_gave_away_and_of_what_it_got() -> None:
    moved = event("2018-01-01", row("划转", "A1", "A1", 原部门="jiaoyu", 现部门="minzheng"))
    assert followed("jiaoyu", [item("A1", "minzheng")], moved) == ["2018-01-01"]
    assert followed("minzheng", [item("A1", "minzheng", dated=True)], moved) == ["A1", "2018-01-01"]
    elsewhere = event("2018-01-01", row("暂停", "A1"))
    assert followed("jiaoyu", [item("A1", "minzheng")], elsewhere) == []


def test_a_department_hears_of_what_was_decided_while_it_held_the_item() -> None:
    days = ("2017-01-01", "2019-01-01")
    suspended, resumed = (event(day, row(kind, "A1")) for day, kind in zip(days, ("暂停", "恢复"), strict=True))
    moved = event("2018-01-01", row("划转", "A1", "A1", 原部门="jiaoyu", 现部门="minzheng"))
    served = item("A1", "minzheng", None, nature="公共服务")
    for held in (item("A1", "minzheng"), served):
        assert followed("jiaoyu", [held], suspended, moved, resumed) == ["2018-01-01", "2017-01-01"]
        assert followed("minzheng", [held], suspended, moved, resumed) == ["2019-01-01", "2018-01-01"]


def test_a_department_hears_of_what_was_decided_under_a_name_that_it_had() -> None:
    moved = event("2018-01-01", row("划转", "A1", "A1", 原部门="教育委员会", 现部门="minzheng"))
    region = content(moved)
    named = {"名称": "教育局", "曾用名": [{"名称": "教育委员会"}]}
    region = replace(region, departments={**region.departments, "jiaoyu": Department.model_validate(named)})
    links = linked((region, [item("A1", "minzheng")])).regions["linfen"]
    assert [feed.path for feed in feeds_of(region, links, AS_OF) if "jiaoyu" in feed.path] == [
        "feeds/linfen/departments/jiaoyu.xml"
    ]


def test_a_department_hears_of_what_it_issued_with_others() -> None:
    documents = {"disclosures/2024/a.md": paper("联合通知", 联合发文=["jiaoyu"]), "disclosures/2024/b.md": paper()}
    assert followed("jiaoyu", [], disclosures=documents) == ["联合通知"]
    assert followed("minzheng", [], disclosures=documents) == ["联合通知", "通知"]


def test_an_entry_says_who_issued_a_document_and_what_it_holds() -> None:
    region = content(disclosures={"disclosures/2024/a.md": paper(发布机构="某市医院", 内容概述="讲什么")})
    [feed] = feeds_of(region, linked((region, [])).regions["linfen"], AS_OF)
    entry = ET.fromstring(atom(feed, region, "")).find(f"{ATOM}entry")
    assert entry is not None
    assert (texts(entry, f"{ATOM}name"), entry.findtext(f"{ATOM}summary")) == (["某市医院"], "讲什么")


def test_an_item_off_the_list_is_no_news_of_its_department() -> None:
    items = [item("A1", dated=True), item("B1", dated=True, own_status="已取消")]
    assert followed("minzheng", items) == ["A1"]


def ids_on(*days: str, again: bool) -> set[bytes]:
    """The ids of one entry as its day changes."""
    entries = (Item("powers/A1.html", "A1", date.fromisoformat(day), "局", again=again) for day in days)
    feeds = (Feed("feeds/a/changes.xml", "", "index.html", "局", (entry,)) for entry in entries)
    return {atom(feed, REGION, "").split(b"id>")[3] for feed in feeds}


def test_a_decision_stays_one_entry_when_its_day_of_publication_is_told_later() -> None:
    decided = event("2018-01-01", row("暂停", "A1"), decided="2017-12-05")
    regions = [content(decided), content(decided.model_copy(update={"published": date(2017, 12, 9)}))]
    found = [next(feeds_of(region, linked((region, [])).regions["linfen"], AS_OF)) for region in regions]
    assert [feed.items[0].day for feed in found] == [date(2017, 12, 5), date(2017, 12, 9)]
    assert len({atom(feed, REGION, "").split(b"id>")[3] for feed in found}) == 1
    assert len(ids_on("2020-01-01", "2020-01-02", again=False)) == 1


def test_an_item_that_was_brought_up_to_date_is_news_again() -> None:
    region = content()
    links = linked((region, [item("A1", dated=True)]), updated={"A1": date(2020, 1, 1)}).regions["linfen"]
    [feed] = feeds_of(region, links, AS_OF)
    assert [entry.again for entry in feed.items] == [True]
    assert len(ids_on("2020-01-01", "2020-01-02", again=True)) == 2


def test_a_feed_holds_the_newest_only() -> None:
    events = [event(f"2018-01-{1 + n % 28:02}", row("暂停", "A1")) for n in range(NEWEST + 28)]
    found = followed("minzheng", [item("A1")], *events)
    assert (len(found), found[0], found[-1]) == (NEWEST, "2018-01-28", min(found))
    assert found == sorted(found, reverse=True)


@given(st.text(), st.text(), st.text())
def test_any_text_makes_a_well_formed_feed(title: str, author: str, summary: str) -> None:
    hostile = Item("events/2016/a.html", f"{title}<x>&\"'", date(2016, 1, 1), f"]]>{author}", f"{summary}\0\ufffe")
    feed = Feed("feeds/a/changes.xml", title, "events/index.html", author, (hostile,))
    for root in ("", ROOT):
        found = ET.fromstring(atom(feed, REGION, root)).find(f"{ATOM}entry")
        assert found is not None
        assert (found.findtext(f"{ATOM}title") or "").endswith("<x>&\"'")


def test_the_sitemap_names_every_page_once_and_nothing_else(public: Path) -> None:
    root = ET.parse(public / "sitemap.xml").getroot()
    named = [unquote(place.removeprefix(ROOT)) for place in texts(root, f"{MAP}loc")]
    assert named == sorted(set(named))
    pages = {path.relative_to(public).as_posix() for path in public.rglob("*.html")}
    redirects = {path for path in pages if 'http-equiv="refresh"' in (public / path).read_text(encoding="utf-8")}
    assert set(named) == pages - redirects - {"404.html", "release.html"}
    days = {url.findtext(f"{MAP}loc"): url.findtext(f"{MAP}lastmod") for url in root}
    assert days[f"{ROOT}powers/1107-A-00100-141000.html"] == "2016-02-19"
    assert days[f"{ROOT}powers/1107-A-00200-141000.html"] == "2016-06-01", "since when it is cancelled"


def test_a_large_sitemap_is_an_index_of_several() -> None:
    pages = [(f"powers/{number}.html", None) for number in range(7)]
    files = dict(sitemaps(ROOT, pages, most=3))
    assert list(files) == ["sitemap.xml", "sitemaps/1.xml", "sitemaps/2.xml", "sitemaps/3.xml"]
    index = texts(ET.fromstring(files["sitemap.xml"]), f"{MAP}loc")
    assert index == [f"{ROOT}sitemaps/{number}.xml" for number in (1, 2, 3)]
    parts = [place for name in list(files)[1:] for place in texts(ET.fromstring(files[name]), f"{MAP}loc")]
    assert parts == [f"{ROOT}{path}" for path, _ in pages]


def test_without_a_domain_there_is_no_sitemap_and_robots_do_not_hear_of_one(good_site: Path, public: Path) -> None:
    assert not (good_site / "sitemap.xml").exists()
    assert (good_site / "robots.txt").read_text() == "User-agent: *\nAllow: /\n"
    assert (public / "robots.txt").read_text().endswith(f"Sitemap: {ROOT}sitemap.xml\n")


def words(value: object) -> Iterator[str]:
    """Every key of a JSON-LD document but those of its context, and every type."""
    if isinstance(value, list):
        yield from chain.from_iterable(map(words, value))
    elif isinstance(value, dict):
        yield from (key for key in value if key != "@context")
        yield value.get("@type", "")
        yield from chain.from_iterable(words(part) for key, part in value.items() if key != "@context")


def test_the_catalogue_names_files_that_are_there(good_site: Path, public: Path) -> None:
    for site, root in ((good_site, ""), (public, ROOT)):
        told = json.loads((site / "data/v1/catalog.json").read_text(encoding="utf-8"))
        assert told["@type"] == "dcat:Catalog"
        assert {word.split(":")[0] for word in words(told) if ":" in word} <= told["@context"].keys()
        given = [one for dataset in told["dcat:dataset"] for one in dataset["dcat:distribution"]]
        places = [one["dcat:downloadURL"]["@id"] for one in given]
        kinds = {
            (posixpath.splitext(place)[1], one["dcat:mediaType"]["@id"])
            for place, one in zip(places, given, strict=True)
        }
        types = "https://www.iana.org/assignments/media-types/"
        assert kinds == {(".csv", f"{types}text/csv"), (".json", f"{types}application/json")}
        files = [unquote(place.removeprefix(root)) if root else f"data/v1/{unquote(place)}" for place in places]
        home = told["foaf:homepage"]["@id"]
        assert (site / (home.removeprefix(root) if root else f"data/v1/{home}")).is_file()
        assert told["dct:publisher"]["foaf:name"] == "临汾市人民政府"
        assert [file for file in files if not (site / file).is_file()] == []
        tables = {path.relative_to(site).as_posix() for path in site.glob("data/v1/*/**/*.*")}
        assert set(files) == {path for path in tables if "/powers/" not in path and not path.endswith(".html")}


def told_days(region: RegionContent, as_of: date = AS_OF) -> dict[str, str | None]:
    """What the catalogue says of when each table was changed."""
    decided = {slug: [file for file in region.events if slug == "minzheng"] for slug in region.departments}
    updated = {"minzheng": date(2020, 1, 1), "jiaoyu": None}
    told = json.loads(catalog({"linfen": region}, {"linfen": days(region, updated, decided, as_of)}, ""))
    return {one["dct:identifier"].removeprefix("linfen/"): one.get("dct:modified", {}).get("@value")
            for one in told["dcat:dataset"]}  # fmt: skip


def test_the_catalogue_says_when_each_table_was_changed() -> None:
    region = content(
        event("2018-01-01", row("暂停", "A1"), decided="2017-12-05"),
        disclosures={"disclosures/2024/a.md": paper(联合发文=["jiaoyu"])},
    )
    found = told_days(region)
    names = ("items", "events", "documents", "minzheng/items", "minzheng/events", "minzheng/documents",
             "jiaoyu/items", "jiaoyu/events", "jiaoyu/documents")  # fmt: skip
    assert [found[name] for name in names] == [
        "2020-01-01", "2017-12-05", "2024-05-15", "2020-01-01", "2017-12-05", "2024-05-15", None, None, "2024-05-15",
    ]  # fmt: skip


def test_items_are_changed_by_a_decision_when_it_is_told_and_when_it_takes_force() -> None:
    region = content(event("2021-07-01", row("取消", "A1"), decided="2021-03-05"))
    for as_of, since in ((date(2021, 6, 30), "2021-03-05"), (date(2021, 7, 1), "2021-07-01")):
        found = told_days(region, as_of)
        assert {found[f"{owner}{table}"] for owner in ("", "minzheng/") for table in ("items", "duties")} == {since}
        assert (found["events"], found["jiaoyu/items"]) == ("2021-03-05", None)


def test_the_catalogue_says_of_each_table_what_it_holds_and_of_which_day() -> None:
    told = json.loads(catalog({"linfen": content()}, {"linfen": {("minzheng", "duties"): date(2020, 1, 1)}}, ""))
    said = {one["dct:identifier"]: one["dct:description"] for one in told["dcat:dataset"]}
    assert min(map(len, said.values())) >= 50
    assert said["linfen/minzheng/duties"].startswith("minzheng的责任事项：每行一项责任。共 ")
    assert "有职权编码、职权名称、责任编号、" in said["linfen/minzheng/duties"]
    assert said["linfen/minzheng/duties"].endswith("最近更新 2020-01-01。")
    assert "最近更新" not in said["linfen/jiaoyu/duties"]


def test_the_catalogue_tells_all_that_portals_insist_on(public: Path) -> None:
    told = json.loads((public / "data/v1/catalog.json").read_text(encoding="utf-8"))
    assert told["dct:description"] == (
        "临汾市权责清单开放数据：各地区、各部门的职权事项、责任事项、廉政风险点、调整文件、公开文件，"
        "各地区的部门、法律法规、服务场所、办事主题、地区概况，CSV 和 JSON 两种格式。"
    )
    for one in (told, *told["dcat:dataset"]):
        assert {"dct:title", "dct:description", "dct:publisher"} <= one.keys()
        assert one["dct:publisher"]["@type"] == "foaf:Agent"
    for one in told["dcat:dataset"]:
        region = one["dct:identifier"].split("/")[0]
        assert one["dcat:landingPage"]["@id"] == f"{ROOT}data/v1/{region}/index.html"
        page, _, anchor = one["foaf:page"]["@id"].removeprefix(ROOT).partition("#")
        assert f'id="{anchor}">' in (public / page).read_text(encoding="utf-8")
        assert all(file["dcat:accessURL"] == file["dcat:downloadURL"] for file in one["dcat:distribution"])


def test_what_dcat_calls_a_thing_is_no_text_in_the_catalogue() -> None:
    told = json.loads(catalog({"linfen": content()}, {"linfen": {}}, ""))
    things = ("dct:language", "dct:publisher", "dct:spatial", "foaf:homepage", "foaf:page", "dcat:landingPage")
    for one in (told, *told["dcat:dataset"]):
        assert [name for name in things if isinstance(one.get(name, {}), str)] == []
    assert told["dcat:dataset"][0]["dct:spatial"] == {"@type": "dct:Location", "rdfs:label": "linfen"}
