"""Giving one task to many owners at once: from a requirement (``?yeu-cau=``) or freely."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kheo.directives.actions.tasks import assign_tasks
from kheo.directives.forms.tasks import AssignForm
from kheo.directives.queries.documents import requirements_for
from kheo.directives.queries.owners import named_owners, owner_groups
from kheo.directives.views.lookup import requirement_or_404
from kheo.foundation.forms import DayField, say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality


@page("directive.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest, locality: Locality) -> HttpResponse:
    """The owners are those that exist on the day of giving: today, or the day of ``?ngay=`` or of what was sent."""
    today = timezone.localdate()
    requirement = requirement_or_404(locality, request.GET.get("yeu-cau", ""))
    day = _day(request.POST.get("assigned_on") or request.GET.get("ngay", ""), today)
    groups = owner_groups(locality, day)
    initial: dict[str, Any] = {"version": 0, "year": day.year, "assigned_on": day}
    if requirement is not None:
        initial |= {"requirement": requirement.pk, "title": requirement.text[:300]}
    choices = requirements_for(locality, day, requirement.pk if requirement else None)
    known = {choice.key for group in groups for choice in group.choices}
    others = named_owners(locality, set(request.POST.getlist("owners")) - known, day)
    form = AssignForm(choices, groups, others, today, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = assign_tasks(acting(request), locality, data["year"], form.content(), form.chosen(), data["assigned_on"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"Đã giao việc cho {len(made)} đơn vị, cơ quan; mỗi nơi được báo.")
            if len(made) == 1:
                return redirect("directives:task", locality.code, made[0].pk)
            return redirect(f"{reverse('directives:tasks', args=[locality.code])}?nam={data['year']}")
    context = {"form": form, "requirement": requirement, "day": day, "is_past": day != today}
    return render(request, "directives/assign.html", context, status=422 if form.errors else 200)


def _day(text: str, today: date) -> date:
    """The day that *text* names, as the form's own field reads it; today for anything else or a day to come."""
    field = DayField(label="", required=False)
    try:
        read = field.clean(text)
    except Exception:  # noqa: BLE001  the form itself says what is wrong with the day
        return today
    return read if read is not None and read <= today else today
