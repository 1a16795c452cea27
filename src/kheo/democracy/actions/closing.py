"""Closing an online vote: the box is opened, shuffled and hashed, the list of who took part is written, all at one moment."""

from datetime import datetime

import structlog
from django.db import transaction
from django.utils import timezone

from kheo.democracy.actions.ballots import poll_grant
from kheo.democracy.actions.casting import lock_box, read_sums
from kheo.democracy.actions.rounds import close_round, lock_matter
from kheo.democracy.actions.sweeping import delete_for_good
from kheo.democracy.models import BoxBallot, OnlineVote, Participation, Round, SealedBox, Slip
from kheo.democracy.rules.box import SealError, Sums, box_hash, shuffled
from kheo.democracy.rules.online import may_close
from kheo.democracy.rules.rounds import Tally
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import COMMAND_LINE, Actor
from kheo.organisation.trail import record

log = structlog.get_logger(__name__)


def close_vote(actor: Actor, vote: OnlineVote, *, now: datetime | None = None) -> Round:
    """Open the box of *vote* and write down its result; refused while time is left and households have not voted.

    In one transaction: the list of who took part, by number; the ballots, in an order drawn by lot; slips and seal go for good.
    """
    asked = vote.round
    grant = poll_grant(actor, asked)
    moment = now or timezone.now()
    with transaction.atomic():
        lock_matter(asked.matter_id)
        box = lock_box(vote.pk)
        held = OnlineVote.objects.select_for_update(of=("self",)).select_related("round__matter").get(pk=vote.pk)
        if box is None or held.starts_at is None or held.ends_at is None or held.round.state != "open":
            raise RefusedError("Cuộc biểu quyết này chưa bắt đầu, hoặc đã đóng. Tải lại trang để xem.")
        taken = list(Slip.objects.filter(vote=held, spent=True).order_by("household__number"))
        if not may_close(moment, held.ends_at, len(taken), held.round.households or 0):
            ends = timezone.localtime(held.ends_at)
            raise RefusedError(
                f"Đã báo cho các hộ giờ kết thúc là {ends:%H:%M ngày %d/%m/%Y}; còn "
                f"{(held.round.households or 0) - len(taken)} hộ chưa biểu quyết, nên chưa đóng được."
            )
        sums = _opened(box, len(taken))
        ballots = shuffled(sums)
        Participation.objects.bulk_create(Participation(round=held.round, household_id=slip.household_id) for slip in taken)
        BoxBallot.objects.bulk_create(BoxBallot(round=held.round, choice=choice) for choice in ballots)
        delete_for_good(held.pk)
        held.box_sha256 = box_hash(ballots)
        held.version += 1
        held.save()
        tally = Tally(sums.votes_for, sums.votes_against, sums.votes_other)
        closed = close_round(actor, held.round, tally, held.round.version, on=timezone.localdate(min(moment, held.ends_at)))
        details = {"took_part": len(taken), "sha256": held.box_sha256}
        record(actor, grant, "online.close", held, closed.matter.locality, details)
    return closed


def _opened(box: SealedBox, taken: int) -> Sums:
    try:
        sums = read_sums(box)
    except SealError as error:
        raise RefusedError(
            "Không mở được niêm phong hộp phiếu: máy chủ đang dùng khoá (SECRET_KEY) khác khoá lúc mở. Người vận hành đặt "
            "lại khoá cũ rồi đóng; không có khoá ấy thì huỷ lần này và biểu quyết lại."
        ) from error
    if sums.all != taken:
        raise RefusedError(
            f"Hộp có {sums.all} phiếu, danh sách có {taken} hộ đã biểu quyết: dữ liệu đã bị can thiệp. "
            "Huỷ lần này và biểu quyết lại."
        )
    return sums


def settle_votes() -> int:
    """Close votes whose time is over, and let go of boxes and slips of rounds called off. Return how many; for the worker."""
    now = timezone.now()
    waiting = OnlineVote.objects.filter(box__isnull=False).select_related("round__matter__locality")
    done = 0
    for vote in waiting.filter(round__state="open", ends_at__lte=now):
        try:
            close_vote(COMMAND_LINE, vote)
            done += 1
        except RefusedError as refusal:
            log.warning("online_vote_not_closed", vote=vote.pk, why=str(refusal))
    for vote in waiting.filter(round__state="cancelled"):
        with transaction.atomic():
            lock_box(vote.pk)
            delete_for_good(vote.pk)
        done += 1
    return done
