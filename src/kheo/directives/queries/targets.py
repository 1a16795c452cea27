"""Targets of a year, each with how it stands: by its readings, or by the record when it is bound to a figure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from kheo.directives.measures import MEASURES
from kheo.directives.models import Target, TargetReading
from kheo.directives.queries.places import names_of
from kheo.directives.rules.targets import Progress, progress
from kheo.organisation.models import Locality, Unit


@dataclass(frozen=True)
class TargetLine:
    """A target as it stands today; *read* is None where nothing was read yet, *rows_url* "" where nobody counts it."""

    target: Target
    owner: str
    read: Decimal | None
    read_on: date | None
    source: str
    progress: Progress
    rows_url: str
    figure: str
    today: date

    @property
    def is_bound(self) -> bool:
        return bool(self.target.figure)

    @property
    def is_late(self) -> bool:
        """Its day has passed, and it is not reached or nothing was read of it."""
        return self.today > self.target.due_on and self.progress.state in {"missed", "unknown"}


def targets(locality: Locality) -> QuerySet[Target]:
    found = Target.objects.filter(locality=locality)
    return found.select_related("locality__unit", "unit", "body", "requirement__directive")


def find_target(locality: Locality, pk: int) -> Target | None:
    return targets(locality).filter(pk=pk).first()


def years_of(locality: Locality) -> list[int]:
    """Years that have targets, the newest first."""
    return list(Target.objects.filter(locality=locality).order_by("-year").values_list("year", flat=True).distinct())


def targets_of(locality: Locality, year: int, today: date) -> list[TargetLine]:
    """Every target of *year*; the queries grow with the figures that are bound to, never with the targets."""
    return lines_of(list(targets(locality).filter(year=year).order_by("due_on", "pk")), today)


def line_of(target: Target, today: date) -> TargetLine:
    return lines_of([target], today)[0]


def lines_of(found: list[Target], today: date) -> list[TargetLine]:
    readings: dict[int, TargetReading] = {}
    typed = [target.pk for target in found if not target.figure]
    for one in TargetReading.objects.filter(target__in=typed).order_by("on", "pk"):
        readings[one.target_id] = one
    names = names_of(((target.unit_id, target.body) for target in found), today)
    labels = dict(MEASURES.source.choices())
    counted: dict[tuple[int, str, int], int | None] = {}
    lines = []
    for target in found:
        reading = readings.get(target.pk)
        read, read_on, source, url = (reading.value, reading.on, reading.source, "") if reading else (None, None, "", "")
        if target.figure:
            unit = unit_counted(target)
            key = (target.year, target.figure, unit.pk if unit else 0)
            if key not in counted:
                counted[key] = MEASURES.source.value_of(target.locality, target.year, target.figure, unit)
            value = counted[key]
            read = None if value is None else Decimal(value)
            read_on = today if read is not None else None
            source = "đếm trong sổ"
            url = MEASURES.source.url(target.locality, target.year, target.figure, unit)
        stands = progress(target.value, target.direction, target.measure, target.due_on, read, today)
        owner = names[target.unit_id, target.body_id]
        lines.append(
            TargetLine(target, owner, read, read_on, source, stands, url, labels.get(target.figure, target.figure), today)
        )
    return lines


def unit_counted(target: Target) -> Unit | None:
    """Whose rows a bound target counts: a commune's or village's own; for a body, and for the locality, all of them."""
    return None if target.body_id or target.unit_id == target.locality.unit_id else target.unit


def readings_of(target: Target) -> QuerySet[TargetReading]:
    """What was read of a target, the newest first."""
    return TargetReading.objects.filter(target=target).order_by("-on", "-pk")


def late_targets(locality: Locality, today: date) -> list[TargetLine]:
    """Targets whose day has passed unreached or unread, of this year and the last: for the desk."""
    found = list(targets(locality).filter(year__gte=today.year - 1, due_on__lt=today).order_by("due_on", "pk"))
    return [line for line in lines_of(found, today) if line.is_late]
