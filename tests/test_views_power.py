"""The identity card shows everything that its item says, and nothing that it does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.flows import PERMIT
from tests.helpers import SITES
from tests.making import law
from tests.viewing import RENDERER
from yangguang.model.content import RegionContent
from yangguang.model.facts import CitedLaw, ItemFacts
from yangguang.model.laws import cited_as
from yangguang.model.links import DocumentRef, EventRef, ItemLinks, ItemRef
from yangguang.model.power import Power
from yangguang.model.region import Department, Law, Region, Website
from yangguang.search.fragment import fragment
from yangguang.views.power import PowerPage, power_page
from yangguang.views.shell import RegionView
from yangguang.views.site import site_of

GOOD = SITES / "good"
COMPLETE = GOOD / "powers/civil-affairs/1107-A-00100-141000.yml"
SILENT = {"是", "否", "引用"}
"""Values that a page says in other words."""
ELSEWHERE = set(
    "引用 文件 空白表格 示例样表 样本 办理地点 事项主题 目录主项 事项性质 责任类型 旁支 下一步 计入时限 转到 必要性 效力 等级".split()
)
"""Keys whose values lead somewhere or are drawn."""
WHOLE = yaml.load(COMPLETE.read_text(encoding="utf-8"), yaml.BaseLoader)


def page_text(html: str) -> str:
    """The words of a page's main part, without any space."""
    body = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", " ", body, flags=re.S))))


def bare(text: str) -> str:
    """Without spaces and without the marks around titles, which the page adds."""
    return re.sub(r"[\s《》]+", "", text)


