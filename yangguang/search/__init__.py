"""The index that the reader's browser searches: fragments made with the pages, joined into static scripts."""

from __future__ import annotations

from yangguang.search.encode import Script
from yangguang.search.entry import Entry
from yangguang.search.fragment import fragment
from yangguang.search.index import RegionIndex, join
from yangguang.search.lexicon import Lexicon, read_lexicon
from yangguang.search.regions import region_entries

__all__ = ["Entry", "Lexicon", "RegionIndex", "Script", "fragment", "join", "read_lexicon", "region_entries"]
