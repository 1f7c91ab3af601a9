"""What the live preview needs beside MkDocs: to be known as one, and to go on showing the last good site."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from pathlib import Path

from mkdocs.exceptions import MkDocsException

from yangguang.model.messages.commands import both

log = logging.getLogger("mkdocs.plugins.yangguang")


def rebuild(build: Callable[[], None]) -> None:
    """One rebuild of the preview. A mistake has already been told; what was shown before stays."""
    try:
        build()
    except MkDocsException as mistake:
        log.error("%s", mistake)
    except OSError as error:  # a name that is no text, a file that was there a moment ago
        log.error(both("refused", file=error.filename or "…", why=error.strerror or error))


def is_preview(site_dir: str) -> bool:
    """Whether MkDocs writes into one of the temporary folders that it previews in."""
    folder = Path(site_dir)
    return folder.name.startswith("mkdocs_") and folder.parent == Path(tempfile.gettempdir())
