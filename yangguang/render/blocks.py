"""Blocks that a template fills and no frame has: Jinja leaves them out without a word, and pages stay empty."""

from __future__ import annotations

from jinja2 import Environment, TemplateError, nodes

from yangguang.model.messages.commands import both

FRAME = "base.html"
"""What all pages extend; a site that has its own may miss what they fill."""


def lost_block(environment: Environment, own: frozenset[str]) -> tuple[str, int, str] | None:
    """Where a template of this site fills a block that is shown nowhere, or its frame lacks one: template, line, sentence."""
    for name in environment.list_templates(extensions=["html"]) if FRAME in own else sorted(own):
        tree, *frames = _chain(environment, name)
        known = {block.name for frame in frames for block in frame.find_all(nodes.Block)}
        for block in tree.body if frames else ():
            if isinstance(block, nodes.Block) and block.name not in known:
                there = "、".join(sorted(known)) or "—"
                return name, block.lineno, both("template_block", name=block.name, known=there)
    return None


def _chain(environment: Environment, name: str) -> list[nodes.Template]:
    """A template and the frames that it extends; it alone where they cannot be told, which the first page of it tells."""
    found: dict[str, nodes.Template] = {}
    while name not in found:
        try:
            source, _, _ = environment.loader.get_source(environment, name) if environment.loader else ("", None, None)
            found[name] = environment.parse(source, name)
        except TemplateError:
            return [nodes.Template([])]
        parent = found[name].find(nodes.Extends)
        if parent is None:
            return [*found.values()]
        if not isinstance(parent.template, nodes.Const):
            break
        name = parent.template.value
    return [nodes.Template([])]
