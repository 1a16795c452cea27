"""The roll at the door, on a phone: one tap a head, or everybody who is left at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kheo.conference.actions.guests import mark_attendance, mark_present
from kheo.conference.models import Conference
from kheo.conference.queries.guests import counts_of, groups_of, shown
from kheo.conference.rules.guests import total
from kheo.conference.views.lookup import conference_or_404, guest_or_404, is_closed
from kheo.foundation.forms import posted_version
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality


@page("conference.manage")
@require_safe
def roll(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    return show_roll(request, conference_or_404(locality, pk))


def show_roll(request: HttpRequest, found: Conference, problems: RefusedError | None = None) -> HttpResponse:
    groups = groups_of(found)
    context = {
        "conference": found,
        "groups": groups,
        "total": total(group.count for group in groups),
        "is_closed": is_closed(found),
        "problems": problems.problems if problems else (),
    }
    return render(request, "conference/roll.html", context, status=422 if problems else 200)


@page("conference.manage")
@require_safe
def head(request: HttpRequest, locality: Locality, pk: int, guest: int) -> HttpResponse:
    """One head of the roll with the counts: what the page puts in place of the old one after a tap."""
    found = conference_or_404(locality, pk)
    return render(request, "conference/roll_head.html", _of_one(found, guest))


def _of_one(found: Conference, guest: int, problems: RefusedError | None = None) -> dict[str, Any]:
    counts = counts_of(found)
    return {
        "conference": found,
        "locality": found.locality,
        "row": shown([guest_or_404(found, guest)], found.held_on)[0],
        "counts": counts,
        "total": total(counts),
        "is_closed": is_closed(found),
        "problems": problems.problems if problems else (),
        "is_part": True,
    }


@page("conference.manage")
@require_POST
def mark(request: HttpRequest, locality: Locality, pk: int, guest: int) -> HttpResponse:
    """Mark one head; with a script the page gets that head alone, without one it comes back to it."""
    found = conference_or_404(locality, pk)
    row = guest_or_404(found, guest)
    is_part = bool(request.htmx)  # type: ignore[attr-defined]  # put there by HtmxMiddleware
    mark, stand_in = request.POST.get("attendance", ""), request.POST.get("stand_in", "")
    try:
        mark_attendance(acting(request), row, mark, stand_in, posted_version(request))
    except RefusedError as refusal:
        if is_part:
            return render(request, "conference/roll_head.html", _of_one(found, guest, refusal), status=422)
        return show_roll(request, found, refusal)
    if is_part:
        return redirect("conference:head", locality.code, found.pk, row.pk)
    return redirect(f"{reverse('conference:roll', args=[locality.code, found.pk])}#khach-{row.pk}")


@page("conference.manage")
@require_POST
def mark_many(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Everybody who is ticked and not marked yet is here."""
    found = conference_or_404(locality, pk)
    keys = [int(key) for key in request.POST.getlist("guests") if key.isascii() and key.isdigit() and len(key) < 19]
    try:
        count = mark_present(acting(request), found, keys)
    except RefusedError as refusal:
        return show_roll(request, found, refusal)
    messages.success(request, f"Đã điểm danh {count} đầu người có mặt.")
    return redirect("conference:roll", locality.code, found.pk)
