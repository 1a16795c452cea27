"""What concerns the people of one village: what is posted, what is being decided and how to take part, what was read out."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Q

from kheo.democracy.models import Posting, Reading, Round, Scope
from kheo.democracy.queries.bulletins import coming
from kheo.democracy.queries.consultations import VillageLine, village_lines
from kheo.democracy.queries.publishing import posted_in
from kheo.democracy.rules.villages import how_in_clusters, how_to_take_part
from kheo.democracy.workflow import MATTER, ROUND
from kheo.foundation.text import fold
from kheo.organisation.models import Locality, Succession, Unit, UnitVersion
from kheo.organisation.queries.bodies import units_ever_under
from kheo.organisation.queries.units import names_on, units_of
from kheo.organisation.queries.words import Terms, terms_of

GOING_ON = ("planned", "open")
OVER = ("closed", "failed")
LOOKED_BACK = timedelta(days=365)
_NUMBER = re.compile(r"\d+")  # «Thôn 2» stands before «Thôn 10»
MOST_POSTED, MOST_OVER = 60, 12


@dataclass(frozen=True)
class Choice:
    """A village to be chosen: *open* things that its people may take part in now."""

    code: str
    name: str
    open: int


@dataclass(frozen=True)
class Asked:
    """A matter on which the village is, will be or was asked; *how*: what somebody of the village does to take part."""

    round: Round
    state: str
    how: str

    @property
    def is_online(self) -> bool:
        return self.round.form == "online" and self.round.state == "open"

    @property
    def outcome(self) -> str:
        """What became of the matter; one of the whole commune waits for the other villages while this one has its result.

        "" of a meeting too few came to, once a later asking brought the result: the matter did not come to it there.
        """
        matter = self.round.matter
        if self.round.state == "failed" and matter.state != "deciding":
            return ""
        if matter.scope == Scope.COMMUNE and matter.state == "deciding" and self.round.state == "closed":
            return "Chờ kết quả ở các nơi khác"
        return MATTER.public_label(matter.state)


@dataclass(frozen=True)
class VillagePage:
    """*is_over*: the village is no more, and what was posted there is posted on by its *heirs*, (name, code) each."""

    unit: Unit
    name: str
    words: Terms
    posted: list[Posting]
    asked: list[Asked]
    over: list[Asked]
    consultations: list[VillageLine]
    readings: list[Reading]
    is_over: bool = False
    heirs: list[tuple[str, str]] = field(default_factory=list)

    @property
    def running(self) -> int:
        """How many things are being decided: what was called off stands among them and is none."""
        return sum(one.round.state in GOING_ON for one in self.asked)

    @property
    def open_consultations(self) -> list[VillageLine]:
        return [one for one in self.consultations if one.is_open]

    @property
    def answered(self) -> list[VillageLine]:
        return [one for one in self.consultations if not one.is_open]


def choices(locality: Locality, day: date) -> list[Choice]:
    """Villages of *day* by name, each with how many matters its people are asked on; a fixed number of queries."""
    rounds = Round.objects.filter(matter__locality=locality, state__in=GOING_ON).exclude(matter__state="withdrawn")
    asked = Counter(rounds.order_by().values_list("village", flat=True))
    found = [
        Choice(version.unit.code, version.name, asked[version.unit_id])
        for version in units_of(locality, day)
        if version.unit.level == Unit.Level.VILLAGE and (version.unit.ended_on is None or day < version.unit.ended_on)
    ]
    return sorted(found, key=lambda one: _NUMBER.sub(lambda match: match[0].zfill(4), fold(one.name)))


@dataclass(frozen=True)
class Joined:
    """A village that is no more since *on*, and the names of those that took it over."""

    code: str
    name: str
    heirs: str
    on: date


def joined_lately(locality: Locality, day: date) -> list[Joined]:
    """Villages of the commune that went into others in the year before *day*: people look for the name they know. Two queries."""
    steps = Succession.objects.filter(predecessor__level=Unit.Level.VILLAGE, on__lte=day, on__gt=day - LOOKED_BACK)
    ours = UnitVersion.objects.filter(parent=locality.unit_id).values("unit")
    rows = list(steps.filter(predecessor__in=ours).select_related("predecessor", "successor").order_by("predecessor__code", "pk"))
    names = names_on({unit for row in rows for unit in (row.predecessor_id, row.successor_id)}, day) if rows else {}
    heirs: dict[Unit, list[Succession]] = {}
    for row in rows:
        heirs.setdefault(row.predecessor, []).append(row)
    return [
        Joined(old.code, names.get(old.pk, old.code), ", ".join(names.get(row.successor_id, "") for row in found), found[0].on)
        for old, found in heirs.items()
    ]


def find_village(locality: Locality, code: str) -> Unit | None:
    """A village that is, or ever was, the locality's."""
    return units_ever_under(locality).filter(code=code, level=Unit.Level.VILLAGE).first()


def village_page(locality: Locality, unit: Unit, today: date) -> VillagePage:
    """Everything on the page of *unit*; the number of queries does not grow with what it shows."""
    rounds = list(
        Round.objects.filter(matter__locality=locality, village=unit)
        .filter(Q(state__in=GOING_ON) | Q(state__in=OVER, planned_on__gte=today - LOOKED_BACK) | _called_off(today))
        .exclude(matter__state="withdrawn")
        .select_related("matter", "election", "meeting")
        .prefetch_related("meeting__clusters")
        .annotate(elected=Count("election__candidates", filter=Q(election__candidates__is_elected=True)))
        .order_by("planned_on", "pk")
    )
    is_over = unit.ended_on is not None and unit.ended_on <= today
    day = unit.ended_on - timedelta(days=1) if unit.ended_on and is_over else today
    return VillagePage(
        unit=unit,
        name=names_on([unit], day).get(unit.pk, unit.code),
        words=terms_of(locality, today),
        posted=[] if is_over else list(posted_in(unit, locality, today)[:MOST_POSTED]),
        asked=[_asked(one) for one in rounds if one.state not in OVER],
        over=[_asked(one) for one in reversed(rounds) if one.state in OVER][:MOST_OVER],
        consultations=village_lines(locality, unit, today),
        readings=list(coming(locality, today)[:20]),
        is_over=is_over,
        heirs=_heirs(unit, today) if is_over else [],
    )


def _called_off(today: date) -> Q:
    """Rounds called off after people were told of them, until the day for which they were told."""
    known = Q(opened_on__isnull=False) | Q(meeting__told_on__isnull=False) | Q(ballot_plan__isnull=False)
    return Q(state="cancelled", planned_on__gte=today) & known


def _asked(found: Round) -> Asked:
    meeting = getattr(found, "meeting", None)
    sittings = [(one.name, one.on, one.starts_at, one.place) for one in meeting.clusters.all()] if meeting else []
    if found.state == "cancelled":
        how = f"Không tổ chức ngày {found.planned_on:%d/%m/%Y} nữa; có lần khác thì báo lại."
    elif sittings and found.state in GOING_ON:
        how = how_in_clusters(sittings)
    else:
        how = how_to_take_part(found.form, found.state, found.planned_on, found.ends_on)
    return Asked(found, ROUND.public_label(found.state), how)


def _heirs(unit: Unit, today: date) -> list[tuple[str, str]]:
    rows = list(Succession.objects.filter(predecessor=unit).select_related("successor").order_by("successor__code"))
    names = names_on([row.successor for row in rows], today)
    return [(names.get(row.successor_id, row.successor.code), row.successor.code) for row in rows]
