"""Jinja2 as the site uses it: autoescape, no silent gaps, own templates before the packaged ones, one clear error."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from yangguang.model.messages.commands import both
from yangguang.model.words import DOT, LONG_NAME
from yangguang.render.blocks import lost_block
from yangguang.render.fault import ENCODING, TemplateFault, no_text
from yangguang.render.markdown import prose
from yangguang.render.qr import qr_svg
from yangguang.resources import folder as folder_of
from yangguang.views.parts import Link, Trusted
from yangguang.views.shell import Page

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

CONTENT_SECURITY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self' file:; base-uri 'none'"
)
"""No inline style or script anywhere, nothing from outside, and forms lead back into the site.

On a disk that is `file:`, where Firefox takes no page for the 'self' of a form; from the web, no form leads to a file.
"""

PREVIEW_SECURITY = (
    CONTENT_SECURITY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'") + "; connect-src 'self'"
)
"""What lets MkDocs' preview reload a page, and nothing else: a letter or a picture from outside is missed in time."""

_UNKNOWN = re.compile(r"'([^']+)' is undefined|has no attribute '([^']+)'")
_INDENT = re.compile(r"^[ \t]+", re.M)


_KEPT = 1024
"""Pieces of pages that are kept for being shown again; a worker sees the items of one department after the other."""


class _Files(FileSystemLoader):
    """Templates of one folder; one that is no text is named, whoever asked for it."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The source of a template."""
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            raise no_text(f"templates/{template}", error) from error


class Lean(Extension):
    """Drops the indentation of template sources, which would otherwise be a third of every page."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Line breaks stay, so that errors name the right line."""
        return _INDENT.sub("", source)


class _Plain(Template):
    """A template without globals of its own, so that the macros it lends are the same for every page."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        # Jinja would compare all globals at each of the seventeen imports of a page to learn the same.
        return super()._get_default_module()


class _Compiled(BytecodeCache):
    """Templates as they were compiled, for as long as the process runs: a preview shows one edit after the other."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """By the place of the file, where it still says the same."""
        checksum, code = self._kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.checksum, bucket.code


_COMPILED = {sandbox: _Compiled() for sandbox in (False, True)}
"""A sandbox compiles in its own way."""


def _made(macro: Macro, value: Hashable) -> str:
    """What a macro makes of a value, which must be all that it shows."""
    return macro(value)


def _link(link: Link) -> str:
    """The text with what it leads to; alone, and to be escaped like any, where that has no page."""
    return Trusted(f'<a href="{escape(link.href)}">{escape(link.text)}</a>') if link.href else link.text


def _fault(place: tuple[str, int], detail: str, variable: str = "", known: tuple[str, ...] = ()) -> TemplateFault:
    return TemplateFault(f"templates/{place[0]}", place[1], detail, variable, known)


class Renderer:
    """Pages to bytes. ``folders``: templates in order of precedence; ``assets``: logical name → path from the root.

    ``preview=True`` is for the live preview, to which MkDocs adds a script of its own. ``sandbox=True`` is for templates
    that come from elsewhere: they reach nothing but what they are given, and change none of it.
    """

    def __init__(
        self, folders: Sequence[Path], assets: Mapping[str, str], *, preview: bool = False, sandbox: bool = False
    ) -> None:
        self.folders = tuple(folders)
        self.environment = (ImmutableSandboxedEnvironment if sandbox else Environment)(
            loader=ChoiceLoader([_Files(folder, encoding=ENCODING) for folder in folders]),
            autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=False,
            auto_reload=False, cache_size=-1, extensions=[Lean], bytecode_cache=_COMPILED[sandbox],
        )  # fmt: skip
        self.environment.template_class = _Plain
        self.environment.globals.update(
            assets=dict(assets),
            security=PREVIEW_SECURITY if preview else CONTENT_SECURITY,
            once=lru_cache(_KEPT)(_made),
            dot=DOT,
            long_name=LONG_NAME,
        )
        self.environment.filters.update(prose=prose, qr=qr_svg, figure="{:,}".format, link=_link)

    def render(self, page: Page) -> bytes:
        """The page as UTF-8. Raises TemplateFault where its template is missing, broken or asks for what is not there."""
        return self.shown(page.template, page)

    def shown(self, template: str, page: DataclassInstance) -> bytes:
        """What a template makes of a record, as :meth:`render` does of a page."""
        try:
            return self.environment.get_template(template).render(page=page).encode()
        except TemplateSyntaxError as error:
            raise _fault((error.name or template, error.lineno), error.message or "") from error
        except TemplateNotFound as error:
            raise _fault(self._place(error, template), both("template_missing", name=error.name)) from error
        except UndefinedError as error:
            raise self._unknown(template, page, error) from error
        except RecursionError as error:
            raise _fault(self._place(error, template), both("template_circle")) from error
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, TemplateRuntimeError) as error:
            # What a template computes wrongly, or gives to a filter that cannot use it, stands in one of its lines.
            place = self._place(error, template)
            raise _fault(place, str(error) + self._stand_in(place[0])) from error

    def refuse_lost_blocks(self) -> None:
        """Raises TemplateFault where what a template fills is shown nowhere: a mistyped block, a frame that lacks one."""
        own = self._own()
        if own and (lost := lost_block(self.environment, own)):
            template, line, sentence = lost
            raise _fault((template, line), sentence + self._stand_in(template))

    def _own(self) -> frozenset[str]:
        homes = [folder for folder in self.folders if folder != folder_of("templates")]
        return frozenset(file.relative_to(home).as_posix() for home in homes for file in home.rglob("*.html"))

    def _stand_in(self, template: str) -> str:
        """Where one of ours fails, the site's own that stand in the place of others: after an upgrade they may no longer fit."""
        own = sorted(self._own())
        return "；" + both("template_own", own="、".join(own)) if own and template not in own else ""

    def _unknown(self, template: str, page: DataclassInstance, error: UndefinedError) -> TemplateFault:
        place = self._place(error, template)
        found = _UNKNOWN.search(error.message or "")
        variable = (found[1] or found[2]) if found else ""
        known = tuple(f"page.{field.name}" for field in fields(page))
        detail = both("template_variable", variable=variable) if variable else str(error)
        return _fault(place, detail + self._stand_in(place[0]), variable, known)

    def _place(self, error: Exception, default: str) -> tuple[str, int]:
        """The innermost line of a template in the traceback, which Jinja has already turned into template lines."""
        place = (default, 0)
        step = error.__traceback__
        while step:
            file = Path(step.tb_frame.f_code.co_filename)
            home = next((folder for folder in self.folders if file.is_relative_to(folder)), None)
            if home is not None:
                place = (file.relative_to(home).as_posix(), step.tb_lineno)
            step = step.tb_next
        return place
