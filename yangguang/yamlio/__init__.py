"""Files ↔ plain values: reading with every problem of syntax, writing, positions when asked for, ``fmt`` and ``upgrade``.

Reading: ``source`` makes text of bytes, ``fast`` values of sound text; whatever looks odd is read again, ``careful``-ly,
into ``nodes``, and ``diagnose`` says what is wrong. Writing: ``shape`` is the form of a file and ``canon`` the spelling of
a value; ``emit`` writes a new file; ``fmt`` (by ``edit``, ``scalars`` and ``gaps``) and ``splice`` rewrite one that is there.
"""

from yangguang.yamlio.cut import check_cut
from yangguang.yamlio.emit import emit
from yangguang.yamlio.fast import Value
from yangguang.yamlio.fmt import fmt
from yangguang.yamlio.places import HEADINGS, locate, place
from yangguang.yamlio.reading import mapping_expected, read_csv, read_markdown, read_yaml, texts
from yangguang.yamlio.shape import Shape, shape_at, shape_of
from yangguang.yamlio.source import line_starts, placed
from yangguang.yamlio.splice import splice
from yangguang.yamlio.upgrade import upgrade, version_problem

__all__ = [
    "HEADINGS",
    "Shape",
    "Value",
    "check_cut",
    "emit",
    "fmt",
    "line_starts",
    "locate",
    "mapping_expected",
    "place",
    "placed",
    "read_csv",
    "read_markdown",
    "read_yaml",
    "shape_at",
    "shape_of",
    "splice",
    "texts",
    "upgrade",
    "version_problem",
]
