"""What is offered on the page of a matter, and where each act leads."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kheo.democracy.actions.decisions import ActContent, act_of_commune, send_decision, write_decision
from kheo.democracy.actions.meetings import arrange_meeting
from kheo.democracy.actions.rounds import cancel_round, fail_round, open_round, plan_round
from kheo.democracy.models import Matter, Round
from kheo.democracy.rules.decisions import DecisionContent
from tests.democracy.meeting_scene import PLACE, decided, make_matter, today, told_meeting
from tests.democracy.views.sending import HERE, send, sign_in, words
from tests.democracy.voting_scene import prepared_plan

pytestmark = pytest.mark.django_db
STAFF = "dan-chu/quan-ly/viec/"


def day(offset=0):
    return f"{timezone.localdate() + timedelta(days=offset):%d/%m/%Y}"


def offered(page):
    """The forms that can be chosen, and the fields that are seen."""
    form = page.context["round_form"]
    return [name for name, _label in form.fields["form"].widget.choices], [field.name for field in form.visible_fields()]


def test_only_forms_that_the_matter_allows_are_offered_dieu_17_19(client, scene):
    scene.roll(9)
    head, all_fields = sign_in(client, scene.head), ["form", "planned_on", "ends_on", "front_agreed"]
    own, money = make_matter(scene, kind=6), make_matter(scene, kind=1)
    assert offered(head.get(f"{HERE}{STAFF}{own.pk}/")) == (["meeting", "ballots", "online"], all_fields)
    assert offered(head.get(f"{HERE}{STAFF}{money.pk}/")) == (["meeting"], all_fields[:2])
    assert "hình thức luật cho dùng với việc này" in words(head.get(f"{HERE}{STAFF}{money.pk}/"))
    refused = send(head, f"{STAFF}{money.pk}/dinh-ngay/", form="online", planned_on=day())
    assert (refused.status_code, offered(refused)[0]) == (422, ["meeting"])
    assert "chỉ dùng cho công việc tự quản" in words(refused)
    met = open_round(scene.head, plan_round(scene.head, money, scene.village, "meeting", today()), 1)
    fail_round(scene.head, met, 2, met.version)
    assert offered(head.get(f"{HERE}{STAFF}{money.pk}/")) == (["meeting", "ballots"], all_fields[:3])


def test_slips_and_online_votes_ask_for_their_last_day_before_anything_is_planned(client, scene):
    scene.roll(9)
    own = make_matter(scene, kind=6)
    head = sign_in(client, scene.head)
    for form in ("ballots", "online"):
        refused = send(head, f"{STAFF}{own.pk}/dinh-ngay/", form=form, planned_on=day(), front_agreed="on")
        assert refused.status_code == 422
        assert "Ghi ngày cuối thu phiếu, biểu quyết." in words(refused)
    assert not Round.objects.exists()
    sent = send(head, f"{STAFF}{own.pk}/dinh-ngay/", form="ballots", planned_on=day(), ends_on=day(1), front_agreed="on")
    page = words(head.get(sent.url))
    assert "Lập tiếp kế hoạch, Tổ phát phiếu." in page
    assert f"Ngày {day(-2)} đã qua. Chưa công khai kịp thì huỷ lần này ở trang của việc" in page
    Round.objects.update(planned_on=today() + timedelta(days=2), ends_on=today() + timedelta(days=2))
    assert "đã qua. Chưa công khai kịp" not in words(head.get(sent.url))


def test_what_was_called_off_is_offered_in_its_own_form_again(client, scene):
    scene.roll(9)
    matter, head = make_matter(scene), sign_in(client, scene.head)

    def chosen():
        return head.get(f"{HERE}{STAFF}{matter.pk}/").context["round_form"].initial["form"]

    assert chosen() == "meeting"
    met = open_round(scene.head, plan_round(scene.head, matter, scene.village, "meeting", today()), 1)
    fail_round(scene.head, met, 2, met.version)
    assert chosen() == "ballots"
    asked = plan_round(scene.head, matter, scene.village, "ballots", today(), ends_on=today())
    cancel_round(scene.head, asked, "Dời ngày", asked.version)
    assert chosen() == "ballots"


def test_a_meeting_whose_day_of_telling_is_over_says_how_to_put_it_off(client, scene):
    scene.roll(9)
    head, late = sign_in(client, scene.head), "Chưa báo kịp thì huỷ lần này ở trang của việc"
    for ahead, is_late in ((0, True), (2, False)):
        planned = plan_round(scene.head, make_matter(scene), scene.village, "meeting", today() + timedelta(days=ahead))
        arrange_meeting(scene.head, planned, PLACE, 0)
        page = words(head.get(f"{HERE}dan-chu/quan-ly/hop/{planned.pk}/"))
        assert (late in page) is is_late


def test_a_village_planned_anew_in_a_matter_of_the_commune_leads_to_its_meeting(client, scene):
    scene.roll(9)
    matter = make_matter(scene, scope="commune", village=None)
    first = plan_round(scene.office, matter, scene.village, "meeting", today())
    cancel_round(scene.office, first, "Dời ngày", first.version)
    sent = send(
        sign_in(client, scene.office),
        f"{STAFF}{matter.pk}/dinh-ngay/",
        form="meeting",
        planned_on=day(),
        village=scene.village.code,
    )
    assert sent.url == f"{HERE}dan-chu/quan-ly/hop/{Round.objects.get(attempt=2).pk}/"


def test_a_meeting_called_off_says_so_to_whoever_was_told_of_it(client, scene):
    quiet = plan_round(scene.head, make_matter(scene, title="Chưa báo"), scene.village, "meeting", today())
    cancel_round(scene.head, quiet, "Định nhầm", quiet.version)
    meeting = told_meeting(scene, title="Đã báo")
    public = f"{HERE}dan-chu/ban-quyet-dinh/"
    head = sign_in(client, scene.head)
    sent = send(head, f"dan-chu/quan-ly/lan/{meeting.round_id}/huy/", reason="Mưa bão.", version=str(meeting.round.version))
    assert sent.status_code == 302
    shown = words(head.get(f"{HERE}dan-chu/quan-ly/hop/{meeting.round_id}/"))
    assert f"Đã huỷ ngày {day()}: Mưa bão." in shown
    assert f"Các hộ đã được báo họp ngày {day(-2)}: báo lại rằng cuộc họp này đã huỷ." in shown
    assert "Định lần khác" in shown
    assert "Giấy tờ" not in shown
    bare = words(head.get(f"{HERE}dan-chu/quan-ly/hop/{quiet.pk}/"))
    assert ("Định nhầm" in bare, "báo lại rằng cuộc họp này đã huỷ" in bare, "Ghi cuộc họp" in bare) == (True, False, False)
    head.logout()
    listed = words(client.get(public))
    assert ("Đã báo" in listed, "Chưa báo" in listed) == (True, False)
    told = words(client.get(f"{public}{meeting.round.matter_id}/"))
    assert f"Đã huỷ ngày {day()}, không lấy quyết định lần này. Có lần khác thì báo lại." in told
    assert "Mưa bão." not in told  # what was typed for the record is the staff's
    assert client.get(f"{public}{quiet.matter_id}/").status_code == 404
    again = plan_round(scene.head, meeting.round.matter, scene.village, "meeting", today() + timedelta(days=5))
    shown = words(sign_in(client, scene.head).get(f"{HERE}dan-chu/quan-ly/hop/{meeting.round_id}/"))
    assert f"Sau đó họp lại , {day(5)}." in shown
    assert again.attempt == 2


def test_ballots_called_off_after_they_were_announced_stay_on_the_public_page(client, scene):
    plan = prepared_plan(scene)
    cancel_round(scene.head, plan.round, "Đổi ngày phát", plan.round.version)
    shown = words(sign_in(client, scene.head).get(f"{HERE}dan-chu/quan-ly/phat-phieu/{plan.round_id}/"))
    assert "Đã huỷ: Đổi ngày phát" in shown
    client.logout()
    told = words(client.get(f"{HERE}dan-chu/ban-quyet-dinh/{plan.round.matter_id}/"))
    assert ("không lấy quyết định lần này" in told, "Hỏi ai, cách tham gia" in told, "Đổi ngày phát" in told) == (
        True,
        False,
        False,
    )


def test_an_act_of_the_commune_is_told_with_its_ground_and_reason(client, scene):
    matter = Matter.objects.get(pk=decided(scene).matter_id)
    content = ActContent("ask", "procedure", "31/UBND", today(), "Danh sách chưa niêm yết; họp lại.")
    act_of_commune(scene.leader, matter, content, matter.version)
    shown = words(sign_in(client, scene.head).get(f"{HERE}{STAFF}{matter.pk}/"))
    told = f"theo 31/UBND ngày {day()}, vì không đúng trình tự, thủ tục: Danh sách chưa niêm yết; họp lại."
    assert told in shown


def test_a_commune_that_refuses_is_not_told_that_its_reason_is_optional(client, scene):
    closed = decided(scene, kind=4)
    content = DecisionContent("minutes", "Cho thôi Tổ trưởng.", "Cá nhân 01", "Cá nhân 02", "Cá nhân 03", "Cá nhân 04")
    send_decision(scene.head, write_decision(scene.head, closed, content, 0), today(), 1)
    shown = words(sign_in(client, scene.leader).get(f"{HERE}dan-chu/quan-ly/quyet-nghi/{closed.pk}/"))
    assert "Lý do Khi không công nhận." in shown
