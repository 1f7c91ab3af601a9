"""A warm build gives what a cold build gives, byte for byte, whatever was changed and whatever befell the cache."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from operator import itemgetter
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers import PROGRAM, ROOT, configure, digests, edit, fitted, yangguang
from tests.warming import CARD, PENALTY, add_item, delete_item
from yangguang.build.cache import load, save
from yangguang.build.read import Table
from yangguang.build.source import FolderSource
from yangguang.cli import main

ELDERLY = "powers/civil-affairs/1107-A-00200-141000.yml"
COUNTY = "regions/houma/powers/civil-affairs/2107-A-00100-141081.yml"
COMPARED = "regions/houma/powers/civil-affairs/2107-P-00100-141081.yml"


def move_item(content: Path) -> None:
    there, here = content / "powers/civil-affairs/1107-P-00100-141000.yml", content / "powers/market-regulation"
    if there.exists():
        there.rename(here / there.name)
    else:
        (here / there.name).rename(there)


def transfer(content: Path) -> None:
    """An item moves by a decision, after another one on it; then neither was made."""
    decisions = {"earlier": ("2016-03-01", "要素变更"), "transfer": ("2016-06-01", "划转")}
    more = {
        "要素变更": "变更要素: [{字段: 承办机构, 原: 甲, 现: 乙}]",
        "划转": "原部门: civil-affairs, 现部门: market-regulation",
    }
    move_item(content)
    for name, (day, kind) in decisions.items():
        file, codes = content / f"events/2016/{name}.yml", "[1107-P-00100-141000]"
        if file.exists():
            file.unlink()
        else:
            file.write_text(
                f"文号: {name}\n标题: {name}\n批准机关: 市政府\n生效日期: {day}\n调整事项:\n"
                f"  - {{类型: {kind}, 变更前: {codes}, 变更后: {codes}, {more[kind]}}}\n",
                encoding="utf-8",
            )


def abolish(content: Path) -> None:
    """A department is abolished; then it is not."""
    file, line = content / "departments/civil-affairs.yml", "撤销日期: 2026-01-05\n"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(line, "") if line in text else line + text, encoding="utf-8")


def own_template(content: Path) -> None:
    own = content.parent / "templates/components/notice"
    if own.exists():
        shutil.rmtree(content.parent / "templates")
    else:
        own.mkdir(parents=True)
        (own / "macro.html").write_text(
            '{% macro notice(text, title="", tone="plain") %}<p>! {{ title }} {{ text }}</p>{% endmacro %}\n',
            encoding="utf-8",
        )


def own_stages(content: Path) -> None:
    stages = content / "stages.yml"
    if stages.exists():
        stages.unlink()
    else:
        stages.write_text("行政许可: {必备: [受理, 决定]}\n行政处罚: {必备: []}\n", encoding="utf-8")


def own_words(content: Path) -> None:
    """A lexicon of the site's own comes, says something else, goes."""
    own = content.parent / "search/lexicon/local.yml"
    if own.exists() and "社团证" in own.read_text(encoding="utf-8"):
        edit(own, "社团证", "社团本本")
    elif own.exists():
        shutil.rmtree(content.parent / "search")
    else:
        own.parent.mkdir(parents=True)
        own.write_text("审定: 2026-01-01\n词条:\n- {说法: 社团证, 指: 社会团体}\n", encoding="utf-8")


def later(file: Path) -> None:
    """An item is brought up to date a year later than it was."""
    text = file.read_text(encoding="utf-8")
    found = re.search(r"更新日期: (\d{4})", text)
    year = int(found[1]) + 1 if found else 2015
    text = text.replace(f"更新日期: {year - 1}", f"更新日期: {year}") if found else f"{text}更新日期: {year}-05-06\n"
    file.write_text(text, encoding="utf-8")


def past_amendments(content: Path) -> None:
    """The penalty follows the amendments of its law, or no longer."""
    text = (content / PENALTY).read_text(encoding="utf-8")
    before, after = ("2016", "2026") if "更新日期: 2016" in text else ("2026", "2016")
    edit(content / PENALTY, f"更新日期: {before}", f"更新日期: {after}")


