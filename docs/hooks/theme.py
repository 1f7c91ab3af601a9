"""Puts the page of all components and the reference of templates into the handbook, made anew by every `make docs`,
and says of its Chinese pages that they are."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from yangguang.render.contexts import reference
from yangguang.render.gallery import gallery
from yangguang.resources import folder


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds components/index.html with its style sheet, and template-api.md."""
    for path, body in gallery([folder("templates")]):
        files.append(File.generated(config, path, content=body))
    files.append(File.generated(config, "template-api.md", content=reference()))
    return files


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """The theme knows one language for all pages; voices and fonts for Chinese are chosen by what the page says."""
    path = page.file.src_uri
    chinese = path.startswith("editor/") or path.endswith("/zh.md")
    return output.replace(' lang="en"', ' lang="zh-CN"', 1) if chinese else output
