"""What a self-inspection says of a fault, in Chinese and English."""

from __future__ import annotations

from dataclasses import dataclass

from yangguang.model.problem import Lang, in_language

FAULT_NAMES: dict[str, str] = {
    "空白栏目": "empty column",
    "更新不及时": "stale column",
    "办事指南要素缺失": "guide with missing elements",
    "链接或附件失效": "dead link or attachment",
}
"""The faults as the inspection names them, and in English."""

REASONS: dict[str, tuple[str, str]] = {
    "no_documents": ("还没有公开文件", "no document has been published"),
    "no_disclosure": ("没有公开文件，也没有公开目录", "there are neither documents nor a catalogue"),
    "no_items": ("清单里没有这个部门的事项", "the list holds no item of this department"),
    "no_way": ("没有可办的事项", "it leads to no item in use"),
    "stale_days": (
        "最近一件是 {day}，超过 {number} 天没有更新",
        "the newest is of {day}; nothing new for more than {number} days",
    ),
    "stale_months": (
        "最近一件是 {day}，超过 {number} 个月没有更新",
        "the newest is of {day}; nothing new for more than {number} months",
    ),
    "report_due": (
        "最近一件是 {day}，上一年度的年报应当在 3 月 31 日前公开",
        "the newest is of {day}; last year's report was due on 31 March",
    ),
    "lacking": ("缺少{keys}", "missing: {keys}"),
    "no_file": ("附件 {file} 不存在", "the attachment {file} is not there"),
    "dead_link": ("文中的链接 {target} 没有去处", "the link {target} in the text leads nowhere"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is a fault: a key of :data:`REASONS` and the values that its sentence names."""

    key: str
    values: tuple[tuple[str, object], ...] = ()

    def told(self, lang: Lang) -> str:
        """The sentence in the language asked for."""
        return in_language(REASONS[self.key], lang, dict(self.values))


def reason(key: str, **values: object) -> Reason:
    """A reason with the values that its sentence names."""
    return Reason(key, tuple(values.items()))


def fault_name(fault: str, lang: Lang) -> str:
    """The name of a fault in the language asked for."""
    return fault if lang == "zh" else FAULT_NAMES[fault]
