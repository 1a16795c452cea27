"""From a meeting that too few came to, by slips, to the count; from a tie to voting again; what everybody reads."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kheo.democracy.actions.decisions import send_decision, write_decision
from kheo.democracy.actions.elections import begin_election, withdraw_candidate
from kheo.democracy.actions.rounds import fail_round, open_round, plan_round
from kheo.democracy.actions.sittings import mark_by_numbers, settle_order
from kheo.democracy.models import BallotSheet, Candidate, Election, Form, Matter, Round
from kheo.democracy.rules.decisions import DecisionContent
from tests.democracy.election_scene import begun, board, collect, counted, listed, slips, slips_counted, witnesses
from tests.democracy.meeting_scene import ORDER, WORDS, cluster_meeting
from tests.democracy.views.sending import HERE, send, sign_in, words
from tests.democracy.voting_scene import fresh_plan

TODAY = timezone.localdate()


def told(day):
    return f"{day:%d/%m/%Y}"


def page_of(election):
    return f"bau-cu/{election.pk}/"


def sent(plan, votes, **changed):
    """What the form of the count sends."""
    people = Candidate.objects.filter(slip_round=plan.round).order_by("order")
    named = {f"votes_{one.pk}": str(vote) for one, vote in zip(people, votes, strict=True)}
    first, second = witnesses(plan)
    day = told(TODAY)
    given = {"valid": str(sum(votes)), "invalid": "0", "counted_on": day, "first_witness": first, "second_witness": second}
    return {**given, "version": plan.version, **named, **changed}


def test_a_failed_meeting_leads_to_slips_and_slips_to_the_count(client, scene):
    election = begun(scene)
    listed(scene, election)
    scene.roll(51)
    met = plan_round(scene.head, election.matter, scene.village, Form.MEETING, TODAY)
    met = open_round(scene.head, met, met.version)
    fail_round(scene.head, met, 25, met.version)
    sign_in(client, scene.head)
    page = client.get(f"{HERE}{page_of(election)}")
    assert "không thành: 25 trong 51 hộ có mặt" in words(page)
    matter = f"{HERE}dan-chu/quan-ly/viec/{election.matter_id}/"
    assert f'href="{matter}#hinh-thuc">Định lần phát phiếu' in page.content.decode()
    day = told(TODAY + timedelta(days=3))
    send(client, f"dan-chu/quan-ly/viec/{election.matter_id}/dinh-ngay/", form="ballots", planned_on=day, ends_on=day)
    asked = Round.objects.get(form="ballots")
    page = client.get(f"{HERE}{page_of(election)}").content.decode()
    assert ">Chuẩn bị phát phiếu</a>" in page
    [url] = [part.split('"')[0] for part in page.split('href="') if ">Chuẩn bị phát phiếu" in part]
    shown = words(client.get(url))
    assert "Mở phát phiếu thì danh sách chốt lại" in shown
    assert "Cá nhân 02" in shown
    assert 'name="asks_other"' not in client.get(f"{url}ke-hoach/").content.decode()  # a slip of names asks for nothing more
    assert asked.state == "planned"


def test_the_count_of_slips_is_typed_name_by_name_and_refused_in_words(client, scene):
    election = begun(scene)
    first, _second = listed(scene, election)
    plan = slips(scene, election, collected=40)
    withdraw_candidate(scene.head, first, TODAY)
    sign_in(client, scene.head)
    page = client.get(f"{HERE}{page_of(election)}")
    assert "Danh sách đã chốt" in words(page)
    assert f"Cá nhân 01 rút ngày {told(TODAY)}; tên đã in trên phiếu" in words(page)
    assert "Phiếu bầu đã phát đến từng hộ, thu đến hết ngày" in words(page)
    assert "Thêm người ứng cử" not in words(page)
    refused = send(client, f"{page_of(election)}ung-cu/", name="Cá nhân 03", by="self")
    assert refused.status_code == 422
    assert "Danh sách đã chốt khi mở phát phiếu" in words(refused)
    answer = client.get(f"{HERE}{page_of(election)}kiem-phieu/")
    assert answer.status_code == 302
    here = answer.url.removeprefix(HERE)
    page = words(client.get(answer.url))
    assert "Đã thu 40 phiếu: hợp lệ và không hợp lệ cộng lại phải đúng số ấy. Mỗi phiếu bầu nhiều nhất 1 người." in page
    assert "vẫn đếm, không xét trúng cử" in page
    refused = send(client, here, **sent(plan, (30, 11)))
    assert refused.status_code == 422
    assert "nhiều hơn 40 phiếu đã thu theo danh sách" in words(refused)
    assert 'value="30"' in refused.content.decode()
    said = words(client.get(send(client, here, **sent(plan, (10, 28), valid="39", invalid="1")).url))
    assert "Đã ghi kiểm phiếu. Đã có người trúng cử. Cá nhân 02 (28 phiếu). In biên bản" in said
    held = Round.objects.get(form="ballots")
    assert (held.state, held.passed) == ("closed", True)
    shown = words(client.get(answer.url))
    assert "Đã có người trúng cử." in shown
    assert "không xét" in shown
    again = send(client, here, **sent(plan, (30, 10)))
    assert again.status_code == 422
    assert Candidate.objects.get(order=2).votes == 28


@pytest.mark.parametrize(("begin", "onward"), [(begun, True), (lambda scene: board(scene, 1), False)])
def test_the_answer_says_that_the_term_of_a_head_is_written_next_and_a_board_has_none(client, scene, begin, onward):
    election = begin(scene)
    listed(scene, election)
    held = counted(scene, election, [40, 6])
    written = write_decision(scene.head, held.round, DecisionContent("resolution", "Bầu Cá nhân 01.", "A", "B", "C", "D"), 0)
    sign_in(client, scene.head)
    here = f"{HERE}{page_of(election)}"
    assert "Lập, gửi quyết định của cộng đồng dân cư" in words(client.get(here))
    written = send_decision(scene.head, written, TODAY, written.version)
    assert f"Quyết định đã gửi ngày {told(TODAY)}, chờ trả lời" in words(client.get(here))
    sign_in(client, scene.leader if onward else scene.front)
    answer = {"answer": "yes", "number": "15/QĐ", "on": told(TODAY), "reason": "", "version": written.version}
    page = words(client.get(send(client, f"dan-chu/quan-ly/quyet-nghi/{held.round_id}/tra-loi/", **answer).url))
    assert "Đã ghi công nhận: quyết định có hiệu lực từ ngày văn bản." in page
    assert ("Ghi tiếp ngày bắt đầu nhiệm kỳ ở trang cuộc bầu." in page) is onward


def test_a_matter_that_elects_asks_for_a_list_before_slips(client, scene):
    election = begun(scene)
    listed(scene, election, 1)
    plan = slips(scene, election)
    Candidate.objects.all().delete()
    Election.objects.all().delete()
    Round.objects.filter(pk=plan.round_id).update(state="planned", households=None)
    BallotSheet.objects.all().delete()
    sign_in(client, scene.head)
    page = reverse("democracy:ballot_round", args=[scene.locality.code, plan.round_id])
    shown = client.get(page)
    assert "Phiếu bầu phải có tên người ứng cử" in words(shown)
    assert f'href="{HERE}bau-cu/lap/?viec={plan.round.matter_id}"' in shown.content.decode()


def test_a_tie_is_said_everywhere_and_voting_again_begins_from_the_page(client, scene):
    election = board(scene)
    listed(scene, election, 3)
    counted(scene, election, [40, 26, 26], valid=46, invalid=1)
    left = "Bầu được 1 trong 2 người, còn 1 vị trí: 2 người cùng được 26 phiếu cho 1 vị trí"
    public = (page_of(election), f"dan-chu/ban-quyet-dinh/{election.matter_id}/", "bau-cu/")
    for path in public:
        assert left in words(client.get(f"{HERE}{path}")), path
    page = words(client.get(f"{HERE}{page_of(election)}"))
    assert "bằng phiếu, chưa ai trúng cử" in page
    assert "đã đọc không nói chọn ai trong những người bằng phiếu" in page
    assert "46 phiếu hợp lệ, 1 phiếu không hợp lệ; 4 hộ không tham gia" in page
    assert "Lập lần bầu tiếp" not in page
    assert "40 hộ tán thành" not in words(client.get(f"{HERE}dan-chu/ban-quyet-dinh/{election.matter_id}/"))
    village = words(client.get(reverse("democracy:village", args=[scene.locality.code, scene.village.code])))
    assert "bầu được 1 trong 2 người" in village
    sign_in(client, scene.head)
    assert left in words(client.get(f"{HERE}dan-chu/quan-ly/viec/{election.matter_id}/"))
    shown = client.get(f"{HERE}{page_of(election)}")
    assert f'href="{HERE}{page_of(election)}bau-lai/">Lập lần bầu tiếp' in shown.content.decode()
    assert "hướng dẫn việc bầu bổ sung Điều 13 khoản 1 Nghị định 59/2023/NĐ-CP" in words(shown)
    form = words(client.get(f"{HERE}{page_of(election)}bau-lai/"))
    assert "Danh sách chép sẵn cho 1 vị trí: Cá nhân 02, Cá nhân 03." in form
    assert "không nói bầu lại chỉ giữa những người bằng phiếu" in form
    assert "Số quyết định" not in form
    refused = send(client, f"{page_of(election)}bau-lai/", planned_on=told(TODAY), agreed_on=told(TODAY))
    assert refused.status_code == 422
    assert "bầu lại sau ngày ấy" in words(refused)
    send(client, f"{page_of(election)}bau-lai/", planned_on=told(TODAY + timedelta(days=20)), agreed_on=told(TODAY))
    after = Election.objects.get(follows=election)
    assert f'href="{HERE}{page_of(after)}"' in client.get(f"{HERE}{page_of(election)}").content.decode()
    assert "cho vị trí còn trống sau" in words(client.get(f"{HERE}{page_of(after)}"))
    answer = client.get(f"{HERE}{page_of(election)}bau-lai/")
    assert (answer.status_code, answer.url) == (302, f"{HERE}{page_of(after)}")


def test_a_head_nobody_elected_is_told_to_the_commune_and_has_no_decision(client, scene):
    election = begun(scene)
    listed(scene, election)
    plan = slips(scene, election, collected=40)
    slips_counted(scene, plan, [25, 15])
    client.logout()
    page = words(client.get(f"{HERE}{page_of(election)}"))
    assert (
        "Không ai trúng cử: không ai được trên một nửa tổng số hộ (cần ít nhất 26 trong 51 hộ; nhiều nhất là 25 phiếu)." in page
    )
    assert "báo cáo Uỷ ban nhân dân cấp xã quyết định việc bầu lại. Điều 3 khoản 5 điểm d Nghị định 59/2023/NĐ-CP" in page
    assert "Không được thông qua" in words(client.get(f"{HERE}dan-chu/ban-quyet-dinh/{election.matter_id}/"))
    sign_in(client, scene.head)
    form = words(client.get(f"{HERE}{page_of(election)}bau-lai/"))
    assert "Số quyết định" in form
    Round.objects.filter(pk=plan.round_id).update(passed=True)
    Matter.objects.update(state="passed")
    assert "Sổ đã ghi lần này là «được thông qua»" in words(client.get(f"{HERE}{page_of(election)}"))
    answer = client.get(f"{HERE}dan-chu/quan-ly/quyet-nghi/{plan.round_id}/", follow=True)
    assert "Không có người trúng cử thì không lập quyết định." in words(answer)


def test_voting_again_is_not_offered_where_all_seats_are_filled(client, scene):
    election = begun(scene)
    listed(scene, election)
    counted(scene, election, [40, 3])
    sign_in(client, scene.head)
    assert "Lập lần bầu" not in words(client.get(f"{HERE}{page_of(election)}"))
    answer = client.get(f"{HERE}{page_of(election)}bau-lai/", follow=True)
    assert "không có vị trí nào chờ bầu lại" in words(answer)
    sign_in(client, scene.other_head)
    assert client.get(f"{HERE}{page_of(election)}bau-lai/").status_code == 403
    decision = client.get(f"{HERE}dan-chu/quan-ly/quyet-nghi/{Round.objects.get().pk}/")
    assert decision.status_code == 200


def test_the_public_page_of_slips_names_who_stands_then_the_result(client, scene):
    election = begun(scene)
    listed(scene, election)
    plan = slips(scene, election)
    [url] = {
        part.split('"')[0]
        for part in client.get(f"{HERE}dan-chu/ban-quyet-dinh/{election.matter_id}/").content.decode().split('href="')
        if "Hỏi ai, cách tham gia" in part.split("</a>")[0]
    }
    page = words(client.get(url))
    assert "Bầu 1 người trong danh sách sau: Cá nhân 01 Cá nhân 02" in page
    plan = collect(scene, fresh_plan(plan), 40)
    slips_counted(scene, plan, [30, 10])
    page = words(client.get(url))
    assert "Đã có người trúng cử." in page
    assert "Đồng ý" not in page


def test_whoever_reads_decisions_alone_is_led_to_the_public_page_of_the_slips(client, scene):
    election = begun(scene)
    listed(scene, election)
    plan = slips(scene, election, collected=40)
    slips_counted(scene, plan, [30, 10])
    told_of = DecisionContent("resolution", "Bầu Cá nhân 01.", "Người ký 1", "Người ký 2", "Hộ 1", "Hộ 2")
    write_decision(scene.head, Round.objects.get(pk=plan.round_id), told_of, 0)
    links = {}
    for who in ("head", "front"):
        sign_in(client, getattr(scene, who))
        page = client.get(f"{HERE}dan-chu/quan-ly/quyet-nghi/{plan.round_id}/").content.decode()
        to = {name: reverse(f"democracy:{name}", args=[scene.locality.code, plan.round_id]) for name in ("ballot_round", "poll")}
        links[who] = [name for name, url in to.items() if f'href="{url}"' in page]
    assert links == {"head": ["ballot_round"], "front": ["poll"]}


def test_clusters_that_elect_are_counted_by_name_and_their_sum_is_not_typed_again(client, scene):
    meeting, clusters = cluster_meeting(scene, households=51, kind=4)
    election = begin_election(scene.head, meeting.round.matter, "head", 1, TODAY)
    people = listed(scene, election)
    sign_in(client, scene.head)
    for cluster, numbers, votes in zip(clusters, (range(1, 21), range(21, 41)), ((15, 4), (12, 8)), strict=True):
        mark_by_numbers(scene.head, cluster, numbers)
        settle_order(scene.head, cluster, replace(ORDER, secretary_votes=20, way_votes=20), cluster.version)
        cluster.refresh_from_db()
        page = words(client.get(reverse("democracy:cluster", args=[scene.locality.code, cluster.pk])))
        assert "1. Cá nhân 01" in page
        assert "Không tán thành" not in page
        url = reverse("democracy:cluster_count", args=[scene.locality.code, cluster.pk])
        told = {f"votes_{one.pk}": str(many) for one, many in zip(people, votes, strict=True)}
        told |= {"valid": str(sum(votes)), "invalid": str(20 - sum(votes)), "version": cluster.version, **WORDS}
        here = url.removeprefix(HERE)
        refused = send(client, here, **(told | {"invalid": "9"}))
        assert (refused.status_code, "đại diện hộ có mặt ở" in words(refused)) == (422, True)
        send(client, here, **told)
        shown = words(client.get(reverse("democracy:cluster", args=[scene.locality.code, cluster.pk])))
        assert f"{votes[0]} phiếu bầu Cá nhân 01" in shown
        assert "hộ tán thành" not in shown
    page = words(client.get(f"{HERE}{page_of(election)}kiem-phieu/"))
    assert "Các cụm cộng lại: Cá nhân 01 27 phiếu; Cá nhân 02 12 phiếu; 39 phiếu hợp lệ, 1 phiếu không hợp lệ." in page
    assert "Số phiếu bầu" not in page
    send(client, f"{page_of(election)}kiem-phieu/", version=election.version, **WORDS)
    assert list(election.candidates.order_by("order").values_list("votes", "is_elected")) == [(27, True), (12, False)]
    page = words(client.get(reverse("democracy:meeting", args=[scene.locality.code, meeting.round_id])))
    assert "Hợp lệ Không hợp lệ" in page
