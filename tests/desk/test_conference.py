"""The conference on the desks: invitations to answer, speeches to write and sort, what the office prepares and closes."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kheo.conference.actions.speeches import send_back_speech, send_speech, write_speech
from kheo.conference.models import ConclusionNotice, Conference, Guest
from kheo.desk.queries.bench import Bench
from kheo.desk.queries.coming import coming
from kheo.desk.queries.items import items_for
from kheo.desk.queries.year import steps_of
from tests import factories
from tests.conference.scene import DAY, make_scene

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
KEYS = iter(f"khoa-cua-ban-hop-{number:04d}" for number in range(10_000))
TODAY = DAY - timedelta(days=5)


@pytest.fixture
def scene():
    scene = make_scene()
    factories.make_registration(scene.programme)
    return scene


def bench(scene, actor, today=TODAY):
    return Bench(actor, scene.locality, scene.programme, today)


def whats(scene, actor, today=TODAY):
    return [(item.what, item.act) for item in items_for(bench(scene, actor, today)) if "hội nghị" in item.what.lower()]


def told(guest):
    Guest.objects.filter(pk=guest.pk).update(told_at=timezone.now())
    guest.refresh_from_db()
    return guest


def test_a_unit_answers_its_invitation_with_one_press(client, scene):
    guest = scene.invited_ward()
    assert items_for(bench(scene, scene.staff)) == []
    told(guest)
    [item] = items_for(bench(scene, scene.staff))
    assert (item.what, item.act, item.press.label) == (f"Mời dự {scene.conference.title}", "Trả lời khác", "Sẽ dự")
    client.force_login(scene.accounts["staff"], backend=BACKEND)
    answer = client.post(item.press.url, {"once": next(KEYS), "version": item.press.version})
    assert answer.url == f"/{factories.DUY_TIEN}/ban-lam-viec/"
    guest.refresh_from_db()
    assert guest.answer == "yes"
    assert items_for(bench(scene, scene.staff)) == []


def test_a_press_for_another_unit_or_another_town_is_refused(client, scene):
    of_other = told(scene.invited_ward(scene.other))
    there = make_scene(factories.KIM_BANG)
    elsewhere = there.invited_ward()
    client.force_login(scene.accounts["staff"], backend=BACKEND)
    base = f"/{factories.DUY_TIEN}/ban-lam-viec/giay-moi/"
    assert client.post(f"{base}{of_other.pk}/", {"once": next(KEYS), "version": "1"}).status_code == 403
    assert client.post(f"{base}{elsewhere.pk}/", {"once": next(KEYS), "version": "1"}).status_code == 404
    assert set(Guest.objects.values_list("answer", flat=True)) == {"none"}
    assert items_for(bench(scene, scene.staff)) == []


def test_a_contribution_waits_for_its_unit_then_for_the_office(scene):
    speech = scene.called()
    [item] = [item for item in items_for(bench(scene, scene.staff, date(2025, 1, 2))) if item.kind == "tham luận chưa gửi"]
    assert (item.tag, item.act) == ("Còn 1 ngày", "Viết bài")
    late = [item for item in items_for(bench(scene, scene.staff, date(2025, 1, 4))) if item.kind == "tham luận chưa gửi"]
    assert [(item.tag, item.tone) for item in late] == [("Quá hạn 1 ngày", "late")]
    written = write_speech(scene.staff, speech, "Cách làm hay", "Cán bộ", "Kính thưa hội nghị.", speech.version)
    send_speech(scene.staff, written, written.version)
    assert [item for item in items_for(bench(scene, scene.staff)) if item.kind == "tham luận chưa gửi"] == []
    assert [item.act for item in items_for(bench(scene, scene.office)) if item.kind == "tham luận chờ chọn"] == ["Xem bài"]


def test_a_contribution_sent_back_tells_its_unit_what_the_office_asks(scene):
    speech = write_speech(scene.staff, scene.called(), "Cách làm hay", "Cán bộ", "Kính thưa hội nghị.", 1)
    sent = send_speech(scene.staff, speech, speech.version)
    send_back_speech(scene.office, sent, "Thêm số hộ tham gia.", sent.version)
    desk = bench(scene, scene.staff, date(2025, 1, 1))
    [item] = [item for item in items_for(desk) if item.kind == "tham luận chưa gửi"]
    assert (item.tag, item.act) == ("Trả lại", "Viết tiếp")
    assert item.why.startswith("Cơ quan thường trực nhắn: Thêm số hộ tham gia. Hạn gửi 03/01/2025.")


def test_texts_are_asked_for_at_the_conference_itself_and_no_more_once_it_is_over(scene):
    scene.programme.conference_on = DAY + timedelta(days=20)
    scene.programme.save()
    asked = [item for item in items_for(bench(scene, scene.office)) if item.tag == "Trước hội nghị" and item.tone == "info"]
    assert [(item.act, item.url) for item in asked] == [
        ("Mở hội nghị", f"/{factories.DUY_TIEN}/hoi-nghi/{scene.conference.pk}/")
    ]  # fmt: skip
    scene.close()
    later = bench(scene, scene.office, DAY + timedelta(days=1))
    assert [item for item in items_for(later) if item.tag == "Trước hội nghị"] == []
    assert [one.what for one in coming(later)] == []


def test_a_notice_asks_for_its_number_then_for_the_signed_paper(scene):
    ConclusionNotice.objects.create(conference=scene.close(), body=scene.body("thi-uy"))
    asked = [item for item in items_for(bench(scene, scene.office)) if item.tag == "Thông báo kết luận"]
    assert [item.act for item in asked] == ["Ghi số, ngày"]
    ConclusionNotice.objects.update(number="5-TB/TU", date=DAY)
    asked = [item for item in items_for(bench(scene, scene.office)) if item.tag == "Thông báo kết luận"]
    assert [item.act for item in asked] == ["Đưa bản đã ký lên"]


def test_the_office_is_led_from_the_empty_list_to_the_answers(scene):
    title = scene.conference.title
    assert (f"{title}: chưa mời ai", "Mời") in whats(scene, scene.office)
    guest = scene.invited_ward()
    assert (f"{title}: 1 giấy mời chưa báo", "Mở giấy mời") in whats(scene, scene.office)
    told(guest)
    assert (f"{title}: 1 khách mời chưa trả lời", "Xem") in whats(scene, scene.office)
    assert [what for what, _act in whats(scene, scene.office, DAY - timedelta(days=8))] == [
        f"Hội nghị tổng kết ngày {DAY:%d/%m/%Y}"
    ]
    assert (f"{title}: đến giờ khai mạc", "Mở hội nghị") in whats(scene, scene.office, DAY)
    Guest.objects.update(answer="yes")
    assert len(whats(scene, scene.office)) == 1


def test_an_open_conference_asks_for_the_roll_until_everybody_is_marked(scene):
    guest = told(scene.invited_ward())
    Conference.objects.update(state="open")
    assert [item.act for item in items_for(bench(scene, scene.office, DAY)) if item.tag == "Đang họp"] == ["Điểm danh"]
    Guest.objects.filter(pk=guest.pk).update(attendance="present")
    assert [item.act for item in items_for(bench(scene, scene.office, DAY)) if item.tag == "Đang họp"] == []


@pytest.mark.parametrize(("days", "asked"), [(46, False), (45, True), (0, True), (-1, False)])
def test_a_day_in_the_programme_asks_for_a_conference(days, asked):
    town = factories.make_locality(factories.KIM_BANG)
    programme = factories.make_programme(town, conference_on=TODAY + timedelta(days=days))
    factories.make_registration(programme)
    desk = Bench(factories.actor_for(factories.make_account("office", town)), town, programme, TODAY)
    asks = [item.what for item in items_for(desk) if item.act == "Lập hội nghị"]
    assert asks == ["Hội nghị tổng kết năm 2024 chưa lập"] * asked
    texts = [item.what for item in items_for(desk) if item.act == "Đối chiếu văn bản"]
    assert texts == [f"Bài phát biểu, bản tin cho hội nghị ngày {programme.conference_on:%d/%m/%Y}"] * (0 <= days <= 30)


def test_what_comes_next_names_the_day_and_the_deadline_of_speeches_but_not_those_of_another_town(scene):
    scene.called()
    make_scene(factories.KIM_BANG)
    days = [(one.on, one.what) for one in coming(bench(scene, scene.staff, date(2025, 1, 1)))]
    assert days == [(date(2025, 1, 3), "Hạn gửi tham luận"), (DAY, scene.conference.title)]


def test_the_steps_of_the_year_go_on_after_the_conference(scene):
    assert [step.name for step in steps_of(scene.programme)][5:] == [
        "Hội nghị tổng kết", "Báo cáo năm", "Bản tin", "Nhiệm vụ năm 2025",
    ]  # fmt: skip
    scene.close()
    assert steps_of(scene.programme)[5].done


def test_many_invitations_cost_no_more_than_one(scene, django_assert_max_num_queries):
    told(scene.invited_ward())
    desk = bench(scene, scene.staff)
    with django_assert_max_num_queries(40) as few:
        items_for(desk)
    body = scene.ward_body()
    for number in range(8):
        told(scene.invited(f"Phó Chủ tịch {number}", body))
    with django_assert_max_num_queries(len(few)):
        assert len(items_for(desk)) == 9
