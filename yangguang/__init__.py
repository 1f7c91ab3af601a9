"""Yangguang turns a government's power and responsibility lists into a searchable static site."""

__version__ = "0.1.0"
