"""Content versions: which one a region is written in, and how older content becomes that of today."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from yangguang import __version__
from yangguang.model.problem import Problem
from yangguang.yamlio.careful import tree
from yangguang.yamlio.fast import Value

CURRENT = 1
"""The content version that this engine reads and writes."""

KEY = "格式版本"
_REGION = "region.yml"
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
Step = Callable[[str, bytes], bytes]
"""Rewrites one file (its path inside the region, its bytes) from one version to the next; pure."""

STEPS: Mapping[int, Step] = MappingProxyType({})
"""From version n to n + 1. Version 1 is the first, so there is nothing to rewrite yet."""


def version_problem(region: Value, current: int = CURRENT) -> Problem | None:
    """The one problem of a region in a version that is not read here; a missing version is the model's matter."""
    version = region.get(KEY) if isinstance(region, dict) else None
    if not isinstance(version, str) or version == str(current):
        return None
    args = {"version": version, "known": str(current)}
    if not _NUMBER.fullmatch(version):
        return Problem("P071", _REGION, (KEY,), args)
    if int(version) > current:
        return Problem("P070", _REGION, (KEY,), args | {"engine": f"yangguang > {__version__}"})
    return Problem("P072", _REGION, (KEY,), args | {"engine": "yangguang upgrade"})


def upgrade(data: bytes, from_version: int, *, file: str = _REGION, steps: Mapping[int, Step] = STEPS) -> bytes:
    """One file of a region of an older version, rewritten step by step to the newest that ``steps`` lead to.

    In region.yml the version itself is written anew. A version that is not read here must be told before.
    """
    version = from_version
    while version in steps:
        data = steps[version](file, data)
        version += 1
    return _with_version(data, version) if file == _REGION and version != from_version else data


def _with_version(data: bytes, version: int) -> bytes:
    text = data.decode("utf-8").replace("\r\n", "\n")
    root = tree(text)
    found = root.child(KEY) if root else None
    if found is None:
        return f"{KEY}: {version}\n{text}".encode()
    value = found[1]
    return f"{text[: value.start]}{version}{text[value.end :]}".encode()
