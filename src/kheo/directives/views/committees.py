"""Steering committees: all of them, one on any day, its decisions one by one, its files."""

from datetime import date

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kheo.directives.queries.committees import (
    bodies_without_committee,
    history_of,
    rules_of,
    rules_on,
    seats_of,
    state_on,
    states_on,
)
from kheo.directives.queries.inspections import plans_of
from kheo.directives.views.records import asked_day, committee_or_404, decision_or_404, rules_or_404
from kheo.foundation.downloads import as_download
from kheo.foundation.forms import DayField
from kheo.organisation.access import may, page
from kheo.organisation.models import Locality


class AskDayForm(forms.Form):
    ngay = DayField(label="Danh sách của ngày")

    def __init__(self, day: date) -> None:
        super().__init__(initial={"ngay": day})
        self.fields["ngay"].help_text = ""  # filled in, it shows how a day is typed


@page("directive.read")
@require_safe
def committees(request: HttpRequest, locality: Locality) -> HttpResponse:
    states = states_on(locality, timezone.localdate())
    own = [state for state in states if state.committee.body.unit_id == locality.unit_id]
    context = {
        "groups": [
            (f"Của {locality.name}", own),
            ("Ở cơ sở", [state for state in states if state not in own]),
        ],
        "count": len(states),
        "without": list(bodies_without_committee(locality)),
        "may_manage": may(request, "committee.manage", locality),
    }
    return render(request, "directives/committees.html", context)


@page("directive.read")
@require_safe
def committee(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The list in force today or on ``?ngay=``, with the decisions, the working rules and the inspection plans."""
    found = committee_or_404(locality, pk)
    today = timezone.localdate()
    day = asked_day(request, today)
    context = {
        "committee": found,
        "state": state_on(found, day),
        "day": day,
        "is_today": day == today,
        "day_form": AskDayForm(day),
        "history": list(history_of(found)),
        "rules": rules_on(found, day),
        "older_rules": list(rules_of(found)),
        "plans": list(plans_of(found)),
        "may_manage": may(request, "committee.manage", locality),
    }
    return render(request, "directives/committee.html", context)


@page("directive.read")
@require_safe
def decision(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """One decision with the list as it brought it, whatever came after."""
    found = decision_or_404(locality, pk)
    context = {
        "decision": found,
        "committee": found.committee,
        "seats": seats_of(found, found.date),
        "replaced_by": getattr(found, "corrected_by", None),
        "may_manage": may(request, "committee.manage", locality),
    }
    return render(request, "directives/committee_decision.html", context)


@page("directive.read")
@require_safe
def decision_file(_request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = decision_or_404(locality, pk)
    if found.file is None:
        raise Http404("Quyết định này chưa có tệp.")
    return as_download(found.file)


@page("directive.read")
@require_safe
def rules_file(_request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = rules_or_404(locality, pk)
    if found.file is None:
        raise Http404("Quy chế này chưa có tệp.")
    return as_download(found.file)
