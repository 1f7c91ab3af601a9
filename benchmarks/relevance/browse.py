"""Runs queries through search.html of a built site in Chromium, over file://, with the interface of search/README.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from playwright.sync_api import Page, sync_playwright

from benchmarks.relevance.measures import CUT, Answer
from benchmarks.relevance.queries import Query

CHROMIUM = "/usr/bin/chromium"
ARGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

_ASK = """async ([queries, limit]) => {
  await window.yangguang.ready;
  const answers = [];
  for (const query of queries) {
    const answer = await window.yangguang.search(query, {limit: limit, merge: false, explain: true});
    answers.push([answer.total, answer.results, answer.understood]);
  }
  return answers;
}"""
"""Items of several regions stay apart, because judgements name one of them."""

Results: TypeAlias = "list[tuple[int, list[dict[str, Any]], list[str]]]"
"""Per query: how many results, the first of them as search/README.md describes them, what the query was taken for."""


@contextmanager
def search_page(site: Path) -> Iterator[Page]:
    """search.html of a site, opened from its folder."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        page = browser.new_page()
        page.goto((site / "search.html").resolve().as_uri())
        yield page
        browser.close()


def results(page: Page, texts: Sequence[str]) -> Results:
    """What the engine answers to each of the texts."""
    found: Results = page.evaluate(_ASK, [list(texts), CUT])
    return found


def answers(page: Page, queries: Sequence[Query], identify: Callable[[dict[str, Any]], str]) -> list[Answer]:
    """The engine's answers as ids; ``identify`` tells the id of a result."""
    found = results(page, [query.text for query in queries])
    return [
        Answer(query, tuple(map(identify, shown)), total)
        for query, (total, shown, _) in zip(queries, found, strict=True)
    ]


def by_code(result: dict[str, Any]) -> str:
    """An item by its code, anything else by its name."""
    return str(result["code"] or result["name"])
