"""«Under today's units»: both counts, and the choice for what a split unit left."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.allocation import allocate_registration
from kheo.movement.models import Registration
from kheo.movement.queries.allocation import both_views
from kheo.movement.views.lookup import programme_or_404, sent_number, sent_version
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality, Unit


@page("units.allocate")
@require_http_methods(["GET", "HEAD", "POST"])
def allocation(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    """One form a registration: choosing the successor, or taking the choice back."""
    found = programme_or_404(locality, programme)
    problems: tuple[object, ...] = ()
    if request.method == "POST":
        try:
            _allocate(request, found.pk)
        except RefusedError as refusal:
            problems = refusal.problems
        else:
            return redirect("movement:allocation", locality.code, found.code)
    context = {"programme": found, "views": both_views(found, timezone.localdate()), "problems": problems}
    return render(request, "movement/allocation.html", context, status=422 if problems else 200)


def _allocate(request: HttpRequest, programme: int) -> None:
    registration = (
        Registration.objects.filter(programme=programme, pk=sent_number(request, "registration"))
        .select_related("programme__locality")
        .first()
    )
    successor = Unit.objects.filter(pk=sent_number(request, "successor")).first()
    if registration is None or (successor is None and request.POST.get("act") != "take_back"):
        raise RefusedError("Chọn đơn vị nhận trong danh sách.")
    allocate_registration(acting(request), registration, successor, sent_version(request))
    said = "Đã bỏ phân bổ." if successor is None else "Đã phân bổ."
    messages.success(request, said)
