"""How commands speak: wrong use is told in Chinese, too, since click knows English only; what a terminal cannot show is escaped."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import IO, Any

import click

from yangguang.cli.basics import MISUSE, language
from yangguang.model.messages.usage import USAGE

_HELP = getattr(click.exceptions, "NoArgsIsHelpError", ())
"""No mistake, but the help, where nothing was asked; older versions of click have no exception for it."""


class Misuse(click.ClickException):
    """A sentence that is shown as it is."""

    exit_code = MISUSE

    def show(self, file: IO[Any] | None = None) -> None:
        """Shows it."""
        click.echo(self.message, file=file, err=file is None)


class _Misplaced(click.NoSuchOption):
    """An option of the program, typed behind the command."""


class Spoken(click.Group):
    """A group of commands that speaks the user's language, whatever is wrong with what was typed."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Runs as a program. A sign that the terminal's encoding lacks, or a name that is no text, does not end it."""
        if not args and "args" not in extra and sys.getfilesystemencoding() != "utf-8":
            _begin_again()
        if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.errors == "strict":
            sys.stdout.reconfigure(errors="backslashreplace")  # as Python has it for messages of errors
        return super().main(*args, **extra)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Reads the group's own options."""
        with _spoken(info_name or ""):
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, context: click.Context) -> Any:
        """Runs a command."""
        with _spoken(context.command_path):
            return super().invoke(context)


def _begin_again() -> None:
    """Names of files are UTF-8, as git keeps them, and Python takes them for what the locale says: under one of GBK no
    Chinese name would be found again. What is said stays in the encoding of the terminal."""
    os.environ |= {"PYTHONIOENCODING": os.environ.get("PYTHONIOENCODING") or sys.stdout.encoding, "PYTHONUTF8": "1"}
    os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606  (this same program)


@contextmanager
def _spoken(command: str) -> Iterator[None]:
    try:
        yield
    except click.UsageError as raised:
        error = _placed(raised)
        context = error.ctx
        lang = language(context.find_root().params.get("lang") if context else None)
        if lang == "en" or isinstance(error, _HELP):
            raise error from None
        shown = _sentence(error) + USAGE["help"].format(command=context.command_path if context else command)
        raise Misuse(f"{shown} / {error.format_message()}") from None


def _placed(error: click.UsageError) -> click.UsageError:
    known = error.ctx.find_root().command.params if error.ctx else []
    if isinstance(error, click.NoSuchOption) and any(error.option_name in one.opts for one in known):
        return _Misplaced(error.option_name, f"{error.option_name} stands before the command.", ctx=error.ctx)
    return error


def _sentence(error: click.UsageError) -> str:
    if isinstance(error, _Misplaced):
        return _said("first", error.option_name)
    if isinstance(error, click.NoSuchOption):
        return _said("option", error.option_name) + _near(error)
    if name := getattr(error, "command_name", ""):
        return _said("command", name) + _near(error)
    if isinstance(error, click.BadParameter) and (param := error.param):
        name = param.human_readable_name if isinstance(param, click.Argument) else "/".join(param.opts)
        lacking = isinstance(error, click.MissingParameter)
        return _said("missing", name) if lacking else _said("value", name) + _form(param.type)
    return _said("count", error.option_name) if isinstance(error, click.BadOptionUsage) else USAGE["other"]


def _said(key: str, name: str) -> str:
    return USAGE[key].format(name=name)


def _near(error: click.UsageError) -> str:
    found = getattr(error, "possibilities", None)
    return USAGE["near"].format(near="、".join(found)) if found else ""


def _form(wanted: click.ParamType[Any]) -> str:
    """How a value is to be written."""
    match wanted:
        case click.Choice(choices=choices):
            return USAGE["choice"].format(choices="、".join(choices))
        case click.DateTime():
            return USAGE["date"]
        case click.IntRange(min=least):
            return USAGE["number"].format(least=least)
        case click.Path(file_okay=files, dir_okay=folders, exists=there):
            kind = "path" if files and folders else "file" if files else "folder"
            return USAGE[f"{kind}_there" if there else kind]
    return ""
