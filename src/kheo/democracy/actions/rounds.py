"""One village asked once: planned in an allowed form, opened on its roll, closed by its votes or failed for want of them."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kheo.democracy.actions.roll import lock_roll
from kheo.democracy.models import Change, Form, Matter, Round, Scope
from kheo.democracy.queries.conventions import draft_problems_of
from kheo.democracy.queries.matters import has_failed_meeting, villages_on
from kheo.democracy.queries.proposals import readiness_problems
from kheo.democracy.queries.roll import households_on
from kheo.democracy.rules.decisions import effect_of
from kheo.democracy.rules.forms import form_problems
from kheo.democracy.rules.roll import ended_problems
from kheo.democracy.rules.rounds import (
    Tally,
    closing_problems,
    failing_problems,
    opening_problems,
    order_problems,
    plan_problems,
    reason_problems,
    tally_problems,
)
from kheo.democracy.rules.thresholds import needed, passes
from kheo.democracy.workflow import MATTER, ROUND
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, Grant, Owner, require
from kheo.organisation.models import Unit
from kheo.organisation.trail import record

__all__ = [
    "Tally",
    "cancel_round",
    "close_round",
    "end_replaced",
    "fail_round",
    "lock_matter",
    "lock_round",
    "open_round",
    "plan_everywhere",
    "plan_round",
]


def lock_matter(matter: Matter | int) -> Matter:
    """The row of a matter, held until the transaction ends: whoever writes a round of it waits here."""
    key = matter.pk if isinstance(matter, Matter) else matter
    return Matter.objects.select_for_update(of=("self",)).select_related("locality", "village").get(pk=key)


def lock_round(held_round: Round, version: int, action: str) -> Round:
    """The row of a round under its matter's lock, as the actor saw it and in a step from which *action* is possible."""
    lock_matter(held_round.matter_id)
    held = Round.objects.select_for_update(of=("self",)).select_related("matter__locality", "village").get(pk=held_round.pk)
    require_version(version, held.version)
    ROUND.target(action, held.state)
    return held


def _grant(actor: Actor, village: Unit | int, matter: Matter) -> Grant:
    unit = village.pk if isinstance(village, Unit) else village
    return require(actor, "round.manage", matter.locality, Owner(unit))


def plan_round(
    actor: Actor,
    matter: Matter,
    village: Unit,
    form: str,
    planned_on: date,
    *,
    ends_on: date | None = None,
    front_agreed: bool = False,
) -> Round:
    """Plan to ask *village* in *form* on *planned_on*; refused, with the article, where the matter does not allow the form."""
    grant = _grant(actor, village, matter)
    with transaction.atomic():
        held = lock_matter(matter)
        MATTER.target("open", held.state)
        earlier = Round.objects.filter(matter=held, village=village)
        failed = earlier.filter(state="failed").aggregate(last=Max("closed_on"))
        problems = [
            *plan_problems(planned_on, ends_on, timezone.localdate()),
            *order_problems(planned_on, held.agreed_on, failed["last"]),
            *_place_problems(held, village, planned_on),
            *readiness_problems(held, min(planned_on, timezone.localdate())),
        ]
        if earlier.filter(state__in=("planned", "open", "closed")).exists():
            problems.append(
                Problem("Việc này đã có một lần lấy quyết định ở đây; ghi kết quả hoặc huỷ lần ấy trước.", "Hình thức")
            )
        problems += form_problems(
            held.kind,
            held.scope,
            form,
            planned_on,
            has_failed_meeting=has_failed_meeting(held, village),
            front_agreed=front_agreed,
        )
        problems += draft_problems_of(held, planned_on)
        if problems:
            raise RefusedError(*problems)
        made = Round.objects.create(
            matter=held,
            village=village,
            attempt=(earlier.aggregate(last=Max("attempt"))["last"] or 0) + 1,
            form=form,
            planned_on=planned_on,
            ends_on=ends_on,
            front_agreed=front_agreed,
        )
        details = {"matter": held.pk, "village": village.code, "form": form, "planned_on": planned_on.isoformat()}
        record(actor, grant, "round.plan", made, held.locality, details)
    return made


def plan_everywhere(actor: Actor, matter: Matter, form: str, planned_on: date, *, ends_on: date | None = None) -> list[Round]:
    """Plan to ask every village of the commune that was not asked yet, in one form; all of them or none."""
    with transaction.atomic():
        asked = set(Round.objects.filter(matter=lock_matter(matter)).values_list("village", flat=True))
        left = [one.unit for one in villages_on(matter.locality, planned_on) if one.unit_id not in asked]
        if matter.scope != Scope.COMMUNE or not left:
            raise RefusedError("Không còn thôn, tổ dân phố nào chưa được hỏi về việc này.")
        return [plan_round(actor, matter, village, form, planned_on, ends_on=ends_on) for village in left]


def _place_problems(matter: Matter, village: Unit, day: date) -> list[Problem]:
    if matter.scope == Scope.VILLAGE and matter.village_id != village.pk:
        return [Problem("Việc này chỉ bàn ở nơi đã đề xuất.", "Thôn, tổ dân phố")]
    if village.pk not in {version.unit_id for version in villages_on(matter.locality, day)}:
        return [Problem(f"Chọn thôn, tổ dân phố của {matter.locality.name} còn vào ngày ấy.", "Thôn, tổ dân phố")]
    return []


