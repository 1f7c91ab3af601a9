"""The command ``yangguang``; ``build.py`` of a checkout is the same."""

from yangguang.cli.commands import main

__all__ = ["main"]
