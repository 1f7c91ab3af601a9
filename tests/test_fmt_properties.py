"""Whatever a file looks like, ``fmt`` keeps its meaning and its comments, and a second ``fmt`` finds nothing to do."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers import examples
from yangguang.model.power import Power
from yangguang.yamlio import Value, fmt, read_yaml, shape_of
from yangguang.yamlio.canon import canonical_value

SHAPE = shape_of(Power)
WORDS = st.sampled_from(
    [
        "登记",
        "市级",
        "其他权力",
        "20工作日",
        "2016/2/9",
        "甲, 乙",
        "无",
        "a b",
        "第一条：甲",
        "- 列",
        "甲 #乙",
        "注意: 甲",
        "是",
        "'",
        '"',
        "\\",
    ]
)


class Writer:
    """Writes a value as untidy YAML: mixed styles, indentation, comments, blank lines."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.comments = 0

    def one_of(self, *options: str) -> str:
        return self.draw(st.sampled_from(options))

    def comment(self, before: str = "  ") -> str:
        if self.draw(st.integers(0, 3)):
            return self.one_of("", "", "  ")
        self.comments += 1
        return f"{before}# 注{self.comments}"

    def trivia(self, indent: int) -> str:
        result = ""
        while not self.draw(st.integers(0, 3)):
            result += (
                self.one_of("\n", "  \n")
                if self.draw(st.booleans())
                else " " * indent + self.comment("").strip() + "\n"
            )
        return result

    def scalar(self, text: str, indent: int) -> str:
        """A scalar with what follows on its line, for the place behind ``键:`` or ``-``; starts with a space."""
        styles = ["single", "double"]
        plain = re.fullmatch(r"[\w/一-鿿][\w/一-鿿 ,：]*", text) is not None
        styles += ["plain", "below", "broken"] * plain + ["block"]
        style = self.draw(st.sampled_from(styles))
        pad = " " * (indent + self.draw(st.integers(1, 4)))
        if style == "single":
            return " '" + text.replace("'", "''") + "'" + self.comment() + "\n"
        if style == "double":
            return ' "' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' + self.comment() + "\n"
        if style == "below":
            return f"{self.comment()}\n{pad}{text}{self.comment()}\n"
        if style == "broken":
            return f"   {text}  \n{pad}{text}{self.comment()}\n"
        if style == "block":
            return f" {self.one_of('|', '>', '|-', '>-')}{self.comment()}\n{pad}{text}\n{pad}{text}\n"
        return f" {text}{self.comment()}\n"

    def flow(self, value: Value) -> str:
        space = self.one_of("", " ")
        if isinstance(value, dict):
            return "{" + space + f",{space or ' '}".join(f"{k}: {self.flow(v)}" for k, v in value.items()) + space + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self.flow(v) for v in value) + "]"
        return "" if value is None else "'" + value.replace("'", "''") + "'"

    def value(self, value: Value, indent: int) -> str:
        """What stands behind ``键:`` whose key is at ``indent``."""
        if value is None:
            return self.comment() + "\n"
        if isinstance(value, str):
            return self.scalar(value, indent)
        if not value or not self.draw(st.integers(0, 2)):
            return " " + self.flow(value) + self.comment() + "\n"
        deeper = indent + self.draw(st.integers(0 if isinstance(value, list) else 1, 4))
        return self.comment() + "\n" + self.block(value, deeper)

    def block(self, value: dict[str, Value] | list[Value], indent: int) -> str:
        pad = " " * indent
        result = ""
        if isinstance(value, dict):
            for key, inner in value.items():
                result += self.trivia(indent) + pad + key + ":" + self.value(inner, indent)
            return result + self.trivia(indent)
        for inner in value:
            result += self.trivia(indent) + pad + "-"
            if isinstance(inner, dict | list) and inner and self.draw(st.booleans()):
                result += (
                    " " + self.block(inner, indent + 2).lstrip(" \n")
                    if self.plain_start(inner)
                    else " " + self.flow(inner) + "\n"
                )
            else:
                result += " " + self.flow(inner) + "\n" if isinstance(inner, dict | list) else self.value(inner, indent)
        return result + self.trivia(indent)

    def plain_start(self, inner: Value) -> bool:
        return isinstance(inner, dict)


BASIS = st.fixed_dictionaries({}, optional={"法规": WORDS, "条款": WORDS | st.lists(WORDS, max_size=2), "原文": WORDS})
RISK = st.fixed_dictionaries({}, optional={"等级": WORDS, "风险点": WORDS, "措施": WORDS})
DUTY = st.fixed_dictionaries(
    {},
    optional={
        "责任": WORDS,
        "环节": WORDS | st.none(),
        "依据": WORDS | st.lists(WORDS | BASIS, max_size=2),
        "风险点": RISK | st.lists(RISK, max_size=3),
    },
)
HANDLING = st.fixed_dictionaries(
    {},
    optional={
        "法定时限": WORDS,
        "服务对象": WORDS | st.lists(WORDS, max_size=2),
        "业务办理项": st.lists(st.fixed_dictionaries({"网上办理": WORDS, "名称": WORDS}), max_size=2),
    },
)
ITEM = st.fixed_dictionaries(
    {},
    optional={
        "事项名称": WORDS | st.none(),
        "职权编码": WORDS,
        "职权类别": WORDS,
        "行使层级": WORDS | st.lists(WORDS, max_size=2),
        "办理": HANDLING | st.none(),
        "责任事项": DUTY | st.lists(DUTY, max_size=3),
        "设定依据": BASIS | st.lists(BASIS, max_size=2),
        "更新日期": WORDS,
        "没有这个键": WORDS,
        "状态": WORDS,
    },
)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, int]:
    """An untidy file in any order of keys, and how many comments it has."""
    item: dict[str, Any] = draw(ITEM)
    keys = draw(st.permutations(sorted(item)))
    writer = Writer(draw)
    text = writer.block({key: item[key] for key in keys}, 0)
    return text, writer.comments


@settings(
    max_examples=examples(400),
    deadline=None,
    suppress_health_check=[HealthCheck.large_base_example, HealthCheck.too_slow],
)
@given(file=files(), drop=st.booleans(), crlf=st.booleans())
def test_meaning_and_comments_stay_and_a_second_run_changes_nothing(
    file: tuple[str, int], drop: bool, crlf: bool
) -> None:
    text, count = file
    value, problems = read_yaml(text.encode(), "a.yml")
    assert problems == []
    out: list[tuple[str | int, ...]] = [("状态",)] if drop else []
    result, problems = fmt((text.replace("\n", "\r\n") if crlf else text).encode(), "a.yml", SHAPE, drop=out)
    assert problems == []
    again, problems = fmt(result, "a.yml", SHAPE)
    assert (again.decode(), problems) == (result.decode(), [])
    assert read_yaml(result, "a.yml") == (canonical_value(value, SHAPE, out), [])
    assert len(re.findall(r"# 注\d+", result.decode())) == count
    lines = result.decode().split("\n")
    assert all(line == line.rstrip() for line in lines)
    assert len(result) <= 1 or (lines[-1] == "" and lines[-2] != "")
