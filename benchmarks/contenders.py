"""Who runs side by side: what each needs written, how it is run, where its site lies."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.aside import put_aside
from benchmarks.measure import Run, measure

_BIN = Path(sys.executable).parent
_ENGINE = (sys.executable, str(Path(__file__).resolve().parent.parent / "build.py"))
_NO_QR = (
    sys.executable, "-c",
    "from yangguang.render import environment as e; from yangguang.views.parts import Trusted; e.qr_svg = lambda text: Trusted('');"
    "from yangguang.cli import main; main(prog_name='yangguang')",
)  # fmt: skip
"""The engine with QR codes left out: its difference to a whole build is their share."""


@dataclass(frozen=True, slots=True)
class Contender:
    """One line of the table. ``source`` is the format that it reads; ``run`` builds once, from nothing unless it is a
    rebuild, and ``site`` is where the result lies; both take the folder that everything lies in.
    """

    name: str
    source: str
    run: Callable[[Path], Run]
    site: Callable[[Path], Path]
    slow: bool = False
    rebuild: bool = False


_REMARK = "备注: 改动"
UPDATED = re.compile("^更新日期: .*$", re.MULTILINE)
_RISK = re.compile(r"^( +- \{风险点: )([^,]+)(, 表现形式: .*)$", re.MULTILINE)
_NAME = re.compile(r"^(职权名称: .*?)(?:（改(\d+)）)?$", re.MULTILINE)

CAP = 900.0
"""Seconds after which a slow contender is stopped."""


def yangguang(work: Path, source: str, site: str, *more: str, program: tuple[str, ...] = _ENGINE) -> Run:
    """One build by the engine of the content in ``work/source``."""
    content, target = str(work / source), work / site
    return measure((*program, "build", "--content", content, "--site", str(target), *more), work, site=target)


def _cold(work: Path) -> Run:
    put_aside(work, "site-cold")
    return yangguang(work, "content", "site-cold", "--no-cache")


def _without_qr(work: Path) -> Run:
    put_aside(work, "site-no-qr")
    return yangguang(work, "content", "site-no-qr", "--no-cache", program=_NO_QR)


def _cached(work: Path, *, afresh: bool = False) -> Run:
    if afresh:
        put_aside(work, "site", "cache")
    return yangguang(work, "content", "site", "--cache", str(work / "cache"))


def change_one(content: Path) -> None:
    """One item gets another remark each time, and another date as editors give it one."""
    path = min((content / "powers").glob("*/*.yml"))
    text, _, before = path.read_text("utf-8").partition(_REMARK)
    count = int(before or 0) + 1
    text = UPDATED.sub(f"更新日期: 2016-{count % 12 + 1:02}-{count % 28 + 1:02}", text, count=1)
    path.write_text(f"{text}{_REMARK}{count}\n", "utf-8")


def extend_one(content: Path) -> None:
    """One item gets one risk point more each time, which lists, figures and comparisons count."""
    path = next(path for path in sorted((content / "powers").glob("*/*.yml")) if _RISK.search(path.read_text("utf-8")))
    text = path.read_text("utf-8")
    count = text.count("风险点: 补充") + 1
    extended = _RISK.sub(lambda found: f"{found[1]}补充{count}{found[3]}\n{found[0]}", text, count=1)
    path.write_text(extended, "utf-8")


def rename_one(content: Path) -> None:
    """One item gets another name each time, which lists, laws and counts show."""
    path = min((content / "powers").glob("*/*.yml"))
    text = path.read_text("utf-8")
    renamed = _NAME.sub(lambda found: f"{found[1]}（改{int(found[2] or 0) + 1}）", text, count=1)
    path.write_text(renamed, "utf-8")


def _one_changed(work: Path) -> Run:
    change_one(work / "content")
    return _cached(work)


def _one_extended(work: Path) -> Run:
    extend_one(work / "content")
    return _cached(work)


def _one_renamed(work: Path) -> Run:
    rename_one(work / "content")
    return _cached(work)


def _hugo(work: Path) -> Run:
    put_aside(work, "hugo/public", "hugo/resources")
    return measure((str(_BIN / "hugo"), "--quiet"), work / "hugo")


def _hugo_pagefind(work: Path) -> Run:
    built = _hugo(work)
    return built + measure((sys.executable, "-m", "pagefind", "--site", "public", "--quiet"), work / "hugo")


def _mkdocs(work: Path) -> Run:
    put_aside(work, "mkdocs/site")
    return measure((str(_BIN / "mkdocs"), "build", "--quiet"), work / "mkdocs", CAP)


def _zensical(work: Path) -> Run:
    put_aside(work, "zensical/site", "zensical/.cache")
    return measure((str(_BIN / "zensical"), "build"), work / "zensical", CAP)


COLD = "Yangguang, cold"
HUGO = "Hugo"
HUGO_PAGEFIND = "Hugo + Pagefind"
WITHOUT_QR = "Yangguang, cold, without QR codes"
ONE_CHANGED = "Yangguang, one item changed"
ONE_EXTENDED = "Yangguang, one risk point more"
ONE_RENAMED = "Yangguang, one item renamed"

CONTENDERS = (
    Contender(HUGO, "hugo", _hugo, lambda work: work / "hugo" / "public"),
    Contender(COLD, "content", _cold, lambda work: work / "site-cold"),
    Contender(HUGO_PAGEFIND, "hugo", _hugo_pagefind, lambda work: work / "hugo" / "public"),
    Contender(WITHOUT_QR, "content", _without_qr, lambda work: work / "site-no-qr"),
    Contender(
        "Yangguang, cold, filling its cache",
        "content",
        lambda work: _cached(work, afresh=True),
        lambda work: work / "site",
    ),
    Contender("Yangguang, nothing changed", "content", _cached, lambda work: work / "site", rebuild=True),
    Contender(ONE_CHANGED, "content", _one_changed, lambda work: work / "site", rebuild=True),
    Contender(ONE_EXTENDED, "content", _one_extended, lambda work: work / "site", rebuild=True),
    Contender(ONE_RENAMED, "content", _one_renamed, lambda work: work / "site", rebuild=True),
    Contender("MkDocs", "mkdocs", _mkdocs, lambda work: work / "mkdocs" / "site", slow=True),
    Contender("Zensical", "zensical", _zensical, lambda work: work / "zensical" / "site", slow=True),
)
"""In the order of one round: Hugo and the engine take turns, so that both meet the same weather on the machine."""
