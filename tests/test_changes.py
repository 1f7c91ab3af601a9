"""What changed between two states of a register: every field once, nothing for a new order, words as a reader takes them."""

from __future__ import annotations

import json
from copy import deepcopy
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import SITES
from tests.making import row
from yangguang.build.item import read_item
from yangguang.build.region import read_region
from yangguang.build.source import FolderSource
from yangguang.model.accounted import Decision, Unaccounted, account
from yangguang.model.change import Change, ChangeKind, State, spoken
from yangguang.model.compare import compare_item
from yangguang.model.event import Adjustment
from yangguang.model.wording import reworded

CODE = "1107-A-00100-141000"
Fields = list[tuple[str, Any, Any]]


def _item() -> dict[str, Any]:
    region = read_region(FolderSource(SITES / "good"))
    assert region.content
    file = f"powers/civil-affairs/{CODE}.yml"
    power = read_item(region.source.read(file), file, region.content).power
    assert power
    said: dict[str, Any] = json.loads(power.model_dump_json(by_alias=True, exclude_unset=True))
    return said


ITEM = _item()
"""The item of the small site that says something under every key."""


def changed(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    return list(compare_item(CODE, State("minzheng", old), State("minzheng", new)))


def told(old: dict[str, Any], new: dict[str, Any]) -> Fields:
    """Each change by the last of its keys, old and new in words."""
    return [("/".join(one.field), one.old, one.new) for one in changed(old, new)]


def duty(text: str, stage: str = "受理", *risks: str, **more: Any) -> dict[str, Any]:
    own = [{"风险点": name, "等级": "高", "防控措施": "公示", "责任岗位": "窗口"} for name in risks]
    return {"环节": stage, "责任": text, **({"风险点": own} if own else {}), **more}


def test_an_item_does_not_differ_from_itself() -> None:
    assert changed(ITEM, deepcopy(ITEM)) == []


def _shuffled(draw: Any, value: Any, key: str = "") -> Any:
    """The same value, its lists in another order where the order says nothing, responsibilities within their stage."""
    if isinstance(value, dict):
        return {name: _shuffled(draw, value[name], name) for name in draw(st.permutations(list(value)))}
    if not isinstance(value, list):
        return value
    inner = [_shuffled(draw, one, key) for one in value]
    if key in ("运行流程", "分支"):
        return inner
    mixed = draw(st.permutations(inner))
    if key != "责任事项":
        return mixed
    stages = list(dict.fromkeys(one.get("环节", "") for one in value))
    return [one for stage in stages for one in mixed if one.get("环节", "") == stage]


@given(data=st.data())
def test_a_new_order_is_no_change(data: st.DataObject) -> None:
    whole = ITEM | {"责任事项": [*ITEM["责任事项"], duty("登记收件", "受理", "漏登", "错登"), duty("出具受理通知书")]}
    assert changed(whole, _shuffled(data.draw, whole)) == []


def _leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Where single texts stand, but for the names by which entries are known and the order of steps hangs together."""
    if isinstance(value, dict):
        return [leaf for key, one in value.items() for leaf in _leaves(one, (*path, key))]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [leaf for number, one in enumerate(value) for leaf in _leaves(one, (*path, number))]
    return [path]


LEAVES = [leaf for leaf in _leaves(ITEM) if leaf[-1] not in ("职权编码", "引用", "环节")]


@given(chosen=st.lists(st.sampled_from(LEAVES), min_size=1, max_size=12, unique=True))
def test_every_differing_field_is_told_exactly_once(chosen: list[tuple[str | int, ...]]) -> None:
    new = deepcopy(ITEM)
    wanted = []
    for leaf in chosen:
        place: Any = new
        for step in leaf[:-1]:
            place = place[step]
        old = place[leaf[-1]]
        place[leaf[-1]] = [*old, "改"] if isinstance(old, list) else f"{old}改"
        wanted.append((leaf[-1], old, place[leaf[-1]]))
    found = [(one.field[-1], one.old, one.new) for one in changed(ITEM, new)]
    assert sorted(found, key=repr) == sorted(wanted, key=repr)


TEXTS = st.text("公示材料告知", min_size=1, max_size=4)
DUTIES = st.lists(st.builds(duty, TEXTS, st.sampled_from(["受理", "审查"]), TEXTS, 依据=st.lists(TEXTS)), max_size=5)


@given(old=DUTIES, new=DUTIES)
def test_nothing_is_told_only_where_nothing_differs(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> None:
    same = _unordered(old) == _unordered(new) and _stages(old) == _stages(new)
    assert (told({"责任事项": old}, {"责任事项": new}) == []) == same


def _unordered(duties: list[dict[str, Any]]) -> list[str]:
    return sorted(repr(one | {"依据": sorted(one["依据"])}) for one in duties)


def _stages(duties: list[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(one["环节"] for one in duties))


def test_a_reworded_responsibility_is_one_change_and_keeps_its_risks() -> None:
    old = {"责任事项": [duty("公示依法应当提交的材料", "受理", "不公示"), duty("出具受理通知书")]}
    new = {"责任事项": [duty("出具受理通知书"), duty("公示依法应当提交的全部材料", "受理", "不公示")]}
    assert told(old, new) == [("责任事项/受理/责任", "公示依法应当提交的材料", "公示依法应当提交的全部材料")]


def test_a_responsibility_that_keeps_its_basis_and_risks_is_the_same_one_in_other_words() -> None:
    old = {"责任事项": [duty("公示材料", "受理", "不公示", 依据=["甲"]), duty("登记", "受理")]}
    new = {"责任事项": [duty("登记", "受理"), duty("一次说清要交什么", "受理", "不公示", 依据=["甲"])]}
    assert told(old, new) == [("责任事项/受理/责任", "公示材料", "一次说清要交什么")]


def test_the_most_alike_are_taken_together_and_each_once() -> None:
    short, whole, more = "公示申请材料目录", "公示申请材料目录并一次性告知", "公示申请材料目录并一次性书面告知"
    came = told({"责任事项": [duty(whole)]}, {"责任事项": [duty(short), duty(more)]})
    assert came[0] == ("责任事项/受理/责任", whole, more)
    assert [(old, new and new["责任"]) for _, old, new in came[1:]] == [(None, short)]
    gone = told({"责任事项": [duty(short), duty(whole)]}, {"责任事项": [duty(more)]})
    assert gone[0] == ("责任事项/受理/责任", whole, more)
    assert [(old and old["责任"], new) for _, old, new in gone[1:]] == [(short, None)]


def test_of_steps_that_stand_there_twice_none_has_moved() -> None:
    steps = [{"步骤": "审查"}, {"步骤": "受理"}, {"步骤": "审查"}]
    assert told({"运行流程": steps}, {"运行流程": [*steps, {"步骤": "送达"}]}) == [("运行流程", None, {"步骤": "送达"})]


def test_what_has_little_in_common_is_gone_and_come() -> None:
    found = told({"责任事项": [duty("公示材料", "受理", "不公示")]}, {"责任事项": [duty("出具通知", "受理", "拖延")]})
    assert [(field, old is None, new is None) for field, old, new in found] == [
        ("责任事项/受理", False, True),
        ("责任事项/受理", True, False),
    ]


def test_a_changed_risk_is_told_under_its_responsibility() -> None:
    new = duty("公示材料", "受理", "不公示", "错公示")
    new["风险点"][0]["等级"] = "中"
    found = told({"责任事项": [duty("公示材料", "受理", "不公示")]}, {"责任事项": [new]})
    assert [(field, old, spoken(now)) for field, old, now in found] == [
        ("责任事项/受理/公示材料/风险点/不公示/等级", "高", "中"),
        ("责任事项/受理/公示材料/风险点", None, "风险点：错公示；等级：高；防控措施：公示；责任岗位：窗口"),
    ]


def test_a_responsibility_that_moves_to_another_stage_is_not_rewritten() -> None:
    old = {"责任事项": [duty("现场核查", "受理"), duty("核对原件", "受理"), duty("书面审查", "审查")]}
    new = {"责任事项": [duty("核对原件", "受理"), duty("书面审查", "审查"), duty("现场核查", "审查")]}
    assert told(old, new) == [("责任事项/审查/现场核查/环节", "受理", "审查")]


def test_stages_and_steps_in_another_order_are_told_as_an_order() -> None:
    steps = [{"步骤": "受理"}, {"步骤": "审查"}, {"步骤": "决定"}]
    found = told({"运行流程": steps}, {"运行流程": [steps[0], steps[2], steps[1]]})
    assert found == [("运行流程/步骤顺序", "受理→审查→决定", "受理→决定→审查")]
    duties = [duty("甲", "受理"), duty("乙", "审查")]
    assert told({"责任事项": duties}, {"责任事项": duties[::-1]}) == [("责任事项/环节顺序", "受理→审查", "审查→受理")]


def test_a_text_that_moves_into_the_library_is_no_change() -> None:
    assert (
        told({"责任事项": [duty("公示")]}, {"责任事项": [duty("公示", 引用="D-公示", 责任类型="直接实施责任")]}) == []
    )


def test_an_item_that_leaves_comes_or_moves_is_told_as_such() -> None:
    named = {"职权名称": "登记"}
    used, gone = State("a", named, "在用", "民政局"), State("b", named, "已取消", "审批局")
    assert list(compare_item(CODE, None, used)) == [Change(CODE, "新增", new="登记")]
    assert list(compare_item(CODE, used, None)) == [Change(CODE, "退出", old="登记")]
    assert list(compare_item(CODE, used, gone)) == [
        Change(CODE, "划转", ("部门",), "民政局", "审批局"),
        Change(CODE, "退出", ("状态",), "在用", "已取消"),
    ]
    assert list(compare_item(CODE, used, State("minzheng", named, "在用", "民政局"))) == [], "its file has another name"


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        ("在用", "暂停", "变更"), ("暂停", "在用", "变更"), ("已取消", "已下放", "变更"), ("已下放", "在用", "新增"),
        ("未启用", "在用", "新增"), ("暂停", "已取消", "退出"),
    ],
)  # fmt: skip
def test_a_new_status_brings_an_item_in_or_out_only_where_the_list_gains_or_loses_it(
    was: str, now: str, kind: ChangeKind
) -> None:
    found = compare_item(CODE, State("a", {}, was, "民政局"), State("a", {}, now, "民政局"))
    assert list(found) == [Change(CODE, kind, ("状态",), was, now)]


def test_a_list_that_is_emptied_says_nothing_any_more() -> None:
    assert told({"通俗名称": ["甲", "乙"]}, {"通俗名称": []}) == [("通俗名称", ["甲", "乙"], None)]
    assert told({}, {"通俗名称": ["甲"]}) == [("通俗名称", None, ["甲"])]


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("20个工作日", "10个工作日", "[-20-]{+10+}个工作日"),
        ("第三条", "第九条第二款", "第[-三条-]{+九条第二款+}"),
        ("一次性告知补正材料", "一次性书面告知补正的材料", "一次性{+书面+}告知补正{+的+}材料"),
        ("0357-2090001", "0357-2090012", "0357-[-2090001-]{+2090012+}"),
        ("2016-02-06修订", "2031-12-01修订", "[-2016-02-06-]{+2031-12-01+}修订"),
        ("旧", "", "[-旧-]"),
    ],
)
def test_words_are_marked_as_a_reader_takes_them(old: str, new: str, marked: str) -> None:
    marks = {"同": "{}", "删": "[-{}-]", "增": "{{+{}+}}"}
    assert "".join(marks[piece.kind].format(piece.text) for piece in reworded(old, new)) == marked


@given(old=st.text("公示材料，。一次性告知0a \n", max_size=30), new=st.text("公示材料，。一次性告知0a \n", max_size=30))
def test_the_pieces_make_up_both_texts(old: str, new: str) -> None:
    pieces = reworded(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "增") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "删") == new
    assert all(one.kind != other.kind for one, other in pairwise(pieces))


def test_very_long_texts_are_compared_by_clauses() -> None:
    old = "".join(f"第{number}项，应当公示；" for number in range(400))
    pieces = reworded(old, old.replace("第150项", "第壹项").replace("第290项", "第贰项"))
    assert [piece.text for piece in pieces if piece.kind == "增"] == ["壹项，", "第贰"]


# ---- decisions and changes account for each other ---------------------------------------------------------------


def findings(old: State | None, new: State | None, *rows: dict[str, Any]) -> list[tuple[str, str]]:
    decisions = [Decision("2026/x", "〔1〕", Adjustment.model_validate(one)) for one in rows]
    changes = list(compare_item(CODE, old, new))
    found: tuple[Unaccounted, ...] = account(changes, decisions, {CODE: new} if new else {})
    return [(one.key, "、".join("/".join(path) for path in one.fields)) for one in found]


def state(status: str = "在用", department: str = "minzheng", **said: Any) -> State:
    return State(department, {"职权名称": "登记", **said}, status)


@pytest.mark.parametrize(
    ("old", "new", "rows", "expected"),
    [
        (state(咨询电话="1"), state(咨询电话="2"), [], []),
        (state(), state(设定依据=[{"法规": "条例"}]), [], [("undecided_fields", "设定依据")]),
        (state(), state(设定依据=[{"法规": "条例"}]), [row("依据变更", CODE)], []),
        (state(), state(设定依据=[{"法规": "条例"}]), [row("名称变更", CODE)],
         [("undecided_fields", "设定依据"), ("no_change", "职权名称")]),
        (state(), state(), [row("依据变更", CODE)], [("no_change", "设定依据")]),
        (state(), state(更新日期="2026-01-01"), [row("要素变更", CODE)], [("no_change", "")]),
        (state(承办机构="甲"), state(承办机构="乙"), [row("要素变更", CODE, 变更要素=[{"字段": "承办机构"}])], []),
        (state(责任事项=[duty("公示", "受理", "不公示")]), state(责任事项=[duty("公示", "受理", "错公示")]), [], []),
        (state(责任事项=[duty("公示")]), state(责任事项=[duty("公示"), duty("登记")]), [],
         [("undecided_fields", "责任事项/受理")]),
        (state(), state("已取消"), [row("取消", CODE)], []),
        (state(), state("已取消"), [], [("undecided_status", "状态")]),
        (state(设定依据=[{"法规": "条例"}], 职权类别="行政许可"), state("已取消", 职权类别="行政处罚"), [row("取消", CODE)],
         [("undecided_fields", "职权类别")]),
        (state(), state("已取消"), [row("上收", CODE, "U-0001")], []),
        (state(), state("已下放"), [row("下放", CODE, "L-0001")], []),
        (state(), state(), [row("取消", CODE)], [("no_status", "状态")]),
        (None, state(), [row("新增", after=CODE)], []),
        (None, state(), [row("新增", after=CODE), row("依据变更", CODE)], []),
        (state("未启用"), state("已取消"), [row("划转", "Z-0001", CODE, 原类别="行政许可", 现类别="行政处罚"), row("取消", CODE)],
         [("no_item", "")]),
        (None, state(), [], [("undecided_status", "")]),
        (None, None, [row("新增", after=CODE)], [("no_item", "")]),
        (state(), state(department="shenpi"), [], [("undecided_move", "部门")]),
        (state(), state(department="shenpi"), [row("划转", CODE, CODE, 现部门="shenpi")], []),
        (state(), state(), [row("划转", CODE, CODE, 现部门="shenpi")], [("no_move", "部门")]),
        (state(), state("已划转"), [row("划转", CODE, 现部门="甲区民政局")], []),
        (state(), state("已划转"), [row("划转", CODE, "Z-0001", 现部门="shenpi", 原类别="行政许可", 现类别="行政处罚")],
         [("no_item", "")]),
        (state("暂停"), state(), [row("恢复", CODE)], []),
    ],
)  # fmt: skip
def test_a_change_without_its_decision_and_a_decision_without_its_change_are_found(
    old: State | None, new: State | None, rows: list[dict[str, Any]], expected: list[tuple[str, str]]
) -> None:
    assert findings(old, new, *rows) == expected


def test_a_department_that_is_renamed_needs_no_decision_on_each_of_its_items() -> None:
    now, called = state(行使主体="统计调查局"), {"minzheng": ("统计调查局", "统计局")}
    for was, expected in (("统计局", []), ("财政局", ["undecided_fields"])):
        changes = list(compare_item(CODE, state(行使主体=was), now))
        assert [one.key for one in account(changes, [], {CODE: now}, called)] == expected


DECIDED = """职权名称 事项性质 职权类别 主项 行使主体 承办机构 联办机构 委托 行使层级 权限划分 权力来源 设定依据 处罚 执行方式 责任事项
追责情形 追责对象范围 运行流程""".split()


def test_elements_change_by_decision_and_what_is_kept_up_to_date_without() -> None:
    for key in DECIDED:
        assert findings(state(), state(**{key: "新"})) == [("undecided_fields", key)]
    for key in ("咨询电话", "监督投诉电话", "通俗名称", "备注"):
        assert findings(state(), state(**{key: "新"})) == []
    for key, decided in (("法定办结时限", True), ("收费", True), ("承诺办结时限", False), ("办公地点", False)):
        found = findings(state(办理={key: "旧"}), state(办理={key: "新"}))
        assert found == ([("undecided_fields", f"办理/{key}")] if decided else [])


@pytest.mark.parametrize(
    ("kind", "was", "now", "field"),
    [
        ("取消", "在用", "已取消", "职权名称"), ("下放", "在用", "已下放", "职权名称"), ("上收", "在用", "已取消", "职权名称"),
        ("暂停", "在用", "暂停", "设定依据"), ("恢复", "暂停", "在用", "设定依据"),
    ],
)  # fmt: skip
def test_a_decision_on_the_status_accounts_for_nothing_else(kind: str, was: str, now: str, field: str) -> None:
    """Of an item that has left the list only its name and class still bind."""
    assert findings(state(was), state(now), row(kind, CODE)) == []
    assert findings(state(was), state(now, **{field: "新"}), row(kind, CODE)) == [("undecided_fields", field)]


@pytest.mark.parametrize("kind", ["要素变更", "更正", "部分取消", "部分下放", "承接", "收回"])
def test_every_other_decision_on_the_item_accounts_for_any_field(kind: str) -> None:
    decision = row(kind, "UP-0001" if kind == "承接" else CODE, CODE)
    assert ("undecided_fields", "设定依据") not in findings(state(), state(设定依据="新"), decision)
