from datetime import date

from kheo.organisation.models import UnitVersion
from kheo.recognition.figures import FIGURES
from kheo.recognition.queries.lines import LineContent


def figure(key):
    return next(one for one in FIGURES if one.key == key)


def value(scene, key, **dimensions):
    return figure(key).select(scene.locality.pk, 2024, dimensions).count()


def test_only_issued_papers_of_the_locality_and_year_count(scene, there):
    scene.draft(lines=scene.lines(scene.registrations[2]))
    scene.issued(lines=scene.lines(*scene.registrations[:2]))
    there.issued()
    assert value(scene, "initiatives.recognised") == 2
    assert figure("initiatives.recognised").select(scene.locality.pk, 2025, {}).count() == 0


def test_each_figure_counts_its_own_kind_by_its_dimensions(scene):
    one, two, _three = scene.registrations
    scene.issued()
    scene.issued("13-QĐ/BCĐ", "outstanding", scene.lines(one, two))
    scene.issued("05-TTr/BCĐ", "proposal", scene.lines(one))
    household = LineContent("Hộ minh hoạ", "household", scene.locality.unit)
    scene.issued("4567/QĐ-UBND", "commendation", [*scene.lines(one), household], body="ubnd")
    scene.issued("846-QĐ/BDVTW", "medal", [scene.person(1), scene.person(2)], body="central")
    assert [value(scene, one.key) for one in FIGURES] == [3, 1, 2, 2, 0, 0]
    assert value(scene, "initiatives.recognised", kind="mo_hinh", field="economy", subject="collective") == 3
    assert value(scene, "initiatives.recognised", kind="dien_hinh") == 0
    assert value(scene, "commendations", subject="collective") == 1
    assert value(scene, "commendations", subject="household") == 1
    assert value(scene, "commendations", field="economy") == 1
    assert value(scene, "commendations", field="other") == 0
    assert value(scene, "medals", subject="individual") == 2


def test_a_row_keeps_the_units_name_of_the_papers_day(scene):
    scene.issued(lines=scene.lines(scene.registrations[0]))
    unit = scene.registrations[0].initiative.unit
    UnitVersion.objects.filter(unit=unit).update(valid_to=date(2025, 7, 1))
    UnitVersion.objects.create(unit=unit, name="Phường Tên Mới", type="phường", valid_from=date(2025, 7, 1))
    recognised = figure("initiatives.recognised")
    row = recognised.describe(recognised.select(scene.locality.pk, 2024, {}).get())
    assert (row.title, row.unit, row.note) == ("Cách làm 01", "Phường Hòa Mạc", "Quyết định số 12-QĐ/BCĐ ngày 26/12/2024")
    assert row.url == f"/gso2024-349/mo-hinh/{scene.registrations[0].initiative_id}/"


def test_a_recipient_without_registration_is_a_row_without_link(scene):
    scene.issued("846-QĐ/BDVTW", "medal", [scene.person()], body="central")
    medals = figure("medals")
    row = medals.describe(medals.select(scene.locality.pk, 2024, {}).get())
    assert (row.title, row.url, row.unit) == ("Cá nhân 01", "", "Thị xã Duy Tiên")


def test_rows_cost_one_query_however_many(scene, django_assert_num_queries):
    scene.issued()
    recognised = figure("initiatives.recognised")
    with django_assert_num_queries(1):
        assert len([recognised.describe(row) for row in recognised.select(scene.locality.pk, 2024, {})]) == 3
