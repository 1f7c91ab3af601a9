"""What the search finds, on the page of the search in a real browser: what people mean, and nothing else."""

from __future__ import annotations

import gzip
import random
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.asking import ask, index_of, names, opened
from tests.helpers import build, copy_of
from tests.search_reader import Index, fold
from yangguang.search.compiled import LONGEST
from yangguang.search.fold import fold as indexed


def truth(index: Index, text: str) -> set[tuple[str, str]]:
    """(region, code or page) of every entry whose name, everyday names or texts hold a folded text."""
    found = {
        number
        for number, one in enumerate(index.entries)
        if any(text in fold(label) for label in (one["name"], *one["aliases"]))
    }
    for unit, body in enumerate(index.texts):
        if any(text in fold(line) for line in body.split("\n")):
            found.update(index.entries_of(unit))
    return {(index.entries[n]["region"], index.entries[n]["id"]) for n in found}


def found(answer: dict[str, Any], index: Index) -> set[tuple[str, str]]:
    prefixes = {region["slug"]: region["prefix"] for region in index.index["regions"]}
    return {
        (r["region"], r["code"] or r["url"].removeprefix(prefixes[r["region"]])) for r in answer["results"]
    }  # fmt: skip


@pytest.mark.parametrize("pieces", [120, pytest.param(2000, marks=pytest.mark.full)])
def test_hits_are_exactly_those_of_reading_everything(searching: Page, demo_site: Path, pieces: int) -> None:
    index = index_of(demo_site)
    chance = random.Random(1130 + pieces)
    lines = [fold(line) for body in index.texts for line in body.split("\n") if len(fold(line)) > 1]
    for _ in range(pieces):
        line = chance.choice(lines)
        length = min(chance.randint(2, 12), len(line))
        start = chance.randrange(len(line) - length + 1)
        text = line[start : start + length]
        answer = ask(searching, text, limit=0, verify="all")
        assert answer["exact"], text
        assert found(answer, index) == truth(index, text), text
        assert answer["total"] == len(answer["results"])


@pytest.mark.parametrize("text", ["罚", "罚款", "受理", "a", "1"])
def test_one_and_two_characters_count_exactly_without_verification(searching: Page, demo_site: Path, text: str) -> None:
    answer = ask(searching, text, limit=0, verify="all")
    assert found(answer, index_of(demo_site)) == truth(index_of(demo_site), text)
    assert answer["exact"]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("最低生活保障金给付", "最低生活保障金给付"),  # its name
        ("低保", "最低生活保障金给付"),  # an everyday name
        ("办低保", "最低生活保障金给付"),
        ("高龄津贴", "高龄津贴发放"),  # recommended, as is advice about it
        ("dibao", "最低生活保障金给付"),  # pinyin, whole
        ("db", "最低生活保障金给付"),  # and by initials
        ("zdshbz", "最低生活保障金给付"),
        ("zuidi生活保障", "最低生活保障金给付"),  # mixed with characters
        ("zuidi shenghuo baozhang", "最低生活保障金给付"),
        ("zuidisenhuobaozang", "最低生活保障金给付"),  # sounds that are easily confused
        ("zuìdī shēnghuó bǎozhàng", "最低生活保障金给付"),  # with its tones
        ("Dī Bǎo", "最低生活保障金给付"),
        ("di1 bao3", "最低生活保障金给付"),
        ("di1bao3", "最低生活保障金给付"),
        ("lǚxíngshè", "旅行社设立许可"),
        ("lv3xing2she4", "旅行社设立许可"),
        ("最低生活保帐", "最低生活保障金给付"),  # the wrong character of one sound
        ("最低生活呆障", "最低生活保障金给付"),  # a wrong character
        ("办低宝", "最低生活保障金给付"),  # behind a verb
        ("申请临时救住", "临时救助金给付"),
        ("最低生活保障今给付", "最低生活保障金给付"),
        ("社會團體成立登記", "社会团体成立登记"),  # traditional
        ("办套餐服务", "开办餐饮店“一件事”咨询引导"),  # 套 counts nothing here
        ("社会团体登记成立", "社会团体成立登记"),  # another order of words
        ("１１０７-Ａ-００１００-１４１０００", "社会团体成立登记"),  # full width
        ("1107-a-00100-141000", "社会团体成立登记"),
        ("1107a00100141000", "社会团体成立登记"),  # without its hyphens
        ("1107 A 00100 141000", "社会团体成立登记"),
        ("1107－A－00100—141000", "社会团体成立登记"),
        ("职权编码：1107A00100", "社会团体成立登记"),  # the beginning, copied with what it is called
        ("食品许可", "食品经营许可"),  # with something between
        ("学生托管", "食品经营许可"),  # said of 托管班, which means the same
        ("饭庄", "食品经营许可"),
    ],
)
def test_the_first_line_is_the_right_one(searching: Page, query: str, name: str) -> None:
    answer = ask(searching, query, filters={"kind": "item", "status": "在用"}, limit=5)
    assert answer["results"], answer
    assert names(answer)[0].startswith(name), (names(answer), answer["understood"])


def test_what_the_search_loads_when_it_is_first_used_is_small(page: Page, demo_site: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(f"{demo_site.as_uri()}/")))
    opened(page, demo_site.as_uri())
    assert ask(page, "开饭馆")["results"]
    loaded = [path for path in asked if path.startswith(("assets/search.", "search/"))]
    assert {path.partition(".")[0] for path in loaded} >= {"assets/search", "search/index", "search/n0", "search/w0"}
    # 120 KB at the size of a city, whose names are more than those of the demonstration.
    assert sum(len(gzip.compress((demo_site / path).read_bytes())) for path in loaded) <= 80_000


