"""Small archives of snapshots, made by the command."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result

from tests.helpers import AS_OF, copy_of, yangguang
from yangguang.archive.store import Store


def sources(folder: Path) -> Path:
    """A small site with a configuration of its own; answers its content folder."""
    content = copy_of("good", folder)
    (folder / "mkdocs.yml").write_text("site_name: 权责清单\nplugins: [yangguang]\n", encoding="utf-8")
    return content


def create(content: Path, archive: Path, second: int) -> Result:
    """A snapshot taken so many seconds after a fixed moment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(1_790_000_000 + second))
        return yangguang("snapshot", "create", "--content", content, "--into", archive, *AS_OF)


def files(archive: Path, wanted: str = "latest") -> dict[str, str]:
    store = Store(archive)
    return store.manifest(store.snapshot(wanted))
