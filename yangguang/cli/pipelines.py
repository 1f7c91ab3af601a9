"""The verb ci: pipeline files for git hosts."""

from __future__ import annotations

from pathlib import Path

import click

from yangguang.cli.basics import MISUSE
from yangguang.cli.commands import main
from yangguang.host.pipelines import write_pipelines
from yangguang.host.refusal import Refused
from yangguang.model.messages.host import tell


@main.command("ci")
@click.argument("name", metavar="github|gitlab|gitee", type=click.Choice(["github", "gitlab", "gitee"]))
@click.argument("folder", metavar="DIR", default=".", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.pass_context
def ci_command(context: click.Context, name: str, folder: Path) -> None:
    """写出代码托管平台的流水线：检查提案、生成预览、合并后发布 / pipelines that check, preview and publish."""
    try:
        written = write_pipelines(name, folder)
    except Refused as why:
        click.echo(tell(why.finding.key, context.obj, **why.finding.values), err=True)
        context.exit(MISUSE)
    for file in written:
        click.echo(tell("ci_written", context.obj, file=file))
