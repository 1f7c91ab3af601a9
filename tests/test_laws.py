"""A citation finds its law however it is written, and no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.making import law
from yangguang.model.laws import LawIndex, fold, title

INDEX = LawIndex(
    (
        law("中华人民共和国行政许可法", "xuke", 简称="许可法", 别名=["许可"]),
        law("排污许可管理办法", "paiwu", 文号="生态环境部令第32号"),
        law("排污许可管理办法（试行）", "paiwu-shixing", 文号="环境保护部令第48号"),
        law("某自治区实施〈中华人民共和国种子法〉办法", "zhongzi"),
        law("社会团体登记管理条例", "shetuan-1998", 文号="国务院令第250号"),
        law("社会团体登记管理条例", "shetuan-1989", 文号="国务院令第43号"),
    )
)


@pytest.mark.parametrize(
    "written",
    [
        "中华人民共和国行政许可法", "《中华人民共和国行政许可法》", "行政许可法", "《 行政许可法 》", "行政许可法（2019年修正）", "行政许可法(2019修正)",
        "行政许可法（2019年4月23日）", "行政许可法[2019-04-23]", "行政许可法（2004）", "行政许可法（修正本）", "许可法", "许可",
        "中华人民共和国\n行政许可法", "行政\u3000许可法", "《行政许可法》（2019年修订）",
    ],
)  # fmt: skip
def test_spellings_of_one_law_lead_to_it(written: str) -> None:
    assert [found.slug for found in INDEX.find(written)] == ["xuke"]


@pytest.mark.parametrize("signs", ["《》", "〈〉", "<>", "＜＞", "  "])
def test_a_title_inside_a_title_is_the_same_in_whatever_signs_a_list_has_put_it(signs: str) -> None:
    written = f"某自治区实施{signs[0]}中华人民共和国种子法{signs[1]}办法"
    assert [found.slug for found in INDEX.find(written)] == ["zhongzi"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("《中华人民共和国行政许可法》（2019年修正）", "中华人民共和国行政许可法"),
        ("《排污许可管理办法(试行)（2019修正）》", "排污许可管理办法（试行）"),
        ("《某自治区实施<中华人民共和国 种子法>办法》", "某自治区实施〈中华人民共和国种子法〉办法"),
        ("关于实施《种子法》的规定", "关于实施〈种子法〉的规定"),
        ("《种子法》和《农业法》", "〈种子法〉和〈农业法〉"),
    ],
)
def test_a_heading_shows_the_whole_name(written: str, shown: str) -> None:
    assert title(written) == shown
    assert fold(shown) == fold(written)


def test_what_is_on_trial_is_another_text() -> None:
    assert [found.slug for found in INDEX.find("排污许可管理办法(试行)")] == ["paiwu-shixing"]
    assert [found.slug for found in INDEX.find("排污许可管理办法（试行）（2019年修正）")] == ["paiwu-shixing"]
    assert [found.slug for found in INDEX.find("排污许可管理办法")] == ["paiwu"]


@pytest.mark.parametrize(
    "written", ["行政许可法（草案）", "行政许可法（山西省文本）", "行政许可法（2019年版）", "行政处罚法", "行政许可"]
)
def test_other_brackets_and_names_are_other_texts(written: str) -> None:
    assert INDEX.find(written) == ()


def test_two_laws_of_one_name_are_told_apart_by_their_number() -> None:
    name = "社会团体登记管理条例"
    assert len(INDEX.find(name)) == 2
    assert [found.slug for found in INDEX.find(name, "国务院令第43号")] == ["shetuan-1989"]
    assert [found.slug for found in INDEX.find(name, "国务院令 第43号")] == ["shetuan-1989"]
    assert len(INDEX.find(name, "国务院令第1号")) == 2


@given(st.text("《》<＞ （）()[]〔〕中华人民共和国修订正本版试行法条例0123456789年月日-.", max_size=30))
def test_folding_never_fails_and_leaves_no_sign_that_it_folds(name: str) -> None:
    folded = fold(name)
    assert not set(folded) & set("《》<＞ ()[]〔〕")
    assert len(folded) <= len(name)


@given(
    st.sampled_from(["行政许可法", "排污许可管理办法（试行）", "城市房地产管理法"]),
    st.sampled_from(["（{}年修订）", "({}修正)", "（{}）"]),
    st.integers(1949, 2099),
)
def test_the_year_of_a_revision_makes_no_other_law(name: str, form: str, year: int) -> None:
    assert fold(name + form.format(year)) == fold(name) == fold(f"《中华人民共和国{name}》")
