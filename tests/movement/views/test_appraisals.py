from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kheo.movement.models import AppraisalTeam, AppraisalVisit, Evidence, ProgrammeField, VisitFinding
from kheo.organisation.models import Position, Role
from tests import factories
from tests.foundation.uploads.samples import picture

pytestmark = pytest.mark.sqlite
ROOT = "/gso2024-349/tham-dinh-thuc-te/duy-tien-2024/"


@pytest.fixture
def lead(place):
    return Position.objects.get(person=factories.make_account(Role.COUNCIL, place, body="mttq").person)


@pytest.fixture
def made(sign_in, post, programme, lead, registration):
    """A team and an appointment, made by the office through the pages."""
    sign_in()
    field = ProgrammeField.objects.get(programme=programme, key="economy")
    post(f"{ROOT}to/", {"name": "Tổ số 1", "fields_of_work": field.pk, "lead": lead.pk, "members": lead.pk})
    team = AppraisalTeam.objects.get()
    day = timezone.localdate() + timedelta(days=2)
    sent = {"registrations": registration.pk, "on": f"{day:%d/%m/%Y}", "at": "8h30", "where": "Nhà văn hoá"}
    answer = post(f"{ROOT}to/{team.pk}/hen/?noi=u{registration.initiative.unit_id}", sent)
    visit = AppraisalVisit.objects.get()
    assert answer["Location"] == f"{ROOT}{visit.pk}/"
    return visit


def test_empty_pages_say_what_comes_and_each_act_shows(client, made, registration, post):
    page = client.get(ROOT).content.decode()
    assert ("Phường Hòa Mạc" in page, "08:30" in page, "tổ trưởng" in page) == (True, True, True)
    AppraisalVisit.objects.update(state="cancelled", cancelled_reason="mưa")
    assert "Vì sao thôi: mưa" in client.get(f"{ROOT}{made.pk}/").content.decode()


def test_before_there_is_a_team_the_office_is_led_to_make_one(sign_in, client, programme, post):
    sign_in()
    assert "Chưa có tổ thẩm định nào" in client.get(ROOT).content.decode()
    answer = post(f"{ROOT}to/", {"name": "Tổ giữ chữ"})
    assert (answer.status_code, "Tổ giữ chữ" in answer.content.decode()) == (422, True)


def test_a_team_is_edited_and_a_place_without_anything_is_said(client, made, post, lead, programme, wards):
    team = AppraisalTeam.objects.get()
    page = client.get(f"{ROOT}to/{team.pk}/").content.decode()
    assert ('value="Tổ số 1"' in page, f'value="{lead.pk}" selected' in page) == (True, True)
    field = ProgrammeField.objects.get(programme=programme, key="economy")
    sent = {"name": "Tổ A", "fields_of_work": field.pk, "lead": lead.pk, "version": "1"}
    assert post(f"{ROOT}to/{team.pk}/", sent).status_code == 302
    assert post(f"{ROOT}to/{team.pk}/", sent).status_code == 422
    assert "không có mô hình đang xét" in client.get(f"{ROOT}to/{team.pk}/hen/?noi=u{wards['hoang_dong'].pk}").content.decode()
    for choice in ("", "?noi=u9", "?noi=u99999999999999999999"):
        assert client.get(f"{ROOT}to/{team.pk}/hen/{choice}").status_code == 200
    past = {"registrations": VisitFinding.objects.get().registration_id, "on": "01/01/2024", "at": "09:00", "where": "X"}
    answer = post(f"{ROOT}to/{team.pk}/hen/?noi=u{made.unit_id}", past)
    assert (answer.status_code, "Ngày hẹn đã qua" in answer.content.decode()) == (422, True)
    assert client.get(f"{ROOT}to/999/").status_code == 404


