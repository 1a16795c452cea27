"""One household, one ballot: every way in which a slip can't vote is said plainly, and nothing is counted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kheo.democracy.actions import casting
from kheo.democracy.actions.casting import SAYS, UNKNOWN, cast_ballot, lock_box, read_sums
from kheo.democracy.actions.rounds import cancel_round
from kheo.democracy.models import Household, OnlineVote, SealedBox, Slip
from kheo.democracy.rules.box import Sums
from kheo.foundation.models import AuditRow, SentForm
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NOBODY
from tests.democracy.voting_scene import begun, cast_all, fresh, printed, today

pytestmark = pytest.mark.django_db


def sums(vote):
    return read_sums(lock_box(vote.pk))


def test_ballots_are_added_up_under_seal(scene):
    vote, codes = begun(scene, 5)
    cast_all(scene, codes, ["for", "against", "other", "for"])
    assert sums(vote) == Sums(2, 1, 1)
    assert list(Slip.objects.values_list("spent", flat=True)) == [True, True, True, True, False]


def test_a_ballot_leaves_no_audit_row_and_no_key_of_a_form(scene):
    _vote, codes = begun(scene, 3)
    before = AuditRow.objects.count()
    cast_all(scene, codes, ["for", "against"])
    assert (AuditRow.objects.count(), SentForm.objects.count()) == (before, 0)


def test_a_slip_that_was_used_is_told_so_and_counts_once(scene):
    vote, codes = begun(scene, 3)
    cast_all(scene, codes[:1], ["for"])
    with pytest.raises(RefusedError, match="đã được dùng để biểu quyết"):
        cast_ballot(NOBODY, scene.locality, codes[0], "against")
    assert sums(vote) == Sums(1, 0, 0)


def test_a_choice_that_is_none_is_refused(scene):
    vote, codes = begun(scene, 3)
    with pytest.raises(RefusedError, match="Chọn một trong ba ý kiến"):
        cast_ballot(NOBODY, scene.locality, codes[0], "maybe")
    assert sums(vote) == Sums()


def test_a_guessed_code_and_one_of_another_locality_are_answered_alike(scene, there):
    vote, _codes = begun(scene, 3)
    _, theirs = begun(there, 3)
    for code in ("000000000000", theirs[0]):
        with pytest.raises(RefusedError) as refusal:
            cast_ballot(NOBODY, scene.locality, code, "for")
        assert str(refusal.value) == UNKNOWN
    assert sums(vote) == Sums()


def test_a_code_of_another_village_votes_in_its_own_alone(scene):
    ours, _ = begun(scene, 3)
    theirs, codes = begun(scene, 3, scene.villages[1])
    assert cast_ballot(NOBODY, scene.locality, codes[0], "for").pk == theirs.pk
    assert (sums(ours), sums(theirs)) == (Sums(), Sums(1, 0, 0))


def test_not_before_the_start_nor_after_the_end(scene):
    _vote, slips = printed(scene, 3)
    with pytest.raises(RefusedError) as refusal:
        cast_ballot(NOBODY, scene.locality, slips[0].code, "for")
    assert str(refusal.value) == SAYS["not_begun"]
    past = timezone.now() - timedelta(seconds=1)
    OnlineVote.objects.update(starts_at=past - timedelta(hours=1), ends_at=past)
    with pytest.raises(RefusedError) as refusal:
        cast_ballot(NOBODY, scene.locality, slips[0].code, "for")
    assert str(refusal.value) == SAYS["over"]


def test_a_vote_that_was_called_off_takes_no_ballot(scene):
    vote, codes = begun(scene, 3)
    cancel_round(scene.head, vote.round, "Nhập nhầm nội dung", vote.round.version)
    with pytest.raises(RefusedError, match="Đã hết giờ"):
        cast_ballot(NOBODY, scene.locality, codes[0], "for")


def test_a_household_that_moves_away_during_the_vote_keeps_its_slip(scene):
    """The number was fixed at the opening; so was who may vote."""
    vote, codes = begun(scene, 3)
    Household.objects.filter(number=1).update(valid_to=today() + timedelta(days=1))
    cast_all(scene, codes[:1], ["for"])
    assert (sums(vote), fresh(vote).round.households) == (Sums(1, 0, 0), 3)


def during(monkeypatch, change):
    """Let *change* happen after the slip was found and before the box is held, as another request would."""
    real = casting.lock_box

    def late(vote):
        change()
        return real(vote)

    monkeypatch.setattr(casting, "lock_box", late)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda: Slip.objects.update(spent=True), "spent"),
        (lambda: Slip.objects.update(digest=None), "revoked"),
        (lambda: OnlineVote.objects.update(ends_at=timezone.now() - timedelta(hours=1)), "over"),
    ],
)
def test_what_another_request_did_meanwhile_holds(scene, monkeypatch, change, told):
    _vote, codes = begun(scene, 3)
    during(monkeypatch, change)
    with pytest.raises(RefusedError) as refusal:
        cast_ballot(NOBODY, scene.locality, codes[0], "for")
    assert str(refusal.value) == SAYS[told]


def test_a_box_that_was_closed_meanwhile_takes_nothing(scene, monkeypatch):
    _, codes = begun(scene, 3)
    during(monkeypatch, lambda: SealedBox.objects.all().delete())
    with pytest.raises(RefusedError) as refusal:
        cast_ballot(NOBODY, scene.locality, codes[0], "for")
    assert str(refusal.value) == SAYS["over"]
