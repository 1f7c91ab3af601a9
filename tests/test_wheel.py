"""The wheel, installed where no checkout is near, makes a county's repository and builds its site."""

import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.helpers import ROOT


def run(*command: str | Path, cwd: Path) -> str:
    result = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of a new environment that holds the wheel; the locked dependencies are lent to it, the checkout is not."""
    home = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", home, ".", cwd=ROOT)
    [wheel] = home.glob("yangguang-*.whl")
    venv.create(home / "env", with_pip=False)
    run(*pip, "--python", home / "env/bin/python", "install", "--no-deps", "--no-index", wheel, cwd=home)
    packages = next((home / "env/lib").glob("python*/site-packages"))
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return home / "env/bin"


def test_the_installed_package_is_the_wheel_and_brings_its_data(fresh: Path, tmp_path: Path) -> None:
    program = "from yangguang import resources as r; print(r.folder('templates'), r.folder('search'))"
    found = run(fresh / "python", "-c", program, cwd=tmp_path).split()
    inside = fresh.parent.resolve()
    assert [Path(place).is_relative_to(inside) for place in found] == [True, True]


@pytest.mark.parametrize(
    "builder",
    [("yangguang", "build"), ("python", "-m", "yangguang", "build"), ("python", "-m", "mkdocs", "build")],
    ids=" ".join,
)
def test_a_new_countys_repository_builds_at_once(fresh: Path, tmp_path: Path, builder: tuple[str, ...]) -> None:
    run(fresh / "yangguang", "new", "county", cwd=tmp_path)
    run(fresh / builder[0], *builder[1:], cwd=tmp_path / "county")
    assert (tmp_path / "county/site/index.html").is_file()


def test_a_new_countys_repository_and_its_pipeline_install_the_wheel_that_lies_in_it(
    fresh: Path, tmp_path: Path
) -> None:
    run(fresh / "yangguang", "new", "county", cwd=tmp_path)
    run(fresh / "yangguang", "ci", "github", "county", cwd=tmp_path)
    pipeline = (tmp_path / "county/.github/workflows/yangguang.yml").read_text(encoding="utf-8")
    assert "run: pip install -r requirements.txt\n" in pipeline
    (tmp_path / "county/wheels").mkdir()
    [wheel] = fresh.parent.parent.glob("yangguang-*.whl")
    shutil.copy(wheel, tmp_path / "county/wheels")
    venv.create(tmp_path / "env", with_pip=False)
    pip = (sys.executable, "-m", "pip", "--quiet", "--python", tmp_path / "env/bin/python")
    run(*pip, "install", "--no-deps", "--no-index", "-r", "requirements.txt", cwd=tmp_path / "county")
    assert (tmp_path / "env/bin/yangguang").is_file()
