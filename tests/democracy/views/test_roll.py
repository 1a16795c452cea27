from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kheo.democracy.models import Household
from kheo.organisation.actions.villages import add_village, end_village
from kheo.organisation.authority import COMMAND_LINE
from tests.democracy.views.sending import HERE, send, sign_in, words

ROLLS = "dan-chu/quan-ly/so-ho/"
DIEP_SON = f"{ROLLS}gso2025-13324.to-dan-pho-diep-son/"


@pytest.fixture
def office(client, scene):
    return sign_in(client, scene.office)


def test_the_office_sees_every_roll_and_a_head_is_led_to_the_own_one(client, scene, there):
    scene.roll(3)
    there.roll(8)
    sign_in(client, scene.office)
    text = words(client.get(f"{HERE}{ROLLS}"))
    assert "3 hộ ở 2 tổ dân phố" in text
    assert "chưa có sổ" in text
    sign_in(client, scene.head)
    assert client.get(f"{HERE}{ROLLS}").url == f"{HERE}{DIEP_SON}"
    assert client.get(f"{HERE}{ROLLS}gso2025-13324.to-dan-pho-quan-pho/").status_code == 403
    assert client.get(f"{HERE}{ROLLS}gso2025-13330.to-dan-pho-diep-son/").status_code == 404


def test_a_roll_is_searched_without_marks_and_paged(office, scene):
    scene.roll(70)
    Household.objects.filter(number=66).update(representative="Đặng Thị Minh Hoạ", cluster="Ngõ 5")
    assert "Đại diện hộ 61" not in words(office.get(f"{HERE}{DIEP_SON}"))
    assert "Đại diện hộ 61" in words(office.get(f"{HERE}{DIEP_SON}?trang=2"))
    found = words(office.get(f"{HERE}{DIEP_SON}?tim=dang thi"))
    assert "1 hộ có «dang thi»" in found
    assert "Đặng Thị Minh Hoạ" in found
    assert "Đại diện hộ 01" not in found


def test_the_list_costs_the_same_with_one_household_and_with_many(office, scene):
    scene.roll(1)
    office.get(f"{HERE}{DIEP_SON}")
    costs = []
    for count in (1, 50):
        Household.objects.all().delete()
        scene.roll(count)
        with CaptureQueriesContext(connection) as asked:
            assert f"Đại diện hộ {count:02d}" in words(office.get(f"{HERE}{DIEP_SON}"))
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_one_household_is_added_mended_split_and_moved_by_hand(office, scene):
    assert send(office, f"{DIEP_SON}them/", representative="", number="").status_code == 422
    assert send(office, f"{DIEP_SON}them/", representative="Cá nhân 01", number="7").status_code == 302
    refused = send(office, f"{DIEP_SON}them/", representative="Cá nhân 02", number="7")
    assert refused.status_code == 422
    assert "Số 7 đã dùng trong sổ" in words(refused)
    held = Household.objects.get()
    address = f"{ROLLS}ho/{held.pk}/"
    assert send(office, f"{address}sua/", representative="Cá nhân 1B", cluster="Ngõ 1", version="1").status_code == 302
    stale = send(office, f"{address}sua/", representative="Cá nhân 1C", version="1")
    assert stale.status_code == 422
    assert "Người khác vừa sửa" in words(stale)
    today = f"{timezone.localdate():%d/%m/%Y}"
    assert send(office, f"{address}tach/", parts="\n", on=today, version="2").status_code == 422
    assert send(office, f"{address}tach/", parts="Cá nhân 02; Ngõ 2\n\nCá nhân 03", on=today, version="2").status_code == 302
    assert list(Household.objects.values_list("number", "cluster")) == [(7, "Ngõ 1"), (8, "Ngõ 2"), (9, "")]
    assert "Đã tách ra: hộ số 8 , hộ số 9" in words(office.get(f"{HERE}{address}"))
    there = scene.villages[1].pk
    assert send(office, f"{address}chuyen/", village=there, on=today, version="3").status_code == 302
    assert send(office, f"{address}roi/", on=today, version="4").status_code == 422
    third = Household.objects.get(number=9)
    assert send(office, f"{ROLLS}ho/{third.pk}/roi/", on="", version="1").status_code == 422
    assert send(office, f"{ROLLS}ho/{third.pk}/roi/", on=today, gone="village", version="1").status_code == 422
    assert "Tách từ" in words(office.get(f"{HERE}{ROLLS}ho/{third.pk}/"))


