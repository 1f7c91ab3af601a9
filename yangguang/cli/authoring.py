"""The verbs for those who write content: new, schema, fmt, upgrade."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click

from yangguang import __version__
from yangguang.cli.commands import main
from yangguang.cli.misuse import Misuse
from yangguang.cli.options import FOLDER
from yangguang.disk import put
from yangguang.model.kinds import KINDS
from yangguang.model.messages.commands import say
from yangguang.model.problem import Lang
from yangguang.model.schema import schemas
from yangguang.model.words import SLUG

_STARTER = Path(__file__).with_name("starter")
_VALUE = re.compile(r"(?m)(?<=: )\S*\{\{.*")
_PLAIN = re.compile(r"[^\W\d_][\w（）·-]*")
"""What YAML takes for a text without quotes, in whichever dialect."""


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--slug", help="网址标识，默认取文件夹名 / the region's slug; default: the folder's name")
@click.option("--name", default="某县", show_default=True, help="地区名称 / the region's name")
@click.pass_obj
def new(lang: Lang, folder: Path, slug: str | None, name: str) -> None:
    """新建一个地区自己的内容仓库 / make a region's own repository."""
    slug = folder.resolve().name if slug is None else slug
    if not re.fullmatch(SLUG, slug):
        raise Misuse(say("slug_needed", lang, name=slug))
    if not name.strip() or not name.isprintable():
        raise Misuse(say("name_needed", lang, name=name))
    if folder.exists() and any(entry.name != ".git" for entry in folder.iterdir()):
        raise Misuse(say("exists", lang, folder=folder))
    values = {"{{网址标识}}": slug, "{{名称}}": name, "{{版本}}": __version__}
    for path in sorted(_STARTER.rglob("*")):
        if path.is_file():
            target = folder / path.relative_to(_STARTER).as_posix().replace("dot-", ".")
            put(target, _filled(path, values).encode())
    _write_schemas(folder / "schema")
    click.echo(say("made", lang, folder=folder))


def _filled(path: Path, values: dict[str, str]) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".yml":
        return _VALUE.sub(lambda found: _quoted(_put(found[0], values)), text)
    return _put(text, values)


def _put(text: str, values: dict[str, str]) -> str:
    for mark, value in values.items():
        text = text.replace(mark, value)
    return text


def _quoted(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


@main.command("schema")
@click.option("--into", type=FOLDER, default=Path("schema"), show_default=True,
              help="写到哪个文件夹 / the folder to write to")  # fmt: skip
@click.pass_obj
def schema_command(lang: Lang, into: Path) -> None:
    """写出每种内容文件的 JSON Schema / write the JSON Schema of every kind of content file."""
    _write_schemas(into)
    click.echo(say("schemas", lang, count=len(KINDS), folder=into))


def _write_schemas(folder: Path) -> None:
    """One file per kind of content file."""
    for name, body in schemas().items():
        put(folder / name, body)
