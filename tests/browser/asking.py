"""What tests of the search share: its page opened, a question put to it, the index that it reads."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.search_reader import Index

READY = "async () => { await window.yangguang.ready; }"
ASK = "([query, options]) => window.yangguang.search(query, options)"


def opened(page: Page, origin: str, question: str = "") -> Page:
    page.goto(f"{origin}/search.html{question}")
    page.evaluate(READY)
    return page


def ask(page: Page, query: str, **options: Any) -> dict[str, Any]:
    answer: dict[str, Any] = page.evaluate(ASK, [query, options])
    return answer


def names(answer: dict[str, Any]) -> list[str]:
    return [result["name"] for result in answer["results"]]


@cache
def index_of(site: Path) -> Index:
    return Index(site)