def edit_and_date(content: Path) -> None:
    edit(content / CARD, "备注: ", "备注: 再")
    later(content / CARD)


def touch(content: Path) -> None:
    (content / CARD).write_bytes((content / CARD).read_bytes())


EDITS: dict[str, Callable[[Path], None]] = {
    "edit": lambda c: edit(c / CARD, "备注: ", "备注: 又"),
    "date": lambda c: later(c / CARD),
    "date past amendments": past_amendments,
    "date in the county": lambda c: later(c / COUNTY),
    "edit with its date": edit_and_date,
    "limit": lambda c: edit(c / CARD, "承诺办结时限: 20个工作日", "承诺办结时限: 15个工作日"),
    "telephone": lambda c: edit(c / CARD, "0357-0000104", "0357-0000105"),
    "limit in the county": lambda c: edit(c / COMPARED, "时限: 1个工作日", "时限: 2个工作日"),
    "material in the county": lambda c: edit(c / COMPARED, "名称: 居民身份证", "名称: 身份证"),
    "duty less in the county": lambda c: edit(
        c / COUNTY, "  - {环节: 送达, 责任: 送达, 依据: [《行政许可法》第四十四条]}\n", ""
    ),
    "rename": lambda c: edit(c / CARD, "职权名称: ", "职权名称: 市级"),
    "name of the penalty": lambda c: edit(c / PENALTY, "职权名称: ", "职权名称: 再"),
    "add": add_item,
    "delete": delete_item,
    "move": move_item,
    "transfer": transfer,
    "library": lambda c: edit(c / "library/risks.yml", "拖延办理", "拖延不办"),
    "duty of the library": lambda c: edit(c / "library/duties.yml", "实质审查", "书面审查"),
    "law": lambda c: edit(c / "laws.yml", "名称: 社会团体", "名称: 各社会团体"),
    "law newly cited": lambda c: edit(
        c / CARD, "设定依据:\n", "设定依据:\n  - {法规: 城市登记管理办法, 条款: [第二条]}\n"
    ),
    "law cited no more": lambda c: edit(c / ELDERLY, "法规: 老年人权益保障法", "法规: 殡葬管理条例"),
    "short name of a law": lambda c: edit(c / "laws.yml", "简称: 食品安全法", "简称: 食安法"),
    "event": lambda c: edit(c / "events/2016/linyan-5.yml", "类型: 取消", "类型: 暂停"),
    "event in the county": lambda c: edit(c / "regions/houma/events/2018/houyan-3.yml", "侯演", "侯政演"),
    "department": lambda c: edit(c / "departments/civil-affairs.yml", "演示路", "演示大路"),
    "department abolished": abolish,
    "place": lambda c: edit(c / "places.yml", "市政务服务中心", "政务服务中心"),
    "theme": lambda c: edit(c / "themes.yml", "成立社会组织", "办社会组织"),
    "hotline": lambda c: edit(c / "hotline.yml", "12345热线", "市民热线"),
    "region": lambda c: edit(c / "region.yml", "一级: 高", "一级: 中"),
    "document": lambda c: edit(c / "disclosures/2016/qingdan-gonggao.md", "予以公布", "公布"),
    "guide": lambda c: edit(c / "pages/remedies.md", "不服", "不服决定"),
    "template": own_template,
    "stages": own_stages,
    "words": own_words,
    "touch": touch,
    "nothing": lambda c: None,
}


