"""Texts on their pages: called for, written with their figures beside them, kept on a conflict, sorted by the office."""

import re

import pytest

from kheo.conference.actions.speeches import send_speech, write_speech
from kheo.conference.models import Speech
from tests import factories

BACKEND = "django.contrib.auth.backends.ModelBackend"


def once(number=1):
    return {"once": f"khoa-cua-bieu-mau-{number:04d}"}


def url(scene, tail=""):
    return f"/{scene.locality.code}/hoi-nghi/{scene.conference.pk}/{tail}"


def main_of(answer):
    text = answer.content.decode()
    if "<main" in text:
        text = text[text.index("<main") : text.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.fixture
def office(client, scene):
    client.force_login(scene.accounts["office"], backend=BACKEND)
    return client


@pytest.fixture
def unit(client, scene):
    client.force_login(scene.accounts["staff"], backend=BACKEND)
    return client


def typed(title="Bài", speaker="Chủ tịch", text="Lời.", version="1", viec="luu"):
    return {"title": title, "speaker_title": speaker, "text": text, "version": version, "viec": viec}


def test_several_units_are_called_at_once_and_the_uninvited_one_is_named(office, scene):
    scene.invited_ward()
    data = {"title": "Cách làm hay", "due_on": "03/01/2025", "minutes": "7"}
    both = data | {"speakers": [f"u{scene.ward.pk}", f"u{scene.other.pk}"]}
    refused = office.post(url(scene, "bai/de-nghi/"), both | once())
    assert refused.status_code == 422
    assert "Phường Đồng Văn chưa có ai trong danh sách mời. Mở «Khách mời»" in main_of(refused)
    assert Speech.objects.count() == 0
    answer = office.post(url(scene, "bai/de-nghi/"), data | {"speakers": [f"u{scene.ward.pk}"]} | once(2))
    assert answer.url == url(scene, "bai/")
    assert "Phường Hòa Mạc · 7 phút" in main_of(office.get(url(scene, "bai/")))


def test_the_unit_writes_sends_and_reads_the_words_that_came_back(unit, scene):
    speech = scene.called()
    here = url(scene, f"bai/{speech.pk}/")
    assert unit.post(here, typed() | once()).url == here
    assert Speech.objects.get().text == "Lời."
    answer = unit.post(here, typed(text="Lời dài.", version="2", viec="gui") | once(2), follow=True)
    assert "Đã gửi bài." in main_of(answer)
    assert Speech.objects.get().state == "received"
    assert "<textarea" not in answer.content.decode()
    blank = scene.called(title="Bài khác")
    wrong = unit.post(url(scene, f"bai/{blank.pk}/"), typed(text="", viec="gui") | once(3))
    assert wrong.status_code == 422
    assert "Nội dung : Chưa ghi mục này." in main_of(wrong)
    assert Speech.objects.get(pk=blank.pk).version == 1


def test_a_conflict_keeps_what_was_typed(unit, scene):
    speech = scene.called()
    write_speech(scene.office, speech, "Tên của cơ quan", "", "Lời khác.", 1)
    answer = unit.post(url(scene, f"bai/{speech.pk}/"), typed(text="Lời gõ trên điện thoại.") | once())
    assert answer.status_code == 422
    assert "Người khác vừa sửa mục này" in main_of(answer)
    assert "Lời gõ trên điện thoại." in main_of(answer)
    assert Speech.objects.get().text == "Lời khác."


def test_numbers_in_the_text_are_held_against_the_record_of_the_unit(unit, scene):
    factories.make_registration(scene.programme, unit=scene.ward)
    factories.make_registration(scene.programme, unit=scene.other)
    speech = scene.called()
    text = "Năm 2024, phường đăng ký 3 mô hình “Dân vận khéo”."
    page = unit.post(url(scene, f"bai/{speech.pk}/"), typed(text=text, viec="doi-chieu") | once())
    assert page.status_code == 200
    assert "lệch: sổ ghi 1" in main_of(page)
    assert Speech.objects.get().text == ""
    part = unit.post(url(scene, f"bai/{speech.pk}/doi-chieu/"), {"text": text.replace("3", "1")})
    assert "khớp" in main_of(part)
    assert "<main" not in part.content.decode()
    assert f'href="/{scene.locality.code}/so-lieu/initiatives.registered/?' in part.content.decode()
    assert "Viết bài ở trên" in main_of(unit.post(url(scene, f"bai/{speech.pk}/doi-chieu/"), {"text": " "}))


def test_the_offices_report_is_held_against_the_whole_locality(office, scene):
    for unit in (scene.ward, scene.other):
        factories.make_registration(scene.programme, unit=unit)
    made = office.post(
        url(scene, "bai/viet/"), {"kind": "report", "title": "Báo cáo", "speaker_title": "Trưởng ban", "minutes": "20"} | once()
    )
    report = Speech.objects.get()
    assert made.url == url(scene, f"bai/{report.pk}/")
    text = "Năm 2024, thị xã đăng ký 2 mô hình “Dân vận khéo”."
    page = office.post(made.url, typed("Báo cáo", text=text, viec="gui") | once(2), follow=True)
    assert "không số nào lệch" in main_of(page)
    assert Speech.objects.get().state == "chosen"


def test_a_text_of_hostile_words_is_shown_as_words(office, scene):
    report = scene.called("report")
    text = "<script>alert(1)</script> Năm 2024 có 5 mô hình."
    office.post(url(scene, f"bai/{report.pk}/"), typed(text=text) | once())
    content = office.get(url(scene, f"bai/{report.pk}/")).content.decode()
    assert "<script>alert(1)" not in content
    assert "&lt;script&gt;alert(1)" in content


def test_a_long_text_shows_the_lines_that_quote_a_figure(office, scene):
    report = scene.called("report")
    text = "\n".join(
        ["Cấp uỷ đã lãnh đạo nhân dân thực hiện tốt các nhiệm vụ."] * 600 + ["Năm 2024 đăng ký 5 mô hình “Dân vận khéo”."]
    )
    page = office.post(url(scene, f"bai/{report.pk}/doi-chieu/"), {"text": text})
    said = main_of(page)
    assert "Những đoạn có số" in said
    assert said.count("Cấp uỷ đã lãnh đạo") == 0
    assert len(page.content) < 8_000
    whole = office.post(url(scene, f"bai/{report.pk}/doi-chieu/"), {"text": text[-200:]})
    assert main_of(whole).count("Cấp uỷ đã lãnh đạo nhân dân") == 2


def test_what_is_being_written_is_the_writers_alone(unit, scene):
    scene.invited_ward(scene.other)
    other, report = scene.called(unit=scene.other), scene.called("report")
    for speech in (other, report):
        assert unit.get(url(scene, f"bai/{speech.pk}/")).status_code == 403
        assert unit.post(url(scene, f"bai/{speech.pk}/"), typed() | once(speech.pk)).status_code == 403
        assert unit.post(url(scene, f"bai/{speech.pk}/doi-chieu/"), {"text": "x"}).status_code == 403
    assert f"bai/{other.pk}/" not in unit.get(url(scene, "bai/")).content.decode()
    Speech.objects.filter(pk=other.pk).update(state="chosen", text="Lời đã chọn.", order=1)
    assert "Lời đã chọn." in main_of(unit.get(url(scene, f"bai/{other.pk}/")))


def received(scene, title="Bài"):
    speech = scene.called(title=title)
    write_speech(scene.office, speech, title, "Chủ tịch", "Lời.", 1)
    return send_speech(scene.office, speech, 2)


def test_the_office_chooses_sends_back_and_prints(office, scene):
    speech = received(scene)
    here = f"bai/{speech.pk}/"
    refused = office.post(url(scene, f"{here}chon/"), {"order": "5", "minutes": "7", "version": "3"} | once())
    assert refused.status_code == 422
    assert "Chọn thứ tự từ 1 đến 1." in main_of(refused)
    assert office.post(url(scene, f"{here}chon/"), {"order": "x", "minutes": "7", "version": "3"} | once(2)).status_code == 422
    assert office.post(url(scene, f"{here}chon/"), {"order": "1", "minutes": "7", "version": "3"} | once(3)).status_code == 302
    assert "Thứ 1, 7 phút." in main_of(office.get(url(scene, here)))
    assert office.post(url(scene, f"{here}in/"), {"version": "4"} | once(4)).status_code == 302
    assert office.post(url(scene, f"{here}in/"), {"version": "5"} | once(5)).status_code == 422
    assert office.post(url(scene, f"{here}tra/"), {"reply": "", "version": "5"} | once(6)).status_code == 422
    assert office.post(url(scene, f"{here}tra/"), {"reply": "Sửa", "version": "4"} | once(7)).status_code == 422
    assert office.post(url(scene, f"{here}tra/"), {"reply": "Sửa", "version": "5"} | once(8)).status_code == 302
    assert "Cơ quan thường trực nhắn: Sửa" in main_of(office.get(url(scene, here)))
    assert office.post(url(scene, f"{here}thoi/"), {"version": "6"} | once(9)).status_code == 422
    assert office.post(url(scene, f"{here}da-trinh-bay/"), {"version": "6"} | once(10)).status_code == 422


def test_a_call_is_taken_back(office, scene):
    speech = scene.called()
    page = main_of(office.get(url(scene, f"bai/{speech.pk}/")))
    assert "Đề nghị Phường Hòa Mạc viết tham luận cho hội nghị, hạn 03/01/2025." in page
    assert office.post(url(scene, f"bai/{speech.pk}/thoi/"), {"version": "1"} | once()).url == url(scene, "bai/")
    assert office.get(url(scene, f"bai/{speech.pk}/")).status_code == 404


def test_wrong_words_of_a_new_text_are_told(office, scene):
    wrong = office.post(url(scene, "bai/viet/"), {"kind": "report", "title": "", "minutes": "20"} | once())
    assert wrong.status_code == 422
    assert (
        office.post(url(scene, "bai/viet/"), {"kind": "report", "title": "\u200b", "minutes": "20"} | once(2)).status_code == 422
    )
    assert Speech.objects.count() == 0