@pytest.mark.parametrize("query", ["1107-A-00100-141000", "非生物制品"])
def test_who_names_what_is_on_the_list_loads_no_words_that_are_not(page: Page, demo_site: Path, query: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/search/")[2]))
    opened(page, demo_site.as_uri())
    assert ask(page, query)["results"]
    assert "index.js" in asked
    assert not [path for path in asked if path.startswith("a0.")]


@pytest.mark.parametrize(
    "query", ["我想开个小饭馆需要什么手续", "开饭馆", "请问开饭馆怎么办？", "俺想开个小饭馆要啥子手续要好多钱"]
)
def test_a_sentence_leads_to_the_licence(searching: Page, query: str) -> None:
    assert "食品经营许可" in names(ask(searching, query, limit=5))


def test_an_everyday_name_of_an_item_does_not_hide_the_known_word_in_it(searching: Page) -> None:
    # 开小饭馆 is what an editor calls one item; 小饭馆 stands in the lexicon for others, too.
    assert set(names(ask(searching, "小饭馆", limit=0))) <= set(names(ask(searching, "想开小饭馆子呢", limit=0)))


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("想摆个摊", "摆摊"), ("盖一间房", "盖房"), ("办个体户", "个体户"), ("摆了两个摊", "摆摊"), ("盖三间房", "盖房"), ("盖间房", "盖房"),
        ("开了十几家公司", "开公司"), ("种了20亩地", "种地"), ("想买套房", "买房"),
    ],
)  # fmt: skip
def test_what_only_counts_is_no_part_of_a_word(searching: Page, query: str, word: str) -> None:
    assert set(names(ask(searching, word, limit=0))) <= set(names(ask(searching, query, limit=0)))


@pytest.mark.parametrize("query", ["办一个体户", "开一家庭农场", "开一家政公司", "开了两家政公司"])
def test_what_begins_a_word_is_not_taken_for_what_counts(searching: Page, query: str) -> None:
    assert names(ask(searching, query))[0] == "个体工商户登记"


def test_who_says_what_a_fine_is_for_is_not_shown_all_penalties(searching: Page) -> None:
    penalties = names(ask(searching, "罚款", limit=0))
    seeds = names(ask(searching, "卖种子罚款", limit=0))
    assert set(seeds) & set(penalties) == {"对生产经营假种子的处罚"}
    assert names(ask(searching, "食品过期了罚款", limit=0)) == ["对未取得食品经营许可从事食品经营活动的处罚"]
    answer = ask(searching, "护照罚款", limit=0)
    assert (answer["total"], answer["understood"]) == (0, ["清单里没有名称与“护照”有关的事项"])
    assert len(penalties) > 10


def test_a_word_is_not_said_to_be_looked_for_as_itself(searching: Page) -> None:
    assert ask(searching, "罚款")["understood"] == ["“罚款”也找：处罚"]


def test_a_document_that_is_repealed_says_so_and_stands_behind_what_replaced_it(page: Page, demo_site: Path) -> None:
    opened(page, demo_site.as_uri(), "?q=临汾市行政职权")
    found = page.locator("[data-kind=document] .result")
    old, new = (found.filter(has_text=title) for title in ("清单管理暂行规定", "清单动态管理办法"))
    expect(old.first.locator("[data-status]")).to_have_text("废止")
    expect(new.first.locator("[data-status]")).to_have_count(0)
    titles = [one["name"] for one in ask(page, "临汾市行政职权")["results"] if one["kind"] == "document"]
    assert titles.index("临汾市行政职权和责任清单动态管理办法（演示）") < titles.index(
        "临汾市行政职权清单管理暂行规定（演示）"
    )


def test_who_asks_for_a_law_a_page_or_a_department_by_name_sees_it_first(page: Page, demo_site: Path) -> None:
    for query, name in (
        ("行政处罚法", "中华人民共和国行政处罚法"),
        ("依申请公开", "依申请公开"),
        ("市民政局", "临汾市民政局"),
        ("12345", "临汾市12345政务服务便民热线"),
        ("开饭馆", "食品经营许可"),
        ("残疾证", "困难残疾人生活补贴和重度残疾人护理补贴给付"),
    ):
        opened(page, demo_site.as_uri(), f"?q={query}")
        expect(page.locator("[data-groups] [data-name]").first).to_have_text(name)


@pytest.mark.parametrize("query", ["行政处罚", "行政许可"])
def test_who_asks_for_a_class_sees_its_items_before_the_law_of_that_name(
    page: Page, demo_site: Path, query: str
) -> None:
    opened(page, demo_site.as_uri(), f"#q={query}")
    expect(page.locator("[data-groups] [data-kind]").first).to_have_attribute("data-kind", "item")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("不服处罚", "不服怎么办"),
        ("罚款太高怎么申诉", "不服怎么办"),
        ("投诉", "监督和投诉"),
        ("监督投诉", "监督和投诉"),
        ("上访", "监督和投诉"),
        ("残联", "困难残疾人生活补贴和重度残疾人护理补贴给付"),
        ("今年取消的处罚", "清单账本"),
        ("变动明细", "清单账本"),
        ("bianminrexian", "临汾市12345政务服务便民热线"),
    ],
)
def test_who_seeks_help_or_what_has_changed_is_led_to_the_page(searching: Page, query: str, name: str) -> None:
    assert names(ask(searching, query))[0] == name


def test_a_theme_that_is_called_otherwise_leads_to_its_items_too(searching: Page) -> None:
    assert set(names(ask(searching, "残疾证", limit=0))) - set(names(ask(searching, "残疾人证", limit=0))) == {
        "特困人员救助供养给付"  # the word itself stands in its texts
    }


def test_who_asks_from_a_county_sees_its_own_power_before_that_of_the_city(page: Page, origin: str) -> None:
    for start, own, other in (("index.html", "临汾市", "侯马市"), ("regions/houma/index.html", "侯马市", "临汾市")):
        page.goto(f"{origin}/{start}")
        line = page.locator("main input[name=q]")
        line.fill("兽药经营许可证")
        expect(page.get_by_role("option").first).to_contain_text(own)
        line.press("Enter")
        result = page.locator("main .result", has_text="兽药经营许可证核发").first
        expect(result.locator("[data-region]")).to_have_text(own)
        expect(result.locator("[data-places]")).to_contain_text(other)
        page.reload()  # the address keeps it
        expect(result.locator("[data-region]")).to_have_text(own)


