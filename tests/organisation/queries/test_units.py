from datetime import date

import pytest

from kheo.organisation.models import Locality, Succession, Unit, UnitVersion
from kheo.organisation.queries.units import (
    ancestors,
    name_on,
    names_on,
    search_units,
    successors,
    units_of,
    version_on,
    versions_on,
)
from kheo.organisation.rules.registers import TURN

BEFORE, LATER = date(2024, 6, 1), date(2026, 6, 1)


def unit(code):
    return Unit.objects.get(code=code)


def rename(code, name, day):
    old = UnitVersion.objects.get(unit__code=code)
    UnitVersion.objects.filter(pk=old.pk).update(valid_to=day)
    return UnitVersion.objects.create(unit=old.unit, name=name, type=old.type, parent=old.parent, valid_from=day)


def test_a_name_is_the_one_of_the_day(ha_nam):
    rename("gso2025-13324", "Phường Tên Mới", date(2026, 3, 1))
    ward = unit("gso2025-13324")
    assert name_on(ward, date(2026, 2, 28)) == "Phường Duy Tiên"
    assert name_on(ward, date(2026, 3, 1)) == "Phường Tên Mới"
    # before it was founded: its first name; after it ended: its last
    assert name_on(ward, BEFORE) == "Phường Duy Tiên"
    assert name_on(unit("gso2024-13324"), LATER) == "Phường Hòa Mạc"


def test_names_of_many_units_cost_one_query(ha_nam, django_assert_num_queries):
    units = list(Unit.objects.filter(code__in=["gso2024-13324", "gso2025-13324", "gso2024-349"]))
    with django_assert_num_queries(1):
        names = names_on(units, BEFORE)
    assert sorted(names.values()) == ["Phường Duy Tiên", "Phường Hòa Mạc", "Thị xã Duy Tiên"]
    many = list(UnitVersion.objects.values_list("unit_id", flat=True)[:500])
    with django_assert_num_queries(1):
        assert len(versions_on(many, BEFORE)) == 500


def test_units_of_a_town_are_those_of_the_day(ha_nam, django_assert_num_queries):
    town = Locality.objects.create(code="gso2024-349", unit=unit("gso2024-349"), name="Thị xã Duy Tiên")
    other = Locality.objects.create(code="gso2024-350", unit=unit("gso2024-350"), name="Thị xã Kim Bảng")
    with django_assert_num_queries(2):
        names = [version.name for version in units_of(town, BEFORE)]
    assert len(names) == 15
    assert "Phường Hòa Mạc" in names
    assert {version.unit.code for version in units_of(other, BEFORE)}.isdisjoint(
        version.unit.code for version in units_of(town, BEFORE)
    )
    assert units_of(town, TURN) == []


def test_units_of_a_ward_are_its_villages_of_the_day(ha_nam):
    ward = Locality.objects.create(code="gso2025-13324", unit=unit("gso2025-13324"), name="Phường Duy Tiên")
    village = Unit.objects.create(code="gso2025-13324.a", register="local", level="village", founded_on=LATER)
    UnitVersion.objects.create(unit=village, name="Tổ dân phố A", type="tổ dân phố", parent=ward.unit, valid_from=LATER)
    assert units_of(ward, BEFORE) == []
    assert [str(version) for version in units_of(ward, LATER)] == ["Tổ dân phố A"]


def test_ancestors_are_the_nearest_first(ha_nam):
    assert [version.name for version in ancestors(unit("gso2024-13324"), BEFORE)] == [
        "Thị xã Duy Tiên",
        "Tỉnh Hà Nam",
        "Việt Nam",
    ]
    assert [version.name for version in ancestors(unit("gso2025-13324"), LATER)] == ["Tỉnh Ninh Bình", "Việt Nam"]


def test_successors_name_the_parts_of_a_split(ha_nam):
    assert [(row.successor.code, row.is_split) for row in successors(unit("gso2024-13324"))] == [
        ("gso2025-13324", True),
        ("gso2025-13330", True),
    ]
    assert list(successors(unit("gso2025-13324"))) == []


def found(text):
    return [(unit.code, unit.is_former) for unit in search_units(text)]


@pytest.mark.django_db
@pytest.mark.usefixtures("registers")
class TestWholeCountry:
    """What only every row of both registers shows."""

    def test_a_unit_without_any_known_name_is_named_by_its_code(self):
        nameless = unit("gso2024-26929")
        assert name_on(nameless, BEFORE) == "mã gso2024-26929"
        assert version_on(nameless, BEFORE) is None
        assert names_on([nameless], BEFORE) == {}

    def test_search_tells_the_old_from_the_new_and_says_what_became_of_them(self):
        assert found("Phường Đồng Văn") == [("gso2025-13348", False), ("gso2024-13321", True)]
        assert found("p. dong van") == found("Phường Đồng Văn")
        new, old = search_units("Phường Đồng Văn")
        assert (new.place, old.place) == (("Tỉnh Ninh Bình",), ("Thị xã Duy Tiên", "Tỉnh Hà Nam"))
        assert [(tie.code, tie.name, tie.is_split) for tie in old.successors] == [("gso2025-13348", "Phường Đồng Văn", False)]
        assert [tie.code for tie in new.predecessors] == ["gso2024-13321", "gso2024-13333", "gso2024-13348"]
        assert new.successors == old.predecessors == ()

    def test_search_takes_bare_names_parts_and_codes(self):
        two = search_units("hòa mạc")
        assert [(unit.code, unit.place[0]) for unit in two] == [
            ("gso2024-03097", "Huyện Văn Bàn"),
            ("gso2024-13324", "Thị xã Duy Tiên"),
        ]
        assert found("GSO2024-349") == [("gso2024-349", True)]
        assert ("gso2024-03991", True) in found("Quy Hướng")
        assert found("Qui Hướng") == found("Quy Hướng")
        assert search_units("mạc")[0].name.endswith("Mạc")

    def test_search_puts_right_marks_first(self):
        names = [unit.name for unit in search_units("Tân Hòa", limit=200)]
        right = [name for name in names if name.endswith(("Tân Hòa", "Tân Hoà"))]
        assert len(right) > 5
        assert names[: len(right)] == right

    @pytest.mark.parametrize("text", ["", " . ", "không có đơn vị này", "gso2024-99999", "%", "'; drop"])
    def test_search_for_what_is_not_there_finds_nothing(self, text):
        assert search_units(text) == []

    def test_search_costs_the_same_for_one_and_for_many(self, django_assert_max_num_queries):
        with django_assert_max_num_queries(7):
            assert len(search_units("gso2024-13324")) == 1
        with django_assert_max_num_queries(7):
            assert len(search_units("tân")) == 50

    def test_search_follows_a_unit_through_its_names(self):
        rename("gso2025-13324", "Phường Tên Mới", date(2026, 3, 1))
        assert found("phường duy tiên") == [("gso2025-13324", True)]
        assert Succession.objects.filter(successor__code="gso2025-13324").exists()
        assert [unit.valid_from for unit in search_units("gso2025-13324")] == [TURN, date(2026, 3, 1)]
