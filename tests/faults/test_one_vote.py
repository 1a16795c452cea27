"""One household, one ballot, however many send it at once: on both databases."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from kheo.democracy.actions.casting import SAYS, cast_ballot, read_sums
from kheo.democracy.actions.closing import close_vote
from kheo.democracy.actions.online import reissue_slip
from kheo.democracy.models import BoxBallot, Participation, SealedBox, Slip
from kheo.democracy.rules.box import Sums
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NOBODY
from tests.democracy.scene import make_scene
from tests.democracy.voting_scene import begun, fresh

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE, REQUESTS = 20, 200


@pytest.fixture
def scene(db):
    return make_scene()


def together(acts):
    """Run *acts*, AT_ONCE at a time; what each was told («taken» or the refusal), counted. A fault of the database is neither."""
    gate = threading.Barrier(AT_ONCE)

    def run(numbered):
        number, act = numbered
        if number < AT_ONCE:
            gate.wait()
        try:
            act()
        except RefusedError as refusal:
            return str(refusal)
        finally:
            connection.close()
        return "taken"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(run, enumerate(acts)))


def box_of(vote):
    return read_sums(SealedBox.objects.get(vote=vote))


def test_200_requests_with_one_code_count_once_and_say_so(scene):
    vote, codes = begun(scene, 3)
    choices = ("for", "against", "other", "for")
    said = together(
        [lambda choice=choices[number % 4]: cast_ballot(NOBODY, scene.locality, codes[0], choice) for number in range(REQUESTS)]
    )
    assert said == {"taken": 1, SAYS["spent"]: REQUESTS - 1}
    assert (box_of(vote).all, Slip.objects.filter(spent=True).count()) == (1, 1)


def test_200_requests_of_51_households_count_51(scene):
    vote, codes = begun(scene, 51)
    said = together(
        [lambda code=codes[number % 51]: cast_ballot(NOBODY, scene.locality, code, "for") for number in range(REQUESTS)]
    )
    assert said == {"taken": 51, SAYS["spent"]: REQUESTS - 51}
    assert box_of(vote) == Sums(51, 0, 0)
    closed = close_vote(scene.head, fresh(vote))
    assert (closed.votes_for, closed.passed, Participation.objects.count(), BoxBallot.objects.count()) == (51, True, 51, 51)


def test_a_slip_replaced_while_it_votes_is_either_used_or_void(scene):
    vote, codes = begun(scene, 3)
    household = Slip.objects.first().household_id
    acts = [lambda: cast_ballot(NOBODY, scene.locality, codes[0], "for"), lambda: reissue_slip(scene.head, vote, household)]
    said = together([acts[number % 2] for number in range(AT_ONCE)])
    voted = Slip.objects.get(household_id=household).spent
    assert (box_of(vote).all == 1) is voted
    assert set(said) <= {"taken", SAYS["spent"], SAYS["revoked"], "Hộ: Hộ này đã biểu quyết; không cấp phiếu nữa."}


def test_a_vote_closed_by_many_at_once_is_closed_once(scene):
    vote, codes = begun(scene, 3)
    for code in codes:
        cast_ballot(NOBODY, scene.locality, code, "for")
    said = together([lambda: close_vote(scene.head, fresh(vote))] * AT_ONCE)
    assert (said["taken"], said.total(), BoxBallot.objects.count(), Participation.objects.count()) == (1, AT_ONCE, 3, 3)


def test_a_ballot_that_comes_with_the_closing_is_counted_or_told_that_it_is_over(scene):
    vote, codes = begun(scene, 3)
    for code in codes[:2]:
        cast_ballot(NOBODY, scene.locality, code, "for")

    def close():
        close_vote(scene.head, fresh(vote))

    said = together([lambda: cast_ballot(NOBODY, scene.locality, codes[2], "against"), *[close] * (AT_ONCE - 1)])
    held = fresh(vote)
    if held.round.state == "open":
        close()
    assert Participation.objects.count() == BoxBallot.objects.count() == 3
    assert said["taken"] >= 1
