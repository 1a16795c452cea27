from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kheo.foundation.models import StoredFile
from kheo.movement.models import Evidence, Initiative, Registration, Result
from kheo.organisation.models import Body, Role
from tests import factories
from tests.movement.actions.test_evidence import photograph

pytestmark = pytest.mark.usefixtures("own_storage")


@pytest.fixture
def registration(programme, wards):
    return factories.make_registration(programme, "Đường hoa", unit=wards["hoa_mac"], state="registered", holder="Hội Phụ nữ")


@pytest.fixture
def address(registration):
    return f"/gso2024-349/ho-so/{registration.pk}/"


@pytest.fixture
def staff_of_the_ward(sign_in, place, wards):
    factories.make_body(place, "hoa-mac", "Đảng uỷ phường Hòa Mạc", Body.Kind.PARTY, unit=wards["hoa_mac"])
    return lambda: sign_in(Role.UNIT_STAFF, body="hoa-mac")


CONTENT = {
    "title": "Đường hoa",
    "kind": "mo_hinh",
    "subject": "collective",
    "field": "economy",
    "holder": "Hội Phụ nữ",
    "version": "1",
}


def test_the_page_shows_acts_to_those_who_may(sign_in, address, staff_of_the_ward):
    office = sign_in().get(address).content.decode()
    assert ("Sửa hồ sơ" in office, "Bắt đầu thực hiện" in office, "Thêm tệp" in office) == (True, True, True)
    ward = staff_of_the_ward().get(address).content.decode()
    assert ("Sửa hồ sơ" in ward, "Bắt đầu thực hiện" in ward, "Thêm tệp" in ward) == (True, False, True)
    other = sign_in(Role.UNIT_STAFF).get(address).content.decode()
    assert ("Sửa hồ sơ" in other, "Bắt đầu thực hiện" in other, "Thêm tệp" in other) == (False, False, False)


def test_editing_through_the_form(sign_in, post, address, registration):
    client = sign_in()
    assert client.get(f"{address}sua/").context["form"].initial["title"] == "Đường hoa"
    answer = post(f"{address}sua/", {**CONTENT, "way": "Bàn\r\nLàm", "summary": "Sạch"})
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert Initiative.objects.values_list("way", "summary").get() == ("Bàn\nLàm", "Sạch")


def test_what_was_typed_stays_when_somebody_else_was_faster(sign_in, post, address, registration):
    sign_in()
    Registration.objects.update(version=5)
    answer = post(f"{address}sua/", {**CONTENT, "summary": "Chữ đã gõ"})
    page = answer.content.decode()
    assert (answer.status_code, "Chữ đã gõ" in page, "Người khác vừa sửa mục này" in page) == (422, True, True)
    assert 'name="version" value="5"' in page
    assert post(f"{address}sua/", {**CONTENT, "version": "5", "summary": "Chữ đã gõ"}).status_code == 302


@pytest.mark.parametrize("version", ["", "x", "²", "99999999999999999999"])
def test_a_form_without_its_version_is_not_taken(sign_in, post, address, version):
    sign_in()
    assert post(f"{address}sua/", {**CONTENT, "version": version}).status_code == 422
    assert Registration.objects.get().version == 1


def test_staff_of_another_unit_do_not_edit(sign_in, post, address):
    client = sign_in(Role.UNIT_STAFF)
    assert client.get(f"{address}sua/").status_code == 403
    assert post(f"{address}sua/", CONTENT).status_code == 403
    assert post(f"{address}ket-qua/", {"measure": "dong", "value": "1 triệu", "as_of": "01/12/2024"}).status_code == 403
    assert Result.objects.count() == 0


@pytest.mark.parametrize(
    ("measure", "typed", "value"),
    [
        ("dong", "42,6 triệu", "42600000"),
        ("land_m2", "1.240,5", "1240.5"),
        ("land_m2", "0,5 ha", "5000"),
        ("households", "1.250", "1250"),
    ],
)
def test_results_are_typed_as_people_write_them(sign_in, post, address, measure, typed, value):
    sign_in()
    answer = post(f"{address}ket-qua/", {"measure": measure, "value": typed, "as_of": "01/12/2024"})
    assert (answer.status_code, Result.objects.get().value) == (302, Decimal(value))


@pytest.mark.parametrize(
    ("typed", "day", "field"),
    [
        ("khoảng 100", "01/12/2024", "value"),
        ("-", "01/12/2024", "value"),
        ("1 triệu", "01/12/2999", "as_of"),
        ("1 triệu", "31/02/2024", "as_of"),
    ],
)
def test_a_wrong_result_is_told_and_stays_typed(sign_in, post, address, typed, day, field):
    sign_in()
    answer = post(f"{address}ket-qua/", {"measure": "dong", "value": typed, "as_of": day})
    assert (answer.status_code, list(answer.context["result_form"].errors)) == (422, [field])
    assert f'value="{typed}"' in answer.content.decode()
    assert Result.objects.count() == 0


def test_steps_and_stopping(sign_in, post, address, registration):
    client = sign_in()
    assert post(f"{address}buoc/", {"step": "start", "version": "1"}).status_code == 302
    without = post(f"{address}buoc/", {"step": "stop", "version": "2"})
    assert (without.status_code, "Ghi lý do dừng, một câu." in without.content.decode()) == (422, True)
    assert ">reason<" not in without.content.decode()
    assert post(f"{address}buoc/", {"step": "stop", "version": "2", "reason": "thiếu người"}).status_code == 302
    assert "thiếu người" in client.get(address).content.decode()
    assert post(f"{address}buoc/", {}).status_code == 422


