"""Making two records of one initiative one: everything of the double goes to the record that is kept, nothing is thrown away.

What has its like there already (a file, an origin, a launch) stays with the double, which stays itself, stopped, with a line that
leads to the kept one.
"""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.lineage import one_at_a_time
from kheo.movement.actions.registering import lock_locality
from kheo.movement.actions.registrations import bump
from kheo.movement.actions.sketching import sketch_initiatives
from kheo.movement.models import (
    Aim,
    CheckIn,
    Evidence,
    Guidance,
    Initiative,
    Launch,
    Likeness,
    Lineage,
    Registration,
    Result,
    Submission,
)
from kheo.movement.queries.lineage import newest_registration
from kheo.movement.queries.merging import Pair, Plan, plan_of
from kheo.movement.rules.merging import reason_problems, stopped_words
from kheo.movement.workflow import REGISTRATION
from kheo.organisation.actions.notices import notify
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Role
from kheo.organisation.queries.holders import holders_of
from kheo.organisation.trail import record

CHANGED = "Một trong hai hồ sơ vừa thay đổi sau khi bạn mở trang. Xem lại bảng dưới đây rồi gộp."


def merge_initiatives(actor: Actor, kept: Initiative, doubled: Initiative, reason: str, seen: str) -> Initiative:
    """Merge *doubled* into *kept* as the plan of fingerprint *seen* says; there is no way back.

    Refused where the double was judged or stands in a paper, where the two belong to two localities, where one learnt from the
    other, and where anything changed since the plan was read.
    """
    locality = kept.locality
    grant = require(actor, "initiatives.merge", locality)
    problems = reason_problems(reason)
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        lock_locality(locality)
        one_at_a_time()
        both = [kept.pk, doubled.pk]
        rows = Initiative.objects.select_for_update(of=("self",)).select_related("locality", "unit", "body").order_by("pk")
        locked = rows.in_bulk(both)
        list(Registration.objects.select_for_update(of=("self",)).filter(initiative__in=both).order_by("pk"))
        plan = plan_of(locked[kept.pk], locked[doubled.pk])
        if plan.problems:
            raise RefusedError(*plan.problems)
        if plan.fingerprint != seen:
            raise RefusedError(CHANGED)
        for pair in plan.pairs:
            _move_year(pair, stopped_words(plan.kept.title, reason))
        _move_whole(plan)
        sketch_initiatives([plan.kept.pk, plan.doubled.pk])
        details = {
            "doubled": plan.doubled.pk,
            "years": [row.pk for row in plan.years],
            "pairs": [[pair.doubled.pk, pair.kept.pk] for pair in plan.pairs],
            "moved": {part.label: list(part.moves) for part in plan.parts if part.moves},
        }
        record(actor, grant, "initiatives.merge", plan.kept, locality, details)
        _tell(plan)
    return plan.kept


def _move_year(pair: Pair, reason: str) -> None:
    """What both have in one year: the double's rows go over, its registration is stopped."""
    kept = pair.kept
    for aim, twin in pair.aim_twins.items():
        Result.objects.filter(aim=aim).update(aim=twin)
        _fill_aim(Aim.objects.get(pk=twin), Aim.objects.get(pk=aim))
    for table, part in (
        (Result, pair.results),
        (Aim, pair.aims),
        (CheckIn, pair.check_ins),
        (Evidence, pair.evidence),
        (Launch, pair.launch),
        (Submission, pair.submission),
    ):
        table.objects.filter(pk__in=part.moves).update(registration=kept)
    Submission.objects.filter(carried_from=pair.doubled).update(carried_from=kept)
    for name, text in pair.words.items():
        setattr(kept, name, text)
    kept.answers = kept.answers | pair.answers
    kept.reported_on = kept.reported_on or pair.doubled.reported_on
    bump(kept)
    double = pair.doubled
    if double.state != Registration.State.STOPPED:
        double.state = REGISTRATION.target("stop", double.state)
        double.stopped_reason = reason
    bump(double)


def _fill_aim(kept: Aim, doubled: Aim) -> None:
    """An aim that says nothing of where it began or is to end takes it from its twin."""
    for names in (("baseline", "baseline_on"), ("target", "due_on")):
        if getattr(kept, names[0]) is None:
            for name in names:
                setattr(kept, name, getattr(doubled, name))
    kept.version += 1
    kept.save()


def _move_whole(plan: Plan) -> None:
    """What belongs to the initiative itself, and its other years."""
    kept, doubled = plan.kept, plan.doubled
    for row in plan.years:
        row.initiative = kept
        bump(row)
    Lineage.objects.filter(pk__in=plan.learnt.moves).update(copy=kept)
    Lineage.objects.filter(pk__in=plan.copies.moves).update(origin=kept)
    Guidance.objects.filter(pk__in=plan.guidance.moves).update(initiative=kept)
    Likeness.objects.filter(pk__in=plan.likenesses.moves, initiative=doubled).update(initiative=kept)
    Likeness.objects.filter(pk__in=plan.likenesses.moves, other=doubled).update(other=kept)
    Submission.objects.filter(pk__in=plan.begun.moves).update(learnt_from=kept)
    Initiative.objects.filter(merged_into=doubled).update(merged_into=kept)
    for name, text in plan.words.items():
        setattr(kept, name, text)
    kept.save()
    doubled.merged_into = kept
    doubled.save()


def _tell(plan: Plan) -> None:
    kept, doubled = plan.kept, plan.doubled
    led = newest_registration(kept)
    if led is None:
        return
    today, locality = timezone.localdate(), kept.locality
    held = holders_of(locality, kept.unit, kept.body, [Role.UNIT_STAFF], today)
    held |= holders_of(locality, doubled.unit, doubled.body, [Role.UNIT_STAFF], today)
    path = reverse("movement:registration", args=[locality.code, led.pk])
    notify(held, locality, f"Gộp hai hồ sơ: «{doubled.title}» vào «{kept.title}»", path)