def test_who_asks_from_a_county_keeps_it_from_a_list_and_on_a_slow_line_too(page: Page, origin: str) -> None:
    page.goto(f"{origin}/regions/houma/powers/index.html")
    page.locator("[data-filter-line] input").fill("给牛打针的药店")
    page.get_by_role("link", name="在全站搜索").click()
    expect(page).to_have_url(re.compile(r"/search\.html#q=[^&]+&near=houma$"))
    held: list[Route] = []
    page.route("**/search.*.js", lambda route: held.append(route))
    page.goto(f"{origin}/regions/houma/departments/index.html")
    page.locator("header input[name=q]").fill("兽药经营许可证")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\.html#q=[^&]+&near=houma$"))


def test_numerals_are_found_in_both_writings(searching: Page) -> None:
    chinese, arabic = (ask(searching, query, limit=0) for query in ("第三十二条", "第32条"))
    assert chinese["total"] == arabic["total"] > 0
    assert all("第三十二条" in r["snippet"] or "第32条" in r["snippet"] for r in arabic["results"] if r["snippet"])


@pytest.mark.parametrize(("copied", "written"), [("居⺠", "居民"), ("⼈⺠政府⻓", "人民政府长"), ("⻋⻢", "车马")])
def test_radicals_out_of_a_pdf_are_the_characters_that_they_look_like(
    searching: Page, copied: str, written: str
) -> None:
    assert [ask(searching, text, limit=0)["total"] for text in (copied, written)] == [
        ask(searching, written)["total"]
    ] * 2
    assert names(ask(searching, copied, limit=0)) == names(ask(searching, written, limit=0))


def test_what_is_not_on_the_list_is_what_a_complaint_is_about(page: Page, demo_site: Path) -> None:
    opened(page, demo_site.as_uri())
    page.evaluate(
        "yangguang.engine.absent = async () => ['举报', '黑车'].map((word) => ({ folded: word, text: word }))"
    )
    assert page.evaluate("Promise.all(['举报黑车', '举报领导'].map((text) => yangguang.engine.missed(text)))") == [
        "黑车",
        "举报",
    ]


def test_what_a_word_never_means_is_left_out_unless_it_is_so_called(page: Page, demo_site: Path) -> None:
    opened(page, demo_site.as_uri())
    penalty = "对生产经营假种子的处罚"
    assert penalty in names(ask(page, "举报领奖", limit=0))
    page.evaluate("Object.assign(window.yangguang.engine.core().words.worst, {举报有奖: ['种子'], 假种子: ['种子']})")
    assert penalty not in names(ask(page, "举报有奖", limit=0))
    assert penalty in names(ask(page, "假种子", limit=0))


def test_what_is_refused_is_not_called_by_a_piece_of_its_own_word(page: Page, demo_site: Path) -> None:
    opened(page, demo_site.as_uri())
    item = "兽药经营许可证核发（非生物制品类）"
    # 开兽药店 and 宠物药店手续, its everyday names in county and city, are no 药店; but whoever asks for the latter means it.
    assert ask(page, "药店", merge=False)["results"] == []
    assert [(r["name"], r["region"]) for r in ask(page, "宠物药店", merge=False)["results"]] == [(item, "linfen")]
    # 务工 in 服务工作 is nobody's word.
    page.evaluate("Object.assign(yangguang.engine.core().words.worst, {'药经': ['兽药']})")
    assert item in names(ask(page, "兽药经营许可证"))


def test_letters_that_spell_a_name_are_found_where_they_are_written_too(searching: Page, demo_site: Path) -> None:
    # 图书馆 and the rules of special equipment, TSG 08-2017.
    answer = ask(searching, "TSG", limit=0, merge=False)
    assert "图书馆" in names(answer)[0]
    assert found(answer, index_of(demo_site)) >= truth(index_of(demo_site), "tsg") != set()


def test_a_word_in_letters_is_no_pinyin_and_a_verb_before_it_may_be(page: Page, demo_site: Path) -> None:
    opened(page, demo_site.as_uri())
    nothing = "清单里没有名称与“ktv”有关的事项"
    for query in ("开KTV", "kai KTV", "kaiktv", "banli KTV"):
        found = ask(page, query)
        assert (found["results"], found["understood"]) == ([], [nothing]), query
    # GLJ would be 管理局; not if it is a word that people know.
    page.evaluate("yangguang.engine.core().words.lost.add('glj')")
    assert ask(page, "GLJ")["results"] == []
    page.evaluate("""() => {
      const words = yangguang.engine.core().words;
      words.means.ktv = ["养老服务"];
      words.lost.delete("ktv");
    }""")
    assert names(ask(page, "shenqing KTV")) == names(ask(page, "申请KTV")) != []


def test_what_can_be_done_stands_before_what_it_rests_on_unless_that_is_asked_for(page: Page, demo_site: Path) -> None:
    opened(page, demo_site.as_uri())
    kinds = [r["kind"] for r in ask(page, "社会团体")["results"]]
    assert kinds.index("law") > kinds.index("item") + 2
    assert names(ask(page, "团体登记管理条例"))[0] == "社会团体登记管理条例"


WRITINGS = {
    "《行政许可法》第七十四条": ["行政许可法第七十四条", "行政许可法74条", "中华人民共和国行政许可法第74条"],
    "临政演发〔2015〕28号": ["临政演发[2015]28号", "临政演发（2015）28号", "临政演发【2015】28号"],
    "0357-0000101": ["03570000101", "0357—0000101"],
    "2118-A-00100-141081": ["2118A00100141081", "2118 A 00100 141081", "2118—A—00100—141081"],  # a former code
}


@pytest.mark.parametrize(("written", "query"), [(text, query) for text, ways in WRITINGS.items() for query in ways])
def test_what_is_written_with_other_signs_is_found_as_it_is_typed(
    searching: Page, demo_site: Path, written: str, query: str
) -> None:
    answer = ask(searching, query, limit=0, merge=False)
    assert found(answer, index_of(demo_site)) >= truth(index_of(demo_site), fold(written)) != set()
    assert answer["understood"] == []
    assert any(written in result["snippet"] for result in answer["results"])


