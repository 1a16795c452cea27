"""A unit's record over years and mergers: every figure is its rows, persons are counted and not named."""

from datetime import date

import pytest
from django.utils import timezone

from kheo.documents.word import to_docx
from kheo.movement.models import Registration
from kheo.organisation.models import Succession, UnitVersion
from kheo.portal.papers import dossier_paper
from kheo.portal.queries.achievements import unit_dossier
from kheo.portal.rules.achievements import Achieved, Achievements
from kheo.recognition.actions.certificates import issue_certificates, revoke_certificate
from kheo.recognition.models import LineRevocation
from tests import factories
from tests.recognition.scene import make_scene

pytestmark = pytest.mark.django_db
OLD, NEW = "gso2024-13325", "gso2025-13324"
TODAY = date(2026, 1, 1)


@pytest.fixture
def scene():
    made = make_scene()
    UnitVersion.objects.filter(unit__code=OLD).update(parent=made.locality.unit)
    return made


@pytest.fixture
def ward(scene):
    """The ward of 2025, a locality of its own, into which the old one went wholly."""
    place = factories.make_locality(NEW)
    Succession.objects.create(
        predecessor=factories.make_unit(OLD), successor=place.unit, on=date(2025, 7, 1), is_split=False, source="NQ 1654"
    )
    return place


def counts(dossier, year=2024):
    line = next(line for line in dossier.achieved.years if line.year == year)
    return {key: count for key, _label, count in line.counts}


def test_each_figure_is_its_rows(scene):
    first, second, _third = scene.registrations
    decision = scene.issued(lines=scene.lines(first, second))
    scene.issued("13-DS/BCĐ", "outstanding", scene.lines(first))
    certificates = issue_certificates(scene.office, decision)
    found = unit_dossier(scene.locality, OLD, TODAY)
    assert counts(found) == {"registered": 3, "recognised": 2, "outstanding": 1, "commended": 0, "medals": 0, "certificates": 2}
    assert {row.what for row in found.achieved.of("recognised")} == {"Cách làm 01", "Cách làm 02"}
    assert found.achieved.of("outstanding")[0].detail.startswith("Văn bản số 13-DS/BCĐ ngày")
    assert len(certificates) == 2


def test_what_was_taken_back_is_a_row_and_not_counted(scene):
    decision = scene.issued(lines=scene.lines(scene.registrations[0]))
    (certificate,) = issue_certificates(scene.office, decision)
    revoke_certificate(scene.office, certificate, "sai đối tượng", "QĐ 99", date(2024, 12, 31))
    LineRevocation.objects.create(line=decision.lines.get(), reason="sai", paper="QĐ 99", on=date(2024, 12, 31))
    found = unit_dossier(scene.locality, OLD, TODAY)
    assert (counts(found)["recognised"], counts(found)["certificates"]) == (0, 0)
    assert "(đã thu hồi)" in found.achieved.of("recognised")[0].detail
    assert "đã thu hồi ngày 31/12/2024" in found.achieved.of("certificates")[0].detail


def test_persons_are_counted_and_never_named(scene):
    scene.issued("5-QĐ/BDVTW", "medal", [scene.person(1), scene.person(2)], body="central")
    scene.draft("proposal", scene.lines(scene.registrations[0]))
    found = unit_dossier(scene.locality, scene.locality.code, TODAY)
    assert [(row.what, row.count) for row in found.achieved.of("medals")] == [("2 người, tập thể", 2)]
    assert "Cá nhân" not in str(found)


def test_what_went_wholly_into_a_unit_is_its_own_under_the_old_name(scene, ward):
    found = unit_dossier(ward, NEW, TODAY)
    assert [(one.name, one.is_split, one.source) for one in found.ancestors] == [("Phường Hòa Mạc", False, "NQ 1654")]
    assert {(row.where, row.year) for row in found.achieved.of("registered")} == {("Phường Hòa Mạc", 2024)}
    assert counts(found)["registered"] == 3


