"""What changed between two snapshots, told to people and to programs."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.archives import create
from tests.helpers import copy_of, edit, yangguang
from yangguang.archive.store import Store

MANAGER, MOVED = "1107-A-00100-141000", "1107-P-00100-141000"
FIRST, SECOND = "20260921141320", "20260921141321"


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two snapshots: an item edited, one moved, one cancelled by a decision; a decision that nobody followed."""
    folder = tmp_path_factory.mktemp("diff")
    content, kept = copy_of("good", folder), folder / "archive"
    assert create(content, kept, 0).exit_code == 0
    powers = content / "powers"
    manager = powers / "civil-affairs" / f"{MANAGER}.yml"
    edit(manager, "承诺办结时限: 20个工作日", "承诺办结时限: 15个工作日")
    edit(manager, "十日内送达", "六日内送达")
    edit(manager, "0357-0000104", "0357-0000199")
    (powers / "civil-affairs" / f"{MOVED}.yml").rename(powers / "market-regulation" / f"{MOVED}.yml")
    (content / "events" / "2025").mkdir()
    (content / "events" / "2025" / "names.yml").write_text(
        "文号: 临演〔2025〕3号\n标题: 关于变更名称的决定\n批准机关: 临汾市人民政府\n决定日期: 2025-12-01\n生效日期: 2025-12-05\n"
        f"调整事项: [{{类型: 名称变更, 变更前: [{MANAGER}], 变更后: [{MANAGER}]}}]\n"
        "同步调整: {权责清单: 是, 运行流程图: 是, 风险防控图: 是}\n",
        encoding="utf-8",
    )
    assert create(content, kept, 1).exit_code == 0
    return kept


def told(archive: Path, *snapshots: str) -> dict[str, Any]:
    done = yangguang("snapshot", "diff", *snapshots, "--archive", archive, "--json")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_programs_are_told_every_change_by_item_and_field(archive: Path) -> None:
    found = told(archive, FIRST, SECOND)
    assert (found["前"]["快照"], found["后"]["快照"]) == (FIRST, SECOND)
    changes = {(one["职权编码"], one["类型"], "/".join(one["字段"])): one for one in found["地区"]["linfen"]["变动"]}
    assert set(changes) == {
        (MANAGER, "变更", "办理/承诺办结时限"),
        (MANAGER, "变更", "咨询电话"),
        (MANAGER, "变更", "责任事项/送达/责任"),
        (MOVED, "划转", "部门"),
    }
    duty = changes[MANAGER, "变更", "责任事项/送达/责任"]
    assert (duty["职权名称"], duty["原"], duty["现"]) == ("社会团体成立登记", "十日内送达", "六日内送达")


def test_changes_without_decision_and_decisions_without_change_are_findings(archive: Path) -> None:
    found = {(one["种类"], one["职权编码"]) for one in told(archive, FIRST)["地区"]["linfen"]["核对"]}
    assert found == {("undecided_fields", MANAGER), ("undecided_move", MOVED), ("no_change", MANAGER)}


def test_people_read_the_words_that_went_and_came(archive: Path) -> None:
    text = yangguang("snapshot", "diff", SECOND, FIRST, "--archive", archive).output
    assert f"从快照 {FIRST}（数据截至 2026-01-05）到快照 {SECOND}" in text
    assert "变更 责任事项 › 送达 › 责任：[-十-]{+六+}日内送达" in text
    assert "临演〔2025〕3号（2025/names） 变更 1107-A-00100-141000 社会团体成立登记 的职权名称，清单里没有变" in text


def test_a_snapshot_does_not_differ_from_itself(archive: Path) -> None:
    regions = told(archive, SECOND, SECOND)["地区"]
    assert {name: (found["变动"], found["核对"]) for name, found in regions.items()} == {
        "houma": ([], []),
        "linfen": ([], []),
    }


