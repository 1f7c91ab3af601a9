"""Responsibilities by stage, the flow chart with its text, the risk chart, accountability."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from yangguang import charts
from yangguang.model.basis import Basis
from yangguang.model.flow import Flow, flow_of
from yangguang.model.ids import duty_ids, stage_label
from yangguang.model.laws import cited_as, fold
from yangguang.model.power import Power
from yangguang.model.words import DOT
from yangguang.views.parts import Trusted, joined, link_to

_TITLE = re.compile(r"《([^《》]+)》")


@dataclass(frozen=True, slots=True)
class CitedView:
    """What a responsibility rests on, in one line; ``href`` is empty where the law has no page."""

    text: str
    href: str = ""
    words: str = ""
    """The law's own words, where given beside its name."""
    version: str = ""
    """2016-02-06版."""


@dataclass(frozen=True, slots=True)
class DutyView:
    """One responsibility; ``anchor`` is its id in the page: ``duty-受理-1``."""

    anchor: str
    text: str
    guiding: bool
    """Whether it is 指导监督责任 that stands under a stage, and has to be told from the direct ones there."""
    bases: tuple[CitedView, ...]


@dataclass(frozen=True, slots=True)
class StageView:
    """Consecutive responsibilities of one stage."""

    stage: str
    duties: tuple[DutyView, ...]


@dataclass(frozen=True, slots=True)
class FlowView:
    """The flow chart as a picture and as a list."""

    picture: Trusted
    sheets: Trusted
    """The picture cut for paper, where one sheet is too short for it; else empty."""
    steps: tuple[charts.Entry, ...]
    totals: tuple[str, ...]
    """The limits of the whole that the picture tells."""


@dataclass(frozen=True, slots=True)
class BasisView:
    """One legal basis: the law with its page, what is cited of it, and the words themselves where given."""

    law: str
    href: str
    articles: str
    nature: str
    about: str
    """Rank and number."""
    version: str
    """2016-02-06版; a date is read in one piece, so that it stands apart."""
    stale: str
    """已修改 or 废止 where the law no longer stands as cited."""
    text: str


def stages(power: Power, start: str, laws: Mapping[str, str]) -> tuple[StageView, ...]:
    """The responsibilities as the list shows them."""
    numbered = zip(duty_ids(power.duties), power.duties, strict=True)
    return tuple(
        StageView(
            stage,
            tuple(
                DutyView(
                    f"duty-{duty_id}", duty.text, duty.kind == "指导监督责任" and bool(duty.stage),
                    tuple(cited(basis, start, laws) for basis in duty.basis),
                )
                for duty_id, duty in group
            ),
        )
        for stage, group in groupby(numbered, key=lambda pair: stage_label(pair[1]))
    )  # fmt: skip


def flow_view(power: Power) -> FlowView | None:
    """The chart of the item's flow; ``None`` where it names neither steps nor stages."""
    flow = flow_of(power)
    return _drawn(flow) if flow else None


@lru_cache(maxsize=256)
def _drawn(flow: Flow) -> FlowView:
    """Equal flows are drawn once."""
    chart = charts.layout(flow)
    picture, sheets = Trusted(charts.draw(chart)), Trusted("".join(charts.sheets(chart)))
    return FlowView(picture, sheets, charts.steps(flow), charts.totals(flow))


def cited(basis: Basis, start: str, laws: Mapping[str, str]) -> CitedView:
    """A basis in one line: 《劳动保障监察条例》（国务院令第423号）第三十条, linked where the law has a page."""
    if basis.law:
        told = joined((basis.number, _stale(basis)), "，")
        text = f"《{_bare(basis.law)}》{f'（{told}）' if told else ''}{joined(basis.articles)}"
        return CitedView(text, law_href(basis.law, basis.number, start, laws), basis.text or "", _version(basis))
    text = basis.text or ""
    found = _TITLE.match(text)
    return CitedView(text, law_href(found[1], None, start, laws) if found and len(text) < 60 else "")


def basis_view(basis: Basis, start: str, laws: Mapping[str, str], repealed: Container[str]) -> BasisView:
    """A basis as the list of bases shows it; ``repealed``: laws as cited of which laws.yml says so."""
    over = basis.law is not None and cited_as(basis.law, basis.number) in repealed
    return BasisView(
        law=f"《{_bare(basis.law)}》" if basis.law else "",
        href=law_href(basis.law, basis.number, start, laws) if basis.law else "",
        articles=joined(basis.articles),
        nature=basis.nature or "",
        about=joined((basis.rank, basis.number), DOT),
        version=_version(basis),
        stale="废止" if over else _stale(basis),
        text=basis.text or "",
    )


def _version(basis: Basis) -> str:
    return f"{basis.version}版" if basis.version else ""


def _stale(basis: Basis) -> str:
    """What the citation itself says of a law that no longer stands as it was."""
    return "" if basis.validity in (None, "有效") else basis.validity


def law_href(name: str, number: str | None, start: str, laws: Mapping[str, str]) -> str:
    """The link to a law's page, empty where it has none; ``laws``: folded citation → path."""
    path = laws.get(fold(cited_as(name, number))) or laws.get(fold(name))
    return link_to(start, path) if path else ""


def _bare(name: str) -> str:
    return name.removeprefix("《").removesuffix("》")
