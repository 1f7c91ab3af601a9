"""The path of the data: read chunks, link the whole, render, join, output."""
