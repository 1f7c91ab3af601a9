"""What is wrong with a theme, in one sentence; and how its files are read, all of which are text."""

from __future__ import annotations

from pathlib import Path

from yangguang.model.messages.commands import both

ENCODING = "utf-8-sig"
"""UTF-8; the mark that some editors put first is no part of the text: amid a page it would end the head of that page."""


class TemplateFault(Exception):
    """A file of the theme is wrong: which one, in which line, what it asked for, and what there is."""

    def __init__(self, file: str, line: int, detail: str, variable: str = "", known: tuple[str, ...] = ()) -> None:
        super().__init__(file, line, detail, variable, known)  # all of it, since it may come from another process
        self.file, self.line, self.detail = file, line, detail
        self.variable, self.known = variable, known

    def __str__(self) -> str:
        there = "；" + both("template_known", known="、".join(self.known)) if self.known else ""
        return f"{self.file}:{self.line}: {self.detail}{there}"


def no_text(file: str, error: UnicodeDecodeError) -> TemplateFault:
    """The fault of a file that is in another encoding."""
    return TemplateFault(file, error.object.count(b"\n", 0, error.start) + 1, both("template_not_text"))


def text_of(home: Path, name: str) -> str:
    """The text of a file of a theme's folder. Raises TemplateFault where it is none."""
    try:
        return (home / name).read_bytes().decode(ENCODING).replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise no_text(f"{home.name}/{name}", error) from error
