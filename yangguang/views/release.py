"""release.html: what is true of this publication only, for whoever wants to verify it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from yangguang import urls
from yangguang.model.content import RegionContent
from yangguang.model.release import Release
from yangguang.views.parts import Fact, Link, fact, facts, link_to
from yangguang.views.shell import Page, RegionView, site_of


@dataclass(frozen=True, kw_only=True)
class ReleasePage(Page):
    """Dates, commit, counts and the manifest of one publication."""

    template: ClassVar[str] = "pages/release.html"

    origin: tuple[Fact, ...]
    counts: tuple[Fact, ...]
    manifest: Link
    digest: str
    """SHA-256 of the manifest."""


def release_page(contents: Mapping[str, RegionContent], release: Release) -> ReleasePage:
    """The page, in the frame of the main region."""
    main = next(content for content in contents.values() if content.main)
    view = RegionView(main, site_of(contents))
    start = urls.RELEASE
    return ReleasePage(
        path=start,
        shell=view.shell(start, "发布信息", "release"),
        origin=facts(
            fact("数据截至", release.as_of),
            fact("内容版本", release.commit),
            fact("版本日期", release.committed),
            fact("生成程序", f"阳光 {release.engine}"),
        ),
        counts=facts(
            fact("部门", f"{release.departments:,}"),
            fact("职权事项", f"{release.powers:,}"),
            fact("公共服务", f"{release.services:,}"),
            fact("责任事项", f"{release.duties:,}"),
            fact("风险点", f"{release.risks:,}"),
            fact("文件", f"{release.files:,} 个，{release.bytes:,} 字节"),
        ),
        manifest=Link(urls.MANIFEST, link_to(start, urls.MANIFEST)),
        digest=release.manifest_sha256,
    )
