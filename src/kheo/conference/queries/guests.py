"""Heads of a conference: in their groups with capacities, of one unit, counted; who may answer for one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from kheo.conference.models import Capacity, Conference, Guest
from kheo.conference.rules.guests import GROUPS, Count, Head, counted, total
from kheo.organisation.authority import Actor, Owner, find_grant
from kheo.organisation.models import Body, Locality, Position
from kheo.organisation.queries.units import ancestors, name_on, names_on, units_of


def guests_of(conference: Conference | int) -> QuerySet[Guest]:
    """Heads with person, unit, body and capacities; two queries."""
    rows = Capacity.objects.select_related("position__body").order_by("order")
    return (
        Guest.objects.filter(conference=conference)
        .select_related("conference__locality", "person", "unit", "body")
        .prefetch_related(Prefetch("capacities", rows))
        .order_by("order", "pk")
    )


def find_guest(conference: Conference, pk: int) -> Guest | None:
    return guests_of(conference).filter(pk=pk).first()


@dataclass(frozen=True)
class ShownGuest:
    """A head as lists name it: *name* (the person's, or the label), its unit's name of the day, its capacities in full."""

    guest: Guest
    unit_name: str

    @property
    def name(self) -> str:
        return self.guest.person.name if self.guest.person else self.guest.label

    @property
    def titles(self) -> list[str]:
        """Capacities without one that is the name already."""
        return [row.title for row in self.guest.capacities.all() if row.title != self.name]

    @property
    def place(self) -> str:
        """Unit or body: what stands beside the name when no capacity says it."""
        return self.guest.body.name if self.guest.body else self.unit_name

    @property
    def called(self) -> str:
        """Name and capacities in one line."""
        return ", ".join([self.name, *self.titles])


def shown(guests: Iterable[Guest], day: date) -> list[ShownGuest]:
    """Heads with the names that their units have on *day*; one more query."""
    rows = list(guests)
    names = names_on({guest.unit_id for guest in rows}, day)
    return [ShownGuest(guest, names.get(guest.unit_id, f"mã {guest.unit.code}")) for guest in rows]


@dataclass(frozen=True)
class ShownGroup:
    """A group with its heads in order and their count."""

    group: Guest.Group
    guests: list[ShownGuest]
    count: Count

    @property
    def label(self) -> str:
        return str(self.group.label)


def groups_of(conference: Conference) -> list[ShownGroup]:
    """All heads by group, in the order in which they are named; three queries however many heads."""
    rows = shown(guests_of(conference), conference.held_on)
    counts = {count.group: count for count in counted(_head(row.guest) for row in rows)}
    return [
        ShownGroup(Guest.Group(group), [row for row in rows if row.guest.group == group], counts[group])
        for group in GROUPS
        if group in counts
    ]


def counts_of(conference: Conference) -> list[Count]:
    """Counts by group; one query."""
    rows = Guest.objects.filter(conference=conference).values_list("group", "answer", "attendance")
    return counted(Head(*row) for row in rows)


def total_of(conference: Conference) -> Count:
    return total(counts_of(conference))


def _head(guest: Guest) -> Head:
    return Head(guest.group, guest.answer, guest.attendance)


def is_of(guest: Guest, unit: int, body: int | None) -> bool:
    """Whether *guest* comes from the unit, or from the body when one is named: by its own place or by a capacity."""
    held = [row.position.body for row in guest.capacities.all() if row.position]
    if body is not None:
        return guest.body_id == body or any(one.pk == body for one in held)
    return guest.unit_id == unit or any(one.unit_id == unit for one in held)


def is_invited(conference: Conference | int, unit: int, body: int | None) -> bool:
    """Whether anybody of the unit (or the body) is invited."""
    return any(is_of(guest, unit, body) for guest in guests_of(conference))


def owners_of(guest: Guest) -> list[Owner]:
    """Who may answer for *guest*: the whole unit under the locality, within the locality's own unit the body alone.

    Empty when only the office may: somebody from outside, or of the locality's own unit without a body.
    """
    own = guest.conference.locality.unit_id
    bodies = [guest.body] if guest.body else []
    bodies += [row.position.body for row in guest.capacities.all() if row.position]
    found = {Owner(body.unit_id, body.code if body.unit_id == own else "") for body in bodies}
    if guest.unit_id != own:
        found.add(Owner(guest.unit_id))
    return sorted(found, key=lambda owner: (owner.unit_id, owner.body))


def may_answer(actor: Actor, guest: Guest) -> bool:
    locality = guest.conference.locality
    return any(find_grant(actor, "conference.answer", locality, owner) for owner in owners_of(guest)) or (
        find_grant(actor, "conference.manage", locality) is not None
    )


def answered_by(actor: Actor, conference: Conference) -> list[ShownGuest]:
    """The heads for whom *actor* answers, those without an answer first; the office answers for everybody."""
    rows = [guest for guest in guests_of(conference) if may_answer(actor, guest)]
    return sorted(shown(rows, conference.held_on), key=lambda row: row.guest.answer != Guest.Answer.NONE)


@dataclass(frozen=True)
class Choice:
    """A position that may be invited: *invited* when its holder is a head already in this capacity."""

    position: Position
    invited: bool
    known: bool


@dataclass(frozen=True)
class BodyChoices:
    """Positions of one body held on the day, with the name its unit has then."""

    body: Body
    unit_name: str
    choices: list[Choice]


def positions_for(conference: Conference) -> list[BodyChoices]:
    """Every position of the locality held on the day of the conference, by body; four queries.

    *known*: the person is a head already, so that the position would add a capacity and no head.
    """
    day, locality = conference.held_on, conference.locality
    bodies = list(Body.objects.on(day).filter(locality=locality).select_related("unit"))
    held = list(Position.objects.on(day).filter(body__in=bodies).select_related("person").order_by("title", "pk"))
    capacities = set(
        Capacity.objects.filter(guest__conference=conference, position__isnull=False).values_list("position", flat=True)
    )
    people = set(Guest.objects.filter(conference=conference, person__isnull=False).values_list("person", flat=True))
    names = names_on({body.unit_id for body in bodies}, day)
    bodies.sort(key=lambda body: (body.unit_id != locality.unit_id, names.get(body.unit_id, ""), body.name))
    found = []
    for body in bodies:
        of_body = [
            Choice(position, position.pk in capacities, position.person_id in people)
            for position in held
            if position.body_id == body.pk
        ]
        if of_body:
            found.append(BodyChoices(body, names.get(body.unit_id, f"mã {body.unit.code}"), of_body))
    return found


def units_for(conference: Conference) -> list[tuple[int, str]]:
    """Where a guest without a position may come from: the locality, what lies under it, what stands above it."""
    locality, day = conference.locality, conference.held_on
    above = [(version.unit_id, version.name) for version in ancestors(locality.unit, day)]
    under = [(version.unit_id, version.name) for version in units_of(locality, day)]
    return [(locality.unit_id, name_on(locality.unit, day)), *above, *under]


def gone_capacities(conference: Conference) -> list[Capacity]:
    """Capacities whose position is not held on the day any more: the day moved, or somebody left."""
    return list(
        Capacity.objects.filter(guest__conference=conference, position__isnull=False)
        .exclude(position__in=Position.objects.on(conference.held_on))
        .select_related("guest__person", "position__body")
    )


def to_answer(actor: Actor, locality: Locality) -> list[ShownGuest]:
    """For the desk of a unit: heads of conferences ahead that *actor* answers for and that have no answer yet."""
    rows = (
        guests_of_open(locality)
        .filter(answer=Guest.Answer.NONE, told_at__isnull=False)
        .order_by("conference__held_on", "order", "pk")
    )
    mine = [guest for guest in rows if any(find_grant(actor, "conference.answer", locality, one) for one in owners_of(guest))]
    days = dict.fromkeys(guest.conference.held_on for guest in mine)
    return [one for day in days for one in shown([guest for guest in mine if guest.conference.held_on == day], day)]


def guests_of_open(locality: Locality) -> QuerySet[Guest]:
    """Heads of the locality's conferences that are not closed."""
    rows = Capacity.objects.select_related("position__body").order_by("order")
    return (
        Guest.objects.filter(conference__locality=locality)
        .exclude(conference__state=Conference.State.CLOSED)
        .select_related("conference__locality", "person", "unit", "body")
        .prefetch_related(Prefetch("capacities", rows))
    )
