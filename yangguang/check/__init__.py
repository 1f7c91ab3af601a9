"""The rules: is this content well-formed, complete and consistent; problems are values, never exceptions."""

from yangguang.check.codes import check_folders
from yangguang.check.completeness import judge
from yangguang.check.documents import check_columns
from yangguang.check.facts import facts
from yangguang.check.guide import read_guide
from yangguang.check.item import check_item
from yangguang.check.library import check_library, expand
from yangguang.check.once import once
from yangguang.check.private import check_private, number_codes, settle
from yangguang.check.prose import check_prose, targets, told_targets
from yangguang.check.regions import check_regions
from yangguang.check.shape import as_written, shape
from yangguang.check.words import check_words

__all__ = [
    "as_written",
    "check_columns",
    "check_folders",
    "check_item",
    "check_library",
    "check_private",
    "check_prose",
    "check_regions",
    "check_words",
    "expand",
    "facts",
    "judge",
    "number_codes",
    "once",
    "read_guide",
    "settle",
    "shape",
    "targets",
    "told_targets",
]
