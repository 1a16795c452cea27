import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.directives.models import Activity
from kheo.directives.queries.places import place_of_body
from kheo.organisation.models import Position
from tests.directives.views.sending import HERE, bytes_of, send, sign_in, words


@pytest.fixture
def office(client, scene):
    return sign_in(client, scene.office)


def sent(work, **changes):
    return {
        "place": f"u{work.scene.wards[0].pk}",
        "kind": "session",
        "topic": "Hiến đất mở đường",
        "count": "3",
        "people": "1.120",
        "begun_on": f"{work.today:%d/%m/%Y}",
        "ended_on": "",
        "version": "0",
        **changes,
    }


def test_a_ward_s_staff_record_a_session_in_one_page(client, work):
    sign_in(client, work.scene.staff)
    page = client.get(f"{HERE}hoat-dong/ghi/").content.decode()
    assert "Uỷ ban nhân dân phường Hòa Mạc" in page
    assert "Phường Đồng Văn" not in page
    answer = send(client, "hoat-dong/ghi/", **sent(work, file=SimpleUploadedFile("a.csv", b"a\n1\n"), is_not_secret="on"))
    made = Activity.objects.get()
    assert answer.url == f"{HERE}hoat-dong/"
    assert (made.count, made.people, made.begun_on, made.ended_on) == (3, 1120, work.today, work.today)
    assert bytes_of(client.get(f"{HERE}hoat-dong/{made.pk}/tep/")) == b"a\n1\n"
    more = send(client, "hoat-dong/ghi/", **sent(work, topic="Buổi khác", **{"them-nua": "1"}))
    assert more.url == f"{HERE}hoat-dong/ghi/"


def test_the_file_of_an_activity_is_opened_by_its_own_place_and_the_office(client, work):
    sign_in(client, work.scene.staff)
    send(client, "hoat-dong/ghi/", **sent(work, file=SimpleUploadedFile("a.csv", b"a\n1\n"), is_not_secret="on"))
    page = f"{HERE}hoat-dong/{Activity.objects.get().pk}/"
    said = {}
    for name in ("staff", "front", "office"):
        sign_in(client, getattr(work.scene, name))
        answer = client.get(f"{page}tep/")
        said[name] = (bytes_of(answer) if answer.streaming else answer.status_code, "a.csv" in words(client.get(page)))
    assert said == {"staff": (b"a\n1\n", True), "front": (403, False), "office": (b"a\n1\n", True)}


def test_a_union_with_one_place_finds_it_chosen(client, work):
    sign_in(client, work.scene.front)
    page = client.get(f"{HERE}hoat-dong/ghi/").content.decode()
    assert f'value="b{work.scene.body("mttq").pk}" selected' in page
    assert f'value="u{work.scene.locality.unit_id}"' not in page


def test_staff_send_nothing_for_another_place(client, work):
    sign_in(client, work.scene.front)
    answer = send(client, "hoat-dong/ghi/", **sent(work))
    assert answer.status_code == 422
    assert Activity.objects.count() == 0


def test_what_is_wrong_is_said_and_everything_typed_is_kept(office, work):
    answer = send(office, "hoat-dong/ghi/", **sent(work, count="ba", people="1,5", begun_on="32/1/2024"))
    said = words(answer)
    assert answer.status_code == 422
    assert "Không đọc được số này; viết như 1.240." in said
    assert "Ghi số nguyên." in said
    assert "Không đọc được ngày này" in said
    assert 'value="Hiến đất mở đường"' in answer.content.decode()
    work.activity(begun_on=work.today, ended_on=work.today)
    twice = send(office, "hoat-dong/ghi/", **sent(work))
    assert twice.status_code == 422
    assert "đã ghi đúng hoạt động ấy" in words(twice)
    secret = send(office, "hoat-dong/ghi/", **sent(work, topic="Khác", file=SimpleUploadedFile("a.csv", b"a\n1\n")))
    assert secret.status_code == 422
    assert "không thuộc bí mật nhà nước" in words(secret)


