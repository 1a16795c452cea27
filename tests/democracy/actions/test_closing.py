"""The closing: by time or when all have voted; the list and the box stand apart (Nghị định 59/2023/NĐ-CP Điều 5 khoản 4)."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from kheo.democracy.actions.closing import close_vote, settle_votes
from kheo.democracy.actions.rounds import cancel_round
from kheo.democracy.actions.sweeping import sweep
from kheo.democracy.models import BoxBallot, OnlineVote, Participation, RevokedSlip, Round, SealedBox, Slip
from kheo.democracy.rules.box import box_hash
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from tests.democracy.voting_scene import begun, cast_all, fresh, printed

pytestmark = pytest.mark.django_db


def over(vote):
    now = timezone.now()
    OnlineVote.objects.filter(pk=vote.pk).update(starts_at=now - timedelta(hours=2), ends_at=now - timedelta(seconds=1))
    return fresh(vote)


@pytest.mark.parametrize(("votes", "passed"), [(26, True), (25, False)])
def test_26_of_51_pass_and_25_do_not_dieu_5_khoan_4_diem_b(scene, votes, passed):
    vote, codes = begun(scene, 51)
    cast_all(scene, codes, ["for"] * votes + ["against"] * 4)
    closed = close_vote(scene.head, over(vote))
    assert (closed.votes_for, closed.votes_against, closed.households, closed.passed) == (votes, 4, 51, passed)


def test_the_list_and_the_box_are_written_and_what_was_open_is_gone(scene):
    vote, codes = begun(scene, 5)
    cast_all(scene, [codes[3], codes[1], codes[4]], ["for", "other", "for"])
    close_vote(scene.head, over(vote))
    assert list(Participation.objects.values_list("household__number", flat=True)) == [2, 4, 5]
    assert sorted(BoxBallot.objects.values_list("choice", flat=True)) == ["for", "for", "other"]
    assert [table.objects.count() for table in (Slip, RevokedSlip, SealedBox)] == [0, 0, 0]


def test_the_hash_is_that_of_the_ballots_in_their_order(scene):
    vote, codes = begun(scene, 9)
    cast_all(scene, codes, ["for", "other", "against"] * 3)
    close_vote(scene.head, fresh(vote))
    kept = fresh(vote).box_sha256
    assert kept == box_hash(list(BoxBallot.objects.values_list("choice", flat=True)))
    assert AuditRow.objects.get(action="online.close").details == {"took_part": 9, "sha256": kept}


def test_while_time_is_left_it_closes_only_when_all_have_voted(scene):
    vote, codes = begun(scene, 3)
    cast_all(scene, codes[:2], ["for", "for"])
    with pytest.raises(RefusedError, match="còn 1 hộ chưa biểu quyết"):
        close_vote(scene.head, vote)
    cast_all(scene, codes[2:], ["for"])
    assert close_vote(scene.head, vote).passed is True


def test_a_vote_closes_once_and_not_before_it_began(scene):
    vote, _slips = printed(scene, 3)
    with pytest.raises(RefusedError, match="chưa bắt đầu, hoặc đã đóng"):
        close_vote(scene.head, vote)
    over(vote)
    close_vote(scene.head, fresh(vote))
    with pytest.raises(RefusedError, match="chưa bắt đầu, hoặc đã đóng"):
        close_vote(scene.head, fresh(vote))
    assert Round.objects.get().votes_for == 0


def test_nobody_else_closes_it(scene):
    vote, _ = begun(scene, 3)
    for actor in (scene.other_head, scene.leader):
        with pytest.raises(NotAllowedError):
            close_vote(actor, over(vote))


def test_a_box_under_another_key_is_not_opened_and_nothing_is_lost(scene, settings):
    vote, codes = begun(scene, 3)
    cast_all(scene, codes, ["for"])
    settings.SECRET_KEY = "một khoá khác dài hơn bốn mươi ký tự để thử"
    with pytest.raises(RefusedError, match="SECRET_KEY"):
        close_vote(scene.head, over(vote))
    assert (SealedBox.objects.count(), Slip.objects.filter(spent=True).count(), Participation.objects.count()) == (1, 1, 0)


def test_a_box_that_differs_from_the_list_is_told(scene):
    vote, codes = begun(scene, 3)
    cast_all(scene, codes, ["for"])
    Slip.objects.update(spent=True)
    with pytest.raises(RefusedError, match="Hộp có 1 phiếu, danh sách có 3 hộ"):
        close_vote(scene.head, over(vote))


def test_the_worker_closes_what_is_over_and_leaves_what_is_not(scene):
    done, codes = begun(scene, 3)
    going, _ = begun(scene, 3, scene.villages[1])
    cast_all(scene, codes, ["for", "for"])
    over(done)
    assert (settle_votes(), settle_votes()) == (1, 0)
    assert (fresh(done).round.state, fresh(going).round.state) == ("closed", "open")


def test_the_worker_tells_of_a_box_that_it_cannot_open_and_goes_on(scene, settings, caplog):
    vote, _ = begun(scene, 3)
    over(vote)
    settings.SECRET_KEY = "một khoá khác dài hơn bốn mươi ký tự để thử"
    assert settle_votes() == 0
    assert fresh(vote).round.state == "open"


def test_the_box_of_a_vote_that_was_called_off_is_let_go_unread(scene):
    vote, codes = begun(scene, 3)
    cast_all(scene, codes, ["for"])
    cancel_round(scene.head, vote.round, "Nhập nhầm nội dung", vote.round.version)
    assert settle_votes() == 1
    assert [table.objects.count() for table in (Slip, SealedBox, BoxBallot, Participation)] == [0, 0, 0, 0]


@pytest.mark.django_db(transaction=True)
def test_after_the_closing_no_row_of_before_lies_in_the_files_of_the_database(scene):
    """SQLite: freed pages are noughts and the log is empty. PostgreSQL: no dead row is left."""
    vote, codes = begun(scene, 5)
    cast_all(scene, codes, ["for", "against"])
    digests = list(Slip.objects.values_list("digest", flat=True))
    sealed = bytes(SealedBox.objects.get().sealed)
    close_vote(scene.head, over(vote))
    if connection.vendor == "sqlite":
        kept = b"".join(Path(f"{connection.settings_dict['NAME']}{end}").read_bytes() for end in ("", "-wal"))
        assert [digest for digest in digests if digest.encode() in kept] == []
        assert sealed not in kept
    else:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT sum(pg_relation_size(name)) FROM unnest(%s::regclass[]) AS name",
                [["democracy_slip", "democracy_sealedbox"]],
            )
            assert cursor.fetchone() == (0,)


def test_nothing_is_swept_within_a_transaction_where_it_cannot_be(scene, django_assert_num_queries):
    with django_assert_num_queries(0):
        sweep()
