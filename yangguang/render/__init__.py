"""From pages to bytes: Jinja2, Markdown, QR codes, style sheets and scripts."""

from __future__ import annotations

from yangguang.render.assets import Asset, asset_paths, build_assets
from yangguang.render.environment import Renderer
from yangguang.render.fault import TemplateFault
from yangguang.render.markdown import EXTENSIONS, prose, sanitised, slug

__all__ = [
    "EXTENSIONS",
    "Asset",
    "Renderer",
    "TemplateFault",
    "asset_paths",
    "build_assets",
    "prose",
    "sanitised",
    "slug",
]
