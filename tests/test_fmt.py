"""``fmt`` changes the form of a file and nothing else, and leaves alone what it cannot keep."""

from __future__ import annotations

import pytest

from yangguang.model.disclosure import Disclosure
from yangguang.model.power import Power
from yangguang.model.region import Law, Region
from yangguang.yamlio import Shape, fmt, read_yaml, shape_at, shape_of

POWER = shape_of(Power)


def formatted(source: str, shape: Shape = POWER, **drop: tuple[str | int, ...]) -> str:
    result, problems = fmt(source.encode(), "a.yml", shape, drop=list(drop.values()))
    assert problems == []
    again, problems = fmt(result, "a.yml", shape)
    assert (again, problems) == (result, [])
    return result.decode()


WHOLE = """\
# 这份文件由民政局维护
# 请勿手改编码

# 类别按省里的分法
权力类型: 其他权力   # 原写法
职权编码: "1107-A-00100-141000"
事项名称:   社会团体
   成立登记\x20\x20

实施依据:
# 条例是主要依据
- 法规: 社会团体登记管理条例\x20
  条款: 第三条
  # 还有别的条
- {性质: 设定, 法规: 甲法, 条款: [第一条]}
责任事项:   # 按环节
    - 责任: >
         公示依法
           - 材料
         全部
      # 环节从省表
      环节: 受理
      风险点:
        防控措施: 制定
        风险点: 甲
        风险等级: 高
    # 还缺决定
办理: {
  承诺时限: 20工作日,   # 比法定短
  业务办理项: [{承诺办结时限: 当场, 名称: 换证}]
}
行使层级: 市级 # 只在市级
生效日期: 2016年2月9日
更新日期: '2016/2/9'
咨询电话:
  # 总机
  0357
# 完
"""

WHOLE_FORMATTED = """\
# 这份文件由民政局维护
# 请勿手改编码

职权编码: "1107-A-00100-141000"
职权名称: 社会团体
  成立登记
# 类别按省里的分法
职权类别: 其他行政权力   # 原写法
行使层级: [市级] # 只在市级

设定依据:
  # 条例是主要依据
  - 法规: 社会团体登记管理条例
    条款: [第三条]
    # 还有别的条
  - {法规: 甲法, 条款: [第一条], 性质: 设定}
办理: {
  承诺办结时限: 20个工作日,   # 比法定短
  业务办理项: [{名称: 换证, 承诺办结时限: 当场}]
}
# 总机
咨询电话: 0357
责任事项:   # 按环节
  # 环节从省表
  - 环节: 受理
    责任: >
      公示依法
        - 材料
      全部
    风险点:
      - 风险点: 甲
        等级: 高
        防控措施: 制定
  # 还缺决定
生效日期: 2016-02-09
更新日期: '2016-02-09'
# 完
"""


def test_a_file_is_put_in_order_with_every_comment_beside_its_key() -> None:
    assert formatted(WHOLE) == WHOLE_FORMATTED
    assert formatted(WHOLE.replace("\n", "\r\n")) == WHOLE_FORMATTED


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("办理: {法定办结时限: 60天}\n", "办理: {法定办结时限: 60日}\n"),
        ("办理:\n  法定办结时限: ２０ 个工作日\n", "办理:\n  法定办结时限: 20个工作日\n"),
        ('办理:\n  法定办结时限: "3个小时"\n', '办理:\n  法定办结时限: "3小时"\n'),
        ("办理:\n  法定办结时限: 二十日\n", "办理:\n  法定办结时限: 二十日\n"),
        ("结果公开:\n  时限: 7工作日\n", "结果公开:\n  时限: 7个工作日\n"),
        ("结果公开:\n  时限: 作出决定后 7 天\n", "结果公开:\n  时限: 作出决定后 7 天\n"),
        ("备注: 20天\n", "备注: 20天\n"),
        ("更新日期: 2016.2.9\n", "更新日期: 2016-02-09\n"),
        ("更新日期: 2016年2月30日\n", "更新日期: 2016年2月30日\n"),
        ("通俗名称: 注册协会\n", "通俗名称: [注册协会]\n"),
        ("通俗名称: 注册, 协会\n", "通俗名称:\n  - 注册, 协会\n"),
        ("通俗名称: '注册: 协会'\n", "通俗名称:\n  - '注册: 协会'\n"),
        ("通俗名称: |\n  注册\n", "通俗名称:\n  - |\n    注册\n"),
        ("通俗名称: 待定\n联办机构: 无\n", "通俗名称: 待定\n联办机构: 无\n"),
        ("权限划分: 市级负责\n追责情形: 失职\n", "权限划分: 市级负责\n追责情形: 失职\n"),
        ("设定依据: {法规: 甲法}\n", "设定依据: [{法规: 甲法}]\n"),
        ("职权类别: '许可'\n", "职权类别: '行政许可'\n"),
        ("备注: 甲\n\n\n\n", "备注: 甲\n"),
        ("备注: 甲", "备注: 甲\n"),
        ("备注: |\n    甲\n      乙  \n\n    丙\n", "备注: |\n  甲\n    乙\n\n  丙\n"),
        ("备注: |4-\n      甲\n    乙\n", "备注: |2-\n    甲\n  乙\n"),
        ("备注: |+  # 留空行\n    甲\n\n\n", "备注: |+  # 留空行\n  甲\n"),
        ("主项  :   # 注\n    名称: 甲\n", "主项:   # 注\n  名称: 甲\n"),
        ("备注:\n\n  甲\n", "备注: 甲\n"),
        ('备注: "甲 \\\n     乙\\ \n     丙"\n', '备注: "甲 \\\n  乙\\ \n  丙"\n'),
        ("", ""),
        ("# 只有注释  \n\n", "# 只有注释\n"),
    ],
)
def test_one_thing_at_a_time(source: str, expected: str) -> None:
    assert formatted(source) == expected


