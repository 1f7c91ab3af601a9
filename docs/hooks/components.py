"""Puts the page of all components into the handbook, drawn anew by every `make docs`."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from yangguang.render.gallery import gallery
from yangguang.resources import folder


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds components/index.html and its style sheet."""
    for path, body in gallery([folder("templates")]):
        files.append(File.generated(config, path, content=body))
    return files
