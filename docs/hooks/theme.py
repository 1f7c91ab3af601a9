"""Puts the page of all components and the reference of templates into the handbook, made anew by every `make docs`."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from yangguang.render.contexts import reference
from yangguang.render.gallery import gallery
from yangguang.resources import folder


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds components/index.html with its style sheet, and template-api.md."""
    for path, body in gallery([folder("templates")]):
        files.append(File.generated(config, path, content=body))
    files.append(File.generated(config, "template-api.md", content=reference()))
    return files
