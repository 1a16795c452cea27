"""A matter of the whole commune decided by ballots, from its proposal to the report (Luật 10/2022 Điều 16, 19, 21)."""

import pytest

from kheo.democracy.actions.ballots import count_ballots, mark_sheets, open_ballots, prepare_ballots
from kheo.democracy.actions.decisions import (
    conclude_matter,
    publish_result,
    report_back,
    send_decision,
    set_effect,
    write_decision,
)
from kheo.democracy.actions.proposals import propose_matter
from kheo.democracy.actions.rounds import plan_everywhere
from kheo.democracy.models import BallotSheet, Form, Matter, Round
from kheo.democracy.rules.decisions import DecisionContent
from kheo.democracy.rules.proposals import Proposal
from kheo.democracy.rules.voting import Count
from kheo.foundation.refusal import RefusedError
from kheo.organisation.actions.villages import add_village
from kheo.organisation.authority import COMMAND_LINE
from tests.democracy.voting_scene import fresh_plan, plan_content, today

ROAD = Proposal(1, "commune", "Mở rộng đường trục", "Mỗi hộ góp 500.000 đồng.", "chair", today())
WORDS = DecisionContent("resolution", "Mở rộng đường trục.", "Cá nhân 01", "Cá nhân 02", "Cá nhân 03", "Cá nhân 04", "01/NQ")


@pytest.fixture
def three(scene):
    """A third residential group: two thirds of three are two."""
    third = add_village(COMMAND_LINE, scene.locality, scene.locality.unit, "Tổ dân phố Từ Đài")
    scene.villages.append(third)
    for village in scene.villages:
        scene.roll(9, village)
    return scene


def asked_everywhere(scene):
    matter = propose_matter(scene.leader, scene.locality, None, ROAD)
    plan_everywhere(scene.office, matter, Form.BALLOTS, today(), ends_on=today())
    return Matter.objects.get(pk=matter.pk)


def answer(scene, village, votes_for, collected=9):
    """Plan, hand out, collect and count in one village."""
    asked = Round.objects.select_related("matter__locality").get(village=village)
    plan = prepare_ballots(scene.office, asked, plan_content(agreed_on=None), 0)
    open_ballots(scene.office, plan, asked.version)
    sheets = list(BallotSheet.objects.filter(round=asked))
    mark_sheets(scene.office, fresh_plan(plan), {one.pk: "collected" for one in sheets[:collected]}, 1)
    watched = (sheets[0].household_id, sheets[1].household_id)
    count = Count(collected, votes_for, collected - votes_for, 0, 0)
    return count_ballots(scene.office, fresh_plan(plan), count, watched, today(), 2)


def test_article_21_1_two_of_three_villages_carry_the_matter_to_its_report(three):
    matter = asked_everywhere(three)
    assert [one.form for one in matter.rounds.all()] == ["ballots"] * 3  # chosen by the commune: no meeting needed before
    first, second, third = three.villages
    assert answer(three, first, 6).verdict == "tán thành"  # six of nine: two thirds of the households there
    assert Matter.objects.get().state == "deciding"
    assert answer(three, second, 5).verdict == "không tán thành"
    with pytest.raises(RefusedError, match="Còn 1 thôn, tổ dân phố chưa có kết quả"):
        conclude_matter(three.leader, matter, Matter.objects.get().version)
    answer(three, third, 7, collected=8)
    matter = conclude_matter(three.leader, matter, Matter.objects.get().version)
    assert (matter.state, matter.villages, matter.decided_on) == ("passed", 3, today())
    made = write_decision(three.office, matter.rounds.get(village=first), WORDS, 0)
    send_decision(three.office, made, today(), 1)
    matter = set_effect(three.leader, matter, today(), "20/QĐ-UBND", matter.version)
    matter = publish_result(three.office, matter, today(), matter.version)
    matter = report_back(three.office, matter, today(), "Xong 1,2 km.", matter.version)
    assert (matter.state, matter.effective_on, matter.report) == ("carried_out", today(), "Xong 1,2 km.")
    with pytest.raises(RefusedError, match="Chỉ lập quyết định khi cộng đồng đã biểu quyết thông qua"):
        write_decision(three.office, matter.rounds.get(village=second), WORDS, 0)


def test_article_21_1_one_of_three_villages_does_not_however_many_households_agreed(three):
    matter = asked_everywhere(three)
    for village, votes in zip(three.villages, (9, 5, 5), strict=True):  # 19 of 27 households, over two thirds; one village
        answer(three, village, votes)
    done = conclude_matter(three.leader, matter, Matter.objects.get().version)
    assert done.state == "not_passed"
