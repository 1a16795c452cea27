from datetime import date, timedelta

import pytest
from django.utils import timezone

from kheo.movement.models import Aim, CheckIn, Launch, SilenceReminder
from kheo.organisation.models import Body, Notice, Role
from tests import factories


@pytest.fixture
def year(place):
    today = timezone.localdate()
    return factories.make_programme(place, today.year, report_on=today + timedelta(days=365), code="nam-nay")


@pytest.fixture
def row(year, wards):
    begun = timezone.localdate() - timedelta(days=63)
    return factories.make_registration(year, "Đường hoa", unit=wards["hoa_mac"], state="running", registered_on=begun)


@pytest.fixture
def staff(sign_in, place, wards):
    factories.make_body(place, "hoa-mac", "Đảng uỷ phường Hòa Mạc", Body.Kind.PARTY, unit=wards["hoa_mac"])
    return lambda: sign_in(Role.UNIT_STAFF, body="hoa-mac")


def words(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def list_of_silence(year):
    return f"/{year.locality.code}/chuong-trinh/{year.code}/im-lang/"


def test_the_office_sees_who_is_silent_and_reminds_all_at_once(sign_in, post, row, list_of_silence, staff):
    staff()
    client = sign_in()
    page = words(client.get(list_of_silence))
    assert "1 mô hình im lặng" in page
    assert "đã có tin của 0 trên 1 mô hình đang đi (0 %)" in page
    assert "Nhắc tất cả (1)" in page
    assert post(list_of_silence, {"act": "remind_all"}).status_code == 302
    assert "Đã nhắc về 1 mô hình." in words(client.get(list_of_silence))
    assert (Notice.objects.count(), SilenceReminder.objects.get().step) == (1, "unit")
    post(list_of_silence, {"act": "escalate", "registration": [str(row.pk), "x"]})
    assert "chưa nhắc đơn vị đủ 14 ngày" in words(client.get(list_of_silence))


def test_others_read_the_list_and_remind_nobody(staff, post, row, list_of_silence):
    client = staff()
    page = words(client.get(list_of_silence))
    assert ("Đường hoa" in page, "Nhắc" in page) == (True, False)
    assert post(list_of_silence, {"act": "remind_all"}).status_code == 403
    assert SilenceReminder.objects.count() == 0


def test_where_everything_was_heard_of_the_page_says_so(sign_in, row, year, list_of_silence):
    CheckIn.objects.create(registration=row, on=timezone.localdate(), done="Họp")
    client = sign_in()
    assert "Mọi mô hình đang đi đều có tin trong 8 tuần qua." in words(client.get(list_of_silence))
    assert "1/1 (100 %)" in words(client.get(f"/{year.locality.code}/chuong-trinh/{year.code}/"))


def test_the_desks_of_office_unit_and_leader_tell_it(sign_in, staff, row, year):
    desk = f"/{year.locality.code}/ban-lam-viec/"
    assert "1 mô hình im lặng" in words(sign_in().get(desk))
    assert "Chưa có tin 9 tuần" in words(staff().get(desk))
    leader = sign_in(Role.LEADER)
    assert "im lặng" not in words(leader.get(desk))
    SilenceReminder.objects.create(registration=row, step="leader", weeks=9)
    assert "1 mô hình im lặng, đơn vị chưa trả lời lời nhắc" in words(leader.get(desk))


def test_aims_are_set_changed_and_taken_away_on_their_page(staff, post, row, year):
    client = staff()
    address = f"/{year.locality.code}/ho-so/{row.pk}/muc-tieu/"
    typed = {"measure": "dong", "target": "1,5 tỷ", "due_on": "01/12/2030"}
    assert post(address, typed).status_code == 302
    made = Aim.objects.get()
    assert made.target == 1_500_000_000
    assert "Mục tiêu 1.500.000.000 đồng, hạn 01/12/2030" in words(client.get(address))
    wrong = post(address, {**typed, "target": "nhiều"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["target"])
    page = f"{address}{made.pk}/"
    assert client.get(page).context["form"].initial["target"] == "1.500.000.000"
    assert post(page, {**typed, "target": "2 tỷ", "version": "1"}).status_code == 302
    late = post(page, {**typed, "version": "1"})
    assert (late.status_code, "Người khác vừa sửa mục này" in words(late)) == (422, True)
    assert post(page, {"act": "remove", "version": "2"}).status_code == 302
    assert Aim.objects.count() == 0


def test_an_own_measure_shows_on_the_registration_and_in_public(staff, post, row, year, client):
    Aim.objects.create(registration=row, label="Tỷ lệ phân loại", unit="%", baseline=20, baseline_on=date(2020, 1, 1), target=80)
    staff()
    aim = Aim.objects.get()
    address = f"/{year.locality.code}/ho-so/{row.pk}/"
    today = f"{timezone.localdate():%d/%m/%Y}"
    answer = post(f"{address}ket-qua/", {"measure": str(aim.pk), "value": "50 %", "as_of": today})
    assert answer.status_code == 302
    page = words(client.get(address))
    assert "Đã ghi kết quả. Tỷ lệ phân loại = 50 %." in page
    assert (f"Mục tiêu 80 %: {50} %" in page, "<polyline" in page) == (True, True)
    odd = post(f"{address}ket-qua/", {"measure": str(aim.pk), "value": "500", "as_of": today})
    assert (odd.status_code, 'type="checkbox" name="sure"' in words(odd).replace("input ", "")) == (422, True)
    client.logout()
    public = words(client.get(f"/{year.locality.code}/mo-hinh/{row.initiative_id}/"))
    assert '<th scope="row" data-label="Kết quả">Tỷ lệ phân loại</th><td class="num" data-label="Số">50</td>' in public


def test_the_course_names_who_wrote_to_the_unit_alone(staff, sign_in, post, row, year, wards, client):
    unit = staff()
    address = f"/{year.locality.code}/ho-so/{row.pk}/"
    post(f"{address}bao-tin/", {"done": "Họp dân ngõ 3", "on": f"{timezone.localdate():%d/%m/%Y}", "value_people": "40"})
    Launch.objects.create(registration=row, held_on=timezone.localdate() - timedelta(days=30), place="Nhà văn hoá")
    page = words(unit.get(f"{address}dien-bien/"))
    assert [one.moment.what for one in unit.get(f"{address}dien-bien/").context["told"]] == [
        "báo tin", "ra mắt", f"nhận đăng ký vào chương trình năm {year.year}",
    ]  # fmt: skip
    name = factories.Account.objects.get(person__positions__body__code__endswith="/hoa-mac").display_name
    assert (name in page.split("</header>")[-1].split("<footer")[0], "Người hưởng lợi 40 người" in page) == (True, True)
    other = words(sign_in(Role.VIEWER).get(f"{address}dien-bien/"))
    assert ("Họp dân ngõ 3" in other, name in other) == (True, False)
    client.logout()
    public = words(client.get(f"/{year.locality.code}/mo-hinh/{row.initiative_id}/"))
    assert ("Ra mắt" in public, "Họp dân" in public, name in public) == (True, False, False)
