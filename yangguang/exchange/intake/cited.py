"""Which articles of which laws a list cites, and whether the content cites the same, however far either is taken apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from yangguang.exchange.items.bases import bases, named_articles
from yangguang.exchange.items.made import Value

Articles = defaultdict[str, set[str]]


def cited_alike(old: Any, new: Any) -> bool:
    """Whether the content has the articles that the list names beside the words of a law, and no others.

    Articles that stand in the words of the law are compared with these; a law without any says nothing of them.
    """
    known, said, words = Articles(set), Articles(set), defaultdict[str, str](str)
    for entry in _entries(old):
        known[entry["法规"]] |= set(named_articles(entry))
    for entry in _entries(new):
        said[entry["法规"]] |= set(named_articles(entry))
        words[entry["法规"]] += f"{entry.get('原文', '')}\n"
    return all(
        all(article in words[law] or any(_finer(one, article) for one in known[law]) for article in articles)
        and all(_stem(one) in words[law] or any(_finer(one, article) for article in articles) for one in known[law])
        for law, articles in said.items()
        if articles and law in known
    )


def _stem(article: str) -> str:
    """第三条第一款 → 第三条."""
    return article.partition("条")[0] + "条" * ("条" in article)


def _finer(one: str, article: str) -> bool:
    """Whether ``one`` is the article, or a paragraph or point of it; 第三条之一 is none of 第三条."""
    return one == article or one.startswith(f"{article}第")


def _entries(value: Any) -> Iterator[Value]:
    """All citations below: entries with 法规, and texts that can be taken apart into such."""
    if isinstance(value, str):
        yield from (entry for entry in bases(value) if "法规" in entry)
    elif isinstance(value, dict) and isinstance(value.get("法规"), str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _entries(inner)