def leaves(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from leaves(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part, key)
    else:
        yield key, str(value)


def test_every_value_of_the_complete_item_stands_on_its_page(good_site: Path) -> None:
    html = (good_site / "powers/1107-A-00100-141000.html").read_text(encoding="utf-8")
    text = page_text(html)
    missing = [
        (key, value)
        for key, value in leaves(WHOLE)
        if key not in ELSEWHERE and value not in SILENT and bare(value) not in bare(text)
    ]
    assert missing == []
    assert "forms/apply.csv" in html


@pytest.mark.parametrize("key", sorted(set(WHOLE) - ELSEWHERE - {"职权编码", "职权名称", "职权类别"}))
def test_every_value_stands_on_the_page_though_neither_item_nor_department_says_anything_else(key: str) -> None:
    shown = page(power(**{key: WHOLE[key]}), phone=None)
    text = bare(page_text(html(shown)))
    silent = ELSEWHERE | SILENT
    assert [
        (k, v) for k, v in leaves({key: WHOLE[key]}) if k not in silent and v not in silent and bare(v) not in text
    ] == []
    assert re.findall(r'<section class="part" id="([a-z]+)"', html(shown)) == [link.href[1:] for link in shown.sections]


def test_a_duty_can_be_addressed_by_its_stage_and_number(good_site: Path) -> None:
    html = (good_site / "powers/1107-A-00100-141000.html").read_text(encoding="utf-8")
    assert 'id="duty-受理-1"' in html
    assert 'id="risk-受理-1-1"' in html
    assert 'id="duty-指导监督-1"' in html


def view(*, phone: str | None = "0357-0000101", **region: Any) -> RegionView:
    values: dict[str, Any] = {"format": "1", "name": "临汾市", "code": "141000", "slug": "linfen", "level": "市级"}
    law = Law(
        name="中华人民共和国行政许可法", slug="xingzheng-xuke-fa", short="行政许可法", rank="法律", validity="有效"
    )
    content = RegionContent(
        Region(**(values | region)), departments={"civil-affairs": Department(name="临汾市民政局", consult_phone=phone)},
        laws=(law,),
    )  # fmt: skip
    return RegionView(content, site_of({"linfen": content}))


def page(power: Power, links: ItemLinks | None = None, **region: Any) -> PowerPage:
    item = ItemFacts(power.code, power.name, "civil-affairs", power.nature, power.power_class)
    return power_page(view(**region), power, item, links or ItemLinks(), {})


def power(**values: Any) -> Power:
    return Power.model_validate(
        {"职权编码": "1107-A-00100", "职权名称": "社会团体成立登记", "职权类别": "行政许可", **values}
    )


def html(shown: PowerPage) -> str:
    return RENDERER.render(shown).decode()


def test_a_bare_item_has_a_page_without_empty_parts() -> None:
    shown = page(power())
    text = html(shown)
    assert [link.text for link in shown.sections] == ["主体与权限", "监督与救济", "登记信息"]
    assert "None" not in text
    assert "社会团体成立登记" in text


def test_the_parts_of_a_card_say_what_they_are() -> None:
    elsewhere = ItemRef("houma", "2107-A-00100", "同一事项", "在用", "regions/houma/powers/2107-A-00100.html")
    duties = [{"环节": "受理", "责任": "公示", "风险点": [{"风险点": "拖延", "等级": "高", "防控措施": "公示", "责任岗位": "经办"}]}, {"环节": "审查", "责任": "审查"}]  # fmt: skip
    said = power(承办机构="管理科", 办理={"受理条件": "有章程", "承诺办结时限": "10个工作日"}, 责任事项=duties)
    full = page_text(html(page(said, ItemLinks(same=(elsewhere,)))))
    assert "临汾市民政局·管理科" in full
    assert "其他地区的同一职权同一事项" in full
    assert "本环节未列风险点审查" in full
    assert "受理条件有章程怎样办" in full
    assert "怎样办" not in page_text(html(page(power(办理={"承诺办结时限": "10个工作日"}))))


def test_what_stands_under_a_heading_of_the_catalogue_is_called_so() -> None:
    part = ItemLinks(children=(HEIR,))
    assert "本目录下的子项1新事项" in page_text(html(page(power(目录主项="是"), part)))
    assert "本目录下的" not in page_text(html(page(power(), part)))


def test_the_frame_says_whose_list_it_is_of_which_day_and_where_its_data_and_its_hotline_are(good_site: Path) -> None:
    text = (good_site / "powers/1107-A-00100-141000.html").read_text(encoding="utf-8")
    assert '<meta name="description" content="' in text
    assert ">事项数据（JSON）</a>" in text
    words = re.sub(r"<[^>]+>", "", text)
    assert "数据日期 2016-02-19" in words
    assert "清单所属政府临汾市人民政府" in words
    assert "政务服务便民热线12345热线" in words
    assert "监督和投诉的办法" in words
    assert re.search("无障碍.*隐私", words)


def test_what_a_duty_says_of_the_law_that_it_rests_on_stands_on_the_page() -> None:
    law = {"法规": "演示规定", "条款": ["第三条"], "文号": "演示令第8号", "版本": "2016-02-06", "效力": "已修改"}
    duty = {"环节": "受理", "责任": "受理", "依据": [law, {"法规": "演示办法", "条款": ["第一条"], "效力": "有效"}]}
    text = page_text(html(page(power(责任事项=[duty]))))
    assert "《演示规定》（演示令第8号，已修改）第三条（2016-02-06版）《演示办法》第一条" in text


def test_the_flow_in_words_says_of_every_step_that_does_not_count_that_it_does_not() -> None:
    flow = [{"步骤": "受理"}, {"步骤": "评审", "时限": "30日", "计入时限": "否"}, {"步骤": "补正", "计入时限": "否"}]
    text = page_text(html(page(power(运行流程=flow))))
    assert [text.count(told) for told in ("30日（不计入时限）", "补正不计入时限", "不计入时限")] == [1, 1, 2]


def test_the_flow_in_words_leads_from_step_to_step_and_says_what_every_end_comes_with() -> None:
    words = page_text(html(page(power(运行流程=PERMIT)))).partition("流程的文字版")[2]
    assert "材料不全：→补正（第2步）；不属于职权范围：→不予受理，出具不予受理决定书；其他情形：→审查（第3步）" in words
    assert "补正旁支不计入时限" in words
    assert "审查旁支" not in words


def test_the_flow_in_words_tells_the_limits_that_stand_at_the_foot_of_the_chart() -> None:
    flow = [{"步骤": "受理", "时限": "2个工作日"}, {"步骤": "决定", "时限": "5个工作日"}]
    shown = page(power(办理={"承诺办结时限": "10个工作日"}, 运行流程=flow))
    words = page_text(html(shown)).partition("流程的文字版")[2]
    assert "承诺办结时限：10个工作日主线各环节计时合计：7个工作日" in words
    assert "主线各环节" not in page_text(html(page(power())))


def test_the_code_holds_the_public_address_where_there_is_a_domain() -> None:
    shown = page(power(), website=Website(domain="yg.linfen.gov.cn"))
    assert shown.qr.text == "https://yg.linfen.gov.cn/powers/1107-A-00100.html"


def test_the_address_in_the_code_is_the_one_that_the_site_map_and_other_machines_are_told() -> None:
    shown = page(power(), website=Website(domain="https://yg.linfen.gov.cn/list/"))
    assert shown.qr.text == "https://yg.linfen.gov.cn/list/powers/1107-A-00100.html"
    assert f'"url":"{shown.qr.text}"' in html(shown)


def test_a_county_without_a_domain_of_its_own_stands_below_that_of_the_site() -> None:
    city = view(website=Website(domain="yg.linfen.gov.cn")).content
    county = RegionContent(Region(format="1", name="侯马市", code="141081", slug="houma", level="县级"), main=False)
    seen = RegionView(county, site_of({"linfen": city, "houma": county}))
    shown = power_page(seen, power(), ItemFacts("1107-A-00100", "登记", "civil-affairs"), ItemLinks(), {})
    assert shown.qr.text == "https://yg.linfen.gov.cn/regions/houma/powers/1107-A-00100.html"


def test_the_code_holds_name_and_telephone_where_there_is_none() -> None:
    assert page(power()).qr.text == "1107-A-00100 社会团体成立登记 0357-0000101"


def test_the_words_below_the_code_promise_no_telephone_that_it_has_not() -> None:
    assert page(power()).qr.caption == "扫码记下编码与电话"
    shown = page(power(), phone=None)
    assert (shown.qr.text, shown.qr.caption) == ("1107-A-00100 社会团体成立登记", "扫码记下编码")


def test_a_long_name_is_cut_in_the_code_and_whole_on_the_page() -> None:
    name = "对社会团体超出章程规定的宗旨和业务范围进行活动且情节严重的处罚" * 4
    shown = page(power(职权名称=name))
    assert len(shown.qr.text.encode()) <= 100
    assert name in html(shown)


def test_how_long_something_is_entrusted_is_told_as_far_as_it_is_said() -> None:
    said = {"起": "2016-03-01", "止": "2019-02-28"}
    for keys, told in (("起止", "2016-03-01 至 2019-02-28"), ("起", "2016-03-01 起"), ("止", "至 2019-02-28")):
        shown = page(power(委托={"受委托单位": "演示中心", **{key: said[key] for key in keys}}))
        assert [(fact.label, fact.values[0].text) for fact in shown.standing.entrustments[0].facts] == [
            ("委托期限", told)
        ]


def test_the_promised_limit_stands_before_the_legal_one() -> None:
    shown = page(power(办理={"法定办结时限": "60个工作日", "承诺办结时限": "20个工作日", "收费": "不收费"}))
    first = shown.strip[0]
    assert (first.label, first.values[0].text, first.note) == ("承诺办结", "20个工作日", "法定 60个工作日")
    assert (shown.strip[1].values[0].text, shown.strip[1].note) == ("不收费", "")
    charged = {"名称": "换证", "收费": {"项目": "工本费", "标准": "10元"}}
    assert page(power(办理={"收费": "不收费", "业务办理项": charged})).strip[0].note == "部分情形收费"


def test_a_case_shows_only_what_differs() -> None:
    shown = page(power(办理={
        "承诺办结时限": "20个工作日", "受理条件": "有章程", "业务办理项": [{"名称": "首次申请", "承诺办结时限": "10个工作日"}],
    }))  # fmt: skip
    (variant,) = shown.variants
    assert [fact.label for fact in variant.facts] == ["承诺办结时限"]
    assert variant.conditions == ""


def test_none_is_an_answer_and_stands_on_the_page_where_it_was_given() -> None:
    shown = page(power(联办机构="无", 办理={
        "特别程序": "无", "中介服务": "无", "业务办理项": [{"名称": "首次申请", "到现场次数": "1"}],
    }))  # fmt: skip
    silent = page(power(办理={"到现场次数": "1"}))
    assert shown.handling
    assert silent.handling
    said = {fact.label: fact.values[0].text for fact in (*shown.standing.facts, *shown.handling.facts)}
    assert [said.get(label) for label in ("联办机构", "特别程序", "中介服务")] == ["无"] * 3
    assert [fact.label for fact in shown.variants[0].facts] == ["到现场次数"]
    assert not said.keys() & {fact.label for fact in silent.handling.facts}


def test_where_an_item_names_no_remedy_that_of_the_region_for_its_class_stands() -> None:
    told = {"行政许可": "可以申请行政复议"}
    assert page(power(), remedies=told).supervision.remedy == "可以申请行政复议"
    assert page(power(救济渠道="可以向某处申诉"), remedies=told).supervision.remedy == "可以向某处申诉"
    assert page(power(职权类别="行政处罚"), remedies=told).supervision.remedy == ""


def test_only_papers_that_are_not_simply_required_say_so_and_procedures_that_they_are_not_counted() -> None:
    materials = [{"名称": "申请书", "必要性": "必要"}, {"名称": "章程", "必要性": "容缺后补"}, {"名称": "名册"}]
    shown = page(power(办理={"申请材料": materials, "特别程序": [{"名称": "专家评审"}]})).handling
    assert shown is not None
    assert [material.optional for material in shown.materials] == ["", "容缺后补", ""]
    assert [fact.note for fact in shown.facts if fact.label == "特别程序"] == ["所需时间不计入办结时限"]


def test_of_laws_under_one_name_a_citation_leads_to_that_of_its_number() -> None:
    basis = {"法规": "办法", "文号": "二号", "条款": ["第一条"]}
    paths = {cited_as("办法", "二号"): "laws/b.html", "办法": "laws/a.html"}
    laws = (CitedLaw("办法", number="二号"), CitedLaw("办法"))
    item = ItemFacts("A1", "登记", "civil-affairs", laws=laws)
    shown = power_page(view(), power(设定依据=[basis, {**basis, "文号": None}]), item, ItemLinks(), paths)
    assert [one.href for one in shown.bases] == ["../laws/b.html", "../laws/a.html"]


def test_a_citation_in_a_duty_leads_to_the_law() -> None:
    duty = {"环节": "受理", "责任": "公示", "依据": ["《行政许可法》第三十条", "《没有收录的办法》第一条"]}
    (stage,) = page(power(责任事项=[duty])).stages
    known, unknown = stage.duties[0].bases
    assert known.href == "../laws/xingzheng-xuke-fa.html"
    assert unknown.href == ""


def test_a_citation_in_a_duty_leads_to_no_law_where_several_share_its_name_and_to_none_that_is_repealed() -> None:
    laws = (
        law("登记条例", "new", 文号="国务院令第250号"), law("登记条例", "old", 文号="国务院令第43号", 效力="废止"),
        law("甲市养犬条例", "a", 简称="养犬条例"), law("甲市文明养犬条例", "b", 简称="养犬条例"),
    )  # fmt: skip
    content = replace(view().content, laws=laws)
    duty = {
        "环节": "受理",
        "责任": "公示",
        "依据": ["《登记条例》第三条", "《养犬条例》第一条", "《甲市养犬条例》第一条"],
    }
    item = ItemFacts("1107-A-00100", "登记", "civil-affairs")
    shown = power_page(RegionView(content, site_of({"linfen": content})), power(责任事项=[duty]), item, ItemLinks(), {})
    assert [one.href for one in shown.stages[0].duties[0].bases] == ["../laws/new.html", "", "../laws/a.html"]


def test_guidance_is_told_from_what_a_department_does_itself() -> None:
    guiding = {"责任类型": "指导监督责任", "责任": "指导县级"}
    listed = [{"环节": "受理", "责任": "公示材料"}, guiding | {"环节": "受理"}, guiding]
    text = page_text(html(page(power(责任事项=listed))))
    assert "受理公示材料指导监督责任指导县级指导监督指导县级" in text


def test_levels_of_another_scale_show_both_words() -> None:
    duty = {
        "环节": "受理",
        "责任": "公示",
        "风险点": [{"风险点": "拖延", "等级": "一级", "防控措施": "预警", "责任岗位": "窗口"}],
    }
    text = html(page(power(责任事项=[duty]), risk_levels={"一级": "高"}))
    assert '<span class="level" data-level="高">高（一级）</span>' in text


def test_papers_are_counted_as_in_comparisons_and_not_in_copies() -> None:
    papers = [{"名称": "申请表", "份数": "3"}, {"名称": "身份证明"}]
    text = page_text(html(page(power(办理={"申请材料": papers}))))
    assert "申请材料2件" in text
    assert "3份" in text


CANCELLED = EventRef("events/2018/a.html", "关于取消的决定", "临政发〔2018〕1号", date(2018, 5, 1), "取消", True)
HEIR = ItemRef("linfen", "1107-A-00200", "新事项", "在用", "powers/1107-A-00200.html")


def test_a_tombstone_says_when_by_which_document_and_what_came_after() -> None:
    shown = page(power(), ItemLinks(status="已取消", events=(CANCELLED,), successors=(HEIR,)))
    text = html(shown)
    assert "自 2018-05-01 起已取消" in text
    assert "临政发〔2018〕1号" in text
    assert "变更为以下事项" in text
    assert 'href="../events/2018/a.html">关于取消的决定</a>' in text
    assert 'href="1107-A-00200.html">新事项</a>' in text
    assert shown.strip == ()
    assert "仍有机关行使" in html(page(power(), ItemLinks(status="已取消", events=(CANCELLED,))))
    assert "仍有机关行使" not in html(page(power(), ItemLinks(status="暂停")))


def test_what_the_same_department_does_under_another_item_or_code_it_still_does() -> None:
    for kind, said in (("合并", "已合并"), ("拆分", "已拆分"), ("划转", "改用新的编码")):
        ended = replace(CANCELLED, kind=kind)
        for department, text in (
            ("civil-affairs", "本机关现在按下面的事项行使这项职权"),
            ("jiaoyu", "本机关不再行使这项职权"),
        ):
            heir = replace(HEIR, department=department)
            shown = html(page(power(), ItemLinks(status=f"已{kind}", events=(ended,), successors=(heir,))))
            still = department == "civil-affairs"
            assert f"自 2018-05-01 起{said if still else f'已{kind}'}，{text}。" in shown
            assert ("仍有机关行使" in shown) is not still


def test_a_code_of_the_first_year_leads_to_what_is_there_after_two_mergers() -> None:
    """The same department exercises the power: nobody is told to report it."""
    between, now = replace(HEIR, status="已合并"), replace(HEIR, name="最新事项", department="civil-affairs")
    ended = replace(CANCELLED, kind="合并")
    text = html(page(power(), ItemLinks(status="已合并", events=(ended,), successors=(between,), living=(now,))))
    stone = text[text.index('class="tombstone') : text.index("</main>")].split("</div>")[0]
    assert "本机关现在按下面的事项行使这项职权" in stone
    assert ("最新事项" in stone, "新事项</a>" in stone.replace("最新事项", ""), "仍有机关" in stone) == (
        True,
        False,
        False,
    )


def test_a_power_that_left_the_list_with_its_county_says_who_has_it() -> None:
    gone = replace(CANCELLED, kind="划转", taker="甲区民政局")
    text = html(page(power(), ItemLinks(status="已划转", events=(gone,))))
    assert "本事项自 2018-05-01 起已划转给甲区民政局，本机关不再行使这项职权。" in text


def test_a_public_service_that_is_over_or_rests_is_called_no_power() -> None:
    service = power(职权类别=None, 事项性质="公共服务")
    elsewhere = replace(HEIR, region="houma")
    for status, said in (
        ("已取消", "本机关不再提供这项服务。"),
        ("暂停", "已暂停提供。"),
        ("待承接", "尚未开始提供。"),
    ):
        text = html(page(service, ItemLinks(status=status, same=(elsewhere,))))
        main = text[text.index("<main") : text.index("</main>")]
        assert said in main
        assert [word for word in ("行使这项职权", "暂停行使", "开始行使", "同一职权") if word in main] == []


def test_a_power_handed_down_leads_to_who_exercises_it_now() -> None:
    received = ItemRef("houma", "2107-A-00100", "接下的事项", "在用", "regions/houma/powers/2107-A-00100.html")
    for status, led in (("已下放", ["接下的事项"]), ("已取消", [])):
        tombstone = page(power(), ItemLinks(status=status, same=(received,))).tombstone
        assert tombstone is not None
        assert [heir.text for heir in tombstone.heirs] == led


def test_who_gave_a_power_back_or_has_not_begun_is_not_named_as_exercising_it_now() -> None:
    now, back, coming = (
        ItemRef("houma", f"2107-A-0010{n}", f"{status}的事项", status, f"regions/houma/powers/2107-A-0010{n}.html")
        for n, status in enumerate(("在用", "已取消", "未启用"))
    )
    for same, led, named in (
        ((back, coming, now), "现在由以下事项承接", ["在用的事项"]),
        ((back, coming), "由以下事项承接，它们现在也没有在用", ["已取消的事项", "未启用的事项"]),
    ):
        shown = page(power(), ItemLinks(status="已下放", same=same))
        assert shown.tombstone is not None
        assert [heir.text for heir in shown.tombstone.heirs] == named
        assert f'<p class="label">{led}</p>' in html(shown)


def test_the_search_says_of_what_is_off_the_list_what_its_page_says() -> None:
    item = ItemFacts("1107-A-00100", "登记", "civil-affairs")
    received = ItemRef("houma", "2107-A-00100", "侯马的事项", "在用", "regions/houma/powers/2107-A-00100.html")
    corrected = replace(CANCELLED, path="events/2020/b.html", kind="更正", title="更正", day=date(2020, 1, 1))
    decided = ["依据", "关于取消的决定（临政发〔2018〕1号）", "events/2018/a.html"]
    for status, kind, moved in (
        ("已取消", "取消", [decided]),
        ("已下放", "下放", [["承接", "侯马的事项", received.path], decided]),
    ):
        links = ItemLinks(status=status, events=(corrected, replace(CANCELLED, kind=kind)), same=(received,))
        assert fragment(power(), item, links, view().content)["moved"] == moved


def test_a_power_that_rests_names_the_decision_that_suspended_it() -> None:
    suspended = replace(CANCELLED, kind="暂停", title="关于暂停的决定")
    text = html(page(power(), ItemLinks(status="暂停", events=(suspended,))))
    assert re.search(r'已暂停行使。</p>\s*<p>依据：<a href="../events/2018/a.html">关于暂停的决定</a>', text)


def test_an_event_to_come_does_not_end_the_item() -> None:
    coming = replace(CANCELLED, in_force=False)
    shown = page(power(), ItemLinks(events=(coming,)))
    assert shown.tombstone is None
    assert "尚未生效" in html(shown)


def test_what_is_handed_down_again_later_was_handed_down_by_the_decision_in_force() -> None:
    first = replace(CANCELLED, kind="下放", title="关于下放的决定")
    again = replace(first, title="关于再次下放的决定", day=date(2028, 1, 1), in_force=False)
    tombstone = page(power(), ItemLinks(status="已下放", events=(again, first))).tombstone
    assert tombstone is not None
    assert tombstone.decision is not None
    assert (tombstone.decision.title, tombstone.sentence[:17]) == ("关于下放的决定", "本事项自 2018-05-01 起")


def test_a_document_that_is_over_is_told_as_such() -> None:
    paper = DocumentRef("disclosures/2016/trial.html", "暂行规定", "制度", date(2016, 3, 15), "废止")
    in_force = replace(paper, title="管理办法", validity="有效")
    assert [entry.note for entry in page(power(), ItemLinks(documents=(paper, in_force))).documents] == ["废止", ""]


def test_the_item_that_came_after_names_its_predecessor() -> None:
    text = html(page(power(), ItemLinks(predecessors=(HEIR,))))
    assert "由以下事项变更而来" in text
    assert 'href="1107-A-00200.html"' in text


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "vbscript:x", "https://a b"]
)
def test_an_address_that_is_none_stays_text(address: str) -> None:
    text = html(page(power(办理={"网上办理": address, "申请材料": [{"名称": "表", "空白表格": address}]})))
    assert not re.search(r'href="[^"]*(?:script|data:|evil|a b)', text)


