from datetime import date

import pytest

from kheo.documents.content import Column, Paper, Signature, Table
from tests.documents import samples


def test_a_table_refuses_a_row_of_another_length() -> None:
    with pytest.raises(ValueError, match="row 2 has 1 cells, the table has 2 columns"):
        Table((Column("TT"), Column("Tên")), (("1", "a"), ("2",)))


def test_a_paper_without_date_and_year_is_refused() -> None:
    with pytest.raises(ValueError, match="needs the year"):
        Paper(layout="party", superior="", issuer="A", place="B", title="C", subject="", blocks=(), signature=Signature("T/M A"))


def test_layout_follows_the_papers_date_or_the_end_of_its_open_year() -> None:
    assert samples.decision(on=date(2026, 1, 8)).layout_day == date(2026, 1, 8)
    assert samples.decision(on=None, year=2025).layout_day == date(2025, 12, 31)
