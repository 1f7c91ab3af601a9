"""A list that comes again changes what it now says otherwise, all of that, and nothing else."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.helpers import digests, yangguang
from tests.importing import REGION, exported
from tests.unforeseen import ITEM, SHAPE
from tests.workbooks import xlsx
from yangguang.exchange.intake.merge import merged, same
from yangguang.exchange.items.bases import bases
from yangguang.yamlio import emit, read_yaml, splice

ITEM_FILE = """\
# 2024 年核对过
职权编码: SW-0001
职权名称: 取水许可
职权类别: 行政许可
通俗名称: [打井]   # 居民的说法
设定依据:
  - {法规: 某水法, 位阶: 法律, 版本: 2016-07-02, 条款: [第七条], 性质: 设定, 原文: 第七条：应当申请。}
办理:
  服务对象: [自然人, 法人]
  # 材料由窗口核对
  申请材料:
    - {名称: 申请表, 材料类型: 原件, 份数: 2}
    - {名称: 身份证明, 材料类型: 复印件, 份数: 1}
  法定办结时限: 45个工作日
  承诺办结时限: 20个工作日
  送达方式: 邮寄   # 写成一个，也是列表
咨询电话: 0990-1234567
责任事项:
  - 引用: D-受理
  - 环节: 审查
    责任: 在5个工作日内核对材料
    依据: [《行政许可法》第三十四条, 《行政许可法》第三十五条]
    风险点:
      - {引用: R-徇私}
      - {风险点: 超期限, 等级: 中, 防控措施: 督办, 责任岗位: 科长}
追责情形:
  - {情形: 不依法受理的, 依据: 《行政许可法》第七十二条}
备注: 每户每年取水1000立方米以下
"""
LIBRARY = {
    "duties": "D-受理: {环节: 受理, 责任: 公示条件, 依据: 《行政许可法》第三十条, 风险点: [{引用: R-不告知}]}\n",
    "risks": "R-不告知: {风险点: 不告知, 等级: 高, 防控措施: 公示, 责任岗位: 窗口人员}\n"
    "R-徇私: {风险点: 徇私, 等级: 高, 防控措施: 两人核对, 责任岗位: 科长}\n",
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    files = {
        "region.yml": REGION,
        "departments/water.yml": "名称: 某某市水务局\n",
        "powers/water/SW-0001.yml": ITEM_FILE,
    }
    for path, text in (files | {f"library/{name}.yml": text for name, text in LIBRARY.items()}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def edited(content: Path, folder: Path, before: str, after: str) -> list[str]:
    """What an import changes in the item's file after one cell of its exported list has been edited."""
    [file] = exported(content, folder / "lists", "--xlsx")
    book = openpyxl.load_workbook(file)
    [cell] = [
        cell for sheet in book.worksheets[:-1] for row in sheet.iter_rows() for cell in row if cell.value == before
    ]
    cell.value = after
    book.save(file)
    result = yangguang("import", file, "--into", content)
    assert result.exit_code == 0, result.output
    now = (content / "powers/water/SW-0001.yml").read_text(encoding="utf-8")
    assert read_yaml(now.encode(), "x.yml")[1] == []
    lines = difflib.ndiff(ITEM_FILE.splitlines(), now.splitlines())
    return [line for line in lines if re.match(r"[-+]", line)]


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("取水许可", "取水许可证核发", ["- 职权名称: 取水许可", "+ 职权名称: 取水许可证核发"]),
        ("20个工作日", "10个工作日", ["-   承诺办结时限: 20个工作日", '+   承诺办结时限: "10个工作日"']),
        ("0990-1234567", "0990-7654321", ["- 咨询电话: 0990-1234567", '+ 咨询电话: "0990-7654321"']),
        ("每户每年取水1000立方米以下", "每户每年取水500立方米以下",
         ["- 备注: 每户每年取水1000立方米以下", "+ 备注: 每户每年取水500立方米以下"]),
        ("在5个工作日内核对材料", "在3个工作日内核对材料",
         ["-     责任: 在5个工作日内核对材料", "+     责任: 在3个工作日内核对材料"]),
        ("审查", "审核", ["-   - 环节: 审查", "+   - 环节: 审核"]),
        ("《行政许可法》第三十四条\n《行政许可法》第三十五条", "《行政许可法》第三十五条",
         ["-     依据: [《行政许可法》第三十四条, 《行政许可法》第三十五条]", "+     依据:", "+       - 《行政许可法》第三十五条"]),
        ("《行政许可法》第三十四条\n《行政许可法》第三十五条",
         "《行政许可法》第三十四条\n《行政许可法》第三十五条、第三十六条\n《某水法》第八条",
         ["-     依据: [《行政许可法》第三十四条, 《行政许可法》第三十五条]", "+     依据:", "+       - 《行政许可法》第三十四条",
          "+       - 法规: 行政许可法", "+         条款:", "+           - 第三十五条", "+           - 第三十六条",
          "+       - 法规: 某水法", "+         条款:", "+           - 第八条"]),
        ("【法律】《某水法》\n第七条：应当申请。", "【法律】《某水法》\n第九条：应当申请。",  # 版本, 性质 stay
         ["-   - {法规: 某水法, 位阶: 法律, 版本: 2016-07-02, 条款: [第七条], 性质: 设定, 原文: 第七条：应当申请。}",
          "+   - 法规: 某水法", "+     位阶: 法律", '+     版本: "2016-07-02"', "+     条款:", "+       - 第九条", "+     性质: 设定",
          "+     原文: 第九条：应当申请。"]),
        ("公示条件", "公示条件和材料", ["+     责任: 公示条件和材料"]),
        ("1.申请表\n2.身份证明", "1.申请表", ["-     - {名称: 身份证明, 材料类型: 复印件, 份数: 1}"]),
        ("自然人、法人", "自然人、法人、其他组织",
         ["-   服务对象: [自然人, 法人]", "+   服务对象:", "+     - 自然人", "+     - 法人", "+     - 其他组织"]),
        ("中", "高", ["-       - {风险点: 超期限, 等级: 中, 防控措施: 督办, 责任岗位: 科长}", "+       - 风险点: 超期限",
                     "+         等级: 高", "+         防控措施: 督办", "+         责任岗位: 科长"]),
    ],
)  # fmt: skip
def test_what_is_edited_in_an_exported_list_is_all_that_changes(
    content: Path, tmp_path: Path, before: str, after: str, changes: list[str]
) -> None:
    assert edited(content, tmp_path, before, after) == changes


