"""An item keeps its code when its list comes again; whatever code cannot be taken is kept beside it and told."""

from __future__ import annotations

import re
from pathlib import Path

from tests.helpers import digests, yangguang
from tests.importing import REGION, imported, items
from tests.workbooks import xlsx

LAW = "【法律】《中华人民共和国水法》第四十八条。"
OWN = ["职权编码", "职权名称", "职权类别", "设定依据"]


def test_a_corrected_name_keeps_the_code_that_the_list_carries(content: Path, tmp_path: Path) -> None:
    def listed(*rows: list[str]) -> Path:
        return xlsx(tmp_path / "某某市水务局.xlsx", {"清单": [OWN, *rows]})

    imported(
        content, listed(["SW-0001", "取水许克", "行政许可", LAW], ["SW-0002", "对私自取水的处罚", "行政处罚", LAW])
    )
    before = digests(content)
    result = yangguang("import", listed(["SW-0001", "取水许可", "行政许可", LAW]), "--into", content)
    assert "新增 0，更新 1，未变 0" in result.output
    after = digests(content)
    assert [path for path in after if before.get(path) != after[path]] == ["powers/shuiwuju/SW-0001.yml"]


def test_a_code_that_does_not_fit_the_pattern_still_tells_the_item(content: Path, tmp_path: Path) -> None:
    (content / "region.yml").write_text(REGION + '编码规则: "{部门:4}-{类别}-{序号:5}-{区划}"\n', encoding="utf-8")
    file = tmp_path / "某某市水务局.xlsx"
    imported(content, xlsx(file, {"清单": [OWN, ["旧-7", "取水许克", "行政许可", LAW]]}))
    [item] = imported(content, xlsx(file, {"清单": [OWN, ["旧-7", "取水许可", "行政许可", LAW]]})).values()
    assert (item["职权编码"], item["其他编码"]) == ("0001-A-00001-990100", {"原编码": ["旧-7"]})


def test_a_list_of_a_county_that_has_become_a_district_keeps_the_codes_that_it_was_printed_with(
    content: Path, tmp_path: Path
) -> None:
    pattern = '编码规则: "{部门:4}-{类别}-{序号:5}-{区划}"\n类别字母: {行政许可: A}\n'
    (content / "region.yml").write_text(f'{REGION}{pattern}原区划代码: ["990121"]\n', encoding="utf-8")
    rows = [OWN, ["1107-A-00300-990121", "取水许可", "行政许可", LAW], ["", "河道采砂许可", "行政许可", LAW]]
    found = imported(content, xlsx(tmp_path / "某某市水务局.xlsx", {"清单": rows}))
    assert [found[name]["职权编码"] for name in ("取水许可", "河道采砂许可")] == [
        "1107-A-00300-990121", "0001-A-00001-990100",
    ]  # fmt: skip
    assert not re.search("P20[0-9]", yangguang("check", "--content", content).output)


def test_a_department_whose_code_is_no_number_leaves_the_numbers_to_the_others(content: Path, tmp_path: Path) -> None:
    (content / "region.yml").write_text(REGION + '编码规则: "{部门:4}-{类别}-{序号:5}-{区划}"\n', encoding="utf-8")
    (content / "departments").mkdir()
    (content / "departments/jiaoyuju.yml").write_text("名称: 某某市教育局\n部门编码: ②\n", encoding="utf-8")
    [item] = imported(
        content, xlsx(tmp_path / "某某市水务局.xlsx", {"清单": [OWN[1:], ["取水许可", "行政许可", LAW]]})
    ).values()
    assert item["职权编码"] == "0001-A-00001-990100"


