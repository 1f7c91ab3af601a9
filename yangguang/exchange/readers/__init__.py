"""Files as departments send them → grids of text; nothing in a file is run, followed or believed."""

from yangguang.exchange.readers.opening import Opener, open_book

__all__ = ["Opener", "open_book"]
