"""What became of issued decisions: corrections, lines taken back."""

from django.db.models import QuerySet

from kheo.organisation.models import Locality
from kheo.recognition.models import Decision, DecisionCorrection, DecisionLine


def corrections_of(decision: Decision) -> QuerySet[DecisionCorrection]:
    """Corrections of the decision, the one without a number last."""
    return DecisionCorrection.objects.filter(decision=decision).order_by("pk")


def find_correction(locality: Locality, decision: int, pk: int) -> DecisionCorrection | None:
    """The correction of that decision **in that locality**."""
    rows = DecisionCorrection.objects.filter(decision__locality=locality, decision=decision, pk=pk)
    found: DecisionCorrection | None = rows.select_related(
        "decision__locality", "decision__body__unit", "decision__programme"
    ).first()
    return found


def find_line(locality: Locality, decision: int, order: int) -> DecisionLine | None:
    """Line *order* of that decision **in that locality**."""
    rows = DecisionLine.objects.filter(decision__locality=locality, decision=decision, order=order)
    return rows.select_related(
        "decision__locality", "decision__programme", "decision__body", "registration__programme__locality"
    ).first()
