"""Grids → raw items: which column is which, which rows are one item, and where every other cell went."""
