"""Content judged as a build judges it before it writes anything."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.helpers import SITES
from yangguang.build.gather import positions
from yangguang.build.report import Silent
from yangguang.build.request import Request
from yangguang.build.session import Session
from yangguang.model.problem import Problem

BASE = SITES / "base"
AS_OF = date(2026, 4, 1)


def bodies(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def problems_of(files: dict[str, bytes]) -> list[Problem]:
    """Everything that a build of this content says before it writes anything, at its place in the content folder."""
    with TemporaryDirectory() as folder:
        content = Path(folder)
        for path, body in files.items():
            (content / path).parent.mkdir(parents=True, exist_ok=True)
            (content / path).write_bytes(body)
        with Session(Request(content, content, as_of=AS_OF), Silent()) as session:
            gathered = session.gather()
            found = positions(gathered, notices=True)
    main = next(iter(gathered.contents), "")
    return [p if p.region in ("", main) else replace(p, file=f"regions/{p.region}/{p.file}") for p in found]
