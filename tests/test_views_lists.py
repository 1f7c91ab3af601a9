"""Home, departments, classes: what counts is counted once, what residents apply for comes first, nothing is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from tests import making, viewing
from tests.viewing import RENDERER, pages_of
from yangguang.build.region import read_region
from yangguang.build.source import MemorySource
from yangguang.model.content import RegionContent
from yangguang.model.disclosure import Disclosure
from yangguang.model.event import Adjustment, Event
from yangguang.model.facts import CitedLaw, ItemFacts
from yangguang.model.fields import Limit
from yangguang.model.links import EventRef, ItemLinks, Links, RegionLinks
from yangguang.model.region import Channel, Department, Hotline, Office, Publication, Region, Theme
from yangguang.model.words import APPLIED_FOR, CLASSES
from yangguang.views.classes import ClassesPage, ClassPage
from yangguang.views.department import DepartmentPage
from yangguang.views.departments import DepartmentsPage
from yangguang.views.home import HomePage
from yangguang.views.shell import Page

LICENCE = ItemFacts(
    "1107-A-1", "社会团体成立登记", "civil-affairs", power_class="行政许可", duties=5, risks=(1, 2, 3), free=True,
    promised_limit=Limit(20, "个工作日"), everyday_names=("注册协会",), dated=True,
)  # fmt: skip
PENALTY = ItemFacts("1107-B-1", "对社会团体的处罚", "civil-affairs", power_class="行政处罚", duties=7)
HEADING = ItemFacts("1107-A-0", "社会团体登记", "civil-affairs", power_class="行政许可", catalogue_main=True)
GONE = ItemFacts("1107-A-9", "筹备成立审批", "civil-affairs", power_class="行政许可", duties=4)
SERVICE = ItemFacts("1109-P-1", "社保查询", "human-resources", nature="公共服务")
ITEMS = (LICENCE, PENALTY, HEADING, GONE, SERVICE)
CANCEL = EventRef("events/2018/a.html", "取消一批", "临政发〔2018〕1号", date(2018, 5, 1), "取消", True)
DEPARTMENTS = {
    "human-resources": Department(name="临汾市人社局"),
    "civil-affairs": Department(name="临汾市民政局", short="市民政局", consult_phone="0357-0000101"),
    "archives": Department(name="临汾市档案局"),
}


def content(slug: str = "linfen", **values: Any) -> RegionContent:
    region = Region(
        format="1", name="临汾市", code="141000", slug=slug, level="市级",
        publication=Publication(day=date(2015, 11, 30), number="临政发〔2015〕28号"),
    )  # fmt: skip
    return RegionContent(region, departments=DEPARTMENTS, **values)


def pages(*contents: RegionContent, items: tuple[ItemFacts, ...] = ITEMS) -> dict[str, Page]:
    statuses = {GONE.code: ItemLinks(status="已取消", events=(CANCEL,))}
    links = {i.code: statuses.get(i.code, ItemLinks()) for i in items}
    own = RegionLinks({i.code: i for i in items}, links, {LICENCE.code: date(2026, 3, 16)})
    contents = contents or (content(),)
    planned = pages_of(
        {c.slug: c for c in contents},
        Links(date(2026, 1, 5), {c.slug: own for c in contents}),
        lambda region, path: b"",
    )
    return {page.path: page.make() for page in planned}


P = TypeVar("P", bound=Page)


def page_at(kind: type[P], path: str, *contents: RegionContent, items: tuple[ItemFacts, ...] = ITEMS) -> P:
    found = pages(*contents, items=items)[path]
    assert isinstance(found, kind)
    return found


def test_public_services_tombstones_and_headings_are_no_powers_of_the_list() -> None:
    home = page_at(HomePage, "index.html")
    assert [(c.label, c.number) for c in home.figures] == [
        ("部门", 3), ("职权事项", 2), ("公共服务", 1), ("责任事项", 12), ("风险点", 6),
    ]  # fmt: skip


def test_what_residents_apply_for_comes_first() -> None:
    home = page_at(HomePage, "index.html")
    assert [c.name for c in home.applied_for] == list(APPLIED_FOR)
    assert [c.name for c in home.on_office] == [c for c in CLASSES if c not in APPLIED_FOR]
    assert [c.name for c in home.services] == ["公共服务"]


def test_departments_are_read_in_their_own_order_and_those_without_one_last() -> None:
    orders = {"a": "", "b": "排序: 1000001\n", "c": "排序: 2\n", "d": "排序: 0\n", "e": "", "f": "排序: 2\n"}
    files = {f"departments/{slug}.yml": f"名称: {slug}\n{order}".encode() for slug, order in orders.items()}
    read = read_region(MemorySource({"region.yml": b"", **files}, ""))
    assert read.content is not None
    assert "".join(read.content.departments) == "dcfbae"


def test_departments_stand_in_their_own_order() -> None:
    home = page_at(HomePage, "index.html")
    assert [(d.label, d.number) for d in home.departments] == [
        ("临汾市人社局", 1),
        ("市民政局", 2),
        ("临汾市档案局", 0),
    ]


def test_the_table_of_departments_adds_up() -> None:
    table = page_at(DepartmentsPage, "departments/index.html").table
    assert table.columns == ("许可", "处罚", "公共服务", "合计")
    assert [row.cells for row in table.rows] == [("", "", "1", "1"), ("1", "1", "", "2"), ("", "", "", "")]
    assert table.total == ("1", "1", "1", "3")


def test_a_departments_page_lists_its_items_by_class_and_keeps_the_gone_ones_apart() -> None:
    page = page_at(DepartmentPage, "departments/civil-affairs.html")
    licences, penalties = page.groups
    assert (licences.title, licences.number) == ("行政许可", 1)
    assert [row.name for row in licences.rows] == ["社会团体登记", "社会团体成立登记"]
    assert [row.name for row in licences.gone] == ["筹备成立审批"]
    assert penalties.number == 1


def test_a_departments_page_tells_the_decisions_that_touch_it_its_gifts_too() -> None:
    full = content(
        events={
            "events/2018/a.yml": decision("取消一批", date(2018, 5, 1), Adjustment(kind="取消", before=(GONE.code,))),
            "events/2019/t.yml": decision(
                "划转", date(2019, 3, 1),
                Adjustment(kind="划转", before=(LICENCE.code,), after=(LICENCE.code,), old_department="临汾市档案局"),
                Adjustment(kind="新增", after=(SERVICE.code,)),
            ),
            "events/2026/b.yml": decision("下放一批", date(2026, 2, 1), Adjustment(kind="下放", before=(PENALTY.code,))),
        }
    )  # fmt: skip
    taker = page_at(DepartmentPage, "departments/civil-affairs.html", full)
    assert [(event.title, event.kind, event.note) for event in taker.events] == [
        ("下放一批", "下放", "1号\u00a0· 尚未生效"), ("划转", "划转", "1号"), ("取消一批", "取消", "1号"),
    ]  # fmt: skip
    giver = page_at(DepartmentPage, "departments/archives.html", full)
    assert [(event.title, event.kind) for event in giver.events] == [("划转", "划转")]
    other = page_at(DepartmentPage, "departments/human-resources.html", full)
    assert [(event.title, event.kind) for event in other.events] == [("划转", "新增")]


def decision(title: str, day: date, *rows: Adjustment) -> Event:
    return Event(number="1号", title=title, approver="市政府", decided=day, effective=day, adjustments=rows)


def test_a_row_tells_limit_fee_and_everyday_names() -> None:
    page = page_at(DepartmentPage, "departments/civil-affairs.html")
    row = page.groups[0].rows[1]
    assert (row.limit, row.everyday, row.href) == ("20个工作日\u00a0· 不收费", "注册协会", "../powers/1107-A-1.html")
    text = RENDERER.render(page).decode()
    assert "<span>20个工作日\u00a0· 不收费</span>" in text
    assert "俗称：注册协会" in text
    assert "在用" not in text, "a status that goes without saying"
    assert "已不在清单上，保留备查" in text


def test_a_department_tells_its_duties_its_offices_and_what_they_do() -> None:
    offices = (Office(name="社会组织科", duties="登记社会团体", phone="0357-0000111"), Office(name="办公室"))
    own = Department(name="临汾市民政局", duties=("指导社会救助",), offices=offices)
    page = page_at(
        DepartmentPage, "departments/civil-affairs.html", replace(content(), departments={"civil-affairs": own})
    )
    text = re.sub(r"<[^>]+>|\s", "", RENDERER.render(page).decode())
    assert "主要职责指导社会救助" in text
    assert "内设机构社会组织科登记社会团体0357-0000111办公室" in text


def test_a_department_without_items_says_so() -> None:
    page = page_at(DepartmentPage, "departments/archives.html")
    assert "本部门没有列入清单的事项" in RENDERER.render(page).decode()


def test_every_class_has_a_page_even_an_empty_one() -> None:
    assert isinstance(pages()["classes/caijue.html"], ClassPage)
    assert "清单里没有这一类事项" in RENDERER.render(pages()["classes/caijue.html"]).decode()
    assert page_at(ClassesPage, "classes/index.html").applied_for[0].figure == "1"


def test_an_item_of_an_unknown_department_is_not_lost() -> None:
    stray = replace(LICENCE, department="nowhere")
    page = page_at(ClassPage, "classes/xuke.html", items=(stray,))
    assert [(group.title, group.href, len(group.rows)) for group in page.groups] == [("nowhere", "", 1)]


def test_navigation_leads_only_where_there_is_something() -> None:
    bare = [entry.text for entry in pages()["index.html"].shell.frame.nav]
    assert bare == ["部门", "职权类别", "法律依据"]
    rich = content(
        themes=(Theme(id="a", name="开饭馆"),),
        hotline=Hotline(name="12345", channels=(Channel(kind="电话", address="12345"),)),
    )
    assert [e.text for e in pages(rich)["index.html"].shell.frame.nav] == [
        "办事主题",
        "部门",
        "职权类别",
        "法律依据",
        "热线",
    ]


def test_a_further_region_has_the_same_tree_under_its_own_folder() -> None:
    houma = replace(content("houma"), main=False)
    found = pages(content(), houma)
    assert "regions/houma/departments/civil-affairs.html" in found
    page = found["regions/houma/departments/civil-affairs.html"]
    assert page.shell.frame.home == "../index.html"
    assert page.shell.frame.root == "../../../"
    assert [region.href for region in page.shell.frame.regions] == ["../../../index.html"]
    text = RENDERER.render(page).decode()
    assert "其他地区的清单" in text
    assert re.findall(r'<a href="([^"]*)" aria-current="true">(.*?)</a>', text) == [("index.html", "部门")]


def test_the_home_page_shows_hotline_events_and_documents() -> None:
    event = Event(
        number="1号", title="下放一批", approver="市政府", decided=date(2026, 1, 1), effective=date(2026, 2, 1),
        adjustments=(Adjustment(kind="下放", before=("1107-A-1",)),),
    )  # fmt: skip
    document = Disclosure(title="年度报告", kind="政务公开", issuer="civil-affairs", published=date(2025, 3, 1))
    full = content(
        hotline=Hotline(name="12345热线", hours="全天", channels=(Channel(kind="电话", address="0357-12345"),)),
        events={"events/2026/a.yml": event},
        disclosures={"disclosures/2025/report.md": document},
    )
    home = page_at(HomePage, "index.html", full)
    assert home.hotline is not None
    assert (home.hotline.number.text, home.hotline.number.href) == ("0357-12345", "tel:035712345")
    assert (home.events[0].href, home.events[0].note) == ("events/2026/a.html", "1号\u00a0· 尚未生效")
    assert home.documents[0].href == "disclosures/2025/report.html"
    assert home.updated == "2026-03-16"
    text = re.sub(r"<[^>]+>", "", RENDERER.render(home).decode())
    assert "最近更新 2026-03-16 清单于 2015-11-30 公布" in text
    assert "12345热线全天" in text


def test_a_county_that_is_abolished_has_no_heading_over_departments_that_are_not_there() -> None:
    given = making.content()
    ended = {slug: one.model_copy(update={"abolished": date(2018, 1, 1)}) for slug, one in given.departments.items()}
    pages = viewing.site((replace(given, departments=ended), []))
    assert "部门" not in viewing.headings(pages["index.html"])
    assert viewing.headings(pages["departments/index.html"]) == ["已撤销的部门"]


def test_a_list_is_as_new_as_the_last_decision_on_it() -> None:
    """Imported items bear no 更新日期, or one of long ago."""
    decisions = (making.event(day, making.row("要素变更", "A1")) for day in ("2018-06-01", "2018-12-01", "2999-01-01"))
    pages = viewing.site((making.content(*decisions), [making.item("A1")]), updated={"A1": date(2018, 3, 1)})
    assert "最近更新 2018-12-01" in viewing.main(pages["index.html"])


def test_a_heading_over_thousands_of_items_writes_their_number_as_every_figure_is_written() -> None:
    old = CitedLaw("旧条例", validity="废止")
    many = [making.item(f"A{number}", power_class="行政处罚", themes=("life",), laws=(old,)) for number in range(1234)]
    pages = viewing.site((making.content(themes=(Theme(id="life", name="生活"),)), many))
    assert "其余 1,204 项" in viewing.main(pages["laws/review.html"])
    for path in ("powers/index.html", "classes/chufa.html", "departments/minzheng.html", "themes/index.html"):
        assert "1,234" in viewing.main(pages[path])
        assert "1234 " not in viewing.main(pages[path]).replace("A1234", "")
