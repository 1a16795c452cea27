from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from kheo.assessment.actions.councils import take_file_out
from kheo.assessment.models import Appeal, Conflict, Council, CouncilFile
from kheo.assessment.subjects import barred_from, titles_of
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.councils import answer_for, appeal_for, bring_registrations, found_for_programme, publish_for_programme
from kheo.movement.models import Registration, RegistrationAssessment
from kheo.movement.queries.councils import open_appeals
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Notice, Position, Role, Succession
from tests import factories
from tests.movement.council_scene import PLAIN, CouncilScene

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


def test_a_programme_has_one_council_under_its_set(place, office):
    bare = factories.make_programme(place, year=2023)
    with pytest.raises(RefusedError, match="chưa chọn bộ tiêu chí"):
        found_for_programme(office, bare, PLAIN)
    scene = CouncilScene(place, files=0)
    with pytest.raises(RefusedError, match="đã có hội đồng"):
        found_for_programme(office, scene.programme, PLAIN)
    assert Council.objects.count() == 1
    with pytest.raises(RefusedError, match="Không còn hồ sơ nào"):
        bring_registrations(office, scene.programme)
    with pytest.raises(RefusedError, match="chưa có hội đồng"):
        bring_registrations(office, bare)


def test_files_come_by_field_and_what_is_decided_or_stopped_stays_away(place):
    scene = CouncilScene(place, files=0)
    rows = {state: factories.make_registration(scene.programme, state, state=state) for state in Registration.State.values}
    rows["registered"].field = factories.ProgrammeField.objects.get(programme=scene.programme, key="culture_society")
    rows["registered"].save()
    assert bring_registrations(scene.office, scene.programme) == 4
    groups = CouncilFile.objects.values_list("assessment__registration_link__registration__initiative__title", "group")
    assert dict(groups) == {
        "registered": "culture_society",
        "running": "economy",
        "reported": "economy",
        "in_assessment": "economy",
    }
    with pytest.raises(NotAllowedError):
        bring_registrations(scene.actors[0], scene.programme)


@pytest.fixture
def one_file(place):
    """A registration of Hòa Mạc with its sheet, and somebody who may hold positions."""
    programme = factories.make_programme(place, criteria_set=factories.make_criteria_set())
    registration = factories.make_registration(programme, "Bếp ấm")
    sheet = factories.make_assessment(registration, closed_on=None)
    person = factories.make_account(Role.COUNCIL, place).person
    return registration, sheet, person


def hold(person, body, **days):
    usual = {"valid_from": today() - timedelta(days=10), "title": "Chủ tịch"}
    return Position.objects.create(person=person, body=body, role=Role.UNIT_STAFF, **{**usual, **days})


def test_positions_of_the_day_bar_from_the_own_unit(place, one_file):
    registration, sheet, person = one_file
    body = factories.make_body(place, "phu-nu", "Hội Phụ nữ", "union", unit=registration.initiative.unit)
    hold(person, body, valid_to=today())
    assert barred_from([sheet.pk], [person.pk], today()) == {}
    yesterday = today() - timedelta(days=1)
    assert barred_from([sheet.pk], [person.pk], yesterday) == {(sheet.pk, person.pk): "Chủ tịch, Hội Phụ nữ"}
    assert titles_of([sheet.pk]) == {sheet.pk: "Bếp ấm"}


def test_the_body_that_registered_bars_its_own_people_only(place, one_file):
    registration, sheet, person = one_file
    school = factories.make_body(place, "truong", "Trường số 1", "school", unit=registration.initiative.unit)
    registration.initiative.body = school
    registration.initiative.save()
    other = factories.make_body(place, "phu-nu", "Hội Phụ nữ", "union", unit=registration.initiative.unit)
    hold(person, other)
    assert barred_from([sheet.pk], [person.pk], today()) == {}
    hold(person, school, title="Hiệu trưởng")
    assert barred_from([sheet.pk], [person.pk], today()) == {(sheet.pk, person.pk): "Hiệu trưởng, Trường số 1"}


