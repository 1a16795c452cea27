"""The inspection plan of a committee and its visits."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kheo.directives.actions.inspections import add_visit, edit_visit, number_plan, plan_inspections
from kheo.directives.forms.inspections import CancelForm, NumberForm, OneFindingForm, PlanForm, VisitForm
from kheo.directives.models import InspectionVisit
from kheo.directives.queries.committees import decision_on
from kheo.directives.queries.inspections import findings_of, visits_of
from kheo.directives.queries.places import place_name
from kheo.directives.rules.inspections import FOLLOWED_UP
from kheo.directives.views.records import committee_or_404, plan_or_404, visit_or_404
from kheo.foundation.downloads import as_download
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

read_or_write = require_http_methods(["GET", "HEAD", "POST"])
State = InspectionVisit.State


@page("committee.manage")
@read_or_write
def plan_new(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    committee = committee_or_404(locality, pk)
    form = PlanForm(request.POST or None, request.FILES or None, initial={"year": timezone.localdate().year})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = plan_inspections(acting(request), committee, data["year"], data["number"], data["day"], form.sent_file())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"Đã lập kế hoạch kiểm tra năm {made.year}. Thêm từng cuộc kiểm tra vào.")
            return redirect("directives:plan", locality.code, made.pk)
    context = {"form": form, "committee": committee, "heading": "Lập kế hoạch kiểm tra", "verb": "Lập kế hoạch"}
    return render(request, "directives/committee_paper.html", context, status=422 if form.errors else 200)


@page("directive.read")
@require_safe
def plan(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = plan_or_404(locality, pk)
    lines = visits_of(found, timezone.localdate())
    context = {
        "plan": found,
        "committee": found.committee,
        "lines": lines,
        "held": sum(1 for line in lines if line.visit.state == State.HELD),
        "counted": sum(1 for line in lines if line.visit.state != State.CANCELLED),
        "overdue": sum(1 for line in lines if line.is_overdue),
        "may_manage": may(request, "committee.manage", locality),
    }
    return render(request, "directives/plan.html", context)


@page("committee.manage")
@read_or_write
def plan_number(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = plan_or_404(locality, pk)
    form = NumberForm(request.POST or None, request.FILES or None, initial={"number": found.number, "day": found.date})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            number_plan(acting(request), found, data["number"], data["day"], form.sent_file())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi số, ngày của kế hoạch.")
            return redirect("directives:plan", locality.code, found.pk)
    context = {
        "form": form,
        "committee": found.committee,
        "heading": f"Số, ngày của kế hoạch kiểm tra năm {found.year}",
        "verb": "Ghi số, ngày",
    }
    return render(request, "directives/committee_paper.html", context, status=422 if form.errors else 200)


@page("directive.read")
@require_safe
def plan_file(_request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = plan_or_404(locality, pk)
    if found.file is None:
        raise Http404("Kế hoạch này chưa có tệp.")
    return as_download(found.file)


@page("committee.manage")
@read_or_write
def visit_new(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = plan_or_404(locality, pk)
    today = timezone.localdate()
    form = VisitForm(found, today, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_visit(acting(request), found, form.content())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(
                request, f"Đã thêm cuộc kiểm tra ngày {made.planned_on:%d/%m/%Y}; đoàn và nơi được kiểm tra đã được báo."
            )
            return redirect("directives:plan", locality.code, found.pk)
    context = {
        "form": form,
        "plan": found,
        "heading": "Thêm cuộc kiểm tra",
        "verb": "Thêm vào kế hoạch",
        "decision": decision_on(found.committee, today),
    }
    return render(request, "directives/visit_form.html", context, status=422 if form.errors else 200)


@page("directive.read")
@require_safe
def visit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    return show_visit(request, visit_or_404(locality, pk))


def show_visit(
    request: HttpRequest,
    found: InspectionVisit,
    *,
    cancel_form: CancelForm | None = None,
    finding_form: OneFindingForm | None = None,
) -> HttpResponse:
    """The page of *found*, with a form that was sent and not taken in place of an empty one."""
    locality, today = found.plan.committee.locality, timezone.localdate()
    may_manage = may(request, "committee.manage", locality)
    version = {"version": found.version}
    context = {
        "visit": found,
        "plan": found.plan,
        "committee": found.plan.committee,
        "place": place_name(found, found.held_on or found.planned_on),
        "is_overdue": found.state == State.PLANNED and found.planned_on < today,
        "days_late": (today - found.planned_on).days,
        "findings": list(findings_of(found)),
        "followed_up": FOLLOWED_UP,
        "may_manage": may_manage,
        "may_assign": may_manage and may(request, "directive.manage", locality),
        "cancel_form": cancel_form or CancelForm(initial=version),
        "finding_form": finding_form or OneFindingForm(initial={**version, "kind": "limit"}),
        "cancel_refused": cancel_form is not None,
    }
    return render(request, "directives/visit.html", context, status=422 if cancel_form or finding_form else 200)


@page("committee.manage")
@read_or_write
def visit_edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = visit_or_404(locality, pk)
    form = VisitForm(found.plan, timezone.localdate(), found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            edit_visit(acting(request), found, form.content(), form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(visit_or_404(locality, pk).version)
        else:
            messages.success(request, "Đã sửa lịch kiểm tra; đoàn và nơi được kiểm tra đã được báo.")
            return redirect("directives:visit", locality.code, found.pk)
    context = {
        "form": form,
        "plan": found.plan,
        "visit": found,
        "heading": "Sửa cuộc kiểm tra",
        "verb": "Ghi lịch mới",
        "decision": decision_on(found.plan.committee, timezone.localdate()),
    }
    return render(request, "directives/visit_form.html", context, status=422 if form.errors else 200)
