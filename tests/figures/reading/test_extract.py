"""Every case of the casebook is read exactly: nothing missing, nothing more, in the order of the text."""

import pytest

from kheo.figures.reading import extract
from tests.figures.reading.casebook import Case, load

CASES = load()


def test_casebook_is_large_enough():
    assert len(CASES) >= 250
    assert len({case.text for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_extract_reads_case(case: Case):
    reading = extract(case.text)
    found = [
        {name: getattr(figure, name) for name in expected}
        for figure, expected in zip(reading.figures, case.figures, strict=False)
    ]
    assert found == case.figures
    assert len(reading.figures) == len(case.figures), reading.figures
    assert reading.notes == case.notes
    if case.unmatched is not None:
        assert [item.number for item in reading.unmatched] == case.unmatched
    for figure in reading.figures:
        assert case.text[figure.start : figure.end] == figure.quote
