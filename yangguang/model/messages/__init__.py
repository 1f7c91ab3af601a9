"""The one table of everything the program says: the rules of the checks, and the words of the commands."""

from __future__ import annotations

from yangguang.model.messages.documents import DOCUMENTS
from yangguang.model.messages.duties import DUTIES
from yangguang.model.messages.events import EVENTS
from yangguang.model.messages.files import FILES
from yangguang.model.messages.item import ITEM
from yangguang.model.messages.links import LINKS
from yangguang.model.messages.privacy import PRIVACY
from yangguang.model.messages.search import SEARCH
from yangguang.model.messages.shape import SHAPE
from yangguang.model.messages.syntax import SYNTAX
from yangguang.model.messages.words import WORDS
from yangguang.model.problem import Lang, Problem, Rule, Severity, harmless

RULES: dict[str, Rule] = {
    rule.id: rule
    for part in (SYNTAX, SHAPE, ITEM, DUTIES, LINKS, FILES, EVENTS, DOCUMENTS, SEARCH, WORDS, PRIVACY)
    for rule in part
}


def severity(problem: Problem) -> Severity:
    """How much this problem matters."""
    return RULES[problem.rule].severity


def sentence(problem: Problem, lang: Lang) -> str:
    """What is wrong and how to cure it, in one sentence of the language asked for."""
    args = {name: harmless(" ".join(value.split())) for name, value in problem.args.items()}  # a sentence is one line
    return RULES[problem.rule].text(lang).format_map(args)
