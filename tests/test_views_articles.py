"""Articles as citations write them stand in the order of the law."""

from hypothesis import given
from hypothesis import strategies as st

from yangguang.views.articles import UNSTATED, articles


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
