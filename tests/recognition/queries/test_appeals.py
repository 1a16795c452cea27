import pytest
from django.utils import timezone

from kheo.movement.actions.councils import answer_for, appeal_for
from kheo.recognition.actions.drafts import draft_decision
from kheo.recognition.queries.facts import checks_of
from kheo.recognition.queries.lines import content_of
from kheo.recognition.rules.facts import problems_of
from tests import factories
from tests.movement.council_scene import CouncilScene
from tests.recognition.scene import WORDING

pytestmark = pytest.mark.django_db


def test_a_list_waits_for_the_answer_to_an_appeal():
    today = timezone.localdate()
    place = factories.make_locality()
    out = CouncilScene(place).open().give_all((6, 4), (6, 4), (5, 4)).closed().met(today).published(today)
    decision = draft_decision(
        out.office,
        out.programme,
        "recognition",
        factories.body_of(place, "bcd-dvk"),
        WORDING,
        today,
        [content_of(row) for row in out.registrations],
    )
    before = problems_of(checks_of(decision))
    made = appeal_for(out.office, out.registrations[1], "Chưa tính đợt hai.")
    waiting = set(problems_of(checks_of(decision))) - set(before)
    answer_for(out.office, made, "Đã tính.", made.version, upheld=False)
    assert [one.where for one in waiting] == ["Dòng 2, Cách làm 02"]
    assert problems_of(checks_of(decision)) == before
