"""Reminding a unit of what nothing was heard of, and telling the leader where no answer came. A person does it, never a clock."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kheo.foundation.numbers import written
from kheo.foundation.refusal import RefusedError
from kheo.movement.models import Programme, Registration, SilenceReminder
from kheo.movement.queries.silence import Heard, Place, by_place, is_going_on, silent
from kheo.organisation.actions.notices import notify
from kheo.organisation.authority import Actor, Grant, require
from kheo.organisation.models import Role
from kheo.organisation.queries.holders import holders_in, holders_of
from kheo.organisation.trail import record

NAMED = 3


@dataclass(frozen=True)
class Sent:
    """*count*: initiatives; *unreached*: places where nobody has a position to read the notice, to be told by message."""

    count: int
    unreached: tuple[str, ...] = ()


def remind_silent(actor: Actor, programme: Programme, chosen: Collection[int]) -> Sent:
    """Remind the units of the *chosen* registrations (primary keys): one notice a place, naming what is silent there.

    Those that were heard of meanwhile, or reminded within a week, are left alone; RefusedError when none is left.
    """
    grant = require(actor, "registration.remind", programme.locality)
    with transaction.atomic():
        rows = _taken(programme, chosen, lambda one: one.may_remind, "vừa có tin, hoặc đã nhắc trong 7 ngày qua")
        _keep(actor, grant, programme, rows, SilenceReminder.Step.UNIT)
        unreached = tuple(place.name for place in by_place(rows) if not _notify_place(programme, place))
    return Sent(len(rows), unreached)


def escalate_silent(actor: Actor, programme: Programme, chosen: Collection[int]) -> Sent:
    """Tell the locality's leaders of the *chosen* ones whose units did not answer two weeks after the first reminder."""
    grant = require(actor, "registration.remind", programme.locality)
    locality, today = programme.locality, timezone.localdate()
    with transaction.atomic():
        rows = _taken(programme, chosen, lambda one: one.may_escalate, "chưa nhắc đơn vị đủ 14 ngày, đã trả lời, hoặc đã báo")
        _keep(actor, grant, programme, rows, SilenceReminder.Step.LEADER)
        places = by_place(rows)
        told = notify(
            holders_in(locality, [Role.LEADER], today),
            locality,
            f"{written(len(rows))} mô hình im lặng, đơn vị chưa trả lời lời nhắc",
            address_of(programme),
            "; ".join(f"{place.name}: {_titles(place)}" for place in places),
        )
    return Sent(len(rows), () if told else ("lãnh đạo",))


def address_of(programme: Programme) -> str:
    return reverse("movement:silence", args=[programme.locality.code, programme.code])


def reminder_of(place: Place) -> tuple[str, str]:
    """Subject and text of the reminder of a place, as its notice and as a message to paste."""
    one = place.rows[0]
    subject = (
        f"Chưa có tin {written(one.weeks)} tuần: {one.registration.initiative.title}"
        if len(place.rows) == 1
        else f"{written(len(place.rows))} mô hình chưa có tin, lâu nhất {written(place.longest)} tuần"
    )
    due = f" Kỳ báo cáo tới: {one.due_on:%d/%m/%Y}." if one.due_on else ""
    return subject, f"{place.name}: {_titles(place)}. Báo tin trong một phút: đã làm gì, đếm được bao nhiêu, khó khăn gì.{due}"


def path_of(place: Place) -> str:
    """Where the reminder leads: the short form of the one that is silent, the list where there are several."""
    one = place.rows[0].registration
    if len(place.rows) > 1:
        return address_of(one.programme)
    return reverse("movement:check_in", args=[one.programme.locality.code, one.pk])


def _taken(programme: Programme, chosen: Collection[int], fits: Callable[[Heard], bool], why: str) -> list[Heard]:
    """The chosen ones that are silent still and fit, locked: two who remind at once remind once."""
    locked = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    if not is_going_on(locked, timezone.localdate()):
        raise RefusedError("Chương trình đã đóng, hoặc năm đã qua; không nhắc nữa.")
    rows = Registration.objects.select_for_update(of=("self",)).filter(programme=programme, pk__in=chosen).order_by("pk")
    keys = set(rows.values_list("pk", flat=True))
    found = [one for one in silent(programme, timezone.localdate()) if one.registration.pk in keys and fits(one)]
    if not found:
        raise RefusedError(
            f"Không còn mô hình nào để làm việc này: {why}. Tải lại trang để xem." if keys else "Chưa chọn mô hình nào."
        )
    return found


def _keep(actor: Actor, grant: Grant, programme: Programme, rows: list[Heard], step: SilenceReminder.Step) -> None:
    SilenceReminder.objects.bulk_create(
        SilenceReminder(registration=one.registration, step=step, weeks=one.weeks, sent_by=actor.account_id) for one in rows
    )
    act = "silence.remind" if step == SilenceReminder.Step.UNIT else "silence.escalate"
    record(actor, grant, act, programme, programme.locality, {"registrations": [one.registration.pk for one in rows]})


def _notify_place(programme: Programme, place: Place) -> int:
    unit, body = place.rows[0].owner
    holders = holders_of(programme.locality, unit, body, [Role.UNIT_STAFF], timezone.localdate())
    subject, text = reminder_of(place)
    return notify(holders, programme.locality, subject, path_of(place), text)


def _titles(place: Place) -> str:
    named = ", ".join(f"«{one.registration.initiative.title}»" for one in place.rows[:NAMED])
    more = len(place.rows) - NAMED
    return f"{named} và {written(more)} mô hình khác" if more > 0 else named
