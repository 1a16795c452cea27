"""The conclusion and what came of it: points with their owners, who may be one, what still waits, the notice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from kheo.conference.models import ConclusionNotice, ConclusionOwner, ConclusionPoint, Conference, Guest, Speech
from kheo.conference.queries.stage import stage_of
from kheo.conference.rules.owners import Existence
from kheo.directives.models import Target, Task
from kheo.organisation.models import Body, Locality, Succession, Unit, UnitVersion
from kheo.organisation.queries.units import names_on


def points_of(conference: Conference) -> QuerySet[ConclusionPoint]:
    """Points in their order, with owners (unit, body, task, target) and the requirement each carries out; two queries."""
    owners = ConclusionOwner.objects.select_related("unit", "body", "task", "target").order_by("pk")
    return (
        ConclusionPoint.objects.filter(conference=conference)
        .select_related("requirement__directive")
        .prefetch_related(Prefetch("owners", owners))
        .order_by("order")
    )


@dataclass(frozen=True)
class ShownOwner:
    """An owner by the name that its unit or body has on the day of the conference, with what closing gave it."""

    owner: ConclusionOwner
    name: str

    @property
    def task(self) -> Task | None:
        return self.owner.task

    @property
    def target(self) -> Target | None:
        return self.owner.target


@dataclass(frozen=True)
class ShownPoint:
    """*owner_names*: as the notice prints them, «các xã, phường» for all of them together."""

    point: ConclusionPoint
    owners: tuple[ShownOwner, ...]
    owner_names: tuple[str, ...]

    @property
    def owners_text(self) -> str:
        return ", ".join(self.owner_names)


def shown_points(conference: Conference) -> list[ShownPoint]:
    """Points with the names of their owners; the same number of queries however many."""
    points = list(points_of(conference))
    owners = [owner for point in points for owner in point.owners.all()]
    names = names_on({owner.unit_id for owner in owners}, conference.held_on)
    below = units_below(conference)
    shown = []
    for point in points:
        named = tuple(ShownOwner(owner, _name(owner, names)) for owner in point.owners.all())
        shown.append(ShownPoint(point, named, _together(named, below)))
    return shown


def _name(owner: ConclusionOwner, names: dict[int, str]) -> str:
    return owner.body.name if owner.body else names.get(owner.unit_id, f"mã {owner.unit.code}")


def _together(owners: Sequence[ShownOwner], below: Sequence[UnitVersion]) -> tuple[str, ...]:
    """Names of *owners*; where every unit just under the locality is among them, «các phường, xã» for those."""
    every = {version.unit_id for version in below}
    whole = {one.owner.unit_id for one in owners if one.owner.body_id is None}
    if len(every) > 1 and every <= whole:
        rest = [one.name for one in owners if one.owner.body_id is not None or one.owner.unit_id not in every]
        return (*rest, f"các {types_of(below)}")
    return tuple(one.name for one in owners)


def units_below(conference: Conference) -> list[UnitVersion]:
    """Communes and wards (of a ward: villages) just under the locality on the day of the conference, by name."""
    rows = UnitVersion.objects.on(conference.held_on).filter(parent=conference.locality.unit_id)
    return list(rows.select_related("unit").order_by("name"))


def types_of(units: Sequence[UnitVersion]) -> str:
    """«phường, xã»: what kinds of units they are, each once."""
    return ", ".join(sorted({version.type.lower() for version in units}))


def existence_of(unit: Unit, body: Body | None, day: date) -> Existence:
    """Until when an owner exists and who took over: a body by its own end or that of its unit."""
    ends = [end for end in (body.valid_to if body else None, unit.ended_on) if end is not None]
    name = body.name if body else names_on([unit], day).get(unit.pk, f"mã {unit.code}")
    if not ends:
        return Existence(name)
    heirs = [row.successor for row in Succession.objects.filter(predecessor=unit).select_related("successor")]
    names = names_on(heirs, min(ends))
    if body is not None:
        slug = body.code.partition("/")[2]
        same = Body.objects.filter(code__in=[f"{heir.code}/{slug}" for heir in heirs]).order_by("code")
        found = [one.name for one in same]
        return Existence(name, min(ends), found or sorted(names.values()))
    return Existence(name, min(ends), sorted(names.values()))


@dataclass(frozen=True)
class Waiting:
    """Something of a conference that waits for the office: *view* is the page where it is done."""

    conference: Conference
    what: str
    count: int
    view: str
    is_numbered: bool = False


def closing_waits(locality: Locality) -> list[Waiting]:
    """What the office has to do on the stage and after it, by conference: for the desk."""
    found: list[Waiting] = []
    for conference in Conference.objects.filter(locality=locality, state=Conference.State.OPEN).select_related("locality"):
        uncalled = stage_of(conference).uncalled
        unseen = ConclusionPoint.objects.filter(conference=conference, looked_at=False).count()
        if uncalled:
            found.append(Waiting(conference, "tên chưa gọi trong lễ trao tặng", uncalled, "conference:ceremony"))
        if unseen:
            found.append(Waiting(conference, "điểm kết luận chưa xem", unseen, "conference:conclusion"))
    for notice in open_notices(locality):
        what = "thông báo kết luận chờ số" if not notice.number else "thông báo kết luận chờ bản đã ký"
        found.append(Waiting(notice.conference, what, 1, "conference:conclusion_notice", is_numbered=bool(notice.number)))
    return found


def open_notices(locality: Locality) -> QuerySet[ConclusionNotice]:
    """Notices of the locality that have no number yet, or no scan of the signed paper."""
    return ConclusionNotice.objects.filter(Q(number="") | Q(signed_file=None), conference__locality=locality).select_related(
        "conference__locality"
    )


def notice_of(conference: Conference) -> ConclusionNotice | None:
    return (
        ConclusionNotice.objects.filter(conference=conference)
        .select_related("conference__locality", "conference__programme", "body", "signed_file")
        .first()
    )


def conclusion_text(conference: Conference) -> str:
    """The chair's conclusion as written down among the speeches; "" when there is none."""
    spoken = Speech.objects.filter(conference=conference, kind=Speech.Kind.CONCLUSION).order_by("order", "pk")
    return "\n".join(speech.text for speech in spoken if speech.text)


def attendance_taken(conference: Conference) -> bool:
    return Guest.objects.filter(conference=conference).exclude(attendance=Guest.Attendance.UNKNOWN).exists()
