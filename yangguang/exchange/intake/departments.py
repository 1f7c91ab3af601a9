"""Whose list it is: told on the command line, else read off the sheet, the title, the file's name or the holders."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yangguang.check.near import nearest
from yangguang.exchange.sheets.clean import compact
from yangguang.model.region import Department, Region

_HAN = "〇\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Places have rare characters in their names: 㮾梨街道办事处."""
_NAME = re.compile(
    rf"([{_HAN}]{{2,24}}?(?:委员会|管委会|办公室|委宣传部|委统战部|委组织部|监察局|总队|支队|中心|[局委办部厅院署会]))"
    rf"((?:[（(][{_HAN}、]+[)）])?)(?=$|[0-9（(_\-\s]|权责|权力|责任|行政|公共|系统|地县|清单|指导|风险|廉政|廉洁|职权|岗位|的)"
)
_NOISE = re.compile(r"^(?:附件|附表|附)[0-9一二三四五六七八九十]*[:：.、]?|[12][0-9]{3}\s*年?(?:度|版)?|[《》\s]")
_MARKETS = re.compile(r"场|容|政(?:管理|公用|设施|工程|园林)")
"""What 市 belongs to even where nothing stands before it: 市场监督管理局 is no 场监督管理局 of the city."""
_GENERIC = frozenset(
    {"行政", "权责", "权力", "责任", "公共", "政务", "事项", "清单", "全市", "全县", "全区", "市级", "县级"}
)
"""Words that files begin with and that speak of no department."""
_APART = re.compile(r"[、，,;；/\n\s]+")
_TOLD = re.compile(rf"(?:填报|填表|报送|填写|编制)(?:单位|部门)\s*[:：]\s*(([{_HAN}（）()、]{{2,40}}).*|.+)")
_TEMPLATE = re.compile(r"^(?:地州市|地[（(]州、市[)）]|县市区|县[（(]市、区[)）]|[×xX某*]{1,3}[市县区])级?")
_TEMPLATE_LEVELS = {"地": "市级", "县": "县级"}
_ALIKE = 0.75
"""交通运输居 and 交通运输局, 农业局 and 农业农村局, but not 水务局 and 税务局."""
_TOWN = re.compile(r"(?:(?:民族)?乡|镇)(?:人民)?政府$|街道办事处$")
"""What all towns have in common: only their own name says which is meant (城关镇人民政府, 城东镇人民政府)."""
_OFFICE = re.compile(r"(?:行政)?(?:主管)?部门$|委员会$|[局委]$")


@dataclass(frozen=True, slots=True)
class Owner:
    """A department by slug; ``new`` holds its name where its file has to be written."""

    slug: str
    name: str
    new: bool = False


def name_in(text: str, region: Region) -> str | None:
    """The department that a title, sheet or file name speaks of, with the region's name before it."""
    found = _NAME.search(_NOISE.sub("", text.strip()))
    return full_name(found[1] + found[2], region) if found else None


def told_name(texts: list[str], known: dict[str, Department]) -> str | None:
    """What a form says of itself (填报单位：…), be it the whole name of a known department, whatever signs that has; else
    the longest name of a known department in its titles."""
    names = _written(known)
    told = next((found for text in texts if (found := _TOLD.match(text))), None)
    if told and (told[1] in names or told[2]):
        return names.get(told[1], told[2])
    return max(
        (name for written, name in names.items() if any(written in text for text in texts)), key=len, default=None
    )


def _written(known: Mapping[str, Department]) -> dict[str, str]:
    """The names of departments by how a cell comes to hold them: on one line, without blanks between characters."""
    return {compact(department.name): department.name for department in known.values()}


def exported_as(file: str, known: Mapping[str, Department]) -> str | None:
    """The slug of the known department after which an export has named the file, because its name can name none."""
    slug = file.removesuffix("权责清单")
    return slug if slug != file and slug in known else None


def full_name(name: str, region: Region) -> str:
    """市统计局 → 某某市统计局."""
    return region.name + _without_region(name, region)


