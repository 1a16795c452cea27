"""What the office does on a report's page: takes it, returns it with comments, corrects what was closed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.period_reviews import accept_report, correct_answer, return_report
from kheo.movement.forms.period_reports import CorrectionForm, ReturnForm
from kheo.movement.models import PeriodAnswer
from kheo.movement.queries.period_sheets import sheet_of
from kheo.movement.queries.periods import standing_of
from kheo.movement.views.period_lookup import report_or_404
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@page("period.manage")
@require_POST
def report_accept(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = report_or_404(request, locality, pk)
    try:
        accept_report(acting(request), found, posted_version(request))
    except RefusedError as refusal:
        messages.error(request, f"Chưa nhận được: {refusal}")
    else:
        messages.success(request, "Đã nhận báo cáo.")
    return redirect("movement:period_report", locality.code, found.pk)


@page("period.manage")
@read_or_write
def report_return(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The report beside a line for a comment at each item."""
    found = report_or_404(request, locality, pk)
    sheet = sheet_of(found)
    form = ReturnForm(sheet, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return_report(acting(request), found, form.notes(), form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(report_or_404(request, locality, pk).version)
        else:
            messages.success(request, "Đã trả lại để bổ sung; đơn vị được báo.")
            return redirect("movement:period_report", locality.code, found.pk)
    fields = [(line, form[f"muc-{line.item.key}"]) for line in sheet.lines]
    context = {"report": found, "period": found.period, "form": form, "fields": fields}
    context["standing"] = standing_of(found, timezone.localdate())
    return render(request, "movement/periods/return.html", context, status=422 if form.errors else 200)


@page("period.manage")
@read_or_write
def report_correct(request: HttpRequest, locality: Locality, pk: int, answer: int) -> HttpResponse:
    """A closed answer beside what it should have been."""
    found = report_or_404(request, locality, pk)
    wrong = PeriodAnswer.objects.select_related("item", "report__period__programme__locality")
    one = wrong.filter(report=found, pk=answer).first()
    if one is None:
        raise Http404("Báo cáo này không có mục ấy.")
    form = CorrectionForm(one, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            correct_answer(acting(request), one, form.typed(), form.cleaned_data["reason"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi đính chính; số đã chốt vẫn hiện bên cạnh.")
            return redirect("movement:period_report", locality.code, found.pk)
    line = next(line for line in sheet_of(found).lines if line.item.pk == one.item_id)
    context = {"report": found, "period": found.period, "form": form, "line": line}
    context["standing"] = standing_of(found, timezone.localdate())
    return render(request, "movement/periods/correct.html", context, status=422 if form.errors else 200)
