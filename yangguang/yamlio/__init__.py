"""Files ↔ plain values: YAML, front matter and CSV with every problem of their syntax, and positions when asked for."""

from yangguang.yamlio.fast import Value
from yangguang.yamlio.places import Kind, kind_of, locate, place
from yangguang.yamlio.reading import mapping_expected, read_csv, read_markdown, read_yaml

__all__ = [
    "Kind",
    "Value",
    "kind_of",
    "locate",
    "mapping_expected",
    "place",
    "read_csv",
    "read_markdown",
    "read_yaml",
]
