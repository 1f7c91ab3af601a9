"""`python -m benchmarks.searching SITE`: what a search costs the reader, in files, bytes and milliseconds, in real Chromium."""

from __future__ import annotations

import gzip
import random
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import unquote, urlsplit

import click
from playwright.sync_api import Page, Request, sync_playwright
from pypinyin import Style, lazy_pinyin

from benchmarks.machine import machine
from benchmarks.relevance.browse import ARGS, CHROMIUM
from tests.search_reader import Index, fold

WORDS = ("低保", "开饭馆", "身份证", "结婚登记", "营业执照", "施工许可", "残疾证", "养老金", "公租房", "排污许可")
SENTENCES = ("我想办{}需要什么手续", "{}怎么办理", "请问{}要交多少钱")

_ASK = """async query => {
  await window.yangguang.ready;
  const start = performance.now();
  const answer = await window.yangguang.search(query, {limit: 10});
  return [performance.now() - start, answer.total];
}"""


@dataclass
class Cost:
    """What one query has cost: files and bytes that it asked for, milliseconds the first and the second time."""

    query: str
    files: list[Path]
    cold: float
    warm: float
    total: int

    @property
    def packed(self) -> int:
        """Bytes as a web server sends them."""
        return sum(map(packed, self.files))


@dataclass
class Asked:
    """The files that a page has asked for since it was last looked at."""

    site: Path
    files: list[Path] = field(default_factory=list)

    def note(self, request: Request) -> None:
        path = unquote(urlsplit(request.url).path)
        name = path.removeprefix(self.site.as_posix()).lstrip("/")
        if (self.site / name).is_file():
            self.files.append(self.site / name)

    def taken(self) -> list[Path]:
        taken, self.files = self.files, []
        return taken


@cache
def packed(file: Path) -> int:
    """The bytes of a file under gzip."""
    return len(gzip.compress(file.read_bytes(), 6))


def queries(index: Index, number: int) -> list[str]:
    """Names, pieces of texts, pinyin, initials, everyday words and sentences in turn, always the same for a site."""
    chance = random.Random(number)
    names = sorted({entry["name"] for entry in index.entries if entry["kind"] == "item"})
    lines = [line for text in index.texts for line in map(fold, text.split("\n")) if len(line) > 8]
    found = []
    for turn in range(number):
        name, line = chance.choice(names), chance.choice(lines)
        start = chance.randrange(max(1, len(name) - 6))
        piece, at = name[start : start + 6], chance.randrange(len(line) - 6)
        found.append(
            (
                name,
                line[at : at + chance.randint(2, 6)],
                "".join(lazy_pinyin(piece)),
                "".join(lazy_pinyin(piece, style=Style.FIRST_LETTER)),
                chance.choice(WORDS),
                chance.choice(SENTENCES).format(piece),
            )[turn % 6]
        )
    return found


def costs(page: Page, asked: Asked, address: str, wanted: Sequence[str]) -> tuple[list[Path], list[Cost]]:
    """The files of the page's first use without a query, then what each of the queries costs."""
    page.goto(f"{address}/search.html")
    page.evaluate("async () => { await window.yangguang.ready; }")
    first = [file for file in asked.taken() if file.parent.name == "search" and file.suffix == ".js"]
    found = []
    for query in wanted:
        cold, total = page.evaluate(_ASK, query)
        files = asked.taken()
        warm, _ = page.evaluate(_ASK, query)
        found.append(Cost(query, files, cold, warm, total))
    return first, found


@contextmanager
def addresses(site: Path) -> Iterator[dict[str, str]]:
    """The site on the disk and over http."""
    handler = partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield {"file": site.as_uri(), "http": f"http://127.0.0.1:{server.server_port}"}
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


def table(how: str, first: Sequence[Path], found: Sequence[Cost]) -> Iterator[str]:
    """The rows of one way of opening the site."""
    later = found[1:]
    sizes = [cost.packed / 1024 for cost in later]
    start = sum(map(packed, first)) / 1024
    cold, warm = ([getattr(cost, name) for cost in later] for name in ("cold", "warm"))
    yield (
        f"| {how} | {len(first)} · {start:.1f} | {len(found[0].files)} · {found[0].packed / 1024:.1f} | "
        f"{sum(len(cost.files) for cost in later) / len(later):.1f} | {sum(sizes) / len(sizes):.1f} | {max(sizes):.1f} | "
        f"{median(cold):.1f} / {quantiles(cold, n=20)[-1]:.1f} / {max(cold):.0f} | "
        f"{median(warm):.1f} / {quantiles(warm, n=20)[-1]:.1f} |"
    )


def kinds(files: Sequence[Path]) -> str:
    """How many files of each kind (FORMAT.md), and their KB."""
    found: dict[str, list[Path]] = {}
    for file in files:
        found.setdefault(file.name[0], []).append(file)
    return ", ".join(f"{kind} {len(own)} · {sum(map(packed, own)) / 1024:.1f}" for kind, own in sorted(found.items()))


HEAD = (
    "| | before a query: files · KB gz | first query: files · KB gz | later: files | KB gz, mean | worst "
    "| cold ms: median / p95 / worst | warm ms: median / p95 |\n|---|---|---|---|---|---|---|---|"
)


@click.command()
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--number", default=200, help="queries asked one after the other on one page")
@click.option("--dear", default=0, help="list so many of the dearest queries, with their files by kind")
def main(site: Path, number: int, dear: int) -> None:
    """Counts the real requests of Chromium for queries drawn from the SITE itself, on file:// and over http."""
    site = site.resolve()
    wanted = queries(Index(site), number)
    print(f"{machine()}\n\n{HEAD}")
    with sync_playwright() as playwright, addresses(site) as ways:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        for how, address in ways.items():
            page, asked = browser.new_page(), Asked(site)
            page.on("request", asked.note)
            first, found = costs(page, asked, address, wanted)
            print(*table(how, first, found), sep="\n", flush=True)
            for cost in sorted(found, key=lambda cost: -cost.packed)[:dear]:
                print(f"  {cost.packed / 1024:.1f} KB, {cost.cold:.0f} ms ({kinds(cost.files)}): {cost.query}")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
