"""The rows of one item → its duties, each with its stage, basis and risks; what no row says plainly stays word for word."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from yangguang.exchange.items.bases import bases
from yangguang.exchange.items.duties import duties
from yangguang.exchange.items.made import Loose, Made, Value
from yangguang.exchange.items.risks import KEYS, risks
from yangguang.exchange.sheets.raw import Place, Said

STAGE, DUTY, BASIS = "责任环节", "责任事项", "责任依据"

_SUFFIX = re.compile(r"(?<=.)(?:环节|阶段|责任)$")


@dataclass(slots=True)
class _Risk:
    """Cells of one risk point by their column."""

    cells: dict[str, list[Said]] = field(default_factory=dict)

    def entries(self, levels: Collection[str]) -> list[Value]:
        return risks({key: [said.text for said in cells] for key, cells in self.cells.items()}, levels)

    def verbatim(self, stage: str) -> str:
        """The row as it stands, for 备注."""
        words = [f"{STAGE}：{stage}"] if stage else []
        return "\n".join(
            [*words, *(f"{key}：" + "；".join(s.text for s in self.cells[key]) for key in KEYS if key in self.cells)]
        )


@dataclass(slots=True)
class _Group:
    """Rows that speak of one stage or one duty."""

    stage: Said | None
    duties: list[Said] = field(default_factory=list)
    basis: list[Said] = field(default_factory=list)
    risks: list[_Risk] = field(default_factory=list)

    @property
    def stage_name(self) -> str:
        return self.stage.text if self.stage else ""

    def entries(self) -> list[Value]:
        """The duties as their own texts name them."""
        return duties([said.text for said in self.duties])

    def of_one_stage(self) -> bool:
        """Whether the texts leave it to the column of stages to name the stage, and it does."""
        direct = [entry["环节"] for entry in self.entries() if "责任类型" not in entry]
        return bool(self.duties) and (
            not direct or (bool(self.stage) and (len(direct) == 1 or set(direct) == {"其他"}))
        )


def stage_named(text: str) -> str:
    """受理环节, 受理阶段 and 受理责任 are the stage 受理."""
    return _SUFFIX.sub("", text)


def responsibility(item: Made, levels: Collection[str]) -> None:
    """责任事项 of the item with stage, basis and risk points; the rest to 备注."""
    groups = _groups(item)
    staged, risky = any(group.stage for group in groups), any(group.risks for group in groups)
    if (staged and all(group.of_one_stage() for group in groups)) or (
        risky and not staged and all(len(group.entries()) == 1 for group in groups)
    ):
        entries = [entry for group in groups for entry in _of_group(item, group, levels)]
    else:
        texts = item.raw.said.get(DUTY, [])
        entries = duties([said.text for said in texts])
        for said in texts if len(texts) > 1 < len(item.raw.said.get("子项名称", ())) else ():
            item.tell("duties_apart", said)
        _basis(item, entries, item.raw.said.get(BASIS, []))
        _by_stage(item, entries, groups, levels)
    if entries:
        item.value["责任事项"] = entries


def _of_group(item: Made, group: _Group, levels: Collection[str]) -> list[Value]:
    """The duties of one group of rows, with the stage that the column of stages gives them."""
    entries = group.entries()
    for entry in entries:
        if group.stage and "责任类型" not in entry:
            entry["环节"] = group.stage.text
    _basis(item, entries, group.basis)
    for risk in group.risks:
        _attach(item, entries[0], risk, group.stage, levels)
    return entries


def _by_stage(item: Made, entries: list[Value], groups: list[_Group], levels: Collection[str]) -> None:
    """Duties that one text names together: risks go where their stage is named once, or where there is one duty."""
    names = [stage_named(entry.get("环节", "")) for entry in entries]
    if len(entries) == 1 and len(groups) == 1 and groups[0].stage and names == ["其他"]:
        entries[0]["环节"], names = groups[0].stage_name, [stage_named(groups[0].stage_name)]
    for group in groups:
        stage = stage_named(group.stage_name)
        target = entries[names.index(stage)] if names.count(stage) == 1 else None
        if target is None and len(entries) == 1 and not group.stage:
            target = entries[0]
        if target is None and group.stage and not group.risks:
            item.remarks.append(f"{STAGE}：{group.stage_name}")
        elif target and group.stage and group.stage_name != target.get("环节"):
            tell_stage(item, group.stage)
        for risk in group.risks:
            _attach(item, target, risk, group.stage, levels)


def tell_stage(item: Made, stage: Said) -> None:
    """Has the report name all cells of the item that say this stage."""
    for said in item.raw.said.get(STAGE, ()):
        if said.text == stage.text:
            item.tell("stage", said)


def _attach(item: Made, entry: Value | None, risk: _Risk, stage: Said | None, levels: Collection[str]) -> None:
    found = risk.entries(levels)
    if entry is None or not found:
        words = risk.verbatim(stage.text if stage else "")
        item.remarks.append(words)
        item.loose.append(Loose(stage, found, words))
    else:
        entry.setdefault("风险点", []).extend(found)


def _basis(item: Made, entries: list[Value], said: list[Said]) -> None:
    texts = list(dict.fromkeys(each.text for each in said))
    if not entries:
        item.remarks += [f"{BASIS}：{text}" for text in texts]
        return
    found = entries[0].setdefault("依据", [])
    found += [entry for text in texts for entry in bases(text) if entry not in found]
    if not found:
        del entries[0]["依据"]


def _groups(item: Made) -> list[_Group]:
    """Row by row: a new duty or a new stage opens a group, everything else belongs to the one before."""
    groups: list[_Group] = []
    seen: set[Place] = set()
    for line in item.raw.lines:
        fresh = {key: [s for s in texts if s.at not in seen] for key, texts in line.items()}
        seen.update(s.at for texts in fresh.values() for s in texts)
        stage = next(iter(line.get(STAGE, ())), None)
        if not groups or fresh.get(DUTY) or (fresh.get(STAGE) and stage and stage.text != groups[-1].stage_name):
            before = groups[-1].stage if groups else None
            groups.append(_Group(stage or before))
        group = groups[-1]
        group.duties += fresh.get(DUTY, [])
        group.basis += fresh.get(BASIS, [])
        _risk_row(group, line, fresh)
    return _joined(groups)


def _risk_row(group: _Group, line: dict[str, list[Said]], fresh: dict[str, list[Said]]) -> None:
    """The first row of a point has all that speaks of it, from above too; a further row what it says itself."""
    row = line if fresh.get("风险点") or not group.risks else fresh
    cells = {key: row[key] for key in KEYS if row.get(key)}
    if not any(fresh.get(key) for key in KEYS):
        return
    if fresh.get("风险点") or not group.risks:
        group.risks.append(_Risk(cells))
        return
    for key, more in cells.items():
        group.risks[-1].cells.setdefault(key, []).extend(more)


def _joined(groups: list[_Group]) -> list[_Group]:
    """Sub-items repeat a duty word for word: what is said of it again belongs to the first."""
    kept: dict[tuple[str, ...], _Group] = {}
    for group in groups:
        name = (group.stage_name, *(said.text for said in group.duties))
        first = kept.setdefault(name, group) if group.duties else kept.setdefault((*name, str(len(kept))), group)
        if first is not group:
            first.basis += group.basis
            first.risks += group.risks
    return list(kept.values())
