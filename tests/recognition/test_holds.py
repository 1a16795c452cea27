import pytest

from kheo.movement.holds import Hold
from kheo.recognition.holds import RecognitionHolds
from kheo.recognition.models import Review, ReviewVote
from tests.recognition.scene import make_scene

pytestmark = pytest.mark.django_db


def test_a_registration_is_held_by_its_decision_and_by_a_vote():
    scene = make_scene(count=2)
    first, second = scene.registrations
    decision = scene.draft(lines=[*scene.lines(first), scene.person()])
    review = Review.objects.create(decision=decision, held_on="2024-12-20", council="Hội đồng", paper="01-BB", members=5)
    ReviewVote.objects.create(review=review, registration=second, votes_for=5, votes_against=0)
    assert RecognitionHolds().of([first.pk, second.pk]) == [
        Hold(first.pk, "công nhận"),
        Hold(second.pk, "biểu quyết xét khen thưởng"),
    ]
