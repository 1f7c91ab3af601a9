"""The pages of items: those of which nothing has changed stay, the others are rendered."""

from __future__ import annotations

from collections.abc import Iterator

from yangguang.build.executor import Pool, SerialExecutor
from yangguang.build.fragments import made_of_items
from yangguang.build.gather import Gathered
from yangguang.build.jobs import ChunkShelf, Jobs
from yangguang.build.opendata import standing_items
from yangguang.build.output import ManifestLine
from yangguang.build.render import RenderJob, item_paths, only, render_chunk
from yangguang.build.report import Report
from yangguang.build.shelf import Shelf
from yangguang.build.shelves import Shelves


class Items:
    """All items, chunk by chunk."""

    def __init__(self, gathered: Gathered, jobs: Jobs, shelves: Shelves, pool: Pool) -> None:
        """Sees which items must be rendered; the files of the others are being linked from here on."""
        self.jobs, self.shelves, self.pool = jobs, shelves, pool
        self.kept: list[ChunkShelf] = []
        self.stale: list[tuple[RenderJob, Shelf, dict[str, str]]] = []
        """Items to be rendered, and the key of each file that they will become."""
        claims = [(chunk, shelves.claim(shelves.open(chunk.id), jobs.made_of(chunk))) for chunk in gathered.chunks]
        for chunk, claim in claims:
            stands = shelves.settle(claim)
            items = standing_items(chunk, claim.shelf) if stands else self._look(jobs[chunk], claim.shelf)
            self.kept.append(ChunkShelf(chunk, claim.shelf, stands, items))
        shelves.link()

    def _look(self, job: RenderJob, shelf: Shelf) -> str:
        """Looks at a chunk item by item. Returns a digest of what they are made of."""
        missing: dict[str, tuple[str, str]] = {}
        for code, key in job.keys.items():
            paths = item_paths(job.content, code)
            standing = shelf.standing(paths, key)
            self.shelves.stand(shelf, standing)
            if not standing:
                missing[code] = paths
        if missing:
            made_of = {path: job.keys[code] for code, paths in missing.items() for path in paths}
            self.stale.append((only(job, missing), shelf, made_of))
        return made_of_items(job.keys)

    @property
    def few(self) -> bool:
        """Whether so little must be rendered that no worker is needed for it."""
        return isinstance(self.pool(self._number()), SerialExecutor)

    def render(self, report: Report) -> Iterator[ManifestLine]:
        """Renders the items that have changed."""
        total = self._number()
        with report.stage("render", total) as advance:
            done = self.pool(total).map(render_chunk, [job for job, _, _ in self.stale])
            for (job, shelf, made_of), lines in zip(self.stale, done, strict=True):
                for line in lines:
                    shelf.put(line, made_of[line.path])
                    yield line
                advance(len(job.spans))

    def _number(self) -> int:
        return sum(len(job.spans) for job, _, _ in self.stale)
