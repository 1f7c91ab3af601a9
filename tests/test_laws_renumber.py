"""Articles that got other numbers: every citation of that law follows at once, and nothing else of a file changes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.helpers import yangguang
from tests.importing import REGION
from yangguang.exchange.grid import Unreadable
from yangguang.exchange.laws.renumber import renumbered, table_of

TABLE = {"第三条": "第四条", "第四条": "第五条", "第九条": ""}


def river(name: str, number: str = "") -> bool:
    """Whether a citation is of 河砂法."""
    return name in ("河砂法", "中华人民共和国河砂法")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "条款: [第三条, 第四条]  # 罚则",
            "条款: [第四条, 第五条]  # 罚则",
        ),  # at once: 第四条 of the new is not taken for the old
        ("条款: 第三条第一款、第四条", "条款: 第四条第一款、第五条"),
        ("条款: [第3条, 第四条, 第30条]", "条款: [第4条, 第五条, 第30条]"),
        ("原文: 第3条：罚款。", "原文: 第4条：罚款。"),
        ("条款: [第三条之一]", "条款: [第三条之一]"),
        (
            "条款: [第3条, 第３条第一款, 第 三 条]",
            "条款: [第4条, 第4条第一款, 第四条]",
        ),  # the same on the law's page, too
        (
            "原文: 第三条：违反本法第四条的，罚款。",
            "原文: 第四条：违反本法第四条的，罚款。",
        ),  # the words are for laws check
        (
            "原文: |-\n      第三条：罚款。\n      第四条：没收。",
            "原文: |-\n      第四条：罚款。\n      第五条：没收。",
        ),
        ("原文: '第三条：罚款。'", "原文: '第四条：罚款。'"),
        ("原文: 第三条　罚款。", "原文: 第四条　罚款。"),  # as the official texts of laws have it
        (r'原文: "第三条：罚款。\n第四条：没收。"', r'原文: "第四条：罚款。\n第五条：没收。"'),
        (
            "条款:\n      # 原第三条\n      - 第三条  # 第三条\n      # 2020年以前是第三条\n      - 第四条",
            "条款:\n      # 原第三条\n      - 第四条  # 第三条\n      # 2020年以前是第三条\n      - 第五条",
        ),  # comments stay as they are
    ],
)
def test_an_entry_of_the_law_gets_the_new_numbers(before: str, after: str) -> None:
    text = "设定依据:\n  - 法规: 中华人民共和国河砂法\n    {}\n  - {{法规: 堤防条例, 条款: [第三条]}}\n"
    assert renumbered(text.format(before), river, TABLE).text == text.format(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("《河砂法》第三条、第四条", "《河砂法》第四条、第五条"),
        ("《中华人民共和国河砂法》（2019修正）第三条第二款", "《中华人民共和国河砂法》（2019修正）第四条第二款"),
        ("依照《河砂法》第三条至第四条和《堤防条例》第三条", "依照《河砂法》第四条至第五条和《堤防条例》第三条"),
        ("《河砂法》第三条第一款第（二）项、第四条", "《河砂法》第四条第一款第（二）项、第五条"),
        (
            "《河砂法》第三条第一款、第三款，第4条第（一）、（二）项",
            "《河砂法》第四条第一款、第三款，第5条第（一）、（二）项",
        ),
        (
            "《河砂法》第三条第一款第（二）项、第七条之一、第四条",
            "《河砂法》第四条第一款第（二）项、第七条之一、第五条",
        ),
        ("《河砂法实施条例》第三条", "《河砂法实施条例》第三条"),
        ("《河砂法》第3条、第四条", "《河砂法》第4条、第五条"),  # as each is written
        ("《河砂法》第 ３ 条第2款", "《河砂法》第4条第2款"),
    ],
)
def test_a_text_that_names_the_law_gets_the_new_numbers(before: str, after: str) -> None:
    text = "责任事项:\n  - {{引用: D-受理, 依据: [{0}]}}\n  # 《河砂法》第三条\n处罚: {{裁量: {0}}}\n"
    wanted = text.format(after)
    assert renumbered(text.format(before), river, TABLE).text == wanted  # the comment is nobody's citation


def test_what_cites_the_new_version_already_has_followed() -> None:
    text = "设定依据:\n  - {{法规: 河砂法, 版本: {}, 条款: [第三条]}}\n"
    for version, changed in (("2011-05-01", 1), ("2011", 1), ("2021-12-20", 0), ("2022-03-01", 0)):
        assert len(renumbered(text.format(version), river, TABLE, "2021-12-20").changed) == changed


def test_articles_that_are_no_more_and_those_that_the_table_does_not_name_are_told() -> None:
    found = renumbered("依据:\n  - 《河砂法》第九条\n  - 《河砂法》第八条\n", river, TABLE)
    assert (found.changed, [tuple(one) for one in found.gone], dict(found.kept)) == (
        [],
        [(2, "第九条", "")],
        {"第八条": 1},
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_the_table_is_a_csv_file_of_two_columns(encoding: str) -> None:
    assert table_of("原条号,现条号\n第三条,第四条\n第四条 ,第五条,备注\n\n第九条,\n".encode(encoding)) == TABLE


def test_a_table_may_have_its_numbers_in_digits() -> None:
    table = table_of("第3条,第37条\n第４条之1,第三十八条\n".encode())
    assert table == {"第三条": "第三十七条", "第四条之一": "第三十八条"}
    text = "依据: [《河砂法》第三条, 《河砂法》第4条之1]\n"
    assert renumbered(text, river, table).text == "依据: [《河砂法》第三十七条, 《河砂法》第38条]\n"


@pytest.mark.parametrize(
    ("text", "key"), [("", "table_empty"), ("原,现\n", "table_empty"), ("第三条,四\n第五条,第六条\n三条,第四条\n", "table_row"), ("第三条,第四条\n第三条,第五条\n", "table_row"), ("第三条,第四条\n第3条,第五条\n", "table_row")]
)  # fmt: skip
def test_a_table_that_says_something_else_is_refused(text: str, key: str) -> None:
    with pytest.raises(Unreadable) as refused:
        table_of(text.encode())
    assert refused.value.key == key


def test_a_workbook_in_the_place_of_the_table_is_refused_in_one_sentence() -> None:
    with pytest.raises(Unreadable) as refused:
        table_of(('PK\n"' + "表" * 200_000).encode())
    assert len(str(refused.value.values["text"])) < 100


def test_a_name_that_several_laws_share_is_taken_for_the_one_whose_number_stands_beside_it(tmp_path: Path) -> None:
    law = "- {{名称: {0}河道条例, 标识: {1}, 简称: 河道条例, 文号: {0}令第1号, 位阶: 地方性法规, 效力: 有效}}\n"
    items = {"A": "甲省令第1号", "B": "乙市令第1号"}
    body = "职权编码: {0}\n设定依据:\n  - {{法规: 河道条例, 文号: {1}, 条款: [第三条]}}\n"
    (tmp_path / "powers" / "water").mkdir(parents=True)
    files = {code: tmp_path / f"powers/water/{code}.yml" for code in items}
    for code, number in items.items():
        files[code].write_text(body.format(code, number), encoding="utf-8")
    (tmp_path / "region.yml").write_text(REGION, encoding="utf-8")
    (tmp_path / "laws.yml").write_text(law.format("甲省", "a") + law.format("乙市", "b"), encoding="utf-8")
    table = tmp_path / "table.csv"
    table.write_text("第三条,第四条\n", encoding="utf-8")
    shared = yangguang("laws", "renumber", "河道条例", table, "--content", tmp_path)
    assert (shared.exit_code, "《甲省河道条例》、《乙市河道条例》" in shared.output) == (2, True)
    assert (
        "1 个文件，1 处条号已改" in yangguang("laws", "renumber", "甲省河道条例", table, "--content", tmp_path).output
    )
    assert ["第四条" in file.read_text(encoding="utf-8") for file in files.values()] == [True, False]


def test_nothing_is_written_where_a_file_cannot_be_read(tmp_path: Path) -> None:
    """Once it can, the table would be used on the others a second time."""
    (tmp_path / "powers" / "water").mkdir(parents=True)
    (tmp_path / "region.yml").write_text(REGION, encoding="utf-8")
    good, bad, table = (tmp_path / path for path in ("powers/water/A.yml", "powers/water/B.yml", "table.csv"))
    good.write_text("备注: 《河砂法》第三条\n", encoding="utf-8")
    bad.write_text("备注: [《河砂法》第三条\n", encoding="utf-8")
    table.write_text("第三条,第四条\n第四条,第五条\n", encoding="utf-8")
    refused = yangguang("laws", "renumber", "河砂法", table, "--content", tmp_path)
    assert (refused.exit_code, "powers/water/B.yml 读不懂" in refused.output) == (1, True)
    assert good.read_text(encoding="utf-8") == "备注: 《河砂法》第三条\n"


def laid(folder: Path, files: Mapping[str, str], numbers: str) -> tuple[Path, Path]:
    """Content of these files, and a table of new numbers."""
    content, table = folder / "content", folder / "table.csv"
    for path, text in files.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(text, encoding="utf-8")
    table.write_text(numbers, encoding="utf-8")
    return content, table


def test_city_and_counties_follow_by_the_names_in_laws_yml(tmp_path: Path) -> None:
    item = "职权编码: SW-0001\n设定依据:\n  - {法规: 河砂法, 条款: [第三条]}   # 核对过\n"
    files = {
        "region.yml": REGION, "regions/a/region.yml": REGION, "powers/water/SW-0001.yml": item, "regions/a/powers/water/SW-0001.yml": item,
        "library/duties.yml": "D-查: {环节: 检查, 责任: 查, 依据: [《河砂法》第四条]}\n",
        "laws.yml": "- {名称: 中华人民共和国采砂法, 标识: a, 别名: [河砂法], 位阶: 法律, 效力: 有效}\n", "events/2020/1.yml": "理由: 《河砂法》第三条\n",
    }  # fmt: skip
    content, table = laid(tmp_path, files, "第三条,第四条\n第四条,第五条\n")
    said = {path: (content / path).read_text(encoding="utf-8") for path in files}
    trial = yangguang("laws", "renumber", "采砂法", table, "--content", content, "--dry-run")
    assert trial.exit_code == 0
    assert "powers/water/SW-0001.yml:3 第三条→第四条" in trial.output
    assert "3 个文件，3 处条号要改；没有写入" in trial.output
    assert {path: (content / path).read_text(encoding="utf-8") for path in files} == said
    assert "3 个文件，3 处条号已改" in yangguang("laws", "renumber", "采砂法", table, "--content", content).output
    wanted = {
        path: text.replace("第四条", "第五条").replace("第三条", "第四条")
        for path, text in said.items()
        if "events" not in path
    }
    unknown = yangguang("laws", "renumber", "采沙法", table, "--content", content)
    assert (unknown.exit_code, "没有一处写明《采沙法》第几条" in unknown.output) == (1, True)
    now = {path: (content / path).read_text(encoding="utf-8") for path in files}
    assert now == said | wanted


def test_a_short_name_that_a_county_gives_to_a_law_of_its_own_is_not_taken_for_the_citys(tmp_path: Path) -> None:
    law = "- {{名称: {0}养犬条例, 标识: {1}, 简称: 养犬条例, 位阶: 地方性法规, 效力: 有效}}\n"
    item = (
        "职权编码: SW-0001\n设定依据:\n  - {法规: 养犬条例, 条款: [第三条]}\n  - {法规: 甲市养犬条例, 条款: [第三条]}\n"
    )
    files = {
        "region.yml": REGION, "laws.yml": law.format("甲市", "a"), "powers/water/SW-0001.yml": item,
        "regions/b/region.yml": REGION, "regions/b/laws.yml": law.format("乙县", "b"), "regions/b/powers/water/SW-0001.yml": item,
    }  # fmt: skip
    content, table = laid(tmp_path, files, "第三条,第四条\n")
    refused = yangguang("laws", "renumber", "养犬条例", table, "--content", content)
    assert (refused.exit_code, "乙县养犬条例》、《甲市养犬条例》；请写只有它有的名称" in refused.output) == (2, True)
    done = yangguang("laws", "renumber", "甲市养犬条例", table, "--content", content, "--dry-run")
    assert [line.partition("content/")[2] for line in done.output.splitlines()[:-1]] == [
        "powers/water/SW-0001.yml:3 第三条→第四条", "powers/water/SW-0001.yml:4 第三条→第四条",
        "regions/b/powers/water/SW-0001.yml:4 第三条→第四条",
    ]  # fmt: skip
