"""Articles as citations write them stand in the order of the law."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguang.views.articles import UNSTATED, articles, chinese, numeral


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


def test_articles_sort_by_number_not_by_character() -> None:
    cited = articles(("第三十二条", "第五条", "第一百零三条", "附件第112项", "第五条之一"))
    assert [a.heading for a in sorted(cited)] == ["第五条", "第五条之一", "第三十二条", "第一百零三条", "附件第112项"]


def test_one_text_may_name_several_articles() -> None:
    found = articles(("第三条、第七条第二款和第十条第一款第（三）项",))
    assert [(a.heading, a.rest) for a in found] == [
        ("第三条", ""),
        ("第七条", "第二款"),
        ("第十条", "第一款第（三）项"),
    ]


def test_the_same_article_in_digits_is_the_same_article() -> None:
    assert articles(("第32条",)) == articles(("第三十二条",))


def test_a_citation_without_article_says_so() -> None:
    assert [a.heading for a in articles(())] == [UNSTATED]


@given(st.lists(st.text(), max_size=3))
def test_nothing_written_there_stops_a_build(cited: list[str]) -> None:
    assert articles(tuple(cited))
