"""Proposing up what a level recognised, taking a proposal back, sorting what came from below."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.movement.actions.changes import lock_programme
from kheo.movement.models import Nomination, Programme, ProgrammeField, Registration
from kheo.movement.queries.nominations import is_used, level_above, page_above, page_below, proposed_of
from kheo.movement.rules.levels import BELOW, TAKING, GoingUp, field_here, gate_problems, reason_problems, regroup_problem
from kheo.movement.rules.programmes import day_within
from kheo.organisation.actions.notices import notify
from kheo.organisation.authority import Actor, Grant, require
from kheo.organisation.models import Role
from kheo.organisation.queries.holders import holders_in
from kheo.organisation.trail import record


@dataclass(frozen=True)
class Sorting:
    """How nominations are sorted. *field*: key of this level's field for those whose own field this level does not have."""

    group: str
    reason: str
    field: str = ""


def nominate(actor: Actor, programme: Programme, registrations: Collection[int], reason: str) -> list[Nomination]:
    """Propose *registrations* (primary keys, recognised ones of *programme*) to the programme of the level above."""
    locality = programme.locality
    grant = require(actor, "nomination.propose", locality)
    above = level_above(programme)
    problems = list(reason_problems(reason, "vì sao đề nghị lên cấp trên"))
    if above.missing:
        problems.append(Problem(above.missing))
    if not registrations:
        problems.append(Problem("Đánh dấu ít nhất một mô hình để đề nghị.", "Mô hình"))
    today = timezone.localdate()
    with transaction.atomic():
        rows = list(
            Registration.objects.select_for_update(of=("self",))
            .select_related("initiative")
            .filter(pk__in=registrations, programme=programme)
            .order_by("pk")
        )
        if len(rows) != len(set(registrations)):
            problems.append(Problem("Có mô hình không thuộc chương trình này; tải lại trang rồi chọn lại.", "Mô hình"))
        pending = proposed_of(rows)
        groups = dict(Nomination.objects.filter(taken_as__in=rows).values_list("taken_as", "group"))
        for row in rows:
            going = GoingUp(row.initiative.title, row.state, groups.get(row.pk, ""), is_nominated=row.pk in pending)
            problems += gate_problems(going, today)
        if problems or above.programme is None:
            raise RefusedError(*problems)
        made = [
            Nomination.objects.create(
                registration=row,
                programme=above.programme,
                reason=tidy(reason),
                nominated_on=today,
                nominated_by=actor.account_id,
            )
            for row in rows
        ]
        for one in made:
            details = {"registration": one.registration_id, "programme": above.programme.pk}
            record(actor, grant, "nomination.propose", one, locality, details)
        office = holders_in(above.programme.locality, [Role.OFFICE], today)
        subject = f"{locality.name} đề nghị {len(made)} mô hình, điển hình"
        notify(office, above.programme.locality, subject, page_above(above.programme))
    return made


def withdraw_nomination(actor: Actor, nomination: Nomination, version: int) -> Nomination:
    """Take a proposal back, as long as the level above has not sorted it; it stays on the list as taken back."""
    locality = nomination.registration.programme.locality
    grant = require(actor, "nomination.propose", locality)
    with transaction.atomic():
        locked = Nomination.objects.select_for_update(of=("self",)).select_related("registration").get(pk=nomination.pk)
        require_version(version, locked.version)
        if locked.withdrawn_on is not None:
            raise RefusedError("Đề nghị này đã rút rồi.")
        if locked.group != Nomination.Group.WAITING:
            raise RefusedError(f"Cấp trên đã xếp «{locked.get_group_display()}»; không rút được nữa.")
        locked.withdrawn_on = timezone.localdate()
        _save(locked)
        record(actor, grant, "nomination.withdraw", locked, locality, {"registration": locked.registration_id})
    return locked


def sort_nominations(actor: Actor, programme: Programme, chosen: Mapping[int, int], sorting: Sorting) -> list[Nomination]:
    """Put nominations to *programme* (primary key → version seen) into one of the three groups, all or none.

    «Đạt cấp này» and «đề nghị cấp trên» take the initiative into this level's own programme, already running: it is scored and
    recognised there like any other. A group may be changed as long as nothing was done with what was taken.
    """
    grant = require(actor, "nomination.sort", programme.locality)
    problems = list(reason_problems(sorting.reason, "vì sao xếp như vậy"))
    if sorting.group not in (BELOW, *TAKING):
        problems.append(Problem("Chọn một trong ba nhóm.", "Nhóm"))
    if not chosen:
        problems.append(Problem("Đánh dấu ít nhất một đề nghị để xếp.", "Đề nghị"))
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = lock_programme(programme)
        if sorting.group in TAKING and locked.state == Programme.State.CLOSED:
            raise RefusedError("Chương trình đã đóng, không nhận thêm mô hình. Mở lại chương trình rồi xếp.")
        rows = _lock(locked, chosen)
        own = {field.key: field for field in ProgrammeField.objects.filter(programme=locked)}
        fields = {row.pk: field_here(row.registration.field.key, own, sorting.field) for row in rows}
        if problems := _problems(locked, rows, sorting.group, fields):
            raise RefusedError(*problems)
        for row in rows:
            _sort(actor, grant, row, sorting, own.get(fields[row.pk]))
        _tell_below(rows, programme)
    return rows


