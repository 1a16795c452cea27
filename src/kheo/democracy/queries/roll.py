"""The roll of households of a village on a day, and whose roll somebody keeps."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from kheo.democracy.models import Form, Household, Round
from kheo.democracy.queries.matters import villages_on
from kheo.foundation.text import fold
from kheo.organisation.authority import Actor, Owner, find_grant
from kheo.organisation.models import Locality, Succession, Unit, UnitVersion
from kheo.organisation.queries.units import names_on


def households_on(village: Unit | int, day: date) -> QuerySet[Any]:
    """Households of *village* on *day*, by number; its count is what every threshold of that day is held against."""
    return Household.objects.on(day).filter(village=village).order_by("number")


def counts_on(villages: Collection[int], day: date) -> dict[int, int]:
    """How many households each of *villages* has on *day*; 0 for one without a roll. One query."""
    rows = Household.objects.on(day).filter(village__in=villages).order_by().values("village").annotate(many=Count("pk"))
    return dict.fromkeys(villages, 0) | {row["village"]: row["many"] for row in rows}


def households_left(old: Unit, step: Succession) -> QuerySet[Household]:
    """Households still on the roll of *old*, which was handed over by *step*, by number."""
    began = Q(valid_from=None) | Q(valid_from__lt=step.on)
    return Household.objects.filter(began, village=old, valid_to=None).order_by("number")


def steps_before(step: Succession) -> list[Succession]:
    """How whole villages came to the one that *step* hands over, the first first: it may never have taken their rolls."""
    rows = Succession.objects.filter(successor=step.predecessor_id, is_split=False, on__lt=step.on).order_by("on", "pk")
    return [one for row in rows.select_related("predecessor", "successor") for one in (*steps_before(row), row)]


@dataclass(frozen=True)
class RollToTake:
    """The roll of a village that was joined to another on *on*: *households* are still on it, or on rolls that it never took."""

    old: Unit
    name: str
    on: date
    households: int
    is_split: bool
    step: Succession

    @property
    def left(self) -> list[Household]:
        return [row for one in (*steps_before(self.step), self.step) for row in households_left(one.predecessor, one)]


def rolls_to_take(village: Unit, today: date) -> list[RollToTake]:
    """Rolls of the villages that *village* took over and that still hold somebody; two queries for each that was joined."""
    steps = list(Succession.objects.filter(successor=village, on__lte=today).select_related("predecessor").order_by("on", "pk"))
    names = names_on([step.predecessor for step in steps], today) if steps else {}
    found = [(step, sum(households_left(one.predecessor, one).count() for one in (*steps_before(step), step))) for step in steps]
    return [
        RollToTake(step.predecessor, names.get(step.predecessor_id, ""), step.on, count, step.is_split, step)
        for step, count in found
        if count
    ]


def meeting_on_since(village: Unit | int) -> date | None:
    """The day whose roll an open meeting of *village* goes by, the latest of several; None while nobody meets."""
    rows = Round.objects.filter(village=village, form=Form.MEETING, state="open")
    day: date | None = rows.aggregate(last=Max("opened_on"))["last"]
    return day


def cluster_names(village: Unit, day: date) -> list[tuple[str, int]]:
    """Clusters that the roll names, each with its households, by name; empty where it names none."""
    rows = households_on(village, day).exclude(cluster="").order_by("cluster").values_list("cluster")
    return list(rows.annotate(many=Count("pk")))


def find_household(locality: Locality, pk: int) -> Household | None:
    return (
        Household.objects.select_related(
            "village", "locality", "split_from", "gone_to", "moved_from__village", "moved_from__locality"
        )
        .filter(locality=locality, pk=pk)
        .first()
    )


def villages_for(actor: Actor, action: str, locality: Locality, day: date) -> list[UnitVersion]:
    """Villages of *locality* on *day* for which *actor* may do *action*, by name."""
    return [one for one in villages_on(locality, day) if find_grant(actor, action, locality, Owner(one.unit_id))]


@dataclass(frozen=True)
class VillageRoll:
    version: UnitVersion
    households: int


def rolls_for(actor: Actor, locality: Locality, day: date) -> list[VillageRoll]:
    """The rolls that *actor* may read, with their number of households; a fixed number of queries."""
    villages = villages_for(actor, "roll.read", locality, day)
    counts = counts_on([one.unit_id for one in villages], day)
    return [VillageRoll(one, counts[one.unit_id]) for one in villages]


def search_roll(village: Unit, day: date, words: str) -> list[Household]:
    """Households whose number is *words*, or whose representative or cluster holds them, marks or not; all for no words."""
    wanted = fold(words)
    return [
        one
        for one in households_on(village, day)
        if not wanted or wanted == str(one.number) or wanted in fold(f"{one.representative} {one.cluster}")
    ]
