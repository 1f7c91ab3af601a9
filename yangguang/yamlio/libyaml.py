"""The one door to PyYAML: libyaml's event stream, and nothing of PyYAML's own loaders."""

from __future__ import annotations

try:
    from yaml._yaml import CParser
except ImportError as error:  # a PyYAML built without the C library is 25 times slower and reports other errors
    raise ImportError(
        "PyYAML was installed without libyaml; reinstall it from a wheel (pip install --force-reinstall pyyaml)"
    ) from error
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

__all__ = [
    "AliasEvent",
    "CParser",
    "DocumentStartEvent",
    "MappingEndEvent",
    "MappingStartEvent",
    "MarkedYAMLError",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "YAMLError",
]
