"""Which program made a snapshot: its version and digest, and every library it stood on."""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, requires, version

from yangguang import __version__
from yangguang.archive.payload import ENGINE
from yangguang.build.engine import engine_digest
from yangguang.model.messages import RULES, sentence, severity
from yangguang.model.problem import Problem
from yangguang.resources import PACKAGE

_NAME = re.compile(r"[A-Za-z0-9._-]+")
CHECKS = "engine/checks.txt"
LOCK = PACKAGE.parent / "requirements.lock"
"""The lock file of a checkout; an installed engine has none beside it."""


def engine_files() -> dict[str, bytes]:
    """engine.json, installed.txt (the libraries as they were), and the lock file where there is one."""
    told = {"name": "yangguang", "version": __version__, "sha256": engine_digest(), "python": platform.python_version()}
    files = {
        ENGINE: f"{json.dumps(told, indent=1)}\n".encode(),
        "engine/installed.txt": "".join(f"{name}=={found}\n" for name, found in sorted(_closure().items())).encode(),
    }
    if LOCK.is_file():
        files["engine/requirements.lock"] = LOCK.read_bytes()
    return files


def checked(problems: Iterable[Problem]) -> bytes:
    """checks.txt: by how many rules the content was checked, and every sentence that came of it."""
    told = sorted(problems, key=lambda problem: problem.sort_key)
    head = f"{len(RULES)} 条规则检查完毕，没有错误；警告和提示 {len(told)} 条。\n"
    lines = (f"{p.region}/{p.file} {p.rule} {severity(p).value}: {sentence(p, 'zh')}\n" for p in told)
    return (head + "".join(lines)).encode()


def _closure() -> dict[str, str]:
    """Name → version of the engine and of everything that it needs, extras left out."""
    found: dict[str, str] = {}
    waiting = ["yangguang"]
    while waiting:
        name = waiting.pop().lower().replace("_", "-")
        if name in found:
            continue
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
        needed = (one for one in requires(name) or () if "extra ==" not in one)
        waiting += [match[0] for one in needed if (match := _NAME.match(one))]
    return found
