"""Two taps without an account: the village, then what concerns it; nothing of another village or another commune."""

import io
from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from kheo.democracy.actions.cluster_moves import Move, move_cluster
from kheo.democracy.actions.rounds import cancel_round, plan_round
from kheo.democracy.models import Bulletin, Matter, Reading, Round
from kheo.democracy.queries.villages import joined_lately
from kheo.organisation.actions.villages import add_village
from kheo.organisation.models import Succession
from tests.democracy.election_scene import begun, listed, slips, slips_counted
from tests.democracy.meeting_scene import cluster_meeting, make_matter, told_meeting
from tests.democracy.posting_scene import make_posting, merge
from tests.factories import DUY_TIEN, make_locality

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def home(scene):
    return reverse("democracy:people", args=[scene.locality.code])


def village(scene, number=0, name="village"):
    return reverse(f"democracy:{name}", args=[scene.locality.code, scene.villages[number].code])


def ask(scene, title="Làm đường ngõ 5", number=0, **fields):
    where = scene.villages[number]
    matter = Matter.objects.create(
        locality=scene.locality, village=where, scope="village", kind=1, title=title, content="Mức đóng góp", state="deciding"
    )  # fmt: skip
    usual = {"form": "meeting", "state": "open", "planned_on": TODAY + timedelta(days=3), "households": 50}
    return Round.objects.create(matter=matter, village=where, **(usual | fields))


def say(scene, title="Lịch phun thuốc", days=1):
    made = Bulletin.objects.create(locality=scene.locality, title=title, source="a", text="a")
    return Reading.objects.create(bulletin=made, on=TODAY + timedelta(days=days), at="17:00")


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_first_page_asks_where_somebody_lives(client, scene, there):
    ask(scene)
    shown = read(client, home(scene))
    assert "Bạn ở tổ dân phố nào?" in shown
    assert shown.index("Tổ dân phố Điệp Sơn") < shown.index("1 việc đang bàn") < shown.index("Tổ dân phố Quan Phố")
    assert there.village.code not in shown
    doors = {name: reverse(f"democracy:{name}", args=[scene.locality.code]) for name in ("information_ask", "comment_code")}
    assert all(f'href="{address}"' in shown for address in doors.values())
    codes = reverse("democracy:information_code", args=[scene.locality.code])
    assert f'href="{codes}"' in read(client, doors["comment_code"])  # a code is typed wherever its holder looks for it
    assert f'href="{doors["comment_code"]}"' in read(client, codes)
    assert client.get(f"{home(scene)}?thon={scene.village.code}").url == village(scene)
    assert client.get(f"{home(scene)}?thon={there.village.code}").status_code == 200


def test_a_commune_without_villages_says_so(client, there):
    from tests import factories  # noqa: PLC0415  this test alone wants a bare locality

    bare = factories.make_locality("gso2025-13999", "Xã Trống")
    assert "chưa ghi thôn nào" in read(client, reverse("democracy:people", args=[bare.code]))


def test_a_town_wider_than_a_commune_asks_in_both_words(client, db):
    town = make_locality(DUY_TIEN)
    assert "Bạn ở thôn, tổ dân phố nào?" in client.get(f"/{town.code}/dan-chu/").content.decode()


def test_an_empty_page_says_what_to_do(client, scene):
    shown = read(client, village(scene))
    for words in ("không có việc nào đưa ra", "Chưa có gì đang niêm yết", "không lấy ý kiến việc nào", "chưa xếp lịch đọc loa"):
        assert words in shown
    assert "Tổ trưởng tổ dân phố" in shown


def test_what_is_going_on_and_how_to_take_part(client, scene):
    ask(scene)
    ask(scene, "Lắp đèn", form="online", ends_on=TODAY + timedelta(days=9))
    make_posting(scene, TODAY, title="Dự toán quý III")
    say(scene)
    shown = read(client, village(scene))
    assert "Làm đường ngõ 5" in shown
    assert f"Họp ngày {TODAY + timedelta(days=3):%d/%m/%Y}. Mỗi hộ một người đại diện" in shown
    assert "Biểu quyết trên điện thoại" in shown
    assert "Dự toán quý III" in shown
    assert "Lịch phun thuốc" in shown