def test_a_trial_names_the_items_that_an_old_list_would_set_back(content: Path, tmp_path: Path) -> None:
    """A department sends last year's workbook: what has been written since would go, and nobody would know where."""
    rows = [
        ["职权编码", "职权名称", "职权类别", "承诺办结时限", "备注"],
        ["SW-0001", "取水许可", "行政许可", "30个工作日", ""],
        ["", "采砂许可", "行政许可", "", ""],
    ]
    file = xlsx(tmp_path / "某某市水务局权责清单.xlsx", {"清单": rows})
    before = digests(content)
    shown = yangguang("import", file, "--into", content, "--dry-run").output
    assert "原有 1 项会改用表里的话，涉及 办理：SW-0001" in shown
    assert digests(content) == before
    yangguang("import", file, "--into", content)
    assert "会改用表里的话" not in yangguang("import", file, "--into", content, "--dry-run").output


def test_a_copy_that_lies_beside_a_list_brings_nothing_in_twice(content: Path, tmp_path: Path) -> None:
    """清单/* holds the list and its 副本: each item came in twice, under two codes."""
    rows = [["职权名称", "职权类别"], ["采砂许可", "行政许可"], ["排污许可", "行政许可"]]
    lists = [xlsx(tmp_path / f"某某市水务局权责清单{copy}.xlsx", {"清单": rows}) for copy in ("", " - 副本")]
    rows.append(["打井许可", "行政许可"])
    lists.append(xlsx(tmp_path / "某某市水务局权责清单（新）.xlsx", {"清单": rows}))
    done = yangguang("import", *lists, "--into", content).output
    assert done.count("有 2 项与前面的文件或工作表里一字不差，只收一次") == 2
    assert "新增 3，更新 0" in done
    sheets = xlsx(tmp_path / "某某市水务局两张表.xlsx", {"第一张": rows, "第二张": rows})
    assert "有 3 项与前面的文件或工作表里" in yangguang("import", sheets, "--into", content, "--dry-run").output
    names = [read_yaml(file.read_bytes(), file.name)[0] for file in (content / "powers/water").glob("*.yml")]
    assert sorted(str(one["职权名称"]) for one in names if isinstance(one, dict)) == [
        "取水许可",
        "打井许可",
        "排污许可",
        "采砂许可",
    ]


def test_a_list_that_has_lost_its_further_keys_takes_nothing_away(content: Path, tmp_path: Path) -> None:
    [file] = exported(content, tmp_path / "lists", "--xlsx")
    book = openpyxl.load_workbook(file)
    del book["其他要素"]
    book.save(file)
    before = digests(content)
    yangguang("import", file, "--into", content)
    assert digests(content) == before