def test_of_a_split_unit_only_what_was_allocated_counts(scene, ward):
    Succession.objects.update(is_split=True)
    assert unit_dossier(ward, NEW, TODAY).achieved.rows == ()
    Registration.objects.filter(pk=scene.registrations[0].pk).update(allocated_unit=ward.unit)
    assert [row.what for row in unit_dossier(ward, NEW, TODAY).achieved.rows] == ["Cách làm 01"]
    assert counts(unit_dossier(scene.locality, OLD, TODAY))["registered"] == 2


def test_villages_count_and_neighbours_do_not(scene):
    village = factories.make_unit(f"{OLD}.to-1", "Tổ dân phố số 1", "village", factories.make_unit(OLD))
    factories.make_registration(scene.programme, "Của tổ", unit=village)
    factories.make_registration(scene.programme, "Nhà bên", unit=factories.make_unit("gso2024-13333", "Phường Hoàng Đông"))
    titles = {row.what for row in unit_dossier(scene.locality, OLD, TODAY).achieved.of("registered")}
    assert titles == {"Cách làm 01", "Cách làm 02", "Cách làm 03", "Của tổ"}


def test_a_unit_of_somewhere_else_has_no_record_here(scene):
    elsewhere = factories.make_locality(factories.KIM_BANG)
    assert unit_dossier(elsewhere, OLD, TODAY) is None
    assert unit_dossier(scene.locality, "gso2024-99999", TODAY) is None


def test_one_row_and_many_cost_the_same(scene, ward, django_assert_num_queries):
    scene.issued()
    with django_assert_num_queries(9):
        unit_dossier(ward, NEW, TODAY)
    for number in range(6):
        factories.make_registration(scene.programme, f"Thêm {number}")
    with django_assert_num_queries(9):
        assert len(unit_dossier(ward, NEW, TODAY).achieved.of("registered")) == 9


def test_figures_of_all_years_add_up():
    rows = [Achieved("registered", year, "x", "y") for year in (2023, 2024, 2024)] + [
        Achieved("registered", 2024, "x", "y", stands=False)
    ]
    made = Achievements(tuple(rows))
    assert [(line.year, line.counts[0][2]) for line in made.years] == [(2024, 2), (2023, 1)]
    assert (made.totals[0], len(made.of("registered", 2024))) == (("registered", "Đăng ký", 3), 3)


@pytest.mark.sqlite
def test_the_page_opens_each_figure_and_prints(client, scene, ward):
    scene.issued()
    address = f"/{NEW}/don-vi/{NEW}/thanh-tich"
    page = client.get(f"{address}/?muc=recognised&nam=2024").content.decode()
    assert ("Công nhận năm 2024" in page, page.count("Cách làm 0")) == (True, 3)
    assert "Cách làm 0" not in client.get(f"{address}/?muc=khac&nam=x").content.decode()
    assert client.get(f"{address}/?muc=recognised").status_code == 200
    pdf = client.get(f"{address}.pdf")
    assert (pdf.content[:4], client.get(f"{address}.odt").status_code) == (b"%PDF", 404)
    assert client.get(f"/{NEW}/don-vi/gso2024-99999/thanh-tich/").status_code == 404
    assert "Hồ sơ thành tích qua các năm" in client.get(f"/{scene.locality.code}/don-vi/{OLD}/").content.decode()


@pytest.mark.sqlite
def test_a_unit_without_anything_says_so_on_page_and_paper(client, scene):
    unit = factories.make_unit("gso2024-13340", "Phường Trống", parent=scene.locality.unit)
    page = client.get(f"/{scene.locality.code}/don-vi/{unit.code}/thanh-tich/").content.decode()
    assert ("chưa có mô hình nào" in page, "Không có đơn vị nào trước đó" in page) == (True, True)
    paper = dossier_paper(unit_dossier(scene.locality, unit.code, TODAY), scene.locality, timezone.localdate())
    assert "Chưa có mô hình, điển hình nào" in str(paper.blocks)
    assert to_docx(paper)[:2] == b"PK"
