"""The themes, a resident's way in: their index, and the page of each with its items as short answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from yangguang import urls
from yangguang.model.facts import ItemFacts
from yangguang.model.links import RegionLinks, of_theme
from yangguang.model.region import Theme
from yangguang.model.sight import Sight
from yangguang.model.words import DOT
from yangguang.views.lists import KINDS
from yangguang.views.parts import Fact, Link, Tone, fact, facts, figure, joined, link_to, phone, tone
from yangguang.views.planned import PlannedPage, Shown
from yangguang.views.shell import Page, RegionView

_FOR: tuple[tuple[str, str], ...] = (("自然人", "个人"), ("法人", "企业和组织"), ("", "其他"))


@dataclass(frozen=True, slots=True)
class ThemeCard:
    """A theme in the index: its name, the words people say for it, how many items it leads to."""

    name: str
    href: str
    aliases: str
    number: str
    """As it is written; empty where there are none."""
    elsewhere: str
    """Where there is something to find when there is nothing here."""


@dataclass(frozen=True, slots=True)
class ThemeGroup:
    """The themes for persons, or for companies."""

    title: str
    themes: tuple[ThemeCard, ...]


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """One item as an answer: what it is, and where, how long, what fee, which number to call."""

    name: str
    href: str
    kind: str
    office: str
    status: str
    """Empty where the item is simply in use."""
    tone: Tone
    everyday: str
    answers: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class ThemesPage(Page):
    """All themes of a region."""

    template = "pages/themes.html"

    groups: tuple[ThemeGroup, ...]


@dataclass(frozen=True, kw_only=True)
class ThemePage(Page):
    """One theme."""

    template = "pages/theme.html"

    name: str
    audience: str
    """Whom it is for: 个人, 企业和组织; empty where nobody has said."""
    aliases: str
    cards: tuple[AnswerCard, ...]
    elsewhere: tuple[Link, ...]
    """The same theme in other regions that have items for it."""


def pages(view: RegionView, sight: Sight) -> Iterator[PlannedPage]:
    """The index and one page per theme that the region sees; nothing where there are no themes."""
    if not view.content.themes:
        return
    source = f"{view.prefix}themes.yml"
    yield PlannedPage(urls.themes(view.prefix), source, partial(_index, view, sight))
    for theme in view.content.themes:
        path = urls.theme(view.prefix, theme.id)
        made, shown = partial(_page, view, sight, theme), partial(_shown, view, sight, theme, path)
        yield PlannedPage(path, f"{source}#{theme.id}", made, shown)


def _shown(view: RegionView, sight: Sight, theme: Theme, path: str) -> Shown:
    codes = tuple(item.code for item in theme_items(sight.own, theme))
    return Shown(view.content.slug, codes, (theme, _elsewhere(view, sight, theme, path)))


def theme_items(own: RegionLinks, theme: Theme) -> list[ItemFacts]:
    """The items of a theme that count, what residents apply for first."""
    return sorted(of_theme(theme.id, own), key=lambda item: (KINDS.index(item.kind), item.code))


def _index(view: RegionView, sight: Sight, start: str) -> ThemesPage:
    groups = (
        ThemeGroup(
            title, tuple(_card(view, sight, t, start) for t in view.content.themes if (t.target or "") == target)
        )
        for target, title in _FOR
    )
    return ThemesPage(
        shell=view.shell(start, "办事主题", "theme", description=f"{view.region.name}个人和企业办事的主题"),
        groups=tuple(group for group in groups if group.themes),
    )


def _card(view: RegionView, sight: Sight, theme: Theme, start: str) -> ThemeCard:
    number = len(theme_items(sight.own, theme))
    other = "" if number else joined(link.text for link in _elsewhere(view, sight, theme, start))
    return ThemeCard(
        theme.name, link_to(start, urls.theme(view.prefix, theme.id)), joined(theme.aliases),
        figure(number), other,
    )  # fmt: skip


def _elsewhere(view: RegionView, sight: Sight, theme: Theme, start: str) -> tuple[Link, ...]:
    return tuple(
        Link(region.name, link_to(start, urls.theme(region.prefix, theme.id)), f"{number:,} 项")
        for region in view.site.regions
        if (number := sight.themes[theme.id].get(region.slug, 0))
    )


def _page(view: RegionView, sight: Sight, theme: Theme, path: str) -> ThemePage:
    own = sight.own
    return ThemePage(
        shell=view.shell(
            path, theme.name, "theme", crumbs=view.under(path, "办事主题", urls.themes),
            description=f"{theme.name}要办哪些事，到哪里办，多长时间，收不收费",
        ),
        name=theme.name,
        audience=dict(_FOR)[theme.target] if theme.target else "",
        aliases=joined(theme.aliases),
        cards=tuple(answer(view, item, own, path) for item in theme_items(own, theme)),
        elsewhere=_elsewhere(view, sight, theme, path),
    )  # fmt: skip


def answer(view: RegionView, item: ItemFacts, own: RegionLinks, path: str) -> AnswerCard:
    """One item as an answer, in the words of its facts."""
    status = own.links[item.code].status
    return AnswerCard(
        name=item.name,
        href=link_to(path, urls.power(view.prefix, item.code)),
        kind=item.kind,
        office=joined((view.content.label_of(item.department), item.office), DOT),
        status="" if status == "在用" else status,
        tone=tone(status),
        everyday=joined(item.everyday_names),
        answers=facts(
            fact("到哪里", *_places(view, item, path), note=item.window),
            fact("多长时间", item.limit, note=_legal(item)),
            fact("收费", None if item.free is None else "不收费" if item.free else "收费，标准见事项页"),
            fact("咨询电话", phone(item.consult_phone)),
        ),
    )


def _legal(item: ItemFacts) -> str:
    return f"法定 {item.legal_limit}" if item.promised_limit and item.legal_limit else ""


def _places(view: RegionView, item: ItemFacts, path: str) -> Iterator[Link]:
    for place in item.places:
        known = view.places.get(place)
        yield Link(known.name, link_to(path, urls.place(view.prefix, known.id))) if known else Link(place)
