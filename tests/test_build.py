"""A build gives the same bytes everywhere, publishes all or nothing, and says what it did."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.halls import bundled
from tests.helpers import AS_OF, ROOT, SITES, build, copy_of, digests, edit, full, key_at, yangguang
from tests.repositories import Repo
from yangguang.build.release import origin_of

POWER = "powers/civil-affairs/1107-A-00100-141000.yml"


def test_every_item_has_a_page_in_its_region(good_site: Path) -> None:
    codes = {path.stem for path in (SITES / "good/powers").rglob("*.yml")}
    county = {path.stem for path in (SITES / "good/regions/houma/powers").rglob("*.yml")}
    assert {path.stem for path in (good_site / "powers").glob("*-*.html")} == codes
    assert {path.stem for path in (good_site / "regions/houma/powers").glob("*-*.html")} == county


def test_the_manifest_is_verified_with_sha256sum_alone_and_misses_no_file(good_site: Path) -> None:
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "manifest-sha256.txt"], cwd=good_site, check=True)
    listed = {line.split("  ", 1)[1] for line in (good_site / "manifest-sha256.txt").read_text().splitlines()}
    assert digests(good_site).keys() - listed == {"manifest-sha256.txt", "release.html", "release.js", "version.json"}


@pytest.mark.parametrize(("workers", "environment"), [
    ("3", {"PYTHONHASHSEED": "1"}),
    ("1", {"TZ": "America/Lima", "LC_ALL": "C"}),
    ("3", {"TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8"}),
])  # fmt: skip
def test_the_same_content_gives_the_same_bytes(
    good_site: Path, tmp_path: Path, workers: str, environment: dict[str, str]
) -> None:
    content = copy_of("good", tmp_path)
    command = [sys.executable, str(ROOT / "build.py"), "build", "--content", str(content), "--site", "elsewhere",
               *AS_OF, "--workers", workers]  # fmt: skip
    subprocess.run(command, cwd=tmp_path, env=os.environ | environment, check=True, capture_output=True)
    mine, others = digests(good_site), digests(tmp_path / "elsewhere")
    changing = {"release.html", "release.js", "version.json"}
    assert {p: d for p, d in others.items() if p not in changing} == {
        p: d for p, d in mine.items() if p not in changing
    }


def test_a_build_with_mistakes_leaves_the_public_site_as_it_was(tmp_path: Path) -> None:
    content, site = copy_of("good", tmp_path), tmp_path / "site"
    assert build(content, site).exit_code == 0
    before = digests(site)
    edit(content / POWER, "承诺办结时限: 20个工作日", "承诺办结时限: 80个工作日")
    (content / "departments/market-regulation.yml").write_text("名称:市场监管局\n", encoding="utf-8")

    result = build(content, site)

    assert result.exit_code == 1
    lines = (content / POWER).read_text(encoding="utf-8").splitlines()
    row = next(number for number, line in enumerate(lines, 1) if "80个工作日" in line)
    assert re.search(rf"{POWER}:{row}:\d+: 错误 P2", result.output)
    assert "departments/market-regulation.yml:1:" in result.output
    assert "Traceback" not in result.output
    assert digests(site) == before
    assert [path.name for path in tmp_path.iterdir() if "staging" in path.name] == []


def test_one_edited_item_changes_its_page_and_a_few_lists_only(tmp_path: Path) -> None:
    content, site = copy_of("good", tmp_path), tmp_path / "site"
    build(content, site)
    before = digests(site)
    edit(content / POWER, "受理条件: 有规范的名称", "受理条件: 有合法规范的名称")
    build(content, site)
    after = digests(site)
    changed = {path for path in after if after[path] != before.get(path)}
    changed -= {"manifest-sha256.txt", "release.html", "release.js", "version.json"}
    assert {path for path in changed if not path.startswith(("search/", "data/"))} == {
        "powers/1107-A-00100-141000.html"
    }
    assert len(changed) <= 12, changed


def test_a_page_carries_nothing_of_the_release(good_site: Path, tmp_path: Path) -> None:
    release = json.loads((good_site / "version.json").read_text(encoding="utf-8"))
    marks = [value for value in (release["commit"], release["manifest_sha256"]) if value]
    outside = {"release.html", "release.js", "version.json", "manifest-sha256.txt"}
    pages = [path for path in good_site.rglob("*.html") if path.name not in outside]
    assert [page.name for page in pages if any(mark in page.read_text(encoding="utf-8") for mark in marks)] == []


def test_problems_come_in_a_form_for_machines(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    edit(content / POWER, "职权类别: 行政许可", "职权类别: 行政许克")
    found = json.loads(yangguang("check", "--content", content, "--format", "json").output)
    [problem] = [entry for entry in found if entry["severity"] == "error"]
    assert problem["file"].endswith(POWER)
    assert (problem["line"], problem["where"]) == (5, ["职权类别"])
    assert "行政许可" in problem["zh"]
    annotation = yangguang("check", "--content", content, "--format", "github").output
    assert re.search(r"^::error file=\S+,line=5,col=7,title=P\d+::", annotation, re.M)


def test_strict_makes_a_warning_an_error(tmp_path: Path) -> None:
    content, site = copy_of("good", tmp_path), tmp_path / "site"
    edit(content / POWER, "行使层级: [市级]", "行使层级: [县级]")
    assert build(content, site).exit_code == 0
    before = digests(site)
    strict = build(content, site, "--strict")
    assert strict.exit_code == 1
    assert "警告视同错误" in strict.output
    assert digests(site) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "--no-such-option"],
        ["check", "--as-of", "2026-02-30"],
        ["check", "--content", "no-such-folder"],
        ["new", "大写"],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2_and_no_traceback(tmp_path: Path, arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, str(ROOT / "build.py"), *arguments], cwd=tmp_path, capture_output=True,
                          text=True, check=False)  # fmt: skip
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("caller", ["a shell", "a hook of git"])
def test_the_as_of_date_comes_from_the_commit_outside_any_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caller: str
) -> None:
    content = copy_of("good", tmp_path)
    git = ["git", "-c", "user.name=e", "-c", "user.email=e@example.org"]
    subprocess.run([*git, "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run([*git, "add", "content"], cwd=tmp_path, check=True)
    late = os.environ | {"GIT_COMMITTER_DATE": "2026-03-04T17:30:00Z", "GIT_AUTHOR_DATE": "2026-03-04T17:30:00Z"}
    subprocess.run([*git, "commit", "-q", "-m", "c"], cwd=tmp_path, env=late, check=True)
    if caller == "a hook of git":  # which is told of its own repository, not of the one that is built
        subprocess.run([*git, "init", "-q", "--bare", "pushed.git"], cwd=tmp_path, check=True)
        monkeypatch.setenv("GIT_DIR", str(tmp_path / "pushed.git"))
    result = yangguang("build", "--content", content, "--site", tmp_path / "site")
    assert result.exit_code == 0, result.output
    # Half past five in the afternoon in London is already the next day in China.
    assert json.loads((tmp_path / "site/version.json").read_text())["as_of"] == "2026-03-05"


def test_a_release_of_a_day_without_a_commit_was_published_on_that_day(tmp_path: Path) -> None:
    """As a host's after midnight: what has come into force since shows, and a kiosk that has it is up to date."""
    repo, key = Repo.of_good(tmp_path), key_at(tmp_path / "key")
    for as_of, published in (("2023-12-01", "2024-01-01"), ("2024-06-01", "2024-06-01")):
        build(repo.content, tmp_path / as_of, "--as-of", as_of)
        assert f'"date": "{published}"' in (tmp_path / as_of / "release.js").read_text()
        bundle = bundled(tmp_path / as_of, tmp_path / f"{as_of}.zip", key, 1)
        with zipfile.ZipFile(bundle) as told:
            assert json.loads(told.read("kiosk.json"))["date"] == published


