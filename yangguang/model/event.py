"""Events (动态调整): official decisions that add, cancel, devolve, merge or change items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated

from yangguang.model.fields import ClassName, Day, Listed, Record, Texts, key, keys
from yangguang.model.power import Attachment
from yangguang.model.words import EventKind

NO_NEED = "无需调整"


def no_need(word: str) -> str | None:
    """The reason of 无需调整——reason, empty where none is given; ``None`` where the word says something else."""
    return word.removeprefix(NO_NEED).strip(" —–-:：，,（）()") if word.startswith(NO_NEED) else None


class ChangedField(Record):
    """One field that an event changed (变更要素)."""

    field: str = key("字段", strict=True)
    old: str | None = key("原")
    new: str | None = key("现")


class Adjusted(Record):
    """Whether list, flow chart and risk chart were brought in line: 是, or 无需调整——reason (同步调整)."""

    lists: str = key("权责清单", strict=True)
    flow: str = key("运行流程图", strict=True)
    risk: str = key("风险防控图", strict=True)

    @property
    def said(self) -> dict[str, str]:
        """What is written under each of the three keys."""
        return {label: getattr(self, name) for label, name in keys(Adjusted).items()}


class Adjustment(Record):
    """One row of 调整事项."""

    kind: EventKind = key("类型", strict=True)
    before: Texts = key("变更前", "变更前的职权编码；承接写上级的编码", default=())
    after: Texts = key("变更后", "变更后的职权编码", default=())
    name: str | None = key("名称", "从未有过编码的事项")
    department: str | None = key("部门", "部门的网址标识（即文件名），或名称")
    power_class: ClassName | None = key("职权类别")
    receivers: Texts = key("承接单位", "地区的网址标识", default=())
    old_department: str | None = key("原部门", "部门的网址标识（即文件名），或名称")
    new_department: str | None = key("现部门", "部门的网址标识（即文件名），或名称")
    old_class: ClassName | None = key("原类别")
    new_class: ClassName | None = key("现类别")
    fields: Annotated[tuple[ChangedField, ...], Listed] = key("变更要素", default=())
    transition: str | None = key("衔接措施")
    adjusted: Adjusted | None = key("同步调整")

    @property
    def codes(self) -> tuple[str, ...]:
        """All that it names, before and after, each once."""
        return tuple(dict.fromkeys((*self.before, *self.after)))

    @property
    def written(self) -> Iterator[tuple[str, int, str]]:
        """The same as they stand there: key, number, code."""
        for label, codes in (("变更前", self.before), ("变更后", self.after)):
            yield from ((label, number, code) for number, code in enumerate(codes))


class Event(Record):
    """events/<year>/<id>.yml: one official decision."""

    number: str = key("文号", strict=True)
    title: str = key("标题", strict=True)
    approver: str = key("批准机关", strict=True)
    decided: Day | None = key("决定日期")
    published: Day | None = key("公布日期")
    effective: Day = key("生效日期", strict=True)
    reason: str | None = key("理由")
    legality: str | None = key("合法性审查")
    attachments: Annotated[tuple[Attachment, ...], Listed] = key("附件", default=())
    adjustments: Annotated[tuple[Adjustment, ...], Listed] = key("调整事项", strict=True)
    adjusted: Adjusted | None = key("同步调整")

    @property
    def order(self) -> tuple[date, date]:
        """生效日期, 决定日期: the order in which decisions take force; one that tells no 决定日期 was made on that day."""
        return (self.effective, self.decided or self.effective)

    @property
    def told(self) -> date | None:
        """The day on which it became known, as far as it says."""
        return self.published or self.decided

    def newest(self, as_of: date) -> date | None:
        """The last day up to ``as_of`` on which it changed what is said of its items: when it became known, when it took force."""
        return max((day for day in (self.told, self.effective) if day and day <= as_of), default=None)


def reclassing(events: Mapping[str, Event]) -> dict[str, Event]:
    """The decisions that give items another class."""
    return {file: event for file, event in events.items() if any(row.old_class for row in event.adjustments)}


def newest_first(events: Mapping[str, Event]) -> list[tuple[str, Event]]:
    """Events in the order in which they took force, turned round: of one day the one that came last first."""
    return sorted(events.items(), key=lambda pair: (pair[1].order, pair[0]), reverse=True)
