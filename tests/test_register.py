"""The benchmark's register has exactly the mission's shape, is the same every time, and checks without a mistake."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.register.__main__ import main as write_register
from benchmarks.register.item import Place, item
from benchmarks.register.library import Library
from benchmarks.register.plan import plan
from benchmarks.register.words import UNITS
from benchmarks.register.write import CITY, MOST_REGIONS, places
from yangguang.build.report import Silent
from yangguang.build.request import Request
from yangguang.build.session import Session
from yangguang.model.messages import severity
from yangguang.model.problem import Problem, Severity


def written(out: Path, *options: str) -> dict[str, bytes]:
    """The files of a small register."""
    done = CliRunner().invoke(write_register, [str(out), "--items", "90", "--workers", "1", *options])
    assert done.exit_code == 0, done.output
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def checked(content: Path) -> tuple[Problem, ...]:
    """What the engine finds wrong with it."""
    with Session(Request(content, content), Silent()) as session:
        return session.gather().problems


def test_the_city_has_exactly_the_numbers_of_the_mission() -> None:
    specs = plan()
    assert len(UNITS) == len({spec.unit.slug for spec in specs}) == 44
    assert len(specs) == 3071
    assert sum(len(spec.stages) for spec in specs) == 18766
    assert MOST_REGIONS * 3071 == 55278
    assert MOST_REGIONS * 18766 == 337788


def test_all_ten_classes_stand_in_it_and_seven_of_ten_items_are_penalties() -> None:
    classes = Counter(spec.power_class for spec in plan())
    assert len(classes) == 10
    assert 0.68 < classes["行政处罚"] / 3071 < 0.72


def test_no_two_items_share_a_name_or_a_code() -> None:
    specs = plan()
    assert len({spec.name for spec in specs}) == len({spec.code("141000") for spec in specs}) == 3071


def test_every_duty_has_five_risk_points_whether_from_the_library_or_written_out() -> None:
    library = Library(1)
    for spec in plan()[::40]:
        for duty in item(spec, CITY, library, 1)["责任事项"]:
            expanded = library.expanded(duty, "duties")
            assert len(expanded["风险点"]) == 5
            assert len({risk["风险点"] for risk in expanded["风险点"]}) == 5


def test_a_county_shares_names_and_most_texts_with_the_city_but_not_all() -> None:
    library, county = Library(1), places(2)[1]
    pairs = [(item(spec, CITY, library, 1), item(spec, county, library, 1)) for spec in plan()[::15]]
    assert all(a["职权名称"] == b["职权名称"] and b["其他编码"]["同源编码"] == a["职权编码"] for a, b in pairs)
    same = sum(a["责任事项"] == b["责任事项"] for a, b in pairs) / len(pairs)
    assert 0.6 < same < 0.95
    assert all(a["行使主体"] != b["行使主体"] for a, b in pairs)


@pytest.mark.parametrize("options", [("--library",), ("--no-library",), ("--regions", "2")])
def test_it_checks_without_a_mistake(options: tuple[str, ...], tmp_path: Path) -> None:
    written(tmp_path / "content", *options)
    grave = [problem for problem in checked(tmp_path / "content") if severity(problem) is not Severity.notice]
    assert grave == []


def test_the_same_seed_writes_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    first, again, other = (written(tmp_path / name, "--seed", name[-1]) for name in ("a1", "b1", "c2"))
    assert first == again
    assert first != other


def test_without_a_library_the_texts_are_the_same_only_written_out(tmp_path: Path) -> None:
    files = written(tmp_path / "plain", "--no-library")
    assert not any(path.startswith("library/") for path in files)
    assert not any("引用".encode() in body for path, body in files.items() if path.startswith("powers/"))


@pytest.mark.parametrize("form", ["hugo", "mkdocs", "zensical"])
def test_other_generators_get_a_page_for_every_item_with_all_its_risk_points(form: str, tmp_path: Path) -> None:
    files = written(tmp_path / form, "--format", form)
    pages = {path: body.decode() for path, body in files.items() if "powers/" in path}
    assert len(pages) == 90
    library = Library(1)
    for spec in plan(90):
        record = item(spec, CITY, library, 1)
        page = next(body for path, body in pages.items() if record["职权编码"].lower() in path.lower())
        for duty in record["责任事项"]:
            expanded = library.expanded(duty, "duties")
            assert all(risk["防控措施"] in page for risk in expanded["风险点"])


def test_a_place_knows_its_level() -> None:
    assert Place("141000", "linfen", "临汾市").level == "市级"
    assert places(2)[1].level == "县级"
