"""A department sends its old workbook; one command shows what would come in, what not and why; a second one brings it in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.helpers import ROOT, digests
from tests.importing import REGION
from tests.workbooks import HEAD, item, xls


def shell(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "build.py"), "--lang", "zh", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_an_old_workbook_becomes_published_items_in_two_commands(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "region.yml").write_text(REGION, encoding="utf-8")
    rows = [
        ["某某市交通局权责清单"], HEAD, item("1", "车辆\n登记"), item("2", "别处的许可"), HEAD, item("3", "货运许可", 备注="/"), ["注：本表含两级。"],
    ]  # fmt: skip
    old = xls(tmp_path / "某某市交通局权责清单.xlsx", "行政许可（2项）", rows, hidden=[3])

    shown = shell("import", old, "--into", content, "--dry-run")
    assert shown.returncode == 0, shown.stderr
    for said in (
        "扩展名与内容不符，按 .xls 读取",
        "某某市交通局（jiaotongju，新建）",
        "7 行 = 事项 2 + 并入 0 + 表头标题 3 + 表注 1 + 空行 0 + 隐藏 1",
        "B 事项名称 → 职权名称（2）车辆登记｜货运许可",
        "隐藏行，未收入：A4",
        "表注，未收入：A7（1 格）注：本表含两级。",
        "试运行，没有写入任何文件",
    ):
        assert said in shown.stdout, said
    assert list(digests(content)) == ["region.yml"]

    brought = shell("import", old, "--into", content)
    assert brought.returncode == 0, brought.stderr
    assert "事项 2：新增 2" in brought.stdout
    site = tmp_path / "site"
    built = shell("build", "--content", content, "--site", site, "--as-of", "2026-01-05")
    assert built.returncode == 0, built.stdout + built.stderr
    page = (site / "powers/jiaotongju-A-00001-990100.html").read_text(encoding="utf-8")
    assert "车辆登记" in page
    assert not any("别处的许可" in path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
