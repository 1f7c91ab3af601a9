"""Lists going out: the official tables of a department, which come in again as they went."""
