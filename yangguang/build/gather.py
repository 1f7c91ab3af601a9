"""The first phase: everything is read, linked, checked and claimed before the first byte is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from yangguang import resources, urls
from yangguang.build.asof import known_day, told_date
from yangguang.build.attachments import attachments
from yangguang.build.cache import digest, load, save
from yangguang.build.chunks import Chunks
from yangguang.build.claims import address_twice, claims_of
from yangguang.build.commit import Commit, newest, newest_commit
from yangguang.build.counts import listed
from yangguang.build.executor import MANY, Pool
from yangguang.build.found import Found, Summary
from yangguang.build.glance import Glance
from yangguang.build.history import RegionHistory, read_history
from yangguang.build.leads import dead_ends
from yangguang.build.linked import Linked
from yangguang.build.region import RegionRead
from yangguang.build.regions import read_regions
from yangguang.build.report import Report
from yangguang.build.request import Request
from yangguang.build.sights import Sights, others
from yangguang.build.source import FolderStat, Source
from yangguang.check.once import once
from yangguang.check.private import number_codes, settle
from yangguang.check.regions import check_regions
from yangguang.model.content import RegionContent
from yangguang.model.links import Links
from yangguang.model.problem import Problem, Severity
from yangguang.search.lexicon import Lexicon, check_strays, lexicon_files
from yangguang.yamlio import place


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that the second phase needs. What only the facts of all items tell is made when somebody asks for it."""

    reads: Mapping[str, RegionRead]
    contents: Mapping[str, RegionContent]
    found: Found
    summary: Summary = field(default_factory=Summary)
    key: str = ""
    """A digest of all that linking and checking see: the content without the items' own texts and figures, and the day."""
    regions: Mapping[str, str] = field(default_factory=dict)
    """网址标识 → digest of everything of the region but its items."""
    glances: Mapping[str, Glance] = field(default_factory=dict)
    """What a glance tells of each chunk, by its id."""
    linked: Linked | None = None
    """Missing where no region could be read."""
    seen: Sights | None = None
    """What each region sees; missing where nothing can be published."""
    commit: Commit | None = None
    words: str = ""
    """A digest of the lexicon."""
    histories: Mapping[str, RegionHistory] = field(default_factory=dict)
    """What became of the items of each region, field by field."""

    def file(self, problem: Problem) -> str:
        """A problem's file under the name by which its readers know it."""
        read = self.reads.get(problem.region)
        return (read.source.label if read else "") + problem.file

    @property
    def failed(self) -> bool:
        """Whether an error forbids publishing."""
        return self.found.any(Severity.error)

    @property
    def warned(self) -> bool:
        """Whether a warning forbids publishing where warnings are errors."""
        return self.found.any(Severity.warning)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong, notices included."""
        return self.found.all()

    @property
    def whole(self) -> Linked:
        """All regions linked."""
        if self.linked is None:
            raise ValueError("no region could be read")
        return self.linked

    @property
    def links(self) -> Links | None:
        """The facts joined; ``None`` where no region could be read."""
        return self.linked.links if self.linked else None

    @property
    def updated(self) -> Mapping[str, Mapping[str, date]]:
        """网址标识 → code → 更新日期."""
        return self.whole.updated

    @property
    def lexicon(self) -> Lexicon:
        """Everyday words, for the search index."""
        return self.whole.lexicon[0]

    @property
    def chunks(self) -> Chunks:
        """The chunks, to be read."""
        return self.whole.chunks

    @property
    def sights(self) -> Sights:
        """What each region sees of the whole."""
        if self.seen is None:
            raise ValueError("nothing was gathered that could be published")
        return self.seen


def gather(
    request: Request, pool: Pool, store: Path, report: Report, seen: Mapping[str, FolderStat] | None = None
) -> Gathered:
    """Reads all regions and their chunks, links them, checks the whole, and claims every path of the site.

    ``seen``: a look at all folders. With it, what the last build of the same content has told is not found out again;
    then what is asked for later is read from ``store``, which must still be there.
    """
    regions = read_regions(request, store / "read")
    reads, problems = regions.reads, regions.problems
    contents = {slug: read.content for slug, read in reads.items() if read.content is not None}
    if not contents:
        return Gathered(reads, contents, Found.of(problems))
    problems += attachments({slug: reads[slug].source for slug in contents}, contents, store)
    commit = _commit(request)
    histories = {slug: read_history(request.history, slug, store) for slug in contents}
    lexicon = lexicon_files((*request.words, resources.folder("search")), request.base)
    problems += check_strays(request.words, request.base)
    words = digest(*(part for label, file in lexicon.items() for part in (label, file.read_bytes())))
    digests = {slug: regions.digests[slug] for slug in contents}
    items = sum(len(chunk.files) for read in reads.values() for chunk in read.chunks)
    if items >= MANY:
        pool(items)
    chunks = Chunks(reads, digests, seen or {}, store, pool, report)
    glances = chunks.glances()
    changed = {slug: one.changed for slug, one in histories.items()}
    linked = Linked(reads, contents, chunks, glances, told_date(request.as_of, commit), changed, lexicon)
    # Told before the summary is looked for: what it is kept under says nothing of the days of items.
    problems += linked.far_ahead(known_day(linked.told, commit))
    key = _key(linked, problems, (words, *digests.values()), glances)
    with report.stage("link"):
        summary = load(Summary, _path(store), key) if seen else None
        if summary is None:
            summary = _summed(linked, problems)
            if not summary.found.any(Severity.error):
                save(Summary, _path(store), key, summary)
    sights = Sights(linked, summary, digests, store) if summary.others else None
    return Gathered(
        reads, contents, summary.found, summary, key, digests, glances, linked, sights, commit, words, histories
    )  # fmt: skip


def _key(linked: Linked, problems: Iterable[Problem], digests: Iterable[str], glances: Mapping[str, Glance]) -> str:
    around = (repr(linked.day), repr(problems))
    chunks = (part for chunk, told in glances.items() for part in (chunk, told.linked))
    return digest(*around, *digests, *chunks)


def _path(store: Path) -> Path:
    return store / "read" / "summary.json"


def _summed(linked: Linked, before: Iterable[Problem]) -> Summary:
    """Links and checks the whole; ``before`` was found while the regions were read."""
    links, contents, day = linked.links, linked.contents, linked.day
    found = [
        *before,
        *(problem for chunk in linked.facts for problem in chunk.problems),
        *check_regions(contents, links),
    ]
    codes = number_codes(contents.values(), (item for chunk in linked.facts for item in chunk.items))
    problems = [*settle(once(found), contents, links.as_of, codes), *linked.lexicon[1]]
    if Found.of(problems).any(Severity.error):
        # Nothing will be published; ids that stand twice have been told in words that name the cure.
        return Summary(Found.of(problems), links.as_of)
    if day is None:  # and all that might tell one was read
        problems.append(Problem("P392", "region.yml", region=next(iter(contents))))
    files = _attachments(linked)
    claims = claims_of(linked, files)
    problems += [*address_twice(linked, claims), *dead_ends(contents, links, (claim.path for claim in claims))]
    counted = {slug: listed(own) for slug, own in links.regions.items()}
    seen = {slug: others(sight, links.regions[slug]) for slug, sight in linked.sights.items()}
    return Summary(Found.of(problems), links.as_of, files, counted, linked.amended, seen, codes)


def _commit(request: Request) -> Commit | None:
    """The newest commit of what is read: as told, else as git tells."""
    if not request.commits:
        return newest_commit(request.repositories())
    return newest(Commit(one.commit, datetime.fromisoformat(one.authored)) for one in request.commits)


def _attachments(linked: Linked) -> dict[str, tuple[str, str]]:
    """The files that the content refers to; whatever else lies in a region's folder is not published."""
    from yangguang.views.targets import published  # pages stand behind it; who keeps a summary does without

    found: dict[str, tuple[str, str]] = {}
    for slug, content in linked.contents.items():
        files = published(content, linked.links.regions[slug].items.values())
        found.update((urls.file(content.prefix, path), (slug, path)) for path in files)
    return dict(sorted(found.items()))


def positions(gathered: Gathered, *, notices: bool = False) -> tuple[Problem, ...]:
    """The problems with line and column, in the order of regions, files and lines.

    Notices are looked up only when somebody will read them.
    """
    by_region: dict[str, list[Problem]] = {}
    for problem in gathered.problems if notices else gathered.found.grave:
        by_region.setdefault(problem.region, []).append(problem)
    found: list[Problem] = []
    for slug, own in by_region.items():
        read = gathered.reads.get(slug)
        found += place(own, reader(read.source)) if read else own
    return tuple(sorted(found, key=lambda problem: problem.sort_key))


def reader(source: Source) -> Callable[[str], bytes]:
    """Reads files of the source; a problem may also speak of a file that is missing."""
    present = set(source.files())
    return lambda path: source.read(path) if path in present else b""
