"""What assessment asks of registrations: what a sheet is about, and who holds a position in the unit that it judges."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Q

from kheo.assessment.subjects import Subjects, register
from kheo.movement.models import RegistrationAssessment
from kheo.organisation.models import Position, Succession


class RegistrationSubjects(Subjects):
    def titles(self, sheets: Collection[int]) -> Mapping[int, str]:
        rows = RegistrationAssessment.objects.filter(assessment__in=list(sheets))
        return dict(rows.values_list("assessment", "registration__initiative__title"))

    def barred(self, sheets: Collection[int], people: Collection[int], day: date) -> Mapping[tuple[int, int], str]:
        """Who holds a position on *day* in the body that registered, else in any body of the unit or of the one it became.

        A registration of the whole locality without a body bars nobody by position: every member lives there.
        """
        held = list(
            Position.objects.on(day)
            .filter(Q(body__valid_from=None) | Q(body__valid_from__lte=day), person__in=list(people))
            .filter(Q(body__valid_to=None) | Q(body__valid_to__gt=day))
            .select_related("body")
        )
        rows = RegistrationAssessment.objects.filter(assessment__in=list(sheets)).values_list(
            "assessment",
            "registration__initiative__unit",
            "registration__initiative__body",
            "registration__programme__locality__unit",
        )
        heirs = _heirs({unit for _sheet, unit, _body, _own in rows})
        found: dict[tuple[int, int], str] = {}
        for sheet, unit, body, own in rows:
            units = set() if unit == own else {unit, *heirs.get(unit, ())}
            for position in held:
                mine = position.body_id == body if body else position.body.unit_id in units
                if mine:
                    found.setdefault((sheet, position.person_id), f"{position.title}, {position.body.short_name}")
        return found


def _heirs(units: Iterable[int]) -> dict[int, set[int]]:
    """Units that took over each of *units*, one step; a split has several."""
    found: dict[int, set[int]] = {}
    for old, new in Succession.objects.filter(predecessor__in=list(units)).values_list("predecessor", "successor"):
        found.setdefault(old, set()).add(new)
    return found


register(RegistrationSubjects())
