"""Figures and their rows for everybody; a text checked against the record for those who write texts."""

import re
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from kheo.figures.forms import TextForm
from kheo.figures.queries import record
from kheo.figures.queries.texts import marks, reconcile_text
from kheo.foundation.once.middleware import without_once
from kheo.movement.models import Programme
from kheo.movement.queries.programmes import current_programmes
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import find_grant, require
from kheo.organisation.models import Body, Locality, Unit

ROWS_A_PAGE = 50
PUBLIC = "page.public"
_YEAR = re.compile(r"[12][0-9]{3}")


def latest_year(locality: Locality) -> int:
    today = timezone.localdate()
    return next((one.year for one in current_programmes(locality, today)), today.year)


def asked_year(request: HttpRequest, locality: Locality) -> int:
    text = request.GET.get("nam", "")
    return int(text) if _YEAR.fullmatch(text) else latest_year(locality)


@require_GET
@page("page.public")
def figures(request: HttpRequest, locality: Locality) -> HttpResponse:
    scope = record.Scope(locality, asked_year(request, locality))
    found = [figure for figure in record.figures_of(scope) if _may_see(request, locality, figure.key)]
    whole = [figure for figure in found if not figure.dimensions]
    groups = [(figure, _parts(figure, found)) for figure in whole if figure.value]
    silent = [figure for figure in whole if not figure.value]
    years = Programme.objects.filter(locality=locality).order_by("-year").values_list("year", flat=True)
    answer = render(request, "figures/figures.html", {"groups": groups, "silent": silent, "year": scope.year, "years": years})
    return _unkept(answer) if any(not _is_public(figure.key) for figure in whole) else answer


def _is_public(key: str) -> bool:
    figure = record.definition_of(key)
    return figure is not None and figure.permission == PUBLIC


def _may_see(request: HttpRequest, locality: Locality, key: str) -> bool:
    figure = record.definition_of(key)
    return figure is not None and find_grant(acting(request), figure.permission, locality) is not None


def _unkept(answer: HttpResponse) -> HttpResponse:
    """A page that the public also has, with more on it for whoever works here: it does not stay in the browser."""
    answer["Cache-Control"] = "no-store"
    return answer


def _parts(whole: record.Figure, found: list[record.Figure]) -> list[tuple[str, list[tuple[str, record.Figure]]]]:
    """The parts of one figure by dimension, each with its Vietnamese words; a dimension that does not divide it is left out."""
    divided = []
    for name in dict.fromkeys(name for figure in found if figure.key == whole.key for name in figure.dimensions):
        parts = [figure for figure in found if figure.key == whole.key and name in figure.dimensions]
        if len(parts) > 1:
            divided.append(
                (record.DIMENSION_LABELS[name], [(record.value_label(name, part.dimensions[name]), part) for part in parts])
            )
    return divided


@require_GET
@page("page.public")
def rows(request: HttpRequest, locality: Locality, key: str) -> HttpResponse:
    figure = record.definition_of(key)
    if figure is None:
        raise Http404("Không có số liệu này.")
    require(acting(request), figure.permission, locality)
    unit = Unit.objects.filter(code=request.GET["don_vi"]).first() if "don_vi" in request.GET else None
    if "don_vi" in request.GET and unit is None:
        raise Http404("Không có đơn vị này.")
    body = Body.objects.filter(locality=locality, code=request.GET["co_quan"]).first() if "co_quan" in request.GET else None
    if "co_quan" in request.GET and body is None:
        raise Http404("Không có tổ chức này.")
    scope = record.Scope(locality, asked_year(request, locality), unit, body)
    dimensions = {name: request.GET[name] for name in [*figure.dimensions, "level"] if request.GET.get(name)}
    selected = record.rows_of(figure, scope, dimensions)
    # Keys are paged, not rows: the unit's name of that time is looked up for those shown alone.
    shown = Paginator(selected.values_list("pk", flat=True), ROWS_A_PAGE).get_page(request.GET.get("trang"))
    context: dict[str, Any] = {
        "figure": figure,
        "year": scope.year,
        "narrowed": [record.value_label(name, value) for name, value in dimensions.items()],
        "total": figure.value_of(selected) if figure.sums else shown.paginator.count,
        "page": shown,
        "lines": [figure.describe(row) for row in selected.filter(pk__in=list(shown))],
    }
    answer = render(request, "figures/rows.html", context)
    return answer if figure.permission == PUBLIC else _unkept(answer)


@without_once
@page("figures.check_text")
def check_text(request: HttpRequest, locality: Locality) -> HttpResponse:
    if request.method != "POST":
        return render(request, "figures/check_text.html", {"form": TextForm(initial={"year": latest_year(locality)})})
    form = TextForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "figures/check_text.html", {"form": form}, status=422)
    scope = record.Scope(locality, form.cleaned_data["year"])
    text = form.cleaned_data["text"]
    result = reconcile_text(text, scope)
    verdicts = [item.verdict for item in result.figures]
    context = {
        "form": TextForm(initial={"text": text, "year": scope.year}),
        "marks": marks(text, result, scope),
        "result": result,
        "year": scope.year,
        "matching": verdicts.count("match"),
        "wrong": len(verdicts) - verdicts.count("match") - verdicts.count("other_scope"),
    }
    return render(request, "figures/check_text.html", context)