def test_the_unit_that_took_over_is_the_own_unit_and_the_whole_locality_is_not(place, one_file):
    registration, sheet, person = one_file
    heir = factories.make_unit("gso2025-13324", "Phường Duy Tiên")
    hold(person, factories.make_body(place, "moi", "Đoàn phường mới", "union", unit=heir))
    assert barred_from([sheet.pk], [person.pk], today()) == {}
    Succession.objects.create(predecessor=registration.initiative.unit, successor=heir, on=today(), is_split=False, source="thử")
    assert list(barred_from([sheet.pk], [person.pk], today())) == [(sheet.pk, person.pk)]
    registration.initiative.unit = place.unit
    registration.initiative.save()
    assert barred_from([sheet.pk], [person.pk], today()) == {}


@pytest.fixture
def out(place):
    scene = CouncilScene(place, replace(PLAIN, appeal_days=5))
    return scene.open().give_all((6, 4), (6, 4), (5, 4)).closed().met(today()).published(today())


def test_units_are_told_their_result_and_the_answer_and_the_office_the_appeal(place):
    scene = CouncilScene(place, files=0)
    unit = factories.make_unit("gso2024-13325", "Phường Hòa Mạc")
    scene.registrations = [factories.make_registration(scene.programme, "Bếp ấm", state="reported", unit=unit)]
    body = factories.make_body(place, "phu-nu", "Hội Phụ nữ", "union", unit=unit)
    staff = factories.make_account(Role.UNIT_STAFF, place, body="phu-nu")
    factories.make_registration(scene.programme, "Đã rút", state="reported", unit=unit)
    bring_registrations(scene.office, scene.programme)
    left = CouncilFile.objects.exclude(pk=scene.file().pk).get()
    take_file_out(scene.office, left, "đơn vị xin rút")
    scene.open().give_all((6, 4), (6, 4), (5, 4)).closed().met(today())
    publish_for_programme(scene.office, scene.programme, today(), scene.now().version)
    made = appeal_for(scene.office, scene.registrations[0], "Chưa tính đợt hai.")
    answer_for(scene.office, made, "Tính thêm.", made.version, upheld=True)
    told = Notice.objects.filter(position__body=body).values_list("subject", "path", "text").order_by("pk")
    address = f"/gso2024-349/kien-nghi-diem/{scene.registrations[0].pk}/"
    last = today() + timedelta(days=5)
    assert list(told) == [
        ("Kết quả của hội đồng: Bếp ấm", address, f"9,67 điểm. Nhận kiến nghị đến hết ngày {last:%d/%m/%Y}."),
        ("Trả lời kiến nghị (chấp nhận, mở phiếu phúc tra): Bếp ấm", address, "Tính thêm."),
    ]
    assert staff.person.positions.get().body == body
    asked = Notice.objects.get(subject="Kiến nghị về điểm: Bếp ấm")
    assert asked.read_at is not None  # answered, so nothing of it waits
    bare = factories.make_programme(place, year=2023)
    with pytest.raises(RefusedError, match="chưa có hội đồng"):
        publish_for_programme(scene.office, bare, today(), 1)


def test_an_appeal_is_read_by_other_chapters_until_it_is_answered(out):
    first, second = out.registrations
    both = [first.pk, second.pk]
    assert open_appeals(both) == set()
    made = appeal_for(out.office, first, "Chưa tính đợt hai.")
    assert (open_appeals(both), open_appeals([second.pk])) == ({first.pk}, set())
    answer_for(out.office, made, "Đã tính.", made.version, upheld=False)
    assert open_appeals(both) == set()


def test_nothing_is_appealed_or_upheld_once_it_is_decided(out):
    first, second = out.registrations
    made = appeal_for(out.office, first, "Chưa tính đợt hai.")
    Registration.objects.filter(pk__in=[first.pk, second.pk]).update(state="recognised")
    with pytest.raises(RefusedError, match="không phúc tra được nữa"):
        appeal_for(out.office, second, "Chưa tính đợt hai.")
    with pytest.raises(RefusedError, match="không phúc tra được nữa"):
        answer_for(out.office, made, "Tính thêm.", made.version, upheld=True)
    assert answer_for(out.office, made, "Đã dùng kết quả.", made.version, upheld=False).state == Appeal.State.REJECTED


def test_what_no_council_scored_is_not_appealed(place, one_file, office):
    with pytest.raises(RefusedError, match="không do hội đồng chấm"):
        appeal_for(office, one_file[0], "Điểm thấp.")
    assert (RegistrationAssessment.objects.count(), Conflict.objects.count()) == (1, 0)
