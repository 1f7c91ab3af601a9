"""The first phase: everything is read, linked, checked and claimed before the first byte is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from yangguang import resources, urls
from yangguang.build.artifact import collisions
from yangguang.build.asof import UNKNOWN, Commit, as_of_date, newest_commit
from yangguang.build.attachments import attachments
from yangguang.build.history import RegionHistory, read_history
from yangguang.build.item import frame
from yangguang.build.link import link
from yangguang.build.read import ChunkRead, ReadJob, read_chunk
from yangguang.build.region import RegionRead, read_region
from yangguang.build.report import Report
from yangguang.build.request import Request
from yangguang.build.source import FolderSource, Source, relative_label
from yangguang.build.stored import Span, table_path
from yangguang.check import check_regions, once, settle
from yangguang.model.content import RegionContent
from yangguang.model.links import Links
from yangguang.model.messages import severity
from yangguang.model.problem import Problem, Severity
from yangguang.search.lexicon import Lexicon, read_lexicon
from yangguang.views.plan import PlannedPage, PlannedTable, site_pages, site_tables
from yangguang.yamlio import place

Pool = Callable[[int], Executor]
"""Opens, or hands back, the executor for a build of that many items."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that the second phase needs. ``links`` is missing where no region could be read."""

    reads: Mapping[str, RegionRead]
    contents: Mapping[str, RegionContent]
    problems: tuple[Problem, ...]
    links: Links | None = None
    pages: tuple[PlannedPage, ...] = ()
    files: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Attachments: path in the site → (region, path inside the region's folder)."""
    commit: Commit | None = None
    spans: Mapping[str, Mapping[str, Span]] = field(default_factory=dict)
    """Where the items of each chunk (by its id) wait to be rendered."""
    lexicon: Lexicon = field(default_factory=Lexicon)
    """Everyday words, for the search index."""
    tables: tuple[PlannedTable, ...] = ()
    """Tables of figures to download."""
    histories: Mapping[str, RegionHistory] = field(default_factory=dict)
    """What became of the items of each region, field by field."""

    @property
    def failed(self) -> bool:
        """Whether an error forbids publishing."""
        return any(severity(problem) is Severity.error for problem in self.problems)

    @property
    def warned(self) -> bool:
        """Whether a warning forbids publishing where warnings are errors."""
        return any(severity(problem) is Severity.warning for problem in self.problems)


def gather(request: Request, pool: Pool, store: Path, report: Report) -> Gathered:
    """Reads all regions and their chunks, links them, checks the whole, and claims every path of the site."""
    reads, problems = _read_regions(request)
    contents = {slug: read.content for slug, read in reads.items() if read.content is not None}
    if not contents:
        return Gathered(reads, contents, tuple(problems))
    problems += attachments({slug: reads[slug].source for slug in contents}, contents, store)
    read = _read_chunks(reads, contents, pool, store, report)
    chunks = [chunk.facts for chunk in read]
    problems += once([problem for chunk in chunks for problem in chunk.problems])
    histories = {slug: read_history(request.history, slug) for slug in contents}
    changed = {slug: {code: told.changed for code, told in one.items.items()} for slug, one in histories.items()}
    with report.stage("link"):
        commit = _commit(request)
        day = as_of_date(request.as_of, commit, contents, chunks)
        problems += [] if day else [Problem("P392", "region.yml", region=next(iter(contents)))]
        links = link(contents, chunks, day or UNKNOWN, changed)
        problems = settle([*problems, *check_regions(contents, links)], contents, day or UNKNOWN)
        lexicon, mistakes = read_lexicon((*request.words, resources.folder("search")), request.base)
        problems += mistakes
    if any(severity(problem) is Severity.error for problem in problems):
        # Nothing will be published; ids that stand twice have been told in words that name the cure.
        return Gathered(reads, contents, tuple(problems), links, commit=commit)
    pages = tuple(site_pages(contents, links, lambda slug, file: reads[slug].source.read(file)))
    files = _attachments(contents, links)
    tables = tuple(site_tables(contents, links))
    problems += _claimed(contents, links, (*pages, *tables), files)
    spans = {chunk.facts.chunk.id: chunk.spans for chunk in read}
    return Gathered(reads, contents, tuple(problems), links, pages, files, commit, spans, lexicon, tables, histories)


def _commit(request: Request) -> Commit | None:
    """The newest commit of what is read: as told, else as git tells."""
    if request.commits or request.sources:
        told = (Commit(one.commit, datetime.fromisoformat(one.authored)) for one in request.commits)
        return max(told, key=lambda commit: (commit.time, commit.id), default=None)
    return newest_commit((request.content, *request.region_folders()))


def _sources(request: Request) -> tuple[Source, ...]:
    """The regions' files, the main region's first."""
    folders = (request.content, *request.region_folders())
    return request.sources or tuple(FolderSource(one, relative_label(one, request.base)) for one in folders)


def _read_regions(request: Request) -> tuple[dict[str, RegionRead], list[Problem]]:
    """The main region first; two regions of one 网址标识 are a mistake, and the second is left out."""
    upper = None
    if request.parent is not None:
        upper = read_region(FolderSource(request.parent, relative_label(request.parent, request.base))).content
    first, *others = _sources(request)
    main = read_region(first, upper)
    problems = list(main.problems)
    reads = {main.content.slug if main.content else "": main}
    for source in others:
        read = read_region(source, main.content, main=False)
        slug = read.content.slug if read.content else source.label.rstrip("/").rpartition("/")[2]
        if slug in reads:
            problems.append(
                Problem("P391", "region.yml", ("网址标识",), {"slug": slug, "folder": read.source.label}, region=slug)
            )
            continue
        problems += read.problems if read.content else [replace(p, region=slug) for p in read.problems]
        reads[slug] = read
    return reads, problems


def _read_chunks(
    reads: Mapping[str, RegionRead],
    contents: Mapping[str, RegionContent],
    pool: Pool,
    store: Path,
    report: Report,
) -> list[ChunkRead]:
    jobs = [
        ReadJob(read.source, chunk, frame(contents[slug], chunk.department), store)
        for slug, read in reads.items()
        if slug in contents
        for chunk in read.chunks
    ]
    found = []
    items = sum(len(job.chunk.files) for job in jobs)
    with report.stage("read", items) as advance:
        unread = sum(len(job.chunk.files) for job in jobs if not table_path(store, job.chunk).exists())
        for read_one in pool(unread).map(read_chunk, jobs):
            found.append(read_one)
            advance(len(read_one.facts.chunk.files))
    return found


def _attachments(contents: Mapping[str, RegionContent], links: Links) -> dict[str, tuple[str, str]]:
    """The files that the content refers to; whatever else lies in a region's folder is not published."""
    found = {}
    for slug, content in contents.items():
        present = set(content.files)
        wanted = [path for item in links.regions[slug].items.values() for path in item.files]
        for document in content.disclosures.values():
            wanted += [attachment.file for attachment in document.attachments]
        for event in content.events.values():
            wanted += [attachment.file for attachment in event.attachments]
        found.update({urls.file(content.prefix, path): (slug, path) for path in wanted if path in present})
    return dict(sorted(found.items()))


def _claimed(
    contents: Mapping[str, RegionContent],
    links: Links,
    pages: Iterable[PlannedPage | PlannedTable],
    files: Mapping[str, tuple[str, str]],
) -> list[Problem]:
    return collisions(sorted(_claims(contents, links, pages, files)))


def _claims(
    contents: Mapping[str, RegionContent],
    links: Links,
    pages: Iterable[PlannedPage | PlannedTable],
    files: Mapping[str, tuple[str, str]],
) -> Iterator[tuple[str, str]]:
    for slug, content in contents.items():
        yield from (
            (urls.power(content.prefix, i.code), content.prefix + i.file) for i in links.regions[slug].items.values()
        )
        yield from ((urls.page(content.prefix, path), content.prefix + path) for path in content.pages)
    yield from ((page.path, page.source) for page in pages)
    yield from ((path, path) for path in files)


def positions(gathered: Gathered, *, notices: bool = False) -> tuple[Problem, ...]:
    """The problems with line and column, in the order of regions, files and lines.

    Notices are many and mostly counted, so they are looked up only when somebody will read them.
    """
    by_region: dict[str, list[Problem]] = {}
    for problem in gathered.problems:
        if notices or severity(problem) is not Severity.notice:
            by_region.setdefault(problem.region, []).append(problem)
    found: list[Problem] = []
    for slug, own in by_region.items():
        read = gathered.reads.get(slug)
        found += place(own, _reader(read.source)) if read else own
    return tuple(sorted(found, key=lambda problem: problem.sort_key))


def _reader(source: Source) -> Callable[[str], bytes]:
    """Reads files of the source; a problem may also speak of a file that is missing."""
    present = set(source.files())
    return lambda path: source.read(path) if path in present else b""
