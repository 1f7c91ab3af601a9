"""The page that shows every component of the theme with its examples; part of the handbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2.runtime import Macro

from yangguang import charts
from yangguang.model.power import Power
from yangguang.render.assets import asset_paths, build_assets, bundle
from yangguang.render.environment import Renderer
from yangguang.render.markdown import prose
from yangguang.views.duty import flow_view
from yangguang.yamlio import read_yaml

MADE: Mapping[str, Callable[[Any], object]] = {
    "flow": lambda value: flow_view(Power.model_validate(value)),
    "chart": lambda value: charts.risk_chart(Power.model_validate(value)),
    "body": prose,
}
"""Arguments that an example gives as an item's own keys or as Markdown, because only the program can make them."""


class Sample(SimpleNamespace):
    """The fields of an example; what it leaves out is empty, as in a view."""

    def __getattr__(self, name: str) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Example:
    """One call of a macro, and what came of it."""

    macro: str
    html: str


@dataclass(frozen=True, slots=True)
class Component:
    """One folder of components/. ``macros``: macro → parameter → what it is."""

    id: str
    name: str
    description: str
    macros: Mapping[str, Mapping[str, str]]
    parameters: Mapping[str, tuple[str, ...]]
    """The parameters that the macros really take."""
    examples: tuple[Example, ...]


def gallery(folders: Sequence[Path]) -> tuple[tuple[str, bytes], ...]:
    """The page and its style sheet: (path, bytes) inside the handbook."""
    renderer = Renderer(folders, asset_paths(build_assets(folders)))
    template = renderer.environment.get_template("gallery.html")
    page = template.render(components=tuple(components(folders, renderer)))
    return ("components/index.html", page.encode()), ("components/site.css", bundle("site.css", folders))


def components(folders: Sequence[Path], renderer: Renderer) -> Iterator[Component]:
    """Every component by name. ValueError where an example is no sound YAML."""
    found = {file.parent.name: file for folder in reversed(folders) for file in folder.glob("components/*/example.yml")}
    for name, file in sorted(found.items()):
        yield _component(name, file, renderer)


def _component(name: str, file: Path, renderer: Renderer) -> Component:
    value, problems = read_yaml(file.read_bytes(), file.name)
    if problems or not isinstance(value, dict):
        raise ValueError(f"{file}: {problems}")
    told: dict[str, Any] = value
    module = renderer.environment.get_template(f"components/{name}/macro.html").module
    macros = {key: macro for key, macro in vars(module).items() if isinstance(macro, Macro) and key in told["macros"]}
    drawn = (Example(e["macro"], _call(macros[e["macro"]], e["args"])) for e in told["examples"])
    return Component(
        id=name,
        name=told["name"],
        description=told["description"],
        macros=told["macros"],
        parameters={key: tuple(macro.arguments) for key, macro in macros.items()},
        examples=tuple(drawn),
    )


def _call(macro: Callable[..., str], args: Mapping[str, Any]) -> str:
    return macro(**{key: MADE[key](value) if key in MADE else _sample(value) for key, value in args.items()})


def _sample(value: Any) -> object:
    if isinstance(value, dict):
        return Sample(**{key: _sample(part) for key, part in value.items()})
    if isinstance(value, list):
        return tuple(_sample(part) for part in value)
    return value
