"""The flow as a list: the same facts as the chart, for screen readers, narrow screens and plain text."""

from __future__ import annotations

from dataclasses import dataclass

from yangguang.model.flow import Flow


@dataclass(frozen=True, slots=True)
class Exit:
    """Where a step leads. ``condition`` is empty where nothing is decided; ``step`` is the 1-based number of the entry
    led to, 0 for an end; ``documents`` come with the end."""

    condition: str
    target: str
    step: int
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One step: what its box says, and its exits in the order in which they are tried, the default one last."""

    name: str
    post: str
    limit: str
    counted: bool
    side: bool
    documents: tuple[str, ...]
    exits: tuple[Exit, ...]


def steps(flow: Flow) -> tuple[Entry, ...]:
    """The steps in reading order. A lone exit whose label is the plain 是/否 of a question says 否则."""
    ways: list[list[tuple[int, str]]] = [[] for _ in flow.nodes]
    for edge in flow.edges:
        ways[edge.source].append((edge.target, edge.label))
    numbers = {index: n for n, index in enumerate((i for i, v in enumerate(flow.nodes) if v.kind == "step"), 1)}
    return tuple(_entry(flow, ways, numbers, index) for index in numbers)


def totals(flow: Flow) -> tuple[str, ...]:
    """What stands at the foot of the chart: the limit of the whole, and what the main line's steps add up to."""
    told = ((flow.total_name, flow.total), ("主线各环节计时合计", flow.spent))
    return tuple(f"{name}：{limit}" for name, limit in told if limit)


def _entry(flow: Flow, ways: list[list[tuple[int, str]]], numbers: dict[int, int], index: int) -> Entry:
    node = flow.nodes[index]
    exits: list[Exit] = []
    here, label = ways[index][0]
    while flow.nodes[here].kind == "decision":
        exits.append(_exit(flow, numbers, flow.nodes[here].text, ways[here][0][0]))
        here, label = ways[here][1]
    exits.append(_exit(flow, numbers, "否则" if label == "否" else label, here))
    return Entry(node.text, node.post, node.limit, node.counted, node.side, node.documents, tuple(exits))


def _exit(flow: Flow, numbers: dict[int, int], condition: str, target: int) -> Exit:
    node = flow.nodes[target]
    documents = node.documents if node.kind == "end" else ()
    return Exit(condition, node.text, numbers.get(target, 0), documents)
