"""Pages of guidance as MkDocs gets them, prose alone, and as they come back."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from yangguang import urls
from yangguang.build.gather import Gathered
from yangguang.check import read_guide
from yangguang.render import sanitised
from yangguang.views.guide import GuidePage, guide_page
from yangguang.views.shell import RegionView
from yangguang.views.site import site_of
from yangguang.views.targets import Targets


def guide_files(config: MkDocsConfig, gathered: Gathered) -> Files:
    """The prose of every region's pages, called by their paths from the root."""
    return Files([_file(config, gathered, name) for name in _named(gathered)])


def page_of(gathered: Gathered, name: str, html: str) -> GuidePage:
    """A page of the site, of the prose that MkDocs has made into ``html``."""
    slug, path = _named(gathered)[name]
    view = RegionView(gathered.contents[slug], site_of(gathered.contents))
    return guide_page(view, path, sanitised(html, _targets(gathered, view).addresses(path, html)))


def _targets(gathered: Gathered, view: RegionView) -> Targets:
    """Where links lead, by what a build knows that reads no items: their files are called by their codes."""
    slug, files = view.content.slug, view.content.files
    items = {file.rpartition("/")[2].removesuffix(".yml") for file in files if file.startswith("powers/")}
    return Targets(view, items, {file for region, file in gathered.summary.files.values() if region == slug})


def _file(config: MkDocsConfig, gathered: Gathered, name: str) -> File:
    slug, path = _named(gathered)[name]
    guide, _ = read_guide(gathered.reads[slug].source.read(path), path)
    # An empty line begins it, since MkDocs would take "Tel: 12345" for front matter.
    file = File.generated(config, name, content=f"\n{guide.body}", inclusion=InclusionLevel.INCLUDED)
    file.dest_uri = urls.page(gathered.contents[slug].prefix, path)  # MkDocs would call README.md index.html
    return file


def _named(gathered: Gathered) -> dict[str, tuple[str, str]]:
    """Path from the root → 网址标识, path in the region's folder."""
    contents = gathered.contents.items()
    return {content.prefix + path: (slug, path) for slug, content in contents for path in content.pages}
