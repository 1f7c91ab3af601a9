"""What reading an item leaves behind for lists, links and cross-checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from yangguang.check.codes import department_of
from yangguang.check.completeness import gaps, missing_keys
from yangguang.check.limits import handlings
from yangguang.check.paths import local_files
from yangguang.model.basis import titles
from yangguang.model.content import RegionContent
from yangguang.model.duty import Duty
from yangguang.model.facts import CitedLaw, ItemFacts
from yangguang.model.handling import HandlingKeys
from yangguang.model.ids import stage_label
from yangguang.model.power import OtherCodes, Power
from yangguang.model.words import RISK_LEVELS


def facts(power: Power, file: str, content: RegionContent) -> ItemFacts:
    """The facts of an expanded item; phones and holder that it does not say come from its department."""
    slug = department_of(file)
    department = content.departments.get(slug)
    others = power.other_codes or OtherCodes()
    handling = power.handling
    lacking, expected = gaps(power, content, department)
    return ItemFacts(
        code=power.code,
        name=power.name,
        department=slug,
        nature=power.nature,
        power_class=power.power_class,
        own_status=power.status,
        catalogue_main=power.catalogue_main,
        main_code=power.main_item.code if power.main_item else None,
        upper_code=others.upper,
        former_codes=others.former,
        national_code=others.national_basic,
        everyday_names=power.everyday_names,
        holder=power.holder or (department.name if department else None),
        office=power.office,
        levels=power.levels,
        legal_limit=handling.legal_limit if handling else None,
        promised_limit=handling.promised_limit if handling else None,
        term=power.term.limit if power.term else None,
        free=_free(power),
        window=handling.window if handling else None,
        consult_phone=power.consult_phone or (department.consult_phone if department else None),
        complaint_phone=power.complaint_phone or (department.complaint_phone if department else None),
        places=_gathered(power, "places"),
        themes=_gathered(power, "themes"),
        laws=_laws(power),
        mentions=_mentions(power),
        sanctions=_sanctions(power),
        duties=len(power.duties), risks=_by_level(power.duties, content), stage_risks=_stage_risks(power, content),
        materials=_materials(power), fees=_fees(power),
        dated=power.updated is not None,
        missing=missing_keys(power),
        gaps=lacking,
        expected=expected,
        files=local_files(power),
        file=file,
    )  # fmt: skip


def _cases(power: Power) -> list[HandlingKeys]:
    """办理 and each of its 业务办理项."""
    return [case for case, _ in handlings(power)]


def _gathered(power: Power, name: str) -> tuple[str, ...]:
    """A list of 办理 and of all its 业务办理项, each entry once."""
    return tuple(dict.fromkeys(entry for case in _cases(power) for entry in getattr(case, name)))


def _free(power: Power) -> bool | None:
    """Whether nothing is charged in any case; ``None`` where the item does not say."""
    said = [case.free for case in _cases(power) if case.free is not None]
    return all(said) if said else None


def _laws(power: Power) -> tuple[CitedLaw, ...]:
    return tuple(
        CitedLaw(
            basis.law, basis.articles, basis.nature, basis.rank, basis.number, basis.validity, row, basis.version or ""
        )
        for row, basis in enumerate(power.bases)
        if basis.law
    )


def _mentions(power: Power) -> tuple[str, ...]:
    """Laws that duties name, in order, each once."""
    named = (basis.named for duty in power.duties for basis in duty.basis)
    return tuple(dict.fromkeys(name for name in named if name))


def _sanctions(power: Power) -> tuple[str, ...]:
    """Laws by which officials answer, in order, each once."""
    said = power.accountability or ()
    texts = (said,) if isinstance(said, str) else (case.basis for case in said)
    return tuple(dict.fromkeys(name for text in texts for name in titles(text)))


def _materials(power: Power) -> tuple[str, ...]:
    return tuple(dict.fromkeys(material.name for case in _cases(power) for material in case.materials))


def _fees(power: Power) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{fee.item}：{fee.standard}" for case in _cases(power) for fee in case.fee_list))


def _by_level(duties: Iterable[Duty], content: RegionContent) -> tuple[int, int, int]:
    """Risk points by level, the region's own words for levels folded into 高, 中, 低."""
    own = content.region.risk_levels
    found = Counter(own.get(risk.level, risk.level) for duty in duties for risk in duty.risks)
    high, middle, low = (found[level] for level in RISK_LEVELS)
    return high, middle, low


def _stage_risks(power: Power, content: RegionContent) -> tuple[tuple[str, int, int, int], ...]:
    stages: dict[str, list[Duty]] = {}
    for duty in power.duties:
        stages.setdefault(stage_label(duty), []).append(duty)
    counted = ((stage, *_by_level(duties, content)) for stage, duties in stages.items())
    return tuple(entry for entry in counted if any(entry[1:]))