def test_an_activity_is_changed_and_removed_by_its_owner(client, work):
    made = work.activity()
    sign_in(client, work.scene.staff)
    edit = f"hoat-dong/{made.pk}/sua/"
    assert 'value="06/05/2024"' in client.get(f"{HERE}{edit}").content.decode()
    changed = sent(work, count="5", begun_on="06/05/2024", version="1")
    assert send(client, edit, **changed).url == f"{HERE}hoat-dong/{made.pk}/"
    late = send(client, edit, **changed)
    assert late.status_code == 422
    assert 'name="version" value="2"' in late.content.decode()
    late = send(client, f"hoat-dong/{made.pk}/bo/", version="1")
    assert late.url == f"{HERE}hoat-dong/{made.pk}/"
    assert "Chưa bỏ được" in words(client.get(late.url))
    assert send(client, f"hoat-dong/{made.pk}/bo/", version="x").status_code == 302
    assert send(client, f"hoat-dong/{made.pk}/bo/", version="2").url == f"{HERE}hoat-dong/"
    assert Activity.objects.count() == 0
    other = work.activity(work.ward(1))
    assert client.get(f"{HERE}hoat-dong/{other.pk}/sua/").status_code == 403
    assert send(client, f"hoat-dong/{other.pk}/bo/", version="1").status_code == 403


def test_everybody_reads_one_activity_and_nobody_finds_an_act_or_a_file_there(client, work, work_there):
    made = work.activity(requirement=work.scene.requirement())
    page = client.get(f"{HERE}hoat-dong/{made.pk}/")
    assert page.status_code == 200
    said = words(page)
    assert "Hiến đất mở đường" in said
    assert "3 buổi tuyên truyền, vận động" in said
    assert "Bỏ mục này" not in said
    assert "Mọi hoạt động" not in said
    assert made.requirement.text not in said  # directives are read by staff; so is what they require
    assert client.get(f"{HERE}hoat-dong/{made.pk}/tep/").status_code == 302
    assert client.get(f"{HERE}hoat-dong/{work_there.activity().pk}/").status_code == 404
    sign_in(client, work.office)
    assert "Bỏ mục này" in words(client.get(f"{HERE}hoat-dong/{made.pk}/"))
    seen = client.get(f"{HERE}hoat-dong/{made.pk}/")
    assert (made.requirement.text in words(seen), seen["Cache-Control"]) == (True, "no-store")
    assert client.get(f"{HERE}hoat-dong/{made.pk}/tep/").status_code == 404


def test_the_list_is_narrowed_by_kind_and_place_with_its_totals(office, work, work_there):
    front = place_of_body(work.scene.body("mttq"))
    work.activity()
    work.activity(kind="broadcast", topic="Loa truyền thanh", count=86, people=None)
    work.activity(front, topic="Của Mặt trận", count=1_000, people=5_000)
    work.activity(topic="Năm trước", begun_on=work.today.replace(2023, 1, 1), ended_on=work.today.replace(2023, 1, 1))
    work_there.activity(topic="Của Kim Bảng")
    page = words(office.get(f"{HERE}hoat-dong/"))
    assert "1.003" in page
    assert "5.120 lượt người" in page
    assert "Năm trước" not in page
    assert "Của Kim Bảng" not in page
    only = words(office.get(f"{HERE}hoat-dong/?nam=2024&loai=broadcast"))
    assert "Loa truyền thanh" in only
    assert "Của Mặt trận" not in only
    ward = words(office.get(f"{HERE}hoat-dong/?nam=2024&noi=u{work.scene.wards[0].pk}"))
    assert "Hiến đất mở đường" in ward
    assert "Của Mặt trận" not in ward
    body = words(office.get(f"{HERE}hoat-dong/?nam=2024&noi=b{work.scene.body('mttq').pk}"))
    assert "Của Mặt trận" in body
    assert "Hiến đất mở đường" not in body
    nothing = words(office.get(f"{HERE}hoat-dong/?nam=2024&loai=material"))
    assert "Không có hoạt động nào như thế trong năm 2024." in nothing
    odd = words(office.get(f"{HERE}hoat-dong/?nam=xx&loai=zz&noi=u99999&trang=-4"))
    assert "Hiến đất mở đường" in odd
    assert "Năm 2001 chưa ghi hoạt động nào" in words(office.get(f"{HERE}hoat-dong/?nam=2001"))


def test_staff_whose_position_ended_open_no_form(client, work):
    Position.objects.filter(person=work.scene.staff_account.person).update(valid_to=work.today)
    sign_in(client, work.scene.staff)
    assert client.get(f"{HERE}hoat-dong/ghi/").status_code == 403


def queries(client):
    with CaptureQueriesContext(connection) as found:
        assert client.get(f"{HERE}hoat-dong/").status_code == 200
    return len(found)


def test_the_list_costs_the_same_with_one_activity_and_with_many(office, work):
    front = place_of_body(work.scene.body("mttq"))
    work.activity()
    work.activity(front)
    one = queries(office)
    for number in range(35):
        work.activity(front if number % 2 else None, topic=f"Buổi số {number}")
    assert queries(office) == one
    assert "Trang 1 trên 2" in words(office.get(f"{HERE}hoat-dong/"))
