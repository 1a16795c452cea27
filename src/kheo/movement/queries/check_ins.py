"""What a check-in asks of a registration: a value of each measure it uses, with what was said of it before."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from kheo.movement.models import Aim, CheckIn, Launch, Measure, Novelty, Registration, Result
from kheo.movement.rules.jumps import Course, Value, does_rise
from kheo.movement.rules.measures import EXAMPLES, LABELS, UNITS, USUAL

# A measure by its name, a registration's own measure by the primary key of its aim.
Key = str | int


@dataclass(frozen=True)
class Asked:
    """One value that may be given. *is_used*: the registration has an aim for it or told it before; others are asked folded."""

    key: Key
    label: str
    unit: str
    course: Course
    is_used: bool
    aim: Aim | None = None

    @property
    def field_name(self) -> str:
        return f"value_{self.key}"

    @property
    def measure(self) -> str:
        """The measure, "" for one of the registration's own."""
        return self.key if isinstance(self.key, str) else ""

    @property
    def last(self) -> Value | None:
        return self.course.earlier[0] if self.course.earlier else None

    @property
    def example(self) -> str:
        return EXAMPLES.get(self.measure, "")


@dataclass(frozen=True)
class Asking:
    """What may be told of one registration; *started_on*: the day before which a number is odd (None: it ran before)."""

    values: list[Asked]
    started_on: date | None

    def find(self, key: Key) -> Asked | None:
        return next((one for one in self.values if one.key == key), None)


def asking(registration: Registration, without: CheckIn | None = None) -> Asking:
    """What may be told of *registration*; *without*: a check-in that is being written anew, whose values don't count."""
    return asking_of([registration], without)[registration.pk]


def asking_of(registrations: Collection[Registration], without: CheckIn | None = None) -> dict[int, Asking]:
    """The same for many, by primary key of the registration; three queries however many there are."""
    keys = [one.pk for one in registrations]
    aims: dict[int, list[Aim]] = defaultdict(list)
    for aim in Aim.objects.filter(registration__in=keys):
        aims[aim.registration_id].append(aim)
    told: dict[tuple[int, Key], list[Value]] = defaultdict(list)
    results = Result.objects.filter(registration__in=keys).order_by("-as_of", "-pk")
    if without is not None:
        results = results.exclude(check_in=without)
    for row in results:
        told[row.registration_id, key_of(row)].append(Value(row.value, row.as_of))
    launched = dict(Launch.objects.filter(registration__in=keys).values_list("registration", "held_on"))
    return {one.pk: Asking(_values(one, aims[one.pk], told), _started_on(one, launched.get(one.pk))) for one in registrations}


def key_of(result: Result) -> Key:
    return result.measure or result.aim_id or 0


def _values(registration: Registration, aims: list[Aim], told: dict[tuple[int, Key], list[Value]]) -> list[Asked]:
    of_measure = {aim.measure: aim for aim in aims if aim.measure}
    used = {measure for measure in Measure.values if measure in of_measure or (registration.pk, measure) in told}
    own = [aim for aim in aims if not aim.measure]
    if not used and not own:
        used = set(USUAL)
    found = []
    for measure in Measure.values:
        aim = of_measure.get(measure)
        course = _course(LABELS[measure], UNITS[measure], told.get((registration.pk, measure), []), aim, is_own=False)
        found.append(Asked(measure, LABELS[measure], UNITS[measure], course, measure in used, aim))
    for aim in own:
        course = _course(aim.label, aim.unit, told.get((registration.pk, aim.pk), []), aim, is_own=True)
        found.append(Asked(aim.pk, aim.label, aim.unit, course, is_used=True, aim=aim))
    return found


def _course(label: str, unit: str, earlier: list[Value], aim: Aim | None, *, is_own: bool) -> Course:
    baseline, target = (aim.baseline, aim.target) if aim else (None, None)
    return Course(label, unit, tuple(earlier), does_rise(is_own=is_own, baseline=baseline, target=target), target)


def _started_on(registration: Registration, launched_on: date | None) -> date | None:
    """The launch, else the registration; none where it ran before it was registered here."""
    if registration.novelty in {Novelty.RUNNING, Novelty.CARRIED_ON}:
        return None
    return min(day for day in (registration.registered_on, launched_on) if day is not None)


def check_ins_of(registration: Registration) -> QuerySet[CheckIn]:
    """Check-ins of *registration*, the newest first, each with its values and photographs."""
    return CheckIn.objects.filter(registration=registration).prefetch_related("results__aim", "evidence__file")