@pytest.mark.parametrize("query", ["14050123456", "2024-05-01", "0357-1234567", "03571234567"])
def test_a_number_that_goes_on_is_no_word(searching: Page, query: str) -> None:
    answer = ask(searching, query)
    assert (names(answer), answer["understood"]) == ([], [])
    assert names(ask(searching, "4050补贴"))[0] == "就业困难人员认定"


@pytest.mark.parametrize("query", ["办低保😊", "👨‍👩‍👧办低保", "❓办低保❗️", "办低保/", "★办低保", "【办低保】"])
def test_pictures_and_marks_are_no_part_of_what_is_asked_for(searching: Page, query: str) -> None:
    assert names(ask(searching, query)) == names(ask(searching, "办低保"))


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u2060", "\u202a", "\u2069", "\ufeff"])
def test_what_nobody_sees_is_no_part_of_what_is_copied(searching: Page, sign: str) -> None:
    seen = ask(searching, "低保")
    for copied in (f"{sign}低保{sign}", f"低{sign}保"):
        assert (names(answer := ask(searching, copied)), answer["total"]) == (names(seen), seen["total"]), copied


def test_a_word_that_leads_nowhere_is_told_though_a_shorter_one_in_it_is_found(searching: Page) -> None:
    answer = ask(searching, "社保卡丢失补办")
    assert "清单里没有名称与“社保卡”有关的事项" in answer["understood"]
    assert "社会保险参保登记和个人权益记录查询" in names(answer)
    assert not any(said.startswith("清单里没有") for said in ask(searching, "社保怎么办理")["understood"])


def test_a_word_that_leads_nowhere_is_no_slip_of_another_that_sounds_alike(searching: Page) -> None:
    answer = ask(searching, "补交社保")
    assert names(answer)[0] == "社会保险参保登记和个人权益记录查询"
    assert not any("不交社保" in said for said in answer["understood"])


@pytest.mark.parametrize(
    ("query", "word"),
    [("低保和医保", "医保"), ("结婚、上户口", "上户口"), ("驾照扣分", "驾照扣分"), ("身份证", "身份证")],
)
def test_what_a_question_asks_besides_is_told_to_be_off_the_list(searching: Page, query: str, word: str) -> None:
    answer = ask(searching, query)
    assert answer["results"]
    assert f"清单里没有名称与“{word}”有关的事项" in answer["understood"]


@pytest.mark.parametrize("query", ["想看看我名下有没有房", "怎么查房子有没有抵押"])
def test_what_only_fills_a_sentence_may_be_part_of_a_known_word(searching: Page, query: str) -> None:
    assert names(ask(searching, query))[0] == "不动产登记资料查询"


@pytest.mark.parametrize("query", ["85岁补贴", "我爷爷99岁", "满七十五周岁有钱领吗", "一百零二岁"])
def test_any_age_of_the_old_is_known(searching: Page, query: str) -> None:
    assert "高龄津贴发放" in names(ask(searching, query))
    assert "“八十岁”也找：高龄津贴、高龄" in ask(searching, "85岁")["understood"]
    assert ask(searching, "35岁")["total"] == 0


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("没有证就施工", "对未取得施工许可证擅自施工的处罚"),
        ("没有执照就开饭馆", "对未取得食品经营许可从事食品经营活动的处罚"),
        ("饭店吃出蟑螂找谁", "食品经营监督检查"),
        ("黑车被扣了怎么拿回来", "对无营运证且无法当场提供其他有效证明的车辆暂扣"),
        ("手机落在的士上了", "出租汽车失物查找服务"),
        ("工资拖了三个月去哪告", "劳动保障监察检查"),
        ("搭彩钢棚", "临时堆放物料、搭建非永久性设施审批"),
        ("上下班车祸", "工伤认定"),
        ("高温补贴", "劳动保障监察检查"),
        ("没有食品经营许可证就卖熟食", "对未取得食品经营许可从事食品经营活动的处罚"),
        ("没工作想就业", "就业失业登记"),
        ("开烟酒店办啥证", "食品经营许可"),
        ("会员卡退款", "对举报市场监管领域重大违法行为的奖励"),
    ],
)
def test_what_people_tell_leads_to_who_sees_to_it(searching: Page, query: str, name: str) -> None:
    assert names(ask(searching, query))[0] == name


@pytest.mark.parametrize(
    "query",
    [
        "二手车过户",
        "新车上牌",
        "自行车",
        "医疗纠纷",
        "医院乱收费",
        "半夜施工吵死人",
        "退役军人局",
    ],
)
def test_a_word_that_holds_another_one_does_not_lead_where_that_does(searching: Page, query: str) -> None:
    answer = ask(searching, query, filters={"kind": ["item", "department"]})
    assert names(answer) == []
    assert not any("也找" in said for said in answer["understood"])


def test_letters_that_are_a_word_are_not_called_pinyin(searching: Page) -> None:
    assert not any(
        "拼音可能是" in said for said in ask(searching, "KTV")["understood"] + ask(searching, "ETC")["understood"]
    )


def test_what_a_word_never_means_is_not_recommended_for_it(page: Page, demo_site: Path) -> None:
    opened(page, demo_site.as_uri())
    told = "Object.assign(yangguang.engine.core().words, {best: {'临时': ['临时']}, worst: {'临时': ['临时堆放']}})"
    page.evaluate(f"() => {{ {told}; }}")
    found = [name for name in names(ask(page, "临时", filters={"kind": "item"})) if "临时" in name]
    assert found[0] == "临时救助金给付"
    assert found[-1].startswith("临时堆放")


def test_a_licence_is_recommended_and_not_the_penalty_whose_name_holds_it(searching: Page) -> None:
    found = names(ask(searching, "开饭馆"))
    assert found.index("开办餐饮店“一件事”咨询引导") < found.index("对未取得食品经营许可从事食品经营活动的处罚")
    assert names(ask(searching, "无证开饭馆"))[0] == "对未取得食品经营许可从事食品经营活动的处罚"


