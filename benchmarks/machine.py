"""What the numbers were measured on, and with which versions."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

import yangguang

_TOOLS = ("hugo", "pagefind", "mkdocs", "zensical", "jinja2", "markupsafe", "pydantic", "pyyaml", "segno")


def machine() -> str:
    """Processor, cores, memory, system, Python."""
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"Machine: {_processor()}, {cores} cores, {memory:.0f} GB; {platform.system()} {platform.release()}; "
        f"Python {platform.python_version()}; load before the end {load}."
    )


def versions() -> str:
    """The engine with its commit, and everybody else's version."""
    tools = ", ".join(f"{name} {version(name)}" for name in _TOOLS)
    return f"Versions: yangguang {yangguang.__version__} ({_commit()}), {tools}."


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _commit() -> str:
    root = Path(__file__).resolve().parent.parent
    command = ("git", "-C", str(root), "describe", "--always", "--dirty", "--exclude=*")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "no git"
