"""The record of a unit over the years and through mergers: its own, its villages', and that of what went wholly into it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from kheo.foundation.numbers import written
from kheo.movement.models import Registration
from kheo.movement.queries.registrations import place_name, unit_name_in
from kheo.movement.workflow import REGISTRATION
from kheo.organisation.models import Locality, Succession, Unit, UnitVersion
from kheo.organisation.queries.units import name_on
from kheo.portal.rules.achievements import (
    CERTIFICATES,
    COMMENDED,
    MEDALS,
    OUTSTANDING,
    RECOGNISED,
    REGISTERED,
    Achieved,
    Achievements,
)
from kheo.recognition.models import Certificate, Decision, DecisionKind, DecisionLine

_FIGURE_OF = {
    DecisionKind.RECOGNITION: RECOGNISED,
    DecisionKind.OUTSTANDING: OUTSTANDING,
    DecisionKind.COMMENDATION: COMMENDED,
    DecisionKind.MEDAL: MEDALS,
}
_MOST_GENERATIONS = 10


@dataclass(frozen=True)
class Ancestor:
    """A unit that went into this one, wholly or (is_split) in part, on a day, by a document."""

    unit: int
    name: str
    on: date
    is_split: bool
    source: str


@dataclass(frozen=True)
class Dossier:
    """The record of one unit. *ancestors* before it, the newest change first; split ones count only what was allocated."""

    unit: Unit
    name: str
    ancestors: tuple[Ancestor, ...]
    achieved: Achievements

    @property
    def sources(self) -> list[str]:
        return sorted({one.source for one in self.ancestors})


def unit_dossier(locality: Locality, code: str, today: date) -> Dossier | None:
    """The record of the unit of that code, if it is *locality*'s own or ever lay under it; None otherwise.

    The number of queries grows with the generations of succession, not with the rows.
    """
    under = Q(versions__parent=locality.unit_id) | Q(versions__parent__versions__parent=locality.unit_id) | Q(pk=locality.unit_id)
    unit = Unit.objects.filter(under, code=code).distinct().first()
    if unit is None:
        return None
    ancestors = _ancestors(unit)
    family = {unit.pk, *(one.unit for one in ancestors if not one.is_split)}
    inner = UnitVersion.objects.filter(parent__in=family, unit__level=Unit.Level.VILLAGE).values_list("unit", flat=True)
    units = family | set(inner)
    achieved = Achievements((*_registered(units, unit), *_decided(units, unit), *_certified(units, unit)))
    return Dossier(unit, name_on(unit, today), tuple(ancestors), achieved)


def _ancestors(unit: Unit) -> list[Ancestor]:
    found: list[Succession] = []
    level = {unit.pk}
    for _generation in range(_MOST_GENERATIONS):
        rows = list(Succession.objects.filter(successor__in=level).order_by("-on", "predecessor__code"))
        found += rows
        level = {row.predecessor_id for row in rows if not row.is_split}
        if not level:
            break
    names: dict[int, str] = {}
    for version in UnitVersion.objects.filter(unit__in=[row.predecessor_id for row in found]).order_by("pk"):
        names[version.unit_id] = version.name
    return [Ancestor(row.predecessor_id, names.get(row.predecessor_id, ""), row.on, row.is_split, row.source) for row in found]


def _theirs(units: Iterable[int], unit: Unit, to_registration: str = "") -> Q:
    """Registrations of *units*, and those of split units that were allocated to *unit*; *to_registration*: the way from a row."""
    way = f"{to_registration}__" if to_registration else ""
    allocated = Q(**{f"{way}allocated_unit": unit.pk})
    own = Q(**{f"{way}initiative__unit__in": units, f"{way}allocated_unit": None})
    return (own | allocated) & Q(**{f"{way}initiative__merged_into": None})


def _registered(units: Iterable[int], unit: Unit) -> Iterator[Achieved]:
    rows = (
        Registration.objects.filter(_theirs(units, unit))
        .annotate(unit_name=unit_name_in("programme__year", "initiative__unit"))
        .select_related("programme__locality", "initiative__unit", "initiative__body")
        .order_by("initiative__folded", "pk")
    )
    for row in rows:
        path = reverse("movement:initiative", args=[row.programme.locality.code, row.initiative_id])
        label = REGISTRATION.public_label(row.state)
        yield Achieved(REGISTERED, row.programme.year, row.initiative.title, place_name(row), label, path)


def _decided(units: Iterable[int], unit: Unit) -> Iterator[Achieved]:
    """Lines of issued decisions; a person who has no registration is counted, never named."""
    lines = (
        DecisionLine.objects.filter(
            _theirs(units, unit, "registration") | Q(registration=None, unit__in=units), decision__state=Decision.State.ISSUED
        )
        .exclude(decision__kind=DecisionKind.PROPOSAL)
        .annotate(unit_name=unit_name_in("decision__programme__year", "unit"))
        .select_related("decision__programme__locality", "registration__initiative", "revocation")
        .order_by("decision__date", "order")
    )
    people: Counter[tuple[Decision, str, bool]] = Counter()
    for line in lines:
        stands = not hasattr(line, "revocation")
        if line.registration is None:
            people[line.decision, line.unit_name or "", stands] += 1
            continue
        initiative = line.registration.initiative
        path = reverse("movement:initiative", args=[line.decision.programme.locality.code, initiative.pk])
        yield _of_decision(line.decision, initiative.title, line.unit_name or "", path, stands=stands)
    for (decision, place, stands), count in people.items():
        what = f"{written(count)} người, tập thể"
        yield _of_decision(decision, what, place, "", count=count, stands=stands)


def _of_decision(decision: Decision, what: str, where: str, path: str, *, count: int = 1, stands: bool = True) -> Achieved:
    taken_back = "" if stands else " (đã thu hồi)"
    paper = f"Văn bản số {decision.number} ngày {decision.date:%d/%m/%Y}{taken_back}"
    return Achieved(_FIGURE_OF[DecisionKind(decision.kind)], decision.programme.year, what, where, paper, path, count, stands)


def _certified(units: Iterable[int], unit: Unit) -> Iterator[Achieved]:
    """Certificates with how they stand; their codes are for whoever holds the paper and are not told here."""
    rows = (
        Certificate.objects.filter(_theirs(units, unit, "line__registration"))
        .select_related("notice", "line__registration__initiative", "line__decision__programme", "register")
        .order_by("register__year", "number")
    )
    for row in rows:
        notice = getattr(row, "notice", None)
        state = f"{notice.get_kind_display()} ngày {notice.on:%d/%m/%Y}" if notice else "còn hiệu lực"
        title = row.line.registration.initiative.title if row.line.registration else ""
        year = row.line.decision.programme.year
        detail = f"Số vào sổ {row.number}/{row.register.year}: {state}"
        yield Achieved(CERTIFICATES, year, title, str(row.content.get("place", "")), detail, stands=notice is None)
