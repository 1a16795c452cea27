from datetime import time, timedelta

from kheo.democracy.actions.ballots import open_ballots, prepare_ballots
from kheo.democracy.actions.roll import move_household
from kheo.democracy.actions.roll_taking import take_roll
from kheo.democracy.actions.rounds import plan_round
from kheo.democracy.models import Form, Matter, Meeting, Round, Scope
from kheo.democracy.queries.asked_before import asked_before
from kheo.organisation.actions.villages import add_village, end_village
from kheo.organisation.authority import COMMAND_LINE
from tests.democracy.views.sending import HERE, sign_in, words
from tests.democracy.voting_scene import fresh_plan, plan_content, today

TOLD = "chuyển về đây sau khi nơi cũ đã chốt sổ hộ"


def wide(scene):
    return Matter.objects.create(
        locality=scene.locality, scope=Scope.COMMUNE, kind=1, title="Góp tiền đường liên thôn", content="-"
    )


def planned(scene, matter, village, form=Form.BALLOTS):
    return plan_round(scene.office, matter, village, form, today(), ends_on=today() + timedelta(days=2))


def opened(scene, matter, village, days_ago=0):
    plan = fresh_plan(prepare_ballots(scene.office, planned(scene, matter, village), plan_content(), 0))
    held = open_ballots(scene.office, plan, plan.round.version)
    Round.objects.filter(pk=held.pk).update(opened_on=today() - timedelta(days=days_ago))
    held.refresh_from_db()
    return held


def test_a_household_that_moved_between_two_askings_of_one_matter_is_told(client, scene):
    first, second, third = scene.roll(3)
    scene.roll(1, scene.villages[1])
    matter = wide(scene)
    old = opened(scene, matter, scene.village, days_ago=2)
    move_household(scene.office, first, scene.villages[1], today() - timedelta(days=1), first.version)  # asked, then moved
    move_household(scene.office, second, scene.villages[1], today() - timedelta(days=2), second.version)  # on the day of asking
    new = planned(scene, matter, scene.villages[1])
    assert asked_before(new) == [2]
    assert asked_before(old) == []
    own = wide(scene)
    Matter.objects.filter(pk=own.pk).update(scope=Scope.VILLAGE, village=scene.villages[1])
    assert (
        asked_before(Round.objects.create(matter=Matter.objects.get(pk=own.pk), village=scene.villages[1], planned_on=today()))
        == []
    )
    url = f"{HERE}dan-chu/quan-ly/phat-phieu/{new.pk}/"
    assert f"1 hộ {TOLD} để hỏi chính việc này: hộ số 2." in words(sign_in(client, scene.other_head).get(url))
    Round.objects.filter(pk=old.pk).update(state="failed")
    assert asked_before(new) == []
    assert TOLD not in words(client.get(url))
    assert third.village == scene.village


def test_so_is_the_whole_roll_of_a_village_that_was_joined_and_joined_again(client, scene):
    scene.roll(2)
    matter = wide(scene)
    opened(scene, matter, scene.village, days_ago=2)
    second = scene.villages[1]
    third = add_village(COMMAND_LINE, scene.locality, scene.locality.unit, "Tổ dân phố số 3")
    end_village(scene.office, scene.locality, scene.village, today() - timedelta(days=1), [second], "NQ 12")
    end_village(scene.office, scene.locality, second, today(), [third], "NQ 13")
    take_roll(scene.office, scene.locality, third, second)
    meeting = planned(scene, matter, third, Form.MEETING)
    assert asked_before(meeting) == [1, 2]
    Meeting.objects.create(
        round=meeting, starts_at=time(19), place="Nhà văn hoá", convener="head", leader="Người chủ trì minh hoạ"
    )
    page = words(sign_in(client, scene.office).get(f"{HERE}dan-chu/quan-ly/hop/{meeting.pk}/"))
    assert f"2 hộ {TOLD} để hỏi chính việc này: hộ số 1, 2." in page
    assert asked_before(planned(scene, wide(scene), third)) == []