def test_two_initials_find_what_they_begin_not_whatever_holds_them(searching: Page) -> None:
    assert names(ask(searching, "db"))[0] == "最低生活保障金给付"
    assert ask(searching, "yb")["total"] == 0


def test_three_initials_mean_the_word_they_spell_before_what_has_them_in_its_midst_by_chance(
    page: Page, tmp_path: Path
) -> None:
    content, site = copy_of("good", tmp_path), tmp_path / "site"
    (content / "departments/ecology.yml").write_text("名称: 临汾市生态环境局\n", encoding="utf-8")
    file = content / "powers/civil-affairs/1107-A-00100-141000.yml"
    name = re.search("职权名称: (.*)", text := file.read_text(encoding="utf-8"))
    assert name
    file.write_text(text.replace(name[0], "职权名称: 对危害航标及其辅助设施的处罚"), encoding="utf-8")
    build(content, site)
    opened(page, site.as_uri())
    assert names(ask(page, "hbj")) == ["临汾市生态环境局", "对危害航标及其辅助设施的处罚"]


@pytest.mark.parametrize("letters", ["haizhou", "hz", "jiezhou"])
def test_a_place_is_found_by_how_it_is_called_there(searching: Page, letters: str) -> None:
    pinyin = "new yangguang.engine.Pinyin({jie: '解', zhou: '州'}, [['解州', ['hai', 'zhou']]])"
    window = searching.evaluate(f"letters => {pinyin}.find(letters, {{folded: '设在解州的站'}})", letters)
    assert (window["from"], window["to"]) == (2, 4)
    assert searching.evaluate(f"{pinyin}.find('hai', {{folded: '解除合同'}})") is None


def test_initials_in_a_short_name_mean_more_than_in_a_long_one(searching: Page) -> None:
    assert names(ask(searching, "ncj"))[0] == "临汾市农业农村局"


@pytest.mark.parametrize(
    ("letters", "name"),
    [
        ("gongzufang", "公共租赁住房承租资格确认"),
        ("dibao shenqing", "最低生活保障金给付"),
        ("gaoling jintie zenmeban", "高龄津贴发放"),
        ("jiehunzhengbanli", "内地居民婚姻登记"),
        ("wo xiang shenqing dibao", "最低生活保障金给付"),
        ("dibao怎么办理", "最低生活保障金给付"),
        ("公zu房申请", "公共租赁住房承租资格确认"),
        ("gongshang认定材料", "工伤认定"),
        ("shebao查询", "社会保险参保登记和个人权益记录查询"),
        ("yyzz怎么办", "个体工商户登记"),
    ],
)
def test_a_word_that_is_spelled_out_is_worth_what_it_is_in_characters(searching: Page, letters: str, name: str) -> None:
    assert names(ask(searching, letters))[0] == name


TURNS = """() => {
  let now = 0;
  performance.now = () => now += 100;  // a phone for which everything takes long
  const channel = new MessageChannel();
  window.turns = 0;
  channel.port1.onmessage = () => { window.turns += 1; channel.port2.postMessage(0); };
  channel.port2.postMessage(0);
}"""
SUGGEST = """async query => {
  const before = window.turns;
  const found = await window.yangguang.engine.suggest(query, 7);
  return [window.turns - before, found.length > 0 && found[0].name];
}"""


@pytest.mark.parametrize(
    ("query", "name"),
    [("gaoling jintie", "高龄津贴发放"), ("婚因登记", "内地居民婚姻登记")],
)
def test_the_page_may_answer_while_names_are_looked_through(page: Page, demo_site: Path, query: str, name: str) -> None:
    opened(page, demo_site.as_uri())
    page.evaluate(SUGGEST, query)  # whatever must be loaded for it is there
    page.evaluate(TURNS)
    turns, first = page.evaluate(SUGGEST, query)
    assert turns > 3
    assert first == name


def test_a_word_that_a_sentence_says_in_two_parts_is_heard(searching: Page) -> None:
    for query in ("孩子在工地干活", "别人家的孩子都上学，我家孩子在工地干活"):
        assert names(ask(searching, query))[0] == "劳动保障监察检查", query
    # But not where too much stands between.
    assert ask(searching, "孩子今年九岁喜欢唱歌跳舞干活")["total"] == 0


def test_what_no_known_word_covers_lifts_the_names_that_hold_it(searching: Page) -> None:
    answer = ask(searching, "低保给付怎么办理", filters={"kind": "item"}, explain=True)
    reasons = {hit["name"]: [why["reason"] for why in hit["why"]] for hit in answer["results"]}
    assert "名称也含“给付”" in reasons["最低生活保障金给付"]
    assert "名称也含“给付”" not in reasons["社会救助、高龄津贴和养老服务政策咨询"]


@pytest.mark.parametrize("query", ["卖淫", "法院", "大棚", "盲人"])
def test_a_common_word_is_not_taken_for_one_that_sounds_like_it(searching: Page, query: str) -> None:
    assert not any(said.startswith("按“") or "可能是" in said for said in ask(searching, query)["understood"])


def test_what_is_part_of_a_nearer_name_is_meant_where_there_is_none_nearer(searching: Page) -> None:
    needles = searching.evaluate("window.yangguang.engine.core().words.needles('残疾人补贴')")
    worth = {needle["text"]: needle["worth"] for needle in needles}
    # More than a name that begins so has before one that has it in its middle.
    assert worth["残疾人"] < worth["残疾人护理补贴"] * 700 / 800


def test_an_article_written_digit_by_digit_is_no_other_article(searching: Page) -> None:
    writings = searching.evaluate("['第一〇五条', '第一百〇五条'].map(window.yangguang.engine.writings)")
    assert writings == [["第一〇五条", "第105条", "第一百零五条"], ["第一百〇五条", "第105条", "第一百零五条"]]


