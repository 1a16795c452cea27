"""What assessment asks of sheets on grassroots democracy: what each is about, and who holds a position in the unit it judges."""

from collections.abc import Collection, Mapping
from datetime import date

from kheo.assessment.subjects import Subjects, register
from kheo.democracy.models import DemocracyRating
from kheo.organisation.models import Position


class RatingSubjects(Subjects):
    def titles(self, sheets: Collection[int]) -> Mapping[int, str]:
        rows = DemocracyRating.objects.filter(assessment__in=list(sheets))
        return {one.assessment_id: str(one) for one in rows}

    def barred(self, sheets: Collection[int], people: Collection[int], day: date) -> Mapping[tuple[int, int], str]:
        """Who holds a position on *day* in a body of the unit that the sheet judges."""
        rows = dict(DemocracyRating.objects.filter(assessment__in=list(sheets)).values_list("assessment", "unit"))
        held = Position.objects.on(day).filter(person__in=list(people), body__unit__in=set(rows.values())).select_related("body")
        return {
            (sheet, position.person_id): f"{position.title}, {position.body.short_name}"
            for sheet, unit in rows.items()
            for position in held
            if position.body.unit_id == unit
        }


register(RatingSubjects())