def test_a_power_that_passes_to_another_department_s_hands_says_so(content: Path, tmp_path: Path) -> None:
    (content / "departments/police.yml").write_text("名称: 某某市公安局\n", encoding="utf-8")
    rows = [["职权编码", "职权名称", "职权类别", "行使主体"], ["SW-0001", "取水许可", "行政许可", "某某市公安局"]]
    list_ = xlsx(tmp_path / "某某市水务局权责清单.xlsx", {"清单": rows})
    yangguang("import", list_, "--into", content)
    assert "行使主体: 某某市公安局\n" in (content / "powers/water/SW-0001.yml").read_text(encoding="utf-8")
    rows[1][3] = "某某市水务局"
    yangguang("import", xlsx(list_, {"清单": rows}), "--into", content)
    assert "行使主体: 某某市水务局\n" in (content / "powers/water/SW-0001.yml").read_text(encoding="utf-8")


def test_an_item_whose_keys_are_spelled_otherwise_is_known_again(content: Path, tmp_path: Path) -> None:
    path = content / "powers/water/SW-0001.yml"
    path.write_text(ITEM_FILE.replace("职权名称", "事项名称").replace("职权类别", "权力类型"), encoding="utf-8")
    rows = [["职权名称", "职权类别", "咨询电话"], ["取水许可", "行政许可", "0990-1"]]
    result = yangguang("import", xlsx(tmp_path / "某某市水务局权责清单.xlsx", {"清单": rows}), "--into", content)
    assert "新增 0，更新 1" in result.output
    assert "不在这份清单里" not in result.output
    assert '咨询电话: "0990-1"\n' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("kind", "told"), [("取消", False), ("依据变更", True), ("没有的类型", True)])
def test_an_item_that_a_decision_has_ended_is_not_missed_in_a_list(
    content: Path, tmp_path: Path, kind: str, told: bool
) -> None:
    event = content / "events/2026/a.yml"
    event.parent.mkdir(parents=True)
    event.write_text(
        f"文号: 甲\n标题: 乙\n批准机关: 丙\n生效日期: 2026-02-01\n调整事项:\n  - {{类型: {kind}, 变更前: SW-0001}}\n",
        encoding="utf-8",
    )
    rows = [["职权名称", "职权类别"], ["河道采砂许可", "行政许可"]]
    result = yangguang("import", xlsx(tmp_path / "某某市水务局权责清单.xlsx", {"清单": rows}), "--into", content)
    assert ("SW-0001" in result.output) is told


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("powers/water/SW-0001.yml", "职权编码：SW-0001\n"), ("powers/water/SW-0001.yml", "职权编码: [SW-0001\n"),
        ("departments/water.yml", "名称: 某某市水务局\n电活: 1\n"), ("library/duties.yml", "D-受理:\n 环节: 受理\n  责任: 甲\n"),
    ],
)  # fmt: skip
def test_content_that_cannot_be_read_is_mended_before_a_list_comes(
    content: Path, tmp_path: Path, file: str, text: str
) -> None:
    (content / file).write_text(text, encoding="utf-8")
    before = digests(content)
    rows = [["职权编码", "职权名称", "职权类别"], ["SW-0001", "取水许可", "行政许可"]]
    result = yangguang("import", xlsx(tmp_path / "某某市水务局.xlsx", {"清单": rows}), "--into", content)
    assert (result.exit_code, file in result.output, digests(content) == before) == (1, True, True), result.output


SPLIT: dict[str, Any] = {
    "职权名称": "甲",
    "责任事项": [
        {
            "环节": "受理",
            "责任": "公示材料。",
            "依据": ["《甲法》第三条"],
            "风险点": [{"风险点": "不告知", "等级": "高"}],
        },
        {"环节": "审查", "责任": "于5日内核对。", "依据": ["《甲法》第四条"]},
    ],
    "备注": "甲,乙",
}
WHOLE = {"环节": "其他", "责任": "1.公示材料。\n2.于5日内核对。", "依据": [{"原文": "《甲法》第三条\n《甲法》第四条"}]}


