"""What an applicant sees of 办理: conditions, papers, limits, fees, places, and the cases that differ."""

from __future__ import annotations

from dataclasses import dataclass

from yangguang import urls
from yangguang.model.handling import Fee, Handling, HandlingKeys, Intermediary, Material, Procedure
from yangguang.model.words import DOT
from yangguang.views.card import Card
from yangguang.views.parts import Fact, Link, fact, facts, joined, link_to, none_said, web


@dataclass(frozen=True, slots=True)
class MaterialView:
    """One paper of the checklist."""

    name: str
    how: str
    """Original or copy, paper or electronic, how many, from where: 原件 · 纸质 · 1份."""
    optional: str
    """How it is not simply required (非必要, 容缺后补); empty where it is."""
    notes: tuple[Fact, ...]
    files: tuple[Link, ...]
    """The blank form and the sample."""


@dataclass(frozen=True, slots=True)
class FeeView:
    """One fee."""

    item: str
    standard: str
    basis: str
    relief: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """办理 as a whole, or one 业务办理项 with only what it says differently."""

    title: str
    conditions: str
    materials: tuple[MaterialView, ...]
    fees: tuple[FeeView, ...]
    facts: tuple[Fact, ...]


def handling_view(card: Card, handling: Handling) -> CaseView:
    """办理 of an item; the department's hours stand where the item names none."""
    return _case(card, "", handling, card.hours)


def variant_views(card: Card, handling: Handling) -> tuple[CaseView, ...]:
    """The 业务办理项, each with its own keys alone."""
    return tuple(_case(card, variant.name, variant, "") for variant in handling.variants)


def _case(card: Card, title: str, keys: HandlingKeys, hours: str) -> CaseView:
    return CaseView(
        title=title,
        conditions=keys.conditions or "",
        materials=tuple(_material(card, material) for material in keys.materials),
        fees=tuple(_fee(fee) for fee in keys.fee_list),
        facts=_facts(card, keys, hours),
    )


def _facts(card: Card, keys: HandlingKeys, hours: str) -> tuple[Fact, ...]:
    return facts(
        fact("服务对象", joined(keys.targets)),
        fact("给付标准", keys.benefit),
        fact("法定办结时限", keys.legal_limit),
        fact("承诺办结时限", keys.promised_limit),
        fact("延长", keys.extension.limit, note=keys.extension.basis) if keys.extension else None,
        fact(
            "特别程序",
            *map(_procedure, keys.procedures),
            none_said(keys, "procedures"),
            note="所需时间不计入办结时限" if keys.procedures else None,
        ),
        fact("收费", "不收费") if keys.free else None,
        fact("办件类型", keys.job_kind),
        fact("审批方式", keys.approval_way),
        fact("办理形式", joined(keys.forms)),
        fact("到现场次数", keys.visits),
        fact("网上办理", web(keys.online)),
        fact("办理地点", *(_place(card, place) for place in keys.places)),
        fact("窗口", keys.window),
        fact("进驻政务大厅", None if keys.in_hall is None else ("是" if keys.in_hall else "否")),
        fact("办理时间", keys.hours or hours),
        fact("送达方式", joined(keys.delivery)),
        _result(card, keys),
        _words(card, "证照样本", keys.result.sample if keys.result else None),
        fact("数量限制", keys.quota),
        _yearly_check(keys),
        fact("中介服务", *map(_intermediary, keys.intermediaries), none_said(keys, "intermediaries")),
        fact("办事主题", *(_theme(card, theme) for theme in keys.themes)),
    )


def _procedure(procedure: Procedure) -> Link:
    return Link(
        joined((procedure.name, str(procedure.limit) if procedure.limit else ""), " "), note=procedure.basis or ""
    )


def _intermediary(service: Intermediary) -> Link:
    payer = f"由{service.payer}付费" if service.payer else ""
    return Link(service.name, note=joined((payer, service.basis), "；"))


def _result(card: Card, keys: HandlingKeys) -> Fact | None:
    result = keys.result
    if not result:
        return None
    sample = _file(card, "证照样本", result.sample)
    return fact("办理结果", result.name, sample, note=f"有效期：{result.valid}" if result.valid else None)


def _file(card: Card, label: str, text: str | None) -> Link | None:
    """The link to a form or sample that is a file or an address."""
    link = card.file(text, label)
    return link if link and link.href else None


def _words(card: Card, label: str, text: str | None) -> Fact | None:
    """What is said of a form or sample where it is neither a file nor an address: 窗口领取."""
    return None if _file(card, label, text) else fact(label, text)


def _yearly_check(keys: HandlingKeys) -> Fact | None:
    check = keys.yearly_check
    if check is None or isinstance(check, str):
        return fact("年审年检", check)
    return fact("年审年检", check.cycle or check.basis, note=check.basis if check.cycle else None)


def _place(card: Card, place: str) -> Link:
    known = card.view.places.get(place)
    if not known:
        return Link(place)
    return Link(known.name, link_to(card.start, urls.place(card.view.prefix, known.id)), note=known.address)


def _theme(card: Card, theme: str) -> Link:
    known = card.view.themes.get(theme)
    return Link(known.name, link_to(card.start, urls.theme(card.view.prefix, known.id))) if known else Link(theme)


def _material(card: Card, material: Material) -> MaterialView:
    copies = material.copies or ""
    forms = (("空白表格", material.blank_form), ("示例样表", material.sample))
    files = (_file(card, label, text) for label, text in forms)
    return MaterialView(
        name=material.name,
        how=joined((material.kind, material.form, f"{copies}份" if copies.isdigit() else copies, material.source), DOT),
        optional=material.need if material.need and material.need != "必要" else "",
        notes=facts(
            fact("适用情形", material.applies),
            fact("免提交", material.waived),
            fact("补齐时限", material.grace),
            *(_words(card, label, text) for label, text in forms),
            fact("填报须知", material.notes),
            fact("依据", material.basis),
        ),
        files=tuple(link for link in files if link),
    )


def _fee(fee: Fee) -> FeeView:
    relief = f"{fee.relief}（{fee.relief_basis}）" if fee.relief and fee.relief_basis else fee.relief
    return FeeView(fee.item, fee.standard, fee.basis or "", relief or "")
