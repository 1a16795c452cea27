"""The reading's work grows in proportion to the text, whatever the text: counted in calls, never in seconds."""

import sys
from collections.abc import Callable
from itertools import chain

import pytest

from kheo.figures.reading import extract
from kheo.figures.reading.tokens import sentences, tokenise

SIZE = 6_000  # characters: several sentences of the greatest length for every unit below
HOSTILE = (
    "44 mô hình, ",
    "44 mô hình; ",
    "12 mô hình: ",
    "(12 mô hình ",
    "công nhận 44 mô hình Dân vận khéo, ",
    "khen thưởng 3 tập thể, 2 cá nhân; ",
    "kỷ niệm chương cho 3 cá nhân, ",
    "trong đó có 31 tập thể và 6 cá nhân ",
    "Dân vận khéo và các cấp ủy đảng chính quyền ",
    "trong tổng số ",
    "kinh tế, ",
    "hai mươi ",
    "năm 2024 ",
    "Xã Thử Nghiệm ",
    "1 ",
    "1/",
    "1,",
    "1",
    "“",
    "- Lĩnh vực kinh tế: 620 mô hình, điển hình;\n",
    "44 mô hình Dân vận khéo (40 mô hình tập thể).\n",
    "Kinh tế\t12\t9\n",
)


def calls_of(work: Callable[[], object]) -> int:
    """Count the calls made by *work*, of functions in Python and in C."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def text_of(unit: str, size: int) -> str:
    return unit * (size // len(unit))


@pytest.mark.parametrize("unit", HOSTILE)
def test_extract_doubles_its_work_when_the_text_doubles(unit):
    extract(text_of(unit, SIZE))  # the caches of words are warm for both
    once = calls_of(lambda: extract(text_of(unit, SIZE)))
    twice = calls_of(lambda: extract(text_of(unit, 2 * SIZE)))
    assert twice < 2.5 * once


@pytest.mark.parametrize(
    "heading", ["Lĩnh vực\tSố mô hình đăng ký", "\t" * 6000 + "Số mô hình", "Số mô hình đăng ký " * 300 + "\tNăm"]
)
def test_extract_reads_a_table_of_twice_the_rows_with_twice_the_work(heading):
    def table(rows: int) -> str:
        return f"Dân vận khéo\n{heading}\n" + "Kinh tế\t12\n" * rows

    extract(table(400))
    assert calls_of(lambda: extract(table(800))) < 2.5 * calls_of(lambda: extract(table(400)))


def test_sentences_without_a_stop_are_cut_at_a_bound():
    for unit in ("dân vận khéo ", "44 mô hình, ", "44 mô hình; "):
        tokens = tokenise(text_of(unit, SIZE))
        parts = sentences(tokens)
        assert list(chain.from_iterable(parts)) == tokens
        assert max(len(part) for part in parts) <= 500


def test_sentences_of_a_long_report_are_cut_at_a_semicolon():
    text = "Dân vận khéo " * 110 + "; xã công nhận 12 mô hình; " + "dân vận khéo " * 90
    assert [len(part) for part in sentences(tokenise(text))] == [331, 277]
    assert [figure.value for figure in extract(text).figures] == [12]


def test_numbers_beyond_any_count_are_no_figures():
    assert extract(f"Huyện công nhận {'1' * 5000} mô hình Dân vận khéo.").figures == []
    assert extract("Huyện công nhận 1.234.567.890.123 mô hình Dân vận khéo.").figures == []