@pytest.mark.parametrize(
    ("number", "chinese"),
    [(3, "三"), (10, "十"), (11, "十一"), (30, "三十"), (110, "一百一十"), (120, "一百二十"), (203, "二百零三"), (1001, "一千零一")],
)  # fmt: skip
def test_the_numerals_of_an_article_are_those_of_its_number(searching: Page, number: int, chinese: str) -> None:
    ways = {f"第{number}条", f"第{chinese}条"}
    for way in ways:
        assert set(searching.evaluate("way => yangguang.engine.writings(way)", way)) == ways


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("0357-0000101", "临汾市民政局"),
        ("主要经济技术指标表", "演示路北侧综合服务设施项目建设工程设计方案批前公示（演示）"),  # a file
        ("14—16号 市公安局", "临汾市政务服务中心"),  # windows by the name of who sits there
    ],
)
def test_what_pages_beside_items_say_is_found(searching: Page, query: str, name: str) -> None:
    assert name in names(ask(searching, query))


def test_no_result_speaks_of_keys(searching: Page) -> None:
    assert ask(searching, "civil-affairs", verify="all")["total"] == 0


@pytest.mark.parametrize("query", ["显著位置", "顯著位置", "玩忽職守", "周邊居民"])
def test_what_no_name_but_a_text_says_is_found_in_both_ways_of_writing(searching: Page, query: str) -> None:
    answer = ask(searching, query)
    assert answer["results"][0]["snippet"], answer


@pytest.mark.parametrize("query", ["火星移民签证", "qwertyuiop", "龘靐齉爩", "zzzzqqqq", "😀😀", "()[]{}*+?.\\^$|"])
def test_nonsense_finds_nothing_and_says_so(page: Page, demo_site: Path, query: str) -> None:
    opened(page, demo_site.as_uri())
    answer = ask(page, query)
    assert answer["total"] == 0, names(answer)
    page.fill("main input[name=q]", query)
    expect(page.locator("[data-none]")).to_be_visible()
    expect(page.locator("[data-said]")).to_contain_text("没有找到")
    expect(page.locator("[data-none]")).to_contain_text("清单之外无职权")
    expect(page.locator("[data-none]")).to_contain_text("12345")


@pytest.mark.parametrize("query", ["医保", "违建", "水费", "火化", "噪音"])
def test_a_short_word_is_not_taken_for_a_piece_of_a_name(page: Page, demo_site: Path, query: str) -> None:
    opened(page, demo_site.as_uri())
    answer = ask(page, query)
    assert (names(answer), answer["understood"], answer["suggestions"]) == ([], [], [])
    page.fill("main input[name=q]", query)
    expect(page.locator("[data-none]")).to_contain_text("清单之外无职权")


@pytest.mark.parametrize("query", ["酒类许可证", "学前教育", "寄养登记", "APP备案", "爸妈没人管"])
def test_a_name_that_only_ends_alike_is_not_offered(searching: Page, query: str) -> None:
    assert ask(searching, query)["suggestions"] == []
    assert "建筑工程施工许可证核发" in ask(searching, "建筑施公许可")["suggestions"]


def test_of_a_word_that_leads_nowhere_it_is_not_said_that_it_is_looked_for(searching: Page) -> None:
    answer = ask(searching, "军人优待")  # 老年人优待证 is a word of the lexicon
    assert (names(answer), answer["understood"]) == ([], [])


@pytest.mark.parametrize("query", ["2024年预算", "国发〔2020〕1号", "国发[2020]1号", "第九百条"])
def test_a_name_that_only_shares_a_year_or_a_number_is_neither_found_nor_offered(searching: Page, query: str) -> None:
    answer = ask(searching, query)
    assert (names(answer), answer["understood"], answer["suggestions"]) == ([], [], [])


@pytest.mark.parametrize("query", ["几点上班？", "周六上班吗", "上班时间是几点"])
def test_who_asks_for_hours_is_shown_the_halls_and_not_what_happens_at_work(searching: Page, query: str) -> None:
    assert {result["kind"] for result in ask(searching, query)["results"]} == {"place"}


def test_electricity_is_not_found_in_fishing_with_it(searching: Page) -> None:
    assert "对使用电鱼、毒鱼、炸鱼等破坏渔业资源方法进行捕捞的处罚" not in names(ask(searching, "水电费查询"))


def test_another_number_is_no_slip(searching: Page) -> None:
    assert searching.evaluate("window.yangguang.engine.suggest('2025', 5)")
    assert searching.evaluate("window.yangguang.engine.suggest('2014', 5)") == []


@pytest.mark.parametrize(
    ("query", "word"),
    [("低宝", "低保"), ("旅形社", "旅行社"), ("开饭管", "开饭馆"), ("公祖房申请条件", "公租房"), ("低宝办理", "低保")],
)
def test_a_slip_in_a_short_word_is_put_right(searching: Page, query: str, word: str) -> None:
    answer = ask(searching, query)
    assert f"按“{word}”查找" in answer["understood"]
    assert answer["results"]


@pytest.mark.parametrize("query", ["残疾正", "办残疾正", "残疾正补办", "我要办残疾正怎么办理"])
def test_a_slip_is_put_right_though_a_shorter_word_stands_in_it(searching: Page, query: str) -> None:
    answer = ask(searching, query)
    assert "按“残疾证”查找" in answer["understood"]
    assert names(answer) == names(ask(searching, "残疾证补办"))


@pytest.mark.parametrize(
    "query", ["住宿补贴", "工程鉴定", "工资认定", "伤残认定", "婚前登记", "用水审批", "住宿补贴申请"]
)
def test_a_word_of_the_same_sort_is_no_slip(searching: Page, query: str) -> None:
    assert names(ask(searching, query)) == []
    assert names(ask(searching, "婚因登记"))[0] == "内地居民婚姻登记"


@pytest.mark.parametrize(("query", "offered"), [("准考证", ["准生证"]), ("出租房", ["出租车"])])
def test_another_word_is_not_taken_for_a_slip(searching: Page, query: str, offered: list[str]) -> None:
    answer = ask(searching, query)
    assert (names(answer), answer["understood"]) == ([], [])
    assert set(offered) <= set(answer["suggestions"])


