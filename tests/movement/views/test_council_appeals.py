from decimal import Decimal

import pytest
from django.utils import timezone

from kheo.assessment.models import Appeal, CouncilFile
from kheo.organisation.models import Role
from tests import factories
from tests.movement.views.council_pages import BASE, text


@pytest.fixture
def out(make_scene):
    return make_scene().open().give_all((6, 4), (6, 4), (5, 4)).closed().met(timezone.localdate()).published(timezone.localdate())


def test_a_unit_appeals_and_the_office_answers(out, sign_in, post, place):
    registration = out.registrations[0]
    body = factories.make_body(place, "doan", "Đoàn phường", "union", unit=registration.initiative.unit)
    assert body.unit_id == registration.initiative.unit_id
    client = sign_in(Role.UNIT_STAFF, body="doan")
    address = f"/gso2024-349/kien-nghi-diem/{registration.pk}/"
    assert "Nhận kiến nghị đến hết ngày" in text(client.get(address))
    assert post(address, {"text": ""}).status_code == 422
    assert post(address, {"text": "Mục 2 chưa tính đợt hai."})["Location"] == address
    again = post(address, {"text": "Lần nữa."})
    assert (again.status_code, "đã có kiến nghị" in text(again)) == (422, True)
    client = sign_in()
    made = Appeal.objects.get()
    answer = f"{BASE}kien-nghi/{made.pk}/tra-loi/"
    assert "Mục 2 chưa tính đợt hai." in text(client.get(answer))
    assert post(answer, {"answer": "", "version": "1", "act": "uphold"}).status_code == 422
    assert post(answer, {"answer": "Tính thêm.", "version": "1", "act": "uphold"})["Location"] == BASE
    assert "đang phúc tra" in text(client.get(BASE))
    post(f"{BASE}ho-so/{out.file().pk}/khoa-lai/")
    assert CouncilFile.objects.get(pk=out.file().pk).points == Decimal("9.67")
    assert post(answer, {"answer": "Lần nữa.", "version": "2", "act": "reject"}).status_code == 422


def test_another_unit_does_not_appeal_for_it(out, sign_in, place):
    factories.make_body(
        place, "noi-khac", "Đoàn nơi khác", "union", unit=factories.make_unit("gso2024-13333", "Phường Hoàng Đông")
    )
    client = sign_in(Role.UNIT_STAFF, body="noi-khac")
    assert client.get(f"/gso2024-349/kien-nghi-diem/{out.registrations[0].pk}/").status_code == 403
