import gzip
from hashlib import sha256

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from kheo.foundation.ui.weave import FAMILIES, GRAINS, band, cloth, mark, strips

seeds = st.integers(min_value=0, max_value=10**9)
WINDOW = range(12)


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_cloth_is_the_same_svg_for_the_same_number_and_small(seed):
    drawn = cloth(seed)
    assert drawn == cloth(seed)
    root = fromstring(drawn)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    width, height = (int(part) for part in root.attrib["viewBox"].split()[2:])
    assert (width // 10, height // 10) in GRAINS
    assert len(gzip.compress(drawn.encode())) < 3000


def test_cloths_of_neighbouring_numbers_are_all_different():
    assert len({cloth(seed) for seed in range(500)}) == 500


def test_cloth_of_a_number_never_changes():
    # An initiative keeps its cloth for good, and browsers keep it for a year: a change here is a change for everybody.
    every = "".join(cloth(seed) for seed in range(100))
    assert sha256(every.encode()).hexdigest()[:16] == "2e0e73782552d148"


@pytest.mark.parametrize("family", FAMILIES)
def test_strips_cover_each_crossing_once(family):
    crossing = FAMILIES[family]
    covered = [
        (place, strip.at) if strip.upright else (strip.at, place)
        for strip in strips(crossing, WINDOW, WINDOW)
        for place in range(strip.start, strip.end)
    ]
    assert sorted(covered) == [(r, c) for r in WINDOW for c in WINDOW]


@pytest.mark.parametrize("family", [name for name in FAMILIES if name != "stair"])
def test_strips_go_over_and_under_by_twos_away_from_turning_lines(family):
    lengths = {strip.end - strip.start for strip in strips(FAMILIES[family], range(48), range(48))}
    assert 2 in lengths
    assert max(lengths) <= 4


@pytest.mark.parametrize("draw", [mark, band])
def test_mark_and_band_are_well_formed_and_tiny(draw):
    assert fromstring(draw()).tag == "{http://www.w3.org/2000/svg}svg"
    assert len(draw()) < 900
