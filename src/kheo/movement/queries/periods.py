"""Report periods of a programme: how many answered, who is late, who owes one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from kheo.movement.models import ColumnMapping, Period, PeriodItem, PeriodReport, Programme, Registration
from kheo.movement.rules.periods import days_late
from kheo.organisation.authority import Actor, Owner, find_grant
from kheo.organisation.models import Body, Locality, Position, Role, Unit
from kheo.organisation.queries.units import name_on, names_on, units_of

SENT = (PeriodReport.State.SUBMITTED, PeriodReport.State.ACCEPTED)
"""What counts: a returned report is being mended, its numbers are in no sum until it is sent again."""
WAITING = (PeriodReport.State.AWAITED, PeriodReport.State.DRAFT, PeriodReport.State.RETURNED)


def periods_of(programme: Programme) -> QuerySet[Period]:
    """Periods of *programme*, the newest first, each with ``owed`` and ``sent``; one query."""
    sent = Count("reports", filter=Q(reports__state__in=SENT))
    return Period.objects.filter(programme=programme).annotate(owed=Count("reports"), sent=sent).order_by("-last_day", "-pk")


def find_period(locality: Locality, pk: int) -> Period | None:
    """The period of that number **in that locality**."""
    found = Period.objects.filter(programme__locality=locality, pk=pk)
    return found.select_related("programme__locality__unit").first()


def period_before(period: Period) -> Period | None:
    """The newest period of the same kind before *period* in the locality: what «như kỳ trước» copies."""
    earlier = Period.objects.filter(programme__locality=period.programme.locality_id, kind=period.kind).exclude(pk=period.pk)
    return earlier.filter(last_day__lte=period.last_day).order_by("-last_day", "-pk").first()


def periods_to_copy(locality: Locality) -> QuerySet[Period]:
    return Period.objects.filter(programme__locality=locality).exclude(items=None).order_by("-last_day", "-pk").distinct()


@dataclass(frozen=True)
class Owing:
    """A unit, or a body of it, and whether it owes a report unless the office says otherwise; *why* in words."""

    unit: Unit
    body: Body | None
    name: str
    owes: bool
    why: str

    @property
    def key(self) -> str:
        return f"b{self.body.pk}" if self.body else f"u{self.unit.pk}"


def day_of(period: Period, today: date) -> date:
    """The day whose units are asked: the period's last, or today while it still runs."""
    return min(period.last_day, today)


def who_owes(period: Period, today: date) -> list[Owing]:
    """Everybody who may be asked to report, and who owes it: units without villages, whoever registered, bodies with staff here.

    A body of a unit further down is the unit itself, unless it registered something of its own. A constant number of queries.
    """
    locality, day = period.programme.locality, day_of(period, today)
    registered = Registration.objects.filter(programme=period.programme).exclude(state=Registration.State.STOPPED)
    pairs = set(registered.values_list("initiative__unit", "initiative__body"))
    units = {unit for unit, body in pairs if body is None}
    staffed = set(Position.objects.on(day).filter(role=Role.UNIT_STAFF).values_list("body", flat=True))
    bodies = {body for _unit, body in pairs}
    own = [(locality.unit, name_on(locality.unit, day))] if locality.unit_id in units else []
    found = [
        Owing(
            unit,
            None,
            name,
            owes=unit.level != Unit.Level.VILLAGE or unit.pk in units,
            why="có mô hình đăng ký" if unit.pk in units else "chưa đăng ký mô hình nào",
        )
        for unit, name in [*own, *((version.unit, version.name) for version in units_of(locality, day))]
    ]
    for body in Body.objects.on(day).filter(locality=locality).select_related("unit").order_by("name"):
        is_asked = body.pk in staffed and body.unit_id == locality.unit_id
        why = "có mô hình đăng ký" if body.pk in bodies else "có cán bộ theo dõi" if is_asked else "chưa đăng ký mô hình nào"
        found.append(Owing(body.unit, body, body.name, owes=body.pk in bodies or is_asked, why=why))
    return found


