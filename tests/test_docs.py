"""The handbook builds without a warning, asks for nothing outside itself, shows YAML that can be read, and every key; no table is cut off."""

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml

from tests.conftest import PageFactory
from tests.helpers import ROOT, yaml_of, yangguang
from yangguang.cli import main
from yangguang.model.keypage import keys_page

HANDBOOK = sorted((ROOT / "docs/editor").glob("*.md"))


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """docs-site/, built elsewhere."""
    site = tmp_path_factory.mktemp("docs-site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", "mkdocs-docs.yml", "-d", str(site)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return site


def test_the_handbook_loads_nothing_from_elsewhere(handbook: Path) -> None:
    outside = re.compile(
        r"""<(?:script|img|link)\b[^>]*(?:src|href)=["']?(?:https?:)?//[^>]*|url\(["']?(?:https?:)?//[^)]*"""
    )
    texts = [file.read_text(encoding="utf-8") for kind in ("*.html", "*.css") for file in sorted(handbook.rglob(kind))]
    assert texts
    assert [hit for text in texts for hit in outside.findall(text)] == []


def test_each_page_says_in_which_language_it_is(handbook: Path) -> None:
    pages = {
        path.relative_to(handbook).as_posix(): path.read_text(encoding="utf-8") for path in handbook.rglob("*.html")
    }
    told = {path: re.findall(r'<html[^>]* lang="([^"]+)"', page) for path, page in pages.items()}
    for path in ("editor/index.html", "editor/rules.html", "operator/zh.html", "archivist/zh.html"):
        assert told[path] == ["zh-CN"]
    assert told["operator/host.html"] == told["index.html"] == ["en"]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "name", ["editor/rules", "editor/keys", "operator/index", "operator/kiosk", "features", "commands"]
)
def test_no_table_runs_out_of_its_page(handbook: Path, page_factory: PageFactory, name: str, width: int) -> None:
    page = page_factory(viewport={"width": width, "height": 800})
    page.goto((handbook / f"{name}.html").as_uri())
    wide = "[...document.querySelectorAll('table')].filter(e => e.scrollWidth > e.parentElement.clientWidth).length"
    assert page.evaluate(wide) == 0


@pytest.mark.parametrize("page", HANDBOOK, ids=lambda page: page.stem)
def test_every_example_of_the_editors_handbook_is_sound_yaml(page: Path) -> None:
    for block in yaml_of(page.stem):
        assert isinstance(yaml.safe_load(block), dict | list), block


def test_a_region_copied_together_from_the_handbook_passes_the_checks(tmp_path: Path) -> None:
    """Sign by sign, but for …; an item that an example shows whole brings no warning either."""
    least, service, holder, basis, handling, ex_officio, duties, accountability = yaml_of("power")
    risks, entries, referring = yaml_of("library")
    region, rule, department, laws, themes, places, hotline, stages = yaml_of("others")
    event, opening = yaml_of("events")
    (flow,) = yaml_of("flow")
    head = least.partition("设定依据:")[0]
    steps = "责任事项:\n" + "".join(f"  - {{环节: {stage}, 责任: 办理}}\n" for stage in ("受理", "审查", "决定"))
    whole = {text.split()[1]: text for text in (least, service)}  # under the codes that they bear
    joined = {
        "1107-A-00200-141000": f"{head}{holder}{basis}{handling}{duties}{accountability}",
        "1107-A-00300-141000": f"{head}{basis}{steps}{flow}",
        "1107-A-00400-141000": f"{head}{basis}{referring}",
        "1107-B-00100-141000": f"{head}{basis}{ex_officio}{duties}".replace("行政许可", "行政处罚"),
    }
    files = {
        "region.yml": f"{region}{rule}{opening}", "departments/civil-affairs.yml": department, "laws.yml": laws,
        "themes.yml": themes, "places.yml": places, "hotline.yml": hotline, "stages.yml": stages,
        "library/risks.yml": risks, "library/duties.yml": entries, "events/2017/a.yml": event,
        **{f"powers/civil-affairs/{code}.yml": re.sub("^职权编码: .*", f"职权编码: {code}", text) for code, text in {**whole, **joined}.items()},
    }  # fmt: skip
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text.replace("…", "略"), encoding="utf-8")
    told = yangguang("check", "--content", tmp_path).output
    assert [line for line in told.splitlines() if " 错误 " in line] == []
    warned = {Path(line.partition(":")[0]).stem for line in told.splitlines() if " 警告 " in line}
    assert warned <= {*joined, "region"}, told  # these show no more than a piece; no list is as long as 期初 says


def test_the_glossary_gives_each_term_one_english_name() -> None:
    text = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    terms = re.findall(r"^\| ([^|]*[一-龥][^|]*?) \| ([^|]+?) \|", text, re.MULTILINE)
    names = [chinese for chinese, english in terms if english != "English"]
    assert len(names) >= 60
    assert len(names) == len(set(names))


@pytest.mark.parametrize("chapter", ["editor", "operator", "archivist", "decisions"])
def test_the_first_page_of_a_chapter_leads_to_all_others(chapter: str) -> None:
    folder = ROOT / "docs" / chapter
    led = set(re.findall(r"\]\(([^)#]+)", (folder / "index.md").read_text(encoding="utf-8")))
    assert {page.name for page in folder.glob("*.md")} - {"index.md"} <= led


KEYS = "from yangguang.model.keypage import keys_page; print(keys_page(), end='')"


def test_the_handbook_lists_every_key() -> None:
    listed = (ROOT / "docs/editor/keys.md").read_text(encoding="utf-8")
    assert listed == keys_page(), f'python -c "{KEYS}" > docs/editor/keys.md'
    rows = set(re.findall(r"^\| ([^|]+?) \|", listed, re.MULTILINE))
    assert {"清单公布 › 文号", "办理 › 申请材料 › 免提交", "处罚 › 裁量基准 › 文件", "公示 › 意见电话", "散列"} <= rows


TYPED = re.compile(r"(?:yangguang|python3? build\.py) (?:--lang \w+ )?([a-z][^\n`|#&]*)")
PAGES = sorted([*ROOT.glob("README*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "yangguang/cli/starter/README.md"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_and_option_that_a_handbook_has_people_type_exists(page: Path) -> None:
    for typed in TYPED.findall(page.read_text(encoding="utf-8")):
        context, words = click.Context(main), typed.split()
        command: click.Command = main
        while isinstance(command, click.Group) and words and (verb := command.get_command(context, words[0])):
            command, words = verb, words[1:]
        assert command is not main, typed
        known = {name for option in command.params for name in option.opts} | {"--help"}
        assert {word for word in words if word.startswith("-") and word != "-"} <= known, typed
