"""Publishing as the office sees it: what is due today, the calendar of the year; and the year's plan with its lines."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.democracy.actions.publishing_plans import (
    add_line,
    approve_plan,
    edit_line,
    make_plan,
    remove_line,
    reopen_plan,
    set_loudspeaker,
)
from kheo.democracy.forms.publishing import ApprovalForm, LineForm, PlanForm
from kheo.democracy.forms.wording import spoken_here
from kheo.democracy.queries.posting_spots import together
from kheo.democracy.queries.publishing import approval_of, drafts_of, find_plan, plan_years, postings_of
from kheo.democracy.queries.publishing_year import calendar_of, due_lines, lines_of, open_spots, watched
from kheo.democracy.rules.publishing import publishing_rules
from kheo.democracy.rules.wording import wording_note
from kheo.democracy.views.posting_lookup import line_or_404, plan_or_404, year_asked
from kheo.foundation.downloads import as_download
from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.foundation.working_days import COUNTED_AS
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

read_or_write = require_http_methods(["GET", "HEAD", "POST"])
SHOWN_SPOTS = 12


@page("publishing.read")
@require_safe
def publishing(request: HttpRequest, locality: Locality) -> HttpResponse:
    """What has to be published now, and the year by months."""
    today = timezone.localdate()
    year = year_asked(request, today)
    plan = find_plan(locality, year)
    lines = lines_of(plan, today) if plan else []
    postings = list(postings_of(locality).filter(published_on__year=year))
    wanted = open_spots(watched(locality, today))
    context = {
        "year": year,
        "years": sorted({*plan_years(locality), today.year}, reverse=True),
        "plan": plan,
        "due": due_lines(locality, today),
        "drafts": list(drafts_of(locality)),
        "wanted": together(wanted)[:SHOWN_SPOTS],
        "wanted_count": len(wanted),
        "is_more_wanted": len(together(wanted)) > SHOWN_SPOTS,
        "months": calendar_of(year, lines, postings, today),
        "today": today,
        "within": publishing_rules().on("publish.within", today),
        "counted_as": COUNTED_AS,
        "wording": wording_note(today),
        "may_manage": may(request, "publishing.manage", locality),
    }
    return render(request, "democracy/publishing/year.html", context)


@page("publishing.manage")
@read_or_write
def plan_make(request: HttpRequest, locality: Locality) -> HttpResponse:
    form = PlanForm(request.POST or None, initial={"year": timezone.localdate().year})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = make_plan(acting(request), locality, data["year"], has_loudspeaker=data["has_loudspeaker"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(
                request, f"Đã lập kế hoạch công khai năm {made.year} từ 14 nội dung của Điều 11; sửa cho đúng địa phương."
            )
            return redirect("democracy:publishing_plan", locality.code, made.year)
    context = {"form": form, "heading": "Lập kế hoạch công khai", "verb": "Lập kế hoạch", "back": None}
    return render(request, "democracy/publishing/plan_form.html", context, status=422 if form.errors else 200)


@page("publishing.read")
@require_safe
def plan(request: HttpRequest, locality: Locality, year: int) -> HttpResponse:
    found = plan_or_404(locality, year)
    today = timezone.localdate()
    context = {
        "plan": found,
        "lines": lines_of(found, today),
        "approval": approval_of(found),
        "wording": wording_note(today),
        "may_manage": may(request, "publishing.manage", locality),
    }
    return render(request, "democracy/publishing/plan.html", context)


@page("publishing.manage")
@read_or_write
def line_new(request: HttpRequest, locality: Locality, year: int) -> HttpResponse:
    found = plan_or_404(locality, year)
    form = spoken_here(request, LineForm(timezone.localdate(), None, request.POST or None))
    if request.method == "POST" and form.is_valid():
        try:
            add_line(acting(request), found, form.content())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã thêm vào kế hoạch.")
            return redirect("democracy:publishing_plan", locality.code, found.year)
    context = {"form": form, "plan": found, "heading": "Thêm nội dung vào kế hoạch", "verb": "Thêm vào kế hoạch"}
    return render(request, "democracy/publishing/plan_form.html", context, status=422 if form.errors else 200)


@page("publishing.manage")
@read_or_write
def line_edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = line_or_404(locality, pk)
    form = spoken_here(request, LineForm(timezone.localdate(), found, request.POST or None))
    if request.method == "POST" and form.is_valid():
        try:
            edit_line(acting(request), found, form.content(), form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(line_or_404(locality, pk).version)
        else:
            messages.success(request, "Đã sửa dòng của kế hoạch.")
            return redirect("democracy:publishing_plan", locality.code, found.plan.year)
    context = {"form": form, "plan": found.plan, "line": found, "heading": "Sửa dòng của kế hoạch", "verb": "Ghi dòng này"}
    return render(request, "democracy/publishing/plan_form.html", context, status=422 if form.errors else 200)


@page("publishing.manage")
@require_POST
def line_remove(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = line_or_404(locality, pk)
    try:
        remove_line(acting(request), found, posted_version(request))
    except RefusedError as refusal:
        messages.error(request, f"Chưa bỏ được: {refusal}")
        return redirect("democracy:line_edit", locality.code, found.pk)
    messages.success(request, "Đã bỏ dòng ấy khỏi kế hoạch.")
    return redirect("democracy:publishing_plan", locality.code, found.plan.year)


@page("publishing.manage")
@read_or_write
def plan_approve(request: HttpRequest, locality: Locality, year: int) -> HttpResponse:
    found = plan_or_404(locality, year)
    form = ApprovalForm(request.POST or None, request.FILES or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            approve_plan(acting(request), found, form.approval(), form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(plan_or_404(locality, year).version)
        else:
            messages.success(request, "Đã ghi kế hoạch được thông qua.")
            return redirect("democracy:publishing_plan", locality.code, found.year)
    context = {"form": form, "plan": found, "heading": "Kế hoạch đã được Uỷ ban nhân dân thông qua", "verb": "Ghi số, ngày"}
    return render(request, "democracy/publishing/plan_form.html", context, status=422 if form.errors else 200)


@page("publishing.manage")
@require_POST
def plan_reopen(request: HttpRequest, locality: Locality, year: int) -> HttpResponse:
    found = plan_or_404(locality, year)
    try:
        reopen_plan(acting(request), found, posted_version(request))
    except RefusedError as refusal:
        messages.error(request, f"Chưa mở lại được: {refusal}")
    else:
        messages.success(request, "Kế hoạch đã mở lại để điều chỉnh; sửa xong thì ghi văn bản thông qua lần nữa.")
    return redirect("democracy:publishing_plan", locality.code, found.year)


@page("publishing.manage")
@require_POST
def plan_loudspeaker(request: HttpRequest, locality: Locality, year: int) -> HttpResponse:
    found = plan_or_404(locality, year)
    wanted = request.POST.get("co") == "1"
    try:
        set_loudspeaker(acting(request), found, posted_version(request), has_loudspeaker=wanted)
    except RefusedError as refusal:
        messages.error(request, f"Chưa ghi được: {refusal}")
    else:
        said = "có truyền thanh: khoản 7 đến 12 phải phát ít nhất 3 ngày liên tục" if wanted else "không có truyền thanh"
        messages.success(request, f"Đã ghi {said}.")
    return redirect("democracy:publishing_plan", locality.code, found.year)


@page("publishing.read")
@require_safe
def plan_file(_request: HttpRequest, locality: Locality, year: int) -> HttpResponse:
    """The scan of the paper by which the plan was last adopted."""
    approval = approval_of(plan_or_404(locality, year))
    if approval is None or approval.file is None:
        raise Http404("Kế hoạch này chưa có bản đã ký.")
    return as_download(approval.file)
