"""Pages as bytes: one clear error for a broken template, an own one in the place of ours, text that stays text."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from yangguang.model.content import RegionContent
from yangguang.model.links import RegionLinks
from yangguang.model.region import Region
from yangguang.render import Renderer, TemplateFault, asset_paths, build_assets
from yangguang.resources import folder
from yangguang.views.home import HomePage, pages
from yangguang.views.parts import Link
from yangguang.views.shell import RegionView
from yangguang.views.site import site_of

TEMPLATES = folder("templates")
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ page }}'


def home() -> HomePage:
    region = Region(format="1", name="临汾市", code="141000", slug="linfen", level="市级", demo=True)
    content = RegionContent(region)
    planned = next(pages(RegionView(content, site_of({"linfen": content})), RegionLinks(), date(2026, 1, 5)))
    page = planned.make()
    assert isinstance(page, HomePage)
    return page


def renderer(*own: Path, preview: bool = False) -> Renderer:
    folders = [*own, TEMPLATES]
    return Renderer(folders, asset_paths(build_assets(folders)), preview=preview)


def test_no_template_trusts_a_text() -> None:
    texts = {file: file.read_text(encoding="utf-8") for file in TEMPLATES.rglob("*.html")}
    assert len(texts) > 60
    assert [file.name for file, text in texts.items() if re.search(r"\|\s*safe\b|autoescape", text)] == []


def own_template(folder: Path, name: str, text: str) -> Path:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_an_unknown_variable_is_named_with_template_line_and_what_there_is(tmp_path: Path) -> None:
    own_template(
        tmp_path,
        "pages/home.html",
        '{% extends "base.html" %}\n{% block content %}\n\n{{ page.titel }}\n{% endblock %}',
    )
    with pytest.raises(TemplateFault) as caught:
        renderer(tmp_path).render(home())
    fault = caught.value
    assert (fault.file, fault.line, fault.variable) == ("templates/pages/home.html", 4, "titel")
    assert "page.departments" in fault.known
    assert "templates/pages/home.html:4" in str(fault)
    assert "page.departments" in str(fault)


def test_an_unknown_name_of_its_own_is_named_too(tmp_path: Path) -> None:
    own_template(tmp_path, "pages/home.html", "{{ region }}")
    with pytest.raises(TemplateFault, match=r"pages/home\.html:1: .*region"):
        renderer(tmp_path).render(home())


def test_a_mistake_inside_a_component_is_found_there(tmp_path: Path) -> None:
    own_template(
        tmp_path,
        "components/notice/macro.html",
        "{% macro notice(text, title='', tone='') %}\n{{ texd }}\n{% endmacro %}",
    )
    with pytest.raises(TemplateFault, match=r"components/notice/macro\.html:2: .*texd"):
        renderer(tmp_path).render(home())


def test_an_own_template_that_no_longer_fits_the_engine_is_named(tmp_path: Path) -> None:
    """The engine calls the footer with two values; one that a county wrote long ago takes one, and base.html is not the county's."""
    own_template(tmp_path, "components/footer/macro.html", "{% macro footer(shell) %}{% endmacro %}")
    with pytest.raises(TemplateFault, match=r"templates/base\.html:\d+: .*本站自己的 components/footer/macro\.html"):
        renderer(tmp_path).render(home())


def test_a_template_that_cannot_be_parsed_names_its_line(tmp_path: Path) -> None:
    own_template(tmp_path, "pages/home.html", "\n\n{% if %}")
    with pytest.raises(TemplateFault, match=r"pages/home\.html:3"):
        renderer(tmp_path).render(home())


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    own_template(tmp_path, "pages/home.html", '{% extends "bas.html" %}')
    with pytest.raises(TemplateFault, match=r"bas\.html"):
        renderer(tmp_path).render(home())


def test_a_missing_part_is_told_where_it_is_asked_for(tmp_path: Path) -> None:
    own_template(tmp_path, "pages/home.html", 'one\n{% include "own/number.html" %}')
    with pytest.raises(TemplateFault, match=r"templates/pages/home\.html:2: .*own/number\.html"):
        renderer(tmp_path).render(home())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("base.html", '{% extends "base.html" %}{% block head %}<meta name="own">{% endblock %}'),
        (
            "components/footer/macro.html",
            '{% from "components/footer/macro.html" import footer as before %}'
            "{% macro footer(frame, shell) %}{{ before(frame, shell) }}{% endmacro %}",
        ),
    ],
)
def test_an_own_template_that_builds_on_the_one_that_it_replaces_is_told_so(
    tmp_path: Path, name: str, text: str
) -> None:
    own_template(tmp_path, name, text)
    with pytest.raises(TemplateFault, match=rf"templates/{name}:1: .*抄来再改"):
        renderer(tmp_path).render(home())


