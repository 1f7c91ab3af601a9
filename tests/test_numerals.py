"""Numbers as Chinese texts write them are read, and written as laws do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguang.model.numerals import chinese, numeral


@given(st.integers(min_value=1, max_value=9_999))
def test_a_number_reads_back_as_it_was_written(number: int) -> None:
    assert numeral(chinese(number)) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("三", 3),
        ("十", 10),
        ("十二", 12),
        ("三十二", 32),
        ("一百零三", 103),
        ("一百一十", 110),
        ("一〇三", 103),
        ("32", 32),
        ("３２", 32),
    ],
)
def test_every_way_of_writing_a_number_is_read(written: str, number: int) -> None:
    assert numeral(written) == number


def test_numbers_are_written_as_laws_write_them() -> None:
    assert [chinese(n) for n in (3, 10, 12, 20, 103, 110, 1_002)] == [
        "三",
        "十",
        "十二",
        "二十",
        "一百零三",
        "一百一十",
        "一千零二",
    ]