def _lock(programme: Programme, chosen: Mapping[int, int]) -> list[Nomination]:
    rows = list(
        Nomination.objects.select_for_update(of=("self",))
        .select_related(
            "registration__initiative",
            "registration__field",
            "registration__programme__locality",
            "taken_as",
            "programme__locality",
        )
        .filter(pk__in=chosen, programme=programme, withdrawn_on=None)
        .order_by("pk")
    )
    if len(rows) != len(chosen):
        raise RefusedError("Có đề nghị vừa được rút hoặc không gửi tới chương trình này; tải lại trang rồi chọn lại.")
    for row in rows:
        require_version(chosen[row.pk], row.version)
    return rows


def _problems(programme: Programme, rows: Sequence[Nomination], group: str, fields: Mapping[int, str]) -> list[Problem]:
    problems = []
    taken = [row.taken_as for row in rows if row.taken_as is not None]
    # Whoever proposes one of them further up, or works on it, waits for this; what was done before is seen.
    list(Registration.objects.select_for_update().filter(pk__in=[one.pk for one in taken]).order_by("pk"))
    further = proposed_of(taken)
    initiatives = [row.registration.initiative_id for row in rows if row.taken_as is None]
    here = set(Registration.objects.filter(programme=programme, initiative__in=initiatives).values_list("initiative", flat=True))
    for row in rows:
        where = f"«{row.registration.initiative.title}»"
        used = row.taken_as is not None and group == BELOW and is_used(row.taken_as)
        if said := regroup_problem(row.group, group, is_used=used, is_nominated_on=row.taken_as_id in further):
            problems.append(Problem(said, where))
        elif group in TAKING and row.taken_as is None:
            if row.registration.initiative_id in here:
                problems.append(Problem("Chương trình này đã có mô hình ấy rồi; không nhận lần nữa.", where))
            if not fields[row.pk]:
                label = row.registration.field.label
                problems.append(Problem(f"Cấp này không có lĩnh vực «{label}»; chọn lĩnh vực của cấp này.", "Lĩnh vực"))
    return problems


def _sort(actor: Actor, grant: Grant, row: Nomination, sorting: Sorting, field: ProgrammeField | None) -> None:
    before, row.group = row.group, sorting.group
    row.sorted_reason, row.sorted_on = tidy(sorting.reason), timezone.localdate()
    given_back = row.taken_as if sorting.group == BELOW else None
    if sorting.group in TAKING and row.taken_as is None and field is not None:
        row.taken_as = _take(actor, grant, row, field)
    elif given_back is not None:
        row.taken_as = None
    _save(row)
    locality = row.programme.locality
    record(actor, grant, f"nomination.{sorting.group}", row, locality, {"from": before, "version": row.version})
    if given_back is not None:
        record(actor, grant, "registration.give_back", given_back, locality, {"nomination": row.pk})
        given_back.delete()


def _take(actor: Actor, grant: Grant, row: Nomination, field: ProgrammeField) -> Registration:
    """The same initiative in this level's programme; what the level below wrote of it stays there."""
    today = timezone.localdate()
    below = row.registration
    made = Registration.objects.create(
        programme=row.programme,
        initiative=below.initiative,
        field=field,
        novelty=below.novelty,
        leading_kind=below.leading_kind,
        leading_body=below.leading_body,
        state=Registration.State.RUNNING,
        registered_on=day_within(None, row.programme.year, today),
    )
    record(actor, grant, "registration.take", made, row.programme.locality, {"nomination": row.pk, "below": below.pk})
    return made


def _save(nomination: Nomination) -> None:
    nomination.version += 1
    nomination.save()


def _tell_below(rows: Sequence[Nomination], programme: Programme) -> None:
    """One notice for each programme below, however many of its initiatives were sorted."""
    below = {row.registration.programme_id: row.registration.programme for row in rows}
    for key, one in below.items():
        count = sum(row.registration.programme_id == key for row in rows)
        subject = f"{programme.locality.name} đã xếp {count} đề nghị: {rows[0].get_group_display()}"
        notify(holders_in(one.locality, [Role.OFFICE], timezone.localdate()), one.locality, subject, page_below(one))