def test_the_old_page_says_where_a_household_went_with_a_way_for_those_who_may_read_it(client, scene):
    moved, away, told, ended = scene.roll(4)
    scene.roll(2, scene.villages[1])
    today = f"{timezone.localdate():%d/%m/%Y}"
    sign_in(client, scene.office)
    assert send(client, f"{ROLLS}ho/{moved.pk}/chuyen/", village=scene.villages[1].pk, on=today, version="1").status_code == 302
    new = Household.objects.get(moved_from=moved)
    sign_in(client, scene.head)
    for held, sent in (
        (away, {"gone": "away"}),
        (told, {"gone": "village", "village": scene.villages[1].pk}),
        (ended, {"gone": "ended"}),
    ):
        assert send(client, f"{ROLLS}ho/{held.pk}/roi/", on=today, **sent, version="1").status_code == 302
    for held, said in (
        (moved, f"Không còn là hộ ở đây từ {today}: chuyển sang Tổ dân phố Quan Phố."),
        (away, f"Không còn là hộ ở đây từ {today}: đi khỏi Phường Duy Tiên."),
        (told, f"Không còn là hộ ở đây từ {today}: chuyển sang Tổ dân phố Quan Phố."),
        (ended, f"Không còn là hộ ở đây từ {today}: không còn là một hộ."),
    ):
        assert said in words(client.get(f"{HERE}{ROLLS}ho/{held.pk}/"))  # the head keeps one roll: no way into the other
    there = words(sign_in(client, scene.other_head).get(f"{HERE}{ROLLS}ho/{new.pk}/"))
    assert f"Chuyển từ Tổ dân phố Điệp Sơn đến từ {today}." in there
    sign_in(client, scene.office)
    assert f'href="{HERE}{ROLLS}ho/{new.pk}/">hộ số 3 ở đó' in client.get(f"{HERE}{ROLLS}ho/{moved.pk}/").content.decode()
    assert f'href="{HERE}{ROLLS}ho/{moved.pk}/">hộ số 1 ở đó' in client.get(f"{HERE}{ROLLS}ho/{new.pk}/").content.decode()


def test_a_spreadsheet_is_shown_mended_and_taken(office, scene):
    address = f"{DIEP_SON}nhap/"
    assert office.get(f"{HERE}{address}").status_code == 200
    sheet = SimpleUploadedFile("so-ho.csv", "STT,Chủ hộ,Ngõ\n1,Cá nhân 01,Ngõ 1\n1,Cá nhân 02,\n".encode())
    shown = send(office, address, act="read", file=sheet)
    assert "1 dòng cần sửa trước khi nhập" in words(shown)
    assert "Số 1 đứng hai lần trong danh sách" in words(shown)
    assert "1; Cá nhân 01; Ngõ 1" in shown.content.decode()
    mended = "1; Cá nhân 01; Ngõ 1\n2; Cá nhân 02"
    assert "Sẽ thêm 2 hộ" in words(send(office, address, act="check", lines=mended))
    assert Household.objects.count() == 0
    refused = send(office, address, act="import", lines="1; Cá nhân 01\n1; Cá nhân 02")
    assert refused.status_code == 422
    assert "Dòng 2: Số 1 đứng hai lần" in words(refused)
    assert send(office, address, act="import", lines=mended).status_code == 302
    assert Household.objects.filter(village=scene.village).count() == 2


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("so-ho.csv", "Tên đường,Dài\nĐường 1,2\n", "Cần một hàng tiêu đề có cột «Đại diện hộ»"),
        ("so-ho.csv", "Chủ hộ\n", "Chưa có dòng nào"),
        ("so-ho.txt", "Chủ hộ\nCá nhân 01\n", ".txt"),
    ],
)
def test_a_file_that_is_no_list_is_told_in_words(office, name, data, said):
    answer = send(office, f"{DIEP_SON}nhap/", act="read", file=SimpleUploadedFile(name, data.encode()))
    assert answer.status_code == 422
    assert said in words(answer)