def test_a_day_far_ahead_is_told_by_the_next_build_too(tmp_path: Path) -> None:
    content, site = copy_of("good", tmp_path), tmp_path / "site"
    cached = ("--cache", tmp_path / "cache")
    assert "P356" not in build(content, site, *cached).output
    edit(content / POWER, "更新日期: 2", "更新日期: 3")
    for _ in range(2):
        assert re.search(rf"{POWER}:\d+:7: 警告 P356 “更新日期”写的 3", build(content, site, *cached).output)


def test_a_day_far_ahead_that_decides_the_as_of_date_is_told(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    assert "P357" not in yangguang("check", "--content", content).output
    edit(content / POWER, "更新日期: 2", "更新日期: 3")
    told = yangguang("check", "--content", content).output
    assert re.findall(r"\S+ 警告 P35\d", told) == [f"{content}/{POWER}:{line_of(content, '更新日期')}:7: 警告 P357"]


def line_of(content: Path, key: str) -> int:
    lines = (content / POWER).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(key))


def test_an_as_of_date_in_the_past_of_the_newest_commit_makes_no_day_late(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    git = ["git", "-c", "user.name=e", "-c", "user.email=e@example.org"]
    for command in (["init", "-q"], ["add", "content"], ["commit", "-q", "-m", "c"]):
        subprocess.run([*git, *command], cwd=tmp_path, check=True)
    assert "P356" not in yangguang("check", "--content", content, "--as-of", "2016-01-01").output


@pytest.mark.parametrize("body", [b"[" * 200_000, b"[", b"[]", b"{}", b'{"as_of": 1, "commit": "", "committed": ""}'])
def test_what_is_no_origin_of_a_release_is_told_as_such(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        origin_of(body)


@pytest.mark.parametrize("seconds", [99_999_999_999_999, 253_402_300_799])
def test_a_commit_whose_time_no_calendar_has_is_no_obstacle(tmp_path: Path, seconds: int) -> None:
    content = copy_of("good", tmp_path)
    git = ["git", "-c", "user.name=e", "-c", "user.email=e@example.org"]
    for command in (["init", "-q"], ["add", "content"], ["commit", "-q", "-m", "c"]):
        subprocess.run(
            [*git, *command], cwd=tmp_path, check=True, env=os.environ | {"GIT_COMMITTER_DATE": f"@{seconds} +0000"}
        )
    done = yangguang("check", "--content", content)
    assert (done.exit_code, "1970" in done.output) == (0, False)


def test_the_commit_is_told_where_git_is_asked_to_show_signatures(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    git = ["git", "-c", "user.name=e", "-c", "user.email=e@example.org", "-c", "gpg.format=ssh"]
    sign = ["-c", "commit.gpgsign=true", "-c", f"user.signingkey={key_at(tmp_path / 'key')}"]
    for command in (["init", "-q"], ["config", "log.showSignature", "true"], ["config", "gpg.format", "ssh"],
                    ["add", "content"], [*sign, "commit", "-q", "-m", "c"]):  # fmt: skip
        subprocess.run([*git, *command], cwd=tmp_path, check=True)
    build(content, tmp_path / "site")
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=tmp_path, capture_output=True, text=True, check=True)
    said = json.loads((tmp_path / "site" / "version.json").read_bytes())
    assert said["commit"] == head.stdout.strip()


def test_an_event_not_yet_in_force_changes_nothing_until_its_day(tmp_path: Path) -> None:
    content = SITES / "good"
    early = yangguang("build", "--content", content, "--site", tmp_path / "early", "--as-of", "2016-05-31")
    late = yangguang("build", "--content", content, "--site", tmp_path / "late", "--as-of", "2016-06-01")
    assert (early.exit_code, late.exit_code) == (0, 0), early.output + late.output
    page = "powers/1107-A-00200-141000.html"
    assert "已取消" not in (tmp_path / "early" / page).read_text(encoding="utf-8")
    assert "已取消" in (tmp_path / "late" / page).read_text(encoding="utf-8")


def test_content_without_any_date_is_published_with_a_warning_and_without_a_day(tmp_path: Path) -> None:
    base, site = tmp_path / "content", tmp_path / "site"
    shutil.copytree(SITES / "base", base, ignore=shutil.ignore_patterns("disclosures"))
    for item in base.glob("powers/*/*.yml"):
        edit(item, "更新日期: 2026-03-01\n", "")
    shutil.copytree(SITES / "good/catalogue", base / "catalogue")
    result = yangguang("build", "--content", base, "--site", site)
    assert result.exit_code == 0, result.output
    assert "警告 P392" in result.output
    shown = [path for end in ("html", "js") for path in site.rglob(f"*.{end}") if "1970" in path.read_text("utf-8")]
    assert (shown, "1970" in result.output) == ([], False)
    assert "按政府网站检查指标逐条自查。" in (site / "health/index.html").read_text("utf-8")


def test_a_mistake_in_the_only_item_with_a_date_is_not_called_content_without_dates(tmp_path: Path) -> None:
    base = tmp_path / "content"
    shutil.copytree(SITES / "base", base, ignore=shutil.ignore_patterns("disclosures"))
    for item in base.glob("powers/*/*.yml"):
        item.write_text(item.read_text(encoding="utf-8") + "备注: 一\n备注: 二\n", encoding="utf-8")
    result = yangguang("check", "--content", base)
    assert ("P013" in result.output, "P392" in result.output) == (True, False), result.output


def test_a_decision_that_says_only_when_it_comes_into_force_is_in_force_where_nothing_else_tells_a_day(
    tmp_path: Path,
) -> None:
    base, site = tmp_path / "content", tmp_path / "site"
    shutil.copytree(SITES / "base", base, ignore=shutil.ignore_patterns("disclosures"))
    for item in base.glob("powers/*/*.yml"):
        edit(item, "更新日期: 2026-03-01\n", "")
    code = sorted(base.glob("powers/*/*.yml"))[0].stem
    (base / "events/2017").mkdir(parents=True)
    (base / "events/2017/one.yml").write_text(
        "文号: 甲政发〔2017〕1号\n标题: 取消一项\n批准机关: 甲市人民政府\n生效日期: 2017-06-01\n"
        f"调整事项:\n  - 类型: 取消\n    变更前: [{code}]\n",
        encoding="utf-8",
    )
    result = yangguang("build", "--content", base, "--site", site)
    assert (result.exit_code, "数据截至 2017-06-01" in result.output) == (0, True), result.output
    assert "已取消" in (site / f"powers/{code}.html").read_text("utf-8")


def test_a_disk_that_takes_no_more_is_told_in_one_sentence_and_the_site_stays(tmp_path: Path) -> None:
    content, site = copy_of("good", tmp_path), tmp_path / "site"
    build(content, site, "--no-cache")
    before = digests(site)
    edit(content / POWER, "职权名称: ", "职权名称: 新")
    done = full("build", "--content", content, "--site", site, *AS_OF, "--no-cache", largest=1 << 14)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        2,
        "写不下去：File too large；请核对磁盘的剩余空间和限额，已发布的网站保持原样",
    )
    assert "Traceback" not in done.stderr
    assert digests(site) == before
