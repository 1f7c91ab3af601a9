"""The MkDocs plugin, and the one function through which the command runs MkDocs with it."""

from yangguang.plugin.hooks import YangguangPlugin
from yangguang.plugin.run import run

__all__ = ["YangguangPlugin", "run"]
