from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import timezone

from kheo.assessment.actions.ballots import save_ballot
from kheo.assessment.actions.rounds import close_round, publish, record_meeting, record_votes
from kheo.assessment.models import Criterion, ItemScore
from kheo.assessment.queries.council_points import frames
from kheo.assessment.queries.councils import own_ballots
from kheo.assessment.queries.sheets import standings
from kheo.foundation.refusal import RefusedError
from tests.assessment.council_scene import PLAIN

pytestmark = pytest.mark.django_db


@pytest.fixture
def above(make_scene):
    """One file; its second item is given by the level above, so members give the first only."""
    scene = make_scene(settings=replace(PLAIN, with_vote=True), files=1)
    Criterion.objects.filter(pk=scene.items[1]).update(giver="above")
    scene.open()
    scene.items, scene.every = scene.items[:1], scene.items
    for member in range(3):
        scene.give(member, 0, 5)
    return scene


def test_members_give_their_items_and_the_office_the_others(above):
    with pytest.raises(RefusedError, match="không do thành viên hội đồng chấm"):
        save_ballot(above.actors[0], above.ballot(0), {above.every[1]: Decimal(4)}, "", above.ballot(0).version)
    assert [(one.given, one.needed, one.total, one.is_complete) for one in own_ballots(above.seats[0])] == [(1, 1, 5, True)]
    with pytest.raises(RefusedError) as refused:
        close_round(above.office, above.council, above.now().version)
    assert [str(one) for one in refused.value.problems] == [f"Hồ sơ {above.sheets[0].pk}: Cơ quan thường trực chưa ghi mục 2."]
    ItemScore.objects.create(assessment=above.sheets[0], criterion_id=above.every[1], verified_score=3)
    close_round(above.office, above.council, above.now().version)
    above.files[0].refresh_from_db()
    assert (above.files[0].points, above.files[0].item_points) == (Decimal(8), {str(above.items[0]): "5.00"})
    assert frames([above.files[0]])[above.files[0].pk].highest == 10


@pytest.mark.parametrize(("votes", "passes", "why"), [(3, True, ""), (2, False, "không đủ phiếu biểu quyết của hội đồng")])
def test_the_councils_result_is_the_sheets_class_unless_the_vote_is_lost(above, votes, passes, why):
    sheet = above.sheets[0].pk
    ItemScore.objects.create(assessment=above.sheets[0], criterion_id=above.items[0], self_score=6, verified_score=1)
    ItemScore.objects.create(assessment=above.sheets[0], criterion_id=above.every[1], verified_score=3)
    close_round(above.office, above.council, above.now().version)
    before = standings([sheet])[sheet]
    assert (before.self_total, before.verified_total, before.class_name) == (6, None, "")
    record_meeting(above.office, above.council, timezone.localdate(), {seat.pk for seat in above.seats}, above.now().version)
    record_votes(above.office, above.council, {above.files[0].pk: (votes, 0)})
    publish(above.office, above.council, timezone.localdate(), above.now().version)
    after = standings([sheet])[sheet]
    assert (after.self_total, after.verified_total, after.is_complete, after.passes, after.why) == (6, 8, True, passes, why)
