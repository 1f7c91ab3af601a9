"""The identity card (职权身份证): the page of one power item or public service, or the tombstone of one that was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yangguang import charts, hrefs, urls
from yangguang.model.change import Line
from yangguang.model.facts import ItemFacts
from yangguang.model.handling import Handling
from yangguang.model.links import ItemLinks
from yangguang.model.power import Power
from yangguang.model.words import TOMBSTONES
from yangguang.views.card import (
    Card,
    ExerciseView,
    StandingView,
    SupervisionView,
    attachments,
    exercise,
    register,
    standing,
    supervision,
)
from yangguang.views.duty import BasisView, FlowView, StageView, basis_view, flow_view, stages
from yangguang.views.handling import CaseView, handling_view, variant_views
from yangguang.views.history import HistoryView, Tombstone, documents, history, tombstone
from yangguang.views.hotline import Help, help_at
from yangguang.views.linked import service
from yangguang.views.parts import Entry, Fact, Link, Tone, day, fact, facts, joined, phone, tone
from yangguang.views.shell import Page, RegionView, Shell

QR_BYTES = 100
"""What a code of moderate size holds; a longer name is cut in the code, never on the page."""


@dataclass(frozen=True, slots=True)
class QrView:
    """What the QR code says, and what stands under it."""

    text: str
    caption: str


@dataclass(frozen=True, kw_only=True)
class PowerPage(Page):
    """The identity card of one item. Lists are empty, texts "" and parts ``None`` where the item says nothing."""

    template = "pages/power.html"

    name: str
    code: str
    power_class: Link
    """The class, or 公共服务, or 未分类, with its page."""
    status: str
    tone: Tone
    holder: Link
    """The department that exercises the power, with its page."""
    office: str
    everyday: str
    """Everyday names (俗称), joined."""
    qr: QrView
    strip: tuple[Fact, ...]
    """The few facts that matter most: limit, fee, place, visits; or term, kinds of penalty, telephone."""
    tombstone: Tombstone | None
    help: Help | None
    """Whom to ask, on the page of what is no longer exercised here."""
    catalogue_main: bool
    """Whether this item only groups its sub-items."""
    main_item: Link | None
    children: tuple[Link, ...]
    """Sub-items (子项)."""
    handling: CaseView | None
    variants: tuple[CaseView, ...]
    """业务办理项: what differs in each case."""
    exercise: ExerciseView | None
    """Of powers exercised ex officio."""
    bases: tuple[BasisView, ...]
    standing: StandingView
    stages: tuple[StageView, ...]
    """Responsibilities by stage."""
    flow: FlowView | None
    risks: charts.RiskChart
    accountability: tuple[Link, ...]
    """追责情形, each with its basis as note."""
    accountable: str
    supervision: SupervisionView
    history: HistoryView
    documents: tuple[Entry, ...]
    attachments: tuple[Link, ...]
    register: tuple[Fact, ...]
    """登记信息: codes, approval, dates, revision, remarks."""

    @property
    def sections(self) -> tuple[Link, ...]:
        """The parts of this page, those that are there, in order."""
        there = (
            ("办理", "#handling", self.handling),
            ("行使规定", "#exercise", self.exercise),
            ("设定依据", "#basis", self.bases),
            ("主体与权限", "#standing", self.standing.facts),
            ("责任清单", "#duties", self.stages),
            ("运行流程图", "#flow", self.flow),
            ("风险防控图", "#risks", self.risks.count),
            ("追责情形", "#accountability", self.accountability or self.accountable),
            ("监督与救济", "#supervision", self.supervision.any),
            ("变更与关联", "#history", self.history.any or self.documents),
            ("登记信息", "#register", self.register),
        )
        return tuple(Link(text, href) for text, href, content in there if content)


def power_page(
    view: RegionView, power: Power, item: ItemFacts, links: ItemLinks, law_paths: Mapping[str, str],
    changes: Sequence[Line] = (),
) -> PowerPage:  # fmt: skip
    """The page of one item. ``law_paths``: a law's name as cited → path of its page; ``changes``: oldest first."""
    start = urls.power(view.prefix, power.code)
    laws = view.laws(item, law_paths)
    card = Card(power, item, links, view, start)
    handling = power.handling
    stone = tombstone(card)
    return PowerPage(
        shell=_shell(card),
        name=power.name,
        code=power.code,
        power_class=card.class_link(),
        status=links.status,
        tone=tone(links.status),
        holder=card.department_link(),
        office=power.office or "",
        everyday=joined(power.everyday_names),
        qr=_qr(card),
        strip=_strip(card),
        tombstone=stone,
        help=help_at(view.content, start) if stone and stone.closed else None,
        catalogue_main=power.catalogue_main,
        main_item=_main_item(card),
        children=tuple(card.ref(ref) for ref in links.children),
        handling=handling_view(card, handling) if handling else None,
        variants=variant_views(card, handling) if handling else (),
        exercise=exercise(card),
        bases=tuple(basis_view(basis, start, laws, links.repealed) for basis in power.bases),
        standing=standing(card),
        stages=stages(power, start, laws),
        flow=None if power.catalogue_main else flow_view(power),
        risks=charts.risk_chart(power, view.region.risk_levels),
        accountability=_accountability(card),
        accountable=power.accountable or "",
        supervision=supervision(card),
        history=history(card, changes),
        documents=documents(card),
        attachments=attachments(card),
        register=register(card),
    )


