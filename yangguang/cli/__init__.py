"""The command ``yangguang``; ``build.py`` of a checkout is the same."""

from yangguang.cli import authoring, writing
from yangguang.cli.commands import main

__all__ = ["authoring", "main", "writing"]