def test_what_was_decided_is_told_for_a_year(client, scene):
    ask(scene, state="closed", planned_on=TODAY - timedelta(days=30), votes_for=40, passed=True)
    ask(scene, "Việc cũ", state="closed", planned_on=TODAY - timedelta(days=400))
    shown = read(client, village(scene))
    assert "40 trên 50 hộ tán thành" in shown
    assert "Việc cũ" not in shown


def test_each_matter_leads_to_its_page_and_one_of_the_commune_waits_for_the_others(client, scene):
    going, over = ask(scene), ask(scene, "Mở rộng đường trục", state="closed", planned_on=TODAY, votes_for=40, passed=True)
    Matter.objects.filter(pk=over.matter_id).update(scope="commune", village=None)
    shown = read(client, village(scene))
    for one in (going, over):
        link = reverse("democracy:decided_matter", args=[scene.locality.code, one.matter_id])
        assert f'href="{link}"' in shown
        assert client.get(link).status_code == 200
    assert "40 trên 50 hộ tán thành. Chờ kết quả ở các nơi khác." in shown


def test_nothing_of_another_village_another_commune_or_what_was_taken_back(client, scene, there):
    ask(scene, "Việc của Quan Phố", number=1)
    ask(there, "Việc của phường khác")
    withdrawn = ask(scene, "Việc đã rút")
    Matter.objects.filter(pk=withdrawn.matter_id).update(state="withdrawn")
    make_posting(there, TODAY, title="Dự toán của phường khác")
    say(there, "Bài của phường khác")
    gone = say(scene, "Bài đã bỏ")
    Bulletin.objects.filter(pk=gone.bulletin_id).update(withdrawn_at=timezone.now())
    shown = read(client, village(scene))
    for words in ("Việc của Quan Phố", "phường khác", "Việc đã rút", "Bài đã bỏ"):
        assert words not in shown
    wrong = reverse("democracy:village", args=[scene.locality.code, there.village.code])
    assert client.get(wrong).status_code == 404
    assert client.get(reverse("democracy:village", args=[scene.locality.code, scene.locality.code])).status_code == 404


def test_a_village_that_was_merged_leads_on(client, scene):
    gone, heir = scene.villages
    day = TODAY - timedelta(days=10)
    gone.ended_on = day
    gone.save()
    gone.versions.update(valid_to=day)
    Succession.objects.create(predecessor=gone, successor=heir, on=day, is_split=False, source="NQ 1")
    shown = read(client, village(scene))
    assert "Tổ dân phố Điệp Sơn" in shown
    assert f'href="{village(scene, 1)}"' in shown
    assert "nói với Tổ trưởng" not in shown
    assert "Tờ bảng tin" not in shown
    first = read(client, home(scene))
    assert first.count("Tổ dân phố Điệp Sơn") == 1
    assert f'{village(scene)}">Tổ dân phố Điệp Sơn</a> đã nhập vào Tổ dân phố Quan Phố, từ {day:%d/%m/%Y}.' in first
    Succession.objects.update(on=TODAY - timedelta(days=365))
    assert "Tổ dân phố Điệp Sơn" not in read(client, home(scene))


def test_one_village_shared_out_names_all_that_took_it_over_and_no_other_commune_s(client, scene, there):
    merge(there.village, there.villages[1], TODAY)
    merge(scene.village, scene.villages[1], TODAY)
    third = add_village(scene.office, scene.locality, scene.locality.unit, "Tổ dân phố số 3")
    Succession.objects.create(predecessor=scene.village, successor=third, on=TODAY, is_split=True, source="NQ 1")
    (one,) = joined_lately(scene.locality, TODAY)
    assert (one.code, one.heirs) == (scene.village.code, "Tổ dân phố Quan Phố, Tổ dân phố số 3")
    assert joined_lately(scene.locality, TODAY - timedelta(days=1)) == []


def test_a_meeting_too_few_came_to_is_not_said_to_have_decided(client, scene):
    election = begun(scene)
    listed(scene, election)
    slips_counted(scene, slips(scene, election, collected=39), [30, 9])
    shown = " ".join(read(client, village(scene)).split())
    assert "không đủ hộ tham dự.</p>" in shown
    assert "đã có kết quả, đã có người trúng cử. Đã được thông qua." in shown
    Matter.objects.filter(pk=election.matter_id).update(state="deciding")
    assert "không đủ hộ tham dự. Đang bàn, quyết định." in " ".join(read(client, village(scene)).split())


