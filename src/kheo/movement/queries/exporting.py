"""What a programme's list is written from; a fixed number of queries whatever its length."""

from collections.abc import Iterator
from decimal import Decimal

from kheo.assessment.models import Assessment
from kheo.assessment.queries.sheets import standings
from kheo.movement.models import Programme, Registration, Result
from kheo.movement.queries.registrations import place_name, registrations_of
from kheo.movement.workflow import REGISTRATION
from kheo.movement.writing import ListedResult, ListedRow


def listed_registrations(programme: Programme, state: str = "", *, with_scores: bool = False) -> list[tuple[int, ListedRow]]:
    """The registrations (all, or those in *state*), by title, each with its primary key; scores only of closed sheets."""
    rows = registrations_of(programme).select_related("assessment_link__assessment").order_by("initiative__folded", "pk")
    found = list(rows.filter(state=state) if state else rows)
    newest: dict[int, dict[str, Decimal]] = {}
    kept = Result.objects.filter(registration__programme=programme).exclude(measure="").order_by("as_of", "pk")
    for pk, measure, value in kept.values_list("registration", "measure", "value"):
        newest.setdefault(pk, {})[measure] = value
    sheets = {row.pk: row.assessment_link.assessment for row in found if with_scores and hasattr(row, "assessment_link")}
    closed = {key: one.pk for key, one in sheets.items() if one.state == Assessment.State.CLOSED}
    standing = standings(closed.values()) if closed else {}
    listed = []
    for row in found:
        initiative = row.initiative
        told = standing.get(closed.get(row.pk, 0))
        listed.append(
            (
                row.pk,
                ListedRow(
                    title=initiative.title,
                    unit=place_name(row),
                    unit_code=initiative.body.code if initiative.body else initiative.unit.code,
                    field=row.field.key,
                    kind=initiative.kind,
                    subject=initiative.subject,
                    holder=initiative.holder,
                    novelty=row.novelty,
                    leading_kind=row.leading_kind,
                    leading_body=row.leading_body,
                    summary=initiative.summary,
                    answers=row.answers,
                    results=newest.get(row.pk, {}),
                    state=REGISTRATION.label(row.state),
                    registered_on=row.registered_on,
                    score=told.verified_total if told else None,
                    grade=told.class_name if told else "",
                ),
            )
        )
    return listed


def listed_results(programme: Programme, listed: list[tuple[int, ListedRow]]) -> Iterator[ListedResult]:
    """Every result of the listed registrations, in their order, the oldest first."""
    by_registration: dict[int, list[Result]] = {}
    kept = Result.objects.filter(registration__programme=programme).select_related("aim").order_by("as_of", "pk")
    for result in kept:
        by_registration.setdefault(result.registration_id, []).append(result)
    for pk, row in listed:
        for one in by_registration.get(pk, ()):
            label = one.aim.label if one.aim and not one.measure else one.get_measure_display()
            unit = f" ({one.aim.unit})" if one.aim and one.aim.unit and not one.measure else ""
            yield ListedResult(row.title, row.unit, f"{label}{unit}", one.value, one.as_of, one.note)


def states_of(programme: Programme) -> dict[str, str]:
    """Steps that registrations of *programme* stand at, with their labels."""
    held = set(Registration.objects.filter(programme=programme).values_list("state", flat=True))
    return {code: label for code, label in Registration.State.choices if code in held}
