"""Who rests on which law: those of laws.yml, and every other one that an item of the region cites."""

from __future__ import annotations

from collections.abc import Mapping

from yangguang import urls
from yangguang.model.content import RegionContent
from yangguang.model.facts import ItemFacts
from yangguang.model.laws import LawIndex, cited_as, fold, title
from yangguang.model.links import LawLinks
from yangguang.model.region import Law


def laws_of(content: RegionContent) -> dict[str, LawLinks]:
    """The laws of a region's laws.yml by slug, without those who rest on them."""
    entries = {law.slug: law for law in content.laws}
    return {slug: LawLinks(urls.law(content.prefix, slug), law.name, law) for slug, law in sorted(entries.items())}


def laws_and_slugs(
    content: RegionContent, items: Mapping[str, ItemFacts]
) -> tuple[dict[str, LawLinks], dict[str, str]]:
    """Laws by slug (those of laws.yml, and every unknown one that is cited, by its longest spelling) and the slug of each
    citation as written."""
    index = LawIndex(content.laws)
    slugs: dict[str, str] = {}
    names: dict[str, str] = {law.slug: law.name for law in content.laws}
    entries: dict[str, Law] = {law.slug: law for law in content.laws}
    citers: dict[str, list[tuple[str, tuple[str, ...], str | None]]] = {}
    for code, item in sorted(items.items()):
        for cited in item.laws:
            citation = cited_as(cited.name, cited.number)
            if citation not in slugs:
                hits = index.find(cited.name, cited.number)
                slugs[citation] = hits[0].slug if hits else urls.law_slug(fold(cited.name))
                if not hits:
                    spellings = title(cited.name), names.get(slugs[citation], "")
                    names[slugs[citation]] = min(spellings, key=lambda spelling: (-len(spelling), spelling))
            citers.setdefault(slugs[citation], []).append((code, cited.articles, cited.nature))
    for name in sorted({name for item in items.values() for name in item.mentions} - slugs.keys()):
        hits = index.find(name)
        if len(hits) == 1 and (content.main or hits[0].slug in citers):
            slugs[name] = hits[0].slug
    laws = {
        slug: LawLinks(urls.law(content.prefix, slug), names[slug], entries.get(slug), tuple(citers.get(slug, ())))
        for slug in sorted(names)
        if slug in citers or content.main or slug not in entries
    }
    return laws, slugs
