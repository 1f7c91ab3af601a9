"""What pages tell of a field history: words that went and came, a law's items that changed since, and nothing without one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result

from tests.helpers import configure, digests, edit, yangguang
from tests.making import content, item, linked
from tests.markup import Document, document
from tests.repositories import Repo
from tests.viewing import RENDERER, inside, main, pages_of
from yangguang.archive.store import Store
from yangguang.model.change import Change, Line
from yangguang.model.facts import CitedLaw
from yangguang.model.region import Law
from yangguang.views.changed import RecordView, record

MANAGER, BURIAL = "1107-A-00100-141000", "1107-A-00300-141000"
PAGE = f"powers/{MANAGER}.html"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """A repository of five commits with its history and its site."""
    repo = Repo.of_good(tmp_path_factory.mktemp("told"))
    configure(repo.folder)
    repo.edit(MANAGER, "承诺办结时限: 20个工作日", "承诺办结时限: 15个工作日")
    repo.edit(MANAGER, "公示依法应当提交的材料", "公示<b>全部</b>材料 {{ 1 }}")
    repo.edit(MANAGER, "更新日期: 2016-02-19", "更新日期: 2016-02-20")
    repo.edit(MANAGER, "0357-0000104", "0357-0000188")
    assert run(repo, "history").exit_code == 0
    assert build(repo).exit_code == 0
    return repo


def run(repo: Repo, *arguments: str) -> Result:
    return yangguang(*arguments, "-f", repo.folder / "mkdocs.yml")


def build(repo: Repo, *options: str | Path, site: str = "site") -> Result:
    done = yangguang(
        "build", "-f", repo.folder / "mkdocs.yml", "--site", repo.folder / site, "--as-of", "2026-01-05", *options
    )
    assert done.exit_code == 0, done.output
    return done


def page(repo: Repo, path: str = PAGE, site: str = "site") -> Document:
    return document(path, (repo.folder / site / path).read_text(encoding="utf-8"))


def test_an_item_shows_what_changed_the_newest_first(told: Repo) -> None:
    days = [one.text for one in page(told).all("time") if one.attributes["datetime"].startswith("2024")]
    assert days == ["2024-01-05", "2024-01-03", "2024-01-02"]
    assert "记录自 2024-01-01 起" in main(page(told))


def test_words_that_went_and_came_are_told_to_eyes_and_ears(told: Repo) -> None:
    html = (told.folder / "site" / PAGE).read_text(encoding="utf-8")
    assert '<del><span class="unseen">删去“</span>20<span class="unseen">”</span></del>' in html
    assert '<ins><span class="unseen">改为“</span>15<span class="unseen">”</span></ins>个工作日' in html


def test_texts_out_of_old_commits_are_texts_on_the_page(told: Repo) -> None:
    html = (told.folder / "site" / PAGE).read_text(encoding="utf-8")
    assert "<b>全部" not in html
    assert "&lt;b&gt;全部" in html
    assert "{{ 1 }}" in main(page(told))


def test_an_item_that_never_changed_says_so_in_one_line(told: Repo) -> None:
    text = main(page(told, f"powers/{BURIAL}.html"))
    assert "自 2024-01-01 收录以来，各栏内容没有变动。" in text
    assert "历次变动" not in text


def test_without_a_history_pages_show_events_only(told: Repo, tmp_path: Path) -> None:
    shutil.copytree(told.folder, tmp_path / "bare", ignore=shutil.ignore_patterns(".yangguang", "site"))
    bare = Repo(tmp_path / "bare")
    build(bare, "--no-cache")
    assert "历次变动" not in main(page(bare))
    assert "收录以来" not in main(page(bare, f"powers/{BURIAL}.html"))


def _damage(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"2024", b"2025"))


@pytest.mark.parametrize("befalls", [_damage, Path.unlink, lambda file: file.write_bytes(b"")])
def test_a_damaged_or_missing_history_is_no_obstacle(
    told: Repo, tmp_path: Path, befalls: Callable[[Path], None]
) -> None:
    shutil.copytree(told.folder, tmp_path / "copy")
    repo = Repo(tmp_path / "copy")
    file = repo.folder / ".yangguang/history/linfen.jsonl"
    befalls(file)
    said = build(repo).output
    assert ("yangguang history" in said) == file.exists()
    assert "历次变动" not in main(page(repo))
    assert run(repo, "history").exit_code == 0
    build(repo)
    assert digests(repo.folder / "site") == digests(told.folder / "site")


def test_a_warm_build_follows_the_history_as_a_cold_one_does(told: Repo, tmp_path: Path) -> None:
    shutil.copytree(told.folder, tmp_path / "warm")
    repo = Repo(tmp_path / "warm", commits=5)
    build(repo)
    before = digests(repo.folder / "site")
    repo.edit(BURIAL, "现场核查", "实地核查")
    build(repo)
    run(repo, "history")
    build(repo)
    after = digests(repo.folder / "site")
    assert "历次变动" in main(page(repo, f"powers/{BURIAL}.html"))
    build(repo, "--no-cache", site="cold")
    assert after == digests(repo.folder / "cold")
    unlike = {path for path in after if after[path] != before.get(path) and path.startswith("powers/")}
    assert unlike == {f"powers/{BURIAL}.html"}


def test_a_law_tells_of_each_change_as_soon_as_it_is_told(told: Repo, tmp_path: Path) -> None:
    shutil.copytree(told.folder, tmp_path / "warm")
    repo = Repo(tmp_path / "warm", commits=5)
    law = "laws/shetuan-tiaoli.html"
    steps: list[Callable[[], object]] = [
        lambda: repo.edit(MANAGER, "0357-0000188", "0357-0000177"),
        lambda: repo.edit(BURIAL, "现场核查", "实地核查"),
        lambda: repo.edit(MANAGER, "职权名称: ", "职权名称: 市级"),
        lambda: repo.edit(MANAGER, "承诺办结时限: 15个工作日", "承诺办结时限: 10个工作日"),
    ]
    days = ("2024-01-06", "2024-01-06", "2024-01-08", "2024-01-09")
    for step, day in zip(steps, days, strict=True):
        step()
        build(repo)  # of which the history does not tell yet
        run(repo, "history")
        build(repo)
        assert f"{day} 有变动" in main(page(repo, law))
        build(repo, "--no-cache", site="cold")
        assert digests(repo.folder / "site") == digests(repo.folder / "cold")


def test_a_law_of_the_city_tells_in_the_county_what_changed_there(told: Repo, tmp_path: Path) -> None:
    shutil.copytree(told.folder, tmp_path / "warm")
    repo = Repo(tmp_path / "warm", commits=5)
    with (repo.content / "laws.yml").open("a", encoding="utf-8") as laws:
        for name, slug, more in (
            ("殡葬管理条例", "binzang", "历次修改: [2012-11-09], 被替代: xin"),
            ("殡葬条例", "xin", "公布日期: 2030-01-01"),
            ("公墓管理暂行办法", "gongmu", "被替代: binzang"),
        ):
            laws.write(f"- {{名称: {name}, 标识: {slug}, 位阶: 行政法规, 效力: 有效, {more}}}\n")
    repo.commit()
    build(repo)
    item = repo.content / "regions/houma/powers/civil-affairs/2107-A-00100-141081.yml"
    for word in ("受理或者", "不予"):
        edit(item, "责任: ", f"责任: {word}")
        repo.commit()
        run(repo, "history")
        build(repo)
        text = main(page(repo, "regions/houma/laws/binzang.html"))
        assert f"2024-01-{repo.commits:02} 有变动" in text
        assert "殡葬条例" in text
        assert "公墓管理暂行办法" in text
        build(repo, "--no-cache", site="cold")
        assert digests(repo.folder / "site") == digests(repo.folder / "cold")


def test_with_the_same_history_nothing_is_built_again(told: Repo) -> None:
    build(told)
    run(told, "history")
    assert "没有变化" in build(told).output


def test_a_snapshot_of_an_earlier_commit_tells_of_no_later_change(told: Repo, tmp_path: Path) -> None:
    shutil.copytree(told.folder, tmp_path / "copy")
    repo = Repo(tmp_path / "copy")
    earlier = repo.git("rev-parse", "HEAD~2")
    done = run(repo, "snapshot", "create", "--at", earlier, "--into", str(repo.folder / "archive"))
    assert done.exit_code == 0, done.output
    store = Store(repo.folder / "archive")
    held = store.manifest(store.snapshot("latest"))
    text = main(document(PAGE, store.read(held[f"site/{PAGE}"]).decode()))
    assert ("2024-01-03" in text, "2024-01-05" in text) == (True, False)
    assert b"2024-01-05" not in store.read(held["history/linfen.jsonl"])


# ---- long and odd histories -------------------------------------------------------------------------------------


def lines(number: int) -> list[Line]:
    """An item that came in and changed so many times, once a day."""
    start = Line(date(2020, 1, 1), "c0", Change("A1", "新增", new="甲"))
    rows = (Change("A1", "变更", ("备注",), f"第{n}版", f"第{n + 1}版") for n in range(number))
    return [start, *(Line(date.fromordinal(start.day.toordinal() + n), f"c{n}", row) for n, row in enumerate(rows, 1))]


def shown(number: int) -> RecordView:
    found = record(lines(number))
    assert found
    return found


def test_long_histories_are_folded_and_very_long_ones_cut() -> None:
    assert [(len(found.days), len(found.older), found.left) for found in map(shown, (2, 3, 9, 500))] == [
        (2, 0, 0), (3, 0, 0), (3, 6, 0), (3, 57, 440),
    ]  # fmt: skip
    assert "另有更早的 440 处变动" in _rendered(shown(500))


def _rendered(found: RecordView) -> str:
    source = '{% from "components/changes/macro.html" import changes %}{{ changes(record) }}'
    return RENDERER.environment.from_string(source).render(record=found)


def test_of_long_texts_only_what_is_near_a_change_is_shown() -> None:
    text = "应当公示的材料目录" * 40
    change = Change("A1", "变更", ("责任事项", "受理", "责任"), f"{text}十日内{text}", f"{text}五日内{text}")
    found = record([Line(date(2020, 1, 1), "c", change)])
    assert found
    pieces = found.days[0].rows[0].pieces
    assert "".join(piece.text for piece in pieces) == "……" + text[-14:] + "十五日内" + text[:12] + "……"


def test_dates_and_numbers_of_the_item_itself_are_no_change() -> None:
    found = record(
        [*lines(0), Line(date(2021, 1, 1), "c", Change("A1", "变更", ("更新日期",), "2020-01-01", "2021-01-01"))]
    )
    assert found
    assert (found.days, found.since) == ((), "2020-01-01")


def test_an_item_that_was_gone_for_a_while_says_so() -> None:
    gone = Line(date(2021, 1, 1), "c", Change("A1", "退出", old="甲"))
    back = Line(date(2022, 1, 1), "d", Change("A1", "新增", new="甲"))
    found = record([*lines(0), gone, back])
    assert found
    assert [row.pieces[0].text for one in found.days for row in one.rows] == ["收录本事项", "撤下本事项"]


# ---- laws -------------------------------------------------------------------------------------------------------


def law_page(changed: dict[str, date], **updated: date) -> Document:
    """The page of a law amended on 2019-04-23 that A1, A2 and A3 rest on."""
    known = Law.model_validate(
        {"名称": "行政许可法", "标识": "xkf", "位阶": "法律", "效力": "有效", "历次修改": ["2019-04-23"]}
    )
    region = content(laws=(known,))
    items = [item(code, laws=(CitedLaw("行政许可法"),)) for code in ("A1", "A2", "A3")]
    links = linked((region, items), updated=updated)
    planned = {one.path: one for one in pages_of({"linfen": region}, links, lambda *_: b"", {"linfen": changed})}
    return document("laws/xkf.html", RENDERER.render(planned["laws/xkf.html"].make()).decode())


def test_an_amended_law_names_the_items_that_changed_since() -> None:
    shown = law_page({"A1": date(2020, 5, 6), "A2": date(2018, 1, 1)})
    assert "已于 2019-04-23 修改。1 个事项在那以后有变动，下面标有日期。" in main(shown)
    assert "2020-05-06 有变动" in main(shown)
    assert "2018-01-01" not in main(shown)


def test_items_that_have_not_followed_are_told_apart_from_those_that_changed() -> None:
    text = main(law_page({"A1": date(2020, 5, 6)}, A2=date(2016, 1, 1)))
    assert "1 个事项在那以后没有更新，下面标有“修改后未更新”。1 个事项在那以后有变动，下面标有日期。" in text


def test_what_was_brought_up_to_date_or_changed_on_the_day_of_the_amendment_has_followed() -> None:
    text = main(law_page({"A1": date(2019, 4, 23)}, A2=date(2019, 4, 23), A3=date(2019, 4, 22)))
    assert "1 个事项在那以后没有更新，下面标有“修改后未更新”。1 个事项在那以后有变动，下面标有日期。" in text


def test_without_a_history_an_amended_law_that_all_have_followed_says_nothing() -> None:
    assert inside(law_page({}), "notice") == []
