"""Files as departments send them → grids of text; nothing in a file is run, followed or believed."""

from yangguang.exchange.readers.opening import open_book

__all__ = ["open_book"]