def build(content: Path, site: Path, as_of: str, *options: str) -> None:
    result = yangguang("build", "--content", content, "--site", site, "--as-of", as_of, *options)
    assert result.exit_code == 0, result.output


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One that was built; each test leaves it built, and changed."""
    folder = fitted(tmp_path_factory.mktemp("lasting"))
    build(folder / "content", folder / "site", "2026-01-05")
    return folder


def warm_is_cold(folder: Path, as_of: str) -> None:
    build(folder / "content", folder / "site", as_of)
    build(folder / "content", folder / "cold", as_of, "--no-cache")
    assert digests(folder / "site") == digests(folder / "cold")


def random_days(examples: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    days = st.sampled_from(["2016-05-31", "2016-06-01", "2026-01-05"])
    # No edit twice: most find nothing more to change then.
    steps = st.lists(st.tuples(st.sampled_from(sorted(EDITS)), days), min_size=2, max_size=4, unique_by=itemgetter(0))
    return lambda test: settings(max_examples=examples)(given(steps)(test))


def play(steps: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fitted(folder)
        build(folder / "content", folder / "site", "2026-01-05")
        for name_of_edit, day in steps:
            EDITS[name_of_edit](folder / "content")
            warm_is_cold(folder, day)


@random_days(4)
def test_a_warm_build_gives_what_a_cold_one_gives(steps: list[tuple[str, str]]) -> None:
    play(steps)


@pytest.mark.full
@random_days(200)
def test_a_warm_build_gives_what_a_cold_one_gives_at_length(steps: list[tuple[str, str]]) -> None:
    play(steps)


@pytest.mark.parametrize("name", sorted(EDITS))
def test_each_kind_of_change_reaches_the_site(lasting: Path, name: str) -> None:
    EDITS[name](lasting / "content")
    warm_is_cold(lasting, "2026-01-05")


def test_a_file_that_an_item_names_goes_and_comes_back(fresh: Path) -> None:
    content, form = fresh / "content", fresh / "content/forms/apply.csv"
    build(content, fresh / "site", "2026-01-05")
    form.unlink()
    told = yangguang("build", "--content", content, "--site", fresh / "site", "--as-of", "2026-01-05")
    assert told.exit_code == 1
    assert "P273" in told.output
    form.write_text("另一样表", encoding="utf-8")
    warm_is_cold(fresh, "2026-01-05")


def test_an_item_is_read_anew_with_the_decision_that_lets_it_keep_its_code(fresh: Path) -> None:
    content, site, file = fresh / "content", fresh / "site", fresh / "content/events/2016/class.yml"
    build(content, site, "2026-01-05")
    edit(content / ELDERLY, "职权类别: 行政许可", "职权类别: 行政处罚")
    decision = (
        "文号: 临演1号\n标题: 关于调整类别的决定\n批准机关: 市政府\n生效日期: 2016-06-01\n调整事项:\n"
        "  - {类型: 要素变更, 变更前: 1107-A-00200-141000, 原类别: 行政许可, 现类别: 行政处罚, "
        "变更要素: [{字段: 职权类别, 原: 行政许可, 现: 行政处罚}]}\n"
    )
    for _ in range(2):
        told = yangguang("build", "--content", content, "--site", site, "--as-of", "2026-01-05")
        assert "P202" in told.output
        file.write_text(decision, encoding="utf-8")
        warm_is_cold(fresh, "2026-01-05")
        file.unlink()


def test_a_file_put_back_is_not_taken_for_the_one_with_a_mistake_that_stood_in_its_place(fresh: Path) -> None:
    content, aside = fresh / "content", fresh / "aside.yml"
    build(content, fresh / "site", "2026-01-05")
    (content / CARD).rename(aside)
    (content / CARD).write_text(
        aside.read_text(encoding="utf-8").replace("0357-0000104", "13812345678"), encoding="utf-8"
    )
    told = yangguang("check", "--content", content, "--as-of", "2026-01-05")
    assert told.exit_code == 1
    assert "138****5678" in told.output
    aside.rename(content / CARD)
    EDITS["name of the penalty"](content)
    warm_is_cold(fresh, "2026-01-05")


def test_an_unchanged_page_is_the_same_file_as_before(fresh: Path) -> None:
    build(fresh / "content", fresh / "site", "2026-01-05")
    page = fresh / "site/powers/1125-B-00100-141000.html"
    before = page.stat().st_ino
    edit(fresh / "content" / CARD, "备注: ", "备注: 又")
    build(fresh / "content", fresh / "site", "2026-01-05")
    assert page.stat().st_ino == before


@pytest.mark.parametrize("folder", [".git", "__pycache__"])
def test_what_programs_keep_among_the_templates_makes_no_page_anew(fresh: Path, folder: str) -> None:
    """As where the templates are a clone."""
    kept = fresh / "templates" / folder
    kept.mkdir(parents=True)
    (kept / "index").write_text("1", encoding="utf-8")
    build(fresh / "content", fresh / "site", "2026-01-05")
    page = fresh / "site/powers/1125-B-00100-141000.html"
    before = page.stat().st_ino
    (kept / "index").write_text("2", encoding="utf-8")
    edit(fresh / "content" / CARD, "备注: ", "备注: 又")
    build(fresh / "content", fresh / "site", "2026-01-05")
    assert page.stat().st_ino == before


def test_what_one_item_alone_says_leaves_most_of_the_index_and_all_lists_as_they_are(fresh: Path) -> None:
    content, site = fresh / "content", fresh / "site"
    build(content, site, "2026-01-05")
    for word in ("市", "民政"):  # the second stands upon the first
        kept = inodes(site / "search"), inodes(site / "departments")
        edit(content / CARD, "备注: ", f"备注: {word}")
        warm_is_cold(fresh, "2026-01-05")
        scripts, pages = inodes(site / "search"), inodes(site / "departments")
        assert len(scripts & kept[0]) > len(scripts) / 2
        assert pages == kept[1]


def test_a_law_that_an_item_newly_cites_is_found_though_the_index_is_only_patched(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    build(content, tmp_path / "site", "2026-11-01")
    before = digests(tmp_path / "site")
    cited = "\n  - {法规: 城市登记管理办法, 条款: [第二条]}"
    edit(content / "powers/agriculture/1115-H-00900-141000.yml", "设定依据:", f"设定依据:{cited}")
    warm_is_cold(tmp_path, "2026-11-01")
    edit(content / "powers/agriculture/1115-H-00900-141000.yml", cited, "")
    build(content, tmp_path / "site", "2026-11-01")
    assert digests(tmp_path / "site") == before


def test_a_table_that_says_what_it_said_is_the_same_file_as_before(fresh: Path) -> None:
    content, site = fresh / "content", fresh / "site"
    build(content, site, "2026-01-05")
    tables = [path.relative_to(site) for path in (site / "data/v1/linfen").glob("*.csv")]
    before = {path: (site / path).stat().st_ino for path in tables}
    edit(content / CARD, "备注: ", "备注: 又")
    warm_is_cold(fresh, "2026-01-05")
    changed = {path.name for path in tables if (site / path).stat().st_ino != before[path]}
    assert changed == {"items.csv"}


def test_a_county_goes_and_comes_back(fresh: Path) -> None:
    content = fresh / "content"
    build(content, fresh / "site", "2026-01-05")
    county, away = content / "regions/houma", fresh / "houma"
    before = digests(fresh / "site")
    county.rename(away)
    warm_is_cold(fresh, "2026-01-05")
    away.rename(county)
    build(content, fresh / "site", "2026-01-05")
    assert digests(fresh / "site") == before


def inodes(folder: Path) -> set[int]:
    return {path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def files_of_the_cache(folder: Path) -> list[Path]:
    """All but the spare site, whose files are those of the public one (tests/test_spare.py)."""
    cache = folder / ".yangguang/cache"
    files = (path for path in cache.rglob("*") if path.is_file() and cache / "spare" not in path.parents)
    return sorted(path for path in files if path.name != "lock")


def test_a_flipped_byte_anywhere_in_the_cache_is_noticed(fresh: Path) -> None:
    build(fresh / "content", fresh / "site", "2026-01-05")
    sound = digests(fresh / "site")
    for file in files_of_the_cache(fresh):
        body = bytearray(file.read_bytes())
        body[len(body) // 2] ^= 0x04
        file.write_bytes(bytes(body))
    edit(fresh / "content/departments/civil-affairs.yml", "演示路", "演示大路")
    warm_is_cold(fresh, "2026-01-05")
    assert digests(fresh / "site") != sound


@pytest.mark.parametrize("number", range(4))
def test_one_damaged_file_of_the_cache_costs_nothing_but_time(lasting: Path, number: int) -> None:
    files = files_of_the_cache(lasting)
    file = files[number * len(files) // 4]
    body = bytearray(file.read_bytes())
    body[-2] ^= 0x01
    file.write_bytes(bytes(body))
    shutil.rmtree(lasting / "site")
    warm_is_cold(lasting, "2026-01-05")


def test_every_file_of_the_cache_may_go(fresh: Path) -> None:
    content, site = fresh / "content", fresh / "site"
    build(content, site, "2026-01-05")
    others = {path.stem for path in (content / "departments").iterdir()} - {Path(CARD).parent.name}
    files = [path for path in files_of_the_cache(fresh) if path.stem not in others]
    assert {".items", ".glance", ".keys"} <= {path.suffix for path in files}
    for path in files:
        path.unlink(missing_ok=True)
        edit(content / CARD, "备注: ", "备注: 民")
        build(content, site, "2026-01-05")
    warm_is_cold(fresh, "2026-01-05")


def test_a_deleted_cache_costs_nothing_but_time(lasting: Path) -> None:
    shutil.rmtree(lasting / ".yangguang")
    warm_is_cold(lasting, "2026-01-05")


def test_a_build_that_published_nothing_leaves_nothing_behind(fresh: Path) -> None:
    content, site, day = fresh / "content", fresh / "site", "2026-01-05"
    build(content, site, day)
    page, card = site / "powers/1125-B-00100-141000.html", (content / CARD).read_bytes()
    before = page.stat().st_ino
    own_template(content)
    edit(fresh / "templates/components/notice/macro.html", "<p>!", "<p>13812345678")
    edit(content / CARD, "备注: ", "备注: 又")
    failed = yangguang("build", "--content", content, "--site", site, "--as-of", day)
    assert failed.exit_code == 1
    assert "138" in failed.output
    own_template(content)
    (content / CARD).write_bytes(card)
    EDITS["document"](content)
    warm_is_cold(fresh, day)
    assert page.stat().st_ino == before


def test_a_build_that_fails_waits_for_its_workers_before_it_clears_away(fresh: Path) -> None:
    content, site = fresh / "content", fresh / "site"
    build(content, site, "2026-01-05", "--workers", "2")
    before = digests(site)
    own = fresh / "templates/pages"
    own.mkdir(parents=True)
    (own / "ledger.html").write_text("{{ page.nothing_of_the_kind }}", encoding="utf-8")
    failed = yangguang("build", "--content", content, "--site", site, "--as-of", "2026-01-05", "--workers", "2")
    assert failed.exit_code == 1
    assert "nothing_of_the_kind" in failed.output
    assert sorted(path.name for path in fresh.iterdir() if path.name.startswith(".site")) == [".site.lock"]
    assert digests(site) == before


def test_a_mistake_in_a_template_of_items_is_told_by_whichever_worker_meets_it(fresh: Path) -> None:
    own = fresh / "templates/pages"
    own.mkdir(parents=True)
    (own / "power.html").write_text("{{ page.nothing_of_the_kind }}", encoding="utf-8")
    options = (
        "--content",
        fresh / "content",
        "--site",
        fresh / "site",
        "--as-of",
        "2026-01-05",
        "--workers",
        "2",
    )
    failed = yangguang("build", *options)
    assert failed.exit_code == 1
    assert "templates/pages/power.html:1: 没有变量 nothing_of_the_kind" in failed.output


def test_several_workers_remember_what_one_does(fresh: Path) -> None:
    content, site = fresh / "content", fresh / "site"
    build(content, site, "2026-01-05", "--workers", "2")
    for names in (("edit", "add"), ("library", "delete"), ("template",)):
        for name in names:
            EDITS[name](content)
        build(content, site, "2026-01-05", "--workers", "2")
        build(content, fresh / "cold", "2026-01-05", "--no-cache")
        assert digests(site) == digests(fresh / "cold")


def test_a_page_altered_in_the_site_is_made_anew(fresh: Path) -> None:
    build(fresh / "content", fresh / "site", "2026-01-05")
    page = fresh / "site/powers/1125-B-00100-141000.html"
    page.write_text("altered", encoding="utf-8")
    edit(fresh / "content" / CARD, "备注: ", "备注: 又")
    warm_is_cold(fresh, "2026-01-05")


def test_verify_finds_a_page_altered_behind_its_times(fresh: Path) -> None:
    build(fresh / "content", fresh / "site", "2026-01-05")
    page = fresh / "site/powers/1125-B-00100-141000.html"
    times = page.stat()
    body = bytearray(page.read_bytes())
    body[-20] ^= 0x01
    page.write_bytes(bytes(body))
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
    build(fresh / "content", fresh / "site", "2026-01-05", "--verify")
    build(fresh / "content", fresh / "cold", "2026-01-05", "--no-cache")
    assert digests(fresh / "site") == digests(fresh / "cold")


def overwrite(file: Path, old: str, new: str) -> None:
    """Puts other words of the same length into a file, and sets its time back."""
    times = file.stat()
    edit(file, old, new)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_ino) == (times.st_size, times.st_ino)


def test_a_script_of_the_search_damaged_behind_its_times_damages_no_other(fresh: Path) -> None:
    build(fresh / "content", fresh / "site", "2026-01-05")
    [names] = (fresh / "site/search").glob("n0.*")
    overwrite(names, "食品经营活动的处罚", "食品经营活动的处理")
    edit(fresh / "content" / CARD, "职权名称: ", "职权名称: 新")
    warm_is_cold(fresh, "2026-01-05")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [(CARD, "备注: 演", "备注: 现"), ("hotline.yml", "12345热线", "67890热线"), ("forms/apply.csv", "名称", "名字")],
)
def test_content_overwritten_behind_its_times_is_noticed(fresh: Path, file: str, old: str, new: str) -> None:
    build(fresh / "content", fresh / "site", "2026-01-05")
    overwrite(fresh / "content" / file, old, new)
    warm_is_cold(fresh, "2026-01-05")


def test_verify_reads_content_that_looks_as_it_did(fresh: Path) -> None:
    """No program can set back when the system saw a file change; a disk that fails leaves no such trace."""
    content, table = fresh / "content", fresh / ".yangguang/cache/read/linfen/civil-affairs.json"
    build(content, fresh / "site", "2026-01-05")
    before = digests(fresh / "site")
    overwrite(content / CARD, "备注: 演", "备注: 现")
    key = json.loads(table.read_bytes().partition(b"\n")[0])["key"]
    kept = load(Table, table, key)
    assert kept is not None
    looks = FolderSource(content).stat(CARD)
    save(Table, table, key, kept._replace(items=tuple(
        one._replace(stat=looks) if one.file == CARD else one for one in kept.items
    )))  # fmt: skip
    build(content, fresh / "site", "2026-01-05")
    assert digests(fresh / "site") == before
    build(content, fresh / "site", "2026-01-05", "--verify")
    build(content, fresh / "cold", "2026-01-05", "--no-cache")
    assert digests(fresh / "site") == digests(fresh / "cold") != before


@pytest.mark.full
def test_a_warm_build_of_a_whole_city_gives_what_a_cold_one_gives(tmp_path: Path) -> None:
    """Thousands of items in several processes: an edit of each kind that grows with the size of the register."""
    content = tmp_path / "content"
    subprocess.run([sys.executable, "-m", "benchmarks.register", content], check=True, cwd=ROOT)
    configure(tmp_path)
    build(content, tmp_path / "site", "2026-01-05")
    items = sorted((content / "powers").glob("*/*.yml"))
    edit(items[7], "职权名称: ", "职权名称: 又")
    items[1000].unlink()
    items[2000].rename(items[3000].parent / items[2000].name)
    warm_is_cold(tmp_path, "2026-01-05")
    edit(content / "library/risks.yml", "失守", "失当")
    edit(content / "region.yml", "名称: ", "名称: 新")
    warm_is_cold(tmp_path, "2026-06-05")
    for item in (items[50], items[900]):
        with item.open("a", encoding="utf-8") as file:
            file.write(f"# {item.name}\n备注: 只有{item.stem}这样说\n")
        warm_is_cold(tmp_path, "2026-06-05")


def test_a_site_that_stands_is_told_though_it_could_not_be_remembered(fresh: Path) -> None:
    content, table = fresh / "content", fresh / ".yangguang/cache/pages/whole.json"
    build(content, fresh / "site", "2026-01-05")
    table.unlink()
    table.mkdir()
    EDITS["place"](content)
    told = yangguang("build", "--content", content, "--site", fresh / "site", "--as-of", "2026-01-05")
    assert told.exit_code == 0
    assert "网站已经更新；但随后写不下去" in told.output
    warm_is_cold(fresh, "2026-01-05")


@pytest.mark.full
def test_a_site_that_cannot_be_put_in_place_leaves_nothing_beside_it(fresh: Path) -> None:
    (fresh / "site").mkdir()
    script = f"mount -t tmpfs none {fresh}/site && {PROGRAM} build --content {fresh}/content --site {fresh}/site"
    told = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script], capture_output=True, text=True, check=False
    )
    assert told.returncode == 2
    assert "挂载点" in told.stderr
    assert sorted(path.name for path in fresh.iterdir() if path.name.startswith(".site")) == [".site.lock"]


def test_a_site_that_a_symbolic_link_leads_to_is_replaced_where_it_lies(fresh: Path) -> None:
    """As where the server's folder is linked beside the content."""
    (fresh / "served").mkdir()
    (fresh / "site").symlink_to("served")
    for _ in range(2):
        edit(fresh / "content" / CARD, "备注: ", "备注: 又")
        warm_is_cold(fresh, "2026-01-05")
        assert digests(fresh / "served") == digests(fresh / "site")
    assert (fresh / "site").is_symlink()


