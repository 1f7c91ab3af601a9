"""The rules as the editor's handbook lists them, and a problem as one line of text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yangguang.model.messages import RULES, sentence
from yangguang.model.problem import Problem, Rule, Severity

SEVERITIES: dict[Severity, str] = {Severity.error: "错误", Severity.warning: "警告", Severity.notice: "提示"}

_PARTS = (
    ("P0", "文件的写法"),
    ("P1", "键与值"),
    ("P2", "单个事项"),
    ("P3", "文件之间、地区之间"),
    ("P4", "调整与账本"),
    ("P5", "公开文件与目录"),
    ("P6", "搜索的词库"),
    ("P7", "用字与标点"),
    ("P9", "个人信息"),
)
_HEAD = """# 检查规则

检查发现的每一处问题都指明文件、行、列和规则编号，一处错误只报一次，例如：

    powers/civil-affairs/1107-A-00100-141000.yml:12:9: 错误 P125 “承诺办结时限”不能写“20天”；请写成“20日”这样

- **错误**：不发布，网上的内容保持原样；
- **警告**：照常发布并列出，使用 `--strict` 时按错误处理；
- **提示**：只计数，需要时列出。

下面句子里的“…”处，检查时填上实际的内容。
"""
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


def line(problem: Problem) -> str:
    """``file:line:column: 错误 P123 sentence``, as ``check`` shows it to an editor."""
    word = SEVERITIES[RULES[problem.rule].severity]
    return f"{problem.file}:{problem.line}:{problem.column}: {word} {problem.rule} {sentence(problem, 'zh')}"


def rules_page() -> str:
    """The handbook's page of rules (Markdown): one table per range, in the order of the ids."""
    return "\n".join([_HEAD, *(text for start, title in _PARTS for text in _part(start, title))])


def _part(start: str, title: str) -> Iterator[str]:
    rules = sorted((rule for rule in RULES.values() if rule.id.startswith(start)), key=lambda rule: rule.id)
    if rules:
        yield f"## {title}\n\n| 编号 | 轻重 | 说明与改法 |\n|---|---|---|"
        yield from map(_row, rules)
        yield ""


def _row(rule: Rule) -> str:
    return f"| {rule.id} | {SEVERITIES[rule.severity]} | {_shown(rule.zh)} |"


def _shown(text: str) -> str:
    """The sentence with its placeholders as an ellipsis, safe inside a Markdown table."""
    bare = _PLACEHOLDER.sub("…", text).replace("{{", "{").replace("}}", "}")
    return re.sub(r"([\\|<>*_`#])", r"\\\1", bare)
