"""What is still known of a region whose region.yml is wrong, so that its other files are read for their mistakes, too."""

from __future__ import annotations

import re

from yangguang.check.shape import shape
from yangguang.model.region import Region
from yangguang.model.words import SLUG
from yangguang.yamlio import Value
from yangguang.yamlio.upgrade import CURRENT, KEY

FILE = "region.yml"
_NOBODYS = "000000"


def salvaged(value: Value, label: str) -> Region:
    """A region of those keys that are right, and of stand-ins for what every region must say.

    ``label`` names its folder. Checks that look at stand-ins are silent where ``unread`` names region.yml.
    """
    folder = label.rstrip("/").rpartition("/")[2]
    standing: dict[str, Value] = {
        KEY: str(CURRENT), "名称": folder or FILE, "行政区划代码": _NOBODYS,
        "网址标识": folder if re.fullmatch(SLUG, folder) else "region", "层级": "县级",
    }  # fmt: skip
    written = value if isinstance(value, dict) else {}
    right = {key: entry for key, entry in written.items() if shape(Region, {**standing, key: entry}, FILE)[0]}
    region, problems = shape(Region, {**standing, "层级": _level(right.get("行政区划代码")), **right}, FILE)
    if region is None:
        raise ValueError(f"keys that are right by themselves are wrong together: {problems}")
    return region


def _level(code: Value) -> str:
    """The level that a code is of."""
    digits = code if isinstance(code, str) else ""
    if len(digits) != len(_NOBODYS):
        return {9: "乡级", 12: "村级"}.get(len(digits), "县级")
    return "省级" if digits.endswith("0000") else "市级" if digits.endswith("00") else "县级"
