from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kheo.movement.models import Aim, CheckIn, Evidence, Result
from kheo.organisation.models import Body, Role
from tests import factories
from tests.movement.actions.test_check_ins import photo


@pytest.fixture
def registration(programme, wards):
    return factories.make_registration(programme, "Đường hoa", unit=wards["hoa_mac"], state="registered")


@pytest.fixture
def address(registration):
    return f"/{registration.programme.locality.code}/ho-so/{registration.pk}/bao-tin/"


@pytest.fixture
def staff(sign_in, place, wards):
    factories.make_body(place, "hoa-mac", "Đảng uỷ phường Hòa Mạc", Body.Kind.PARTY, unit=wards["hoa_mac"])
    return sign_in(Role.UNIT_STAFF, body="hoa-mac")


TYPED = {"done": "Đã họp", "on": "01/06/2024", "value_dong": "1,5 tỷ", "started": "on"}


def words(answer):
    return answer.content.decode()


def test_a_unit_tells_on_one_short_page_and_reads_its_money_back(staff, post, address, registration):
    opened = staff.get(address)
    assert [field.name for field in opened.context["form"].used_values] == ["value_households", "value_people", "value_dong"]
    sent = {**TYPED, "photo": SimpleUploadedFile("a.jpg", photo().file.data), "caption": "Ngõ", "is_not_secret": "on"}
    answer = staff.post(address, {"once": "khoa-cua-bieu-mau-thu", **sent}, follow=True)
    assert "Đã ghi tin. Kinh phí huy động = 1.500.000.000 đồng." in words(answer)
    registration.refresh_from_db()
    assert (registration.state, CheckIn.objects.count(), Evidence.objects.get().caption) == ("running", 1, "Ngõ")
    assert "started" not in staff.get(address).context["form"].fields


def test_an_odd_number_comes_back_with_its_question_and_what_was_typed(staff, post, address):
    post(address, {**TYPED, "value_households": "186"})
    odd = {**TYPED, "value_households": "18", "on": "02/06/2024"}
    asked = post(address, odd)
    assert asked.status_code == 422
    assert list(asked.context["form"].errors) == ["sure"]
    assert "Hộ tham gia: 18 hộ chỉ còn một phần mười trở xuống: lần ghi trước (đến 01/06/2024) là 186 hộ." in words(asked)
    assert ("Đã họp" in words(asked), "= 1.500.000.000 đồng" in words(asked)) == (True, True)
    assert post(address, {**odd, "sure": "on", "why": "Đếm lại"}).status_code == 302
    assert Result.objects.filter(note="Đếm lại").values_list("measure", "value").get() == ("households", 18)


def test_what_is_wrong_is_said_at_its_field(staff, post, address):
    photograph = SimpleUploadedFile("a.jpg", photo().file.data)
    answer = post(address, {"on": "01/06/2024", "value_dong": "350", "value_land_m2": "nhiều", "photo": photograph})
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (
        422,
        ["caption", "done", "is_not_secret", "value_dong", "value_land_m2"],
    )
    assert (answer.context["form"].is_further_open, answer.context["form"].is_photo_open) == (True, True)
    assert ("Chọn lại ảnh" in words(answer), "Chọn lại ảnh" in words(staff.get(address))) == (True, False)
    assert CheckIn.objects.count() == 0


def test_a_check_in_is_written_anew_with_what_it_said(staff, post, address):
    post(address, {**TYPED, "value_dong": "90.000", "sure": "on", "why": "Quỹ nhỏ"})
    told = CheckIn.objects.get()
    page = f"{address}{told.pk}/"
    initial = staff.get(page).context["form"].initial
    assert {name: initial[name] for name in ("on", "done", "value_dong", "sure", "why")} == {
        "on": date(2024, 6, 1), "done": "Đã họp", "value_dong": "90.000", "sure": True, "why": "Quỹ nhỏ",
    }  # fmt: skip
    assert post(page, {**TYPED, "version": "1"}).status_code == 302
    late = post(page, {**TYPED, "version": "1"})
    assert (late.status_code, "Người khác vừa sửa mục này" in words(late)) == (422, True)
    assert list(Result.objects.values_list("value", "note")) == [(1_500_000_000, "")]


def test_a_number_is_read_back_while_it_is_typed(staff, registration):
    address = f"/{registration.programme.locality.code}/ho-so/{registration.pk}/doc-so/"

    def said(name, text):
        return words(staff.get(address, {"o": name, name: text})).strip()

    assert said("value_dong", "1,5 tỷ") == "= 1.500.000.000 đồng"
    assert said("7-value_land_m2", "0,5 ha") == "= 5.000 m²"
    assert said("value_people", "") == ""
    assert said("value_people", "nhiều").startswith("Không đọc được số người")
    assert said("khac", "1") == ""


def test_the_neighbours_unit_opens_nothing(staff, programme, wards, address):
    other = factories.make_registration(programme, unit=wards["hoang_dong"])
    page = f"/{programme.locality.code}/ho-so/{other.pk}/bao-tin/"
    assert staff.get(page).status_code == 403
    told = CheckIn.objects.create(registration=other, on=date(2024, 6, 1), done="Kín")
    assert staff.get(f"{address}{told.pk}/").status_code == 404


def test_words_of_a_measure_of_somebody_s_own_are_words_on_the_form(client, staff, registration, address):
    unit = "<form action=//x><b>"
    Aim.objects.create(registration=registration, label="<i>số buổi", unit=unit, target=Decimal(4))
    shown = client.get(address).content.decode()
    assert (shown.count("<form action=//x>"), shown.count("<i>số buổi")) == (0, 0)
    assert "Mục tiêu 4 &lt;form action=//x&gt;&lt;b&gt;" in shown
