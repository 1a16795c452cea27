"""The list of guests: by position, from elsewhere, the honoured; one guest; invitations on their way."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.conference.actions.guests import invite_guest, invite_honoured, invite_positions, regroup_guest, remove_guest
from kheo.conference.actions.invitations import send_invitations
from kheo.conference.forms.guests import GroupForm, GuestForm, PositionsForm
from kheo.conference.models import Conference
from kheo.conference.papers.attendance import attendance_paper
from kheo.conference.papers.invitations import invitation_papers
from kheo.conference.queries.guests import gone_capacities, groups_of, positions_for, shown
from kheo.conference.queries.honoured import honoured_left
from kheo.conference.queries.messages import unit_messages
from kheo.conference.rules.guests import total
from kheo.conference.views.lookup import conference_or_404, guest_or_404, is_closed, send_papers
from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality, Position


@page("conference.read")
@require_safe
def guests(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    return show_guests(request, conference_or_404(locality, pk))


def show_guests(request: HttpRequest, found: Conference, problems: RefusedError | None = None) -> HttpResponse:
    groups = groups_of(found)
    context = {
        "conference": found,
        "groups": groups,
        "total": total(group.count for group in groups),
        "gone": gone_capacities(found),
        "honoured_left": len(honoured_left(found)),
        "is_closed": is_closed(found),
        "may_manage": may(request, "conference.manage", found.locality) and not is_closed(found),
        "may_print": may(request, "conference.manage", found.locality),
        "problems": problems.problems if problems else (),
    }
    return render(request, "conference/guests.html", context, status=422 if problems else 200)


@page("conference.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def positions(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Choose among the positions held on the day of the conference, body by body."""
    found = conference_or_404(locality, pk)
    form = PositionsForm(positions_for(found), request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = list(Position.objects.filter(pk__in=form.cleaned_data["positions"]).order_by("pk"))
        try:
            heads = invite_positions(acting(request), found, form.cleaned_data["group"], chosen)
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"Đã mời {len(chosen)} chức vụ, {len(heads)} đầu người.")
            return redirect("conference:guests", locality.code, found.pk)
    context = {"conference": found, "form": form, "is_closed": is_closed(found)}
    return render(request, "conference/positions.html", context, status=422 if form.errors else 200)


@page("conference.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """A guest who holds no position here."""
    found = conference_or_404(locality, pk)
    form = GuestForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            guest = invite_guest(acting(request), found, form.content())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"Đã mời {guest.label}.")
            return redirect("conference:guests", locality.code, found.pk)
    context = {"conference": found, "form": form, "is_closed": is_closed(found)}
    return render(request, "conference/add_guest.html", context, status=422 if form.errors else 200)


@page("conference.manage")
@require_POST
def honour(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = conference_or_404(locality, pk)
    try:
        made = invite_honoured(acting(request), found)
    except RefusedError as refusal:
        return show_guests(request, found, refusal)
    messages.success(request, f"Đã mời {len(made)} tập thể, cá nhân có tên trong các quyết định.")
    return redirect("conference:guests", locality.code, found.pk)


@page("conference.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def guest(request: HttpRequest, locality: Locality, pk: int, guest: int) -> HttpResponse:
    """One head: its capacities, its group, its answer, the way off the list."""
    found = conference_or_404(locality, pk)
    row = guest_or_404(found, guest)
    form = GroupForm(request.POST or None, initial={"group": row.group, "version": row.version})
    if request.method == "POST" and form.is_valid():
        try:
            regroup_guest(acting(request), row, form.cleaned_data["group"], form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(row.version)
        else:
            messages.success(request, "Đã xếp sang nhóm khác.")
            return redirect("conference:guests", locality.code, found.pk)
    return _show_guest(request, found, guest, form)


def _show_guest(
    request: HttpRequest, found: Conference, key: int, form: GroupForm, problems: RefusedError | None = None
) -> HttpResponse:
    row = shown([guest_or_404(found, key)], found.held_on)[0]
    context = {
        "conference": found,
        "row": row,
        "form": form,
        "is_closed": is_closed(found),
        "problems": problems.problems if problems else (),
    }
    return render(request, "conference/guest.html", context, status=422 if form.errors or problems else 200)


@page("conference.manage")
@require_POST
def remove(request: HttpRequest, locality: Locality, pk: int, guest: int) -> HttpResponse:
    found = conference_or_404(locality, pk)
    row = guest_or_404(found, guest)
    try:
        remove_guest(acting(request), row, posted_version(request))
    except RefusedError as refusal:
        return _show_guest(request, found, guest, GroupForm(initial={"group": row.group, "version": row.version}), refusal)
    messages.success(request, "Đã bỏ khỏi danh sách mời.")
    return redirect("conference:guests", locality.code, found.pk)


@page("conference.manage")
@require_safe
def invitations(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    return show_invitations(request, conference_or_404(locality, pk))


def show_invitations(request: HttpRequest, found: Conference, problems: RefusedError | None = None) -> HttpResponse:
    """Print, send in the application, and a message for the chat of each invited unit."""
    units = unit_messages(found)
    context = {
        "conference": found,
        "units": units,
        "heads": sum(len(unit.guests) for unit in units),
        "untold": sum(guest.guest.told_at is None for unit in units for guest in unit.guests),
        "is_closed": is_closed(found),
        "problems": problems.problems if problems else (),
    }
    return render(request, "conference/invitations.html", context, status=422 if problems else 200)


@page("conference.manage")
@require_POST
def send(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = conference_or_404(locality, pk)
    try:
        heads = send_invitations(acting(request), found)
    except RefusedError as refusal:
        return show_invitations(request, found, refusal)
    messages.success(request, f"Đã gửi giấy mời cho {heads} đầu người; nơi có tài khoản thấy ngay trên bàn làm việc.")
    return redirect("conference:invitations", locality.code, found.pk)


@page("conference.manage")
@require_safe
def invitations_file(request: HttpRequest, locality: Locality, pk: int, ending: str) -> HttpResponse:
    """Every invitation in one file."""
    found = conference_or_404(locality, pk)
    return send_papers(request, found, ending, "giay-moi", lambda: invitation_papers(found), "conference:guests")


@page("conference.manage")
@require_safe
def attendance_file(request: HttpRequest, locality: Locality, pk: int, ending: str) -> HttpResponse:
    """The list of guests with room to sign."""
    found = conference_or_404(locality, pk)
    return send_papers(request, found, ending, "danh-sach-dai-bieu", lambda: [attendance_paper(found)], "conference:guests")
