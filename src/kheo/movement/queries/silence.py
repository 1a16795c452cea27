"""What was last heard of every registration that goes on, and who was reminded since: a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Max, Min, QuerySet
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.utils import timezone

from kheo.foundation.models import AuditRow
from kheo.movement.models import CheckIn, Evidence, Launch, PeriodReport, Programme, Registration, Result, SilenceReminder
from kheo.movement.queries.registrations import place_name, registrations_of
from kheo.movement.rules.programmes import days_of
from kheo.movement.rules.silence import Reminded, is_asked_about, is_silent, may_escalate, may_remind, share_heard, weeks_silent
from kheo.movement.workflow import REGISTRATION
from kheo.organisation.models import Body, Unit
from kheo.organisation.queries.units import names_on

# What was reported or is being judged was heard of; what has ended is told no more.
GOING_ON = (Registration.State.REGISTERED, Registration.State.RUNNING)
_STEPS = [f"registration.{step.action}" for step in REGISTRATION.transitions]
_OWED = (PeriodReport.State.AWAITED, PeriodReport.State.DRAFT, PeriodReport.State.RETURNED)


@dataclass(frozen=True)
class Heard:
    """One registration that goes on: the last day anything was said of, and by what.

    *due_on*: the day of the next report that its unit owes.
    """

    registration: Registration
    place: str
    last_on: date
    last_by: str
    reminded: Reminded
    due_on: date | None
    today: date

    @property
    def weeks(self) -> int:
        return weeks_silent(self.last_on, self.today)

    @property
    def is_silent(self) -> bool:
        return is_silent(self.last_on, self.today, self.registration.programme.silent_weeks)

    @property
    def may_remind(self) -> bool:
        return may_remind(self.reminded, self.today)

    @property
    def may_escalate(self) -> bool:
        return may_escalate(self.reminded, self.today)

    @property
    def owner(self) -> tuple[Unit, Body | None]:
        """Whose it is: who is reminded."""
        return self.registration.initiative.unit, self.registration.initiative.body


@dataclass(frozen=True)
class Place:
    """The silent ones of one unit or body, the longest first."""

    name: str
    rows: list[Heard]

    @property
    def longest(self) -> int:
        return self.rows[0].weeks


def is_going_on(programme: Programme, today: date) -> bool:
    """An open programme whose year is not over: otherwise nobody is asked why nothing is heard."""
    return programme.state == Programme.State.OPEN and is_asked_about(programme.year, programme.report_on, today)


def heard(programme: Programme, today: date, only: QuerySet[Registration] | None = None) -> list[Heard]:
    """Every registration of *programme* that goes on, the longest silent first; a constant number of queries.

    Nothing where the programme itself is over. *only*: narrows them, as for the desk of one unit.
    """
    if not is_going_on(programme, today):
        return []
    rows = _going_on(programme, only)
    # A province has thousands: what is the same for all, and what the list does not show, is not read for each of them.
    listed = list(
        rows.select_related(None)
        .select_related("initiative__unit", "initiative__body")
        .defer("answers", "initiative__summary", "initiative__situation", "initiative__way")
        .defer("initiative__outcome", "initiative__lesson")
    )
    if not listed:
        return []
    news = _news(rows)
    due = _due(programme, today)
    found = []
    for row in listed:
        row.programme = programme
        last_on, last_by = max([(row.registered_on, "đăng ký"), *news.days[row.pk]])
        owner = (row.initiative.unit_id, row.initiative.body_id)
        found.append(Heard(row, place_name(row), last_on, last_by, news.reminded.get(row.pk, Reminded()), due.get(owner), today))
    return sorted(found, key=lambda one: (one.last_on, one.registration.initiative.folded, one.registration.pk))


def _going_on(programme: Programme, only: QuerySet[Registration] | None) -> QuerySet[Registration]:
    return (registrations_of(programme) if only is None else only).filter(programme=programme, state__in=GOING_ON)


@dataclass(frozen=True)
class Quiet:
    """One that goes on, without its record: for counts over thousands. *unit*, *body*: primary keys."""

    unit: int
    body: int | None
    last_on: date
    reminded: Reminded
    is_silent: bool


def quiet(programme: Programme, today: date) -> list[Quiet]:
    """The same as :func:`heard`, the longest silent first, as far as it is counted."""
    if not is_going_on(programme, today):
        return []
    rows = _going_on(programme, None)
    listed = list(
        rows.order_by("initiative__folded", "pk").values_list("pk", "registered_on", "initiative__unit", "initiative__body")
    )
    if not listed:
        return []
    news, found = _news(rows), []
    for pk, registered_on, unit, body in listed:
        last_on = max([registered_on, *(day for day, _words in news.days[pk])])
        reminded = news.reminded.get(pk, Reminded())
        found.append(Quiet(unit, body, last_on, reminded, is_silent(last_on, today, programme.silent_weeks)))
    return sorted(found, key=lambda one: one.last_on)


def silent(programme: Programme, today: date, only: QuerySet[Registration] | None = None) -> list[Heard]:
    """Those of :func:`heard` of which nothing was heard for the programme's number of weeks."""
    return [one for one in heard(programme, today, only) if one.is_silent]