def test_what_was_found_is_recorded_corrected_and_printed(client, made, post, registration):
    today = f"{timezone.localdate():%d/%m/%Y}"
    sent = {"held_on": today, f"finding-{registration.pk}": "otherwise", f"text-{registration.pk}": "", "version": "1"}
    answer = post(f"{ROOT}{made.pk}/", sent)
    assert (answer.status_code, "Ghi rõ khác ở đâu" in answer.content.decode()) == (422, True)
    assert post(f"{ROOT}{made.pk}/", {**sent, f"text-{registration.pk}": "chỉ 30 hộ"}).status_code == 302
    assert "chỉ 30 hộ" in client.get(f"/gso2024-349/cham-diem/duy-tien-2024/{registration.pk}/").content.decode()
    pdf = client.get(f"{ROOT}{made.pk}/bien-ban/pdf/")
    assert (pdf.status_code, pdf.content[:4]) == (200, b"%PDF")
    assert client.get(f"{ROOT}{made.pk}/bien-ban/odt/").status_code == 404
    assert client.get(f"{ROOT}999/").status_code == 404


def test_an_appointment_is_moved_called_off_and_nothing_typed_is_lost(client, made, post):
    day = f"{timezone.localdate() + timedelta(days=5):%d/%m/%Y}"
    assert post(f"{ROOT}{made.pk}/lich/", {"on": day, "at": "14:00", "where": "Trụ sở", "version": "1"}).status_code == 302
    answer = post(f"{ROOT}{made.pk}/lich/", {"on": day, "at": "14:00", "where": "Sân kho", "version": "1"})
    assert (answer.status_code, "Sân kho" in answer.content.decode()) == (422, True)
    assert post(f"{ROOT}{made.pk}/lich/", {"act": "cancel", "reason": "", "version": "2"}).status_code == 422
    assert post(f"{ROOT}{made.pk}/lich/", {"act": "cancel", "reason": "mưa", "version": "2"}).status_code == 302
    assert AppraisalVisit.objects.get().state == "cancelled"


def test_a_photograph_of_the_visit_becomes_evidence(client, made, post, registration, own_storage):
    assert "Thêm ảnh" not in client.get(f"{ROOT}{made.pk}/").content.decode()
    made.on = timezone.localdate()
    made.save()

    def sent(key):
        return {
            "file": SimpleUploadedFile("bep.jpg", picture()),
            "caption": "Bếp",
            "taken_on": f"{made.on:%d/%m/%Y}",
            "is_not_secret": "on",
            "registration": key,
        }

    answer = post(f"{ROOT}{made.pk}/anh/", sent("9999"))
    assert (answer.status_code, "Chọn mô hình mà ảnh này chụp" in answer.content.decode()) == (422, True)
    assert post(f"{ROOT}{made.pk}/anh/", sent(registration.pk)).status_code == 302
    assert "Bếp" in client.get(f"{ROOT}{made.pk}/").content.decode()
    assert Evidence.objects.get().registration == registration


def test_staff_of_a_unit_read_nothing_of_a_visit_through_the_form_for_its_photographs(made, post, sign_in):
    sign_in(Role.UNIT_STAFF, body="mttq")
    answer = post(f"{ROOT}{made.pk}/anh/", {"caption": "Ảnh"})
    assert (answer.status_code, "Nhà văn hoá" in answer.content.decode()) == (403, False)


def test_a_member_of_the_team_records_and_others_read(client, made, lead, registration, sign_in):
    client.force_login(lead.person.account, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"{ROOT}{made.pk}/").content.decode()
    assert ("Ghi kết quả" in page, "Đổi lịch" in page) == (True, False)
    sign_in(Role.COUNCIL)
    assert "Ghi kết quả" not in client.get(f"{ROOT}{made.pk}/").content.decode()
    sign_in(Role.UNIT_STAFF)
    assert client.get(f"{ROOT}{made.pk}/").status_code == 403
    assert not Evidence.objects.exists()


def test_visits_of_another_locality_are_not_found(client, made, sign_in, elsewhere):
    theirs = factories.make_programme(elsewhere)
    sign_in(Role.OFFICE, elsewhere)
    assert client.get(f"/{elsewhere.code}/tham-dinh-thuc-te/{theirs.code}/{made.pk}/").status_code == 404


def test_the_list_costs_the_same_for_one_visit_and_for_many(client, made, django_assert_num_queries):
    client.get(ROOT)
    with django_assert_num_queries(LISTED):
        client.get(ROOT)
    AppraisalVisit.objects.bulk_create(
        AppraisalVisit(team=made.team, unit=made.unit, on=made.on, at=made.at, where="X") for _ in range(5)
    )
    with django_assert_num_queries(LISTED):
        client.get(ROOT)


LISTED = 12
