"""How much is found, and how much of what is found is somebody's: over the lines of ``cases.toml``."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from kheo.democracy.sensitive import look_at_text

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]


def found(text):
    return [one.kind for one in look_at_text(text).findings]


@pytest.mark.parametrize("case", [case for case in CASES if "known" not in case], ids=lambda case: case["text"][:60])
def test_each_line_tells_what_it_holds_and_nothing_else(case):
    assert found(case["text"]) == case["kinds"]


@pytest.mark.parametrize("case", [case for case in CASES if "known" in case], ids=lambda case: case["text"][:60])
def test_what_is_known_to_go_wrong_still_does_or_the_table_is_mended(case):
    assert found(case["text"]) != case["kinds"]


def test_precision_and_recall_over_all_lines():
    right = wanted = told = 0
    for case in CASES:
        expected, got = Counter(case["kinds"]), Counter(found(case["text"]))
        right += (expected & got).total()
        wanted += expected.total()
        told += got.total()
    assert (right, wanted, told) == (63, 66, 65)
