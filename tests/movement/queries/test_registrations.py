from datetime import date
from decimal import Decimal

from kheo.movement.actions.registrations import record_result
from kheo.movement.models import Registration
from kheo.movement.queries.assessments import next_to_score
from kheo.movement.queries.programmes import progress_of
from kheo.movement.queries.registrations import newest_results, place_name, registrations, units_in_year
from kheo.organisation.models import Body, UnitVersion
from tests import factories


def test_a_registration_keeps_the_name_its_unit_had_then(programme, wards, place):
    UnitVersion.objects.create(unit=wards["hoa_mac"], name="Phường Tên Sau", type="phường", valid_from=date(2025, 1, 1))
    then = factories.make_registration(programme, unit=wards["hoa_mac"])
    later = factories.make_registration(factories.make_programme(place, 2025), unit=wards["hoa_mac"])
    names = {row.pk: row.unit_name for row in registrations(place)}
    assert names == {then.pk: "Phường Hòa Mạc", later.pk: "Phường Tên Sau"}


def test_a_body_is_named_before_its_unit(programme, place, wards):
    school = factories.make_body(place, "truong", "Trường", Body.Kind.SCHOOL, unit=wards["hoa_mac"])
    factories.make_registration(programme, unit=wards["hoa_mac"], body=school)
    assert place_name(registrations(place).get()) == "Trường"


def test_a_unit_without_a_name_is_told_by_its_code(programme, wards, place):
    UnitVersion.objects.filter(unit=wards["hoa_mac"]).delete()
    factories.make_registration(programme, unit=wards["hoa_mac"])
    assert place_name(registrations(place).get()) == "mã gso2024-13324"


def test_the_newest_result_counts_and_knows_what_it_replaced(programme, office):
    row = factories.make_registration(programme)
    for measure, value, day in (("dong", 500_000, 1), ("households", 1, 1), ("households", 3, 9), ("households", 2, 5)):
        record_result(office, row, measure, Decimal(value), date(2024, 12, day))
    assert [(one.result.measure, one.result.value, one.earlier) for one in newest_results(row)] == [
        ("households", Decimal(3), 2),
        ("dong", Decimal(500_000), 0),
    ]


def test_units_of_a_year_that_straddles_the_turn_are_of_both_registers(wards):
    UnitVersion.objects.filter(unit__in=(wards["duy_tien"], wards["duy_tan"])).update(parent=wards["town"])
    place = factories.make_locality()
    before, across, after = (factories.make_programme(place, year) for year in (2024, 2025, 2026))
    old, new = {"Phường Hòa Mạc", "Phường Hoàng Đông"}, {"Phường Duy Tiên", "Phường Duy Tân"}
    assert set(units_in_year(before).values()) == {"Thị xã Duy Tiên"} | old
    assert set(units_in_year(across).values()) == {"Thị xã Duy Tiên"} | old | new
    assert set(units_in_year(after).values()) == {"Thị xã Duy Tiên"} | new


def test_progress_leaves_out_what_was_stopped(programme):
    factories.make_assessment(factories.make_registration(programme), 80)
    factories.make_registration(programme)
    factories.make_registration(programme, state="stopped")
    assert str(progress_of(programme)) == "1/2"


def test_the_next_to_score_goes_round_and_ends(programme):
    first, second, third = (factories.make_registration(programme, title) for title in ("An", "Bình", "Chi"))
    assert next_to_score(programme, first) == second
    assert next_to_score(programme, third) == first
    for row in (first, third):
        factories.make_assessment(row, 80)
    assert next_to_score(programme, second) is None
    assert Registration.objects.count() == 3
