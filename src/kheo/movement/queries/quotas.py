"""How many each unit and body is asked to register, and how far it is."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from kheo.movement.models import Programme, Quota, Registration, Submission
from kheo.movement.queries.places import places_of
from kheo.movement.rules.rounds import Asked
from kheo.organisation.models import Body, UnitVersion

# Bodies that register by themselves; committees, councils and the broadcaster run the year.
ASKED_KINDS = frozenset({Body.Kind.FRONT, Body.Kind.UNION, Body.Kind.AGENCY, Body.Kind.SCHOOL, Body.Kind.FORCE})


@dataclass(frozen=True)
class Standing:
    """One place: *asked* of it, *handed* in (accepted ones among them), *accepted*, how many are *missing* or *over*."""

    key: str
    name: str
    asked: Asked
    handed: int
    accepted: int

    @property
    def missing(self) -> int:
        return max(0, (self.asked.least or 0) - self.handed)

    @property
    def over(self) -> int:
        return max(0, self.handed - self.asked.most) if self.asked.most is not None else 0


def standings(programme: Programme) -> list[Standing]:
    """Every place that is asked for something or did something, by name, units before bodies; the same queries for many.

    What everybody is asked is asked of the units next under the locality and of bodies that register by themselves. What
    was withdrawn or stopped counts no more; a form that was sent back is not handed in until it comes again.
    """
    own = own_quotas(programme)
    accepted = _counted(
        Registration.objects.filter(programme=programme).exclude(state=Registration.State.STOPPED), "initiative__"
    )
    waiting = _counted(Submission.objects.filter(programme=programme, state=Submission.State.SUBMITTED), "")
    everybody = Asked(programme.least_each, programme.most_each)
    kinds = dict(Body.objects.filter(locality=programme.locality_id).values_list("pk", "kind"))
    under = set(UnitVersion.objects.filter(parent=programme.locality.unit_id).values_list("unit", flat=True))
    told = []
    for key, name in places_of(programme).named():
        handed = accepted[key] + waiting[key]
        usual = int(key[1:]) in under if key[0] == "u" else kinds[int(key[1:])] in ASKED_KINDS
        if key in own or handed or usual:
            told.append(Standing(key, name, own.get(key) or (everybody if usual else Asked()), handed, accepted[key]))
    return told


def own_quotas(programme: Programme) -> dict[str, Asked]:
    rows = Quota.objects.filter(programme=programme)
    return {_key(row.unit_id, row.body_id): Asked(row.least, row.most, is_own=True) for row in rows}


def _counted(rows: QuerySet[Any], path: str) -> Counter[str]:
    return Counter(_key(unit, body) for unit, body in rows.order_by().values_list(f"{path}unit", f"{path}body"))


def _key(unit: int, body: int | None) -> str:
    return f"b{body}" if body else f"u{unit}"
