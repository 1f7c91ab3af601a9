"""One item and its region: library entries merged, limits, stages, bases, remedies, files, completeness."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from tests.helpers import SITES
from tests.making import event, row
from yangguang.build.region import read_region
from yangguang.build.source import FolderSource
from yangguang.check.codes import check_folders
from yangguang.check.completeness import completeness, judge
from yangguang.check.facts import facts
from yangguang.check.item import check_item
from yangguang.check.library import borrowed, check_library, expand, home_of
from yangguang.check.once import once
from yangguang.check.paths import like_path
from yangguang.check.remedy import outdated_remedy
from yangguang.check.shape import shape
from yangguang.model.content import RegionContent
from yangguang.model.duty import Duty, Risk
from yangguang.model.facts import ItemFacts
from yangguang.model.fields import parse_limit
from yangguang.model.power import Power
from yangguang.model.problem import Problem, Where

FILE = "powers/civil-affairs/1107-A-00200-141000.yml"
RISK = {"风险点": "超时", "等级": "中", "防控措施": "提醒", "责任岗位": "经办人员"}
STAGES = ("受理", "审查", "决定", "送达", "事后监管")


@pytest.fixture(scope="module")
def region() -> RegionContent:
    content = read_region(FolderSource(SITES / "base")).content
    assert content is not None
    return replace(content, duties=library(Duty, DUTIES), risks=library(Risk, RISKS))


DUTIES: dict[str, Any] = {
    "D-受理": {"环节": "受理", "责任": "公示材料", "依据": "许可法第三十条", "风险点": [{"引用": "R-告知"}, RISK]},
    "D-缺": {"环节": "审查", "风险点": [{"风险点": "失职", "等级": "高", "防控措施": "双人"}]},
}
RISKS: dict[str, Any] = {
    "R-告知": {"风险点": "不一次性告知", "等级": "低", "防控措施": "清单", "责任岗位": "窗口人员", "表现形式": "往返"},
    "R-缺": {"风险点": "超时", "等级": "低", "防控措施": "提醒"},
}


def library(record: Any, entries: dict[str, Any]) -> dict[str, Any]:
    return {name: shape(record, entry, "library")[0] for name, entry in entries.items()}


def item(**more: Any) -> Power:
    value = {"职权编码": "1107-A-00200-141000", "职权名称": "慈善组织认定", "职权类别": "行政许可", **more}
    power, problems = shape(Power, value, FILE)
    assert power is not None, problems
    return power


def merged(region: RegionContent, *duties: dict[str, Any]) -> tuple[tuple[Duty, ...], list[tuple[str, str, Where]]]:
    power, problems = expand(item(责任事项=list(duties)), region.duties, region.risks, FILE)
    return power.duties, [(problem.rule, problem.file, problem.where) for problem in problems]


def rules(region: RegionContent, power: Power, file: str = FILE) -> list[str]:
    return sorted(problem.rule for problem in check_item(power, file, region))


def duties(*stages: str) -> list[dict[str, Any]]:
    return [{"环节": stage, "责任": "尽责"} for stage in stages]


# ---- the library -------------------------------------------------------------------------------------------------


def test_a_reference_brings_the_entry_and_its_risks(region: RegionContent) -> None:
    (duty,), problems = merged(region, {"引用": "D-受理"})
    assert problems == []
    assert (duty.stage, duty.text, duty.basis[0].text) == ("受理", "公示材料", "许可法第三十条")
    assert [(risk.name, risk.manifestation) for risk in duty.risks] == [("不一次性告知", "往返"), ("超时", None)]


def test_keys_beside_a_reference_replace_the_whole_value(region: RegionContent) -> None:
    (duty,), _ = merged(
        region, {"引用": "D-受理", "责任": "另行规定", "风险点": [{"引用": "R-告知", "责任岗位": "科长"}]}
    )
    assert (duty.stage, duty.text) == ("受理", "另行规定")
    assert [(risk.name, risk.post) for risk in duty.risks] == [("不一次性告知", "科长")]


def test_an_item_without_references_is_not_copied(region: RegionContent) -> None:
    power = item(责任事项=duties("受理"))
    assert expand(power, region.duties, region.risks, FILE)[0] is power


def test_an_unknown_reference_is_told_with_what_was_meant(region: RegionContent) -> None:
    _, problems = merged(region, {"引用": "D-受里"}, {"环节": "审查", "责任": "甲", "风险点": {"引用": "拖延症"}})
    assert problems == [
        ("P251", FILE, ("责任事项", 0, "引用")),
        ("P250", FILE, ("责任事项", 1, "风险点", 0, "引用")),
    ]


def test_what_an_entry_lacks_is_told_at_the_librarys_line(region: RegionContent) -> None:
    _, problems = merged(region, {"引用": "D-缺"}, {"环节": "决定", "责任": "甲", "风险点": [{"引用": "R-缺"}]})
    assert problems == [
        ("P254", "library/duties.yml", ("D-缺",)),
        ("P254", "library/duties.yml", ("D-缺", "风险点", 0)),
        ("P254", "library/risks.yml", ("R-缺",)),
    ]


def test_what_an_entry_lacks_may_be_said_by_the_item(region: RegionContent) -> None:
    _, problems = merged(region, {"引用": "D-缺", "责任": "审查", "风险点": [{"引用": "R-缺", "责任岗位": "经办人员"}]})
    assert problems == []


def test_what_is_wrong_with_a_risk_point_of_the_library_is_told_where_it_stands(region: RegionContent) -> None:
    duties = library(
        Duty, {"D-甲": {"环节": "受理", "责任": "甲", "风险点": [{"引用": "R-无"}, {**RISK, "等级": "极"}]}}
    )
    found = [(problem.rule, problem.where) for problem in check_library(duties, {}, region)]
    assert found == [("P251", ("D-甲", "风险点", 0, "引用")), ("P220", ("D-甲", "风险点", 1, "等级"))]


def test_guidance_needs_no_stage_but_other_duties_do(region: RegionContent) -> None:
    _, problems = merged(region, {"责任": "指导", "责任类型": "指导监督责任"}, {"责任": "受理"})
    assert problems == [("P253", FILE, ("责任事项", 1))]


def test_what_many_items_meet_is_told_once_with_the_items_that_do() -> None:
    lacking = [
        Problem("P254", "library/risks.yml", ("R-缺",), {"key": "等级", "id": "R-缺", "code": f"A-{n}"})
        for n in range(5)
    ]
    missing = [
        Problem("P250", f"powers/x/A-{n}.yml", ("责任事项", n), {"ref": "D-无", "code": f"A-{n}"}) for n in range(3)
    ]
    other = Problem("P250", "powers/x/A-1.yml", ("责任事项", 3), {"ref": "D-别", "code": "A-1"})
    found = [(problem.file, problem.args["code"]) for problem in once([*lacking, *missing, missing[0], other])]
    assert found == [
        ("library/risks.yml", "A-0、A-1、A-2… (5)"),
        ("powers/x/A-0.yml", "A-0、A-1、A-2"),
        ("powers/x/A-1.yml", "A-1"),
    ]


def test_what_each_item_has_of_its_own_is_told_of_each() -> None:
    found = [Problem("P221", f"powers/x/A-{n}.yml", ("责任事项",), {"stages": "送达"}) for n in range(3)]
    assert once(found) == found


# ---- limits ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("legal", "promised", "expected"),
    [
        ("60个工作日", "20个工作日", []),
        ("20个工作日", "20个工作日", []),
        ("20个工作日", "21个工作日", ["P210"]),
        ("20个工作日", "当场", []),
        ("即时", "当场", []),
        ("当场", "1个工作日", ["P210"]),
        ("3个月", "20个工作日", ["P211"]),
        ("20日", "20个工作日", ["P211", "P212"]),
    ],
)
def test_limits_are_compared_in_one_unit(region: RegionContent, legal: str, promised: str, expected: list[str]) -> None:
    assert rules(region, item(办理={"法定办结时限": legal, "承诺办结时限": promised})) == expected


def test_a_limit_has_a_number_and_one_of_the_units() -> None:
    for text in ("20个工作日", "20日", "3个月", "1年", "2小时", "当场", "即时"):
        assert str(parse_limit(text)) == text
    for text in ("20天", "个工作日", "20", "12345日", "2个小时", "二日", "20日内", ""):
        assert parse_limit(text) is None


def test_limits_of_a_case_are_compared_after_merging(region: RegionContent) -> None:
    handling = {
        "法定办结时限": "20个工作日",
        "承诺办结时限": "10个工作日",
        "业务办理项": [
            {"名称": "首次", "法定办结时限": "5个工作日"},
            {"名称": "变更", "承诺办结时限": "30个工作日"},
            {"名称": "注销"},
        ],
    }
    found = [(p.rule, p.where) for p in check_item(item(办理=handling), FILE, region)]
    assert found == [
        ("P210", ("办理", "业务办理项", 0, "法定办结时限")),
        ("P210", ("办理", "业务办理项", 1, "承诺办结时限")),
    ]


def test_bare_days_of_a_case_are_told_where_they_stand(region: RegionContent) -> None:
    handling = {"业务办理项": [{"名称": "首次"}, {"名称": "变更", "承诺办结时限": "5日"}]}
    found = [(p.rule, p.where) for p in check_item(item(办理=handling), FILE, region)]
    assert found == [("P212", ("办理", "业务办理项", 1, "承诺办结时限"))]


def test_only_licences_are_asked_about_bare_days(region: RegionContent) -> None:
    assert rules(region, item(职权类别="行政确认", 办理={"法定办结时限": "20日"})) == []


# ---- stages ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("power_class", "stages", "expected"),
    [
        ("行政许可", STAGES, []),
        ("行政许可", STAGES[:-1], ["P221"]),
        ("行政许可", (), []),
        ("行政许可", ("其他",), []),
        ("行政许可", (*STAGES, "其他"), []),
        ("行政许可", ("受理", *STAGES), []),
        ("行政许可", (*STAGES, "受理"), ["P223"]),
        ("行政许可", (*STAGES, "回访"), ["P224"]),
        ("行政给付", ("受理", "初审", "审批", "发放"), []),
        ("行政给付", ("受理", "初审", "审批"), ["P222"]),
        ("其他行政权力", ("备案",), []),
    ],
)
def test_stages_are_judged_by_the_table_of_the_class(
    region: RegionContent, power_class: str, stages: tuple[str, ...], expected: list[str]
) -> None:
    assert (
        rules(region, item(职权编码="1107-A-00200-141000", 职权类别=power_class, 责任事项=duties(*stages))) == expected
    )


def test_duties_of_guidance_are_no_stages_that_return(region: RegionContent) -> None:
    guidance = {"责任": "指导下级", "责任类型": "指导监督责任"}
    own = duties(*STAGES)
    assert rules(region, item(责任事项=[guidance, *own, guidance])) == ["P225"]
    assert rules(region, item(责任事项=[*own, guidance | {"环节": "其他"}])) == []


def test_a_summary_procedure_needs_fewer_stages(region: RegionContent) -> None:
    stages = ("调查取证", "告知", "决定", "送达", "执行")
    region = replace(region, region=region.region.model_copy(update={"code_pattern": None}))
    for summary, expected in (("适用", []), ("部分适用", ["P221"])):
        power = item(职权类别="行政处罚", 责任事项=duties(*stages), 处罚={"简易程序": summary})
        assert rules(region, power) == expected


def test_enforcement_is_judged_by_its_kind_and_silent_without(region: RegionContent) -> None:
    region = replace(region, region=region.region.model_copy(update={"code_pattern": None}))
    assert rules(region, item(职权类别="行政强制", 责任事项=duties("催告"))) == []
    assert rules(region, item(职权类别="行政强制", 执行方式="行政强制执行", 责任事项=duties("催告"))) == ["P221"]


# ---- bases -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bases", "expected"),
    [
        ([{"法规": "甲办法", "位阶": "部门规章"}], ["P260"]),
        ([{"法规": "甲办法"}], []),
        ([{"原文": "《甲办法》第三条"}], []),
        ([{"法规": "甲办法", "位阶": "部门规章"}, {"法规": "乙条例", "位阶": "地方性法规"}], []),
        ([{"法规": "甲办法", "位阶": "部门规章"}, {"法规": "中华人民共和国慈善法（2023修正）"}], []),
        ([{"法规": "甲办法", "位阶": "部门规章"}, {"原文": "《中华人民共和国慈善法》第三条"}], []),
        ([{"法规": "甲办法", "位阶": "部门规章"}, {"原文": "《慈善组织认定办法》第三条"}], ["P260"]),
        ([{"法规": "甲办法", "位阶": "部门规章"}, {"法规": "乙条例"}], []),
        ([{"法规": "甲办法", "位阶": "部门规章"}, {"原文": "《乙条例》第二条"}], []),
        ([{"法规": "甲办法", "位阶": "部门规章"}, {"法规": "乙规定", "原文": "根据《慈善法》制定"}], ["P260"]),
        ([{"法规": "甲办法", "位阶": "部门规章"}, {"法规": "乙规定", "原文": "根据《乙条例》制定"}], ["P260"]),
        ([{"法规": "甲决定", "位阶": "国务院决定"}], []),
        ([{"法规": "甲条例", "位阶": "行政法规", "效力": "废止"}], ["P264"]),
        ([{"条款": "第三条"}], ["P265"]),
    ],
)
def test_a_licence_rests_on_law_or_regulation(
    region: RegionContent, bases: list[dict[str, Any]], expected: list[str]
) -> None:
    assert rules(region, item(设定依据=bases)) == expected


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        ({"法规": "甲通知", "位阶": "规范性文件"}, ["P261"]),
        ({"法规": "甲办法", "位阶": "部门规章"}, []),
        ({"法规": "甲法", "性质": "职权"}, ["P263"]),
        ({"法规": "甲法", "性质": "罚则"}, []),
        ({"法规": "甲法"}, []),
    ],
)
def test_a_penalty_rests_on_a_rule_and_names_its_article(
    region: RegionContent, basis: dict[str, Any], expected: list[str]
) -> None:
    region = replace(region, region=region.region.model_copy(update={"code_pattern": None}))
    assert rules(region, item(职权类别="行政处罚", 设定依据=[basis])) == expected


# ---- words, files, addresses ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("可以自知道之日起60日内向甲市人民政府申请行政复议，也可以在6个月内向人民法院提起行政诉讼", None),
        ("60日内向甲市人民政府或者上一级主管部门申请行政复议", None),
        ("60日内向上一级税务机关申请行政复议", None),
        ("60日内向上一级主管部门申请行政复议", "P267"),
        ("向上级民政部门申请复议", "P267"),
        ("3个月内直接向人民法院提起诉讼", "P268"),
        ("复议机关逾期三个月不答复的，可以在六个月内提起诉讼", None),
        ("依照《行政复议法》（2017修正）第九条", "P269"),
        ("依照《行政复议法》第二十条", None),
    ],
)
def test_outdated_words_on_remedies(text: str, rule: str | None) -> None:
    found = outdated_remedy(text)
    assert (found[0] if found else None) == rule


@pytest.mark.parametrize(
    ("material", "catch_all"),
    [
        ("其他材料", True), ("法律、法规规定的其他材料", True), ("其它相关证明文件", True), ("需要提交的其他有关资料", True),
        ("其他股东的身份证明", False), ("其他收入证明", False), ("登记申请书", False),
    ],
)  # fmt: skip
def test_a_catch_all_is_no_material(region: RegionContent, material: str, catch_all: bool) -> None:
    assert rules(region, item(办理={"申请材料": [{"名称": material}]})) == (["P266"] if catch_all else [])


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("files/form.txt", []),
        ("https://www.example.org/form", []),
        ("files/none.txt", ["P273"]),
        ("files//form.txt", ["P273"]),
        ("../form.txt", ["P272"]),
        ("files/../../form.txt", ["P272"]),
        ("/etc/passwd", ["P272"]),
        ("files\\form.txt", ["P272"]),
        ("//evil.example/x", ["P272"]),
        ("C:\\form.txt", ["P274"]),
        ("file:///etc/passwd", ["P274"]),
        ("javascript:alert(1)", ["P274"]),
        ("javascript://example.org/%0aalert(1)", ["P274"]),
        ("ftp://example.org/form", ["P274"]),
        ("https://", ["P274"]),
        ("http://[", ["P274"]),
    ],
)
def test_files_lie_inside_the_region_and_addresses_are_of_the_web(
    region: RegionContent, path: str, expected: list[str]
) -> None:
    assert rules(region, item(附件=[{"文件": path}])) == expected


@pytest.mark.parametrize("path", ["files/a.html", "files/a.js", "files/a.svg", "files/a"])
def test_an_attachment_runs_nothing(region: RegionContent, path: str) -> None:
    there = replace(region, files=(*region.files, path))
    assert [(problem.rule, problem.where) for problem in check_item(item(附件=[{"文件": path}]), FILE, there)] == [
        ("P352", ("附件", 0, "文件"))
    ]


@pytest.mark.parametrize(
    ("text", "path"), [("窗口领取", False), ("见附件一。", False), ("form.docx", True), ("表格/申请表", True)]
)
def test_words_are_no_path(text: str, path: bool) -> None:
    assert like_path(text) is path


@pytest.mark.parametrize(
    ("levels", "expected"), [("市级", []), (["省级", "市级"], []), ("分级管理", []), ("县级", ["P271"])]
)
def test_the_level_of_the_holder(region: RegionContent, levels: str | list[str], expected: list[str]) -> None:
    assert rules(region, item(行使层级=levels)) == expected


@pytest.mark.parametrize(("end", "expected"), [("2020-01-02", []), ("2020-01-01", []), ("2019-12-31", ["P270"])])
def test_an_entrustment_ends_no_earlier_than_it_begins(region: RegionContent, end: str, expected: list[str]) -> None:
    assert rules(region, item(委托=[{"受委托单位": "某站", "起": "2020-01-01", "止": end}])) == expected


def test_a_level_that_is_wrong_in_the_library_is_told_there_alone(region: RegionContent) -> None:
    odd = replace(region, risks=library(Risk, {"R-告知": RISKS["R-告知"] | {"等级": "紧急"}}))

    def told(**own: str) -> list[str]:
        power = item(责任事项=[duty | {"风险点": [{"引用": "R-告知", **own}]} for duty in duties(*STAGES)[:1]])
        return [rule for rule in rules(odd, expand(power, odd.duties, odd.risks, FILE)[0]) if rule == "P220"]

    assert (told(), told(等级="特急"), told(等级="高")) == ([], ["P220"], [])


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("1107-A-00200-141000", []),
        ("2214-A-00200-141000", []),  # a transferred item keeps its code
        ("1107-B-00200-141000", ["P202"]),
        ("1107-A-00200-141081", ["P203"]),
        ("1107-A-002-141000", ["P201"]),
        ("110X-A-00200-141000", ["P201"]),
    ],
)
def test_codes_follow_the_regions_pattern(region: RegionContent, code: str, expected: list[str]) -> None:
    assert rules(region, item(职权编码=code), f"powers/civil-affairs/{code}.yml") == expected


def test_items_keep_their_codes_when_a_county_becomes_a_district_of_another_code(region: RegionContent) -> None:
    code = "1107-A-00200-141000"
    district = region.region.model_copy(update={"code": "149900"})
    for former, expected in ((), ["P203"]), (("141000",), []):
        now = replace(region, region=district.model_copy(update={"former_codes": former}))
        assert rules(now, item(职权编码=code), f"powers/civil-affairs/{code}.yml") == expected


def test_an_item_whose_class_a_decision_changes_keeps_its_code(region: RegionContent) -> None:
    code = "1107-B-00200-141000"
    changed = event("2018-01-01", row("要素变更", code, code, 原类别="行政处罚", 现类别="行政许可"))
    decided = replace(region, events={"events/2018/1.yml": changed})
    assert rules(decided, item(职权编码=code), f"powers/civil-affairs/{code}.yml") == []
    other = "1107-B-00300-141000"
    assert rules(decided, item(职权编码=other), f"powers/civil-affairs/{other}.yml") == ["P202"]


def test_where_a_duty_lacks_its_stage_no_stage_is_called_missing_too(region: RegionContent) -> None:
    staged = duties(*STAGES[1:])
    assert rules(region, item(责任事项=staged)) == ["P221"]
    assert rules(region, item(责任事项=[{"责任": "尽责"}, *staged])) == []


def test_a_basis_that_is_empty_in_the_library_is_told_there_alone(region: RegionContent) -> None:
    empty = {"条款": "第三条"}
    known = library(Duty, {"D-受理": {"环节": "受理", "责任": "公示材料", "依据": [empty]}})

    def told(**own: Any) -> list[str]:
        power, _ = expand(item(责任事项=[{"引用": "D-受理", **own}]), known, {}, FILE)
        return [rule for rule in rules(replace(region, duties=known), power) if rule == "P265"]

    assert (told(), told(依据=[empty])) == ([], ["P265"])


def test_without_any_duty_the_stages_of_the_flow_are_not_called_wrong_too(region: RegionContent) -> None:
    flow = [{"环节": "受理"}, {"环节": "决定"}]
    assert rules(region, item(运行流程=flow)) == []
    assert rules(region, item(运行流程=flow, 责任事项=duties("受理")))[-1] == "P233"
    assert "P233" in rules(region, item(运行流程=flow, 职权类别=None, 事项性质="公共服务"))


def test_a_stage_mistyped_in_the_duties_is_told_once_where_the_flow_goes_through_it(region: RegionContent) -> None:
    flow = [{"步骤": name, "环节": "审查"} for name in ("初审", "复审")] + [{"环节": "决定"}]
    power = item(运行流程=flow, 责任事项=duties(*(stage.replace("审查", "审察") for stage in STAGES)))
    assert [rule for rule in rules(region, power) if rule in ("P221", "P233", "P234")] == ["P234"]


def test_a_code_that_is_not_the_files_is_one_mistake(region: RegionContent) -> None:
    assert rules(region, item(职权编码="1107-A-20-141000"), "powers/civil-affairs/1107-A-00200-141000.yml") == ["P200"]


def test_where_the_regions_own_code_is_wrong_no_items_code_is_called_wrong_too(region: RegionContent) -> None:
    odd = region.region.model_copy(update={"code": "14100"})
    assert rules(replace(region, region=odd), item()) == []


@pytest.mark.parametrize("pattern", [".*{序号:5}", "{部门:4}-{类别}-{流水:5}-{区划}", "{部门:4}-{类别}"])
def test_a_wrong_pattern_makes_no_code_look_wrong(region: RegionContent, pattern: str) -> None:
    odd = region.region.model_copy(update={"code_pattern": pattern})
    assert rules(replace(region, region=odd), item()) == []


def test_an_unknown_department_is_told_once_for_all_its_items(region: RegionContent) -> None:
    files = (
        "powers/civil-affairs/1.yml",
        *(f"powers/{slug}/{n}.yml" for slug in ("civil-afair", "zzz") for n in "123"),
    )
    found = [(problem.rule, problem.file) for problem in check_folders(replace(region, files=files))]
    assert found == [("P205", "powers/civil-afair/1.yml"), ("P204", "powers/zzz/1.yml")]


# ---- facts and completeness ----------------------------------------------------------------------------------------


def judged(found: ItemFacts, status: str) -> list[str]:
    return [problem.rule for problem in judge(found, status)]


def missing(region: RegionContent, power: Power) -> tuple[str, ...]:
    return facts(power, FILE, region).missing


def test_facts_take_from_the_department_what_the_item_leaves_out(region: RegionContent) -> None:
    found = facts(item(), FILE, region)
    assert (found.holder, found.consult_phone, found.department) == ("甲市民政局", "0000-0000001", "civil-affairs")


def test_facts_count_risks_in_the_three_levels(region: RegionContent) -> None:
    levels = ("高", "一级", "中", "低", "低")
    power = item(责任事项=[{"环节": "受理", "责任": "甲", "风险点": [{**RISK, "等级": level} for level in levels]}])
    assert facts(power, FILE, region).risks == (2, 1, 2)


def test_facts_name_the_files_of_the_item_and_no_addresses(region: RegionContent) -> None:
    materials: Iterable[dict[str, str]] = [
        {"名称": "表", "空白表格": "files/form.txt", "示例样表": "https://www.example.org/a.pdf"}
    ]
    power = item(附件=[{"文件": "files/form.txt"}], 办理={"申请材料": list(materials)})
    assert facts(power, FILE, region).files == ("files/form.txt",)


def test_an_item_is_free_where_no_case_of_it_is_charged(region: RegionContent) -> None:
    renewal = {"名称": "换证", "收费": {"项目": "工本费", "标准": "10元", "依据": "甲"}}
    for cases, free, fees in (([], True, ()), ([renewal, renewal], False, ("工本费：10元",))):
        found = facts(item(办理={"收费": "不收费", "业务办理项": cases}), FILE, region)
        assert (found.free, found.fees) == (free, fees)
    assert facts(item(办理={"业务办理项": [{"名称": "首次"}]}), FILE, region).free is None


def test_required_keys_depend_on_the_kind_of_item(region: RegionContent) -> None:
    assert missing(region, item()) == ("设定依据", "责任事项")
    assert missing(region, item(职权类别=None)) == ("职权类别", "设定依据", "责任事项")
    assert missing(region, item(职权类别=None, 目录主项="是")) == ("职权类别",)
    assert missing(region, item(职权类别=None, 事项性质="公共服务")) == ("办理",)


def test_a_tombstone_needs_its_class_only(region: RegionContent) -> None:
    found = facts(item(), FILE, region)
    assert (judged(found, "在用"), judged(found, "已取消")) == (["P280"], [])
    assert judged(facts(item(职权类别=None), FILE, region), "已取消") == ["P280"]


def test_an_item_gets_one_line_of_completeness(region: RegionContent) -> None:
    power = item(设定依据=[{"法规": "慈善法"}], 责任事项=duties("其他"))
    found = facts(power, FILE, region)
    (problem,) = judge(found, "在用")
    assert problem.rule == "P281"
    assert "环节" in found.gaps
    assert 0 < completeness(found) < 50


def test_what_each_case_of_handling_says_for_itself_is_not_lacking(region: RegionContent) -> None:
    first, other = (
        {"名称": "首次", "申请材料": {"名称": "表"}, "办理时间": "工作日"},
        {"名称": "注销", "申请材料": {"名称": "证"}},
    )
    plain = replace(region, departments={})
    for cases, lacking in (
        ([first, other], ["办理时间"]),
        ([first], []),
        ([other, {"名称": "变更"}], ["申请材料", "办理时间"]),
    ):
        found = facts(item(办理={"业务办理项": cases}), FILE, plain)
        assert [key for key in found.gaps if key in ("申请材料", "办理时间")] == lacking


def test_a_document_below_the_rules_is_cited_without_articles(region: RegionContent) -> None:
    lacking = {
        rank: "依据的条款" in facts(item(设定依据=[{"法规": "甲", "位阶": rank}]), FILE, region).gaps
        for rank in ("规范性文件", "部门规章")
    }
    assert lacking == {"规范性文件": False, "部门规章": True}


def test_a_catalogue_item_is_complete(region: RegionContent) -> None:
    found = facts(item(目录主项="是"), FILE, region)
    assert (completeness(found), judged(found, "在用")) == (100, [])


def test_a_mistake_in_another_regions_library_is_told_there(region: RegionContent) -> None:
    _, problems = expand(item(责任事项=[{"引用": "D-缺"}]), region.duties, region.risks, FILE)
    county = replace(region, borrowed=borrowed({}, {}, region))
    assert {home_of(problem, county) for problem in problems} == {region.slug}
    assert {home_of(problem, region) for problem in problems} == {None}
    assert home_of(Problem("P280", FILE), county) is None


def test_a_mistake_in_the_library_is_not_told_again_by_every_item(region: RegionContent) -> None:
    power = item(责任事项=[{"引用": "D-甲", "风险点": {"引用": "R-甲"}}])
    refers = library(Duty, {"D-甲": {"引用": "D-受理"}})
    for entries, unread in (({}, ["library/duties.yml"]), (refers, ["library/risks.yml"])):
        expanded, problems = expand(power, entries, {}, FILE, unread)
        assert (problems, rules(region, expanded)) == ([], [])
