"""What a hosted build takes from a repository's mkdocs.yml: four settings, and nothing that is code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yangguang import hrefs
from yangguang.model.finding import Finding, finding
from yangguang.yamlio import read_yaml

FILE = "mkdocs.yml"
_CODE = ("hooks", "INHERIT")
"""Settings that run, or bring in, what somebody has written."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """``settings`` for MkDocs; ``regions``: folders inside the repository, or ``None`` for all that are found."""

    settings: Mapping[str, str] = field(default_factory=lambda: {"site_name": "权责清单"})
    regions: tuple[str, ...] | None = None


def chosen(body: bytes) -> tuple[Chosen, list[Finding]]:
    """What is taken, and everything that a hosted site must not ask for."""
    said, problems = read_yaml(body, FILE)
    if problems or not isinstance(said, dict):
        line = problems[0].line if problems else 1
        tag = bool(problems) and problems[0].rule == "P010"
        return Chosen(), [finding("config_tag" if tag else "config_unreadable", line=max(line, 1))]
    found = [finding("config_code", name=key) for key in _CODE if key in said]
    if str(said.get("docs_dir", "content")).rstrip("/") != "content":
        found.append(finding("config_docs_dir"))
    options: dict[str, Any] = {}
    for name, own in _plugins(said.get("plugins")):
        if name != "yangguang":
            found.append(finding("config_plugin", name=name))
        else:
            options = own if isinstance(own, dict) else {}
    regions, wrong = _regions(options.get("regions"))
    if (address := str(said.get("site_url") or "")) and not (hrefs.external(address) or "").startswith("http"):
        found.append(finding("config_site_url", address=address))
    names = {key: str(said[key]) for key in ("site_name", "site_url") if isinstance(said.get(key), str)}
    return Chosen({"site_name": "权责清单"} | names, regions), found + wrong


def of_folder(folder: Path) -> Chosen:
    """What a repository that was checked out asks for; the door has refused what is wrong with it."""
    file = folder / FILE
    return chosen(file.read_bytes())[0] if file.is_file() else Chosen()


def _plugins(said: Any) -> list[tuple[str, Any]]:
    if isinstance(said, dict):
        return [(str(name), own) for name, own in said.items()]
    entries = said if isinstance(said, list) else []
    return [next(iter(one.items()), ("", None)) if isinstance(one, dict) else (str(one), None) for one in entries]


def _regions(said: Any) -> tuple[tuple[str, ...] | None, list[Finding]]:
    """Further regions lie below content/regions/ of the same repository; others have repositories of their own."""
    if said is None:
        return None, []
    if not isinstance(said, list) or not all(
        isinstance(one, dict) and isinstance(one.get("path"), str) for one in said
    ):
        return None, [finding("config_regions")]
    paths = [one["path"].rstrip("/") for one in said]
    wrong = [path for path in paths if not path.startswith("content/regions/") or ".." in path.split("/")]
    if wrong:
        return None, [finding("config_region", path=path) for path in wrong]
    return tuple(paths), []
