"""The judged queries: read from YAML, drawn from real names, split into tuning and held-out by a hash of the query."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from yangguang.search.fold import fold
from yangguang.yamlio import Value, read_yaml

KINDS = ("正式名称", "日常说法", "整句", "拼音", "首字母", "错字", "繁体", "片段和编码", "无结果")
"""The nine kinds of queries, in the order of the tables."""
NOTHING = KINDS[-1]
OBJECTS = ("演示", "真实")
"""What is searched: the demonstration content, or the rows of a real list that is not part of this repository."""
KEYS = ("审定", "对象", "类型", "查询")

_DRAWN = 80
_RARE = 5
_CHARACTERS = re.compile(r"[\u4e00-\u9fff]{4,}")


@dataclass(frozen=True, slots=True)
class Query:
    """One query with its judgements: grade by id, 3 = what was meant, 2 = answers too, 1 = has to do with it.

    An id is an item's code, for other things the name, for rows of the real list :func:`row_id`.
    """

    text: str
    object: str
    kind: str
    grades: dict[str, int] = field(default_factory=dict)

    @property
    def tuning(self) -> bool:
        """Whether the lexicon and the ranking may be fitted to this query; else it is held out."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 2 == 0


@dataclass(frozen=True, slots=True)
class Row:
    """One service of the real list."""

    department: str
    name: str

    @property
    def id(self) -> str:
        """What judgements point to instead of the name."""
        return row_id(self.department, self.name)


def row_id(department: str, name: str) -> str:
    """Twelve hexadecimal digits of the SHA-256 of department, tab, name."""
    return _digest(f"{department}\t{name}")[:12]


def read_queries(files: Iterable[Path]) -> list[Query]:
    """All queries of these files; ValueError with the file's name where one is not in their form."""
    return [query for file in files for query in _read(file)]


def _read(file: Path) -> Iterator[Query]:
    value, problems = read_yaml(file.read_bytes(), str(file))
    if problems or not isinstance(value, dict) or tuple(value) != KEYS:
        raise ValueError(f"{file}: {problems or 'expected ' + '、'.join(KEYS)}")
    rows, of, kind = value["查询"], str(value["对象"]), str(value["类型"])
    if not isinstance(rows, list) or of not in OBJECTS or kind not in KINDS:
        raise ValueError(f"{file}: 对象 {of}, 类型 {kind}")
    for row in rows:
        yield _query(file, row, of, kind)


def _query(file: Path, row: Value, of: str, kind: str) -> Query:
    if not isinstance(row, dict) or tuple(row) != ("问", "答"):
        raise ValueError(f"{file}: {row}")
    text, answers = row["问"], row["答"]
    if not isinstance(text, str) or not isinstance(answers, dict):
        raise ValueError(f"{file}: {row}")
    return Query(text, of, kind, {key: int(str(grade)) for key, grade in answers.items()})


def read_rows(folder: Path) -> list[Row]:
    """The services of a real list (search/district_items.csv below ``folder``), each once."""
    with (folder / "search" / "district_items.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(dict.fromkeys(Row(row["department"], row["name"]) for row in csv.DictReader(file)))


def drawn(rows: Sequence[Row]) -> list[Query]:
    """Official names and pieces of them, always the same ones for the same rows."""
    return [*_official(rows), *_pieces(rows)]


def _official(rows: Sequence[Row]) -> Iterator[Query]:
    names = {row.name for row in rows if "\n" not in row.name}
    for name in sorted(names, key=lambda name: _digest("正式名称" + name))[:_DRAWN]:
        grades = {row.id: 3 if row.name == name else 1 for row in rows if fold(name) in fold(row.name)}
        yield Query(name, "真实", "正式名称", grades)


def _pieces(rows: Sequence[Row]) -> Iterator[Query]:
    """Four to eight characters from within a name, such as few other names hold."""
    made = 0
    for name in sorted({row.name for row in rows}, key=lambda name: _digest("片段" + name)):
        piece = _piece(name)
        grades = {row.id: 2 for row in rows if piece and piece in row.name}
        if 0 < len(grades) <= _RARE:
            yield Query(piece, "真实", "片段和编码", grades)
            made += 1
        if made == _DRAWN:
            return


def _piece(name: str) -> str:
    run = max(_CHARACTERS.findall(name), key=len, default="")
    seed = int(_digest(name)[:8], 16)
    length = min(4 + seed % 5, len(run))
    start = (seed >> 8) % (len(run) - length + 1)
    return run[start : start + length]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
