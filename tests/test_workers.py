"""Workers of a large register start while the build is still small: each is a copy of it as it is then."""

from __future__ import annotations

import subprocess
import sys
from textwrap import dedent

import pytest

from tests.helpers import ROOT

WATCHED = """
    import multiprocessing, sys
    from contextlib import contextmanager
    from pathlib import Path
    from yangguang.build import gather
    from yangguang.build.request import Request
    from yangguang.build.session import Session

    class Watching:
        @contextmanager
        def stage(self, name, total=0):
            print(name, len(multiprocessing.active_children()))
            yield lambda done: None

    gather.MANY = int(sys.argv[1])
    with Session(Request(Path("content").resolve(), Path.cwd(), workers=2), Watching()) as session:
        session.gather()
"""


@pytest.mark.parametrize(("many", "workers"), [(1, "2"), (10_000, "0")])
def test_workers_of_a_large_register_start_before_it_is_read(many: int, workers: str) -> None:
    command = [sys.executable, "-c", dedent(WATCHED), str(many)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert f"read {workers}" in said.splitlines()
