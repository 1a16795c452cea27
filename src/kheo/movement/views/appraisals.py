"""Appraisal teams: who they are, whom they visit when, what they found, the record of a visit."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.downloads import send_made
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import Problem, RefusedError
from kheo.movement.actions.appraisals import (
    cancel_appointment,
    change_team,
    make_team,
    move_visit,
    plan_visit,
    record_visit,
)
from kheo.movement.actions.evidence import EvidenceContent, add_evidence
from kheo.movement.forms.appraisals import AppointmentForm, CancelForm, HeldForm, TeamForm, VisitForm
from kheo.movement.forms.registrations import EvidenceForm
from kheo.movement.models import AppraisalTeam, AppraisalVisit, Programme
from kheo.movement.papers.appraisal import visit_record
from kheo.movement.queries.appraisals import (
    findings_of,
    is_member,
    photographs_of,
    teams_of,
    to_look_at,
    visit_place,
    visits,
)
from kheo.movement.queries.places import place_behind, places_of
from kheo.movement.views.lookup import programme_or_404, sent_number, sent_version
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

PRINTED = {"docx": to_docx, "pdf": to_pdf}
WRITE = require_http_methods(["GET", "HEAD", "POST"])


@page("appraisal.read")
@require_safe
def appraisals(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    """The teams with their fields and members, and every visit by day."""
    found = programme_or_404(locality, programme)
    listed = list(visits(locality).filter(team__programme=found))
    context = {
        "programme": found,
        "teams": teams_of(found),
        "visits": [(visit, visit_place(visit)) for visit in listed],
        "may_manage": may(request, "appraisal.manage", locality),
    }
    return render(request, "movement/appraisals/list.html", context)


@page("appraisal.manage")
@WRITE
def team_new(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    found = programme_or_404(locality, programme)
    return _team(request, found, None, TeamForm(found, None, request.POST or None))


@page("appraisal.manage")
@WRITE
def team_edit(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    found = programme_or_404(locality, programme)
    team = _team_or_404(found, pk)
    return _team(request, found, team, TeamForm(found, team, request.POST or None))


def _team(request: HttpRequest, found: Programme, team: AppraisalTeam | None, form: TeamForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            if team is None:
                make_team(acting(request), found, form.content())
            else:
                change_team(acting(request), team, form.content(), sent_version(request))
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi tổ thẩm định; thành viên được báo khi tổ mới lập.")
            return redirect("movement:appraisals", found.locality.code, found.code)
    context = {"programme": found, "team": team, "form": form}
    return render(request, "movement/appraisals/team.html", context, status=422 if form.errors else 200)


@page("appraisal.manage")
@WRITE
def visit_new(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    """First the place (``?noi=u12``), then what of it is looked at, when and where."""
    found = programme_or_404(locality, programme)
    team = _team_or_404(found, pk)
    places = places_of(found)
    choice = request.GET.get("noi", "")
    name = places.name(choice) if len(choice) < 20 else None  # no database has a key of twenty digits
    form = None
    if name is not None:
        place = place_behind(choice)
        form = VisitForm(to_look_at(team, place), request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                made = plan_visit(acting(request), team, place, form.appointment(), list(form.cleaned_data["registrations"]))
            except RefusedError as refusal:
                say_refusal(form, refusal)
            else:
                messages.success(request, f"Đã hẹn {name}; đơn vị và tổ được báo ngay.")
                return redirect("movement:appraisal", locality.code, found.code, made.pk)
    context = {"programme": found, "team": team, "choices": places.choices(), "choice": choice, "name": name, "form": form}
    return render(request, "movement/appraisals/visit_new.html", context, status=422 if form and form.errors else 200)


@page("appraisal.read")
@WRITE
def appraisal(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    """One visit: the appointment, and the record that the team or the office writes."""
    visit = _visit_or_404(locality, programme, pk)
    rows = findings_of(visit)
    form = HeldForm(visit, rows, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_visit(acting(request), visit, form.held(), sent_version(request))
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi kết quả thẩm định thực tế; kết quả hiện bên phiếu điểm.")
            return redirect("movement:appraisal", locality.code, programme, visit.pk)
    return _render(request, visit, form, status=422 if form.errors else 200)


def _render(request: HttpRequest, visit: AppraisalVisit, form: HeldForm, status: int = 200, **more: Any) -> HttpResponse:
    locality = visit.team.programme.locality
    is_open = visit.state != AppraisalVisit.State.CANCELLED
    is_office = may(request, "appraisal.manage", locality)
    context = {
        "programme": visit.team.programme,
        "visit": visit,
        "place": visit_place(visit),
        "form": form,
        "rows": [(row, form[f"finding-{row.registration_id}"], form[f"text-{row.registration_id}"]) for row in form.rows],
        "photographs": photographs_of(visit),
        "may_record": is_open and (is_office or is_member(acting(request), visit.team)),
        "may_move": is_office and visit.state == AppraisalVisit.State.PLANNED,
        "may_add": is_open and is_office and visit.on <= timezone.localdate(),
        "may_open": may(request, "evidence.read", locality),
        "move_form": AppointmentForm(initial={"on": visit.on, "at": visit.at, "where": visit.where}),
        "cancel_form": CancelForm(),
        "photograph_form": EvidenceForm(initial={"taken_on": visit.held_on or visit.on, "place": visit.where}),
        **more,
    }
    return render(request, "movement/appraisals/visit.html", context, status=status)


@page("appraisal.manage")
@require_POST
def visit_move(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    """Another day, hour, place; or no visit at all: the button says which."""
    visit = _visit_or_404(locality, programme, pk)
    is_cancelled = request.POST.get("act") == "cancel"
    form: AppointmentForm | CancelForm = CancelForm(request.POST) if is_cancelled else AppointmentForm(request.POST)
    if form.is_valid():
        try:
            if isinstance(form, CancelForm):
                cancel_appointment(acting(request), visit, form.cleaned_data["reason"], sent_version(request))
            else:
                move_visit(acting(request), visit, form.appointment(), sent_version(request))
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã thôi lịch; đơn vị được báo." if is_cancelled else "Đã đổi lịch; đơn vị được báo.")
            return redirect("movement:appraisal", locality.code, programme, visit.pk)
    sent = {"cancel_form" if is_cancelled else "move_form": form, "is_refused": "cancel" if is_cancelled else "move"}
    return _render(request, visit, HeldForm(visit, findings_of(visit)), status=422, **sent)


@page("appraisal.manage")
@require_POST
def photograph_add(request: HttpRequest, locality: Locality, programme: str, pk: int) -> HttpResponse:
    """A photograph taken on the visit, kept as evidence of the registration that was looked at.

    The office's to add, as the page offers it: a form that is refused is shown again with the whole visit around it.
    """
    visit = _visit_or_404(locality, programme, pk)
    rows = findings_of(visit)
    form = EvidenceForm(request.POST, request.FILES)
    row = next((one for one in rows if one.registration_id == sent_number(request, "registration")), None)
    if form.is_valid():
        data = form.cleaned_data
        content = EvidenceContent(data["caption"], False, data["is_not_secret"], data["taken_on"], data["place"])
        try:
            if row is None:
                raise RefusedError(Problem("Chọn mô hình mà ảnh này chụp."))  # noqa: TRY301  said below
            add_evidence(acting(request), row.registration, data["file"].name, data["file"].file, content)
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã thêm ảnh vào hồ sơ.")
            return redirect("movement:appraisal", locality.code, programme, visit.pk)
    return _render(request, visit, HeldForm(visit, rows), status=422, photograph_form=form, is_refused="photograph")


@page("appraisal.read")
@require_safe
def visit_paper(_request: HttpRequest, locality: Locality, programme: str, pk: int, form: str) -> HttpResponse:
    """The record as .docx or PDF; before the visit was held a form to be filled in by hand."""
    visit = _visit_or_404(locality, programme, pk)
    if form not in PRINTED:
        raise Http404("Biên bản có bản .docx và bản .pdf.")
    name = f"bien-ban-tham-dinh-thuc-te-{visit.pk}.{form}"
    return send_made(PRINTED[form](visit_record(visit)), name)


def _team_or_404(programme: Programme, pk: int) -> AppraisalTeam:
    found = teams_of(programme).filter(pk=pk).select_related("programme__locality").first()
    if found is None:
        raise Http404("Không có tổ này.")
    return found


def _visit_or_404(locality: Locality, programme: str, pk: int) -> AppraisalVisit:
    found = visits(locality).filter(team__programme__code=programme, pk=pk).first()
    if found is None:
        raise Http404("Không có cuộc làm việc này.")
    return found
