"""The pages of the preparation, by hand: create, agenda, guests, answers, roll, run sheet, papers."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kheo.conference.models import AgendaItem, Conference, Guest
from kheo.organisation.models import Account
from tests import factories
from tests.conference.scene import decided, make_scene

BACKEND = "django.contrib.auth.backends.ModelBackend"
ONCE = {"once": "khoa-cua-bieu-mau-0001"}


def once(number=1):
    return {"once": f"khoa-cua-bieu-mau-{number:04d}"}


@pytest.fixture
def office(client, scene):
    client.force_login(scene.accounts["office"], backend=BACKEND)
    return client


def url(scene, tail=""):
    return f"/{scene.locality.code}/hoi-nghi/{scene.conference.pk}/{tail}"


def main_of(answer):
    text = answer.content.decode()
    main = text[text.index("<main") : text.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_a_conference_is_created_from_its_programme_with_the_day_of_the_programme(office, scene):
    programme = factories.make_programme(scene.locality, 2025, conference_on=date(2026, 1, 9))
    page = office.get(f"/{scene.locality.code}/hoi-nghi/lap/?nam=2025")
    assert 'value="09/01/2026"' in page.content.decode()
    words = {
        "title": "Hội nghị tổng kết năm 2025",
        "host": scene.body("thi-uy").pk,
        "held_on": "09/01/2026",
        "starts_at": "7h30",
        "venue": "Hội trường",
        "place_name": "Duy Tiên",
        "chair_title": "Bí thư",
        "note": "",
        "version": "0",
    }
    answer = office.post(f"/{scene.locality.code}/hoi-nghi/lap/?nam=2025", words | ONCE)
    made = Conference.objects.get(programme=programme)
    assert (answer.status_code, answer.url) == (302, f"/{scene.locality.code}/hoi-nghi/{made.pk}/")
    assert f"{made.starts_at:%H:%M}" == "07:30"
    wrong = office.post(f"/{scene.locality.code}/hoi-nghi/lap/?nam=2025", words | {"starts_at": "sáng", "venue": ""} | once(2))
    assert wrong.status_code == 422
    assert "Viết giờ như 8:00 hoặc 13:30." in main_of(wrong)
    assert 'value="Hội nghị tổng kết năm 2025"' in wrong.content.decode()


def test_a_second_conference_of_the_day_is_refused_with_its_words_kept(office, scene):
    words = {
        "title": "Hội nghị thứ hai",
        "host": scene.body("thi-uy").pk,
        "held_on": "08/01/2025",
        "starts_at": "8:00",
        "venue": "Hội trường",
        "place_name": "Duy Tiên",
        "chair_title": "Bí thư",
        "version": "0",
    }
    answer = office.post(f"/{scene.locality.code}/hoi-nghi/lap/", words | ONCE)
    assert answer.status_code == 422
    assert "Đã có hội nghị của chương trình này vào ngày 08/01/2025" in main_of(answer)
    assert 'value="Hội nghị thứ hai"' in answer.content.decode()


def test_the_honoured_are_invited_by_one_press(office, scene):
    decided(scene, ("Tập thể 01", scene.ward), ("Tập thể 02", scene.other))
    assert "Mời 2 tập thể, cá nhân được tuyên dương" in main_of(office.get(url(scene, "khach-moi/")))
    assert office.post(url(scene, "khach-moi/tuyen-duong/"), ONCE).url == url(scene, "khach-moi/")
    assert Guest.objects.filter(group="honoured").count() == 2


def test_there_is_nothing_to_create_without_a_programme(db, client):
    town = factories.make_locality()
    client.force_login(factories.make_account("office", town), backend=BACKEND)
    assert client.get(f"/{town.code}/hoi-nghi/lap/").status_code == 404
    assert "Lập chương trình năm trước" in main_of(client.get(f"/{town.code}/hoi-nghi/"))


def test_another_towns_conference_is_not_found_here(office, scene):
    neighbour = make_scene(factories.KIM_BANG)
    for tail in ("", "khach-moi/", "bai/", "diem-danh/", "giay-moi.pdf", "sua/"):
        assert office.get(f"/{scene.locality.code}/hoi-nghi/{neighbour.conference.pk}/{tail}").status_code == 404
    Conference.objects.filter(pk=neighbour.conference.pk).update(title="Hội nghị nhà bên")
    listed = main_of(office.get(f"/{scene.locality.code}/hoi-nghi/"))
    assert "Hội nghị nhà bên" not in listed
    assert scene.conference.title in listed
    guest = neighbour.invited()
    assert office.get(url(scene, f"khach-moi/{guest.pk}/")).status_code == 404


def agenda_of(answer):
    """What the form of the agenda carries, as a browser would send it."""
    form = answer.context["form"]
    data = {"version": str(form["version"].value())}
    for field in form.rows.management_form:
        data[field.html_name] = str(field.value())
    for row in form.rows.forms:
        for field in row.visible_fields():
            data[field.html_name] = str(field.value() if field.value() is not None else "")
    return data


def test_a_line_of_the_agenda_moves_without_a_script_and_keeps_what_was_typed(office, scene):
    data = agenda_of(office.get(url(scene, "chuong-trinh/")))
    data["viec-0-title"] = "Văn nghệ chào mừng"
    answer = office.post(url(scene, "chuong-trinh/"), data | {"doi": "1:xuong"} | ONCE)
    assert (answer.status_code, answer.url) == (302, url(scene, "chuong-trinh/"))
    titles = list(AgendaItem.objects.order_by("order").values_list("title", flat=True))
    assert titles[:2] == ["Chào cờ, tuyên bố lý do, giới thiệu đại biểu", "Văn nghệ chào mừng"]
    data = agenda_of(office.get(url(scene, "chuong-trinh/")))
    data |= {"viec-0-place": "9", "viec-1-title": "", "viec-8-title": "Chụp ảnh lưu niệm", "viec-8-minutes": "5"}
    answer = office.post(url(scene, "chuong-trinh/"), data | once(2))
    assert (answer.status_code, answer.url) == (302, url(scene))
    titles = list(AgendaItem.objects.order_by("order").values_list("title", flat=True))
    assert (len(titles), titles[-2:]) == (8, ["Chào cờ, tuyên bố lý do, giới thiệu đại biểu", "Chụp ảnh lưu niệm"])


def test_a_wrong_agenda_is_told_line_by_line_and_kept(office, scene):
    data = agenda_of(office.get(url(scene, "chuong-trinh/")))
    data |= {"viec-0-minutes": "", "viec-1-kind": "ceremony"}
    answer = office.post(url(scene, "chuong-trinh/"), data | ONCE)
    assert answer.status_code == 422
    assert "Dòng 1, phút : Ghi số phút." in main_of(answer)
    data["viec-0-minutes"] = "30"
    answer = office.post(url(scene, "chuong-trinh/"), data | once(2))
    assert answer.status_code == 422
    assert "Phần «trao tặng, khen thưởng» chỉ có một lần, đang ở dòng 2, 7" in main_of(answer)
    assert AgendaItem.objects.filter(kind="ceremony").count() == 1


def test_the_run_sheet_leads_from_one_act_to_the_next(office, scene):
    text = main_of(office.get(url(scene)))
    assert "Việc tiếp theo" not in text  # its day has come: it may be opened
    Conference.objects.update(held_on=timezone.localdate() + timedelta(days=3))
    text = main_of(office.get(url(scene)))
    assert "còn 3 ngày" in text
    assert "Việc tiếp theo: khách mời Chưa mời ai. Chọn khách mời" in text
    scene.invited()
    text = main_of(office.get(url(scene)))
    assert "Việc tiếp theo: giấy mời 1 trên 1 đầu người chưa được gửi giấy mời. In, gửi giấy mời" in text
    refused = office.post(url(scene, "khai-mac/"), {"version": "1"} | ONCE)
    assert refused.status_code == 422
    assert "Đến ngày họp mới khai mạc" in main_of(refused)


def test_the_list_tells_the_office_alone_what_is_missing(office, client, scene):
    here = f"/{scene.locality.code}/hoi-nghi/"
    said = "Còn việc: khách mời, giấy mời, trả lời giấy mời, báo cáo tại hội nghị, tham luận, lễ trao tặng, kết luận"
    assert said in main_of(office.get(here))
    client.force_login(scene.accounts["staff"], backend=BACKEND)
    assert "Còn việc" not in main_of(client.get(here))


def test_it_opens_on_the_day_and_says_when_it_is_closed(office, scene):
    assert office.post(url(scene, "khai-mac/"), {"version": "1"} | ONCE).url == url(scene)
    assert "Đang họp" in main_of(office.get(url(scene)))
    scene.invited()
    scene.close()
    for tail in ("", "khach-moi/", "chuong-trinh/", "sua/", "bai/", "diem-danh/", "khach-moi/chuc-vu/", "tra-loi/", "giay-moi/"):
        assert "hồ sơ đã khoá, chỉ xem" in main_of(office.get(url(scene, tail))), tail
    assert "<button" not in office.get(url(scene, "diem-danh/")).content.decode().split("<main")[1].split("</main>")[0]


def test_positions_are_chosen_by_body_and_one_person_is_one_head(office, scene):
    chair = scene.position("Chủ tịch", "hdnd")
    deputy = scene.position("Phó Bí thư", "thi-uy", chair.person)
    page = office.get(url(scene, "khach-moi/chuc-vu/"))
    assert "Cấp uỷ Duy Tiên Phó Bí thư" in main_of(page)
    answer = office.post(url(scene, "khach-moi/chuc-vu/"), {"positions": [chair.pk, deputy.pk], "group": ""} | ONCE)
    assert answer.url == url(scene, "khach-moi/")
    text = main_of(office.get(url(scene, "khach-moi/")))
    assert "1 đầu người được mời" in text
    assert "Phó Bí thư Cấp uỷ Duy Tiên Chủ tịch Hội đồng nhân dân Duy Tiên" in text
    nobody = office.post(url(scene, "khach-moi/chuc-vu/"), {"group": ""} | once(2))
    assert nobody.status_code == 422
    assert "Chưa chọn chức vụ nào" in main_of(nobody)


def test_a_superior_is_added_by_title(office, scene):
    province = scene.superior("Trưởng Ban").unit
    data = {"label": "", "titles": "Phó Bí thư Tỉnh uỷ\nTrưởng Ban Dân vận", "group": "superior", "unit": province.pk}
    answer = office.post(url(scene, "khach-moi/them/"), data | ONCE)
    assert answer.url == url(scene, "khach-moi/")
    guest = Guest.objects.get(label="Phó Bí thư Tỉnh uỷ")
    assert guest.capacities.count() == 2
    again = office.post(url(scene, "khach-moi/them/"), data | once(2))
    assert again.status_code == 422
    assert "đã có trong danh sách mời" in main_of(again)
    assert office.post(url(scene, "khach-moi/tuyen-duong/"), once(3)).status_code == 422


def test_one_guest_is_seated_elsewhere_and_taken_off(office, scene):
    guest = scene.invited()
    answer = office.post(url(scene, f"khach-moi/{guest.pk}/"), {"group": "committee", "version": "1"} | ONCE)
    assert answer.url == url(scene, "khach-moi/")
    stale = office.post(url(scene, f"khach-moi/{guest.pk}/"), {"group": "leaders", "version": "1"} | once(2))
    assert stale.status_code == 422
    assert "Người khác vừa sửa mục này" in main_of(stale)
    assert office.post(url(scene, f"khach-moi/{guest.pk}/bo/"), {"version": "1"} | once(3)).status_code == 422
    assert office.post(url(scene, f"khach-moi/{guest.pk}/bo/"), {"version": "2"} | once(4)).status_code == 302
    assert Guest.objects.count() == 0


def test_invitations_are_sent_and_stand_ready_as_messages(office, scene):
    scene.invited_ward()
    text = main_of(office.get(url(scene, "giay-moi/")))
    assert "Gửi 1 giấy mời" in text
    assert f"http://127.0.0.1:8000{url(scene, 'tra-loi/')}" in text or url(scene, "tra-loi/") in text
    assert office.post(url(scene, "giay-moi/gui/"), ONCE).url == url(scene, "giay-moi/")
    assert office.post(url(scene, "giay-moi/gui/"), once(2)).status_code == 422


def test_staff_of_a_unit_answer_for_their_own_people_alone(client, scene):
    mine, other = scene.invited_ward(), scene.invited_ward(scene.other)
    client.force_login(scene.accounts["staff"], backend=BACKEND)
    text = main_of(client.get(url(scene, "tra-loi/")))
    assert "1 người được mời chưa có trả lời" in text
    data = {"answer": "substitute", "stand_in": "", "version": "1"}
    wrong = client.post(url(scene, f"tra-loi/{mine.pk}/"), data | ONCE)
    assert wrong.status_code == 422
    assert "Ghi chức vụ người dự thay" in main_of(wrong)
    right = client.post(url(scene, f"tra-loi/{mine.pk}/"), data | {"stand_in": "Phó Chủ tịch"} | once(2))
    assert right.url == url(scene, "tra-loi/")
    assert client.get(url(scene, f"tra-loi/{other.pk}/")).status_code == 403
    assert client.post(url(scene, f"tra-loi/{other.pk}/"), data | {"answer": "yes"} | once(3)).status_code == 403
    assert Guest.objects.get(pk=other.pk).answer == "none"


def test_the_roll_takes_one_tap_a_head_with_and_without_a_script(office, scene):
    first, second = scene.invited(), scene.invited("Phó Chủ tịch")
    whole = office.post(url(scene, f"diem-danh/{first.pk}/ghi/"), {"attendance": "present", "version": "1"} | ONCE)
    assert whole.url == url(scene, f"diem-danh/#khach-{first.pk}")
    part = office.post(
        url(scene, f"diem-danh/{second.pk}/ghi/"),
        {"attendance": "absent", "version": "1"} | once(2),
        headers={"HX-Request": "true"},
    )
    assert part.url == url(scene, f"diem-danh/{second.pk}/")
    text = office.get(part.url).content.decode()
    assert f'id="khach-{second.pk}"' in text
    assert "<b>1</b> có mặt trên 2" in text
    assert 'hx-swap-oob="true">1/2</span>' in text
    stale = office.post(
        url(scene, f"diem-danh/{second.pk}/ghi/"),
        {"attendance": "present", "version": "1"} | once(3),
        headers={"HX-Request": "true"},
    )
    assert stale.status_code == 422
    assert "Người khác vừa sửa mục này" in stale.content.decode()
    nothing = office.post(url(scene, f"diem-danh/{second.pk}/ghi/"), {"attendance": "??", "version": "2"} | once(4))
    assert nothing.status_code == 422


def test_many_are_marked_at_once(office, scene):
    heads = [scene.invited(f"Uỷ viên {number}") for number in range(3)]
    data = {"guests": [heads[0].pk, heads[1].pk, "x"]}
    assert office.post(url(scene, "diem-danh/nhieu/"), data | ONCE).url == url(scene, "diem-danh/")
    assert Guest.objects.filter(attendance="present").count() == 2
    assert office.post(url(scene, "diem-danh/nhieu/"), once(2)).status_code == 422


@pytest.mark.parametrize("tail", ["", "khach-moi/", "diem-danh/", "giay-moi/", "tra-loi/", "khach-moi/chuc-vu/"])
def test_pages_cost_the_same_with_many_heads(office, scene, tail):
    scene.invited(), scene.invited_ward()
    with CaptureQueriesContext(connection) as one:
        office.get(url(scene, tail))
    for number in range(12):
        scene.invited(f"Uỷ viên {number}", scene.ward_body() if number % 2 else "ubnd")
    with CaptureQueriesContext(connection) as many:
        assert office.get(url(scene, tail)).status_code == 200
    assert len(many) == len(one)


def test_a_conference_created_by_mistake_is_thrown_away(office, scene):
    assert office.post(url(scene, "xoa/"), {"version": "7"} | ONCE).status_code == 422
    assert office.post(url(scene, "xoa/"), {"version": "1"} | once(2)).url == f"/{scene.locality.code}/hoi-nghi/"
    assert Conference.objects.count() == 0


def test_words_are_edited_and_a_stale_page_keeps_what_was_typed(office, scene):
    words = {
        "title": "Hội nghị khác",
        "host": scene.body("ubnd").pk,
        "held_on": "08/01/2025",
        "starts_at": "08:00",
        "venue": "Hội trường",
        "place_name": "Duy Tiên",
        "chair_title": "Chủ tịch",
        "note": "",
        "version": "1",
    }
    assert office.post(url(scene, "sua/"), words | ONCE).url == url(scene)
    stale = office.post(url(scene, "sua/"), words | {"title": "Tên gõ dở"} | once(2))
    assert stale.status_code == 422
    assert 'value="Tên gõ dở"' in stale.content.decode()
    assert Conference.objects.get().title == "Hội nghị khác"
    assert Account.objects.count() == 2


def test_a_closed_conference_leads_on_to_next_year_s_tasks_the_report_and_the_news(office, scene):
    scene.close()
    page = office.get(url(scene)).content.decode().partition("<main")[2]
    base = f"/{scene.locality.code}"
    for address in (f"{base}/nhiem-vu/?nam=2025", f"{base}/bao-cao/", f"{base}/soan-tin/"):
        assert f'href="{address}"' in page
