"""Last year's programme taken over: first what comes along and what does not, then one button."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.copying import copy_programme
from kheo.movement.forms.copying import CopyForm
from kheo.movement.models import Programme
from kheo.movement.queries.copying import copy_plan
from kheo.movement.rules.programmes import FIRST_YEAR, LAST_YEAR
from kheo.movement.views.lookup import programme_or_404
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality


@page("programme.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def programme_copy(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    found = programme_or_404(locality, programme)
    today = timezone.localdate()
    plan = copy_plan(found, _year(request, found), today)
    form = CopyForm(plan, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = copy_programme(acting(request), found, data["year"], data["code"], form.chosen())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(
                request, f"Đã lập chương trình năm {made.year} như năm {found.year}. Xem lại các mốc ngày, sửa chỗ khác đi."
            )
            return redirect("movement:programme_edit", locality.code, made.code)
    taken = Programme.objects.filter(locality=locality, year=plan.year).first()
    context = {"programme": found, "plan": plan, "form": form, "taken": taken}
    return render(request, "movement/rounds/copy.html", context, status=422 if form.errors else 200)


def _year(request: HttpRequest, last: Programme) -> int:
    """The year asked for, else the next one, or this one where the last programme lies years back."""
    asked = request.POST.get("year", "") if request.method == "POST" else request.GET.get("nam", "")
    if asked.isascii() and asked.isdecimal() and len(asked) == 4 and FIRST_YEAR <= int(asked) <= LAST_YEAR:
        return int(asked)
    return max(last.year + 1, timezone.localdate().year)
