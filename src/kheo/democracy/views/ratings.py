"""Sheets on grassroots democracy: the year's list, a sheet beside the record, closing it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kheo.assessment.actions.sheets import close_assessment, record_scores
from kheo.assessment.models import Assessment
from kheo.assessment.queries.sheets import sheet, standings
from kheo.democracy.actions.ratings import FIRST_YEAR, open_rating
from kheo.democracy.figures.beside import facts_beside
from kheo.democracy.forms.ratings import OpenForm
from kheo.democracy.models import DemocracyRating
from kheo.democracy.queries.ratings import find_rating, ratings_of, units_to_rate
from kheo.directives.views.records import asked_year
from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.forms.assessments import CloseForm, ScoresForm
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.organisation.queries.units import name_on

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@page("rating.read")
@read_or_write
def ratings(request: HttpRequest, locality: Locality) -> HttpResponse:
    """The year's sheets, best first among those that are whole; the office opens one here."""
    today = timezone.localdate()
    year = min(max(asked_year(request, today.year), FIRST_YEAR), today.year)
    units = units_to_rate(locality, today)
    form = OpenForm(locality, units, request.POST or None)
    if request.method == "POST" and form.is_valid():
        unit = next(unit for unit, _name in units if unit.pk == form.cleaned_data["unit"])
        try:
            made = open_rating(acting(request), locality, unit, year, form.cleaned_data["criteria_set"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            return redirect("democracy:rating", locality.code, made.pk)
    context = {
        "year": year,
        "years": range(today.year, FIRST_YEAR - 1, -1),
        "rows": [one for one in ratings_of(locality, year, today) if one.rating],
        "form": form,
        "may_open": may(request, "assessment.verify", locality),
    }
    return render(request, "democracy/ratings.html", context, status=422 if form.errors else 200)


@page("rating.read")
@read_or_write
def rating(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = _rating(locality, pk)
    form = ScoresForm(sheet(found.assessment), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_scores(acting(request), found.assessment, form.scores(), posted_version(request))
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi điểm.")
            return redirect("democracy:rating", locality.code, found.pk)
    return _sheet(request, found, form, CloseForm())


@page("assessment.close")
@require_POST
def rating_close(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = _rating(locality, pk)
    form = CloseForm(request.POST)
    if form.is_valid():
        try:
            close_assessment(acting(request), found.assessment, form.cleaned_data["day"], posted_version(request))
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã chốt điểm.")
            return redirect("democracy:rating", locality.code, found.pk)
    return _sheet(request, found, ScoresForm(sheet(found.assessment)), form)


def _sheet(request: HttpRequest, found: DemocracyRating, form: ScoresForm, close: CloseForm) -> HttpResponse:
    locality = found.locality
    assessment = Assessment.objects.select_related("criteria_set").get(pk=found.assessment_id)
    is_open = assessment.state != Assessment.State.CLOSED
    context = {
        "rating": found,
        "name": name_on(found.unit, timezone.localdate()),
        "assessment": assessment,
        "criteria_set": assessment.criteria_set,
        "standing": standings([assessment.pk])[assessment.pk],
        "form": form,
        "close": close,
        "facts": facts_beside(found),
        "may_score": is_open and may(request, "assessment.verify", locality),
        "may_close": is_open and may(request, "assessment.close", locality),
    }
    return render(request, "democracy/rating.html", context, status=422 if form.errors or close.errors else 200)


def _rating(locality: Locality, pk: int) -> DemocracyRating:
    found = find_rating(locality, pk)
    if found is None:
        raise Http404("Không có phiếu này.")
    return found
