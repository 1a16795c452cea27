"""The list of conferences, one as a run sheet, its words, its order of the day, its opening."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.conference.actions.conferences import (
    create_conference,
    discard_conference,
    edit_conference,
    open_conference,
    set_agenda,
)
from kheo.conference.actions.invitations import when_and_where
from kheo.conference.forms.conferences import AgendaForm, ConferenceForm
from kheo.conference.models import Conference
from kheo.conference.queries.conferences import conferences_of, day_of, programmes_for, steps_of
from kheo.conference.queries.guests import total_of
from kheo.conference.queries.readiness import Part, next_part, office_missing, parts_of
from kheo.conference.views.lookup import conference_or_404, is_closed
from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.recognition.views.lookup import chosen_programme

MOVED = (
    "Đã ghi và đã báo lịch mới cho các nơi đã nhận giấy mời. Giấy đã in thì in lại; khách không dùng Khéo thì nhắn qua nhóm chat."
)


@page("conference.read")
@require_safe
def conferences(request: HttpRequest, locality: Locality) -> HttpResponse:
    manages = may(request, "conference.manage", locality)
    missing = {one.pk: parts for one, parts in office_missing(locality, timezone.localdate())} if manages else {}
    context = {
        "conferences": [(one, missing.get(one.pk, [])) for one in conferences_of(locality)],
        "programmes": programmes_for(locality),
        "may_manage": manages,
    }
    return render(request, "conference/conferences.html", context)


@page("conference.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, locality: Locality) -> HttpResponse:
    programme = chosen_programme(request, list(programmes_for(locality)))
    if programme is None:
        raise Http404("Địa phương chưa có chương trình năm.")
    form = ConferenceForm(programme, None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_conference(acting(request), programme, form.content())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã lập hội nghị với chương trình thường dùng. Xem lại chương trình rồi chọn khách mời.")
            return redirect("conference:conference", locality.code, made.pk)
    context = {"programme": programme, "form": form, "conference": None}
    return render(request, "conference/words.html", context, status=422 if form.errors else 200)


@page("conference.read")
@require_safe
def conference(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    return show_conference(request, conference_or_404(locality, pk))


def show_conference(request: HttpRequest, found: Conference, problems: RefusedError | None = None) -> HttpResponse:
    """The run sheet: what is ready, what is missing, the one next act; after closing the way to the record of the day."""
    today = timezone.localdate()
    parts: list[Part] = [] if is_closed(found) else parts_of(found, today)
    context = {
        "conference": found,
        "parts": parts,
        "next_part": next_part(parts),
        "ready": sum(part.is_ready for part in parts),
        "steps": day_of(found),
        "heads": total_of(found),
        "days_left": _days(today, found.held_on),
        "may_open": found.state == Conference.State.PREPARING and today >= found.held_on,
        "is_closed": is_closed(found),
        "next_year": found.programme.year + 1,
        "may_manage": may(request, "conference.manage", found.locality),
        "problems": problems.problems if problems else (),
    }
    return render(request, "conference/conference.html", context, status=422 if problems else 200)


def _days(today: date, held_on: date) -> int:
    return max((held_on - today).days, 0)


@page("conference.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = conference_or_404(locality, pk)
    form = ConferenceForm(found.programme, found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            before = when_and_where(found)
            edited = edit_conference(acting(request), found, form.content(), form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(found.version)
        else:
            is_moved = when_and_where(edited) != before and found.guests.exclude(told_at=None).exists()
            messages.success(request, MOVED if is_moved else "Đã ghi. Giấy mời in lại sẽ theo nội dung mới.")
            return redirect("conference:conference", locality.code, found.pk)
    context = {"programme": found.programme, "form": form, "conference": found, "is_closed": is_closed(found)}
    return render(request, "conference/words.html", context, status=422 if form.errors else 200)


@page("conference.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The order of the day, every line at once; a button that moves a line keeps everything else that was typed."""
    found = conference_or_404(locality, pk)
    form = AgendaForm(steps_of(found), found.version, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_agenda(acting(request), found, form.steps(), form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(found.version)
        else:
            messages.success(request, "Đã ghi chương trình; giờ được tính lại từ giờ bắt đầu.")
            moved = bool(request.POST.get("doi"))
            return redirect("conference:agenda" if moved else "conference:conference", locality.code, found.pk)
    context = {"conference": found, "form": form, "steps": day_of(found), "is_closed": is_closed(found)}
    wrong = form.is_bound and (form.errors or form.rows.total_error_count())
    return render(request, "conference/agenda.html", context, status=422 if wrong else 200)


@page("conference.manage")
@require_POST
def start(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Open the conference on its day."""
    found = conference_or_404(locality, pk)
    try:
        open_conference(acting(request), found, posted_version(request))
    except RefusedError as refusal:
        return show_conference(request, found, refusal)
    messages.success(request, "Hội nghị đã khai mạc.")
    return redirect("conference:conference", locality.code, found.pk)


@page("conference.manage")
@require_POST
def discard(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = conference_or_404(locality, pk)
    try:
        discard_conference(acting(request), found, posted_version(request))
    except RefusedError as refusal:
        return show_conference(request, found, refusal)
    messages.success(request, "Đã xoá hội nghị lập nhầm.")
    return redirect("conference:conferences", locality.code)
