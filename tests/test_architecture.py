"""The house keeps its order: who may import what, who may speak, how long a piece of code may be."""

import ast
import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.helpers import ROOT
from yangguang.build.engine import LIBRARIES

PACKAGE = ROOT / "yangguang"

# Each floor imports only what stands before it. `resources` and `disk` stand beside `model`: none knows another.
FLOORS = tuple("model yamlio check urls hrefs charts views render search data history build".split())
GROUND = frozenset({"model", "resources", "disk"})
WINGS = frozenset({"exchange", "host", "archive", "kiosk"})
TOP = ("plugin", "cli")

# Libraries with one door, or a door on each side of the house. The value is the module, or the package, that may open it.
DOORS: dict[str, str | tuple[str, ...]] = {
    "yaml": "yangguang.yamlio",
    "jinja2": "yangguang.render",
    "markupsafe": "yangguang.render",
    "markdown": "yangguang.render.markdown",
    "nh3": "yangguang.render.markdown",
    "mkdocs": "yangguang.plugin",
    "click": "yangguang.cli",
    "bagit": "yangguang.archive.bags.check",
    "warcio": "yangguang.archive.bags.warc",
    "pypdf": "yangguang.check.attached.pdf",
    "PIL": "yangguang.check.attached.picture",
    "xlsxwriter": ("yangguang.data.xlsx", "yangguang.exchange.export"),
    "docx": "yangguang.exchange.export.document",
    "chinese_calendar": "yangguang.model.workdays",
    "numpy": "yangguang.search",
    "distributed": "yangguang.build.fleet",
}

MODULE_LINES = 350
FUNCTION_LINES = 45


def module_name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


SOURCES = {module_name(file): file.read_text(encoding="utf-8") for file in sorted(PACKAGE.rglob("*.py"))}
MODULES = {name: ast.parse(source, name) for name, source in SOURCES.items()}


def every_module(rule: Callable[[str], None]) -> Callable[[], None]:
    """A test of one module becomes one of all: hundreds of them each by itself take longer to report than to do."""

    def test() -> None:
        broken = {}
        for name in MODULES:
            try:
                rule(name)
            except AssertionError as error:
                broken[name] = str(error)
        assert broken == {}

    return test


@cache
def imports(name: str) -> tuple[str, ...]:
    """Dotted names that module `name` imports, `from a import b` as a.b, inside functions too."""
    return tuple(_imports(name))


