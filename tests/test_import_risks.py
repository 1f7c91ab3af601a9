"""Tables that tell nothing but risks: theirs go to the duties of the items that the list or the content has."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import build, digests, yangguang
from tests.importing import imported, items, lost, planned
from tests.workbooks import xlsx

LIST = ["序号", "职权名称", "职权类别", "设定依据", "责任事项"]
LAW = "【法律】《中华人民共和国水法》第四十八条。"
DUTIES = "1.受理责任：公示条件。\n2.审查责任：核对材料。"
POWERS = [LIST, ["1", "取水许可", "行政许可", LAW, DUTIES], ["2", "取水检查", "行政检查", LAW, "检查取水。"]]
RISKS = ["序号", "职权名称", "风险点", "环节", "等级", "防控措施", "责任人"]
TABLE = [
    RISKS,
    ["1", "取水许可", "不告知", "受理环节", "高", "公示", "窗口人员"],
    ["", "", "徇私", "审查环节", "中", "复核", "科长"],
    ["", "", "超期限", "审查环节", "低", "督办", "科长"],
    ["2", "取水检查", "不检查", "", "高", "抽查", "科长"],
]
FOUND = {
    "取水许可": [["不告知"], ["徇私", "超期限"]],
    "取水检查": [["不检查"]],
}


def risks(folder: Path) -> dict[str, list[list[str]]]:
    return {
        name: [[risk["风险点"] for risk in duty.get("风险点", ())] for duty in item["责任事项"]]
        for name, item in items(folder).items()
    }


def book(folder: Path, name: str, **sheets: list[list[str]]) -> Path:
    return xlsx(folder / f"某某市水务局{name}.xlsx", sheets)


def test_risks_go_to_the_items_of_another_sheet(content: Path, tmp_path: Path) -> None:
    path = book(tmp_path, "权责清单", 清单=POWERS, 风险=TABLE)
    assert lost(planned(content, path)) == []
    taken = imported(content, path)
    assert risks(content) == FOUND
    assert all("备注" not in item for item in taken.values())
    assert taken["取水许可"]["责任事项"][1]["风险点"][0] == {
        "风险点": "徇私",
        "等级": "中",
        "防控措施": "复核",
        "责任岗位": "科长",
    }
    assert build(content, tmp_path / "site").exit_code == 0
    before = digests(content)
    assert "新增 0，更新 0，未变 2" in yangguang("import", path, "--into", content).output
    assert digests(content) == before


@pytest.mark.parametrize("together", [True, False])
def test_risks_go_to_the_items_of_another_file(content: Path, tmp_path: Path, together: bool) -> None:
    first, second = book(tmp_path, "权责清单", 清单=POWERS), book(tmp_path, "风险点", 风险=TABLE)
    for files in [(first, second)] if together else [(first,), (second,)]:
        imported(content, *files)
    assert risks(content) == FOUND
    before = digests(content)
    imported(content, second)
    assert digests(content) == before


def test_a_corrected_table_changes_the_risks_of_its_stage_alone(content: Path, tmp_path: Path) -> None:
    imported(content, book(tmp_path, "权责清单", 清单=POWERS, 风险=TABLE))
    before = items(content)
    corrected = [RISKS, ["1", "取水许可", "拖延", "受理", "高", "公示", "窗口人员"]]
    imported(content, book(tmp_path, "风险点", 风险=corrected))
    after = items(content)
    assert risks(content) == FOUND | {"取水许可": [["拖延"], ["徇私", "超期限"]]}
    assert {k: v for k, v in after["取水许可"].items() if k != "责任事项"} == {
        k: v for k, v in before["取水许可"].items() if k != "责任事项"
    }


def test_a_stage_that_no_duty_has_stays_word_for_word(content: Path, tmp_path: Path) -> None:
    table = [RISKS, ["1", "取水许可", "送错", "送达", "低", "核对", "窗口人员"]]
    path = book(tmp_path, "权责清单", 清单=POWERS, 风险=table)
    assert lost(planned(content, path)) == []
    taken = imported(content, path)
    assert taken["取水许可"]["备注"] == "责任环节：送达\n风险点：送错\n风险等级：低\n防控措施：核对\n责任岗位：窗口人员"
    assert len(taken) == 2


def test_a_name_that_two_powers_bear_is_nobody_s(content: Path, tmp_path: Path) -> None:
    powers = [*POWERS, ["3", "取水许可", "行政检查", LAW, DUTIES]]
    path = book(tmp_path, "权责清单", 清单=powers, 风险=TABLE[:3])
    assert lost(planned(content, path)) == []
    yangguang("import", path, "--into", content)
    assert len(list(content.glob("powers/*/*.yml"))) == 4


def test_risks_stay_when_the_list_without_them_comes_again(content: Path, tmp_path: Path) -> None:
    imported(content, book(tmp_path, "权责清单", 清单=POWERS, 风险=TABLE))
    before = digests(content)
    imported(content, book(tmp_path, "清单", 清单=POWERS))
    assert digests(content) == before
    corrected = [LIST, ["1", "取水许可", "行政许可", LAW, DUTIES.replace("核对材料", "核对全部材料")], POWERS[2]]
    imported(content, book(tmp_path, "清单", 清单=corrected))
    assert risks(content) == FOUND, "the words of a duty are corrected; its risks are the same"
