"""Where the data that ships with the engine lies: inside the installed package, else beside it in a checkout."""

from pathlib import Path
from typing import Literal

PACKAGE = Path(__file__).resolve().parent


def folder(name: Literal["templates", "search"]) -> Path:
    """The folder `name`; the wheel carries it as yangguang/_data/<name>, a checkout as <name> at the top.

    FileNotFoundError means a damaged installation, never a mistake in the content.
    """
    for candidate in (PACKAGE / "_data" / name, PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"{name}/ is neither inside nor beside {PACKAGE}")