def _imports(name: str) -> Iterator[str]:
    package = name if (ROOT / name.replace(".", "/") / "__init__.py").exists() else name.rpartition(".")[0]
    for node in ast.walk(MODULES[name]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.rsplit(".", node.level - 1)[0] if node.level else ""
            source = ".".join(part for part in (base, node.module) if part)
            yield from (f"{source}.{alias.name}" for alias in node.names)


def part_of(name: str) -> str:
    """The floor, wing or top of a dotted name; "" for the package itself."""
    return (name + ".").split(".")[1]


def within(name: str, door: str) -> bool:
    return name == door or name.startswith(door + ".")


def may_import(part: str) -> frozenset[str]:
    """The parts of the house that `part` may import from, its own included."""
    if part in GROUND:
        return frozenset({part})
    if part in FLOORS:
        return GROUND | frozenset(FLOORS[: FLOORS.index(part) + 1])
    below = GROUND | frozenset(FLOORS)
    if part in WINGS:
        return below | {part}
    return below | WINGS | {"plugin"} | ({"cli"} if part in {"cli", "__main__"} else frozenset())


ASIDE = frozenset({"distributed", "pydantic_core", "whoosh", "xlsxwriter"})
"""Libraries of the floors that a site does not depend on: who does the work, what is made on demand, what pydantic pins."""


def test_another_version_of_a_library_that_builds_a_site_remembers_nothing() -> None:
    floors = [name for name in MODULES if name.startswith(tuple(f"yangguang.{floor}" for floor in (*FLOORS, *GROUND)))]
    used = {imported.partition(".")[0] for name in floors for imported in imports(name)} - ASIDE
    distributions = packages_distributions()
    assert {one.lower() for name in used & distributions.keys() for one in distributions[name]} <= {
        *LIBRARIES,
        "yangguang",
    }


@every_module
def test_every_module_has_a_place_in_the_house(name: str) -> None:
    assert part_of(name) in {"", "__main__", *GROUND, *FLOORS, *WINGS, *TOP}


@every_module
def test_imports_point_one_way(name: str) -> None:
    part = part_of(name)
    ours = [source for source in imports(name) if within(source, "yangguang") and source != "yangguang.__version__"]
    assert [source for source in ours if part_of(source) not in may_import(part)] == []


def test_the_package_itself_imports_nothing() -> None:
    assert imports("yangguang") == ()


@every_module
def test_a_list_comes_in_step_by_step(name: str) -> None:
    """Each step of an import knows those before it alone."""
    steps = ("grid", "readers", "sheets", "items", "intake")
    before = {step: steps[number:] for number, step in enumerate(steps, 1)}
    part = name.removeprefix("yangguang.exchange.").partition(".")[0]
    later = [
        f"yangguang.exchange.{step}" for step in before.get(part, ()) if within(name, f"yangguang.exchange.{part}")
    ]
    assert [source for source in imports(name) if any(within(source, step) for step in later)] == []


@every_module
def test_a_library_is_entered_by_its_one_door(name: str) -> None:
    doors = {source: DOORS.get(source.split(".")[0], name) for source in imports(name)}
    doors = {source: (door,) if isinstance(door, str) else door for source, door in doors.items()}
    assert [source for source, door in doors.items() if not any(within(name, one) for one in door)] == []


def test_one_module_at_most_imports_whoosh() -> None:
    assert len([name for name in MODULES if any(within(source, "whoosh") for source in imports(name))]) <= 1


def test_the_command_line_uses_one_function_of_the_plugin() -> None:
    used = {source for name in MODULES if part_of(name) == "cli" for source in imports(name)}
    assert len([source for source in used if within(source, "yangguang.plugin")]) <= 1


@cache
def calls(name: str) -> frozenset[str]:
    return frozenset(ast.unparse(node.func) for node in ast.walk(MODULES[name]) if isinstance(node, ast.Call))


@every_module
def test_only_the_command_line_prints(name: str) -> None:
    speaking = {"print", "click.echo", "click.secho", "sys.stdout.write", "sys.stderr.write"}
    assert part_of(name) == "cli" or not speaking & calls(name)


@every_module
def test_no_floor_asks_a_clock(name: str) -> None:
    clock = re.compile(r"(^|\.)(now|today|utcnow)$|^time\.(time|time_ns|localtime|gmtime)$")
    assert part_of(name) not in FLOORS or [call for call in calls(name) if clock.search(call)] == []


@every_module
def test_every_module_says_in_its_first_line_what_it_is_for(name: str) -> None:
    assert (ast.get_docstring(MODULES[name]) or "").strip()


@every_module
def test_no_module_is_too_long(name: str) -> None:
    assert len(SOURCES[name].splitlines()) <= MODULE_LINES


@every_module
def test_no_function_is_too_long(name: str) -> None:
    functions = [n for n in ast.walk(MODULES[name]) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [f.name for f in functions if (f.end_lineno or f.lineno) - f.lineno + 1 > FUNCTION_LINES]
    assert long == []


# Written in pieces, so that this file does not name them itself.
FOREIGN = re.compile(
    "|".join(
        re.escape(word)
        for word in (
            "pypi" + ".org",
            "python" + "hosted",
            "npmjs" + ".",
            "deb" + ".debian.org",
            "--index" + "-url",
            "--extra-index" + "-url",
            "--find" + "-links",
            "/wo" + "rk/",
            str(ROOT),
        )
    )
)


def test_what_tests_share_stands_in_no_test() -> None:
    shared = re.compile(r"^from tests\.(?:browser\.)?test_\w+ import", re.MULTILINE)
    files = (ROOT / "tests").rglob("*.py")
    assert [file.name for file in files if shared.search(file.read_text(encoding="utf-8"))] == []


def test_no_tracked_file_names_a_registry_or_a_path_of_this_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    tracked = [ROOT / name for name in listed.stdout.split("\0") if name]
    texts = {file: file.read_bytes().decode("utf-8", "replace") for file in tracked if file.is_file()}
    assert sorted(str(file.relative_to(ROOT)) for file, text in texts.items() if FOREIGN.search(text)) == []
