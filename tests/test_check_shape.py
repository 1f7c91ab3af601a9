"""From mappings to records: what editors may write otherwise, what is told when it cannot be, and where."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yangguang.check.plan import Plan, plain, plan_of
from yangguang.check.shape import as_written, shape
from yangguang.check.tidy import Tidy
from yangguang.check.values import day_meant, limit_meant
from yangguang.model.disclosure import CatalogueRow, Disclosure
from yangguang.model.duty import Duty
from yangguang.model.event import Event
from yangguang.model.fields import Record
from yangguang.model.messages import sentence
from yangguang.model.power import Power
from yangguang.model.problem import Problem
from yangguang.model.region import Department, Hotline, Law, Region
from yangguang.yamlio import Value

RECORDS: list[type[Record]] = [Power, Region, Department, Law, Hotline, Event, Disclosure, CatalogueRow, Duty]


def item(**more: Any) -> dict[str, Any]:
    return {"职权编码": "1107-A-00100-141000", "职权名称": "社会团体成立登记", "职权类别": "行政许可", **more}


def told(value: Value, record: type[Record] = Power) -> list[tuple[str, tuple[str | int, ...]]]:
    """Rule and place of every problem."""
    return [(problem.rule, problem.where) for problem in shape(record, value, "f.yml")[1]]


def made(value: Value) -> Power:
    power, problems = shape(Power, value, "f.yml")
    assert power is not None, problems
    return power


def words(value: Value) -> str:
    (problem,) = shape(Power, value, "f.yml")[1]
    return sentence(problem, "zh")


def test_synonyms_of_keys_are_read_at_every_depth() -> None:
    value = item(
        实施依据=[{"法规名称": "某法", "条款号": "第三条"}],
        办理={"承诺时限": "5日", "业务办理项": [{"名称": "首次", "材料": {"名称": "表"}}]},
    )
    power = made(value)
    assert power.bases[0].law == "某法"
    assert power.handling is not None
    assert str(power.handling.promised_limit) == "5日"
    assert power.handling.variants[0].materials[0].name == "表"


def test_other_names_of_a_class_are_read() -> None:
    assert made(item() | {"职权类别": "其他权力"}).power_class == "其他行政权力"


@pytest.mark.parametrize("nothing", [None, "", "/", "待定", "…", "……", "无", " ", "　", [], {}, {"名称": None}])
def test_what_says_nothing_counts_as_missing(nothing: Value) -> None:
    assert made(item(主项=nothing)).main_item is None


@pytest.mark.parametrize(
    ("key", "expected"), [("数量限制", "无"), ("年审年检", "无"), ("收费", "无"), ("中介服务", ()), ("特别程序", ())]
)
def test_none_is_an_answer_where_it_answers(key: str, expected: object) -> None:
    handling = made(item(办理={key: "无", "受理条件": "无"})).handling
    assert handling is not None
    written = handling.model_dump(by_alias=True, exclude_unset=True)
    assert written == {key: expected}


def test_one_entry_may_stand_where_a_list_is_expected() -> None:
    power = made(
        item(
            通俗名称="注册协会",
            设定依据={"法规": "某法"},
            责任事项={"环节": "受理", "责任": "告知", "依据": "某法第三条"},
        )
    )
    assert power.everyday_names == ("注册协会",)
    assert power.duties[0].basis[0].text == "某法第三条"


def test_everything_wrong_is_told_at_once_and_each_once() -> None:
    value = item(
        承办几构="甲", 生效日期="去年", 办理={"收费": [{"项目": "登记费"}], "法定办结时限": "很快"}, 主项="某项"
    )
    assert sorted(told(value)) == [
        ("P102", ("承办几构",)),
        ("P111", ("主项",)),
        ("P122", ("生效日期",)),
        ("P125", ("办理", "法定办结时限")),
        ("P128", ("办理", "收费", 0)),
    ]


def test_a_required_list_whose_entries_are_wrong_is_not_called_missing_too() -> None:
    assert told({"名称": "热线", "渠道": ["电话"]}, Hotline) == [("P111", ("渠道", 0))]
    assert told({"名称": "热线", "渠道": []}, Hotline) == [("P128", ())]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"收费": "免费"}, ("P117", ("办理", "收费"))),
        ({"收费": {"项目": "甲"}}, ("P128", ("办理", "收费"))),
        ({"收费": [{"项目": "甲", "标准": ["乙"]}]}, ("P113", ("办理", "收费", 0, "标准"))),
        ({"收费": ["甲"]}, ("P111", ("办理", "收费", 0))),
        ({"年审年检": "每年"}, ("P117", ("办理", "年审年检"))),
        ({"年审年检": {"周期": ["一", "二"]}}, ("P113", ("办理", "年审年检", "周期"))),
        ({"年审年检": ["每年"]}, ("P113", ("办理", "年审年检"))),
        ({"中介服务": "某所"}, ("P117", ("办理", "中介服务"))),
        ({"特别程序": [{"名称": "评审", "时限": "一周"}]}, ("P125", ("办理", "特别程序", 0, "时限"))),
    ],
)
def test_a_value_of_several_kinds_gets_one_message_not_one_per_kind(value: dict[str, Value], expected: object) -> None:
    assert told(item(办理=value)) == [expected]


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("权限划分", [{"层级": "县级"}], ("P128", ("权限划分", 0))),
        ("权限划分", [["县级"]], ("P114", ("权限划分", 0))),
        ("追责情形", {"依据": "某法"}, ("P128", ("追责情形",))),
        ("处罚", {"裁量基准": "见附件"}, ("P111", ("处罚", "裁量基准"))),
        ("处罚", {"裁量基准": {"文件": ["a", "b"]}}, ("P113", ("处罚", "裁量基准", "文件"))),
    ],
)
def test_the_same_at_the_top(key: str, value: Value, expected: object) -> None:
    assert told(item(**{key: value})) == [expected]


def test_a_wrong_key_is_told_even_with_nothing_behind_it() -> None:
    assert told(item(颜色=None)) == [("P101", ("颜色",))]


def test_a_mistyped_required_key_is_not_called_missing_too() -> None:
    assert told({"职权编码": "1107-A-1", "职权明称": "甲"}) == [("P102", ("职权明称",))]


def test_a_value_of_the_wrong_kind_is_not_called_missing_too() -> None:
    assert told(item(主项={"名称": ["甲", "乙"]})) == [("P113", ("主项", "名称"))]


def test_a_text_like_a_mapping_gets_the_cure_of_the_colon() -> None:
    assert told(item(主项="名称：社会团体登记")) == [("P021", ("主项",))]


def test_places_are_those_of_the_file_not_of_the_cleaned_value() -> None:
    value = item(责任清单=[None, {"环节": "受理"}, "/", {"环节": "审查", "责任类型": "间接"}])
    assert told(value) == [("P120", ("责任清单", 3, "责任类型"))]


def test_later_problems_are_put_into_the_words_of_the_file() -> None:
    value = item(责任清单=[None, {"环节": "受理", "责任内容": "告知"}], 实施依据={"法规": "某法"})
    found = [
        Problem("P253", "f.yml", ("责任事项", 0, "责任")),
        Problem("P264", "f.yml", ("设定依据", 0)),
        Problem("P280", "f.yml", ("职权类别",)),
        Problem("P254", "library/risks.yml", ("R-1",)),
    ]
    assert [problem.where for problem in as_written(Power, value, "f.yml", found)] == [
        ("责任清单", 1, "责任内容"),
        ("实施依据",),
        ("职权类别",),
        ("R-1",),
    ]


def test_entries_of_a_library_are_told_under_their_id() -> None:
    _, problems = shape(Duty, {"环接": "受理"}, "library/duties.yml", ("D-受理",))
    assert [(problem.rule, problem.where) for problem in problems] == [("P102", ("D-受理", "环接"))]


def test_rows_of_a_table_use_the_same_function() -> None:
    row, problems = shape(
        CatalogueRow, {"编号": "1", "一级事项": "救助", "全社会": "√", "主动": "", "二级事项": ""}, "c.csv", (0,)
    )
    assert problems == []
    assert row is not None
    assert (row.everyone, row.active, row.second) == (True, False, None)


@pytest.mark.parametrize(
    ("written", "meant"),
    [(tick, True) for tick in "√ ✔ ✔️ V ｖ 对 有 Y yes 1 １ ●".split()]
    + [(cell, False) for cell in "□ 否 × — /".split()],
)
def test_a_cell_is_ticked_in_many_ways(written: str, meant: bool) -> None:
    row, problems = shape(CatalogueRow, {"编号": "1", "一级事项": "救助", "县级": written}, "c.csv", (0,))
    assert (problems, row and row.county) == ([], meant)


@pytest.mark.parametrize(("written", "near"), [("失效", ""), ("无效", ""), ("以废止", "废止"), ("有郊", "有效")])
def test_a_word_is_never_taken_for_its_opposite(written: str, near: str) -> None:
    law: dict[str, Value] = {"名称": "甲法", "标识": "jia", "位阶": "法律", "效力": written}
    [problem] = shape(Law, law, "laws.yml", (0,))[1]
    assert (problem.rule, problem.args["near"]) == ("P121" if near else "P120", near)


def test_a_wrong_class_in_a_table_of_classes_is_told_at_its_key() -> None:
    region: dict[str, Value] = {
        "格式版本": "1",
        "名称": "甲",
        "行政区划代码": "141000",
        "网址标识": "jia",
        "层级": "市级",
        "默认救济渠道": {"许口": "甲"},
    }
    assert told(region, Region) == [("P120", ("默认救济渠道", "许口"))]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("20天", "20日"), ("２０工作日", "20个工作日"), ("二十个工作日", "20个工作日"), ("三个月", "3个月"), ("3月", "3个月"),
        ("千二百日", "1200日"), ("两千小时", "2000小时"), ("一万二千日", "20个工作日"),
        ("自受理之日起十五个工作日内", "15个工作日"), ("一百二十日", "120日"), ("两年", "2年"), ("即办", "即时"), ("20 个工作日", "20个工作日"),
        ("尽快", "20个工作日"), ("5日至10日", "20个工作日"), ("一五个工作日", "15个工作日"), ("二〇个工作日", "20个工作日"),
        ("一" * 5_000 + "日", "20个工作日"), ("12345日", "20个工作日"), ("1.5个月", "20个工作日"),
    ],
)  # fmt: skip
def test_the_limit_that_was_meant_is_proposed(written: str, meant: str) -> None:
    assert limit_meant(written) == meant
    assert f"“{meant}”" in words(item(办理={"法定办结时限": written}))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2015年11月3日", "2015-11-03"),
        ("2015/1/3", "2015-01-03"),
        ("２０１５.１１.３０", "2015-11-30"),
        ("2015-2-30", "2015-11-30"),
    ],
)
def test_the_day_that_was_meant_is_proposed(written: str, meant: str) -> None:
    assert day_meant(written) == meant


def test_long_values_are_quoted_by_their_beginning() -> None:
    assert len(words(item(生效日期="很" * 5000))) < 200


def vocabulary(plan: Plan) -> list[str]:
    keys = [*plan.slots, *plan.record.synonyms]
    return sorted(set(keys) | {key for _, inner in plan.inner() for key in vocabulary(inner)})


def values(record: type[Record]) -> st.SearchStrategy[Value]:
    """Anything that YAML can hold, with keys and words that mean something to this record."""
    scalars = st.none() | st.sampled_from(
        ["", "/", "无", "是", "20日", "很久", "行政许可", "2015-01-01", "a：b", "不收费", "1"]
    )
    keys = st.sampled_from([*vocabulary(plan_of(record)), "颜色", "名称：", "code", "[key]"])
    return st.recursive(
        scalars, lambda v: st.lists(v, max_size=3) | st.dictionaries(keys, v, max_size=4), max_leaves=20
    )


def exists(value: Any, where: tuple[str | int, ...]) -> bool:
    step: Any
    for step in where:
        if not isinstance(value, dict | list) or (isinstance(value, list) != isinstance(step, int)):
            return False
        if step not in (value if isinstance(value, dict) else range(len(value))):
            return False
        value = value[step]
    return True


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
@settings(max_examples=60)
@given(data=st.data())
def test_whatever_is_written_gives_a_record_or_problems_at_places_that_exist(
    record: type[Record], data: st.DataObject
) -> None:
    value = data.draw(values(record))
    result, problems = shape(record, value, "f.yml")
    assert (result is None) == bool(problems)
    for problem in problems:
        assert exists(value, problem.where)
        assert sentence(problem, "zh")
        assert sentence(problem, "en")
    assert len({(problem.where, problem.rule, problem.args.get("key")) for problem in problems}) == len(problems)


@pytest.mark.parametrize("record", [Power, Duty], ids=lambda record: record.__name__)
@given(data=st.data())
def test_what_passes_the_quick_look_the_careful_one_leaves_alone(record: type[Record], data: st.DataObject) -> None:
    plan = plan_of(record)
    value = data.draw(st.dictionaries(st.sampled_from(sorted(plan.slots)), values(record), max_size=3))
    if plain(value, plan.slots):
        tidy = Tidy("f.yml", (), plan)
        assert tidy.mapping(value, plan) == value
        assert tidy.problems == []


def records(plan: Plan) -> set[type[Record]]:
    return {plan.record}.union(*(records(inner) for _, inner in plan.inner()))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_a_synonym_leads_to_a_key_and_is_none_itself(record: type[Record]) -> None:
    for inner in records(plan_of(record)):
        assert set(inner.synonyms.values()) <= set(plan_of(inner).slots)
        assert not set(inner.synonyms) & set(plan_of(inner).slots)
