"""Standing and ranking of a programme's registrations."""

from dataclasses import dataclass

from django.db.models import F

from kheo.assessment.models import Assessment, CriteriaSet, Criterion, ItemScore
from kheo.assessment.queries import SheetLine, Standing, sheet, standings
from kheo.assessment.rules import places
from kheo.movement.models import Programme, Registration, RegistrationAssessment
from kheo.movement.queries.registrations import registrations_of

NOTHING = Standing(None, None, 0, 0, "")


@dataclass(frozen=True)
class Ranked:
    """One registration with what its sheet adds up to. ``place`` is None while an item has no verified score."""

    registration: Registration
    standing: Standing
    place: int | None
    is_closed: bool


def assessment_of(registration: Registration) -> Assessment | None:
    link = RegistrationAssessment.objects.filter(registration=registration).select_related("assessment__criteria_set").first()
    return link.assessment if link else None


def ranking(programme: Programme) -> list[Ranked]:
    """Registrations that are or may be assessed, by place, then the ones without, by title; a fixed number of queries."""
    rows = list(
        registrations_of(programme)
        .exclude(state=Registration.State.STOPPED)
        .select_related("assessment_link__assessment__criteria_set")
        .order_by("initiative__title", "pk")
    )
    links = {row.pk: row.assessment_link.assessment for row in rows if hasattr(row, "assessment_link")}
    found = standings(assessment.pk for assessment in links.values())
    standing_of = {key: found[assessment.pk] for key, assessment in links.items()}
    whole = [row for row in rows if row.pk in links and standing_of[row.pk].is_complete]
    totals = [standing_of[row.pk].verified_total for row in whole]
    place_of = dict(zip((row.pk for row in whole), places([total for total in totals if total is not None]), strict=True))
    ranked = [
        Ranked(
            row,
            standing_of.get(row.pk, NOTHING),
            place_of.get(row.pk),
            row.pk in links and links[row.pk].state == Assessment.State.CLOSED,
        )
        for row in rows
    ]
    return sorted(ranked, key=lambda one: (one.place is None, one.place or 0))


def next_to_score(programme: Programme, after: Registration) -> Registration | None:
    """The registration without a whole verified sheet that follows *after* in the order of titles, round to the start."""
    waiting = [one.registration for one in ranking(programme) if not one.standing.is_complete and not one.is_closed]
    waiting = [row for row in sorted(waiting, key=_order) if row.pk != after.pk]
    return next((row for row in waiting if _order(row) > _order(after)), waiting[0] if waiting else None)


def _order(registration: Registration) -> tuple[str, int]:
    return registration.initiative.folded, registration.pk


def sheet_of(registration: Registration) -> tuple[Assessment | None, list[SheetLine]]:
    """The registration's sheet, or the empty lines of the programme's set before it is opened."""
    assessment = assessment_of(registration)
    if assessment is not None:
        return assessment, sheet(assessment)
    criteria_set: CriteriaSet | None = registration.programme.criteria_set
    items = Criterion.objects.filter(criteria_set=criteria_set) if criteria_set else []
    return None, [SheetLine(item, None) for item in items]


@dataclass(frozen=True)
class Difference:
    """An item of a closed sheet whose two scores differ, with the initiative's title."""

    title: str
    score: ItemScore


def differences(programme: Programme) -> list[Difference]:
    """Every item of the programme's closed sheets whose verified score is not the self-score, by title and item."""
    scores = (
        ItemScore.objects.filter(
            assessment__registration_link__registration__programme=programme, assessment__state=Assessment.State.CLOSED
        )
        .exclude(self_score=F("verified_score"))
        .exclude(self_score=None)
        .annotate(title=F("assessment__registration_link__registration__initiative__title"))
        .select_related("criterion")
        .order_by("assessment__registration_link__registration__initiative__folded", "assessment", "criterion__order")
    )
    return [Difference(score.title, score) for score in scores]
