"""A meeting by clusters, by hand: planned with its clusters, attended and counted in each, added up for the village."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kheo.democracy.actions.meetings import arrange_meeting
from kheo.democracy.actions.rounds import Tally, plan_round
from kheo.democracy.models import Household, Meeting, MeetingCluster, Round
from tests.democracy.meeting_scene import PLACE, cluster_meeting, counted, make_matter
from tests.democracy.views.sending import HERE, send, sign_in, words

ORDER = {"secretary": "Cá nhân 02", "secretary_votes": "20", "vote_way": "hands", "way_votes": "20"}
RESULT = {"votes_for": "20", "votes_against": "0", "votes_other": "0", "opinions": "Không.", "conclusion": "Làm."}


def day(offset=0):
    return f"{timezone.localdate() + timedelta(days=offset):%d/%m/%Y}"


def address(cluster):
    return f"dan-chu/quan-ly/cum/{cluster.pk}/"


def test_clusters_are_typed_one_a_line_with_their_own_day_and_hour(client, scene):
    head = sign_in(client, scene.head)
    for household in scene.roll(6):
        Household.objects.filter(pk=household.pk).update(cluster="Ven đê" if household.number > 2 else "")
    planned = plan_round(scene.head, make_matter(scene), scene.village, "meeting", timezone.localdate())
    arrange_meeting(scene.head, planned, PLACE, 0)
    page = f"dan-chu/quan-ly/hop/{planned.pk}/to-chuc/"
    assert "Sổ hộ đang ghi: Ven đê (4 hộ)." in words(head.get(f"{HERE}{page}"))
    content = {"starts_at": "19h30", "place": "Hai nơi", "convener": "head", "leader": "Cá nhân 01", "scattered": "on"}
    content |= {"cluster_plan_on": day(), "version": "1"}
    for line, said in (
        ("Cụm 2; Sân đình; Cá nhân 02; mai", "Dòng 2: Không đọc được ngày này"),
        (f"Cụm 2; Sân đình; Cá nhân 02; {day(1)}; tối", "Dòng 2: Viết giờ như 8:00"),
        ("Cụm 2; Sân đình; Cá nhân 02;;; x", "Dòng 2: chỉ có năm mục"),
        (f"Cụm 2; Sân đình; Cá nhân 02; {day(-1)}", "trước ngày họp đã định"),
        ("Cụm 2; Sân đình", "Mỗi cụm ghi đủ"),
    ):
        refused = send(head, page, **content, clusters=f"Cụm 1; Nhà văn hoá; Cá nhân 01\n{line}")
        assert (refused.status_code, said in words(refused)) == (422, True)
    two = f"Cụm 1; Nhà văn hoá; Cá nhân 01\nCụm 2; Sân đình; Cá nhân 02; {day(1)}; 20h"
    assert send(head, page, **content, clusters=two).status_code == 302
    told = MeetingCluster.objects.order_by("order").values_list("name", "on", "starts_at__hour")
    assert list(told) == [("Cụm 1", planned.planned_on, 19), ("Cụm 2", planned.planned_on + timedelta(days=1), 20)]
    assert f"Cụm 2; Sân đình; Cá nhân 02; {day(1)}; 20:00" in head.get(f"{HERE}{page}").content.decode()


def test_each_cluster_is_attended_and_counted_and_the_village_gets_the_sum(client, scene):
    head = sign_in(client, scene.head)
    meeting, (first, second) = cluster_meeting(scene)
    Household.objects.filter(number__lte=2).update(cluster="Cụm 1")
    whole = f"dan-chu/quan-ly/hop/{meeting.round_id}/"
    assert head.get(f"{HERE}{whole}diem-danh/").url == f"{HERE}{whole}"  # it is done in the clusters
    one, two = address(first), address(second)
    own = words(head.get(f"{HERE}{one}diem-danh/"))
    assert ("Đại diện hộ 02" in own, "Đại diện hộ 03" in own) == (True, False)
    assert "Đại diện hộ 50" in words(head.get(f"{HERE}{one}diem-danh/?ca=1"))
    assert send(head, f"{one}diem-danh/danh-sach/", numbers="1-20").status_code == 302
    there = words(head.get(f"{HERE}{two}diem-danh/"))
    assert "Hộ số 1 · Cụm 1 · đã có mặt ở Cụm 1" in there
    twice = send(head, f"{two}diem-danh/danh-sach/", numbers="20-40")
    assert (twice.status_code, "hộ số 20 ở Cụm 1" in words(twice)) == (422, True)
    key = Household.objects.get(number=1).pk
    twice = send(head, f"{two}diem-danh/ghi/", household=str(key), present="1")
    assert (twice.status_code, "Điều 18 khoản 3 Luật 10/2022/QH15" in words(twice)) == (422, True)
    assert send(head, f"{one}diem-danh/ghi/", household=str(key), present="0").url == f"{HERE}{one}diem-danh/#ho-{key}"
    assert send(head, f"{one}diem-danh/ghi/", household=str(key), present="1").status_code == 302
    assert send(head, f"{one}ket-qua/", **RESULT, version="1").status_code == 422  # no secretary yet
    assert send(head, f"{one}thu-ky/", **{**ORDER, "way_votes": "21"}, version="1").status_code == 422
    assert send(head, f"{one}thu-ky/", **ORDER, version="1").status_code == 302
    many = send(head, f"{one}ket-qua/", **{**RESULT, "votes_other": "1"}, version="2")
    assert (many.status_code, "nhiều hơn 20 đại diện hộ có mặt ở Cụm 1" in words(many)) == (422, True)
    assert send(head, f"{one}ket-qua/", **RESULT, version="2").status_code == 302
    early = send(head, f"{whole}tong-hop/", conclusion="Làm.", version="2")
    assert (early.status_code, "Chưa có kết quả của Cụm 2" in words(early)) == (422, True)
    assert send(head, f"{one}mo-lai/", version="9").status_code == 302  # of another moment: nothing was opened
    assert send(head, f"{one}mo-lai/", version="3").status_code == 302
    assert send(head, f"{one}ket-qua/", **RESULT, version="4").status_code == 302
    assert send(head, f"{two}diem-danh/danh-sach/", numbers="21-40").status_code == 302
    assert send(head, f"{two}thu-ky/", **ORDER, version="1").status_code == 302
    assert send(head, f"{two}ket-qua/", **{**RESULT, "votes_for": "13", "votes_against": "7"}, version="2").status_code == 302
    assert "Tổng hợp thành kết quả chung" in words(head.get(f"{HERE}{whole}"))
    assert send(head, f"{whole}tong-hop/", conclusion="Chưa làm.", version="2").status_code == 302
    closed = Round.objects.get()
    assert (closed.votes_for, closed.votes_against, closed.present, closed.passed) == (33, 7, 40, False)
    shown = words(head.get(f"{HERE}{whole}"))
    assert "Cụm 1" in shown
    assert "Cộng 40 33 7 0" in shown
    assert "20 hộ tán thành" in words(head.get(f"{HERE}{one}"))
    for name in ("danh-sach", "bien-ban"):
        assert [client.get(f"{HERE}{one}{name}.{ending}").status_code for ending in ("pdf", "docx")] == [200, 200]
    assert client.get(f"{HERE}{one}kiem-phieu.pdf").url == f"{HERE}{one}"  # voted by hand: nothing was counted in secret


def test_a_cluster_is_moved_from_its_page_and_the_page_says_from_where(client, scene):
    head = sign_in(client, scene.head)
    _meeting, (_first, second) = cluster_meeting(scene)
    page = address(second)
    assert "Dời ngày, giờ, nơi họp của cụm" in words(head.get(f"{HERE}{page}"))
    told = {"on": day(1), "starts_at": "20h", "place": "Nhà văn hoá", "reason": "Mưa bão.", "told_on": day(), "version": "1"}
    late = send(head, f"{page}doi/", **told)
    assert (late.status_code, "Lùi ngày họp" in words(late), "Mưa bão." in late.content.decode()) == (422, True, True)
    assert send(head, f"{page}doi/", **told | {"on": day(3), "told_by": "door", "posted": "on"}).status_code == 302
    shown = words(head.get(f"{HERE}{page}"))
    assert f"Đã dời Cụm 2 sang 20:00 ngày {day(3)}, tại Nhà văn hoá." in shown
    assert f"Từ {day()}, 19:30, Sân đình. Vì: Mưa bão. Báo lại {day()}" in shown
    assert send(sign_in(client, scene.other_head), f"{page}doi/", **told).status_code == 403


def test_clusters_of_the_next_village_are_not_written_by_this_head(client, scene):
    _meeting, (first, _second) = cluster_meeting(scene)
    other = sign_in(client, scene.other_head)
    assert other.get(f"{HERE}{address(first)}").status_code == 200
    assert other.get(f"{HERE}{address(first)}diem-danh/").status_code == 403
    assert send(other, f"{address(first)}ket-qua/", **RESULT, version="1").status_code == 403
    assert other.get(f"{HERE}{address(first)}danh-sach.pdf").status_code == 403


def test_a_meeting_of_clusters_with_too_few_is_written_off(client, scene):
    head = sign_in(client, scene.head)
    meeting, (first, second) = cluster_meeting(scene)
    counted(scene, first, range(1, 21), Tally(20, 0, 0))
    counted(scene, second, range(21, 31), Tally(10, 0, 0))
    whole = f"dan-chu/quan-ly/hop/{meeting.round_id}/"
    assert "cộng lại có 30 hộ" in words(head.get(f"{HERE}{whole}"))
    assert send(head, f"{whole}khong-du/", version="2").status_code == 302
    assert Round.objects.get().state == "failed"
    assert "Cộng 30 30 0 0" in words(head.get(f"{HERE}{whole}"))


def test_the_pages_cost_the_same_with_two_clusters_and_with_twelve(client, scene):
    sign_in(client, scene.office)
    meeting, (first, _second) = cluster_meeting(scene)
    pages = [f"{HERE}dan-chu/quan-ly/hop/{meeting.round_id}/", f"{HERE}{address(first)}", f"{HERE}{address(first)}diem-danh/"]
    costs = []
    for many in (0, 10):
        for order in range(3, 3 + many):
            told = {"on": meeting.round.planned_on, "starts_at": meeting.starts_at, "place": "x", "leader": "y"}
            MeetingCluster.objects.create(meeting=Meeting.objects.get(), order=order, name=f"Cụm {order}", **told)
        seen = []
        for page in pages:
            client.get(page)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(page).status_code == 200
            seen.append(len(asked))
        costs.append(seen)
    assert costs[0] == costs[1]