def test_the_words_that_a_duty_rests_on_stand_behind_their_law() -> None:
    duty = {
        "环节": "受理",
        "责任": "公示条件",
        "依据": [{"法规": "某法", "条款": "第三条", "原文": "应当在办公场所公示。"}, "某办法"],
    }
    shown = html(page(power(责任事项=[duty])))
    assert page_text(shown).count("应当在办公场所公示。") == 1
    assert '<blockquote class="text"><b>《某法》第三条</b> 应当在办公场所公示。</blockquote>' in shown
    assert shown.count("某办法") == 1


@pytest.mark.parametrize("of_a_case", [False, True])
def test_a_form_that_is_no_file_is_told_in_words(of_a_case: bool) -> None:
    said = {
        "申请材料": [{"名称": "申请书", "空白表格": "窗口和自助机提供", "示例样表": "https://www.example.org/a.pdf"}],
        "审批结果": {"名称": "许可证", "样本": "大厅公示栏"},
    }
    shown = html(page(power(办理={"业务办理项": [{"名称": "变更", **said}]} if of_a_case else said)))
    text = bare(page_text(shown))
    assert "空白表格：窗口和自助机提供" in text
    assert "证照样本大厅公示栏" in text
    assert re.findall("示例样表|空白表格", text) == ["空白表格", "示例样表"]
    assert '<a href="https://www.example.org/a.pdf">示例样表</a>' in shown


def test_a_basis_that_laws_yml_knows_to_be_repealed_says_so_even_where_the_item_does_not() -> None:
    cited = power(
        设定依据=[
            {"法规": "《旧条例》", "文号": "第1号"},
            {"法规": "新条例", "效力": "有效"},
            {"法规": "乙", "效力": "已修改"},
        ]
    )
    assert [basis.stale for basis in page(cited).bases] == ["", "", "已修改"]
    shown = page(cited, ItemLinks(repealed=("《旧条例》 第1号",)))
    assert [basis.stale for basis in shown.bases] == ["废止", "", "已修改"]
