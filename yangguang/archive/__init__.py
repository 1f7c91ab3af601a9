"""Snapshots that can be proved in thirty years: a store by content, a chained ledger, bags, what changed, what was there."""
