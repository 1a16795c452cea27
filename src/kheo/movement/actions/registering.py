"""Putting initiatives into a programme: one by hand, or the rows of a sheet."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.movement.actions.changes import lock_programme
from kheo.movement.actions.registrations import InitiativeContent, content_problems, fill, tidy_answers
from kheo.movement.actions.sketching import sketch_initiative
from kheo.movement.models import Initiative, Nomination, Programme, ProgrammeField, Registration
from kheo.movement.queries.registrations import units_in_year
from kheo.movement.rules.registrations import Identity, identity
from kheo.organisation.authority import Actor, Owner, require
from kheo.organisation.models import Body, Locality, Unit
from kheo.organisation.trail import record

_AT_ONCE = 500


def register_initiative(
    actor: Actor, programme: Programme, place: Unit | Body, content: InitiativeContent, registered_on: date
) -> Registration:
    """Register one initiative of *place* (a unit, or a body that registers) in an open programme.

    An initiative that the locality knows from another year gets a registration of this year; its story stays as it is.
    """
    unit, body = (place.unit, place) if isinstance(place, Body) else (place, None)
    locality = programme.locality
    grant = require(actor, "registration.edit", locality, Owner(unit.pk, body.code if body else ""))
    problems = list(content_problems(programme, content))
    if registered_on > timezone.localdate():
        problems.append(Problem("Ngày đăng ký ở sau hôm nay; ghi ngày đã nhận đăng ký.", "Ngày đăng ký"))
    if not (body.locality_id == locality.pk if body else unit.pk in units_in_year(programme)):
        problems.append(Problem(f"Đơn vị này không thuộc {locality.name} trong năm {programme.year}.", "Đơn vị"))
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        lock_locality(locality)
        if lock_programme(programme).state == Programme.State.CLOSED:
            raise RefusedError("Chương trình đã đóng, không nhận đăng ký nữa. Mở lại chương trình rồi đăng ký.")
        writer = RegistrationWriter(programme)
        initiative = writer.find(unit.pk, body.pk if body else None, content)
        if initiative is not None and writer.is_registered(initiative):
            raise RefusedError(Problem("Mô hình này đã có trong chương trình năm nay.", "Tên"))
        made = writer.write(unit.pk, body.pk if body else None, content, registered_on)
        sketch_initiative(made.initiative_id)
        record(actor, grant, "registration.create", made, locality, {"initiative": made.initiative_id})
    return made


def lock_locality(locality: Locality) -> None:
    """Let one registering at a time go on in a locality: two sheets with the same rows must not double an initiative."""
    Locality.objects.select_for_update(no_key=True).get(pk=locality.pk)


@dataclass(frozen=True)
class NewRegistration:
    """Where, what, since when. *initiative*: the one that is carried on, where it is known and need not be looked for."""

    unit: int
    body: int | None
    content: InitiativeContent
    registered_on: date
    state: str = Registration.State.REGISTERED
    initiative: Initiative | None = None


def _nobody_looks(_written: int) -> None:
    """Progress that is told to nobody."""


class RegistrationWriter:
    """Finds and writes registrations of one programme; what the locality knows already is read once, when it is made."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self._fields = {one.key: one for one in ProgrammeField.objects.filter(programme=programme)}
        # What came from the level below is known here, too: a sheet that names it again must not make a second one.
        came = Nomination.objects.filter(taken_as__programme__locality=programme.locality_id).values("taken_as__initiative")
        known: Iterable[Initiative] = Initiative.objects.filter(
            Q(locality=programme.locality_id) | Q(pk__in=came)
        ).select_related("merged_into")
        # The name of a double that was merged away means the one it was merged into.
        self._initiatives = {
            identity(one.unit_id, one.body_id, one.kind, one.title, one.holder): one.merged_into or one for one in known
        }
        rows = Registration.objects.filter(programme=programme).values_list("initiative", "field__key")
        self._registered: dict[int, str] = dict(rows)

    def find(self, unit: int, body: int | None, content: InitiativeContent) -> Initiative | None:
        return self._initiatives.get(identity(unit, body, content.kind, content.title, content.holder))

    def is_registered(self, initiative: Initiative) -> bool:
        return initiative.pk in self._registered

    def field_of(self, initiative: Initiative) -> str:
        return self._registered[initiative.pk]

    def write(
        self,
        unit: int,
        body: int | None,
        content: InitiativeContent,
        registered_on: date,
        state: str = Registration.State.REGISTERED,
        initiative: Initiative | None = None,
    ) -> Registration:
        """Write the initiative if it is new, and its registration; call it inside the transaction that holds the lock.

        *initiative*: the one that is carried on, where it is known and need not be looked for.
        """
        return self.write_all([NewRegistration(unit, body, content, registered_on, state, initiative)])[0]

    def write_all(self, rows: Sequence[NewRegistration], wrote: Callable[[int], None] = _nobody_looks) -> list[Registration]:
        """Write each initiative that is new, and its registration, in few statements; *wrote* is told how many are written.

        Two rows of one initiative must not be among them. Call it inside the transaction that holds the lock.
        """
        made: list[Registration] = []
        for start in range(0, len(rows), _AT_ONCE):
            part = rows[start : start + _AT_ONCE]
            initiatives = [row.initiative or self.find(row.unit, row.body, row.content) or self._new(row) for row in part]
            pairs = list(zip(part, initiatives, strict=True))
            fresh = {self._identity(row): one for row, one in pairs if one.pk is None}
            Initiative.objects.bulk_create(fresh.values())
            self._initiatives |= fresh
            made += Registration.objects.bulk_create([self._registration(row, one) for row, one in pairs])
            self._registered |= {one.pk: row.content.field for row, one in pairs}
            wrote(len(made))
        return made

    def _new(self, row: NewRegistration) -> Initiative:
        initiative = Initiative(locality=self.programme.locality, unit_id=row.unit, body_id=row.body)
        fill(initiative, row.content)
        return initiative

    @staticmethod
    def _identity(row: NewRegistration) -> Identity:
        return identity(row.unit, row.body, row.content.kind, row.content.title, row.content.holder)

    def _registration(self, row: NewRegistration, initiative: Initiative) -> Registration:
        return Registration(
            programme=self.programme,
            initiative=initiative,
            field=self._fields[row.content.field],
            novelty=row.content.novelty or "",
            leading_kind=row.content.leading_kind or "",
            leading_body=tidy(row.content.leading_body),
            answers=tidy_answers(row.content.answers or {}),
            registered_on=row.registered_on,
            state=row.state,
        )