def test_papers_to_be_seen_to_make_no_word_longer(searching: Page) -> None:
    assert names(ask(searching, "离婚手续", filters={"kind": "item"}))[0] == "内地居民婚姻登记"
    answer = ask(searching, "离休手续")
    assert (names(answer), answer["understood"]) == ([], ["理解为“离休”"])


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("办护照", "护照"), ("办公积金", "公积金"), ("申请护照", "护照"), ("护照过期", "护照"), ("护照丢了怎么办", "护照"),
        ("教师资格证补办", "教师资格证"), ("药品经营许可证", "药品经营许可"), ("往来港澳通行证续签", "往来港澳通行证"), ("我想在镇上开药店", "开药店"),
        # A slip that sounds like a known word is that word, and no other one that is at hand (驾照过期).
        ("胡照过期", "护照"), ("胡照换发", "护照"), ("办胡照", "护照"), ("公积今", "公积金"),
        ("huzhao", "护照"), ("gong ji jin", "公积金"), ("hùkǒu", "户口"), ("huzhao过期", "护照"), ("办shenfen证", "身份证"),
    ],
)  # fmt: skip
def test_of_a_known_word_that_leads_nowhere_it_is_said(searching: Page, query: str, word: str) -> None:
    answer = ask(searching, query)
    assert (names(answer), answer["suggestions"]) == ([], [])
    assert answer["understood"][-1] == f"清单里没有名称与“{word}”有关的事项"


FIRST = """([names, query, points]) => {
  const engine = yangguang.engine, hits = new engine.Hits();
  const item = engine.core().store.entries.find(entry => entry.kind === "item" && entry.group === "公共服务");
  names.forEach((name, place) => hits.add(Object.assign({}, item, {name, number: place}), points - place, "名称"));
  return hits.sorted(query)[0].entry.name;
}"""


@pytest.mark.parametrize(
    ("names", "query", "points", "first"),
    [
        # What is recommended has 2,000 points.
        (["食品小经营店备案变更", "食品小经营店备案发放"], "小吃店", 2000, "食品小经营店备案发放"),
        (["食品小经营店备案变更", "食品小经营店备案发放"], "小吃店变更", 2000, "食品小经营店备案变更"),
        (["残疾人证新办", "残疾人证换领", "残疾人证注销"], "残疾证注销", 800, "残疾人证注销"),
        (["养老金暂停", "养老金申领"], "退休金", 700, "养老金申领"),
    ],
)
def test_what_follows_upon_an_application_comes_first_where_it_is_asked_for(
    searching: Page, names: list[str], query: str, points: int, first: str
) -> None:
    assert searching.evaluate(FIRST, [names, query, points]) == first


def test_when_something_is_asked_for_does_not_say_what(searching: Page) -> None:
    assert "内地居民婚姻登记" in names(ask(searching, "补办"))
    for query in ("护照补办", "毕业证丢失补办", "护照到期换证"):
        answer = ask(searching, query)
        assert names(answer) == [], query
        assert "内地居民婚姻登记" not in answer["suggestions"], query
    lost = names(ask(searching, "驾照丢了补办", filters={"kind": "item"}))
    assert lost[0] == "拖拉机和联合收割机驾驶证核发"
    assert "内地居民婚姻登记" not in lost
    for query in ("结婚证补办", "结婚证掉了补一个", "结婚证丢了咋个办"):
        assert names(ask(searching, query, filters={"kind": "item"}))[0] == "内地居民婚姻登记"
    assert names(ask(searching, "毕业证掉了补一张")) == []
    complaint = ask(searching, "单位不交社保怎么投诉", filters={"kind": "item"})
    assert names(complaint)[0] == "劳动保障监察检查"
    assert "安全生产举报奖励" not in names(complaint)
    assert not any("投诉”也找" in sentence for sentence in complaint["understood"])
    assert "安全生产举报奖励" in names(ask(searching, "投诉"))
    for query in ("投诉烧烤店", "烧烤店太脏怎么举报", "饭店被罚款了怎么申诉", "无证卖食品罚多少"):
        assert names(ask(searching, query, filters={"kind": "item"}))[0].endswith("的处罚"), query
    assert names(ask(searching, "烧烤店", filters={"kind": "item"}))[0] == "食品经营许可"


def test_program_and_index_fold_every_sign_alike(searching: Page) -> None:
    signs = [sign for sign in map(chr, range(0x30000)) if unicodedata.category(sign)[0] != "C"]
    told = searching.evaluate("signs => signs.map(sign => yangguang.engine.fold('甲' + sign + '乙'))", signs)
    folded = [fold(f"甲{sign}乙") for sign in signs]
    assert told == folded
    assert [indexed(f"甲{sign}乙") for sign in signs] == folded
    assert searching.evaluate("yangguang.engine.LONGEST") == LONGEST


def torn(index: Index) -> str:
    """Three characters of which items hold the first two and the last two, as many as possible, but nothing all three."""
    items = [index.entries[number]["kind"] == "item" for number in index.places]
    own = ["\n".join(map(fold, index.texts[place].split("\n"))) for place, item in enumerate(items) if item]
    everything = "\n".join([*map(fold, index.texts), *(fold(one["name"]) for one in index.entries)])
    pairs = Counter(pair for text in own for pair in {text[i : i + 2] for i in range(len(text) - 1)} if pair.isalpha())
    common = [pair for pair, _ in pairs.most_common(150)]
    joined = {one + other[1]: (one, other) for one in common for other in common if one[1] == other[0]}
    found = {text: sum(one in body and other in body for body in own) for text, (one, other) in joined.items()}
    return max((text for text in found if text not in everything), key=lambda text: (found[text], text))


