"""Shares in per cent claim neither the whole where something is missing, nor nothing where there is something."""

import pytest

from yangguang.model.share import percent


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (0, 7, 0), (7, 7, 100), (2, 3, 67), (1, 3, 33), (1, 8, 13), (5, 1000, 1), (1, 1000, 1), (999, 1000, 99), (199, 200, 99), (-1, 4, -25),
    ],
)  # fmt: skip
def test_a_share_is_rounded_but_never_to_all_or_to_nothing(part: int, whole: int, shown: int) -> None:
    assert percent(part, whole) == shown
