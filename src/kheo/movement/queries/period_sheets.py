"""One report as its page shows it: each item with what was answered, what the record says now, what was said about it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from kheo.directives.measures import MEASURES
from kheo.movement.models import CheckIn, PeriodAnswer, PeriodCorrection, PeriodItem, PeriodNote, PeriodReport, Registration
from kheo.movement.queries.period_figures import Counted, figures_of
from kheo.movement.queries.periods import SENT, items_of
from kheo.movement.queries.registrations import registrations
from kheo.organisation.models import Unit, UnitVersion


@dataclass(frozen=True)
class Line:
    """One item of a report. *now*: of a figure, what the record says today; *notes*: the office's words and the unit's."""

    item: PeriodItem
    answer: PeriodAnswer | None
    corrections: list[PeriodCorrection]
    notes: list[PeriodNote]
    now: Counted | None
    url: str
    is_sent: bool

    @property
    def number(self) -> Decimal | None:
        """What is shown: a figure of the record as long as nothing was sent, else what was answered."""
        if self.now is not None and not self.is_sent:
            return Decimal(self.now.value)
        return self.answer.number if self.answer else None

    @property
    def corrected(self) -> PeriodCorrection | None:
        return self.corrections[-1] if self.corrections else None

    @property
    def differs(self) -> bool:
        """The record says another number than the one that was sent."""
        return self.is_sent and self.now is not None and self.answer is not None and self.answer.number != self.now.value

    @property
    def is_answered(self) -> bool:
        return self.item.kind == PeriodItem.Kind.FIGURE or self.answer is not None


@dataclass(frozen=True)
class Told:
    """One initiative of the place, and what this report says of it."""

    registration: Registration
    check_in: CheckIn | None


@dataclass(frozen=True)
class Sheet:
    report: PeriodReport
    lines: list[Line]
    notes: list[PeriodNote]
    told: list[Told]

    @property
    def missing(self) -> list[Line]:
        """What has to be answered before it can be sent."""
        return [line for line in self.lines if line.item.is_required and not line.is_answered]

    @property
    def untold(self) -> list[Told]:
        return [one for one in self.told if one.check_in is None]


def sheet_of(report: PeriodReport) -> Sheet:
    """The report with everything on its page; the queries grow with its figures alone, not with the places that report."""
    period = report.period
    items = items_of(period)
    keys = [item.figure for item in items if item.kind == PeriodItem.Kind.FIGURE]
    figures = figures_of(period, keys)[report.pk] if keys else {}
    answers = {answer.item_id: answer for answer in PeriodAnswer.objects.filter(report=report)}
    corrections = list(PeriodCorrection.objects.filter(answer__report=report).order_by("made_at", "pk"))
    notes = list(PeriodNote.objects.filter(report=report).order_by("written_at", "pk"))
    lines = [
        Line(
            item=item,
            answer=answers.get(item.pk),
            corrections=[one for one in corrections if item.pk in answers and one.answer_id == answers[item.pk].pk],
            notes=[note for note in notes if note.item_id == item.pk],
            now=figures.get(item.figure),
            url=_url(report, item.figure) if item.figure else "",
            is_sent=report.state in SENT or period.state == period.State.CLOSED,
        )
        for item in items
    ]
    return Sheet(report, lines, [note for note in notes if note.item_id is None], told_of(report))


def _url(report: PeriodReport, key: str) -> str:
    period = report.period
    return MEASURES.source.url(period.programme.locality, period.programme.year, key, report.unit, report.body)


def told_of(report: PeriodReport) -> list[Told]:
    """The initiatives of the place that are not stopped, by title, each with its check-in of this report; four queries."""
    rows = list(registrations_for(report).order_by("initiative__folded", "pk"))
    check_ins = CheckIn.objects.filter(report=report).prefetch_related("results", "evidence")
    heard = {row.registration_id: row for row in check_ins}
    return [Told(row, heard.get(row.pk)) for row in rows]


def registrations_for(report: PeriodReport) -> QuerySet[Registration]:
    """What the place is asked about: its own, and of villages and bodies in it that owe no report themselves."""
    found = registrations(report.period.programme.locality_id).filter(programme=report.period.programme)
    found = found.exclude(state=Registration.State.STOPPED)
    if report.body_id is not None:
        return found.filter(initiative__body=report.body_id)
    reports = PeriodReport.objects.filter(period=report.period)
    own = Exists(reports.filter(body=OuterRef("initiative__body")))
    own_unit = Exists(reports.filter(body=None, unit=OuterRef("initiative__unit")))
    place = Q(initiative__unit=report.unit_id)
    if report.unit_id != report.period.programme.locality.unit_id:
        villages = UnitVersion.objects.filter(parent=report.unit_id, unit__level=Unit.Level.VILLAGE).values("unit")
        place |= Q(Q(initiative__unit__in=villages), ~own_unit)
    return found.filter(place).exclude(own)


def number_to_show(line: Line) -> Decimal | None:
    """The number that counts: the newest correction's, else what was answered."""
    return line.corrected.number if line.corrected else line.number


def last_heard(report: PeriodReport) -> date:
    """The day that a check-in in this report speaks of unless the unit says another."""
    return report.period.last_day
