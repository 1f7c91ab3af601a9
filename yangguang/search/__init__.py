"""The index that the reader's browser searches: fragments made with the pages, joined into static scripts."""
