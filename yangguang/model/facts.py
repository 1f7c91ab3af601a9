"""What reading a chunk leaves behind for the steps that see the whole: small, serialisable facts of each item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from yangguang.model.fields import Limit
from yangguang.model.laws import cited_as
from yangguang.model.problem import Problem
from yangguang.model.words import APPLIED_FOR

PUBLIC_SERVICE = "公共服务"
"""What stands beside the classes of powers, and is no power."""
FIGURES = frozenset({
    "everyday_names", "office", "legal_limit", "promised_limit", "term", "free", "window", "consult_phone",
    "complaint_phone", "duties", "risks", "stage_risks", "materials", "fees",
})  # fmt: skip
"""Facts of an item that pages, tables and the search show, and at which neither linking nor any check looks."""


@dataclass(frozen=True, slots=True)
class CitedLaw:
    """One law cited as a basis of an item: its name as written, where, and for what."""

    name: str
    articles: tuple[str, ...] = ()
    nature: str | None = None
    rank: str | None = None
    number: str | None = None
    validity: str | None = None
    row: int = 0
    """Index of the entry in 设定依据."""
    version: str = ""
    """Which version the citation says that it is of."""


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """One item as lists, links and cross-checks need it; the page itself is rendered from the whole item."""

    code: str
    name: str
    department: str
    nature: str = "行政权力"
    power_class: str | None = None
    own_status: str | None = None
    catalogue_main: bool = False
    main_code: str | None = None
    upper_code: str | None = None
    former_codes: tuple[str, ...] = ()
    national_code: str | None = None
    everyday_names: tuple[str, ...] = ()
    holder: str | None = None
    office: str | None = None
    levels: tuple[str, ...] = ()
    legal_limit: Limit | None = None
    promised_limit: Limit | None = None
    term: Limit | None = None
    free: bool | None = None
    window: str | None = None
    consult_phone: str | None = None
    complaint_phone: str | None = None
    places: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    laws: tuple[CitedLaw, ...] = ()
    mentions: tuple[str, ...] = ()
    """Laws that duties and not 设定依据 name, as written."""
    sanctions: tuple[str, ...] = ()
    """Laws that 追责情形 names, as written."""
    duties: int = 0
    risks: tuple[int, int, int] = (0, 0, 0)
    """Risk points by level: 高, 中, 低."""
    stage_risks: tuple[tuple[str, int, int, int], ...] = ()
    """Risk points of each stage that has some, by level; 指导监督 for duties without a stage."""
    materials: tuple[str, ...] = ()
    """Names of the papers that an applicant brings, those of every 业务办理项 included."""
    fees: tuple[str, ...] = ()
    """Each fee with its standard, those of every 业务办理项 included."""
    dated: bool = False
    """Whether it says when it was brought up to date; which day that is stands apart (:attr:`ChunkFacts.updated`)."""
    missing: tuple[str, ...] = ()
    """Required keys without a value, by their Chinese names; judged in link, after the status is known."""
    gaps: tuple[str, ...] = ()
    """Further keys that a complete card has; with ``missing`` they make the one completeness notice."""
    expected: int = 0
    """How many keys ``missing`` and ``gaps`` are counted out of."""
    files: tuple[str, ...] = ()
    """Attachments and forms that the item refers to, inside the region's folder."""
    file: str = ""

    @property
    def public_service(self) -> bool:
        """Whether this is a 公共服务."""
        return self.nature == PUBLIC_SERVICE

    @property
    def applied_for(self) -> bool:
        """Whether somebody applies for it (依申请)."""
        return self.public_service or self.power_class in APPLIED_FOR

    @property
    def citations(self) -> tuple[str, ...]:
        """Every law the item names, by :func:`yangguang.model.laws.cited_as`, sorted."""
        return tuple(sorted({*(cited_as(law.name, law.number) for law in self.laws), *self.mentions}))

    @property
    def kind(self) -> str:
        """The class, or 公共服务, or 未分类 where the list does not say."""
        return PUBLIC_SERVICE if self.public_service else (self.power_class or "未分类")

    @property
    def limit(self) -> Limit | None:
        """The limit a list shows: promised, else legal, else the term of cases."""
        return self.promised_limit or self.legal_limit or self.term

    @property
    def risk_count(self) -> int:
        """All risk points of the item."""
        return sum(self.risks)


@dataclass(frozen=True, slots=True)
class Chunk:
    """One department of one region: the unit of reading, rendering and caching."""

    region: str
    department: str
    files: tuple[str, ...]

    @property
    def id(self) -> str:
        """A name for messages and caches."""
        return f"{self.region}/{self.department}"


@dataclass(frozen=True, slots=True)
class ChunkFacts:
    """The facts and problems of one chunk; ``broken`` names codes whose file could not be read as an item."""

    chunk: Chunk
    items: tuple[ItemFacts, ...] = ()
    broken: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    updated: Mapping[str, date] = field(default_factory=dict)
    """Code → 更新日期. Nearly every edit changes it, and few pages show it."""
