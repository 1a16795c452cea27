"""Standing and ranking of a programme's registrations."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from kheo.assessment.models import Assessment, Council, CriteriaSet, Criterion, ItemScore
from kheo.assessment.queries.results import results_of
from kheo.assessment.queries.sheets import SheetLine, Standing, sheet, standings
from kheo.assessment.rules.ranking import places, with_ties_broken
from kheo.movement.models import Programme, Registration, RegistrationAssessment
from kheo.movement.queries.councils import council_of
from kheo.movement.queries.registrations import registrations_of

NOTHING = Standing(None, None, 0, 0, "")


@dataclass(frozen=True)
class Ranked:
    """One registration with what its sheet adds up to. ``place`` is None while an item has no verified score."""

    registration: Registration
    standing: Standing
    place: int | None
    is_closed: bool
    council_file: int | None = None

    @property
    def waits(self) -> bool:
        """Whether the office still has points to give: what is before a council waits for the council."""
        return not (self.standing.is_complete or self.is_closed or self.council_file)


def assessment_of(registration: Registration) -> Assessment | None:
    link = RegistrationAssessment.objects.filter(registration=registration).select_related("assessment__criteria_set").first()
    return link.assessment if link else None


@dataclass(frozen=True)
class Place:
    """The same without the record: for lists that show a part of a year. *key*: primary key of the registration."""

    key: int
    standing: Standing
    place: int | None
    is_closed: bool
    council_file: int | None = None

    @property
    def waits(self) -> bool:
        """Whether the office still has points to give: what is before a council waits for the council."""
        return not (self.standing.is_complete or self.is_closed or self.council_file)


def places_of(programme: Programme) -> list[Place]:
    """Registrations that are or may be assessed, by place, then the ones without, by title; a fixed number of queries."""
    found_rows = (
        registrations_of(programme)
        .exclude(state=Registration.State.STOPPED)
        .order_by("initiative__title", "pk")
        .values_list(
            "pk",
            "assessment_link__assessment",
            "assessment_link__assessment__state",
            "assessment_link__assessment__council_file",
            "assessment_link__assessment__council_file__left_out_reason",
        )
    )
    rows = [(key, sheet, state, None if left_out else file) for key, sheet, state, file, left_out in found_rows]
    found = standings(sheet for _key, sheet, _state, _file in rows if sheet)
    whole = [(key, found[sheet].ranked_by) for key, sheet, _state, _file in rows if sheet and found[sheet].is_complete]
    ordered = places([total for _key, total in whole if total is not None])
    council = council_of(programme)
    if council is not None and council.state == Council.State.PUBLISHED:  # its ties may be broken by its own rule
        by_file = {one.file.pk: one.place for one in results_of(council).files}
        file_of = {key: file for key, _sheet, _state, file in rows}
        ordered = with_ties_broken(ordered, [by_file.get(file_of[key] or 0) for key, _total in whole])
    place_of = dict(zip((key for key, _total in whole), ordered, strict=True))
    ranked = [
        Place(key, found[sheet] if sheet else NOTHING, place_of.get(key), state == Assessment.State.CLOSED, file)
        for key, sheet, state, file in rows
    ]
    return sorted(ranked, key=lambda one: (one.place is None, one.place or 0))


def with_registrations(programme: Programme, some: Sequence[Place]) -> list[Ranked]:
    """*some* of the places with what a list shows of each; one query."""
    rows = registrations_of(programme).filter(pk__in=[one.key for one in some]).in_bulk()
    return [Ranked(rows[one.key], one.standing, one.place, one.is_closed, one.council_file) for one in some]


def ranking(programme: Programme) -> list[Ranked]:
    """All of :func:`places_of` with their registrations."""
    return with_registrations(programme, places_of(programme))


def next_to_score(programme: Programme, after: Registration) -> Registration | None:
    """The registration without a whole verified sheet that follows *after* in the order of titles, round to the start."""
    waiting = [one.registration for one in ranking(programme) if one.waits]
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
    return None, [SheetLine(item, None) for item in items if item.rule.applies_to("")]


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