def test_nobody_writes_into_anothers_roll(client, scene, there):
    mine = scene.roll(1)[0]
    sign_in(client, scene.other_head)
    assert client.get(f"{HERE}{ROLLS}ho/{mine.pk}/").status_code == 403
    assert send(client, f"{ROLLS}ho/{mine.pk}/sua/", representative="x", version="1").status_code == 403
    assert client.get(f"{HERE}{DIEP_SON}nhap/").status_code == 403
    sign_in(client, there.office)
    assert client.get(f"/gso2025-13330/{ROLLS}ho/{mine.pk}/").status_code == 404
    sign_in(client, scene.front)
    assert client.get(f"{HERE}{ROLLS}").status_code == 403


def test_the_roll_of_a_joined_village_is_taken_over_by_one_press(client, scene):
    scene.roll(3)
    first, second = scene.villages
    scene.roll(1, second)
    sign_in(client, scene.office)
    yesterday = timezone.localdate() - timedelta(days=1)
    end = f"to-chuc/thon/{first.code}/ket-thuc/"
    asked = {"day": f"{yesterday:%d/%m/%Y}", "heirs": [str(second.pk)]}
    refused = send(client, end, **asked, source="")
    assert refused.status_code == 422
    assert "Ghi nghị quyết sắp xếp, sáp nhập." in words(refused)
    assert send(client, end, **asked, source="NQ 12/NQ-HĐND").status_code == 302
    sign_in(client, scene.head)
    roll = f"{ROLLS}{second.code}/"
    assert send(client, f"{roll}nhan/{first.code}/").status_code == 403
    sign_in(client, scene.other_head)
    page = words(client.get(f"{HERE}{roll}"))
    assert f"Tổ dân phố Điệp Sơn nhập vào đây từ {yesterday:%d/%m/%Y}" in page
    assert "Nhận 3 hộ" in page
    assert "Sổ ở đây đang có 1 hộ" in page
    assert send(client, f"{roll}nhan/{first.code}/").url == f"{HERE}{roll}"
    page = words(client.get(f"{HERE}{roll}"))
    assert "Đã nhận 3 hộ của Tổ dân phố Điệp Sơn." in page
    assert "4 hộ hôm nay" in page
    assert "nhập vào đây" not in page
    assert send(client, f"{roll}nhan/{first.code}/").status_code == 404


def test_a_village_that_was_shared_out_shows_its_households_to_whoever_moves_them(client, scene):
    scene.roll(2)
    first, second = scene.villages
    third = add_village(COMMAND_LINE, scene.locality, scene.locality.unit, "Tổ dân phố Thọ Cầu")
    day = timezone.localdate()
    end_village(scene.office, scene.locality, first, day, [second, third], "NQ 12/NQ-HĐND")
    roll = f"{ROLLS}{second.code}/"
    sign_in(client, scene.other_head)
    page = words(client.get(f"{HERE}{roll}"))
    assert "cơ quan thường trực chuyển từng hộ" in page
    assert "Đại diện hộ 01" not in page
    sign_in(client, scene.office)
    page = words(client.get(f"{HERE}{roll}"))
    assert "Hộ số 1: Đại diện hộ 01" in page
    assert "Nhận 2 hộ" not in page
    answer = client.post(f"{HERE}{roll}nhan/{first.code}/", {"once": "a" * 24}, follow=True)
    assert "chuyển từng hộ đến nơi của hộ" in words(answer)
    assert Household.objects.filter(village=first, valid_to=None).count() == 2
