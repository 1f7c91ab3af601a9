"""Snapshots that can be proved in thirty years: a store by content, a chained ledger, bags, what changed, what was there.

``store`` and ``ledger`` are the archive, ``payload`` is what one snapshot holds; ``making`` brings one in, ``bags``
takes one out, ``changes`` compares two. ``check`` and ``counts`` prove a snapshot, ``signed`` who kept it.
"""
