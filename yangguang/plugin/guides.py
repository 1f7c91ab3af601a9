"""Pages of guidance as MkDocs gets them, prose alone, and as they come back."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from yangguang import urls
from yangguang.build.gather import Gathered
from yangguang.check.guide import read_guide
from yangguang.render import sanitised
from yangguang.views.guide import GuidePage, guide_page
from yangguang.views.shell import RegionView
from yangguang.views.site import site_of
from yangguang.views.targets import Targets


class Guides:
    """The pages of guidance of one build, called by their paths from the root."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        site = site_of(gathered.contents)
        self._views = {slug: RegionView(content, site) for slug, content in gathered.contents.items()}
        self._named = {
            view.prefix + path: (slug, path) for slug, view in self._views.items() for path in view.content.pages
        }
        self._targets: dict[str, Targets] = {}

    def files(self, config: MkDocsConfig) -> Files:
        """The prose of every region's pages."""
        return Files([self._file(config, name) for name in self._named])

    def page(self, name: str, html: str) -> GuidePage:
        """A page of the site, of the prose that MkDocs has made into ``html``."""
        slug, path = self._named[name]
        if slug not in self._targets:
            self._targets[slug] = self._leading(slug)
        return guide_page(self._views[slug], path, sanitised(html, self._targets[slug].addresses(path, html)))

    def _leading(self, slug: str) -> Targets:
        """Where links lead, by what a build knows that reads no items: their files are called by their codes."""
        files = self._views[slug].content.files
        items = {file.rpartition("/")[2].removesuffix(".yml") for file in files if file.startswith("powers/")}
        named = {file for region, file in self._gathered.summary.files.values() if region == slug}
        return Targets(self._views[slug], items, named)

    def _file(self, config: MkDocsConfig, name: str) -> File:
        slug, path = self._named[name]
        guide, _ = read_guide(self._gathered.reads[slug].source.read(path), path)
        # An empty line begins it, since MkDocs would take "Tel: 12345" for front matter.
        file = File.generated(config, name, content=f"\n{guide.body}", inclusion=InclusionLevel.INCLUDED)
        file.dest_uri = urls.page(self._views[slug].prefix, path)  # MkDocs would call README.md index.html
        return file
