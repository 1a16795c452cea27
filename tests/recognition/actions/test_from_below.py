"""What came from the level below is scored and recognised in this level's programme like any other."""

from dataclasses import replace

import pytest
from django.utils import timezone

from kheo.movement.actions.nominations import Sorting, nominate, sort_nominations
from kheo.movement.actions.steps import move_registration
from kheo.movement.queries.allocation import both_views
from kheo.recognition.actions.decisions import check_decision, issue_decision
from kheo.recognition.actions.drafts import draft_decision
from kheo.recognition.figures import FIGURES
from kheo.recognition.models import DecisionLine
from kheo.recognition.queries.candidates import candidates_for
from tests import factories
from tests.movement.levels import make_levels
from tests.recognition.scene import WORDING

pytestmark = pytest.mark.django_db


def test_it_goes_through_scores_and_decision_of_the_level_above_and_is_counted_there_once():
    levels, today = make_levels(timezone.localdate().year), timezone.localdate()
    above, below = levels.above, levels.first
    front = factories.body_of(below.locality, "mttq")
    row = below.registration("Đường hoa", holder="", body=front)
    one = nominate(below.office, below.programme, [row.pk], "Tốt")[0]
    taken = sort_nominations(above.office, above.programme, {one.pk: 1}, Sorting("here", "Đã xem"))[0].taken_as
    move_registration(above.office, taken, "assess", 1)
    factories.make_assessment(taken, 80, today)
    candidate = candidates_for(above.programme, "recognition")[0]
    assert (candidate.content.recipient, candidate.unit_name, candidate.suggested) == (front.name, "Phường Duy Tiên", True)
    body = factories.body_of(above.locality, "bcd-dvk")
    draft = draft_decision(
        above.office, above.programme, "recognition", body, replace(WORDING, place_name="Ninh Bình"), today, [candidate.content]
    )
    checked = check_decision(above.office, draft, 1)
    issue_decision(above.office, checked, "12-QĐ/BCĐ", today, checked.version)
    taken.refresh_from_db()
    row.refresh_from_db()
    assert (taken.state, row.state) == ("recognised", "recognised")
    assert DecisionLine.objects.get().unit == below.locality.unit
    recognised = next(figure for figure in FIGURES if figure.key == "initiatives.recognised")
    year = above.programme.year
    assert [recognised.rows(level.locality.pk, year).count() for level in (above, below)] == [1, 0]
    assert [(line.code, line.count) for line in both_views(above.programme, today).then] == [(below.locality.code, 1)]
