"""Placing the names of a sheet, against a dictionary of folded names that knows one spelling of each."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.importing import TOWN
from bench.measure import Comparison, compare
from bench.place import open_place
from kheo.foundation.text import fold
from kheo.organisation.models import UnitVersion
from kheo.organisation.queries.units import UnitFinder, units_of

NAMES = 4000
FORMS = ("{name}", "{bare}", "{name}, thị xã Duy Tiên", "UBND {name}", "{name} (cũ)", "{folded}", "  {name} ", "{name}, Hà Nam")


def written_names(versions: list[UnitVersion], count: int) -> list[str]:
    forms = [
        form.format(name=version.name, bare=version.name.split(" ", 1)[1], folded=fold(version.name))
        for version in versions
        for form in FORMS
    ]
    return [forms[number % len(forms)] for number in range(count)]


def measure(_folder: Path) -> Iterator[Comparison]:
    place = open_place(TOWN, date(2024, 1, 1))
    versions = units_of(place, date(2024, 12, 31))
    names = written_names(versions, NAMES)
    days = (date(2024, 1, 1), date(2024, 12, 31))
    known = {fold(version.name): version.unit_id for version in versions}
    finder = UnitFinder(place, *days)
    yield compare(
        f"{NAMES} written names placed by UnitFinder",
        lambda: [finder.find(name) for name in names],
        lambda: [known.get(fold(name)) for name in names],
        "fold and one look-up in a dictionary (misses all but one spelling)",
    )
    yield compare(
        "building the finder of a town and its kin",
        lambda: UnitFinder(place, *days).find("Phường Hòa Mạc"),
        lambda: {fold(version.name): version.unit_id for version in units_of(place, days[1])},
        "building that dictionary",
    )
