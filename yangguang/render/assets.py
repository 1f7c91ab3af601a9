"""The style sheet, the script and the icon of the site: each put together from the theme's small files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from yangguang import urls
from yangguang.render.fault import text_of

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_INDENT = re.compile(r"\n\s*")
BUNDLES: Mapping[str, tuple[str, ...]] = {
    "site.css": ("styles/*.css", "components/*/style.css"),
    "site.js": ("scripts/*.js",),
    "search.js": ("engine/*.js",),
    "keys.js": ("keys/*.js",),
    "kiosk.js": ("vendor/qrcode/*.js", "kiosk/*.js"),
    "icon.svg": ("icon.svg",),
}
"""What each asset is made of: patterns inside a theme folder, in the order of the cascade."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One bundle: its logical name (``site.css``), its path from the root (``assets/site.<hash>.css``), its bytes."""

    name: str
    path: str
    body: bytes


def build_assets(folders: Sequence[Path]) -> tuple[Asset, ...]:
    """All bundles; a file in an earlier folder stands for the file of the same path in a later one."""
    return tuple(_asset(name, bundle(name, folders)) for name in BUNDLES)


def asset_paths(assets: Iterable[Asset]) -> dict[str, str]:
    """Logical name → path: what the renderer needs to know of the assets."""
    return {asset.name: asset.path for asset in assets}


def _asset(name: str, body: bytes) -> Asset:
    return Asset(name, urls.asset(name, hashlib.sha256(body).hexdigest()), body)


def bundle(name: str, folders: Sequence[Path]) -> bytes:
    """One asset, without the comments and indentation of its parts."""
    parts = (text_of(home, file) for home, file in _files(folders, BUNDLES[name]))
    lean = _LEANERS.get(Path(name).suffix, str)
    return "".join(lean(part) for part in parts).encode()


def _files(folders: Sequence[Path], patterns: Iterable[str]) -> list[tuple[Path, str]]:
    """Which folder each file is taken from, and its path from there."""
    found: list[tuple[Path, str]] = []
    for pattern in patterns:
        homes = {file.relative_to(folder): folder for folder in reversed(folders) for file in folder.glob(pattern)}
        found += ((homes[path], path.as_posix()) for path in sorted(homes))
    return found


def _lean(style: str) -> str:
    return _INDENT.sub("\n", _COMMENT.sub("", style)).strip() + "\n"


def _lean_script(script: str) -> str:
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


_LEANERS: Mapping[str, Callable[[str], str]] = {".css": _lean, ".js": _lean_script}