def test_what_was_posted_when_villages_were_merged_is_posted_on_at_the_new_one(client, scene):
    """The thirty days of Điều 13 khoản 2 go on: the page of the former village points to where."""
    make_posting(scene, TODAY - timedelta(days=10), title="Đang niêm yết dở")
    merge(scene.village, scene.villages[1], TODAY - timedelta(days=2))
    former = read(client, village(scene))
    assert "Đang niêm yết dở" not in former
    assert f'<a href="{village(scene, 1)}#niem-yet">Tổ dân phố Quan Phố</a>' in former
    assert "Nay là:" in former
    assert "Đang niêm yết dở" in read(client, village(scene, 1))


def test_a_village_that_went_nowhere_says_so_without_pointing(client, scene):
    scene.village.ended_on = TODAY
    scene.village.save()
    former = read(client, village(scene))
    assert (f"Nơi này không còn từ {TODAY:%d/%m/%Y}." in former, "Nay là" in former) == (True, False)
    assert "được niêm yết tiếp cho đủ ngày." in former


def test_large_print_needs_no_script(client, scene):
    assert 'class="large"' in read(client, f"{village(scene)}?chu=to")
    assert 'class="large"' not in read(client, village(scene))
    assert 'class="large"' in read(client, f"{home(scene)}?chu=to")


def test_a_full_page_stays_small_and_asks_as_few_questions_as_an_empty_one(client, scene, django_assert_num_queries):
    for number in range(2):
        ask(scene, f"Việc {number}")
        make_posting(scene, TODAY, title=f"Nội dung {number}")
        say(scene, f"Bài {number}")
    with CaptureQueriesContext(connection) as few:
        read(client, village(scene))
    asked = len(few)
    for number in range(2, 40):
        ask(scene, f"Việc {number}")
        make_posting(scene, TODAY, title=f"Nội dung {number}")
        say(scene, f"Bài {number}", days=number % 7)
    with django_assert_num_queries(asked):
        page = client.get(village(scene)).content
    assert len(page) < 60_000


def test_the_sheet_for_the_board_leads_to_the_page(client, scene):
    answer = client.get(village(scene, name="village_sheet"))
    text = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert len(PdfReader(io.BytesIO(answer.content)).pages) == 1
    assert "Tổ dân phố Điệp Sơn" in text
    assert village(scene) in "".join(text.split())
    assert f"In ngày {TODAY:%d/%m/%Y}" in text


def test_the_portal_leads_there(client, scene):
    assert home(scene) in read(client, reverse("portal:home", args=[scene.locality.code]))


def test_a_cluster_that_moved_and_a_meeting_called_off_are_told_where_people_look(client, scene):
    _meeting, (_first, second) = cluster_meeting(scene, title="Làm đường")
    on = TODAY + timedelta(days=3)
    move_cluster(scene.head, second, Move(on, time(20), "Nhà ông từ", "Mưa.", TODAY, ["door"], posted=True), 1)
    off = told_meeting(scene, title="Sửa đình")
    cancel_round(scene.head, off.round, "Trùng ngày giỗ", off.round.version)
    quiet = plan_round(scene.head, make_matter(scene, title="Định nhầm"), scene.village, "meeting", TODAY)
    cancel_round(scene.head, quiet, "Nhầm", quiet.version)
    shown = read(client, village(scene))
    assert f"Cụm 2: 20:00 ngày {on:%d/%m/%Y}, Nhà ông từ." in shown
    assert f"Đã huỷ. Không tổ chức ngày {TODAY:%d/%m/%Y} nữa; có lần khác thì báo lại." in shown
    assert "Đang bàn (1)" in shown
    assert ("Trùng ngày giỗ" in shown, "Định nhầm" in shown) == (False, False)
    matter = Matter.objects.get(title="Làm đường")
    public = read(client, reverse("democracy:decided_matter", args=[scene.locality.code, matter.pk]))
    assert f"Cụm 2: 20:00 ngày {on:%d/%m/%Y}, Nhà ông từ." in public
    assert "Cá nhân 02" not in public