def test_a_decision_may_call_a_department_what_it_was_called_then(tmp_path: Path) -> None:
    content, kept = copy_of("good", tmp_path), tmp_path / "archive"
    assert create(content, kept, 0).exit_code == 0
    powers = content / "powers"
    (powers / "civil-affairs" / f"{MOVED}.yml").rename(powers / "market-regulation" / f"{MOVED}.yml")
    renamed = content / "departments" / "market-regulation.yml"
    for name, text in (("a", "网址标识: linfen\n"), ("z", "- 不是地区\n")):  # no regions, whatever they are called
        (content / "attachments" / name).mkdir(parents=True)
        (content / "attachments" / name / "region.yml").write_text(text, encoding="utf-8")
    old = {"曾用名": "临汾市工商局", "简称": "市市场监管局", "": "临汾市农业局"}
    renamed.write_text(f"{renamed.read_text(encoding='utf-8')}曾用名: [{{名称: 临汾市工商局}}]\n", encoding="utf-8")
    (content / "events" / "2025").mkdir()
    for second, (key, name) in enumerate(old.items(), 1):
        (content / "events" / "2025" / "move.yml").write_text(
            "文号: 临演〔2025〕4号\n标题: 关于划转的决定\n批准机关: 市政府\n生效日期: 2025-12-05\n调整事项:\n"
            f"  - {{类型: 划转, 变更前: [{MOVED}], 变更后: [{MOVED}], 原部门: civil-affairs, 现部门: {name}}}\n",
            encoding="utf-8",
        )
        assert create(content, kept, second).exit_code == 0
        found = told(kept, FIRST)["地区"]["linfen"]["核对"]
        assert bool(found) == (not key), (key, found)


def test_an_unknown_snapshot_is_told_in_one_sentence(archive: Path) -> None:
    done = yangguang("snapshot", "diff", "2019", "--archive", archive)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "没有快照 2019" in done.output


def test_what_was_taken_down_is_not_compared_and_all_else_is(archive: Path, tmp_path: Path) -> None:
    copy = tmp_path / "archive"
    shutil.copytree(archive, copy)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1790000060")
        done = yangguang(
            "snapshot", "takedown", "六日内送达", "--archive", copy, "--yes", "--reason", "x", "--authority", "x"
        )
    assert done.exit_code == 0, done.output
    region = told(copy, FIRST, SECOND)["地区"]["linfen"]
    assert region["已撤下"] == [MANAGER]
    assert [(one["职权编码"], one["类型"]) for one in region["变动"]] == [(MOVED, "划转")]
    assert [(one["种类"], one["职权编码"]) for one in region["核对"]] == [("undecided_move", MOVED)]
    text = yangguang("snapshot", "diff", FIRST, SECOND, "--archive", copy).output
    assert f"1 个事项有内容依法撤下，不作比较：{MANAGER}" in text


def test_a_snapshot_itself_says_what_changed_since_the_one_before(archive: Path) -> None:
    store = Store(archive)
    first, second = (store.payload(store.snapshot(name)) for name in (FIRST, SECOND))
    assert "changes.txt" not in first.files
    assert json.loads(second.read("changes.json")) == told(archive, FIRST, SECOND)
    assert "变更 责任事项 › 送达 › 责任：[-十-]{+六+}日内送达" in second.read("changes.txt").decode()
    assert 'href="changes.txt"' in second.read("index.html").decode()


def test_a_snapshot_before_that_can_no_longer_be_read_hinders_nobody(archive: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(archive, tmp_path / "archive"))
    store = Store(copy)
    items = store.payload(store.snapshot(SECOND)).files["site/data/v1/linfen/items.json"]
    store.kept(items).unlink()
    assert create(copy_of("good", tmp_path), copy, 2).exit_code == 0
    assert "changes.txt" not in store.payload(store.snapshot("latest")).files


def test_a_document_whose_text_or_attachment_is_another_is_told(tmp_path: Path) -> None:
    """Who replaces what a notice says, and nothing at its head, has changed what the public read."""
    content, kept = copy_of("good", tmp_path), tmp_path / "archive"
    notice, table = content / "disclosures/2016/qingdan-jiedu.md", content / "disclosures/2016/table.csv"
    table.write_text("标准,67\n", encoding="utf-8")
    edit(notice, "标题:", "附件: {文件: disclosures/2016/table.csv}\n标题:")
    notice.write_text(notice.read_text(encoding="utf-8") + "\n每亩补贴67元。\n\n每年一次。\n", encoding="utf-8")
    assert create(content, kept, 0).exit_code == 0
    edit(notice, "每亩补贴67元。", "每亩补贴60元。")
    table.write_text("标准,60\n", encoding="utf-8")
    assert create(content, kept, 1).exit_code == 0
    assert [
        (one["编号"], one["字段"], one["原"], one["现"])
        for one in told(kept, FIRST)["地区"]["linfen"]["公开文件"]
        if one["字段"] == ["正文"]
    ] == [("2016/qingdan-jiedu", ["正文"], ["每亩补贴67元。"], ["每亩补贴60元。"])]
    lines = yangguang("snapshot", "diff", FIRST, "--archive", kept).output.splitlines()
    assert "    变更 正文：每亩补贴[-67-]{+60+}元。" in lines
    sums = [hashlib.sha256(text.encode()).hexdigest() for text in ("标准,67\n", "标准,60\n")]
    (file,) = [line for line in lines if "附件 › disclosures/2016/table.csv" in line]
    assert all(one in file for one in sums)
    assert create(content, kept, 2).exit_code == 0
    assert told(kept, SECOND)["地区"]["linfen"]["公开文件"] == []