@pytest.mark.parametrize(
    ("new", "duties"),
    [
        ({"责任事项": [WHOLE], "备注": "甲，\n乙"}, SPLIT["责任事项"]),
        ({"责任事项": [WHOLE | {"责任": "1.公示材料。\n2.于3日内核对。"}]}, [WHOLE | {"责任": "1.公示材料。\n2.于3日内核对。"}]),
        ({"责任事项": [{"环节": "受理", "责任": "公示材料。", "依据": [{"原文": "《甲法》第三条\n《甲法》第四条"}]},
                    {"环节": "审查", "责任": "核对。"}]},
         [SPLIT["责任事项"][0], SPLIT["责任事项"][1] | {"责任": "核对。"}]),
        ({"责任事项": [{"环节": "受理", "责任": "公示材料。"}, {"环节": "审查", "责任": "于5日内核对。", "风险点": [{"风险点": "徇私"}]}]},
         [{"环节": "受理", "责任": "公示材料。", "依据": ["《甲法》第三条"]},
          SPLIT["责任事项"][1] | {"风险点": [{"风险点": "徇私"}]}]),
    ],
)  # fmt: skip
def test_what_has_been_taken_apart_stays_so_as_long_as_the_list_says_the_same(new: Any, duties: Any) -> None:
    after = merged(SPLIT, SPLIT, new)
    assert after == SPLIT | {"责任事项": duties}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("罚款1万元", "罚款5万元"), ("2024-01-01", "2025-01-01"), ("甲、乙", "甲乙"),
        ([{"风险点": "甲", "等级": "高"}, {"风险点": "乙", "等级": "中"}], [{"风险点": "甲", "等级": "中"}, {"风险点": "乙", "等级": "高"}]),
        ([{"责任": "甲"}], [{"责任": "甲", "责任类型": "指导监督责任"}]),
        ([{"责任": "罚款1万元"}], "罚款5万元"), (["自然人"], ["自然人", "法人"]),
        ([{"法规": "甲办法", "位阶": "规范性文件"}], bases("【规章】《甲办法》")),
        ([{"法规": "甲条例", "位阶": "行政法规"}], bases("【地方性法规】《甲条例》")),
        ({"文号": "〔2015〕28号"}, {"文号": "〔2015〕29号"}), (["甲", "乙 甲"], ["乙 甲"]),
        ([{"责任": "甲、乙"}, {"责任": "乙"}], [{"责任": "甲"}, {"责任": "乙"}]),
        ([{"风险点": "甲", "防控措施": "乙、丙"}, {"风险点": "丙", "防控措施": "乙"}],
         [{"风险点": "甲", "防控措施": "乙"}, {"风险点": "丙", "防控措施": "乙"}]),
        ([{"依据": ["《甲法》第三条", "《甲法》第四条"]}, {"依据": ["《甲法》第四条"]}],
         [{"依据": [{"法规": "甲法", "条款": ["第三条"]}]}, {"依据": [{"法规": "甲法", "条款": ["第四条"]}]}]),
        ([{"法规": "甲法", "条款": ["第三条"]}, {"法规": "甲法", "原文": "第四条：登记。"}],
         [{"法规": "甲法", "条款": ["第四条"], "原文": "第四条：登记。"}]),
        ([{"层级": "市级", "范围": "县、市"}, {"层级": "县级", "范围": "县"}], "市级：市\n县级：县"),
        (["《甲法》第三条"], [{"法规": "甲法", "条款": ["第三条", "第五条"]}]),
        ([{"法规": "甲法", "条款": "第三条、第五条"}], [{"法规": "甲法", "条款": ["第三条"]}]),
        ([{"法规": "甲法", "条款": ["第三条之一"]}], [{"法规": "甲法", "条款": ["第三条"]}]),
        ([{"法规": "甲法"}], [{"法规": "甲法", "条款": ["第三条"]}]),
    ],
)  # fmt: skip
def test_no_figure_stage_or_level_is_overlooked(old: Any, new: Any) -> None:
    assert not same(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([{"法规": "甲法", "条款": ["第三条第一款"]}], [{"法规": "甲法", "条款": ["第三条"]}]),
        ([{"法规": "甲法", "条款": ["第三条"]}], [{"法规": "甲法"}]),
        (["《甲法》第三条", "《乙法》第四条"], [{"法规": "甲法", "条款": ["第三条"]}, {"法规": "乙法", "条款": ["第四条"]}]),
        ([{"法规": "甲条例", "位阶": "地方性法规"}], bases("【法规】《甲条例》")),
        ([{"法规": "甲法", "条款": ["第三条"]}], [{"法规": "甲法", "位阶": "法律", "条款": ["第三条"]}]),
        ([{"层级": "市级", "范围": "甲", "单位": "市局"}], "市级：甲（市局）"),
        ([{"情形": "甲", "依据": "《甲法》第三条"}, {"情形": "乙"}], "1.甲；2.乙。"),
        ([{"环节": "受理", "责任": "甲"}], [{"环节": "其他", "责任": "甲"}]),
        ([{"法规": "甲法", "条款": ["第三条第二款"], "原文": "第三条 应当登记。"}],
         [{"法规": "甲法", "条款": ["第三条"], "原文": "第三条 应当登记。"}]),
    ],
)  # fmt: skip
def test_a_citation_taken_further_apart_says_the_same(old: Any, new: Any) -> None:
    assert same(old, new)


