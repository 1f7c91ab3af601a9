"""Measures the engine at full size, beside other generators on the same facts; no part of the wheel."""
