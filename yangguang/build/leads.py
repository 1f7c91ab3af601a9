"""Links and pictures of texts that lead nowhere, told where they stand."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from yangguang import urls
from yangguang.model.content import RegionContent
from yangguang.model.links import Links
from yangguang.model.problem import Problem


def dead_ends(contents: Mapping[str, RegionContent], links: Links, paths: Iterable[str]) -> Iterator[Problem]:
    """A problem for each relative target of a text that the site will not have; ``paths`` are those of its pages."""
    if not any(content.targets for content in contents.values()):
        return
    from yangguang.views.shell import RegionView
    from yangguang.views.site import site_of
    from yangguang.views.targets import Targets, published, site_path

    site, pages = site_of(contents), frozenset(paths)
    for slug, content in contents.items():
        items = links.regions[slug].items
        own = Targets(RegionView(content, site), items, published(content, items.values()))
        for file, target, line in _told(content):
            place, path = own.place(file, target), site_path(content.prefix, file, target)
            if _there(path, pages) if own.stays(file, target) else own.address(file, target):
                continue
            args = {"target": target, "path": place}
            yield Problem("P519" if place in own.view.files else "P518", file, (), args, line, 1, slug)


def _told(content: RegionContent) -> Iterator[tuple[str, str, int]]:
    for file, found in content.targets.items():
        for target, line in found.items():
            yield file, target, line


def _there(path: str, paths: Container[str]) -> bool:
    """Whether the site has it; what is no page, and the archive, are not known before they are made."""
    return path in paths or path in urls.UNLISTED or not path.endswith(".html") or path.startswith("archive/")