FIRST_KEYS = [
    ("责任事项:\n  # 窗口\n  - 责任: 公示   # 见甲\n\n  # 科室\n  - 责任: 核对\n",
     "责任事项:\n  # 窗口\n  - 环节: 受理\n    责任: 公示   # 见甲\n\n  # 科室\n  - 责任: 核对\n"),
    ("责任事项:\n  # 窗口\n  - 环节: 其他\n    责任: 公示   # 见甲\n\n  # 科室\n  - 责任: 核对\n",
     "责任事项:\n  # 窗口\n  - 责任: 公示   # 见甲\n\n  # 科室\n  - 责任: 核对\n"),
    ("责任事项:\n  - 责任: 公示\n  -\n    责任: 核对   # 见乙\n",
     "责任事项:\n  - 责任: 公示\n  -\n    环节: 审查\n    责任: 核对   # 见乙\n"),
]  # fmt: skip


def said_anew(before: str, after: str) -> str:
    """``before`` in its own layout, saying what ``after`` says."""
    value, _ = read_yaml(after.encode(), "x.yml")
    assert isinstance(value, dict)
    return splice(before, emit(value, SHAPE), SHAPE)


@pytest.mark.parametrize(("before", "after"), FIRST_KEYS)
def test_an_entry_whose_first_key_comes_or_goes_keeps_its_lines(before: str, after: str) -> None:
    assert said_anew(before, after) == after


LAYOUTS = {
    "a dash on a line of its own": "责任事项:\n  # 一\n  -\n    环节: 受理\n    责任: 公示\n  # 二\n  -\n    环节: 审查   # 科室\n    责任: 甲\n",
    "dashes below their key": "责任事项:\n# 一\n- 环节: 受理\n  责任: 公示\n# 二\n- 环节: 审查   # 科室\n  责任: 甲\n",
    "wide dashes": "责任事项:\n    # 一\n    -   环节: 受理\n        责任: 公示\n    # 二\n    -   环节: 审查   # 科室\n        责任: 甲\n",
}  # fmt: skip


@pytest.mark.parametrize("before", LAYOUTS.values(), ids=LAYOUTS)
def test_a_list_keeps_its_layout_whatever_that_is(before: str) -> None:
    value: Any = read_yaml(before.encode(), "x.yml")[0]
    value["责任事项"][1]["责任"] = "乙"
    changed = before.replace("责任: 甲", "责任: 乙")
    assert splice(before, emit(value, SHAPE), SHAPE) == changed

    value["责任事项"][1]["风险点"] = [{"风险点": "丙"}]
    more = splice(before, emit(value, SHAPE), SHAPE)
    assert more.startswith(changed)
    assert read_yaml(more.encode(), "x.yml") == (value, [])


def test_the_comment_behind_a_value_stays_where_the_value_changes() -> None:
    before = "职权名称: 甲  # 待定\n责任事项:\n  - 责任: 乙  # 见丙\n"
    after = "职权名称: 丁  # 待定\n责任事项:\n  - 责任: |-  # 见丙\n      戊\n      己\n"
    assert said_anew(before, after) == after


def test_a_comment_whose_place_goes_stands_at_the_top() -> None:
    before = "职权名称: |-  # 待定\n  甲\n  # 这是正文\n责任事项:\n  - 责任: 乙  # 见丙\n  - 责任: 丁\n"
    after = "# 待定\n# 见丙\n职权名称: 甲\n责任事项:\n  - 责任: 丁\n"
    assert said_anew(before, after) == after


@settings(max_examples=60, deadline=None)
@given(ITEM, ITEM, st.booleans())
@example(old={"责任事项": {"责任": "甲", "依据": "乙"}}, new={"责任事项": {"依据": "乙"}}, heading=False)
def test_a_file_keeps_its_lines_and_says_what_it_should(old: Any, new: Any, heading: bool) -> None:
    try:
        before, after = emit(old, SHAPE), emit(old | new, SHAPE)
    except ValueError:
        return
    text = splice("# 说明\n" * heading + before, after, SHAPE)
    assert read_yaml(text.encode(), "x.yml") == read_yaml(after.encode(), "x.yml")
    assert text.count("# 说明") == after.count("# 说明") + heading
