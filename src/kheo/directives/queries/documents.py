"""Directives of a locality: in force or no longer, each with its requirements and how its tasks stand."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from kheo.directives.models import Directive, Requirement
from kheo.directives.queries.counts import Counts, counts_by_directive, counts_by_requirement
from kheo.organisation.models import Locality


def directives_of(locality: Locality) -> QuerySet[Directive]:
    """Every directive of the locality, the newest first, with ``requirement_count``."""
    return (
        Directive.objects.filter(locality=locality)
        .select_related("replaced_by", "file")
        .annotate(requirement_count=Count("requirements"))
    )


def in_force(rows: QuerySet[Directive], day: date) -> QuerySet[Directive]:
    """Those of *rows* that hold on *day*: from the day of signing unless the paper names a later one."""
    return rows.annotate(begins=Coalesce("valid_from", "issued_on")).filter(begins__lte=day).exclude(valid_to__lte=day)


def find_directive(locality: Locality, pk: int) -> Directive | None:
    """The directive **in that locality**: another one's is not found."""
    return directives_of(locality).select_related("locality__unit").filter(pk=pk).first()


def find_requirement(locality: Locality, pk: int) -> Requirement | None:
    return Requirement.objects.filter(directive__locality=locality, pk=pk).select_related("directive").first()


def holds_on(directive: Directive, day: date) -> bool:
    begins = directive.valid_from or directive.issued_on
    return begins <= day and (directive.valid_to is None or day < directive.valid_to)


@dataclass(frozen=True)
class ShownDirective:
    """A directive as the list shows it; *state*: ``in_force``, ``coming`` (from a day to come) or ``ended``."""

    directive: Directive
    state: str
    counts: Counts


def shown_directives(locality: Locality, day: date, kind: str = "") -> list[ShownDirective]:
    """The directives of *kind* (all without one), those that hold first; two queries however many."""
    rows = directives_of(locality).order_by(F("issued_on").desc(), "pk")
    counts = counts_by_directive(locality, day)
    found = [
        ShownDirective(one, state_on(one, day), counts.get(one.pk, Counts()))
        for one in (rows.filter(kind=kind) if kind else rows)
    ]
    order = {"in_force": 0, "coming": 1, "ended": 2}
    return sorted(found, key=lambda one: order[one.state])


def state_on(directive: Directive, day: date) -> str:
    if holds_on(directive, day):
        return "in_force"
    return "ended" if directive.valid_to is not None and directive.valid_to <= day else "coming"


@dataclass(frozen=True)
class ShownRequirement:
    requirement: Requirement
    counts: Counts


def shown_requirements(directive: Directive, day: date) -> list[ShownRequirement]:
    """The requirements in their order, each with how its tasks stand; two queries."""
    counts = counts_by_requirement(directive.locality, directive.pk, day)
    rows = Requirement.objects.filter(directive=directive).order_by("order")
    return [ShownRequirement(one, counts.get(one.pk, Counts())) for one in rows]


def replacements_for(directive: Directive) -> QuerySet[Directive]:
    """What may stand in place of *directive*: every other one of its locality, the newest first."""
    return Directive.objects.filter(locality=directive.locality).exclude(pk=directive.pk).order_by("-issued_on", "pk")


def requirements_for(locality: Locality, day: date, chosen: int | None = None) -> QuerySet[Requirement]:
    """Requirements to choose from for a task: those of what holds on *day*, and the one that is *chosen* already."""
    holding = in_force(Directive.objects.filter(locality=locality), day).values("pk")
    rows = Requirement.objects.filter(directive__locality=locality)
    return (
        rows.filter(Q(directive__in=holding) | Q(pk=chosen))
        .select_related("directive")
        .order_by("-directive__issued_on", "directive", "order")
    )
