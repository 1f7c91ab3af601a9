"""Files of a region as records: whatever is wrong with them is kept beside what could be read."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from typing import TypeVar

from yangguang.build.source import Source
from yangguang.check.prose import check_prose, told_targets
from yangguang.check.shape import shape
from yangguang.model.fields import Record
from yangguang.model.problem import Problem
from yangguang.yamlio import Value, check_cut, read_yaml

R = TypeVar("R", bound=Record)


@dataclass(slots=True)
class Loader:
    """Reads files of one region into records and keeps every problem met on the way."""

    source: Source
    files: Container[str]
    problems: list[Problem] = field(default_factory=list)
    targets: dict[str, dict[str, int]] = field(default_factory=dict)
    """File → relative targets of the links in its text."""

    def value(self, path: str) -> Value:
        """The plain value of a YAML file: an empty text where nothing stands in it, ``None`` where it cannot be read."""
        data = self.source.read(path)
        value, problems = read_yaml(data, path)
        self.problems += problems or check_cut(data, path)
        return None if problems else "" if value is None else value

    def shaped(self, record: type[R], value: Value, path: str, where: tuple[str | int, ...] = ()) -> R | None:
        """The value as a record, or ``None`` with its problems kept."""
        result, problems = shape(record, value, path, where)
        self.problems += problems
        return result

    def prose(self, data: bytes, body: str, path: str) -> None:
        """Looks at the text of a file, which stands at its end."""
        first = data.count(b"\n") - body.count("\n") + 1
        self.problems += check_prose(body, path, first)
        if found := told_targets(body, path, first):
            self.targets[path] = found

    def record(self, record: type[R], path: str) -> R | None:
        """A file that is one record; ``None`` where it is not there."""
        value = self.value(path) if path in self.files else None
        return None if value is None else self.shaped(record, value, path)

    def listed(self, record: type[R], path: str) -> tuple[R, ...]:
        """A file that is a list of records; empty where it is not there."""
        value = self.value(path) if path in self.files else None
        if not value:
            return ()
        if not isinstance(value, list):
            self.problems.append(Problem("P393", path))
            return ()
        shaped = (self.shaped(record, row, path, (number,)) for number, row in enumerate(value))
        return tuple(row for row in shaped if row is not None)

    def keyed(self, record: type[R], path: str) -> dict[str, R]:
        """A file that is a mapping from id to record; empty where it is not there."""
        value = self.value(path) if path in self.files else None
        if not value:
            return {}
        if not isinstance(value, dict):
            self.problems.append(Problem("P394", path))
            return {}
        shaped = {name: self.shaped(record, entry, path, (name,)) for name, entry in value.items()}
        return {name: entry for name, entry in shaped.items() if entry is not None}