@pytest.mark.full
def test_a_site_that_is_a_mount_point_is_told_what_to_do(fresh: Path) -> None:
    (fresh / "site").mkdir()
    command = [PROGRAM, "--lang", "zh", "build", "-f", str(fresh / "mkdocs.yml"), "--as-of", "2026-01-05"]
    # A file system in memory, in a name space of its own: util-linux and a kernel that lets one make them.
    script = f'mount -t tmpfs none {fresh}/site && exec "$@"'
    mounted = ["unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh"]
    told = subprocess.run([*mounted, *command], capture_output=True, text=True, check=False)
    assert (told.returncode, "挂载点" in told.stderr) == (2, True), told.stderr
    assert sorted(path.name for path in fresh.iterdir() if path.name.startswith(".site")) == [".site.lock"]


@pytest.mark.full
def test_a_site_in_the_image_of_a_container_is_told_what_to_do(fresh: Path) -> None:
    """Folders of lower layers cannot be renamed."""
    build(fresh / "content", fresh / "site", "2026-01-05")
    for name in ("above", "work", "seen"):
        (fresh.parent / name).mkdir()
    edit(fresh / "content" / CARD, "备注: ", "备注: 又")
    layers = f"userxattr,lowerdir={fresh},upperdir={fresh.parent}/above,workdir={fresh.parent}/work"
    command = f"{PROGRAM} --lang zh build -f mkdocs.yml --as-of 2026-01-05"
    script = (
        f"mount -t overlay overlay -o {layers} {fresh.parent}/seen && cd {fresh.parent}/seen"
        f" && ! {command} && rm -r site && {command}"
    )
    told = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script], capture_output=True, text=True, check=False
    )
    assert (told.returncode, "容器镜像里的文件夹" in told.stderr) == (0, True), told.stderr


