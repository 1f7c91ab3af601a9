"""Pages of guidance: one reader says what is title and what is prose, and the page, the lists and the search agree."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.helpers import build, copy_of
from tests.markup import Document, documents
from tests.search_reader import Index
from yangguang.check.guide import read_guide
from yangguang.check.prose import check_prose
from yangguang.render import prose


def shown(tmp_path: Path, *options: str | Path, **texts: str) -> dict[str, Document]:
    """The site with these pages beside those that it has."""
    content = copy_of("good", tmp_path)
    for name, text in texts.items():
        (content / "pages" / f"{name}.md").write_text(text, encoding="utf-8")
    result = build(content, tmp_path / "site", *options)
    assert result.exit_code == 0, result.output
    return documents(tmp_path / "site")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: 咨询\n---\n文", "咨询"),
        ("---\n标题: 咨询\n---\n# 另一个\n文", "咨询"),
        ("---\ntitle: 2025-02-30\n---\n文", "2025-02-30"),
        ("QQ: 12345\nTel: 0357-2211111\n\n# 咨询*我们*\n文", "咨询我们"),
        ("#咨询\n文", "咨询"),
        ("## 小题\n\n咨询\n===\n文", "咨询"),
        ("## 小题\n", ""),
    ],
)
def test_a_title_is_that_of_the_front_matter_else_of_the_first_main_heading(text: str, title: str) -> None:
    assert read_guide(text.encode(), "pages/a.md")[0].title == title


@pytest.mark.parametrize(
    ("front", "rule"),
    [
        ("title: 我的标题\ndate: 2025-02-30", "P101"),
        ("title: [a, b]", "P113"),
        ("title: 甲\n标题: 乙", "P105"),
        ("- 甲", "P100"),
        ("title: 甲\n title: 乙", "P029"),
    ],
)
def test_front_matter_that_is_no_title_is_told_at_its_line(tmp_path: Path, front: str, rule: str) -> None:
    content = copy_of("good", tmp_path)
    (content / "pages" / "x.md").write_text(f"---\n{front}\n---\n# 题\n", encoding="utf-8")
    result = build(content, tmp_path / "site")
    assert result.exit_code == 1
    assert ("pages/x.md:" in result.output, rule in result.output) == (True, True), result.output


def test_lists_search_and_the_page_itself_call_it_the_same(tmp_path: Path) -> None:
    pages = shown(tmp_path, a="---\n标题: 我的说明\n---\n正文\n")
    page = pages["pages/a.html"]
    assert page.all("title")[0].text.startswith("我的说明 · ")
    assert [one.text for one in page.all("h1")] == ["我的说明"]
    assert [one.text for one, address in pages["pages/index.html"].links if address == "a.html"] == ["我的说明"]
    assert "我的说明" in [one["name"] for one in Index(tmp_path / "site").entries if one["kind"] == "page"]


def test_first_lines_with_a_colon_are_prose(tmp_path: Path) -> None:
    page = shown(tmp_path, a="QQ: 12345\nTel: 0357-2211111\n\n# 咨询\n")["pages/a.html"]
    assert "QQ: 12345 Tel: 0357-2211111" in page.all("main")[0].text


def test_every_page_stands_under_its_own_name_whatever_mkdocs_is_told(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\ndocs_dir: content\nplugins: [yangguang]\n"
        "exclude_docs: a.md\ndraft_docs: b.md\nnot_in_nav: c.md\n",
        encoding="utf-8",
    )
    names = ("README", "a", "b", "c")
    texts = dict.fromkeys(names, "# 说明\n\n见[自述](README.md)。\n")
    pages = shown(tmp_path, "-f", tmp_path / "mkdocs.yml", **texts)
    for name in names:
        links = pages[f"pages/{name}.html"].links
        assert [address for one, address in links if one.text == "自述"] == ["README.html"]


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{'    ' * depth}- 甲\n" for depth in range(50)),
        "> " * 49 + "甲",
        "[" * 1000,
        "<a " * 1000,
        "[甲](" * 1000,
    ],
)
def test_what_the_limits_let_through_is_laid_out_soon(text: str) -> None:
    assert check_prose(text, "pages/a.md") == []
    began = time.process_time()
    prose(text)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("".join(f"{'    ' * depth}- 甲\n" for depth in range(300)), "P507"),
        ("\t" * 51 + "- 甲", "P507"),
        ("1. " * 4000, "P507"),
        ("[" * 30_000, "P516"),
        ("<a " * 30_000, "P516"),
        ("<div>\n" * 30_000, "P516"),
        ("甲\n-\n" * 30_000, "P516"),
        ("``a`" * 30_000, "P516"),
    ],
)
def test_a_text_that_would_never_be_laid_out_is_told_at_its_line(text: str, rule: str) -> None:
    assert [(one.rule, one.line > 4) for one in check_prose(text, "pages/a.md", 5)] == [(rule, True)]


def test_tables_rules_and_many_links_are_no_hostile_text() -> None:
    rows = "| 项 | [甲](a.md) | `代码` | <b>乙</b> |\n" * 3000
    assert check_prose(f"# 题\n\n{rows}\n---\n\n- - -\n{'文[一](b.md)。' * 3000}", "pages/a.md") == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一\n\n二<script>\n\n三", [3]),
        ("<iframe src=x></iframe>\n<!-- 注\n\n文", [1, 2]),
        ("<!-- 注\n\n释 --> `<script>` <b>文</b> a < b", []),
        ("如下：\n\n    <script>\n    <style>\n\n文", []),
        ("- 如下：\n\n    <script>\n\n文", [3]),
        ("```\n<script>\n```\n", []),
    ],
)
def test_html_that_takes_text_with_it_is_told_where_it_stands(text: str, lines: list[int]) -> None:
    assert [(one.rule, one.line) for one in check_prose(text, "pages/a.md")] == [("P517", line) for line in lines]


def test_a_fence_hides_no_html_of_a_document() -> None:
    assert [one.line for one in check_prose("```\n<script>\n```\n", "disclosures/2026/a.md")] == [2]


LINKS = (
    "# 题\n\n[甲](how-to-read.md#x) [乙](../disclosures/2024/list-management.md#一) [丙](../powers/civil-affairs/1107-A-00100-141000.yml) "
    "[丁](../powers/1107-A-00100-141000.html) [戊](../data/v1/) [己](nothing.md) [庚](../powers/none.html) ![辛](x.png) `[壬](y.md)`\n"
)


def test_links_of_a_page_lead_to_pages_of_the_site_and_dead_ones_are_told(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    document = min(content.glob("disclosures/*/*.md"))
    there = document.relative_to(content).as_posix()
    text = LINKS.replace("disclosures/2024/list-management.md", there)
    (content / "pages" / "a.md").write_text(text, encoding="utf-8")
    result = build(content, tmp_path / "site")
    assert result.exit_code == 0, result.output
    told = [line for line in result.output.splitlines() if "P518" in line]
    assert [name in "".join(told) for name in ("nothing.md", "../powers/none.html", "x.png")] == [True] * 3
    assert (len(told), [":3:1:" in line for line in told]) == (3, [True] * 3)
    links = {one.text: address for one, address in documents(tmp_path / "site")["pages/a.html"].links if one.tag == "a"}
    assert links["甲"] == "how-to-read.html#x"
    assert links["乙"] == f"../{there.removesuffix('.md')}.html#%E4%B8%80"
    assert links["丙"] == links["丁"] == "../powers/1107-A-00100-141000.html"
    assert links["戊"] == "../data/v1/"
    assert "己" not in links