def test_what_is_found_to_be_wrong_time_and_again_is_not_looked_up_without_end(page: Page, demo_site: Path) -> None:
    query = torn(index_of(demo_site))
    opened(page, demo_site.as_uri())
    answer = ask(page, query)
    assert (answer["results"], answer["exact"]) == ([], False)
    assert answer["total"] > 0
    assert ask(page, query, verify="all")["total"] == 0
    page.fill("main input[name=q]", query)
    expect(page.locator("[data-said]")).to_contain_text("没有核对")
    expect(page.locator("[data-none]")).to_be_visible()
    while page.locator("[data-more]").count():
        said = page.locator("[data-said]").inner_text()
        page.locator("[data-more]").first.click()
        expect(page.locator("[data-said]")).not_to_have_text(said)
    expect(page.locator("[data-said]")).to_contain_text("没有找到")


def test_what_is_off_the_list_is_found_with_where_it_went(page: Page, demo_site: Path) -> None:
    opened(page, demo_site.as_uri(), "?q=餐饮服务许可")
    gone = page.locator(".result", has=page.locator("[data-status]", has_text="已合并")).first
    expect(gone).to_contain_text("现为：食品经营许可")
    expect(gone).to_contain_text("依据：")


def test_the_same_power_in_city_and_county_is_one_result_with_its_places(searching: Page) -> None:
    merged = [r for r in ask(searching, "许可", limit=0)["results"] if r["kind"] == "item" and r["regions"]]
    assert merged
    assert all(place["url"] for result in merged for place in result["regions"])
    apart = ask(searching, "许可", limit=0, merge=False)
    assert apart["total"] > ask(searching, "许可", limit=0)["total"]


def test_what_the_lists_pair_is_one_result_though_its_names_differ(page: Page, demo_site: Path) -> None:
    ids = [one["id"] for one in index_of(demo_site).entries]
    city, county = "1107-P-00900-141000", "2107-E-00100-141081"
    script = next((demo_site / "search").glob("n1.*")).read_text(encoding="utf-8")
    paired = script.replace('"same":[', f'"same":[[{ids.index(county)},{ids.index(city)}],')
    page.route("**/search/n1.*", lambda route: route.fulfill(body=paired, content_type="text/javascript"))
    opened(page, demo_site.as_uri())
    first = ask(page, "低保")["results"][0]
    assert (first["code"], [place["code"] for place in first["regions"]]) == (county, [city])


@pytest.mark.parametrize(
    ("query", "kind", "same"),
    [
        ("兽药经营许可证核发", "事项", "同一事项："),
        ("残疾人服务", "主题", "同一主题："),
        ("行政许可法", "法律依据", "同一法律依据："),
    ],
)
def test_what_two_regions_share_is_called_by_what_it_is(
    page: Page, demo_site: Path, query: str, kind: str, same: str
) -> None:
    opened(page, demo_site.as_uri(), f"?q={query}")
    group = page.locator(".result-group", has=page.get_by_role("heading", name=kind, exact=False))
    expect(group.locator("[data-same]").first).to_have_text(same)


def test_where_a_shared_power_is_no_longer_exercised_is_told(page: Page, demo_site: Path) -> None:
    opened(page, demo_site.as_uri(), "?q=婚前医学检查机构许可")
    places = page.locator(".result", has_text="2118-A-00300-141081").locator("[data-places] a")
    expect(places).to_have_text("临汾市（已下放）")


def test_every_result_leads_to_its_page(searching: Page, demo_site: Path) -> None:
    for query in ("登记", "法", "中心", "民政", "指南"):
        for result in ask(searching, query, limit=0)["results"]:
            assert (demo_site / result["url"]).is_file(), result


@pytest.mark.parametrize("merge", [False, True])
def test_filters_have_counts_and_keep_what_they_say(searching: Page, merge: bool) -> None:
    answer = ask(searching, "许可", filters={"kind": "item"}, limit=0, merge=merge)
    for name in ("department", "class", "region", "theme", "limit", "status"):
        for label, count in answer["facets"][name]:
            one = ask(searching, "许可", filters={"kind": "item", name: label}, limit=0, merge=merge)
            assert one["total"] == count, (name, label)
            assert one["facets"][name] == answer["facets"][name], "what might be chosen in its place"


def test_a_department_and_a_class_lead_to_what_is_both(searching: Page) -> None:
    filters = {"kind": "item", "department": "市民政局", "class": "行政许可"}
    both = {result["code"] for result in ask(searching, "登记", filters=filters, limit=0)["results"]}
    found = ask(searching, "市民政局 行政许可", filters={"kind": "item"}, limit=0)["results"]
    assert both <= {result["code"] for result in found}
    assert {(result["department"], result["class"]) for result in found} == {("市民政局", "行政许可")}


@pytest.mark.parametrize("query", ["城管局 行政处罚", "行政处罚 城管局", "市场监管局 行政处罚"])
def test_what_is_of_the_department_and_the_class_stands_before_what_is_of_the_class(
    searching: Page, query: str
) -> None:
    of = next(word for word in query.split() if word != "行政处罚")
    right = [
        of in result["department"] and result["class"] == "行政处罚"
        for result in ask(searching, query, filters={"kind": "item"}, limit=0)["results"]
    ]
    assert right == sorted(right, reverse=True)
    assert any(right)


@pytest.mark.parametrize("query", ["1107-A-00100-141000", "开饭馆"])
def test_no_filter_is_offered_that_finds_nothing(searching: Page, query: str) -> None:
    answer = ask(searching, query, filters={"kind": "item"})
    assert answer["exact"]
    assert answer["counted"]
    for name in ("department", "class", "region", "theme", "limit", "status"):
        for label, _ in answer["facets"][name]:
            assert ask(searching, query, filters={"kind": "item", name: label})["total"] > 0, (name, label)


def test_the_reasons_add_up(searching: Page) -> None:
    # A name and an everyday name of it hold the same word; what counts is told.
    for hit in ask(searching, "老娘八十了有没得钱领", filters={"kind": "item"}, explain=True)["results"]:
        assert all(set(why) == {"reason", "points"} for why in hit["why"])  # and nothing that JSON could not write
        told = {why["reason"]: why["points"] for why in hit["why"]}
        further, own = told.pop("不止一个理由", 0), told.pop("种类、状态、类别、地区", 0)
        assert abs(hit["points"] - max(told.values()) - further - own) <= 1, hit
