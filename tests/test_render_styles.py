"""The style sheet: readable in light and dark, nothing from outside, small."""

import gzip
import re
from pathlib import Path

import pytest

from tests.helpers import contrast
from yangguang.render import TemplateFault, build_assets
from yangguang.render.assets import bundle
from yangguang.resources import folder

TEMPLATES = folder("templates")
VARIABLES = (TEMPLATES / "styles/00-variables.css").read_text(encoding="utf-8")
TEXT = ("ink", "muted", "cinnabar", "azurite", "middle", "low")
GROUND = ("paper", "sheet")


@pytest.mark.parametrize(
    ("style", "line"),
    [
        (":root {\n--paper: #fff;\n", 1),
        ("a { color: red }\n}\n", 2),
        ("\n/* 本站\n:root { --paper: #fff }\n", 2),
        ("@media print {\na {\ncolor: red }\n", 1),
    ],
)
def test_a_style_that_would_swallow_those_after_it_is_told(tmp_path: Path, style: str, line: int) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/05-own.css").write_text(style, encoding="utf-8")
    with pytest.raises(TemplateFault, match=rf"styles/05-own\.css:{line}: .*不成对"):
        build_assets([tmp_path, TEMPLATES])


def test_escaped_braces_and_those_in_comments_and_strings_open_nothing(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    own = '/* { */ a::before { content: "}\\"{"; } b::after { content: \'{\' } .b\\{c { color: red }'
    (tmp_path / "styles/05-own.css").write_text(own, encoding="utf-8")
    assert build_assets([tmp_path, TEMPLATES])


def colours(scheme: str) -> dict[str, str]:
    light, dark = VARIABLES.split("prefers-color-scheme: dark")
    found = dict(re.findall(r"--([a-z-]+): (#[0-9A-F]{6})", light))
    return found if scheme == "light" else found | dict(re.findall(r"--([a-z-]+): (#[0-9A-F]{6})", dark))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", GROUND)
@pytest.mark.parametrize("text", TEXT)
def test_every_text_stands_out_from_every_ground(scheme: str, ground: str, text: str) -> None:
    known = colours(scheme)
    assert contrast(known[text], known[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("strong", ["azurite", "cinnabar"])
def test_text_on_a_strong_ground_stands_out(scheme: str, strong: str) -> None:
    known = colours(scheme)
    assert contrast(known["on-strong"], known[strong]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_edge_of_a_field_to_type_in_can_be_seen(scheme: str) -> None:
    known = colours(scheme)
    assert contrast(known["edge"], known["paper"]) >= 3


def test_styles_and_scripts_stay_far_below_sixty_kilobytes() -> None:
    assert sum(len(gzip.compress(asset.body)) for asset in build_assets([TEMPLATES])) <= 33_500


def test_the_style_sheet_fetches_nothing() -> None:
    assert re.findall(r"url\(|@import|@font-face", bundle("site.css", [TEMPLATES]).decode()) == []


def test_scripts_write_text_and_never_markup() -> None:
    script = bundle("site.js", [TEMPLATES]).decode()
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\(", script) == []


def test_an_assets_name_changes_with_its_content_alone(tmp_path: Path) -> None:
    own = tmp_path / "components" / "status"
    own.mkdir(parents=True)
    before = build_assets([TEMPLATES])
    (own / "style.css").write_text(".status { color: red; }", encoding="utf-8")
    after = build_assets([tmp_path, TEMPLATES])
    assert {a.name: a.path for a in before} == {a.name: a.path for a in build_assets([TEMPLATES])}
    changed = [a.name for a, b in zip(before, after, strict=True) if a.path != b.path]
    assert changed == ["site.css"]
    assert b".status-good" not in after[0].body


def test_marks_that_are_not_read_aloud_stand_in_old_browsers_too() -> None:
    css = bundle("site.css", [TEMPLATES]).decode()
    silent = re.findall(r'(content: "[^"]+"; )?(content: "[^"]+") / ""', css)
    assert silent
    # Safari before 17.4 and Firefox before 128 know no words for the ear.
    assert [mark for plain, mark in silent if plain != f"{mark}; "] == []
