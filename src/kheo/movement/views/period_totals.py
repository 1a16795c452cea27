"""What the reports say together: on one page, and as a paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.downloads import send_printed
from kheo.movement.papers import consolidated
from kheo.movement.queries.period_totals import consolidate
from kheo.movement.queries.periods import mappings_of
from kheo.movement.views.period_lookup import period_or_404
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.authority import Owner, require
from kheo.organisation.models import Locality

MAKERS = {"docx": to_docx, "pdf": to_pdf}


@page("period.read")
@require_safe
def period_totals(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """By unit, by field, text under text; every number leads to its report. For whoever reads all reports."""
    found = period_or_404(locality, pk)
    require(acting(request), "period.read", locality, Owner(-1))
    context = {
        "period": found,
        "programme": found.programme,
        "all": consolidate(found, timezone.localdate()),
        "mappings": mappings_of(locality),
        "may_manage": may(request, "period.manage", locality),
    }
    return render(request, "movement/periods/totals.html", context)


@page("period.read")
@require_safe
def period_paper(request: HttpRequest, locality: Locality, pk: int, ending: str) -> HttpResponse:
    found = period_or_404(locality, pk)
    require(acting(request), "period.read", locality, Owner(-1))
    name = f"tong-hop-ky-{found.pk}.{ending}"
    return send_printed(
        request,
        name,
        lambda: MAKERS[ending](consolidated(consolidate(found, timezone.localdate()))),
        ("movement:period_totals", locality.code, found.pk),
    )