@dataclass(frozen=True)
class Standing:
    """How one report stands: its place's name, and by how many days it was or is late."""

    report: PeriodReport
    name: str
    late: int

    @property
    def is_sent(self) -> bool:
        return self.report.state in SENT

    @property
    def is_late(self) -> bool:
        """Past its day and not here; one that came late is marked, but waits for nobody."""
        return self.late > 0 and self.report.first_sent_at is None


@dataclass(frozen=True)
class Answered:
    """All reports of a period by name."""

    standings: list[Standing] = field(default_factory=list)

    @property
    def sent(self) -> list[Standing]:
        return [one for one in self.standings if one.is_sent]

    @property
    def unread(self) -> list[Standing]:
        """Sent, and neither accepted nor returned yet."""
        return [one for one in self.standings if one.report.state == PeriodReport.State.SUBMITTED]

    @property
    def waiting(self) -> list[Standing]:
        return [one for one in self.standings if not one.is_sent]

    @property
    def late(self) -> list[Standing]:
        return [one for one in self.standings if one.is_late]


def reports_of(period: Period, today: date) -> Answered:
    """Every report of *period* with its place's name then; two queries, however many."""
    rows = list(
        PeriodReport.objects.filter(period=period)
        .select_related("unit", "body")
        .annotate(sent_on=TruncDate("first_sent_at"))
        .order_by("pk")
    )
    names = names_on({row.unit_id for row in rows if row.body_id is None}, period.last_day)
    standings = [Standing(row, _name(row, names), days_late(period.due_on, row.sent_on, today)) for row in rows]
    return Answered(sorted(standings, key=lambda one: (one.report.body_id is not None, one.name)))


def _name(report: PeriodReport, names: dict[int, str]) -> str:
    return report.body.name if report.body else names.get(report.unit_id, f"mã {report.unit.code}")


def standing_of(report: PeriodReport, today: date) -> Standing:
    """The same of one report (needs its period)."""
    day = timezone.localdate(report.first_sent_at) if report.first_sent_at else None
    names = {} if report.body else names_on([report.unit_id], report.period.last_day)
    return Standing(report, _name(report, names), days_late(report.period.due_on, day, today))


def standings_of(reports: Iterable[PeriodReport], today: date) -> list[Standing]:
    """The same of reports of several periods, under today's names; two queries, however many."""
    rows = list(reports)
    names = names_on({row.unit_id for row in rows if row.body_id is None}, today)
    found = []
    for row in rows:
        day = timezone.localdate(row.first_sent_at) if row.first_sent_at else None
        found.append(Standing(row, _name(row, names), days_late(row.period.due_on, day, today)))
    return found


def find_report(locality: Locality, pk: int) -> PeriodReport | None:
    found = PeriodReport.objects.filter(period__programme__locality=locality, pk=pk)
    return found.select_related("period__programme__locality__unit", "unit", "body").first()


def owner_of_report(report: PeriodReport) -> Owner:
    """Whose report it is. That of the locality's own unit is the office's: no union's staff speaks for the whole ward."""
    if report.body is not None:
        return Owner(report.unit_id, report.body.code)
    return Owner(-1 if report.unit_id == report.period.programme.locality.unit_id else report.unit_id)


def own_reports(actor: Actor, locality: Locality) -> QuerySet[PeriodReport]:
    """Reports that *actor* writes as the staff of a unit or body, of periods that are or were open."""
    own = Q(pk=None)
    for grant in actor.grants:
        if grant.role == Role.UNIT_STAFF and grant.locality == locality.code:
            own |= Q(body__code=grant.body) | (Q(body=None, unit=grant.unit_id) & ~Q(unit=locality.unit_id))
    found = PeriodReport.objects.filter(own, period__programme__locality=locality)
    return found.select_related("period__programme", "unit", "body").order_by(F("period__due_on").desc(), "pk")


def sees_all(actor: Actor, locality: Locality) -> bool:
    """Whether *actor* reads every unit's report here, not only that of its own."""
    return find_grant(actor, "period.read", locality, Owner(-1)) is not None


def items_of(period: Period) -> list[PeriodItem]:
    return list(PeriodItem.objects.filter(period=period).order_by("order", "pk"))


def mappings_of(locality: Locality) -> Sequence[ColumnMapping]:
    return list(ColumnMapping.objects.filter(locality=locality).select_related("file").order_by("title"))
