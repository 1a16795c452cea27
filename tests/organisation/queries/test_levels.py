from datetime import date

import pytest

from kheo.organisation.models import Unit, UnitVersion
from kheo.organisation.queries.levels import last_day_within, localities_below, locality_above, unit_above, units_below
from tests.factories import make_locality, make_unit

pytestmark = pytest.mark.django_db
LAST, TURN = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture
def levels():
    """Hà Nam with Duy Tiên town and its commune until 30/06/2025; Ninh Bình with a ward from 01/07/2025. All run years here."""
    old, new = make_locality("gso2024-35", "Tỉnh Hà Nam"), make_locality("gso2025-37", "Tỉnh Ninh Bình")
    town, commune, ward = (
        make_locality("gso2024-349"),
        make_locality("gso2024-13324", "Phường Hòa Mạc"),
        make_locality("gso2025-13324"),
    )
    UnitVersion.objects.filter(unit=commune.unit).update(parent=town.unit)
    for place in (old, town, commune):
        Unit.objects.filter(pk=place.unit_id).update(ended_on=TURN)
    for place in (new, ward):
        Unit.objects.filter(pk=place.unit_id).update(founded_on=TURN)
        UnitVersion.objects.filter(unit=place.unit).update(valid_from=TURN)
    for place in (old, new, town, commune, ward):
        place.unit.refresh_from_db()
    return {"old": old, "new": new, "town": town, "commune": commune, "ward": ward}


def test_on_the_last_day_of_the_districts_a_commune_lies_under_its_town_and_that_under_the_province(levels):
    above = {name: locality_above(place, LAST) for name, place in levels.items()}
    assert above == {"old": None, "new": None, "town": levels["old"], "commune": levels["town"], "ward": None}
    below = {name: localities_below(place, LAST) for name, place in levels.items()}
    assert below == {"old": [levels["town"]], "new": [], "town": [levels["commune"]], "commune": [], "ward": []}


def test_from_the_next_day_on_wards_lie_under_the_province_and_the_former_ones_under_nobody(levels):
    above = {name: locality_above(place, TURN) for name, place in levels.items()}
    assert above == {"old": None, "new": None, "town": None, "commune": None, "ward": levels["new"]}
    below = {name: localities_below(place, TURN) for name, place in levels.items()}
    assert below == {"old": [], "new": [levels["ward"]], "town": [], "commune": [], "ward": []}


def test_a_year_in_which_both_registers_held_keeps_each_place_where_it_was(levels):
    year = date(2025, 1, 1), date(2025, 12, 31)
    assert last_day_within(levels["town"].unit, *year) == LAST
    assert last_day_within(levels["ward"].unit, *year) == year[1]
    assert last_day_within(levels["town"].unit, date(2026, 1, 1), date(2026, 12, 31)) == date(2026, 1, 1)
    assert [one.locality for one in units_below(levels["town"], *year)] == [levels["commune"]]
    assert [one.locality for one in units_below(levels["new"], *year)] == [levels["ward"]]


def test_a_unit_above_without_a_year_of_its_own_here_is_named_but_no_locality(levels):
    alone = make_locality("gso2024-13999", "Xã Ở Riêng")
    district = make_unit("gso2024-352", "Huyện Bình Lục", Unit.Level.DISTRICT, levels["old"].unit)
    UnitVersion.objects.filter(unit=alone.unit).update(parent=district)
    assert unit_above(alone, LAST).name == "Huyện Bình Lục"
    assert locality_above(alone, LAST) is None


def test_places_below_are_told_by_name_with_those_that_run_no_year_here_and_villages_are_no_level(levels):
    make_unit("gso2025-13330", "Phường An Bình", parent=levels["new"].unit)
    make_unit("gso2025-13324.to-1", "Tổ 1", Unit.Level.VILLAGE, levels["ward"].unit)
    year = date(2026, 1, 1), date(2026, 12, 31)
    assert [(one.name, one.locality) for one in units_below(levels["new"], *year)] == [
        ("Phường An Bình", None),
        ("Phường Duy Tiên", levels["ward"]),
    ]
    assert units_below(levels["ward"], *year) == []


def test_a_place_that_moved_in_the_year_counts_where_it_went(levels):
    moved, other = levels["commune"], make_locality("gso2024-350")
    UnitVersion.objects.filter(unit=moved.unit).update(valid_to=date(2024, 5, 1))
    UnitVersion.objects.create(
        unit=moved.unit, name="Phường Hòa Mạc", type="phường", parent=other.unit, valid_from=date(2024, 5, 1)
    )
    year = date(2024, 1, 1), date(2024, 12, 31)
    assert [one.locality for one in units_below(other, *year)] == [moved]
    assert units_below(levels["town"], *year) == []
    assert localities_below(levels["town"], date(2024, 4, 30)) == [moved]
    assert (locality_above(moved, date(2024, 4, 30)), locality_above(moved, date(2024, 5, 1))) == (levels["town"], other)


def test_the_same_two_queries_for_one_place_and_for_many(levels, django_assert_num_queries):
    def ask():
        with django_assert_num_queries(2):
            return localities_below(levels["new"], TURN)

    assert len(ask()) == 1
    for number in range(8):
        make_locality(f"gso2025-1340{number}", f"Xã {number}")
    assert len(ask()) == 9