def open_round(actor: Actor, planned: Round, version: int, *, on: date | None = None) -> Round:
    """Open a round and fix its households from the roll of the day (*on*, else today); its matter is being decided now."""
    grant = _grant(actor, planned.village_id, planned.matter)
    today = timezone.localdate()
    day = on or today
    with transaction.atomic():
        held = lock_round(planned, version, "open_round")
        matter = held.matter
        matter.state = MATTER.target("open", matter.state)
        village = lock_roll(held.village_id)  # no household comes between the count and the opening
        count = households_on(held.village_id, day).count()
        problems = [
            *opening_problems(day, held.planned_on, count, today, held.ends_on),
            *ended_problems(day, village.ended_on, "Ngày mở"),
            *form_problems(
                matter.kind,
                matter.scope,
                held.form,
                day,
                has_failed_meeting=has_failed_meeting(matter, held.village_id),
                front_agreed=held.front_agreed,
            ),
        ]
        if problems:
            raise RefusedError(*problems)
        held.state = ROUND.target("open_round", held.state)
        held.households = count
        held.opened_on = day
        held.opened_at = timezone.now()
        held.version += 1
        held.save()
        matter.opened_on = matter.opened_on or day
        if matter.scope == Scope.COMMUNE and matter.villages is None:
            matter.villages = len(villages_on(matter.locality, day))
        matter.version += 1
        matter.save()
        details = {"matter": matter.pk, "households": count, "opened_on": day.isoformat(), "version": held.version}
        record(actor, grant, "round.open", held, matter.locality, details)
    return held


def close_round(
    actor: Actor, opened: Round, tally: Tally, version: int, *, on: date | None = None, carried: bool | None = None
) -> Round:
    """Write the votes of an open round down, judge them against the households fixed at its opening, and move the matter.

    A matter of the whole commune waits for all its villages. *on*: the day of the meeting, the last of collecting; else today.
    *carried*: of an election whether anybody was elected, for its votes are of persons and two may have the same number.
    """
    grant = _grant(actor, opened.village_id, opened.matter)
    today = timezone.localdate()
    day = on or today
    with transaction.atomic():
        held = lock_round(opened, version, "close_round")
        matter = held.matter
        households = held.households or 0
        problems = [
            *tally_problems(tally, households, held.present),
            *closing_problems(day, held.opened_on or day, today),
        ]
        if problems:
            raise RefusedError(*problems)
        held.votes_for, held.votes_against, held.votes_other = tally.votes_for, tally.votes_against, tally.votes_other
        held.passed = passes(matter.kind, tally.votes_for, households, day) if carried is None else carried
        held.state = ROUND.target("close_round", held.state)
        held.closed_on = day
        held.closed_at = timezone.now()
        held.version += 1
        held.save()
        if matter.scope == Scope.VILLAGE:
            matter.state = MATTER.target("pass" if held.passed else "fail", matter.state)
            matter.decided_on = day
            if held.passed and effect_of(matter.kind, matter.scope, day) == "vote":
                matter.effective_on = day
                end_replaced(matter)
        matter.version += 1
        matter.save()
        details: dict[str, object] = {"matter": matter.pk, "passed": held.passed, "closed_on": day.isoformat()}
        details |= {"for": tally.votes_for, "against": tally.votes_against, "other": tally.votes_other, "version": held.version}
        record(actor, grant, "round.close", held, matter.locality, details)
    return held


def end_replaced(matter: Matter) -> None:
    """The decision that *matter* names gives way when this one takes effect (Điều 22 khoản 3); for acts that hold its lock."""
    if matter.replaces_id is not None:
        old = lock_matter(matter.replaces_id)
        old.state = MATTER.target("annul" if matter.change == Change.ANNUL else "amend", old.state)
        old.version += 1
        old.save()


def fail_round(actor: Actor, opened: Round, present: int, version: int, *, on: date | None = None) -> Round:
    """Write down that a meeting had too few households to reach the threshold; another round, by ballots, is allowed then.

    *on*: the day of the last of the meetings where clusters met one by one; else the day it opened.
    """
    grant = _grant(actor, opened.village_id, opened.matter)
    with transaction.atomic():
        held = lock_round(opened, version, "fail_round")
        if held.form != Form.MEETING:
            raise RefusedError("Chỉ cuộc họp mới không thành vì thiếu hộ; phát phiếu, biểu quyết trực tuyến thì ghi số phiếu.")
        day = held.opened_on or timezone.localdate()
        households = held.households or 0
        problems = list(failing_problems(present, needed(held.matter.kind, households, day), households))
        if problems:
            raise RefusedError(*problems)
        held.state = ROUND.target("fail_round", held.state)
        held.present = present
        held.closed_on = on or day
        held.closed_at = timezone.now()
        held.version += 1
        held.save()
        details = {"matter": held.matter_id, "present": present, "households": households, "version": held.version}
        record(actor, grant, "round.fail", held, held.matter.locality, details)
    return held


def cancel_round(actor: Actor, kept: Round, reason: str, version: int) -> Round:
    """Call a planned or open round off, and say why; another may be planned."""
    grant = _grant(actor, kept.village_id, kept.matter)
    with transaction.atomic():
        held = lock_round(kept, version, "cancel_round")
        problems = list(reason_problems(reason))
        if problems:
            raise RefusedError(*problems)
        held.state = ROUND.target("cancel_round", held.state)
        held.reason = tidy(reason)
        held.closed_at = timezone.now()
        held.version += 1
        held.save()
        record(actor, grant, "round.cancel", held, held.matter.locality, {"matter": held.matter_id, "version": held.version})
    return held
