"""Citations → findings: what each cited law and article is found to be in the library."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from yangguang.exchange.laws.citations import Citation, Quote
from yangguang.exchange.laws.compare import nearest, quoted_right, side_by_side, strange
from yangguang.exchange.laws.library import Library, LibraryLaw, heading
from yangguang.exchange.laws.words import folded
from yangguang.model.laws import age

Kind = Literal["right", "named", "different", "no_article", "unknown", "older", "newer", "repealed", "decision", "bare"]
KINDS: tuple[Kind, ...] = (
    "right", "named", "different", "no_article", "older", "repealed", "decision", "newer", "unknown", "bare",
)  # fmt: skip
"""What can be found, as a report lists it. unknown, newer and bare say that the library cannot tell."""
FAULTS: frozenset[Kind] = frozenset({"different", "no_article", "older", "repealed", "decision"})

_DECISION = re.compile(r"关于(?:修改|修订|修正)\s*[《〈<].*决定|修正案(?:[（(].*[）)])?$")
_AMENDED = re.compile(r"[《〈<]([^《〈<》〉>]+)[》〉>]")
_TELLING = 12
"""Words of a sentence that tell a law apart."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found of a citation. ``said``: what the sentence about it needs, side by side where texts differ."""

    kind: Kind
    law: str
    article: str = ""
    said: dict[str, str] = field(default_factory=dict)


Names = Callable[[Citation], list[str]]
"""The names that laws.yml gives the law of a citation, beside the one written."""


def judged(citation: Citation, library: Library, names: Names = lambda _: []) -> Iterator[Finding]:
    """What is found of one citation: of the law, then of each article."""
    repeal = library.repeal(citation.law)
    if repeal and citation.version <= repeal.day:
        yield Finding("repealed", citation.law, said={"by": repeal.law, "article": repeal.article, "day": repeal.day})
        return
    if _DECISION.search(citation.law):  # libraries hold such decisions, too
        amended = [name for name in _AMENDED.findall(citation.law) if library.find(name)]
        yield Finding("decision", citation.law, said={"of": amended[0] if amended else ""})
        return
    versions = next((found for name in (citation.law, *names(citation)) if (found := library.find(name))), [])
    if not versions:
        yield Finding("unknown", citation.law)
        return
    newest = versions[0]
    aged = age(citation.version, newest.version)
    if aged:
        yield Finding(aged, citation.law, said={"cited": citation.version, "version": newest.version})
    if aged == "newer":
        return
    if not newest.articles:
        yield Finding("bare", citation.law)
        return
    yield from (_article(quote, citation, versions) for quote in citation.quotes)


def _article(quote: Quote, citation: Citation, versions: list[LibraryLaw]) -> Finding:
    law, name = versions[0], quote.article.heading + quote.article.rest
    texts = law.articles.get(quote.article.order)
    if texts is None:
        return Finding("no_article", citation.law, name, {"version": law.version, "last": heading(max(law.articles))})
    if not folded(quote.text):
        return Finding("named", citation.law, name)
    if quoted_right(quote.text, texts):
        return Finding("right", citation.law, name)
    text = nearest(quote.text, texts)
    left, right = side_by_side(quote.text, text)
    said = {"quoted": left, "library": right, "version": law.version}
    if elsewhere := _elsewhere(quote, law, text):
        said["elsewhere"] = elsewhere
    if former := _former(quote, versions[1:]):
        said["former"] = former
    return Finding("different", citation.law, name, said)


def _elsewhere(quote: Quote, law: LibraryLaw, text: str) -> str:
    """The article in which the strange words stand after all."""
    words = [folded(sentence) for sentence in strange(quote.text, text)]
    telling = [one for one in words if len(one) >= _TELLING]
    if not telling or not all(one in law.words for one in telling):
        return ""
    for number, texts in sorted(law.articles.items()):
        if any(all(one in folded(each) for one in telling) for each in texts):
            return heading(number)
    return ""


def _former(quote: Quote, versions: list[LibraryLaw]) -> str:
    """The earlier version in the library that the quotation is right of."""
    for law in versions:
        texts = law.articles.get(quote.article.order)
        if texts and quoted_right(quote.text, texts):
            return law.version
    return ""