def _shell(card: Card) -> Shell:
    power = card.power
    crumbs = (card.department_link(), card.class_link())
    sentence = f"{card.department_link().text}{card.item.kind}事项“{power.name}”：依据、办理、责任、流程和风险防控。"
    view = card.view
    return view.shell(
        card.start, power.name, "power", nav="department", crumbs=crumbs, code=power.code,
        updated=day(power.updated), description=sentence, published=day(power.updated), origin=card.holder,
        data=urls.data_power(view.content.slug, power.code),
        linked=service(card.item, card.links.status, view.region, card.holder, view.site.root, card.start),
    )  # fmt: skip


def _qr(card: Card) -> QrView:
    """The public address where the site has one, else the item in a few words."""
    root = card.view.site.root
    if root:
        return QrView(hrefs.absolute(root, card.start), "扫码在手机上查看")
    number = card.consult_phone or ""
    return QrView(_brief(card.power.code, card.power.name, number), "扫码记下编码与电话" if number else "扫码记下编码")


def _brief(code: str, name: str, number: str) -> str:
    """Code, name and telephone in at most ``QR_BYTES`` bytes."""
    room = QR_BYTES - len(f"{code}  {number}".encode())
    return f"{code} {name.encode()[: max(room, 0)].decode(errors='ignore')} {number}".strip()


def _main_item(card: Card) -> Link | None:
    if card.links.main:
        return card.ref(card.links.main)
    main = card.power.main_item
    return Link(main.name, note=main.code or "") if main else None


def _accountability(card: Card) -> tuple[Link, ...]:
    cases = card.power.accountability
    if cases is None or isinstance(cases, str):
        return (Link(cases),) if cases else ()
    return tuple(Link(case.case, note=case.basis or "") for case in cases)


def _strip(card: Card) -> tuple[Fact, ...]:
    """Nothing for what is not exercised here: a tombstone, or a heading for sub-items."""
    if card.power.catalogue_main or card.links.status in TOMBSTONES:
        return ()
    handling = card.power.handling
    return _strip_handling(card, handling) if handling else _strip_office(card)


def _strip_handling(card: Card, handling: Handling) -> tuple[Fact, ...]:
    promised, legal, fees = handling.promised_limit, handling.legal_limit, handling.fee_list
    window = handling.window
    places = tuple(card.view.places[p].name if p in card.view.places else p for p in handling.places)
    visits = handling.visits
    return facts(
        fact("承诺办结", promised, note=f"法定 {legal}" if legal else None) if promised
        else fact("法定办结", legal),
        fact("收费", "不收费" if handling.free else joined((f.standard for f in fees[:1]), ""),
             note="部分情形收费" if handling.free and any(case.fee_list for case in handling.variants)
             else f"共 {len(fees)} 项收费" if len(fees) > 1 else None),
        fact("办理地点", *places[:2], note=window) if places else fact("窗口", window),
        fact("到现场", f"{visits}次" if visits and visits.isdigit() else visits),
    )  # fmt: skip


def _strip_office(card: Card) -> tuple[Fact, ...]:
    power, penalty, inspection = card.power, card.power.penalty, card.power.inspection
    return facts(
        fact("办案期限", power.term.limit) if power.term else None,
        fact("处罚种类", joined(penalty.kinds)) if penalty else None,
        fact("执行方式", power.enforcement),
        fact("检查方式", inspection.way) if inspection else None,
        fact("检查频次", inspection.frequency) if inspection else None,
        fact("监督投诉", phone(card.complaint_phone)),
    )