def test_a_pattern_that_gives_all_items_one_code_is_told_before_anything_is_read(content: Path, tmp_path: Path) -> None:
    (content / "region.yml").write_text(REGION + '编码规则: "{类别}-{区划}"\n', encoding="utf-8")
    rows = [OWN, ["", "取水许可", "行政许可", LAW], ["", "河道采砂许可", "行政许可", LAW]]
    result = yangguang("import", xlsx(tmp_path / "某某市水务局.xlsx", {"清单": rows}), "--into", content)
    assert (result.exit_code, result.output.startswith("region.yml 的编码规则“{类别}-{区划}”排不出编码")) == (1, True)
    assert [path.name for path in content.iterdir()] == ["region.yml"]


def test_a_code_that_the_list_gives_later_is_kept_beside_the_one_that_stands(content: Path, tmp_path: Path) -> None:
    file = tmp_path / "某某市水务局.xlsx"
    imported(content, xlsx(file, {"清单": [OWN, ["", "取水许可", "行政许可", LAW]]}))
    [item] = imported(content, xlsx(file, {"清单": [OWN, ["SW-0001", "取水许可", "行政许可", LAW]]})).values()
    assert (item["职权编码"], item["其他编码"]) == ("shuiwuju-A-00001-990100", {"原编码": ["SW-0001"]})


def test_a_code_that_stands_twice_stays_whose_it_was_and_the_report_says_so(content: Path, tmp_path: Path) -> None:
    file = tmp_path / "某某市水务局.xlsx"
    mine, copied = (["SW-0001", name, "行政许可", LAW] for name in ("取水许可", "河道采砂许可"))
    imported(content, xlsx(file, {"清单": [OWN, mine]}))
    result = yangguang("import", xlsx(file, {"清单": [OWN, copied, mine]}), "--into", content)
    assert "编码与表里另一项相同，另有编码，记在原编码，请核对：A2（1 格）SW-0001" in result.output
    found = items(content)
    assert found["取水许可"]["职权编码"] == "SW-0001"
    assert found["河道采砂许可"]["其他编码"] == {"原编码": ["SW-0001"]}


def test_codes_that_cannot_be_taken_are_told_once_and_none_is_forgotten(content: Path, tmp_path: Path) -> None:
    file = tmp_path / "某某市水务局.xlsx"
    for code, told in (("", False), ("旧 6", True), ("旧 7", True), ("旧 6", False)):
        listed = xlsx(file, {"清单": [OWN, [code, "取水许可", "行政许可", LAW]]})
        result = yangguang("import", listed, "--into", content)
        assert (
            f"编码没有采用（不合规则、别处在用或原有事项另有编码），记在原编码，请核对：A2（1 格）{code}"
            in result.output
        ) is told
    assert items(content)["取水许可"]["其他编码"] == {"原编码": ["旧 6", "旧 7"]}


def test_a_code_that_a_spreadsheet_has_spoiled_is_told_and_not_kept(content: Path, tmp_path: Path) -> None:
    file = xlsx(tmp_path / "某某市水务局.xlsx", {"清单": [OWN, ["1.30534E+10", "取水许可", "行政许可", LAW]]})
    [item] = imported(content, file).values()
    assert "其他编码" not in item
    assert "科学计数" in yangguang("import", file, "--into", content, "--dry-run").output


def test_a_full_width_code_is_the_same_code(content: Path, tmp_path: Path) -> None:
    rows = [[*OWN, "国家基本编码"], ["ＳＷ－０００１", "取水许可", "行政许可", LAW, "０００１２３４５６７８９"]]
    [item] = imported(content, xlsx(tmp_path / "某某市水务局.xlsx", {"清单": rows})).values()
    assert (item["职权编码"], item["其他编码"]) == ("SW-0001", {"国家基本编码": "000123456789"})


def test_codes_of_further_rows_of_an_item_are_not_lost(content: Path, tmp_path: Path) -> None:
    rows = [[*OWN, "子项名称"], ["SW-0001", "取水许可", "行政许可", LAW, "新办"], ["SW-0002", "", "", "", "延续"]]
    [item] = imported(content, xlsx(tmp_path / "某某市水务局.xlsx", {"清单": rows})).values()
    assert (item["职权编码"], item["备注"]) == ("SW-0001", "职权编码：SW-0002")
