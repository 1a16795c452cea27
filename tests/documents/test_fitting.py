from dataclasses import replace

from kheo.documents.fitting import SMALLEST, fit
from tests.documents.test_blank import LONG, NAME


def test_long_words_step_down_until_they_fit_and_the_lines_are_of_one_length():
    fitted = fit(NAME, LONG)
    assert (len(fitted.lines), fitted.problems) == (2, ())
    assert SMALLEST <= fitted.size < 24
    assert max(map(len, fitted.lines)) - min(map(len, fitted.lines)) < 12
    assert " ".join(fitted.lines) == LONG


def test_no_line_begins_with_a_dash():
    fitted = fit(
        replace(NAME, width=60, lines=4, size=16, align="left"), "sáng – xanh – sạch – đẹp – an toàn – văn minh – nghĩa tình"
    )
    assert [line for line in fitted.lines if line.startswith("–")] == []
