"""The staff's search with a query language: the one module that knows Whoosh.

The index holds pairs of neighbouring characters with their places, each line of a text closed by a line break. So a
phrase is exactly a substring of one line, and a single character is every pair that begins with it.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any

from yangguang.search.fold import fold, fold_lines
from yangguang.search.question import Answer, Hit, WrongQuery, plain, sound
from yangguang.search.record import DATES, NAMES, NUMBERS, TEXTS, Record

with warnings.catch_warnings():
    # Release 2.7.4 is of 2016; where Python compiles it anew, it warns of escapes in regular expressions.
    warnings.simplefilter("ignore")
    from whoosh import fields, index, matching, qparser, query
    from whoosh.analysis import Analyzer, Token
    from whoosh.codec import default_codec

    default_codec()  # which imports the rest of it

SEARCHED = {"text": 1.0, "name": 6.0, "everyday": 6.0, "code": 2.0}
"""Where words without a field are looked for, and how much a hit there weighs."""
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−_", "-"))
"""What word processors and keyboards make of the hyphens of a code."""


class Pairs(Analyzer):  # type: ignore[misc]
    """Pairs of neighbouring characters of the folded text; of a query, without the pair that closes a line.

    The pattern of a query, which Whoosh marks by ``tokenize=False``, stays whole.
    """

    def __call__(self, value: str, mode: str = "", tokenize: bool = True, **_: Any) -> Iterator[Token]:
        token, place = Token(positions=True, chars=True), 0
        if not tokenize:
            token.text = value
            yield token
            return
        for line in fold_lines(value).split("\n"):
            whole = line if mode == "query" else line + "\n"
            for start in range(max(len(whole) - 1, min(len(line), 1))):
                token.text, token.pos = whole[start : start + 2], place
                token.startchar, token.endchar, token.boost, token.stopped = start, start + 2, 1.0, False
                place += 1
                yield token


class Pattern(query.Query):  # type: ignore[misc]
    """Items with a line that holds a pattern: ``*`` stands for any characters, ``?`` for one."""

    boost = 1.0

    def __init__(self, fieldname: str, pattern: str) -> None:
        self.fieldname, self.pattern = fieldname, pattern
        parts = (
            ".*" if part == "*" else "." if part == "?" else re.escape(part) for part in re.split("([*?])", pattern)
        )
        self.regex = re.compile("".join(parts))

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """Candidates hold all the literal parts; each is then read."""
        parts = [part for part in re.split("[*?]", self.pattern) if part]
        candidates = query.And([_held(self.fieldname, part) for part in parts]) if parts else query.Every()
        reader, found = searcher.reader(), []
        for number in candidates.normalize().matcher(searcher, searcher.boolean_context()).all_ids():
            text = reader.stored_fields(number).get(self.fieldname)
            if text is not None and self.regex.search(fold_lines(text)):
                found.append(number)
        return matching.ListMatcher(found, [1.0] * len(found)) if found else matching.NullMatcher()

    def estimate_size(self, reader: Any) -> int:
        """At most everything."""
        return int(reader.doc_count())

    estimate_min_size = estimate_size

    def __hash__(self) -> int:
        return hash((self.fieldname, self.pattern))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pattern) and (self.fieldname, self.pattern) == (other.fieldname, other.pattern)


def _held(field: str, text: str) -> Any:
    """The query for a folded text inside a field of pairs."""
    if len(text) == 1:
        return query.Prefix(field, text)
    words = [text[start : start + 2] for start in range(len(text) - 1)]
    return query.Phrase(field, words) if len(words) > 1 else query.Term(field, words[0])


def _schema() -> Any:
    texts = {name: fields.TEXT(Pairs(), phrase=True, stored=True, multitoken_query="phrase") for name in TEXTS}
    numbers = {name: fields.NUMERIC(int) for name in NUMBERS}
    dates = {name: fields.DATETIME() for name in DATES}
    return fields.Schema(key=fields.ID(unique=True, stored=True), card=fields.STORED(), **texts, **numbers, **dates)


def write(folder: Path, gone: Iterable[str], records: Iterable[Record], *, fresh: bool) -> None:
    """Takes items out of the index in a folder, which is ``fresh`` where there is none yet, and puts records into it."""
    found = index.create_in(folder, _schema()) if fresh else index.open_dir(folder)
    writer = found.writer(limitmb=256)
    for key in sorted(gone):
        writer.delete_by_term("key", key)
    for one in records:
        dates = {"updated": datetime.combine(one.updated, time.min)} if one.updated else {}
        writer.add_document(key=one.key, card=dict(one.card), **one.texts, **one.numbers, **dates)
    writer.commit()
    found.close()


def ask(folder: Path, text: str) -> Answer:
    """All hits of a query, best first. Raises WrongQuery where the query cannot be understood."""
    parsed, words = parse(text)
    found = index.open_dir(folder, readonly=True)
    with found.searcher() as searcher:
        results = searcher.search(parsed, limit=None)
        hits = [Hit(hit["key"], hit.score, hit["card"], hit.get("text", "")) for hit in results]
    found.close()
    return Answer(tuple(sorted(hits, key=lambda hit: (-hit.score, hit.key))), words)


def names(folder: Path) -> set[tuple[str, str]]:
    """(name, code) of every item, everyday names included."""
    found = index.open_dir(folder, readonly=True)
    with found.searcher() as searcher:
        named = {
            (line, one["card"]["code"])
            for one in searcher.reader().all_stored_fields()
            for key in ("name", "everyday")
            for line in one.get(key, "").split("\n")
            if line
        }
    found.close()
    return named


def parse(text: str) -> tuple[Any, tuple[str, ...]]:
    """The query as Whoosh's, and the folded words that it looks for. Raises WrongQuery."""
    written = plain(text)
    sound(written)
    try:
        parsed = _parser().parse(written, normalize=False)
    except IndexError as error:  # so Whoosh speaks of an operator with nothing to its left or right
        raise WrongQuery("query_operator") from error
    except Exception as error:  # of a date that is none Whoosh raises nothing more special
        raise WrongQuery("query_value") from error
    words: dict[str, None] = {}
    meant = _meant(parsed, words).normalize()
    if meant == query.NullQuery:
        raise WrongQuery("query_empty")
    return meant, tuple(words)


