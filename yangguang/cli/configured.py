"""What mkdocs.yml says, for verbs that do without MkDocs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from yangguang.build.request import Settings
from yangguang.build.unchanged import configuration
from yangguang.yamlio import read_yaml


def written(settings: Settings) -> tuple[Path | None, dict[str, Any]]:
    """The configuration file, and its settings; none where it cannot be read, which a build then tells."""
    file = configuration(settings)
    said = read_yaml(file.read_bytes(), file.name)[0] if file else None
    return file, said if isinstance(said, dict) else {}
