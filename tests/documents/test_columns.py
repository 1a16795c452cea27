import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.documents.columns import MOST, column_widths
from kheo.documents.content import Column, Table
from tests.documents import samples


def test_shares_are_kept_where_every_word_fits() -> None:
    table = Table((Column("A", 1), Column("B", 2), Column("C", 1)), (("a", "b", "c"),))
    assert column_widths(table, 160, 12) == pytest.approx((40, 80, 40))


def test_a_narrow_column_gets_what_its_longest_word_needs() -> None:
    widths = column_widths(Table(samples.LIST, samples.rows(12)), 165, 12)
    assert sum(widths) == pytest.approx(165)
    assert widths[0] == pytest.approx(9.7, abs=0.2)


@given(
    st.lists(st.tuples(st.floats(0.1, 9), st.text("abc ", max_size=60)), min_size=1, max_size=9),
    st.floats(100, 200),
)
def test_columns_always_fill_the_line_and_none_vanishes(columns: list[tuple[float, str]], width: float) -> None:
    table = Table(tuple(Column("T", share) for share, _ in columns), (tuple(text for _, text in columns),))
    widths = column_widths(table, width, 12)
    assert sum(widths) == pytest.approx(width)
    assert min(widths) > 2
    assert MOST == 0.35
