"""What many tests need: the small sites, and the command run in this process."""

from __future__ import annotations

import hashlib
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import hypothesis
from click.testing import CliRunner, Result

from yangguang.cli import main

ROOT = Path(__file__).resolve().parent.parent
SITES = ROOT / "tests" / "sites"
PROGRAM = str(Path(sys.executable).with_name("yangguang"))
AS_OF = ("--as-of", "2026-01-05")


def examples(most: int) -> int:
    """How many examples a property is tried on: ``most`` in the long run, in the short one in proportion."""
    return most * hypothesis.settings().max_examples // 100


def yangguang(*arguments: str | Path) -> Result:
    """Runs the command in this process; a bug keeps its traceback."""
    result = CliRunner().invoke(main, ["--lang", "zh", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def build(content: Path, site: Path, *options: str | Path) -> Result:
    """Builds a site on a fixed day."""
    return yangguang("build", "--content", content, "--site", site, *AS_OF, *options)


def told(content: Path, *options: str | Path) -> list[str]:
    """Place (inside content/) and rule of each error and warning of a check."""
    said = yangguang("check", "--content", content, *AS_OF, *options).output
    lines = (line.split() for line in said.splitlines() if " P" in line and "提示" not in line)
    return [f"{place.removeprefix('content/').partition(':')[0]} {rule}" for place, _, rule, *_ in lines]


def python(*arguments: str, cwd: Path, code: int = 0) -> str:
    """What Python says when it is started there with these arguments and ends as expected."""
    done = subprocess.run([sys.executable, *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def full(*arguments: str | Path, largest: int) -> subprocess.CompletedProcess[str]:
    """The command where no file may grow beyond so many bytes: the kernel refuses to write on, as on a full disk."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    command = [PROGRAM, "--lang", "zh", *map(str, arguments)]
    return subprocess.run(command, preexec_fn=limit, capture_output=True, text=True, check=False)


def copy_of(name: str, folder: Path) -> Path:
    """A copy of one of the small sites, free to be damaged."""
    return Path(shutil.copytree(SITES / name, folder / "content"))


def configure(folder: Path) -> None:
    """Writes the shortest configuration there, for the content beside it."""
    text = "site_name: x\ndocs_dir: content\nplugins: [yangguang]\n"
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")


def fitted(folder: Path) -> Path:
    """The small site with its configuration, never built."""
    copy_of("good", folder)
    configure(folder)
    return folder


def edit(file: Path, old: str, new: str) -> None:
    """Lets a file say something else at the first place where it says ``old``; a test that finds it nowhere changes nothing."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2 of two colours, #RRGGBB."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def key_at(place: Path) -> Path:
    """A new SSH key, without a passphrase."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(place)], check=True)
    return place


def digests(folder: Path) -> dict[str, str]:
    """Every file below a folder with the SHA-256 of its bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def yaml_of(page: str) -> list[str]:
    """The YAML that a chapter of the editor's handbook shows, in its order."""
    text = (ROOT / f"docs/editor/{page}.md").read_text(encoding="utf-8")
    return re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
