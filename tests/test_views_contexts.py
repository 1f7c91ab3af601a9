"""What the handbook says a template gets is what templates really get."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jinja2
import pytest

from tests.helpers import SITES, build
from yangguang.render.contexts import reference
from yangguang.views.shell import Page


def documented() -> dict[str, set[str]]:
    """Template → the fields that the reference lists for it."""
    parts = re.split(r"^## ", reference(), flags=re.M)[1:]
    return {part.split("\n", 1)[0]: set(re.findall(r"^\| `(\w+)` \|", part, re.M)) for part in parts}


def given(page: Page) -> set[str]:
    """What a template can ask of a page, besides its path and its shell."""
    return {name for name in dir(page) if not name.startswith("_")} - {"template", "path", "shell"}


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[dict[str, Any]]:
    """Every context that a build of the small site really hands to a template."""
    seen: list[dict[str, Any]] = []
    render = jinja2.Template.render

    def watching(self: jinja2.Template, *args: Any, **more: Any) -> str:
        seen.append(dict(*args, **more))
        return render(self, *args, **more)

    monkeypatch.setattr(jinja2.Template, "render", watching)
    assert build(SITES / "good", tmp_path / "site", "--no-cache").exit_code == 0
    return seen


def test_every_context_is_as_documented(rendered: list[dict[str, Any]]) -> None:
    told = documented()
    assert {tuple(context) for context in rendered} == {("page",)}
    assert [
        (page.template, given(page) ^ told[page.template])
        for page in (context["page"] for context in rendered)
        if given(page) != told[page.template]
    ] == []


def test_every_kind_of_page_that_is_documented_is_rendered(rendered: list[dict[str, Any]]) -> None:
    assert {context["page"].template for context in rendered} == set(documented()) - {"Records"}