def _without_region(name: str, region: Region) -> str:
    for prefix in (region.name, region.name[:-1], region.name[-1:]):
        if name.startswith(prefix) and len(name) > len(prefix) + 1:
            core = name[len(prefix) :]
            return "市" + core if prefix.endswith("市") and _MARKETS.match(core) else core
    return name


def _cores(name: str, region: Region) -> frozenset[str]:
    """What a department is called without its place: 委宣传部（新闻出版局）→ both names."""
    inner = [part for text in re.findall(r"[（(]([^)）]*)[)）]", name) for part in re.split(r"[、，,]", text)]
    outer = re.sub(r"[（(][^)）]*[)）]", "", name)
    return frozenset(_without_region(part, region) for part in (outer, *inner) if len(part) > 2)


def hinted_name(holders: Counter[str], hint: str, region: Region) -> str | None:
    """The department among those that exercise the powers that a file's name speaks of, if only by two characters."""
    core = _without_region(_NOISE.sub("", hint), region)[:2]
    if not core or core in _GENERIC:
        return None
    return next((full_name(name, region) for name in _named(holders) if core in name), None)


def holder_name(holders: Counter[str], region: Region) -> str | None:
    """The one that exercises most of the powers."""
    return next((full_name(name, region) for name in _named(holders)), None)


def _named(holders: Counter[str]) -> Iterator[str]:
    return (name for name, _ in holders.most_common() if not _TEMPLATE.match(name))


def named_by(holder: str, region: Region, known: Mapping[str, Department]) -> str | None:
    """The first department of this region that a cell 行使主体 names, as its name stands there, and nothing about it is open.

    It is known already or bears the region's name (市公安局); those above and below the region are none of its departments.
    """
    if whole := _written(known).get(compact(holder)):
        return whole
    for part in _APART.split(holder.strip()):
        if _TEMPLATE.match(part) or not (found := _NAME.fullmatch(part)):
            continue
        if _without_region(part, region) != part or any(part in (d.name, d.short) for d in known.values()):
            return full_name(found[1] + found[2], region)
    return None


def owner(name: str, region: Region, known: dict[str, Department]) -> Owner:
    """The known department of that name, else the one that once had it, or a new one with a slug of its own."""
    wanted = _cores(name, region)
    for slug, department in known.items():
        if name in (department.name, department.short) or wanted & (
            _cores(department.name, region) | {department.short or ""}
        ):
            return Owner(slug, department.name)
    once = [slug for slug, one in known.items() if any(wanted & _cores(old.name, region) for old in one.former_names)]
    if len(once) == 1:
        return Owner(once[0], known[once[0]].name)
    outer = _without_region(re.sub(r"[（(][^)）]*[)）]", "", name), region)
    # Its tables take a third of a second to load, and most lists are those of departments that are known.
    from pypinyin import lazy_pinyin

    stem = re.sub(r"[^a-z0-9]", "", "".join(lazy_pinyin(outer)).lower())[:38] or "department"
    slug, n = stem, 2
    while slug in known:
        slug, n = f"{stem}{n}", n + 1
    return Owner(slug, name, new=True)


def alike(name: str, region: Region, known: Mapping[str, Department]) -> str | None:
    """The slug of the known department whose name is so near a new one's that it may be the same, with a slip in it."""
    whole = {core: slug for slug, department in known.items() for core in _cores(department.name, region)}
    own = {_TOWN.sub("", core): slug for core, slug in whole.items()}
    for core in sorted(_cores(name, region)):
        called = own if _TOWN.search(core) else whole
        if found := nearest(_TOWN.sub("", core), called, _ALIKE):
            return called[found]
    return None


def template_holder(holder: str, department: str, region: Region) -> bool:
    """Whether a holder is the form's own placeholder for this very department, at this region's level."""
    found = _TEMPLATE.match(holder)
    if not found or _TEMPLATE_LEVELS.get(found[0][0], region.level) != region.level:
        return False
    rest = _OFFICE.sub("", holder[found.end() :])
    own = {_OFFICE.sub("", core) for core in _cores(department, region)}
    return bool(rest) and rest in own


def placeholder(holder: str) -> bool:
    """Whether a holder looks like a form's placeholder at all."""
    return bool(_TEMPLATE.match(holder))
