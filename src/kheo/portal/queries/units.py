"""Units of a locality with their initiatives counted, as they were in the year or under today's units."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q

from kheo.foundation.text import fold
from kheo.movement.models import Programme, Registration
from kheo.movement.queries.allocation import UnitCount, both_views
from kheo.movement.queries.registrations import registrations
from kheo.organisation.models import Locality, Succession, UnitVersion
from kheo.organisation.queries.units import names_on, units_of
from kheo.portal.queries.cards import Card, cards


@dataclass(frozen=True)
class Heir:
    """A unit that took over another, wholly or in part. *url_code*: code of the locality of this installation it is, if any."""

    code: str
    name: str
    is_split: bool
    on: date
    url_code: str = ""


@dataclass(frozen=True)
class UnitLine:
    """One unit directly under the locality, with what its villages registered. *code* is empty where there is no page."""

    name: str
    code: str
    initiatives: int
    recognised: int
    heirs: list[Heir] = field(default_factory=list)


@dataclass(frozen=True)
class TodayView:
    """Registrations under today's units; *waiting*: those of split units, by title, until the office allocates them."""

    units: list[UnitCount]
    waiting: list[str]


def last_day(year: int) -> date:
    return date(year, 12, 31)


def units_then(locality: Locality, programme: Programme) -> list[UnitLine]:
    """Every unit that lay directly under *locality* at the end of the programme's year, zero counts too; by name.

    What is registered at the locality itself (agencies, unions, schools) stands in one line, last.
    """
    day = last_day(programme.year)
    versions = units_of(locality, day)
    over = _unit_over(locality, versions)
    initiatives, recognised = Counter[int](), Counter[int]()
    for own, every, good in _counts(programme):
        unit = over.get(own, own)
        initiatives[unit] += every
        recognised[unit] += good
    direct = [version for version in versions if version.parent_id == locality.unit_id]
    # Databases disagree on where Đ stands; readers look for it beside D.
    direct.sort(key=lambda version: fold(version.name))
    heirs = heirs_of([version.unit_id for version in direct])
    lines = [
        UnitLine(version.name, version.unit.code, initiatives[key], recognised[key], heirs[key])
        for version in direct
        for key in [version.unit_id]
    ]
    named = {version.unit_id for version in direct}
    elsewhere = [unit for unit in initiatives if unit not in named]
    names = names_on(elsewhere, day)
    lines += [
        UnitLine(
            f"Cơ quan, đơn vị của {locality.name}" if unit == locality.unit_id else names.get(unit, "đơn vị khác"),
            "",
            initiatives[unit],
            recognised[unit],
        )
        for unit in elsewhere
    ]
    return lines


def units_today(programme: Programme, today: date) -> TodayView:
    """The same registrations under the units of *today*: whole successors take them, splits wait until the office allocates."""
    views = both_views(programme, today)
    return TodayView(views.today, [one.registration.initiative.title for one in views.waiting])


def _counts(programme: Programme) -> list[tuple[int, int, int]]:
    """Unit, its registrations (stopped ones too, as the figure counts them), the recognised ones."""
    counted = Registration.objects.filter(programme=programme, initiative__merged_into=None)
    rows = counted.order_by().values_list("initiative__unit")
    recognised = Q(state=Registration.State.RECOGNISED)
    return list(rows.annotate(every=Count("pk"), good=Count("pk", filter=recognised)))


def _unit_over(locality: Locality, versions: Iterable[UnitVersion]) -> dict[int, int]:
    """For each unit below another one of the locality (a village of a commune): the one directly under the locality."""
    above = {version.unit_id: version.parent_id for version in versions if version.parent_id}
    found = {}
    for unit in above:
        top = unit
        while above.get(top, locality.unit_id) != locality.unit_id:
            top = above[top]
        found[unit] = top
    return found


def heirs_of(units: Iterable[int]) -> dict[int, list[Heir]]:
    """What became of each of *units*; two queries."""
    keys = list(units)
    rows = list(Succession.objects.filter(predecessor__in=keys).select_related("successor__locality").order_by("successor__code"))
    versions = UnitVersion.objects.filter(unit__in=[row.successor_id for row in rows]).order_by("pk")
    names = dict(versions.values_list("unit_id", "name"))
    found: dict[int, list[Heir]] = {key: [] for key in keys}
    for row in rows:
        place = getattr(row.successor, "locality", None)
        name = names.get(row.successor_id, f"mã {row.successor.code}")
        found[row.predecessor_id].append(Heir(row.successor.code, name, row.is_split, row.on, place.code if place else ""))
    return found


@dataclass(frozen=True)
class UnitPage:
    """A unit of the locality: *version* as it was on the day, its villages then, what became of it, its initiatives."""

    version: UnitVersion
    villages: list[str]
    heirs: list[Heir]
    predecessors: list[str]
    cards: list[Card]


def unit_page(locality: Locality, code: str, day: date) -> UnitPage | None:
    """The unit of that code, if it ever lay under *locality* (at any depth down to villages); None otherwise."""
    under = Q(parent=locality.unit_id) | Q(parent__versions__parent=locality.unit_id)
    known = UnitVersion.objects.filter(under, unit__code=code).select_related("unit").order_by("valid_from").distinct()
    version = next((one for one in known if _holds(one, day)), None) or known.last()
    if version is None:
        return None
    inner = UnitVersion.objects.on(day).filter(parent=version.unit_id).order_by("name")
    villages = list(inner.values_list("unit_id", "name"))
    rows = registrations(locality).filter(initiative__unit__in=[version.unit_id, *(key for key, _name in villages)])
    return UnitPage(
        version=version,
        villages=[name for _key, name in villages],
        heirs=heirs_of([version.unit_id])[version.unit_id],
        predecessors=_predecessors(version.unit_id),
        cards=cards(rows.order_by("-programme__year", "initiative__title")),
    )


def _holds(version: UnitVersion, day: date) -> bool:
    return (version.valid_from is None or version.valid_from <= day) and (version.valid_to is None or day < version.valid_to)


def _predecessors(unit: int) -> list[str]:
    before = Succession.objects.filter(successor=unit).values("predecessor")
    return list(dict.fromkeys(UnitVersion.objects.filter(unit__in=before).order_by("name").values_list("name", flat=True)))