def test_a_filter_that_is_given_what_is_no_text_is_told(tmp_path: Path) -> None:
    own_template(tmp_path, "pages/home.html", "\n{{ 5|prose }}")
    with pytest.raises(TemplateFault, match=r"pages/home\.html:2"):
        renderer(tmp_path).render(home())


def test_a_block_that_no_frame_has_is_told_with_those_that_it_has(tmp_path: Path) -> None:
    own_template(tmp_path, "pages/home.html", '{% extends "base.html" %}\n{% block contnet %}{% endblock %}')
    with pytest.raises(TemplateFault, match=r"templates/pages/home\.html:2: .*contnet.*content、head"):
        renderer(tmp_path).refuse_lost_blocks()


def test_a_frame_that_lacks_what_pages_fill_is_told(tmp_path: Path) -> None:
    own_template(tmp_path, "base.html", "<main>{% block contents %}{% endblock %}</main>")
    with pytest.raises(TemplateFault, match=r"块 content，.*本站自己的 base\.html"):
        renderer(tmp_path).refuse_lost_blocks()


def test_own_frames_and_blocks_within_blocks_are_sound(tmp_path: Path) -> None:
    own_template(
        tmp_path,
        "own.html",
        '{% extends "base.html" %}{% block content %}{% block inner %}{% endblock %}{% endblock %}',
    )
    own_template(tmp_path, "pages/home.html", '{% extends "own.html" %}{% block inner %}内{% endblock %}')
    renderer(tmp_path).refuse_lost_blocks()
    assert "内" in renderer(tmp_path).render(home()).decode()


@pytest.mark.parametrize("name", ["components/footer/macro.html", "styles/05-own.css", "scripts/60-own.js"])
def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path: Path, name: str) -> None:
    own_template(tmp_path, name, "")
    (tmp_path / name).write_bytes("\n/* 本站 */".encode("gbk"))
    with pytest.raises(TemplateFault, match=rf"/{name}:2: .*UTF-8"):
        renderer(tmp_path).render(home())


def test_the_mark_that_some_editors_put_first_stands_in_no_page_and_no_style(tmp_path: Path) -> None:
    """Amid a page it would end the head, and the policy after it would not hold; amid a style its first rule would not."""
    for name in ("head.html", "pages/home.html", "components/footer/macro.html"):
        own_template(tmp_path, name, "\ufeff" + (TEMPLATES / name).read_text(encoding="utf-8"))
    own_template(tmp_path, "styles/05-own.css", "\ufeff:root { --paper: #fff; }")
    assert renderer(tmp_path).render(home()) == renderer(
        own_template(tmp_path / "b", "styles/05-own.css", ":root { --paper: #fff; }")
    ).render(home())


def test_one_own_template_wins_and_the_rest_stays(tmp_path: Path) -> None:
    own_template(
        tmp_path,
        "components/notice/macro.html",
        "{% macro notice(text, title='', tone='') %}<p>自己的横幅</p>{% endmacro %}",
    )
    html = renderer(tmp_path).render(home()).decode()
    assert "<p>自己的横幅</p>" in html
    assert "查权力" in html


def test_a_template_is_compiled_again_only_where_it_says_something_else(tmp_path: Path) -> None:
    def compiled() -> object:
        return renderer(tmp_path).environment.get_template("pages/home.html").root_render_func.__code__

    own_template(tmp_path, "pages/home.html", "{{ page.frame.title }}")
    first = compiled()
    assert compiled() is first
    own_template(tmp_path, "pages/home.html", "!")
    assert compiled() is not first
    assert renderer(tmp_path).render(home()) == b"!"


def test_a_link_without_a_page_is_its_text_and_hostile_ones_stay_text() -> None:
    link = renderer().environment.from_string("{{ one|link }}")
    assert link.render(one=Link("民政局")) == "民政局"
    assert link.render(one=Link("民政局", "x.html")) == '<a href="x.html">民政局</a>'
    assert "<script" not in link.render(one=Link(HOSTILE)) + link.render(one=Link(HOSTILE, HOSTILE))


def test_a_preview_forbids_what_the_site_forbids_but_for_the_script_that_reloads_it() -> None:
    def policy(html: str) -> set[str]:
        [found] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
        return set(unescape(found).split("; "))

    site, preview = (policy(renderer(preview=preview).render(home()).decode()) for preview in (False, True))
    assert site - preview == {"script-src 'self'"}
    assert preview - site == {"script-src 'self' 'unsafe-inline'", "connect-src 'self'"}
