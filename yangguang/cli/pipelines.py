"""The verb ci: pipeline files for git hosts."""

from __future__ import annotations

from pathlib import Path

import click

from yangguang.cli.commands import main
from yangguang.cli.options import FOLDER_THERE
from yangguang.cli.refusals import refusals
from yangguang.host.pipelines import write_pipelines
from yangguang.model.messages.host import tell
from yangguang.model.problem import Lang


@main.command("ci")
@click.argument("name", metavar="github|gitlab|gitee", type=click.Choice(["github", "gitlab", "gitee"]))
@click.argument("folder", metavar="DIR", default=".", type=FOLDER_THERE)
@click.pass_obj
def ci_command(lang: Lang, name: str, folder: Path) -> None:
    """写出代码托管平台的流水线：检查提案、生成预览、合并后发布 / pipelines that check, preview and publish."""
    with refusals(tell, lang):
        for file in write_pipelines(name, folder):
            click.echo(tell("ci_written", lang, file=file))