def by_place(rows: Iterable[Heard]) -> list[Place]:
    """*rows* (the longest silent first) by unit or body; the place with the longest silence first."""
    found: dict[tuple[int, int | None], list[Heard]] = defaultdict(list)
    for one in rows:
        found[one.registration.initiative.unit_id, one.registration.initiative.body_id].append(one)
    return [Place(group[0].place, group) for group in found.values()]


def names_of(programme: Programme, places: Collection[tuple[int, int | None]]) -> dict[tuple[int, int | None], str]:
    """Names of some places (unit and body) as the programme's year knew them; four queries."""
    bodies = Body.objects.in_bulk([body for _unit, body in places if body])
    units = Unit.objects.in_bulk([unit for unit, _body in places])
    names = names_on(list(units.values()), days_of(programme.year)[1])
    return {(unit, body): bodies[body].name if body else names.get(unit, f"mã {units[unit].code}") for unit, body in places}


@dataclass(frozen=True)
class Share:
    """How many of those that go on were heard of lately."""

    heard: int
    all: int

    @property
    def silent(self) -> int:
        return self.all - self.heard

    @property
    def percent(self) -> int | None:
        return share_heard(self.heard, self.all)


def share_of(rows: Collection[Heard] | Collection[Quiet]) -> Share:
    return Share(sum(not one.is_silent for one in rows), len(rows))


@dataclass(frozen=True)
class _News:
    """By registration: the newest day of each kind of news, and the reminders that nobody answered."""

    days: dict[int, list[tuple[date, str]]]
    reminded: dict[int, Reminded]


def _news(rows: QuerySet[Registration]) -> _News:
    """The day spoken of counts, not the one on which it was typed: a list of last spring typed in today says nothing of today.

    But whatever is typed in, of whichever day, answers a reminder.
    """
    asked = rows.order_by().values("pk")
    days: dict[int, list[tuple[date, str]]] = defaultdict(list)
    written: dict[int, datetime] = {}
    sources: tuple[tuple[str, QuerySet[Any], Any], ...] = (
        ("báo tin", CheckIn.objects.all(), Max("on")),
        ("kết quả", Result.objects.all(), Max("as_of")),
        ("minh chứng", Evidence.objects.all(), Max(Coalesce("taken_on", TruncDate("added_at")))),
    )
    for words, found, newest in sources:
        told = found.filter(registration__in=asked).order_by().values_list("registration")
        for pk, day, at in told.annotate(day=newest, at=Max("added_at")):
            days[pk].append((day, words))
            written[pk] = max(at, written.get(pk, at))
    launches = Launch.objects.filter(registration__in=asked).order_by().values_list("registration", "held_on")
    for pk, day in launches:
        days[pk].append((day, "ra mắt"))
    for pk, at in _steps_of(rows):
        days[pk].append((timezone.localdate(at), "chuyển bước"))
    return _News(days, _reminded(asked, written))


def _steps_of(rows: QuerySet[Registration]) -> list[tuple[int, datetime]]:
    """When each last took a step, from the trail."""
    steps = AuditRow.objects.filter(
        subject_type=Registration._meta.label_lower,  # noqa: SLF001  Django's documented name of a table
        subject_id__in=rows.order_by().annotate(key=Cast("pk", CharField())).values("key"),
        action__in=_STEPS,
    )
    return [(int(pk), at) for pk, at in steps.order_by().values_list("subject_id").annotate(Max("at"))]


def _reminded(asked: QuerySet[Registration, Any], written: dict[int, datetime]) -> dict[int, Reminded]:
    """Reminders that nobody answered yet."""
    found: dict[int, Reminded] = {}
    rows = SilenceReminder.objects.filter(registration__in=asked).order_by("sent_at", "pk")
    for row in rows:
        if row.registration_id in written and written[row.registration_id] > row.sent_at:
            continue
        known, on = found.get(row.registration_id, Reminded()), timezone.localdate(row.sent_at)
        found[row.registration_id] = (
            Reminded(known.first_on or on, on, known.leader_on)
            if row.step == SilenceReminder.Step.UNIT
            else Reminded(known.first_on, known.last_on, on)
        )
    return found


def _due(programme: Programme, today: date) -> dict[tuple[int, int | None], date]:
    """The nearest day by which each unit or body owes a report."""
    rows = PeriodReport.objects.filter(
        period__programme=programme, period__state="open", period__due_on__gte=today, state__in=_OWED
    )
    owed = rows.order_by().values_list("unit", "body").annotate(due=Min("period__due_on"))
    return {(unit, body): due for unit, body, due in owed}