def test_one_is_registered_by_hand(sign_in, post, programme, wards, place):
    client = sign_in()
    address = "/gso2024-349/chuong-trinh/duy-tien-2024/dang-ky/"
    offered = dict(client.get(address).context["form"].fields["place"].choices)
    assert ("Phường Hòa Mạc" in str(offered), "Phường Duy Tân" in str(offered)) == (True, False)
    typed = {**CONTENT, "place": f"u{wards['hoa_mac'].pk}", "registered_on": "01/03/2024"}
    assert post(address, typed).status_code == 302
    again = post(address, typed)
    assert (again.status_code, again.context["form"].errors) == (
        422,
        {"title": ["Mô hình này đã có trong chương trình năm nay."]},
    )
    body = factories.body_of(place, "mttq")
    assert post(address, {**typed, "place": f"b{body.pk}"}).status_code == 302
    assert Registration.objects.filter(initiative__body=body).count() == 1
    assert post(address, {**typed, "place": "u0"}).status_code == 422


def evidence(data, name="ngõ.jpg", **more):
    return {"file": SimpleUploadedFile(name, data), "caption": "Ngõ sau khi dọn", "is_not_secret": "on", **more}


def test_evidence_is_added_opened_described_and_taken_away(sign_in, post, address):
    client = sign_in()
    assert post(f"{address}minh-chung/", evidence(photograph())).status_code == 302
    one = Evidence.objects.get()
    opened = client.get(f"{address}minh-chung/{one.pk}/")
    assert (opened.status_code, opened["X-Content-Type-Options"], opened["Cache-Control"]) == (
        200,
        "nosniff",
        "private, no-store",
    )
    assert opened["Content-Disposition"] == "attachment; filename*=utf-8''ng%C3%B5.jpg"
    assert b"".join(opened.streaming_content)[:2] == b"\xff\xd8"
    assert post(f"{address}minh-chung/{one.pk}/sua/", {"act": "describe", "caption": "Mới", "is_public": "on"}).status_code == 302
    one.refresh_from_db()
    assert (one.caption, one.is_public) == ("Mới", True)
    post(f"{address}minh-chung/{one.pk}/sua/", {"act": "describe", "caption": ""})
    assert "Chưa ghi được: chú thích cần có" in client.get(address).content.decode()
    post(f"{address}minh-chung/{one.pk}/sua/", {"act": "remove"})
    assert (Evidence.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_file_that_is_no_photograph_is_not_made_public(sign_in, post, address):
    client = sign_in()
    post(f"{address}minh-chung/", evidence(b"a,b\n1,2\n", "so.csv"))
    one = Evidence.objects.get()
    post(f"{address}minh-chung/{one.pk}/sua/", {"act": "describe", "caption": "Sổ", "is_public": "on"})
    assert "Chỉ ảnh mới hiện ở trang công khai" in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.jpg", b""), ("a.jpg", b"\xff\xd8\xff broken"), ("a.php", b"<?php"), ("a.svg", b"<svg/>"), ("a.pdf", b"<html>")],
)
def test_hostile_evidence_leaves_nothing(sign_in, post, address, own_storage, name, data):
    sign_in()
    answer = post(f"{address}minh-chung/", evidence(data, name))
    assert (answer.status_code, "file" in answer.context["evidence_form"].errors) == (422, True)
    assert (StoredFile.objects.count(), [path for path in own_storage.rglob("*") if path.is_file()]) == (0, [])


def test_the_declaration_of_secrecy_is_asked_for(sign_in, post, address):
    sign_in()
    sent = evidence(photograph())
    del sent["is_not_secret"]
    answer = post(f"{address}minh-chung/", sent)
    assert (answer.status_code, list(answer.context["evidence_form"].errors)) == (422, ["is_not_secret"])
    assert StoredFile.objects.count() == 0


def test_evidence_is_opened_by_authority_only(sign_in, post, address, registration, programme, elsewhere, staff_of_the_ward):
    sign_in()
    post(f"{address}minh-chung/", evidence(photograph()))
    file = f"{address}minh-chung/{Evidence.objects.get().pk}/"
    assert sign_in(Role.BROADCASTER).get(file).status_code == 403
    assert sign_in(Role.UNIT_STAFF).get(file).status_code == 403
    for client in (staff_of_the_ward(), sign_in(Role.COUNCIL)):
        assert b"".join(client.get(file).streaming_content)[:2] == b"\xff\xd8"
    client = sign_in(Role.OFFICE, elsewhere)
    assert client.get(file).status_code == 403
    assert client.get(file.replace("gso2024-349", "gso2024-350")).status_code == 404
    other = factories.make_registration(programme)
    assert sign_in().get(file.replace(f"/{registration.pk}/", f"/{other.pk}/", 1)).status_code == 404


@pytest.mark.parametrize("part", ["", "sua/"])
def test_a_registration_of_another_locality_is_not_found(sign_in, address, elsewhere, part):
    client = sign_in(Role.OFFICE, elsewhere)
    assert client.get(address + part).status_code == 403
    assert client.get((address + part).replace("gso2024-349", "gso2024-350")).status_code == 404
