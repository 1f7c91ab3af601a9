"""The style sheet, the script and the icon of the site: each put together from the theme's small files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from yangguang import urls
from yangguang.model.messages.commands import both
from yangguang.render.fault import TemplateFault, text_of

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_INDENT = re.compile(r"\n\s*")
_SIGN = re.compile(r"""\\.|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|[{}]|/\*""", re.S)
"""What a style sheet may leave open, or would if it stood in no comment and no string, and were not escaped."""
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
    lean = _LEANERS.get(Path(name).suffix, str)
    return "".join(lean(_part(home, file)) for home, file in _files(folders, BUNDLES[name])).encode()


def _part(home: Path, file: str) -> str:
    """The text of one part. Raises TemplateFault where a style sheet would swallow those after it."""
    text = text_of(home, file)
    if file.endswith(".css") and (at := _left_open(text)) is not None:
        raise TemplateFault(f"{home.name}/{file}", text.count("\n", 0, at) + 1, both("template_open", sign=text[at]))
    return text


def _left_open(style: str) -> int | None:
    """Where a brace or a comment begins that nothing ends, or ends that nothing began."""
    opened: list[int] = []
    for found in _SIGN.finditer(style):
        if found[0] == "{":
            opened.append(found.start())
        elif found[0] == "/*" or (found[0] == "}" and not opened):
            return found.start()
        elif found[0] == "}":
            opened.pop()
    return opened[-1] if opened else None


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
