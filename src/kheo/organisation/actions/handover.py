"""Handing a position over: the old holder's ends, the new one's begins, and what is open goes along, in one act.

On a day to come everything is written down now and what is open moves on that day (the worker asks in its rounds), so that
nobody reads before the day what is not theirs yet.
"""

from dataclasses import asdict
from datetime import date

import structlog
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from kheo.foundation.refusal import Problem, RefusedError
from kheo.organisation.actions.bodies import appoint, relieve
from kheo.organisation.authority import COMMAND_LINE, Actor, Grant, require
from kheo.organisation.models import Account, Handover, Notice, Person, Position
from kheo.organisation.queries.handover import UNREAD
from kheo.organisation.ties import Tie, Way, move_ties
from kheo.organisation.trail import record

log = structlog.get_logger(__name__)


def hand_over(actor: Actor, position: Position, to: Person | str, on: date) -> Handover:
    """Give *position* to another person (a known one, or the name of a new one) from *on* with all that is open on it.

    Body, title and role stay as they are. All that is wrong with the old end and the new beginning is told at once.
    """
    grant = require(actor, "organisation.manage", position.body.locality)
    with transaction.atomic():
        old = Position.objects.select_for_update(of=("self",)).select_related("person", "body__locality").get(pk=position.pk)
        before = old.valid_to
        problems: list[Problem] = []
        if Handover.objects.filter(old=old).exists():
            raise RefusedError("Chức vụ này đã bàn giao rồi; mở trang bàn giao để xem, hoặc bỏ nếu chưa đến ngày.")
        if isinstance(to, Person) and to.pk == old.person_id:
            problems.append(Problem("Người này đang giữ chức vụ; chọn người khác.", "Người"))
        if before is None or on < before:
            try:
                relieve(actor, old, on)
            except RefusedError as refusal:
                problems += refusal.problems
        elif on > before:
            problems.append(Problem(f"Chức vụ này thôi từ {before:%d/%m/%Y}; bàn giao không muộn hơn ngày đó.", "Từ ngày"))
        try:
            new = appoint(actor, old.body, to, title=old.title, role=old.role, valid_from=on)
        except RefusedError as refusal:
            raise RefusedError(*problems, *refusal.problems) from refusal
        if problems:
            raise RefusedError(*problems)
        handover = Handover.objects.create(
            locality=old.body.locality, old=old, new=new, on=on, ended_before=before, added_by=actor.account_id
        )
        details = {"old": old.pk, "new": new.pk, "on": on.isoformat()}
        record(actor, grant, "position.hand_over", handover, old.body.locality, details)
        if on <= timezone.localdate():
            _settle(handover, actor, grant)
    return handover


def settle_due(day: date | None = None) -> int:
    """Move what is open of every handover whose day has come; return how many. One that fails stops no other."""
    done = 0
    for pk in Handover.objects.filter(settled_at=None, on__lte=day or timezone.localdate()).values_list("pk", flat=True):
        try:
            with transaction.atomic():
                held = Handover.objects.select_for_update(of=("self",)).select_related("locality", "old", "new").get(pk=pk)
                if held.settled_at is None:
                    grant = require(COMMAND_LINE, "organisation.manage", held.locality)
                    _settle(held, COMMAND_LINE, grant)
                    done += 1
        except Exception:
            log.exception("handover failed", handover=pk)
    return done


def cancel_handover(actor: Actor, handover: Handover) -> Position:
    """Take back a handover whose day has not come: the old holder keeps the position as before."""
    grant = require(actor, "organisation.manage", handover.locality)
    with transaction.atomic():
        held = (
            Handover.objects.select_for_update(of=("self",)).select_related("locality", "old", "new__person").get(pk=handover.pk)
        )
        if held.settled_at is not None or held.on <= timezone.localdate():
            raise RefusedError("Ngày bàn giao đã đến; muốn đổi lại, bàn giao cho người cũ một lần nữa.")
        old, new, person, pk = held.old, held.new, held.new.person, held.pk
        old.valid_to = held.ended_before
        old.save(update_fields=["valid_to"])
        record(actor, grant, "position.keep", held, held.locality, {"old": old.pk, "new": new.pk})
        try:
            held.delete()
            new.delete()
        except ProtectedError as error:
            raise RefusedError("Người nhận đã có tên trong danh sách khác theo chức vụ này; gỡ tên ở đó trước.") from error
        if not person.positions.exists() and not Account.objects.filter(person=person).exists():
            person.delete()  # written down for this handover alone
        log.info("handover taken back", handover=pk)
    return old


def _settle(handover: Handover, actor: Actor, grant: Grant) -> None:
    """Move it all now. Unread notices go as new ones: the new holder was never written to."""
    waiting = Notice.objects.filter(position=handover.old, read_at=None)
    count = waiting.update(position=handover.new, mailed_at=None, mail_tries=0, mail_tried_at=None)
    moved = [Tie(Way.MOVES, UNREAD, count)] if count else []
    moved += move_ties(handover.old, handover.new, handover.on)
    handover.moved = [asdict(tie) for tie in moved]
    handover.settled_at = timezone.now()
    handover.save(update_fields=["moved", "settled_at"])
    counted = {"moved": sum(tie.count for tie in moved)}
    record(actor, grant, "position.settle", handover, handover.locality, counted)
