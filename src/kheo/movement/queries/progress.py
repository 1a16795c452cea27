"""How far a registration came by each measure it uses: baseline, target, every value with its day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kheo.movement.models import Aim, Registration
from kheo.movement.queries.check_ins import Asked, asking
from kheo.movement.rules.aims import share
from kheo.movement.rules.curves import Curve, curve
from kheo.movement.rules.jumps import Value


@dataclass(frozen=True)
class Progress:
    """One measure: *values* the oldest first, one a day (the one said last), the baseline among them."""

    asked: Asked
    values: list[Value]
    today: date

    @property
    def aim(self) -> Aim | None:
        return self.asked.aim

    @property
    def last(self) -> Value | None:
        return self.asked.last

    @property
    def share(self) -> int | None:
        """Per cent of the way to the target."""
        if self.aim is None or self.last is None:
            return None
        return share(self.last.value, self.aim.baseline, self.aim.target)

    @property
    def bar(self) -> int:
        """The same for a bar, which ends at a hundred."""
        return min(self.share or 0, 100)

    @property
    def is_late(self) -> bool:
        """Past the day by which the target was to be reached, and not there."""
        due = self.aim.due_on if self.aim else None
        return due is not None and due < self.today and (self.share or 0) < 100

    @property
    def curve(self) -> Curve | None:
        return curve(self.values, self.aim.target if self.aim else None)


def progress_of(registration: Registration, today: date) -> list[Progress]:
    """Every measure that has an aim or a value, in the order of the measures; three queries."""
    return [
        Progress(one, _by_day(one), today) for one in asking(registration).values if one.aim is not None or one.course.earlier
    ]


def _by_day(asked: Asked) -> list[Value]:
    said: dict[date, Decimal] = {}
    if asked.aim is not None and asked.aim.baseline is not None and asked.aim.baseline_on is not None:
        said[asked.aim.baseline_on] = asked.aim.baseline
    for one in reversed(asked.course.earlier):
        said[one.as_of] = one.value
    return [Value(value, day) for day, value in sorted(said.items())]
