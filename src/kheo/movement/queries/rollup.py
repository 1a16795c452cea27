"""What the programmes of the level below add up to: counts of everything, titles only of what was recognised or proposed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q, QuerySet

from kheo.movement.models import Kind, Programme, ProgrammeField, Registration
from kheo.movement.queries.registrations import unit_name_in
from kheo.movement.rules.levels import COLUMNS, RUNNING, Counts, Tally, counted, counted_by, field_group
from kheo.movement.rules.programmes import OTHER_FIELD, USUAL_FIELDS, days_of
from kheo.organisation.queries.levels import Below, units_below

LABELS = {
    "registered": "Đăng ký",
    "new": "Mới đăng ký",
    "running": "Đang làm",
    "recognised": "Công nhận",
    "not_recognised": "Không công nhận",
    "stopped": "Đã dừng",
    "nominated": "Đề nghị lên",
    "waiting": "Chưa xét",
    "below": "Chưa đạt cấp này",
    "here": "Đạt cấp này",
    "higher": "Đề nghị cấp trên",
}
_WHERE = {
    "registered": Q(),
    "new": Q(state="registered"),
    "running": Q(state__in=RUNNING),
    "recognised": Q(state="recognised"),
    "not_recognised": Q(state="not_recognised"),
    "stopped": Q(state="stopped"),
    "nominated": Q(up__group__isnull=False),
    **{group: Q(up__group=group) for group in ("waiting", "below", "here", "higher")},
}


@dataclass(frozen=True)
class Slice:
    """One part of the roll-up; an empty one narrows nothing. *place*: code of a unit below."""

    column: str = "registered"
    place: str = ""
    field: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Line:
    """One row of a table: what it is called, the value by which its numbers open, its numbers in the order of COLUMNS.

    *has_programme*: False for a place below that has no programme of this year here.
    """

    label: str
    value: str
    counts: Counts
    has_programme: bool = True


@dataclass(frozen=True)
class RollUp:
    """The counts of the programmes below, three ways; *total* is counted over everything, not added up from the lines."""

    places: list[Line]
    fields: list[Line]
    kinds: list[Line]
    total: Counts


class LevelBelow:
    """The level below *programme* in its year: its places, its programmes, how its fields are called here. Read once."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme

    @cached_property
    def places(self) -> list[Below]:
        return units_below(self.programme.locality, *days_of(self.programme.year))

    @cached_property
    def programmes(self) -> dict[int, int]:
        """Programme below → unit of its locality."""
        localities = [below.locality for below in self.places if below.locality is not None]
        rows = Programme.objects.filter(locality__in=localities, year=self.programme.year).order_by()
        return dict(rows.values_list("pk", "locality__unit"))

    @cached_property
    def fields(self) -> dict[str, str]:
        """Fields by which the level below is counted here: this programme's own, the usual ones, «other» last."""
        own = dict(ProgrammeField.objects.filter(programme=self.programme).order_by("order").values_list("key", "label"))
        return {
            **own,
            **{key: label for key, label in USUAL_FIELDS.items() if key not in own},
            OTHER_FIELD: own.get(OTHER_FIELD, "Lĩnh vực khác"),
        }

    def rows(self) -> QuerySet[Any]:
        """Every registration below (rows of Any: ``up``, its nomination to this programme, is no field of the table)."""
        standing = Q(nominations__programme=self.programme, nominations__withdrawn_on=None)
        found = Registration.objects.filter(programme__in=list(self.programmes), initiative__merged_into=None)
        return found.annotate(up=FilteredRelation("nominations", condition=standing))

    def tallies(self) -> list[Tally]:
        rows = (
            self.rows()
            .order_by()
            .values_list("programme", "field__key", "initiative__kind", "state", "up__group")
            .annotate(count=Count("pk"))
        )
        return [
            Tally(self.programmes[programme], field_group(field, self.fields), kind, state, group, count)
            for programme, field, kind, state, group, count in rows
        ]

    def narrowed(self, part: Slice) -> QuerySet[Any]:
        """The registrations behind one number."""
        found = self.rows().filter(_WHERE[part.column])
        if part.place:
            unit = next((below.unit.pk for below in self.places if below.unit.code == part.place), None)
            found = found.filter(programme__in=[key for key, place in self.programmes.items() if place == unit])
        if part.field == OTHER_FIELD:
            found = found.exclude(field__key__in=[key for key in self.fields if key != OTHER_FIELD])
        elif part.field:
            found = found.filter(field__key=part.field)
        return found.filter(initiative__kind=part.kind) if part.kind else found


def roll_up(below: LevelBelow) -> RollUp:
    """Count the level below; the same few queries for one place and for all of a province."""
    tallies = below.tallies()
    by_place = counted_by(tallies, lambda tally: tally.place)
    by_field = counted_by(tallies, lambda tally: tally.field)
    by_kind = counted_by(tallies, lambda tally: tally.kind)
    nothing, with_programme = counted([]), set(below.programmes.values())
    return RollUp(
        places=[
            Line(one.name, one.unit.code, by_place.get(one.unit.pk, nothing), one.unit.pk in with_programme)
            for one in below.places
        ],
        fields=[Line(label, key, by_field[key]) for key, label in below.fields.items() if key in by_field],
        kinds=[Line(str(Kind(key).label), key, by_kind[key]) for key in Kind.values if key in by_kind],
        total=counted(tallies),
    )


def told(below: LevelBelow, part: Slice) -> QuerySet[Any]:
    """Those behind one number whose title this level may read: recognised below, or proposed to it."""
    rows = below.narrowed(part).filter(Q(state=Registration.State.RECOGNISED) | Q(up__group__isnull=False))
    return (
        rows.annotate(unit_name=unit_name_in("programme__year", "initiative__unit"), nomination=F("up__pk"), group=F("up__group"))
        .select_related("programme__locality", "initiative__unit", "initiative__body", "field")
        .order_by("programme__locality__name", "programme", "field__order", "initiative__folded", "pk")
    )


@dataclass(frozen=True)
class Untold:
    """How many registrations of a place, field and state stand behind a number without their titles."""

    place: str
    field: str
    state: str
    count: int


def untold(below: LevelBelow, part: Slice) -> list[Untold]:
    """The rest behind one number, as counts: what is neither recognised nor proposed is the lower office's own affair."""
    names = {one.unit.pk: one.name for one in below.places}
    rows = (
        below.narrowed(part)
        .exclude(state=Registration.State.RECOGNISED)
        .filter(up__group__isnull=True)
        .order_by()
        .values_list("programme", "field__key", "state")
        .annotate(count=Count("pk"))
    )
    counts: dict[tuple[str, str, str], int] = {}
    for programme, field, state, count in rows:
        key = (names[below.programmes[programme]], field_group(field, below.fields), state)
        counts[key] = counts.get(key, 0) + count
    return [
        Untold(place, below.fields[field], state, count)
        for (place, field, state), count in sorted(counts.items(), key=lambda row: row[0])
    ]


def known_slice(below: LevelBelow, asked: Slice) -> Slice:
    """*asked* with whatever this level does not know left out."""
    return Slice(
        column=asked.column if asked.column in COLUMNS else "registered",
        place=asked.place if asked.place in _codes(below.places) else "",
        field=asked.field if asked.field in below.fields else "",
        kind=asked.kind if asked.kind in Kind.values else "",
    )


def _codes(places: Iterable[Below]) -> set[str]:
    return {one.unit.code for one in places}
