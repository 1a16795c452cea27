"""From the proposal to the report, by hand; the public reads numbers and no names."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kheo.democracy.actions.decisions import publish_result, report_back, send_decision, write_decision
from kheo.democracy.actions.meetings import fail_meeting
from kheo.democracy.actions.rounds import close_round, open_round, plan_round
from kheo.democracy.models import CommuneAct, Consent, Matter, Round
from kheo.democracy.rules.decisions import DecisionContent
from kheo.democracy.rules.rounds import Tally
from tests.democracy.meeting_scene import decided, make_matter, open_meeting
from tests.democracy.views.sending import HERE, send, sign_in, words

STAFF, PUBLIC = "dan-chu/quan-ly/viec/", "dan-chu/ban-quyet-dinh/"


def day(offset=0):
    return f"{timezone.localdate() + timedelta(days=offset):%d/%m/%Y}"


@pytest.fixture
def head(client, scene):
    return sign_in(client, scene.head)


def told(scene, **changes):
    return {
        "where": str(scene.village.pk),
        "kind": "1",
        "title": "Làm đường ngõ",
        "content": "Mỗi hộ góp một triệu đồng.",
        "way": "head",
        "agreed_on": day(),
        "version": "0",
        **changes,
    }


def test_a_matter_goes_from_its_proposal_to_the_report_by_hand(head, scene):
    scene.roll(50)
    assert "chưa có việc nào" in words(head.get(f"{HERE}{STAFF}")).lower()
    assert send(head, f"{STAFF}de-xuat/", **told(scene, agreed_on="")).status_code == 422
    assert send(head, f"{STAFF}de-xuat/", **told(scene)).status_code == 302
    matter = Matter.objects.get()
    page = f"{STAFF}{matter.pk}/"
    assert head.get(f"{HERE}{page}sua/").status_code == 200
    assert send(head, f"{page}sua/", **told(scene, title="Làm đường trục", version="1")).status_code == 302
    refused = send(head, f"{page}dinh-ngay/", form="ballots", planned_on=day())
    assert refused.status_code == 422
    assert "phải đưa ra họp trước (Điều 4 khoản 1 điểm c Nghị định 59/2023/NĐ-CP)" in words(refused)
    opened = send(head, f"{page}dinh-ngay/", form="meeting", planned_on=day())
    planned = Round.objects.get()
    assert opened.url == f"{HERE}dan-chu/quan-ly/hop/{planned.pk}/"
    meeting = f"dan-chu/quan-ly/hop/{planned.pk}/"
    assert "Chưa ghi nơi họp" in words(head.get(f"{HERE}{meeting}"))
    content = {"starts_at": "19h30", "place": "Nhà văn hoá", "convener": "head", "leader": "Cá nhân 01"}
    wrong = send(head, f"{meeting}to-chuc/", **{**content, "convener": "team"}, version="0")
    assert wrong.status_code == 422
    assert "(Điều 3 khoản 1 điểm a Nghị định 59/2023/NĐ-CP)" in words(wrong)
    assert send(head, f"{meeting}to-chuc/", **content, version="0").status_code == 302
    late = send(head, f"{meeting}thong-bao/", told_on=day(-1), told_by=["door"], posted="on", version="1")
    assert late.status_code == 422
    assert "là muộn" in words(late)
    telling = {"told_on": day(-2), "told_by": ["door"], "posted": "on", "papers_on": day(-2)}
    assert send(head, f"{meeting}thong-bao/", **telling, version="1").status_code == 302
    assert send(head, f"{meeting}to-chuc/", **content, version="2").status_code == 302
    assert "báo lại cho các hộ" not in words(head.get(f"{HERE}{meeting}"))
    assert send(head, f"{meeting}to-chuc/", **{**content, "starts_at": "20h"}, version="3").status_code == 302
    assert "Giờ, nơi họp khác với lần đã báo: báo lại cho các hộ" in words(head.get(f"{HERE}{meeting}"))
    assert send(head, f"{meeting}thong-bao/", **telling, version="4").status_code == 302
    told_page = words(head.get(f"{HERE}{meeting}"))
    assert f"Đã báo các hộ ngày {day(-2)}. Khai mạc thì số hộ trong sổ chốt lại" in told_page
    assert told_page.index("Khai mạc, chốt 50 hộ") < told_page.index("Sửa việc thông báo đã ghi")
    assert send(head, f"{meeting}khai-mac/", version="5").status_code == 302
    assert send(head, f"{meeting}diem-danh/danh-sach/", numbers="1-45").status_code == 302
    assert "45 trên 50 hộ có mặt" in words(head.get(f"{HERE}{meeting}diem-danh/"))
    order = {"secretary": "Cá nhân 02", "secretary_votes": "40", "vote_way": "hands", "way_votes": "40"}
    assert send(head, f"{meeting}thu-ky/", **order, version="5").status_code == 302
    result = {"votes_for": "34", "votes_against": "9", "votes_other": "3", "opinions": "Không.", "conclusion": "Làm đường."}
    many = send(head, f"{meeting}ket-qua/", **result, version="6")
    assert many.status_code == 422
    assert "Cộng lại 46 phiếu, nhiều hơn 45 đại diện hộ có mặt" in words(many)
    assert send(head, f"{meeting}ket-qua/", **{**result, "votes_other": "2"}, version="6").status_code == 302
    assert Round.objects.get().passed


def test_a_decision_is_signed_sent_published_and_reported_by_hand(head, scene):
    matter = decided(scene, votes=Tally(34, 9, 2)).matter
    page, planned = f"{STAFF}{matter.pk}/", Round.objects.get()
    decision = f"dan-chu/quan-ly/quyet-nghi/{planned.pk}/"
    text = {"paper": "resolution", "content": "Làm đường.", "head": "Cá nhân 01", "front_head": "Cá nhân 02"}
    text |= {"first_household": "Cá nhân 03", "second_household": "Cá nhân 03", "version": "0"}
    assert send(head, decision, **text).status_code == 422
    assert send(head, decision, **{**text, "second_household": "Cá nhân 04"}).status_code == 302
    assert send(head, f"{decision}gui/", on=day(), version="1").status_code == 302
    matter.refresh_from_db()
    assert matter.state == "in_force"
    assert send(head, f"{page}cong-khai/", on=day(), version=str(matter.version)).status_code == 302
    assert send(head, f"{page}bao-cao/", on=day(), report="Xong 320 m.", version=str(matter.version + 1)).status_code == 302
    head.logout()
    public = words(head.get(f"{HERE}{PUBLIC}{matter.pk}/"))
    assert "34 hộ tán thành" in public
    assert "trong 50 hộ; cần 34 hộ" in public
    assert "Xong 320 m." in public
    assert "Cá nhân" not in public


@pytest.mark.parametrize(
    ("state", "reported", "last"),
    [
        ("in_force", None, "Thực hiện, báo cáo lại Nhân dân chưa báo cáo"),
        ("refused", None, "Có hiệu lực không được công nhận"),
        ("annulled", None, "Đã bãi bỏ không thực hiện nữa"),
        ("annulled", "2026-03-02", "Đã bãi bỏ sau khi thực hiện Thực hiện, báo cáo lại Nhân dân 02/03/2026"),
    ],
)
def test_what_is_refused_or_annulled_has_nothing_to_carry_out(client, scene, state, reported, last):
    days = {"decided_on": "2026-03-01", "effective_on": None if state == "refused" else "2026-03-01", "reported_on": reported}
    matter = make_matter(scene, state=state, **days)
    for page in (f"{HERE}{PUBLIC}{matter.pk}/", f"{HERE}{STAFF}{matter.pk}/"):
        shown = words(sign_in(client, scene.head).get(page))
        steps = shown[shown.index("Từ kết quả đến việc làm") :]
        assert (last in steps, "chưa báo cáo" in steps) == (True, state == "in_force")


def test_an_annulled_decision_is_not_asked_to_be_sent(head, scene):
    planned = decided(scene)
    matter = planned.matter
    CommuneAct.objects.create(
        matter=matter, kind="annul", ground="content", number="32/QĐ", on=timezone.localdate(), reason="Trái luật."
    )
    page = f"{HERE}dan-chu/quan-ly/quyet-nghi/{planned.pk}/"
    assert "Hạn gửi" in words(head.get(page))
    Matter.objects.filter(pk=matter.pk).update(state="annulled")
    shown = words(head.get(page))
    assert ("đã bãi bỏ" in shown, "32/QĐ" in shown, "Hạn gửi" in shown, "Lập quyết định" in shown) == (True, True, False, False)


def test_the_public_reads_what_was_told_to_a_village_and_nothing_sooner(client, scene, there):
    quiet = make_matter(scene, title="Chưa báo dân")
    gone = make_matter(scene, title="Đã rút", state="withdrawn")
    make_matter(there, title="Việc nơi khác", state="in_force")
    told_of = open_meeting(scene, title="Đã báo họp").round.matter
    text = words(client.get(f"{HERE}{PUBLIC}"))
    assert "Đã báo họp" in text
    for unseen in ("Chưa báo dân", "Đã rút", "Việc nơi khác"):
        assert unseen not in text
    assert [client.get(f"{HERE}{PUBLIC}{one.pk}/").status_code for one in (told_of, quiet, gone)] == [200, 404, 404]


def test_the_lists_cost_the_same_with_one_matter_and_with_many(client, scene):
    sign_in(client, scene.office)
    costs = {STAFF: [], PUBLIC: []}
    for count in (1, 12):
        for _ in range(count):
            make_matter(scene, state="in_force")
        for address, seen in costs.items():
            client.get(f"{HERE}{address}")
            with CaptureQueriesContext(connection) as asked:
                assert client.get(f"{HERE}{address}").status_code == 200
            seen.append(len(asked))
    assert all(first == second for first, second in costs.values())


def test_a_head_sees_the_own_village_first_and_the_office_the_newest(client, scene):
    make_matter(scene, title="Của tôi")
    make_matter(scene, title="Nơi khác", village=scene.villages[1])
    page = words(sign_in(client, scene.head).get(f"{HERE}{STAFF}"))
    assert page.index("Đề xuất việc mới") < page.index("Của tôi") < page.index("Nơi khác")
    page = words(sign_in(client, scene.office).get(f"{HERE}{STAFF}"))
    assert page.index("Nơi khác") < page.index("Của tôi")


def test_a_citizens_idea_gathers_households_and_others_read_only_how_many(head, client, scene):
    scene.roll(51)
    sent = told(scene, kind="6", way="citizens", agreed_on="", initiator="Cá nhân 09")
    assert send(head, f"{STAFF}de-xuat/", **sent).status_code == 302
    matter = Matter.objects.get()
    page = f"{STAFF}{matter.pk}/"
    assert send(head, f"{page}dong-thuan/", numbers="1, x", on=day(), means="paper").status_code == 422
    assert send(head, f"{page}dong-thuan/", numbers="9-1", on=day(), means="paper").status_code == 422
    assert send(head, f"{page}dong-thuan/", numbers="1, 3 - 5", on=day(), means="paper").status_code == 302
    assert "4 hộ đồng thuận còn giá trị, cần 6 trong 51 hộ" in words(head.get(f"{HERE}{page}"))
    assert send(head, f"{page}dong-thuan/{Consent.objects.first().pk}/bo/").status_code == 302
    assert send(head, f"{page}dong-thuan/999999/bo/").status_code == 404
    assert Consent.objects.count() == 3
    assert send(head, f"{page}tan-thanh/", on=day(), version="1").status_code == 302
    assert "Đại diện hộ 03" in words(head.get(f"{HERE}{page}"))
    sign_in(client, scene.front)
    seen = words(client.get(f"{HERE}{page}"))
    assert "3 hộ đồng thuận" in seen
    assert "Đại diện hộ" not in seen
    sign_in(client, scene.head)
    assert send(head, f"{page}rut/", reason="", version="2").status_code == 422
    assert send(head, f"{page}rut/", reason="Đã có dự án khác", version="2").status_code == 302


def test_a_matter_of_all_villages_is_asked_everywhere_added_up_and_dated(client, scene):
    for village in scene.villages:
        scene.roll(3, village)
    sign_in(client, scene.leader)
    assert send(client, f"{STAFF}de-xuat/", **told(scene, where="ca-xa", way="chair")).status_code == 302
    matter = Matter.objects.get()
    page = f"{STAFF}{matter.pk}/"
    sign_in(client, scene.office)
    assert send(client, f"{page}dinh-ngay/", form="ballots", planned_on=day(), ends_on=day()).status_code == 302
    assert Round.objects.filter(matter=matter).count() == 2
    assert "chưa có kết quả" in words(client.get(f"{HERE}{page}"))
    first, second = Round.objects.order_by("pk")
    for one in (first, second):
        assert send(client, f"dan-chu/quan-ly/lan/{one.pk}/huy/", reason="", version="1").status_code == 302
        assert send(client, f"dan-chu/quan-ly/lan/{one.pk}/huy/", reason="Bão", version="1").status_code == 302
    again = send(client, f"{page}dinh-ngay/", form="ballots", planned_on=day(), ends_on=day(), village=first.village.code)
    assert again.status_code == 302
    assert Round.objects.filter(village=first.village).count() == 2
    matter.refresh_from_db()
    assert send(client, f"{page}tong-hop/", version=str(matter.version)).status_code == 302
    matter.refresh_from_db()
    assert matter.state == "proposed"


def test_the_commune_annuls_by_its_paper_and_the_village_may_decide_again(client, scene):
    matter = decided(scene).matter
    sign_in(client, scene.leader)
    page = f"{STAFF}{matter.pk}/"
    matter.refresh_from_db()
    sent = {"kind": "ask", "ground": "content", "number": "31/UBND", "on": day(), "reason": "Mức thu trái luật"}
    refused = send(client, f"{page}van-ban-xa/", **sent, version=str(matter.version))
    assert refused.status_code == 422
    assert "Điều 22 khoản 2" in words(refused)
    assert send(client, f"{page}van-ban-xa/", **{**sent, "ground": "procedure"}, version=str(matter.version)).status_code == 302
    sign_in(client, scene.head)
    assert client.get(f"{HERE}{STAFF}de-xuat/?thay={matter.pk}").status_code == 200
    answer = client.post(
        f"{HERE}{STAFF}de-xuat/?thay={matter.pk}", {**told(scene), "change": "amend", "once": "khoa-cua-bieu-mau-thay-doi-1"}
    )
    assert answer.status_code == 302
    assert "Đã đưa ra bàn lại" in words(client.get(f"{HERE}{page}"))
    Matter.objects.filter(pk=matter.pk).update(state="annulled", effective_on=timezone.localdate())
    for address in (f"{HERE}{page}", f"{HERE}dan-chu/ban-quyet-dinh/{matter.pk}/"):
        assert f"Đã bãi bỏ Đã có hiệu lực từ {day()}" in words(client.get(address))


def test_recognition_is_written_by_whoever_may_and_late_sending_is_shown(client, scene):
    closed = decided(scene, kind=5)
    Round.objects.filter(pk=closed.pk).update(closed_on=timezone.localdate() - timedelta(days=30))
    sign_in(client, scene.head)
    page = f"dan-chu/quan-ly/quyet-nghi/{closed.pk}/"
    assert "đã quá hạn" in words(client.get(f"{HERE}{page}"))
    text = {"paper": "minutes", "content": "Bầu hai thành viên.", "head": "Cá nhân 01", "front_head": "Cá nhân 02"}
    text |= {"first_household": "Cá nhân 03", "second_household": "Cá nhân 04", "version": "0"}
    assert send(client, page, **text).status_code == 302
    assert send(client, f"{page}gui/", on=day(), version="1").status_code == 302
    answer = {"answer": "no", "number": "05/QĐ-MTTQ", "on": day(), "reason": "", "version": "2"}
    assert send(client, f"{page}tra-loi/", **answer).status_code == 403
    sign_in(client, scene.front)
    assert "trả lời chậm nhất" in words(client.get(f"{HERE}{page}"))
    assert send(client, f"{page}tra-loi/", **answer).status_code == 422
    assert send(client, f"{page}tra-loi/", **{**answer, "answer": "yes"}).status_code == 302
    assert Matter.objects.get().state == "in_force"


def test_pages_of_another_village_are_read_and_not_written(client, scene, there):
    meeting = open_meeting(scene, present=1)
    sign_in(client, scene.other_head)
    page = f"dan-chu/quan-ly/hop/{meeting.round_id}/"
    assert client.get(f"{HERE}{page}").status_code == 200
    assert client.get(f"{HERE}{page}diem-danh/").status_code == 403
    for act in ("thong-bao/", "khai-mac/", "thu-ky/", "ket-qua/", "khong-du/", "diem-danh/ghi/"):
        assert send(client, f"{page}{act}", version="2").status_code in {403, 422}
    assert Round.objects.get().state == "open"
    sign_in(client, there.office)
    for address in (page, f"{STAFF}{meeting.round.matter_id}/"):
        assert client.get(f"/gso2025-13330/{address}").status_code == 404


def test_attendance_is_ticked_searched_and_narrowed(client, scene):
    meeting = open_meeting(scene, 12, present=1)
    sign_in(client, scene.head)
    page = f"dan-chu/quan-ly/hop/{meeting.round_id}/diem-danh/"
    found = words(client.get(f"{HERE}{page}?tim=ho 07"))
    assert "Đại diện hộ 07" in found
    assert "Đại diện hộ 08" not in found
    assert "Đại diện hộ 01" not in words(client.get(f"{HERE}{page}?vang=1"))
    key = str(scene.village.households.get(number=7).pk)
    answer = send(client, f"{page}ghi/?tim=07", household=key, present="1")
    assert answer.url == f"{HERE}{page}?tim=07#ho-{key}"
    assert "2 trên 12 hộ có mặt" in words(client.get(f"{HERE}{page}"))
    assert "Xong: 2 hộ có mặt, cần 8" in words(client.get(f"{HERE}{page}"))
    assert send(client, f"{page}ghi/", household="999999", present="1").status_code == 422
    assert send(client, f"{page}danh-sach/", numbers="11-13").status_code == 422
    assert send(client, f"dan-chu/quan-ly/hop/{meeting.round_id}/khong-du/", version="2").status_code == 302
    assert "cuộc họp không quyết định được" in words(client.get(f"{HERE}dan-chu/quan-ly/hop/{meeting.round_id}/"))


def test_a_failed_meeting_and_its_ballots_are_told_as_one_story(client, scene):
    meeting = open_meeting(scene, present=33)
    failed = fail_meeting(scene.head, meeting, meeting.version)
    matter = failed.matter
    office = sign_in(client, scene.office)
    here = f"{HERE}dan-chu/quan-ly/hop/{failed.pk}/"
    assert "Định lần phát phiếu lấy ý kiến" in words(office.get(here))
    assert '<input type="radio" name="form" value="ballots" required id="id_form_1" checked>' in (
        office.get(f"{HERE}{STAFF}{matter.pk}/").content.decode()
    )
    asked = plan_round(scene.head, matter, scene.village, "ballots", timezone.localdate(), ends_on=timezone.localdate())
    assert "Sau đó phát phiếu lấy ý kiến từng hộ" in words(office.get(here))
    closed = close_round(scene.head, open_round(scene.head, asked, 1), Tally(34, 9, 2), 2)
    assert f"{day()}: được thông qua ." in words(office.get(here))
    made = write_decision(scene.head, closed, DecisionContent("resolution", "Làm đường.", "A", "B", "C", "D"), 0)
    send_decision(scene.head, made, timezone.localdate(), 1)
    matter.refresh_from_db()
    publish_result(scene.head, matter, timezone.localdate(), matter.version)
    matter.refresh_from_db()
    report_back(scene.head, matter, timezone.localdate(), "Xong 320 m.", matter.version)
    story = (
        "33 hộ có mặt, không đủ",
        "34 tán thành, 9 không",
        "Có kết quả, có hiệu lực từ ngày ấy",
        "Công khai kết quả",
        "Gửi quyết định đến Uỷ ban nhân dân, Mặt trận",
        "Thực hiện, báo cáo lại Nhân dân",
        "Xong 320 m.",
    )
    told = words(office.get(f"{HERE}{STAFF}{matter.pk}/")).split("Các lần lấy quyết định")[1]
    places = [told.index(part) for part in story]
    assert places == sorted(places)
    office.logout()
    told = words(client.get(f"{HERE}{PUBLIC}{matter.pk}/")).split("Lấy quyết định thế nào")[1]
    places = [
        told.index(part) for part in ("33 trong 50 hộ có mặt", "34 hộ tán thành", "Đã quyết định", "Có kết quả", "Xong 320 m.")
    ]
    assert places == sorted(places)


def test_what_was_not_carried_has_no_effect_to_wait_for(client, scene):
    matter = decided(scene, votes=Tally(33, 9, 2)).matter
    told = words(sign_in(client, scene.office).get(f"{HERE}{STAFF}{matter.pk}/"))
    assert ("chưa công khai" in told, "chưa báo cáo" in told, "chưa gửi" in told) == (True, False, False)
