"""`python -m benchmarks.relevance [QUERIES…] [--real FOLDER]`: the tables of search quality."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from benchmarks.relevance.browse import answers, by_code, results, search_page
from benchmarks.relevance.measures import RELEVANT, Answer, scores
from benchmarks.relevance.queries import KINDS, NOTHING, drawn, read_queries, read_rows
from benchmarks.relevance.real import write_content

ROOT = Path(__file__).resolve().parent.parent.parent
QUERIES = ROOT / "tests" / "relevance"
SPLITS: tuple[tuple[str, bool], ...] = (("tuning", True), ("held out", False))


@click.command()
@click.argument("files", metavar="[QUERIES]…", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--site", type=click.Path(path_type=Path, exists=True, file_okay=False), help="a site built before")
@click.option("--real", type=click.Path(path_type=Path, exists=True, file_okay=False), help="folder of the real lists")
@click.option("--misses", is_flag=True, help="list the tuning queries whose first result is no answer")
@click.option("--ask", multiple=True, help="instead of tables: the engine's answer to this, explained")
def main(files: tuple[Path, ...], site: Path | None, real: Path | None, misses: bool, ask: tuple[str, ...]) -> None:
    """Runs judged queries (all of tests/relevance/ unless named) through the engine in Chromium."""
    rows = read_rows(real) if real else []
    queries = [*read_queries(files or sorted(QUERIES.glob("*.yml"))), *([] if files else drawn(rows))]
    chosen = [query for query in queries if query.object == ("真实" if real else "演示") or query.kind == NOTHING]
    with tempfile.TemporaryDirectory() as folder:
        identify: Callable[[dict[str, Any]], str] = by_code
        if real:
            ids = write_content(rows, Path(folder) / "content")
            identify = lambda result: ids.get(result["code"], by_code(result))  # noqa: E731
        built = site or _built(Path(folder), with_content=bool(real))
        with search_page(built) as page:
            if ask:
                _explain(ask, results(page, ask))
                return
            found = answers(page, chosen, identify)
    print("\n".join(table(found)))
    if misses:
        print("\n".join(_misses(found)))


def _built(folder: Path, *, with_content: bool) -> Path:
    command = [sys.executable, "build.py", "build", "--site", str(folder / "site"), "--cache", str(folder / "cache")]
    if with_content:
        command += ["--content", str(folder / "content")]
    subprocess.run(command, cwd=ROOT, check=True, stdout=sys.stderr)
    return folder / "site"


def table(found: Sequence[Answer]) -> Iterator[str]:
    """A table in Markdown: a row per split and kind, then per split over all kinds that have answers."""
    yield "| split | kind | queries | nDCG@10 | MRR | recall@10 | Success@1 | Success@10 | zero results |"
    yield "|---|---|---:|---:|---:|---:|---:|---:|---:|"
    for split, tuning in SPLITS:
        part = [answer for answer in found if answer.query.tuning is tuning]
        for kind in KINDS:
            yield from _row(split, kind, [answer for answer in part if answer.query.kind == kind])
        yield from _row(split, "**all that have answers**", [answer for answer in part if answer.query.grades])


def _row(split: str, kind: str, found: Sequence[Answer]) -> Iterator[str]:
    if not found:
        return
    row = scores(found)
    shares = [row.ndcg, row.mrr, row.recall, row.first, row.ten]
    told = ["–" if share != share else f"{share:.3f}" for share in shares]
    yield f"| {split} | {kind} | {row.queries} | {' | '.join(told)} | {100 * row.zero:.1f} % |"


def _misses(found: Sequence[Answer]) -> Iterator[str]:
    for answer in found:
        if answer.query.tuning and not _right(answer):
            yield f"{answer.query.kind}\t{answer.query.text}\t{answer.total}\t{answer.query.grades}\t{answer.ranked[:4]}"


def _right(answer: Answer) -> bool:
    if not answer.query.grades:
        return answer.total == 0
    return any(answer.query.grades.get(id, 0) >= RELEVANT for id in answer.ranked[:1])


def _explain(texts: Sequence[str], found: Sequence[tuple[int, list[dict[str, Any]], list[str]]]) -> None:
    for text, (total, shown, understood) in zip(texts, found, strict=True):
        print(f"{text}: {total} — {'；'.join(understood)}")
        for result in shown:
            why = "; ".join(f"{part['reason']} {part['points']}" for part in result.get("why", ()))
            print(f"  {by_code(result)} {result['name']}: {why}")


if __name__ == "__main__":
    main()
