"""Parts of an identity card: who holds the power and how far, how it is exercised, who watches, what is registered."""

from __future__ import annotations

from dataclasses import dataclass

from yangguang import urls
from yangguang.model.facts import ItemFacts
from yangguang.model.links import ItemLinks, ItemRef
from yangguang.model.power import Discretion, DiscretionFile, Power
from yangguang.model.region import Department
from yangguang.views.hotline import hotline_link
from yangguang.views.lists import class_link, department_link
from yangguang.views.parts import Contact, Fact, Link, contact, day, fact, facts, joined, link_to, none_said
from yangguang.views.records import item_link
from yangguang.views.shell import RegionView, file_link


@dataclass(frozen=True, slots=True)
class Card:
    """All that the page of one item is made from."""

    power: Power
    item: ItemFacts
    links: ItemLinks
    view: RegionView
    start: str
    """The page's own path."""

    @property
    def department(self) -> Department | None:
        """The department whose folder the item lies in."""
        return self.view.content.departments.get(self.item.department)

    @property
    def holder(self) -> str:
        """Who exercises the power by its whole name: the department where the item names nobody."""
        return self.power.holder or (self.department.name if self.department else "")

    @property
    def hours(self) -> str:
        """When the department is open."""
        return (self.department.hours if self.department else None) or ""

    @property
    def consult_phone(self) -> str | None:
        """Whom to ask: the department's number where the item names none."""
        return self.power.consult_phone or (self.department.consult_phone if self.department else None)

    @property
    def complaint_phone(self) -> str | None:
        """Whom to tell, likewise."""
        return self.power.complaint_phone or (self.department.complaint_phone if self.department else None)

    def file(self, target: str | None, text: str | None = None) -> Link | None:
        """A file of the item, or an address outside."""
        return file_link(self.view.prefix, self.start, target, text, self.item.files)

    def department_link(self) -> Link:
        """The department with its page; its folder's name where the department itself is missing."""
        return department_link(self.view, self.start, self.item.department)

    def class_link(self) -> Link:
        """The class, or 公共服务, with its page; 未分类 has none."""
        return class_link(self.view, self.start, self.item.kind)

    def ref(self, ref: ItemRef) -> Link:
        """Another item."""
        return item_link(self.view, self.start, ref)


@dataclass(frozen=True, slots=True)
class ShareView:
    """What one level does (权限划分)."""

    level: str
    scope: str
    unit: str


@dataclass(frozen=True, slots=True)
class EntrustmentView:
    """An entrustment (委托)."""

    to: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class StandingView:
    """主体与权限: who holds the power, at which level, from where, by whom it is exercised on its behalf."""

    facts: tuple[Fact, ...]
    split: tuple[ShareView, ...]
    entrustments: tuple[EntrustmentView, ...]


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """How an ex-officio power is exercised: term, kinds of penalty, hearing, inspection, discretion."""

    facts: tuple[Fact, ...]
    discretion: tuple[Discretion, ...]
    discretion_file: Link | None


@dataclass(frozen=True, slots=True)
class SupervisionView:
    """公开、监督与救济."""

    publicity: tuple[Fact, ...]
    contacts: tuple[Contact, ...]
    remedy: str
    hotline: Link | None
    more: Link
    """The page on supervision and complaints."""

    @property
    def any(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.publicity or self.contacts or self.remedy)


def standing(card: Card) -> StandingView:
    """Who may exercise the power."""
    power = card.power
    split = power.level_split
    holder = Link(card.holder, card.department_link().href)
    return StandingView(
        facts=facts(
            fact("行使主体", holder if holder.text else None),
            fact("实施主体性质", power.holder_kind),
            fact("承办机构", power.office),
            fact("联办机构", joined(power.joint_offices) or none_said(power, "joint_offices")),
            fact("行使层级", joined(power.levels)),
            fact("权力来源", power.source),
            fact("权限划分", split if isinstance(split, str) else None),
        ),
        split=() if split is None or isinstance(split, str) else tuple(
            ShareView(share.level, share.scope, share.unit or "") for share in split
        ),
        entrustments=tuple(
            EntrustmentView(e.to, facts(fact("委托范围", e.scope), fact("委托依据", e.basis), fact("文号", e.number),
                                        fact("委托期限", _span(day(e.start), day(e.end)))))
            for e in power.entrustments
        ),
    )  # fmt: skip


def _span(start: str, end: str) -> str:
    if start and end:
        return f"{start} 至 {end}"
    return f"{start} 起" if start else (f"至 {end}" if end else "")


def exercise(card: Card) -> ExerciseView | None:
    """How an ex-officio power is exercised; ``None`` where the item says nothing of it."""
    power, penalty = card.power, card.power.penalty
    term, inspection = power.term, power.inspection
    hearing = penalty.hearing if penalty else None
    told = facts(
        fact("办案期限", term.limit, term.note, note=term.basis) if term else None,
        fact("执行方式", power.enforcement),
        fact("处罚种类", joined(penalty.kinds)) if penalty else None,
        fact("简易程序", penalty.summary) if penalty else None,
        fact("听证权利", hearing.cases or hearing.basis, note=hearing.basis if hearing.cases else None)
        if hearing
        else None,
        fact("检查方式", inspection.way) if inspection else None,
        fact("检查频次", inspection.frequency) if inspection else None,
        fact("检查对象", inspection.target) if inspection else None,
    )
    table = penalty.discretion if penalty else ()
    rows, file = ((), table.file) if isinstance(table, DiscretionFile) else (table, None)
    link = card.file(file, "裁量基准文件")
    return ExerciseView(told, rows, link) if told or rows or link else None


def supervision(card: Card) -> SupervisionView:
    """Whom to ask, whom to tell, where to appeal; the department's and the region's where the item names none."""
    power, department, region = card.power, card.department, card.view.region
    publicity = power.publicity
    unit = department.name if department else ""
    numbers = (("咨询", card.consult_phone), ("监督投诉", card.complaint_phone))
    default = region.remedies.get(power.power_class) if power.power_class else None
    return SupervisionView(
        publicity=facts(
            fact("公开内容", publicity.content),
            fact("公开时限", publicity.limit),
            fact("公开渠道", publicity.channel),
        ) if publicity else (),
        contacts=tuple(contact(title, unit, number) for title, number in numbers if number),
        remedy=power.remedy or default or "",
        hotline=hotline_link(card.view.content, card.start),
        more=Link("监督和投诉的办法", link_to(card.start, urls.supervision(card.view.prefix))),
    )  # fmt: skip


def register(card: Card) -> tuple[Fact, ...]:
    """登记信息: what the list itself records of the item."""
    power, codes, approval = card.power, card.power.other_codes, card.power.approval
    return facts(
        fact("职权编码", power.code),
        fact("国家基本编码", codes.national_basic) if codes else None,
        fact("国家实施编码", codes.national_impl) if codes else None,
        fact("原编码", joined(codes.former)) if codes else None,
        fact("同源编码", codes.upper) if codes else None,
        fact("批准文件", joined((approval.title, f"（{approval.number}）" if approval.number else ""), ""))
        if approval
        else None,
        fact("生效日期", power.effective),
        fact("更新日期", power.updated),
        fact("事项版本", power.revision),
        fact("备注", power.remarks),
    )


def attachments(card: Card) -> tuple[Link, ...]:
    """Files that go with the item."""
    found = (card.file(attachment.file, attachment.name) for attachment in card.power.attachments)
    return tuple(link for link in found if link)
