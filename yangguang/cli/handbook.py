"""Writes the handbook's page on the commands from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator

import click

from yangguang.cli.commands import main

_HEAD = """# 命令 / Commands

`python build.py` 与安装后的 `yangguang` 是同一个程序；不写命令时执行 `build`。
`python build.py` and the installed `yangguang` are one program; without a verb it runs `build`.

退出码 / exit codes: `0`；`1` 内容有错误 / mistakes in the content；`2` 用法或配置有误 / wrong usage or configuration。
"""


def commands_page() -> str:
    """docs/commands.md."""
    parts = [_HEAD, *_section(main, "yangguang", main.params)]
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        if command is not None:
            parts += _section(command, f"yangguang {name}", command.params)
        for inner in command.commands.values() if isinstance(command, click.Group) else ():
            if inner.hidden:
                continue
            parts += _section(inner, f"yangguang {name} {inner.name}", inner.params)
    return "\n".join(parts) + "\n"


def _section(command: click.Command, title: str, parameters: list[click.Parameter]) -> Iterator[str]:
    arguments = [p for p in parameters if isinstance(p, click.Argument)]
    options = [p for p in parameters if isinstance(p, click.Option)]
    words = (f"{a.human_readable_name} …" if a.nargs < 0 else str(a.human_readable_name) for a in arguments)
    yield f"## `{' '.join((title, *words))}`\n"
    yield f"{(command.help or '').strip()}\n"
    if options:
        yield "| 选项 / option | 含义 / meaning |\n| --- | --- |"
        yield "".join(_row(option) + "\n" for option in options)


def _row(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in option.opts)
    if isinstance(option.type, click.Choice):
        names += " " + " \\| ".join(f"`{choice}`" for choice in option.type.choices)
    elif not option.is_flag:
        names += f" `{option.make_metavar(click.Context(main))}`"
    return f"| {names} | {option.help or ''} |"
