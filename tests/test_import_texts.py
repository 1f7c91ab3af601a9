"""Raw texts of lists are taken apart only where they say plainly how; else they stay word for word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguang.exchange.items.bases import bases
from yangguang.exchange.items.duties import accountability, duties
from yangguang.exchange.items.risks import risks
from yangguang.exchange.sheets.clean import clean, compact, missing
from yangguang.exchange.sheets.columns import vocabulary
from yangguang.exchange.sheets.headings import class_named


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("行政\n处罚", "行政处罚"),
        ("\u3000车辆 登记\u00a0", "车辆登记"),
        ("政策法\r\n规科 、\r社会科", "政策法规科、社会科"),
        ("Excel\nWord 表", "Excel Word 表"),
        ("车\u200b辆_x000D_\n登记\ufeff", "车辆登记"),
    ],
)
def test_short_texts_lose_what_a_narrow_column_put_in(cell: str, meant: str) -> None:
    assert compact(cell) == meant


def test_lines_that_a_narrow_column_wrapped_are_healed_and_points_stay_apart() -> None:
    cell = "直接实施责\n任：\n1.按规定受\n理各项申请\n并告知结果。\n2.按期作出\n书面的决定\n并且公开。"
    assert clean(cell) == "直接实施责任：\n1.按规定受理各项申请并告知结果。\n2.按期作出书面的决定并且公开。"


def test_lines_of_a_wide_column_are_healed_though_signs_and_blanks_make_them_uneven() -> None:
    lines = [
        "由县级以上人民政府主管部门责令改正，给予警告并予以通报" * 2 + blanks
        for blanks in ("甲", "甲 、乙", "甲，乙丙")
    ]
    assert clean("\n".join([*lines, "处分。"])) == "".join([*lines, "处分。"])


def test_a_list_without_signs_is_not_run_together() -> None:
    assert clean("承办人\n内设机构负责人\n分管领导") == "承办人\n内设机构负责人\n分管领导"


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_and_leaves_nothing_invisible(text: str) -> None:
    once = compact(text)
    assert compact(once) == once
    assert not any(c in once for c in "\n\r\t\u200b\u202e\u3000\xa0\0")


@pytest.mark.parametrize("text", ["/", "无", "待定", " 无 ", "——", "／"])
def test_empty_words_say_nothing(text: str) -> None:
    assert missing(text)


def test_a_marked_basis_is_taken_apart_with_history_and_articles() -> None:
    text = "【法规】《某某管理条例》（2001年8月2日国务院令第315号公布，2020年11月29日修订，自2021年1月1日起施行）\n第八条：应当登记。\n第九条第一款、第二款：应当检验。"
    [entry] = bases(text)
    assert entry["法规"] == "某某管理条例"
    assert entry["位阶"] == "行政法规"
    assert entry["版本"] == "2020-11-29"
    assert entry["文号"] == "国务院令第315号"
    assert entry["条款"] == ["第八条", "第九条第一款、第二款"]
    assert entry["原文"] == text.removeprefix("【法规】《某某管理条例》")


@pytest.mark.parametrize(
    ("history", "version", "number"),
    [
        ("2017 年7月5 日中华人民共和国国家某局令第21号公布，自2018年1月1日起施行", "2017-07-05", "中华人民共和国国家某局令第21号"),
        ("1996年3月17日通过，根据2021年1月22 日会议修订", "2021-01-22", None),
        ("2006年8月23 日国务院令第 473号公布", "2006-08-23", "国务院令第473号"),
        ("2019年6月某某部令第7号", None, "某某部令第7号"),
        ("《关于印发某规定》的通知某部发〔1993〕134号", None, "某部发〔1993〕134号"),
        ("2009年6月27日通过；2010年1月1日执行", "2009-06-27", None),
        ("1985年6月18日通过，2021年4月29第十三届会议第三次修改", "2021-04-29", None),
        ("1983年1月3日发布，2017年10月修正", None, None),
        ("1983年1月发布，2017年10月7日修正，2018年施行", "2017-10-07", None),
        ("某某部令2017年第8号，2017年11月30日公布，自2018年1月起施行", "2017-11-30", "某某部令2017年第8号"),
        ("国务院令2007年第512号，2007年11月28日通过；按某决定（国务院令第714号）修改", "2007-11-28", None),
    ],
)  # fmt: skip
def test_a_number_and_a_version_are_read_from_a_history_as_people_type_it(
    history: str, version: str | None, number: str | None
) -> None:
    [entry] = bases(f"【规章】《某办法》（{history}）\n第三条：应当登记。")
    assert (entry.get("版本"), entry.get("文号")) == (version, number)
    assert history in entry["原文"]


def test_a_sign_too_many_behind_a_title_hides_no_history() -> None:
    [entry] = bases("【法规】《某某管理办法》》（2019年4月22日国务院令第715号）\n第五条：应当登记。")
    assert (entry["法规"], entry["版本"], entry["文号"]) == ("某某管理办法", "2019-04-22", "国务院令第715号")
    assert entry["原文"] == "（2019年4月22日国务院令第715号）\n第五条：应当登记。"


def test_every_marked_law_becomes_one_entry() -> None:
    found = bases(
        "【法律】《甲法》第三条。\n【规章】《某某省丙办法》第四条：应当报告。\n【规范性文件】《丁通知》全文适用。"
    )
    assert [(e["法规"], e.get("位阶"), e.get("条款")) for e in found] == [
        ("甲法", "法律", ["第三条"]), ("某某省丙办法", "地方政府规章", ["第四条"]), ("丁通知", "规范性文件", None),
    ]  # fmt: skip


@pytest.mark.parametrize("between", ["\n", "；", "、", "和", ""])
def test_laws_that_a_text_only_lists_become_an_entry_each(between: str) -> None:
    found = bases(
        f"《甲法》第三条、第四条{between}【行政法规】《关于乙〈丙〉的条例》{between}《丁通知》（某发〔2018〕19号）第二项"
    )
    assert [(e["法规"], e.get("位阶"), e.get("条款")) for e in found] == [
        ("甲法", None, ["第三条", "第四条"]), ("关于乙〈丙〉的条例", "行政法规", None), ("丁通知", None, ["第二项"]),
    ]  # fmt: skip


def test_articles_in_a_row_are_given_in_full() -> None:
    [entry] = bases("【法律】《行政许可法》第三十条、三十二条、第三十八、第四十条。")
    assert entry["条款"] == ["第三十条", "第三十二条", "第三十八条", "第四十条"]


@pytest.mark.parametrize(("listed", "articles"), [
    ("第22项", ["第22项"]),
    ("第三条第二款、第三款", ["第三条第二款", "第三条第三款"]),
    ("第三条之一第一款第一项、第二项、第二款", ["第三条之一第一款第一项", "第三条之一第一款第二项", "第三条之一第二款"]),
    ("第三条、第二项；四款、第五条", ["第三条", "第三条第二项", "第三条第四款", "第五条"]),
])  # fmt: skip
def test_a_paragraph_that_stands_alone_is_one_of_the_article_before_it(listed: str, articles: list[str]) -> None:
    assert bases(f"【规范性文件】《某目录》{listed}")[0]["条款"] == articles


def test_articles_behind_the_number_of_an_order_of_a_year_are_articles() -> None:
    [entry] = bases("【部门规章】《某办法》（某某部令2022年第42号）第五条、第六条")
    assert (entry["条款"], entry["文号"]) == (["第五条", "第六条"], "某某部令2022年第42号")


def test_a_mark_that_the_title_belies_gives_no_rank() -> None:
    assert "位阶" not in bases("【法律】《某法实施条例》第三条：应当登记。")[0]


@pytest.mark.parametrize(
    "text",
    [
        "依照有关规定办理。",
        "《甲法》第三条：登记。\n《乙法》第四条：公示。",
        "《甲法》、《乙法》和有关规定",
        "【法律】（少一个书名号》第三条",
    ],
)
def test_what_is_not_plain_stays_whole(text: str) -> None:
    assert bases(text) == [{"原文": text}]


@pytest.mark.parametrize(
    "piece", ["第三十条、", "第三十条第一款、", "第", "第一款", "三十条", "\n第", "（2021年1月1日）", "《", "年"]
)
def test_a_hostile_text_is_read_at_once(piece: str) -> None:
    bases("【法律】《甲法》" + piece * (9_000 // len(piece)) + "！")
    bases("《甲法》" * 9_000 + piece)
    clean(" " * 9_000 + piece)
    assert vocabulary().key("：" * 9_000 + piece) is None


def test_duties_go_to_stages_only_where_most_lines_name_one() -> None:
    named = duties(["1.受理责任：公示材料。\n2.审查责任：核对材料。\n3.其他应当履行的责任。"])
    assert [(d["环节"], d["责任"]) for d in named] == [
        ("受理", "公示材料。"), ("审查", "核对材料。"), ("其他", "其他应当履行的责任。"),
    ]  # fmt: skip
    unnamed = "1.公示材料。\n2.监督责任。加强检查。\n3.公开结果。"
    assert duties([unnamed]) == [{"环节": "其他", "责任": unnamed}]


def test_points_that_are_counted_on_in_one_line_are_points() -> None:
    assert duties(["1.受理责任：公示材料。2.审查责任：核对材料；不少于1.5米。 3.决定责任：答复。"]) == [
        {"环节": "受理", "责任": "公示材料。"}, {"环节": "审查", "责任": "核对材料；不少于1.5米。"}, {"环节": "决定", "责任": "答复。"},
    ]  # fmt: skip
    assert accountability("1.不受理的；2.超期限的。") == (["不受理的", "超期限的"], "")
    for whole in ("1.不按规定；3.办理的", "违反第1条；2.办理的"):
        assert accountability(whole) == ([], "")


def test_guidance_is_told_from_direct_duties_and_sub_items_say_a_line_once() -> None:
    text = "直接实施责任：\n1.办理。\n指导监督责任：\n2.指导下级。"
    assert duties([text, text + "\n3.考核下级。"]) == [
        {"环节": "其他", "责任": "1.办理。"},
        {"责任类型": "指导监督责任", "责任": "2.指导下级。\n3.考核下级。"},
    ]


def test_accountability_becomes_a_list_and_its_opening_is_given_back() -> None:
    assert accountability("有下列情形的，应当追责：\n1.不受理；\n2.超期限。") == (
        ["不受理", "超期限"],
        "有下列情形的，应当追责：",
    )
    assert accountability("按有关规定追责。") == ([], "")


def test_risk_columns_become_entries_only_where_they_agree() -> None:
    columns = {
        "风险点": ["1.不告知\n2.超期限"],
        "风险等级": ["1.高\n2.中"],
        "防控措施": ["公示"],
        "责任岗位": ["窗口人员"],
    }
    assert [(r["风险点"], r["等级"], r["防控措施"]) for r in risks(columns)] == [
        ("不告知", "高", "公示"),
        ("超期限", "中", "公示"),
    ]
    assert risks(columns | {"风险等级": ["1中2低1高"], "防控措施": ["1.甲\n2.乙\n3.丙"]}) == []


@pytest.mark.parametrize(
    ("points", "said", "levels"),
    [
        ("1.甲\n2.乙\n3.丙", "1中2低", ["中", "低", "低"]),
        ("1.甲\n2.乙\n3.丙", "一个高风险、两个低风险", ["高", "低", "低"]),
        ("1.甲\n2.乙", "1.高；2.低", ["高", "低"]),
        ("1.甲\n2.乙", "中风险", ["中", "中"]),
        ("1.甲\n2.乙", "一级", ["一级", "一级"]),
        ("1.甲\n2.乙", "1中2低", []),  # two points: is it the second that is low, or are there three?
        ("甲", "1中2低", []),
        ("甲", "1中", []),
        ("1.甲\n2.乙", "较大", []),
        ("1.甲\n2.乙\n3.丙", "1.高\n2.中", []),
    ],
)
def test_levels_are_shared_out_only_where_each_point_has_one(points: str, said: str, levels: list[str]) -> None:
    columns = {"风险点": [points], "风险等级": [said], "防控措施": ["公示"], "责任岗位": ["窗口人员"]}
    assert [entry["等级"] for entry in risks(columns, {"一级"})] == levels


def test_the_table_of_headers_is_wide_and_unambiguous() -> None:
    keys = vocabulary().keys
    assert len(keys) >= 120
    assert len(set(keys.values())) >= 45
    assert keys["事项名称"] == "职权名称"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("行政许可（11项）", "行政许可"),
        ("一、行政处罚类（共 254 项）", "行政处罚"),
        ("其他权力", "其他行政权力"),
        ("公共服务事项（3项）", "公共服务"),
        ("Sheet1", None),
        ("市交通局", None),
    ],
)
def test_a_sheet_is_named_after_its_class(name: str, kind: str | None) -> None:
    assert class_named(name) == kind
