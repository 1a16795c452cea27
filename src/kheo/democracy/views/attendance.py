"""Attendance on a phone: big ticks, a search, the count against the threshold; one household, one tick, in one cluster."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kheo.democracy.actions.sittings import mark_attendance, mark_by_numbers
from kheo.democracy.forms.matters import ListForm
from kheo.democracy.models import MeetingCluster
from kheo.democracy.queries.roll import search_roll
from kheo.democracy.queries.sittings import Sat, here, meeting_of, others_here
from kheo.democracy.rules.thresholds import needed
from kheo.democracy.views.doing import done
from kheo.democracy.views.lookup import sitting_or_404
from kheo.foundation.refusal import RefusedError
from kheo.foundation.text import fold
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import Owner, require
from kheo.organisation.models import Locality
from kheo.organisation.queries.units import name_on


@page("round.manage")
@require_safe
def attendance(request: HttpRequest, locality: Locality, pk: int, *, in_cluster: bool = False) -> HttpResponse:
    """Every household of the day's roll with its tick; ``?tim=`` narrows, ``?vang=1`` leaves those not here yet.

    In a cluster, those that the roll has in it; ``?ca=1`` the whole roll.
    """
    return _show(request, sitting_or_404(locality, pk, in_cluster=in_cluster))


def _show(request: HttpRequest, sat: Sat, problem: str = "", form: ListForm | None = None) -> HttpResponse:
    meeting = meeting_of(sat)
    found = meeting.round
    locality = found.matter.locality
    require(acting(request), "round.manage", locality, Owner(found.village_id))
    cluster = sat if isinstance(sat, MeetingCluster) else None
    if cluster is None and meeting.clusters.exists():
        return redirect("democracy:meeting", locality.code, found.pk)
    day = found.opened_on or found.planned_on
    words, only_absent = request.GET.get("tim", "")[:60], request.GET.get("vang") == "1"
    ticked = set(here(sat).values_list("household", flat=True))
    elsewhere = others_here(cluster) if cluster else {}
    roll = search_roll(found.village, day, words)
    own = [one for one in roll if fold(one.cluster) == fold(cluster.name) or one.pk in ticked] if cluster else []
    whole = not own or bool(words) or request.GET.get("ca") == "1"
    rows = [
        (one, one.pk in ticked, elsewhere.get(one.pk, ""))
        for one in (roll if whole else own)
        if not (only_absent and (one.pk in ticked or one.pk in elsewhere))
    ]
    context = {
        "round": found,
        "cluster": cluster,
        "is_open": found.state == "open" and not (cluster and cluster.is_counted),
        "village": name_on(found.village, day),
        "rows": rows,
        "words": words,
        "only_absent": only_absent,
        "whole": whole,
        "has_own": bool(own),
        "present": len(ticked),
        "least": needed(found.matter.kind, found.households, day) if found.households and cluster is None else None,
        "mark": _address("attendance_mark", sat),
        "mark_list": _address("attendance_list", sat),
        "problem": problem,
        "form": form or ListForm(),
    }
    return render(request, "democracy/meetings/attendance.html", context, status=422 if problem or form else 200)


def _address(name: str, sat: Sat) -> str:
    """Of the whole meeting, or of the same page of a cluster."""
    meeting = meeting_of(sat)
    if isinstance(sat, MeetingCluster):
        name, key = f"cluster_{name}", sat.pk
    else:
        key = meeting.round_id
    return reverse(f"democracy:{name}", args=[meeting.round.matter.locality.code, key])


@page("round.manage")
@require_POST
def mark(request: HttpRequest, locality: Locality, pk: int, *, in_cluster: bool = False) -> HttpResponse:
    """Tick or untick one household and come back to where it stands in the list."""
    sat = sitting_or_404(locality, pk, in_cluster=in_cluster)
    text = request.POST.get("household", "")
    key = int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0
    try:
        mark_attendance(acting(request), sat, key, present=request.POST.get("present") == "1")
    except RefusedError as refusal:
        return _show(request, sat, str(refusal))
    query = request.GET.urlencode()
    return redirect(f"{_address('attendance', sat)}{'?' + query if query else ''}#ho-{key}")


@page("round.manage")
@require_POST
def mark_list(request: HttpRequest, locality: Locality, pk: int, *, in_cluster: bool = False) -> HttpResponse:
    """Tick the households of a list kept on paper."""
    sat = sitting_or_404(locality, pk, in_cluster=in_cluster)
    form = ListForm(request.POST)

    def act() -> str:
        count = mark_by_numbers(acting(request), sat, form.cleaned_data["numbers"])
        return f"Đã ghi; {count} hộ có mặt."

    if done(request, form, act, lambda: 0):
        return redirect(_address("attendance", sat))
    return _show(request, sat, form=form)
