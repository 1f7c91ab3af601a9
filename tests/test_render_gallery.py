"""Every component of the theme is described, has an example, and its example can be drawn."""

import re

import pytest

from tests.markup import document
from yangguang.render import Renderer, asset_paths, build_assets
from yangguang.render.contexts import reference
from yangguang.render.gallery import Component, components, gallery
from yangguang.resources import folder

TEMPLATES = folder("templates")
FOUND = tuple(components([TEMPLATES], Renderer([TEMPLATES], asset_paths(build_assets([TEMPLATES])))))
each = pytest.mark.parametrize("component", FOUND, ids=lambda component: component.id)


def test_every_folder_of_components_is_shown() -> None:
    assert [c.id for c in FOUND] == sorted(path.name for path in (TEMPLATES / "components").iterdir())
    page = dict(gallery([TEMPLATES]))["components/index.html"].decode()
    ids = [element.attributes["id"] for element in document("index.html", page).elements if "id" in element.attributes]
    assert len(set(ids)) == len(ids)
    assert {f"component-{component.id}" for component in FOUND} <= set(ids)


@each
def test_a_component_is_a_macro_with_style_and_example(component: Component) -> None:
    files = sorted(path.name for path in (TEMPLATES / "components" / component.id).iterdir())
    assert set(files) >= {"macro.html", "example.yml"}
    source = (TEMPLATES / "components" / component.id / "macro.html").read_text(encoding="utf-8")
    assert set(re.findall(r"{% macro (\w+)", source)) == set(component.macros)


@each
def test_its_parameters_are_described_as_they_are(component: Component) -> None:
    assert {name: tuple(told) for name, told in component.macros.items()} == component.parameters


@each
def test_its_examples_show_something(component: Component) -> None:
    assert component.examples
    assert all(re.sub(r"<[^>]+>|\s", "", str(example.html)) for example in component.examples)


def test_classes_in_styles_are_colourless_but_for_variables() -> None:
    allowed = {"#FFF"}
    for file in sorted((TEMPLATES / "components").glob("*/style.css")):
        assert set(re.findall(r"#[0-9A-Fa-f]{3,8}\b", file.read_text(encoding="utf-8"))) <= allowed, file.parent.name


def test_the_reference_of_templates_names_every_template_and_its_fields() -> None:
    text = reference()
    pages = sorted(path.name for path in (TEMPLATES / "pages").iterdir())
    assert [name for name in pages if f"## pages/{name}\n" not in text] == []
    assert "| `handling` | `CaseView \\| None` |" in text
    assert "| `remedy` | `str` |" in text
    assert "### RiskEntry" in text
