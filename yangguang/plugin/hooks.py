"""The plugin: MkDocs is the shell through which guidance pages go, and which the register bypasses."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from yangguang.build.commit import silent
from yangguang.build.fleet import ClusterFault
from yangguang.build.gather import Gathered, positions
from yangguang.build.output import activate, alone, clear, discard, leave, repair, staging_folder
from yangguang.build.publish import Published, assets, theme_of
from yangguang.build.render import renderer
from yangguang.build.report import Report, Silent
from yangguang.build.request import Request
from yangguang.build.sealed import Leak
from yangguang.build.session import Session
from yangguang.build.unchanged import Inputs, inputs
from yangguang.model.messages import sentence, severity
from yangguang.model.messages.commands import both
from yangguang.model.problem import Severity
from yangguang.plugin.asking import (
    refuse_other_folders,
    refuse_other_names,
    refuse_other_plugins,
    request_of,
    roots_of,
)
from yangguang.plugin.guides import Guides
from yangguang.plugin.options import PluginOptions
from yangguang.plugin.preview import is_preview, rebuild
from yangguang.render import EXTENSIONS, TemplateFault, sanitised, slug

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.yangguang")


class Halted(Abort):
    """The content has mistakes; what is public stays as it was. ``gathered`` holds them all."""

    def __init__(self, gathered: Gathered) -> None:
        super().__init__(both("unpublished"))
        self.gathered = gathered


@dataclass(slots=True)
class Run:
    """One build in progress; ``staging`` is gone once it is settled."""

    session: Session
    inputs: Inputs
    gathered: Gathered
    guides: Guides
    target: Path
    staging: Path | None
    published: Published | None = None


class YangguangPlugin(BasePlugin[PluginOptions]):  # type: ignore[no-untyped-call]
    """Reads and checks in on_config, renders in on_post_build, activates in on_shutdown (a preview: at once)."""

    report: Report = Silent()
    quiet = False
    """Whether somebody else shows the problems; else they go to MkDocs' log, where --strict counts them."""

    after: Path | None = None
    """An earlier site whose unchanged files are shared; by default the one that is replaced."""

    seen: Inputs | None = None
    """A look at what is read, just taken."""

    def __init__(self) -> None:
        self.serving = False
        self.run: Run | None = None
        self._open = ExitStack()

    @property
    def current(self) -> Run:
        """The build that on_config began."""
        if self.run is None:
            raise RuntimeError("MkDocs has called a later hook without on_config")
        return self.run

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remembers whether this is a live preview."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads, links and checks everything; an error ends the build before anything is written."""
        refuse_other_names()
        refuse_other_plugins(config)
        # `mkdocs serve --clean` announces itself as a build; its temporary folder gives it away.
        self.serving = self.serving or is_preview(config.site_dir)
        refuse_other_folders(Path(config.site_dir))
        self.run = None
        self._open.close()
        for made in (renderer, assets):
            made.cache_clear()  # a preview rebuilds in the same process, perhaps because a template was edited
        request = request_of(config, self.config, serving=self.serving)
        session = self._open.enter_context(Session(request, self.report))
        seen = inputs(roots_of(config, self.config, request), self.seen)
        self.seen = None
        try:
            gathered = session.gather(seen.folders)
        except ClusterFault as fault:
            raise ConfigurationError(str(fault)) from fault
        for file in (one.file for one in gathered.histories.values() if one.damaged):
            log.warning(both("history_damaged", file=file))
        for found in silent(request.repositories()):
            log.warning(both("git_silent", folder=found.folder, why=found.why))
        if not self.quiet:
            _log(gathered)
        if gathered.failed or (config.strict and gathered.warned):
            raise Halted(gathered)
        target = Path(os.path.realpath(config.site_dir))  # where a symbolic link leads to is replaced, not the link
        self._open.enter_context(alone(target))
        staging = staging_folder(target)
        self.run = Run(session, seen, gathered, Guides(gathered), target, staging)
        self._take_over(config, request, staging)
        return config

    def _take_over(self, config: MkDocsConfig, request: Request, staging: Path) -> None:
        """Leaves MkDocs nothing but the pages of guidance, and points it at a staging folder."""
        config.site_dir = str(staging)
        config.use_directory_urls = False
        config.validation.links.not_found = logging.DEBUG
        config.theme.static_templates = set()
        config.markdown_extensions = [*dict.fromkeys((*config.markdown_extensions, *EXTENSIONS))]
        config.mdx_configs.setdefault("toc", {}).setdefault("slugify", slug)
        watched = (request.content, *request.region_folders(), *request.themes, *request.words)
        config.watch = [*config.watch, *map(str, watched)]
        config.docs_dir = self._open.enter_context(tempfile.TemporaryDirectory(prefix="yangguang-"))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Only the regions' pages of guidance; nothing of MkDocs' own theme."""
        return self.current.guides.files(config)

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """The engine's own environment: autoescape and StrictUndefined, which MkDocs' has not."""
        with _faults():
            return renderer(theme_of(self.current.session.request)).environment

    @event_priority(-100)
    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """What Markdown lets through, nh3 does not."""
        return str(sanitised(html))

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """A guidance page is one of the site's pages."""
        guide = self.current.guides.page(page.file.src_uri, page.content or "")
        # MkDocs would answer a mistake in a template with a traceback; rendering these few pages once more names it.
        with _faults():
            renderer(theme_of(self.current.session.request)).render(guide)
        return cast("TemplateContext", {"page": guide})

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Writes everything structured beside the pages that MkDocs has written."""
        run = self.current
        if link := run.session.distrust():
            log.warning(both("spare_linked", link=link))
        with _faults():
            run.published = run.session.publish(run.gathered, self.after or run.target, Path(config.site_dir))
        config.site_dir = str(run.target)
        if self.serving:
            self._settle()

    def on_build_error(self, *, error: Exception) -> None:
        """A failed build publishes nothing."""
        if self.run is not None:
            self.run.published = None
        if self.serving:
            self._settle()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """MkDocs' preview answers nothing while a mistake stands; ours keeps showing the last good site."""
        server.builder = partial(rebuild, server.builder)
        return server

    def on_shutdown(self) -> None:
        """Puts the new site in place. MkDocs counts --strict warnings after on_post_build, hence as late as this."""
        try:
            self._settle()
        finally:
            if self.run is not None and self.run.staging is not None:  # the site could not be put in place
                repair(self.run.target)
                discard(self.run.staging)
            if self.serving and self.run is not None:
                leave(self.run.target)
            self._open.close()

    def _settle(self) -> None:
        run = self.run
        if run is None or run.staging is None:
            return
        if run.published is None:
            discard(run.staging)
        else:
            activate(run.staging, run.target)
        run.staging = None
        if run.published is not None:
            self._remember(run.session, run.published, run.target)

    def _remember(self, session: Session, published: Published, target: Path) -> None:
        """Keeps what the next build may use, and nothing else. The site is public already: what cannot be done is told."""
        for step in (partial(clear, target, session.spare(published)), partial(session.remember, published)):
            try:
                step()
            except OSError as error:
                log.warning(both("unsaid", file=error.filename or session.store, why=error.strerror))
        if self.after is None:  # else somebody waits for the new site, and sees to this when it is public
            session.prepare(target)


@contextmanager
def _faults() -> Iterator[None]:
    """A mistake in a template, personal data that it adds, a cluster that fails: one sentence."""
    try:
        yield
    except (TemplateFault, Leak, ClusterFault) as fault:
        raise PluginError(str(fault)) from fault


def _log(gathered: Gathered) -> None:
    """Problems in MkDocs' log: errors and warnings one by one, notices as a count."""
    for problem in positions(gathered):
        level = logging.ERROR if severity(problem) is Severity.error else logging.WARNING
        log.log(level, "%s:%s:%s %s %s", gathered.file(problem), problem.line, problem.column, problem.rule,
                sentence(problem, "zh"))  # fmt: skip
