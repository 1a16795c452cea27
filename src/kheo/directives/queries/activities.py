"""Counted activities of a year: the list, and the totals by kind and by place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from kheo.directives.models import Activity, ActivityKind
from kheo.directives.queries.places import names_of
from kheo.organisation.models import Body, Locality

PAGE_SIZE = 30


@dataclass(frozen=True)
class Choice:
    """What the list is narrowed by; empty ones narrow nothing. *unit*, *body*: primary keys of whose activities."""

    year: int
    kind: str = ""
    unit: int | None = None
    body: int | None = None


@dataclass(frozen=True)
class Total:
    """*count* activities that reached *people* (of those that were counted)."""

    label: str
    key: str
    count: int
    people: int


def activities(locality: Locality) -> QuerySet[Activity]:
    found = Activity.objects.filter(locality=locality)
    return found.select_related("locality", "unit", "body__unit", "requirement__directive", "proof")


def find_activity(locality: Locality, pk: int) -> Activity | None:
    return activities(locality).filter(pk=pk).first()


def chosen(locality: Locality, choice: Choice) -> QuerySet[Activity]:
    """Activities that ended in the year of *choice*, the newest first."""
    found = activities(locality).filter(ended_on__year=choice.year)
    if choice.kind:
        found = found.filter(kind=choice.kind)
    if choice.body is not None:
        found = found.filter(body=choice.body)
    elif choice.unit is not None:
        found = found.filter(unit=choice.unit, body=None)
    return found.order_by("-ended_on", "-pk")


def years_of(locality: Locality) -> list[int]:
    """Years with activities, the newest first."""
    days = Activity.objects.filter(locality=locality).dates("ended_on", "year", order="DESC")
    return [day.year for day in days]


def totals_by_kind(rows: QuerySet[Activity]) -> list[Total]:
    """How many of each kind, in the order of the kinds, those that are there; one query."""
    summed = {
        row["kind"]: (row["counted"], row["reached"] or 0)
        for row in rows.order_by().values("kind").annotate(counted=Sum("count"), reached=Sum("people"))
    }
    return [Total(str(ActivityKind(kind).label), kind, *summed[kind]) for kind in ActivityKind.values if kind in summed]


@dataclass(frozen=True)
class PlaceTotals:
    """What one place did: how many of each kind by its label (0 where nothing), and how many people in all."""

    place: str
    counts: tuple[tuple[str, int], ...]
    people: int


def totals_by_place(rows: QuerySet[Activity], day: date) -> list[PlaceTotals]:
    """For each place how many of each kind, by the name of the place; three queries at most."""
    summed: dict[tuple[int, int | None], dict[str, tuple[int, int]]] = {}
    for row in rows.order_by().values("unit", "body", "kind").annotate(counted=Sum("count"), reached=Sum("people")):
        summed.setdefault((row["unit"], row["body"]), {})[row["kind"]] = (row["counted"], row["reached"] or 0)
    bodies = Body.objects.in_bulk([body for _unit, body in summed if body])
    names = names_of(((unit, bodies[body] if body else None) for unit, body in summed), day)
    totals = [
        PlaceTotals(
            names[key],
            tuple((label, kinds.get(kind, (0, 0))[0]) for kind, label in ActivityKind.choices),
            sum(people for _count, people in kinds.values()),
        )
        for key, kinds in summed.items()
    ]
    return sorted(totals, key=lambda total: total.place)


def place_names(rows: Iterable[Activity], day: date) -> dict[tuple[int, int | None], str]:
    return names_of(((row.unit_id, row.body) for row in rows), day)


def places_ever(locality: Locality, today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every place with an activity, in one group for a choice; two queries."""
    pairs = Activity.objects.filter(locality=locality).order_by().values_list("unit", "body").distinct()
    bodies = Body.objects.in_bulk([body for _unit, body in pairs if body])
    names = names_of(((unit, bodies[body] if body else None) for unit, body in pairs), today)
    choices = [(f"b{body}" if body else f"u{unit}", name) for (unit, body), name in names.items()]
    return [("Nơi đã ghi hoạt động", sorted(choices, key=lambda choice: choice[1]))] if choices else []
