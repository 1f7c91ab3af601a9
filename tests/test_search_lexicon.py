"""The lexicon: what an editor's mistake is told as, how a region extends it, what of it reaches the browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.helpers import ROOT, SITES, build, configure
from yangguang.model.messages import sentence
from yangguang.model.power import Power
from yangguang.resources import folder
from yangguang.search.compiled import compiled, unused
from yangguang.search.fragment import item_texts
from yangguang.search.lexicon import lexicon_files, read_lexicon


def lexicon(tmp_path: Path, *texts: str) -> Path:
    """A search folder with a lexicon of such files, one a text."""
    for number, text in enumerate(texts):
        file = tmp_path / "search/lexicon" / f"{number}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("审定: 2026-11-23\n词条:\n" + text, encoding="utf-8")
    return tmp_path / "search"


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("- {说法: [开饭馆]}\n", "P600", 3),
        ("- {同义: [低保, 最低生活保障]}\n- {指: [食品经营许可]}\n", "P600", 4),
        ("- {同义: [低保, 最低生活保障], 指: [低保]}\n", "P600", 3),
        ("- {同义: [低保]}\n", "P601", 3),
        ("- {说法: [开店], 指: [登记]}\n- {说法: [开 店], 指: [许可]}\n", "P602", 4),
        ("- {说发: [开店], 指: [登记]}\n", "", 3),
        ("- {说法: [开店, 指: 登记}\n", "", 0),
    ],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, text: str, rule: str, line: int) -> None:
    _, problems = read_lexicon(lexicon_files((lexicon(tmp_path, text),), tmp_path))
    assert problems
    assert all(problem.file == "search/lexicon/0.yml" and sentence(problem, "zh") for problem in problems)
    if line:
        assert [problem.line for problem in problems] == [line]
    if rule:
        assert [problem.rule for problem in problems] == [rule]


def test_a_mistake_in_a_regions_own_lexicon_stops_its_build(tmp_path: Path) -> None:
    lexicon(tmp_path, "- {同义: [低保]}\n")
    configure(tmp_path)
    (tmp_path / "content").symlink_to(SITES / "good")
    result = build(tmp_path / "content", tmp_path / "site", "-f", tmp_path / "mkdocs.yml")
    assert result.exit_code == 1
    assert "search/lexicon/0.yml:3:" in result.output
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("lexicon/本地.yaml", "search/lexicon/本地.yaml:1:1: 警告 P351"),
        ("lexicon/本地.txt", "search/lexicon/本地.txt:1:1: 警告 P359"),
        ("本地.yml", "search/本地.yml:1:1: 警告 P359"),
        ("lexicon/镇/本地.yml", "search/lexicon/镇/本地.yml:1:1: 警告 P359"),
        ("README.md", ""),
        ("common.txt", ""),
    ],
)
def test_a_list_of_words_that_is_not_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    lexicon(tmp_path, "- {同义: [甲甲, 乙乙]}\n")
    configure(tmp_path)
    (tmp_path / "content").symlink_to(SITES / "good")
    assert build(tmp_path / "content", tmp_path / "site", "-f", tmp_path / "mkdocs.yml").exit_code == 0
    place = tmp_path / "search" / file
    place.parent.mkdir(exist_ok=True)
    place.write_text("审定: 2026-11-23\n词条: []\n", encoding="utf-8")
    again = build(tmp_path / "content", tmp_path / "site", "-f", tmp_path / "mkdocs.yml")
    assert again.exit_code == 0
    assert told in again.output
    assert told or "警告 P" not in again.output


def test_the_example_of_the_handbook_can_be_added_to_the_packaged_lexicon(tmp_path: Path) -> None:
    page = (ROOT / "docs/editor/findable.md").read_text(encoding="utf-8")
    example = re.findall(r"^```yaml\n(审定.*?)^```", page, re.MULTILINE | re.DOTALL)[0]
    own = tmp_path / "search/lexicon/own.yml"
    own.parent.mkdir(parents=True)
    own.write_text(example, encoding="utf-8")
    packaged = read_lexicon(lexicon_files((folder("search"),), tmp_path))[0]
    found, problems = read_lexicon(lexicon_files((folder("search"), tmp_path / "search"), tmp_path))
    assert problems == []
    assert len(found.entries) == len(packaged.entries) + 4


def test_a_word_in_two_files_is_told_with_the_other_one(tmp_path: Path) -> None:
    one = "- {说法: [开店], 指: [登记]}\n"
    _, problems = read_lexicon(lexicon_files((lexicon(tmp_path, one, one),), tmp_path))
    assert [(p.rule, p.file, p.args["other"]) for p in problems] == [
        ("P602", "search/lexicon/1.yml", "search/lexicon/0.yml")
    ]


def test_what_a_region_says_of_a_word_counts_in_the_place_of_what_ours_says(tmp_path: Path) -> None:
    """Or it could overrule none of our words, and an upgrade that brings one that it has would stop its build."""
    own = tmp_path / "search/lexicon/own.yml"
    own.parent.mkdir(parents=True)
    own.write_text(
        "审定: 2026-11-23\n词条:\n- {说法: [开 饭馆], 指: [羊汤馆备案]}\n- {说法: [低保], 首选: [1-A]}\n- 同义: [低保, 口粮钱]\n",
        encoding="utf-8",
    )
    found, problems = read_lexicon(lexicon_files((tmp_path / "search", folder("search")), tmp_path))
    assert problems == []
    names = ["羊汤馆备案", "食品经营许可", "最低生活保障金给付"]
    words = compiled(found, names, frozenset({"1-A"}))
    means = {word: targets for says, targets in words["means"] for word in says}
    assert means["开饭馆"] == ["羊汤馆备案"]
    assert means["开餐馆"] == ["食品经营许可"], "the other words of that entry stand as they are"
    assert "最低生活保障" in means["低保"], "of another kind nothing was said"
    assert [targets for says, targets in words["best"] if "低保" in says] == [["1-A"]]
    assert [group for group in words["same"] if "低保" in group] == [["低保", "口粮钱"]]
    own.write_text(own.read_text(encoding="utf-8") + "- {说法: [开饭馆], 指: [食品经营许可]}\n", encoding="utf-8")
    _, problems = read_lexicon(lexicon_files((tmp_path / "search", folder("search")), tmp_path))
    assert [(problem.rule, problem.line) for problem in problems] == [("P602", 6)]


def test_an_entry_of_ours_of_which_a_region_takes_one_word_helps_as_long_as_a_part_of_it_does(tmp_path: Path) -> None:
    own = tmp_path / "search/lexicon/own.yml"
    own.parent.mkdir(parents=True)
    own.write_text("审定: 2026-11-23\n词条:\n- {说法: [药店], 指: [药品零售]}\n", encoding="utf-8")
    files = lexicon_files((tmp_path / "search", folder("search")), tmp_path)
    found, _ = read_lexicon(files)
    idle = unused(found, ["药品经营许可"], frozenset())
    assert not {"开药店", "卖药"} & {word for _, _, word in idle}, "what it would refuse is not at hand"
    places = [(file, number) for file, number, _ in unused(found, [], frozenset())]
    assert len(places) == len(set(places))


def test_a_file_of_the_same_name_stands_in_the_place_of_ours(tmp_path: Path) -> None:
    own = lexicon(tmp_path / "own", "- {同义: [甲甲, 乙乙]}\n")
    ours = lexicon(tmp_path / "ours", "- {同义: [丙丙, 丁丁]}\n", "- {同义: [戊戊, 己己]}\n")
    found, problems = read_lexicon(lexicon_files((own, ours), tmp_path))
    assert problems == []
    assert [entry.same for _, _, entry in found.entries] == [("甲甲", "乙乙"), ("戊戊", "己己")]


def test_only_what_a_name_at_hand_holds_reaches_the_browser(tmp_path: Path) -> None:
    text = "- {说法: [开饭馆], 指: [食品经营许可, 没有的许可]}\n- {同义: [火箭, 飞船]}\n- {说法: [ＡＢＣ 证], 首选: [1-A]}\n"
    found, problems = read_lexicon(lexicon_files((lexicon(tmp_path, text),), tmp_path))
    assert problems == []
    words = compiled(found, ["食品经营许可（餐饮）"], frozenset({"1-A"}))
    assert words["means"] == [[["开饭馆"], ["食品经营许可"]]]
    assert words["same"] == []
    assert words["best"] == [[["abc证"], ["1-A"]]]
    assert [word for _, _, word in unused(found, ["食品经营许可（餐饮）"], frozenset({"1-A"}))] == ["火箭"]


def test_words_of_one_meaning_reach_the_browser_where_one_of_them_leads_on(tmp_path: Path) -> None:
    text = "- {同义: [饭馆, 饭庄]}\n- {同义: [火箭, 飞船]}\n- {说法: [饭馆, 火箭], 指: [餐饮]}\n- {说法: [飞船], 首选: [1-A]}\n"
    found, _ = read_lexicon(lexicon_files((lexicon(tmp_path, text),), tmp_path))
    assert compiled(found, ["餐饮服务许可"], frozenset())["same"] == [["饭馆", "饭庄"], ["火箭", "飞船"]]
    assert compiled(found, ["航天发射许可"], frozenset({"1-A"}))["same"] == []
    assert [word for _, _, word in unused(found, ["餐饮服务许可"], frozenset())] == ["飞船"]


def test_words_that_lead_nowhere_are_known_to_the_browser_without_their_verbs(tmp_path: Path) -> None:
    text = "- {说法: [护照, 办护照, 普通护照, 出国], 指: [普通护照]}\n- {同义: [飞船, 火箭]}\n- {说法: [驾照], 指: [驾驶证]}\n起首: [办]\n"
    found, _ = read_lexicon(lexicon_files((lexicon(tmp_path, text),), tmp_path))
    assert compiled(found, ["驾驶证核发", "火箭试飞审批"], frozenset())["absent"] == ["出国", "护照", "普通护照"]
    endless, _ = read_lexicon(
        lexicon_files((lexicon(tmp_path / "endless", f"- {{同义: [护照, {'照' * 9000}]}}\n"),), tmp_path)
    )
    assert compiled(endless, ["驾驶证核发"], frozenset())["absent"] == ["护照"]
    assert compiled(found, ["驾驶证核发", "普通护照签发"], frozenset())["absent"] == ["火箭", "飞船"]


def test_whole_official_names_that_no_name_holds_are_known_to_the_browser_too(tmp_path: Path) -> None:
    text = "- {说法: [养鸡], 指: [畜禽养殖场, 养殖]}\n- {说法: [卖药], 指: [药品经营许可]}\n"
    found, _ = read_lexicon(lexicon_files((lexicon(tmp_path, text),), tmp_path))
    assert compiled(found, ["水产养殖证"], frozenset())["absent"] == ["卖药", "畜禽养殖场", "药品经营许可"]


def test_what_is_told_from_others_but_leads_nowhere_reaches_the_browser(tmp_path: Path) -> None:
    text = "- {说法: [药店, 药房], 指: [药品经营], 排除: [兽药]}\n- {说法: [药厂], 排除: [兽药]}\n"
    found, _ = read_lexicon(lexicon_files((lexicon(tmp_path, text),), tmp_path))
    assert compiled(found, ["兽药店"], frozenset())["lost"] == ["药店", "药房"]
    assert compiled(found, ["兽药店", "药品经营许可"], frozenset())["lost"] == []
    assert compiled(found, ["农药"], frozenset())["lost"] == []


def test_our_own_lexicon_is_sound() -> None:
    found, problems = read_lexicon(lexicon_files((folder("search"),), Path("/nowhere")))
    assert problems == []
    assert found.filler
    assert found.lead


@pytest.mark.parametrize("word", ["医疗纠纷", "劳动纠纷", "邻里纠纷", "彩礼纠纷"])
def test_whoever_is_at_odds_is_led_to_mediation_where_nobody_else_sees_to_it(word: str) -> None:
    ours, _ = read_lexicon(lexicon_files((folder("search"),), Path("/nowhere")))
    words = compiled(ours, ["人民调解", "专利侵权纠纷行政裁决"], frozenset())
    assert word not in words["lost"]
    assert "人民调解" in [target for says, targets in words["means"] for target in targets if word in says]


def test_every_text_of_an_item_is_found_but_keys_file_names_and_what_only_dates_its_entry() -> None:
    power = Power.model_validate(
        {
            "职权编码": "1107-A-00100", "职权名称": "登记", "职权类别": "行政许可", "状态": "在用", "备注": "见附表",
            "办理": {"申请材料": [{"名称": "申请书", "空白表格": "forms/a.pdf", "示例样表": "窗口和自助机提供"}], "收费": "不收费",
                   "办理地点": ["hall", "村委会"], "审批结果": {"样本": "见大厅公示栏"}},
            "责任事项": [{"引用": "D-1", "环节": "受理", "责任": "一次性告知", "风险点": [{"风险点": "刁难", "等级": "高"}]}],
            "生效日期": "2026-01-05", "更新日期": "2026-01-06", "事项版本": "第九版",
        }
    )  # fmt: skip
    found = set(item_texts(power))
    assert {"窗口和自助机提供", "见大厅公示栏"} <= found
    assert {"行政许可", "见附表", "申请书", "村委会", "不收费", "受理", "一次性告知", "刁难", "2026-01-05"} <= found
    assert not found & {"1107-A-00100", "登记", "D-1", "forms/a.pdf", "hall", "2026-01-06", "第九版"}