@pytest.mark.parametrize("again", ["后决定。\n\n先公示。\n\n先公示。", "先公示。\n\n后决定。"])
def test_a_document_that_says_the_same_in_another_order_or_less_often_is_told(again: str, tmp_path: Path) -> None:
    content, kept = copy_of("good", tmp_path), tmp_path / "archive"
    notice, said = content / "disclosures/2016/qingdan-jiedu.md", "先公示。\n\n后决定。\n\n先公示。"
    notice.write_text(f"{notice.read_text(encoding='utf-8')}\n{said}\n", encoding="utf-8")
    assert create(content, kept, 0).exit_code == 0
    edit(notice, said, again)
    assert create(content, kept, 1).exit_code == 0
    (change,) = told(kept, FIRST)["地区"]["linfen"]["公开文件"]
    first, *was = change["原"]
    assert (change["字段"], was, change["现"]) == (["正文"], said.split(), [first, *again.split()])


def test_departments_laws_documents_and_regions_that_came_went_or_changed_are_told(tmp_path: Path) -> None:
    content, kept = copy_of("good", tmp_path), tmp_path / "archive"
    assert create(content, kept, 0).exit_code == 0
    market = content / "departments" / "market-regulation.yml"
    edit(market, "市场监督管理局", "市场局")
    edit(market, "0357-0000201", "0357-0000211")
    (content / "departments" / "data.yml").write_text("名称: 临汾市数据局\n", encoding="utf-8")
    laws = content / "laws.yml"
    edit(laws, "1998-10-25, 历次修改: [2016-02-06], 效力: 有效", "1998-10-25, 效力: 废止, 废止日期: 2026-01-01")
    (content / "disclosures" / "2016" / "qingdan-gonggao.md").rename(content / "disclosures" / "2016" / "gonggao.md")
    edit(content / "disclosures" / "2016" / "qingdan-jiedu.md", "qingdan-gonggao", "gonggao")
    shutil.rmtree(content / "regions" / "houma")
    assert create(content, kept, 1).exit_code == 0
    regions = told(kept, FIRST)["地区"]
    linfen = regions["linfen"]
    assert (regions["houma"]["地区"], "地区" in linfen) == ("退出", False)
    assert linfen["合计"]["前"] == linfen["合计"]["后"] == {"在用事项": 3, "责任事项": 13, "风险点": 7}
    brief = [
        (one["编号"], one["类型"], *one.get("字段", ()))
        for kind in ("部门", "法规", "公开文件")
        for one in linfen[kind]
    ]
    assert brief == [
        ("data", "新增"), ("market-regulation", "变更", "名称"),
        ("shetuan-tiaoli", "变更", "效力"), ("shetuan-tiaoli", "变更", "废止日期"),
        ("2016/gonggao", "新增"), ("2016/qingdan-gonggao", "退出"),
    ]  # fmt: skip
    lines = yangguang("snapshot", "diff", FIRST, "--archive", kept).output.splitlines()
    for line in (
        "  不再有这个地区，在用和暂停的事项 2→0，责任事项 5→0，风险点 0→0",
        "  部门 market-regulation 临汾市市场局",
        "    变更 名称：临汾市市场[-监督管理-]局",
        "  法规 shetuan-tiaoli 社会团体登记管理条例",
        "    变更 效力：[-有效-]{+废止+}",
        "    不再有",
    ):
        assert line in lines, (line, lines)


def test_a_region_that_comes_is_not_asked_for_a_decision_on_each_of_its_items(tmp_path: Path) -> None:
    content, kept, aside = copy_of("good", tmp_path), tmp_path / "archive", tmp_path / "houma"
    shutil.move(content / "regions" / "houma", aside)
    assert create(content, kept, 0).exit_code == 0
    shutil.move(aside, content / "regions" / "houma")
    assert create(content, kept, 1).exit_code == 0
    houma = told(kept, FIRST, SECOND)["地区"]["houma"]
    assert (houma["地区"], {one["类型"] for one in houma["变动"]}) == ("新增", {"新增"})
    assert houma["核对"] == []
