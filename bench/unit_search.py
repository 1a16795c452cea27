"""Searching the units of the country, against a scan that folds every name for every query."""

import difflib
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Comparison, compare
from kheo.foundation.text import fold
from kheo.organisation.models import UnitVersion
from kheo.organisation.queries.units import search_units

QUERIES = (
    "Duy Tiên",
    "hoa mac",
    "Phường Hòa Mạc",
    "tam chuc",
    "xã Yên Nam",
    "phu ly",
    "Hà Nam",
    "gso2024-349",
    "thanh liem",
    "an",
)


def measure(_folder: Path) -> Iterator[Comparison]:
    names = list(UnitVersion.objects.values_list("name", flat=True))
    folded = [fold(name) for name in names]
    yield compare(
        f"{len(QUERIES)} searches among {len(names)} unit names",
        lambda: [search_units(query) for query in QUERIES],
        lambda: [[name for name in names if fold(query) in fold(name)] for query in QUERIES],
        "folding and scanning every name for each query",
        rounds=3,
    )
    yield compare(
        "the same searches",
        lambda: [search_units(query) for query in QUERIES],
        lambda: [difflib.get_close_matches(fold(query), folded, n=50) for query in QUERIES],
        "difflib.get_close_matches on names folded beforehand",
        rounds=1,
    )
