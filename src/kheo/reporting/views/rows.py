"""The rows behind a number of the report that is none of the public figures: tasks, results, activities, the conference."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kheo.figures.queries.record import Scope
from kheo.movement.rules.programmes import year_problem
from kheo.organisation.access import page
from kheo.organisation.models import Locality, Unit
from kheo.reporting.queries.source import MEASURES, Source, row_place

ROWS_A_PAGE = 50


@page("report.read")
@require_safe
def rows(request: HttpRequest, locality: Locality, year: int, key: str) -> HttpResponse:
    """Each row that is counted under *key* in *year*, with where it belongs, and what they make together."""
    measure = MEASURES.get(key)
    if measure is None or year_problem(year):
        raise Http404("Không có số liệu này.")
    unit = Unit.objects.filter(code=request.GET["don_vi"]).first() if "don_vi" in request.GET else None
    if "don_vi" in request.GET and unit is None:
        raise Http404("Không có đơn vị này.")
    source, part = Source(Scope(locality, year, unit), timezone.localdate()), request.GET.get("phan", "")
    try:
        selected = measure.select(source.scope, source.as_of, part)
    except LookupError as unknown:
        raise Http404(str(unknown)) from None
    shown = Paginator(selected.order_by("pk"), ROWS_A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "measure": measure,
        "part": "" if not part or part.isdigit() else measure.part(part).label,
        "year": year,
        "total": measure.value(source.scope, source.as_of, part),
        "as_of": source.as_of,
        "page": shown,
        "lines": [(measure.describe(row), row_place(source, row)) for row in shown],
    }
    return render(request, "reporting/rows.html", context)
