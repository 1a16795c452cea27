"""Periods and reports by what stands in the address, always within its locality."""

from django.http import Http404, HttpRequest

from kheo.movement.models import Period, PeriodReport
from kheo.movement.queries.periods import find_period, find_report, owner_of_report
from kheo.organisation.actor import acting
from kheo.organisation.authority import require
from kheo.organisation.models import Locality


def period_or_404(locality: Locality, pk: int) -> Period:
    found = find_period(locality, pk)
    if found is None:
        raise Http404("Không có kỳ báo cáo này.")
    return found


def report_or_404(request: HttpRequest, locality: Locality, pk: int) -> PeriodReport:
    """The report, where the one who asks may read it: a unit's staff read their own."""
    found = find_report(locality, pk)
    if found is None:
        raise Http404("Không có báo cáo này.")
    require(acting(request), "period.read", locality, owner_of_report(found))
    return found
