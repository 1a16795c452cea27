"""Conventions of a locality, which version of each holds today, and whether a matter's draft was posted long enough."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from kheo.democracy.models import Convention, ConventionStop, ConventionVersion, Matter
from kheo.democracy.rules.conventions import KIND, deciding_problems, votable_from
from kheo.foundation.refusal import Problem
from kheo.organisation.models import Locality, Unit

HOLDING = ("in_force", "carried_out")


@dataclass(frozen=True)
class VersionState:
    """*stage*: draft, posted, deciding, waiting (passed, not yet recognised), holding, former, fallen, stopped, annulled."""

    version: ConventionVersion
    stage: str
    stop: ConventionStop | None = None

    @property
    def votable_from(self) -> date | None:
        return votable_from(self.version.posted_on) if self.version.posted_on else None


@dataclass(frozen=True)
class ConventionState:
    convention: Convention
    versions: tuple[VersionState, ...]

    @property
    def holding(self) -> VersionState | None:
        """The version that people live by today, also where a part of it is stopped."""
        return next((one for one in self.versions if one.stage in {"holding", "stopped_part"}), None)

    @property
    def newest(self) -> VersionState:
        return self.versions[0]


def conventions_of(locality: Locality, village: Unit | None = None) -> list[ConventionState]:
    """Conventions of *locality* (of *village*) with their versions, newest first; three queries."""
    rows = _with_versions(Convention.objects.filter(locality=locality))
    return [state_of(one) for one in (rows.filter(village=village) if village else rows)]


def find_convention(locality: Locality, pk: int) -> Convention | None:
    return _with_versions(Convention.objects.filter(locality=locality, pk=pk)).first()


def read_again(convention: Convention) -> Convention:
    """*convention* with its versions as they stand now."""
    return _with_versions(Convention.objects.filter(pk=convention.pk)).get()


def _with_versions(rows: QuerySet[Convention]) -> QuerySet[Convention]:
    versions = ConventionVersion.objects.select_related("matter").prefetch_related("stops").order_by("-number")
    return rows.select_related("locality", "village").prefetch_related(Prefetch("versions", versions))


def state_of(convention: Convention) -> ConventionState:
    states: list[VersionState] = []
    is_replaced = False
    for version in convention.versions.all():
        state = _state(version, is_replaced=is_replaced)
        is_replaced = is_replaced or state.stage in {"holding", "stopped", "stopped_part", "annulled"}
        states.append(state)
    return ConventionState(convention, tuple(states))


UNDER_WAY = {
    "proposed": "deciding",
    "deciding": "deciding",
    "passed": "waiting",
    "sent": "waiting",
}
"""What a version is while its matter is in a step; in force it holds, in any other step it fell."""
STOPPED = {"part": "stopped_part", "whole": "stopped", "annulled": "annulled"}


def _state(version: ConventionVersion, *, is_replaced: bool) -> VersionState:
    matter = version.matter
    if matter is None:
        return VersionState(version, "draft" if version.posted_on is None else "posted")
    if matter.state not in HOLDING:
        return VersionState(version, UNDER_WAY.get(matter.state, "fallen"))
    if is_replaced:
        return VersionState(version, "former")
    stop = next(iter(version.stops.all()), None)
    return VersionState(version, STOPPED[stop.kind] if stop else "holding", stop)


def matters_to_attach(convention: Convention) -> QuerySet[Matter]:
    """Matters of the village on a convention that are open and carry no draft yet."""
    rows = Matter.objects.filter(locality=convention.locality, village=convention.village, kind=KIND)
    return rows.filter(state="proposed", convention_version=None).order_by("-pk")


def draft_problems_of(matter: Matter, day: date) -> list[Problem]:
    """Why the village cannot decide on *matter* on *day*: its draft was not posted, or not for 30 days (Điều 9 khoản 1)."""
    if matter.kind != KIND:
        return []
    version = ConventionVersion.objects.filter(matter=matter).first()
    return list(deciding_problems(version.posted_on if version else None, day))