@pytest.mark.full
def test_a_site_before_that_cannot_be_removed_is_named_and_the_new_one_stands(fresh: Path) -> None:
    """As one that another account built; here somebody has mounted something below it."""
    build(fresh / "content", fresh / "site", "2026-01-05")
    (fresh / "site/mounted").mkdir()
    edit(fresh / "content" / CARD, "备注: ", "备注: 又")
    command = f"{PROGRAM} --lang zh build -f {fresh}/mkdocs.yml --as-of 2026-01-05"
    script = f"mount -t tmpfs none {fresh}/site/mounted; {command} --no-cache && ! {command} --no-cache"
    unshared = ["unshare", "--map-root-user", "--mount", "sh", "-c", script]
    told = subprocess.run(unshared, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    first, second = (line for line in told.stderr.splitlines() if ".site.old" in line)
    assert "网站已经更新" in first
    assert second.endswith("已发布的网站保持原样")
    build(fresh / "content", fresh / "cold", "2026-01-05", "--no-cache")
    assert digests(fresh / "site") == digests(fresh / "cold")


NOTICE = '{% macro notice(text, title="", tone="plain") %}<p>first {{ text }}</p>{% endmacro %}'


@pytest.mark.parametrize(("place", "body", "before", "after"), [
    ("templates/components/notice/macro.html", NOTICE, "first", "second"),
    ("search/lexicon/local.yml", "审定: 2026-01-01\n词条:\n- {说法: 社团证, 指: 社会团体}\n", "社团证", "社团本"),
])  # fmt: skip
def test_a_file_that_a_symbolic_link_leads_to_is_looked_at(
    fresh: Path, place: str, body: str, before: str, after: str
) -> None:
    shared = fresh / "shared"
    shared.write_text(body, encoding="utf-8")
    (fresh / place).parent.mkdir(parents=True)
    (fresh / place).symlink_to(shared)
    build(fresh / "content", fresh / "site", "2026-01-05")
    edit(shared, before, after)
    warm_is_cold(fresh, "2026-01-05")


def test_a_folder_that_a_symbolic_link_leads_to_is_looked_at(fresh: Path) -> None:
    shared, own = fresh / "shared", fresh / "templates"
    for folder in (shared / "components/notice", own):
        folder.mkdir(parents=True)
    macro = shared / "components/notice/macro.html"
    macro.write_text(NOTICE, encoding="utf-8")
    (own / "components").symlink_to(shared / "components")
    (shared / "components/around").symlink_to(shared)
    build(fresh / "content", fresh / "site", "2026-01-05")
    edit(macro, "first", "second")
    warm_is_cold(fresh, "2026-01-05")
    assert "second" in (fresh / "site/powers/1125-B-00100-141000.html").read_text(encoding="utf-8")


def test_a_hook_that_says_something_else_is_noticed(fresh: Path) -> None:
    hook = fresh / "hook.py"
    hook.write_text("def on_page_markdown(markdown, **more):\n    return markdown + '\\n\\none'\n", encoding="utf-8")
    with (fresh / "mkdocs.yml").open("a", encoding="utf-8") as configuration:
        configuration.write("hooks: [hook.py]\n")
    build(fresh / "content", fresh / "site", "2026-01-05")
    edit(hook, "none", "ntwo")
    warm_is_cold(fresh, "2026-01-05")


def test_pages_get_the_permissions_of_the_umask_of_today(fresh: Path) -> None:
    site = fresh / "site"
    before = os.umask(0o077)
    try:
        build(fresh / "content", site, "2026-01-05")
    finally:
        os.umask(before)
    build(fresh / "content", site, "2026-01-05")
    (fresh / "fresh").mkdir()
    assert {stat.S_IMODE(path.stat().st_mode) for path in (site, *site.rglob("*")) if path.is_dir()} == {
        stat.S_IMODE((fresh / "fresh").stat().st_mode)
    }
    assert {path.stat().st_mode & 0o777 for path in site.rglob("*.html")} == {0o666 & ~before}


def test_what_was_found_is_told_in_the_language_that_is_asked_for(fresh: Path) -> None:
    asked = ("build", "--content", fresh / "content", "--site", fresh / "site", "--as-of", "2026-01-05")
    told = [CliRunner().invoke(main, ["--lang", lang, *map(str, asked)]).output for lang in ("zh", "en", "en")]
    assert ["错误 0" in one for one in told] == [True, False, False]


def test_a_damaged_history_is_told_each_time(fresh: Path) -> None:
    history = fresh / ".yangguang/history/linfen.jsonl"
    history.parent.mkdir(parents=True)
    history.write_text("x", encoding="utf-8")
    for _ in range(2):
        told = yangguang("build", "--content", fresh / "content", "--site", fresh / "site")
        assert "linfen.jsonl" in told.output