def _parser() -> Any:
    plugins = [
        qparser.WhitespacePlugin(),
        qparser.FieldsPlugin(remove_unknown=False),
        qparser.FieldAliasPlugin(NAMES),
        qparser.PhrasePlugin(r'"(?P<text>[^"]*)"(?P<slop>(?!))?'),
        qparser.RangePlugin(),
        qparser.GtLtPlugin(),
        qparser.WildcardPlugin(),
        qparser.GroupPlugin(),
        qparser.OperatorsPlugin(
            And=r"(?<=\s)(AND|且)(?=\s)",
            Or=r"(?<=\s)(OR|或)(?=\s)",
            Not=r"(^|(?<=(\s|[()])))(NOT|非)(?=\s)",
            AndNot=None,
            AndMaybe=None,
            Require=None,
        ),
        qparser.MultifieldPlugin(list(SEARCHED), fieldboosts=SEARCHED),
    ]
    return qparser.QueryParser(None, _schema(), plugins=plugins)


def _meant(node: Any, words: dict[str, None]) -> Any:
    """The same query with every leaf checked, and with the patterns and single characters that pairs cannot answer."""
    if isinstance(node, query.Not):
        return query.Not(_meant(node.query, {}), boost=node.boost)
    if isinstance(node, query.compound.CompoundQuery):
        return node.__class__([_meant(part, words) for part in node.subqueries], boost=node.boost)
    if getattr(node, "error", None):
        raise WrongQuery("query_value")
    field = node.field()
    if field is not None and field not in NAMES:
        raise WrongQuery("query_field", name=field, fields=_told(NAMES))
    return _leaf(node, field, words) if field in TEXTS else node


def _told(names: Iterable[str]) -> str:
    return ", ".join(f"{name}/{NAMES[name][0]}" for name in names)


def _leaf(node: Any, field: str, words: dict[str, None]) -> Any:
    if isinstance(node, query.TermRange):
        raise WrongQuery("query_range", name=field, fields=_told((*NUMBERS, *DATES)))
    if isinstance(node, query.Wildcard | query.Prefix):
        pattern = _typed(field, fold(node.text)) + ("*" if isinstance(node, query.Prefix) else "")
        words.update(dict.fromkeys(part for part in re.split("[*?]", pattern) if part))
        return Pattern(field, pattern)
    if isinstance(node, query.Phrase):
        text = "".join((*(word[0] for word in node.words), *(word[1:] for word in node.words[-1:])))
    elif isinstance(node, query.Term):
        text = str(node.text)
    else:
        return node
    text = _typed(field, text)
    if not text:
        return query.NullQuery
    words.setdefault(text)
    held = _held(field, text)
    held.boost = node.boost
    return held


def _typed(field: str, text: str) -> str:
    return text.translate(_DASHES) if field == "code" else text
