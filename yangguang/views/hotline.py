"""The hotline: what it takes, how soon it answers, and its channels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from yangguang import hrefs, urls
from yangguang.model.content import RegionContent
from yangguang.model.region import Channel, Hotline
from yangguang.views.parts import Fact, Link, fact, facts, link_to, phone, web
from yangguang.views.planned import PlannedPage
from yangguang.views.shell import Page, RegionView


@dataclass(frozen=True, slots=True)
class ChannelView:
    """One way to reach the hotline."""

    kind: str
    address: Link
    note: str


@dataclass(frozen=True, slots=True)
class Help:
    """Whom to ask where a page knows no more: the hotline's page, and every way to reach it."""

    page: Link
    channels: tuple[ChannelView, ...]


@dataclass(frozen=True, kw_only=True)
class HotlinePage(Page):
    """The hotline."""

    template = "pages/hotline.html"

    name: str
    number: Link | None
    """The first telephone number, shown large."""
    about: tuple[Fact, ...]
    """Who answers, when, for what, how soon."""
    channels: tuple[ChannelView, ...]


def pages(view: RegionView) -> Iterator[PlannedPage]:
    """The one page; none where there is no hotline."""
    hotline = view.content.hotline
    if hotline:
        yield PlannedPage(urls.hotline(view.prefix), f"{view.prefix}hotline.yml", partial(_page, view, hotline))


def _page(view: RegionView, hotline: Hotline, path: str) -> HotlinePage:
    channels = _channels(hotline)
    return HotlinePage(
        shell=view.shell(path, hotline.name, "hotline", description=f"{hotline.name}的受理范围、渠道和答复时限"),
        name=hotline.name,
        number=next((channel.address for channel in channels if channel.kind == "电话"), None),
        about=facts(
            fact("受理范围", hotline.scope),
            fact("答复时限", hotline.reply),
            fact("服务时间", hotline.hours),
            fact("主管单位", hotline.unit),
        ),
        channels=channels,
    )


def hotline_link(content: RegionContent, start: str) -> Link | None:
    """The hotline with its page; nothing where the region has none."""
    hotline = content.hotline
    return Link(hotline.name, link_to(start, urls.hotline(content.prefix))) if hotline else None


def help_at(content: RegionContent, start: str) -> Help | None:
    """The hotline as a page at ``start`` offers it; nothing where the region has none."""
    page = hotline_link(content, start)
    return Help(page, _channels(content.hotline)) if page and content.hotline else None


def _channels(hotline: Hotline) -> tuple[ChannelView, ...]:
    return tuple(ChannelView(channel.kind, address(channel), channel.note or "") for channel in hotline.channels)


def address(channel: Channel) -> Link:
    """The number or address, as a link only where a device can safely follow it."""
    if channel.kind == "电话":
        return phone(channel.address) or Link(channel.address)
    if channel.kind == "邮箱":
        return Link(channel.address, hrefs.external(f"mailto:{channel.address}") or "")
    if channel.kind == "网站":
        return web(channel.address) or Link(channel.address)
    return Link(channel.address)