def test_keys_of_a_mapping_by_class_are_class_names() -> None:
    source = "默认救济渠道:\n  其他权力: 复议\n  许可: 诉讼\n"
    assert formatted(source, shape_of(Region)) == "默认救济渠道:\n  行政许可: 诉讼\n  其他行政权力: 复议\n"


def test_lists_of_dates_and_files_that_are_lists_are_formatted_too() -> None:
    shape = shape_at("laws.yml")
    assert shape is not None
    assert formatted("- 标识: a\n  名称: 甲法\n  历次修改: [2016/2/9, 2018年12月29日]\n", shape) == (
        "- 名称: 甲法\n  标识: a\n  历次修改: [2016-02-09, 2018-12-29]\n"
    )
    assert shape_of(Law).at("历次修改").each.kind == "date"


def test_entries_of_the_library_keep_their_order() -> None:
    shape = shape_at("library/risks.yml")
    assert shape is not None
    source = "乙:\n  等级: 高\n  风险点: 二\n甲: {风险点: 一}\n"
    assert formatted(source, shape) == "乙:\n  风险点: 二\n  等级: 高\n甲: {风险点: 一}\n"


def test_unknown_keys_stay_behind_the_key_they_stand_behind() -> None:
    assert formatted("备注: 一\n备注二: 二\n职权名称: 甲\n") == "职权名称: 甲\n备注: 一\n备注二: 二\n"


def test_a_status_decided_by_events_goes_and_its_comments_stay() -> None:
    source = "职权名称: 甲\n# 见文件\n状态: 已取消 # 2016年\n生效日期: 2016-01-01\n"
    assert formatted(source, drop=("状态",)) == "职权名称: 甲\n# 见文件\n# 2016年\n生效日期: 2016-01-01\n"
    assert formatted("{职权名称: 甲, 事项状态: 在用}\n", drop=("状态",)) == "{职权名称: 甲}\n"


def test_only_the_front_matter_of_a_document_is_laid_out() -> None:
    body = "正文  \n第二行\n\n---\n\n- 列\n"
    source = f"---\n发布日期: 2016年2月9日\n标题: 公告   # 注\n---\n{body}\n\n"
    result, problems = fmt(source.encode(), "a.md", shape_of(Disclosure))
    assert problems == []
    assert result.decode() == f"---\n标题: 公告   # 注\n发布日期: 2016-02-09\n---\n{body}"
    assert fmt(result, "a.md", shape_of(Disclosure)) == (result, [])


def test_comments_inside_brackets_that_must_be_reordered_refuse_the_file_at_their_place() -> None:
    source = "职权名称: 甲\n主项: {编码: 1,  # 主项的编码\n  名称: 乙}\n".encode()
    result, problems = fmt(source, "a.yml", POWER)
    assert result == source
    assert [(p.rule, p.line, p.column) for p in problems] == [("P060", 2, 5)]


def test_a_file_with_mistakes_is_left_alone_and_they_are_told() -> None:
    source = "职权名称:甲\n备注: 乙\n".encode()
    assert fmt(source, "a.yml", POWER)[0] == source
    assert [p.rule for p in fmt(source, "a.yml", POWER)[1]] == ["P020"]


def test_a_key_and_its_synonym_are_the_same_key_twice() -> None:
    source = "职权名称: 甲\n主项: {名称: 乙}\n责任事项:\n  - {责任: 甲, 责任内容: 乙}\n".encode()
    result, problems = fmt(source, "a.yml", POWER)
    assert result == source
    assert [(p.rule, p.where) for p in problems] == [("P105", ("责任事项", 0, "责任内容"))]


def test_editing_one_field_of_a_formatted_file_changes_only_its_lines() -> None:
    edited = WHOLE_FORMATTED.replace("等级: 高", "等级:   中  ")
    before, after = WHOLE_FORMATTED.split("\n"), formatted(edited).split("\n")
    assert [line for line in after if line not in before] == ["        等级: 中"]
    assert len(before) == len(after)


def test_tables_get_line_feeds_only() -> None:
    assert fmt("编号,事项\r\n1,甲\r\n".encode(), "catalogue/a.csv", Shape()) == ("编号,事项\n1,甲\n".encode(), [])


def test_what_is_read_stays_readable() -> None:
    value, problems = read_yaml(WHOLE_FORMATTED.encode(), "a.yml")
    assert problems == []
    assert isinstance(value, dict)
    assert value["职权名称"] == "社会团体成立登记"
