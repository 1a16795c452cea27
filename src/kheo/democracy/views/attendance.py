"""Attendance on a phone: big ticks, a search, the count against the threshold; one household, one tick."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kheo.democracy.actions.meetings import mark_attendance, mark_by_numbers
from kheo.democracy.forms.matters import ListForm
from kheo.democracy.models import Attendance
from kheo.democracy.queries.roll import search_roll
from kheo.democracy.rules.thresholds import needed
from kheo.democracy.views.doing import done
from kheo.democracy.views.lookup import meeting_or_404
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import Owner, require
from kheo.organisation.models import Locality
from kheo.organisation.queries.units import name_on


@page("round.manage")
@require_safe
def attendance(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Every household of the day's roll with its tick; ``?tim=`` narrows, ``?vang=1`` leaves those not here yet."""
    return _show(request, locality, pk)


def _show(request: HttpRequest, locality: Locality, pk: int, problem: str = "", form: ListForm | None = None) -> HttpResponse:
    held = meeting_or_404(locality, pk)
    found = held.round
    require(acting(request), "round.manage", locality, Owner(found.village_id))
    day = found.opened_on or found.planned_on
    words, only_absent = request.GET.get("tim", "")[:60], request.GET.get("vang") == "1"
    here = set(Attendance.objects.filter(meeting=held).values_list("household", flat=True))
    rows = [(one, one.pk in here) for one in search_roll(found.village, day, words) if not (only_absent and one.pk in here)]
    context = {
        "round": found,
        "meeting": held,
        "village": name_on(found.village, day),
        "rows": rows,
        "words": words,
        "only_absent": only_absent,
        "present": len(here),
        "least": needed(found.matter.kind, found.households, day) if found.households else None,
        "problem": problem,
        "form": form or ListForm(),
    }
    return render(request, "democracy/meetings/attendance.html", context, status=422 if problem or form else 200)


@page("round.manage")
@require_POST
def mark(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Tick or untick one household and come back to where it stands in the list."""
    held = meeting_or_404(locality, pk)
    text = request.POST.get("household", "")
    key = int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0
    try:
        mark_attendance(acting(request), held, key, present=request.POST.get("present") == "1")
    except RefusedError as refusal:
        return _show(request, locality, pk, str(refusal))
    back = reverse("democracy:attendance", args=[locality.code, pk])
    query = request.GET.urlencode()
    return redirect(f"{back}{'?' + query if query else ''}#ho-{key}")


@page("round.manage")
@require_POST
def mark_list(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Tick the households of a list kept on paper."""
    held = meeting_or_404(locality, pk)
    form = ListForm(request.POST)

    def act() -> str:
        count = mark_by_numbers(acting(request), held, form.cleaned_data["numbers"])
        return f"Đã ghi; {count} hộ có mặt."

    if done(request, form, act, lambda: 0):
        return redirect("democracy:attendance", locality.code, pk)
    return _show(request, locality, pk, form=form)
