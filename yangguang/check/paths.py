"""Files and addresses that content names: paths inside the region's folder, addresses of the web."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from posixpath import normpath, splitext
from urllib.parse import urlsplit

from yangguang.check.limits import handlings
from yangguang.model.power import DiscretionFile, Power
from yangguang.model.problem import Problem, Where

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LIKE_FILE = re.compile(r"[^\s，。；、]*\.[A-Za-z0-9]{2,5}")


ENDINGS = tuple("pdf doc docx xls xlsx wps et csv txt ofd jpg jpeg png zip rar".split())
"""Kinds of attachments; svg, html, js and whatever else a browser would run are refused."""


def check_path(path: str, file: str, where: Where, files: Container[str]) -> Iterator[Problem]:
    """A path must stay inside the region's folder, the file must be there, and of a kind that browsers show or save and
    never run; an address must be one of the web."""
    if _SCHEME.match(path):
        yield from check_url(path, file, where)
    elif path.startswith("/") or "\\" in path or normpath(path).split("/")[0] == "..":
        yield Problem("P272", file, where, {"path": path})
    elif normpath(path) != path or path not in files:
        yield Problem("P273", file, where, {"path": path})
    elif splitext(path)[1].removeprefix(".").lower() not in ENDINGS:
        yield Problem("P352", file, where, {"path": path, "choices": " ".join(ENDINGS)})


def check_url(url: str, file: str, where: Where) -> Iterator[Problem]:
    """An address must begin with http:// or https:// and name a host."""
    if not is_url(url):
        yield Problem("P274", file, where, {"url": url[:80]})


def is_url(text: str) -> bool:
    """Whether this is an http or https address with a host, without spaces."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s<>\"]", text)
    except ValueError:
        return False


def check_files(power: Power, file: str, files: Container[str]) -> Iterator[Problem]:
    """Every file and address that an item names."""
    for path, where in named_files(power):
        yield from check_path(path, file, where, files)
    for handling, where in handlings(power):
        if handling.online:
            yield from check_url(handling.online, file, (*where, "网上办理"))


def named_files(power: Power) -> Iterator[tuple[str, Where]]:
    """Paths and addresses of files, with their key paths; plain words such as 窗口领取 are none."""
    for index, attachment in enumerate(power.attachments):
        yield attachment.file, ("附件", index, "文件")
    if power.penalty and isinstance(power.penalty.discretion, DiscretionFile):
        yield power.penalty.discretion.file, ("处罚", "裁量基准", "文件")
    for handling, where in handlings(power):
        for index, material in enumerate(handling.materials):
            for text, key in ((material.blank_form, "空白表格"), (material.sample, "示例样表")):
                if text and like_path(text):
                    yield text, (*where, "申请材料", index, key)
        if handling.result and handling.result.sample and like_path(handling.result.sample):
            yield handling.result.sample, (*where, "审批结果", "样本")


def like_path(text: str) -> bool:
    """Whether a text is meant as a file or address rather than as words."""
    return "/" in text or "\\" in text or bool(_SCHEME.match(text) or _LIKE_FILE.fullmatch(text))


def local_files(power: Power) -> tuple[str, ...]:
    """The files of the region's folder that the item refers to, each once."""
    return tuple(dict.fromkeys(path for path, _ in named_files(power) if not _SCHEME.match(path)))
