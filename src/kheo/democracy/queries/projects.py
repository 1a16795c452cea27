"""Projects of a locality with their money, gifts and progress, as pages and papers show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from kheo.democracy.models import Contribution, Progress, Project, ProjectSource
from kheo.democracy.queries.matters import villages_on
from kheo.democracy.queries.roll import counts_on
from kheo.democracy.rules.projects import MEASURES, Gift
from kheo.democracy.workflow import PROJECT
from kheo.foundation.numbers import written
from kheo.movement.rules.curves import Curve, curve
from kheo.movement.rules.jumps import Value
from kheo.organisation.models import Locality
from kheo.organisation.queries.units import names_on

GIFT_WORDS = {Gift.MONEY: "tiền", Gift.WORK: "ngày công", Gift.LAND: "đất"}


@dataclass(frozen=True)
class Given:
    """All of one kind of gift: «1.240 ngày công của 86 hộ»."""

    gift: str
    amount: Decimal
    households: int

    @property
    def words(self) -> str:
        measure = MEASURES[self.gift]
        return f"{written(self.amount)} {measure}" + (" đất" if self.gift == Gift.LAND else "")


@dataclass(frozen=True)
class Share:
    """A source of the money: *bar* is its length in 1/1000 of the longest."""

    label: str
    amount: int
    bar: int


@dataclass(frozen=True)
class ProjectView:
    project: Project
    village: str
    sources: list[Share]
    progress: list[Progress]
    given: list[Given]
    gifts: list[tuple[Contribution, str]]
    state: str
    days_late: int

    @property
    def last(self) -> Progress | None:
        return self.progress[-1] if self.progress else None

    @property
    def chart(self) -> Curve | None:
        return curve([Value(Decimal(one.percent), one.on) for one in self.progress], Decimal(100))


def households_known(locality: Locality, village: int | None, day: date) -> int | None:
    """Households on the roll of *village* (a key; None: of all villages together) on *day*; None where a roll is not kept."""
    asked = [village] if village is not None else [one.unit_id for one in villages_on(locality, day)]
    counts = counts_on(asked, day)
    return sum(counts.values()) if counts and all(counts.values()) else None


def projects_of(locality: Locality) -> QuerySet[Project]:
    return Project.objects.filter(locality=locality).select_related("locality")


def view_of_project(project: Project, today: date) -> ProjectView:
    """Everything of one project that stands: rows that were corrected are not among them. A fixed number of queries."""
    gifts = list(Contribution.objects.filter(project=project, corrected_by=None, amount__gt=0))
    villages = {one.village_id for one in gifts if one.village_id} | ({project.village_id} if project.village_id else set())
    names = names_on(villages, today)
    sources = list(ProjectSource.objects.filter(project=project))
    most = max((one.amount for one in sources), default=1)
    return ProjectView(
        project=project,
        village=names.get(project.village_id or 0, ""),
        sources=[Share(one.label, one.amount, round(1000 * one.amount / most)) for one in sources],
        progress=list(Progress.objects.filter(project=project, corrected_by=None)),
        given=given_in(gifts),
        gifts=[(one, names.get(one.village_id or 0, "")) for one in gifts],
        state=PROJECT.label(project.state),
        days_late=days_late(project, today),
    )


def given_in(gifts: Sequence[Contribution]) -> list[Given]:
    """*gifts* added up by their kind, in the order money, work, land."""
    return [
        Given(gift, sum((one.amount for one in rows), Decimal(0)), sum(one.households or 0 for one in rows))
        for gift in Gift
        if (rows := [one for one in gifts if one.gift == gift])
    ]


def days_late(project: Project, today: date) -> int:
    """How many days a project runs beyond its plan; 0 for one that is done, stopped or in time."""
    if project.state not in {"planned", "running"}:
        return 0
    return max((today - project.ends_on).days, 0)


@dataclass(frozen=True)
class ProjectLine:
    """A project in a list: how far it is, and whether it is late."""

    project: Project
    village: str
    percent: int
    state: str
    days_late: int


def project_lines(locality: Locality, today: date) -> list[ProjectLine]:
    """Projects of *locality*, those at work first; three queries."""
    projects = list(projects_of(locality).order_by("-starts_on", "-pk"))
    names = names_on({one.village_id for one in projects if one.village_id}, today)
    newest = {
        one.project_id: one.percent
        for one in Progress.objects.filter(project__in=projects, corrected_by=None).order_by("on", "pk")
    }
    lines = [
        ProjectLine(
            one, names.get(one.village_id or 0, ""), newest.get(one.pk, 0), PROJECT.label(one.state), days_late(one, today)
        )
        for one in projects
    ]
    return sorted(lines, key=lambda line: line.project.state in {"done", "stopped"})
