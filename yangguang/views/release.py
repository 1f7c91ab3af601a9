"""release.html: what is true of this publication only, for whoever wants to verify it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yangguang import urls
from yangguang.model.content import RegionContent
from yangguang.model.release import Release
from yangguang.views.parts import Count, Fact, Link, fact, facts, link_to
from yangguang.views.shell import Page, RegionView
from yangguang.views.site import site_of


@dataclass(frozen=True, kw_only=True)
class ReleasePage(Page):
    """Dates, commit, counts and the manifest of one publication."""

    template = "pages/release.html"

    origin: tuple[Fact, ...]
    counts: tuple[Count, ...]
    size: str
    """How many files, how many bytes."""
    manifest: Link
    digest: str
    """SHA-256 of the manifest."""
    archive: str
    """Earlier publications, served beside the site; empty where none are."""


def release_page(contents: Mapping[str, RegionContent], release: Release, *, archive: bool = False) -> ReleasePage:
    """The page, in the frame of the main region; ``archive``: whether earlier publications are served beside the site."""
    main = next(content for content in contents.values() if content.main)
    view = RegionView(main, site_of(contents))
    start = urls.RELEASE
    return ReleasePage(
        shell=view.shell(start, "发布信息", "release"),
        origin=facts(
            fact("数据截至", release.day),
            fact("内容版本", release.commit),
            fact("版本日期", release.committed),
            *_commits(contents, release),
            fact("生成程序", f"阳光 {release.engine}"),
        ),
        counts=(
            Count(release.departments, "部门"),
            Count(release.powers, "职权事项"),
            Count(release.services, "公共服务"),
            Count(release.duties, "责任事项"),
            Count(release.risks, "风险点"),
        ),
        size=f"网站共 {release.files:,} 个文件，{release.bytes:,} 字节",
        manifest=Link(urls.MANIFEST, link_to(start, urls.MANIFEST)),
        digest=release.manifest_sha256,
        archive=link_to(start, urls.ARCHIVE) if archive else "",
    )


def _commits(contents: Mapping[str, RegionContent], release: Release) -> Iterator[Fact | None]:
    """Where several repositories make up the site, the commit of each with the time of its author."""
    for one in release.commits if len(release.commits) > 1 else ():
        name = contents[one.region].region.name if one.region in contents else one.region
        yield fact(f"{name}的版本", one.commit, one.authored.replace("T", " "))
