"""A unit's report on its page: what is asked, part after part, sent when it is whole; what the office said of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.once.middleware import without_once
from kheo.foundation.refusal import Problem, RefusedError
from kheo.movement.actions.period_reports import answer_note, is_kept, submit_report, write_report
from kheo.movement.actions.period_reviews import reminder_of
from kheo.movement.actions.period_told import tell_in_report
from kheo.movement.forms.check_ins import CheckInForm
from kheo.movement.forms.period_reports import AnswersForm, NoteForm
from kheo.movement.models import CheckIn, Period, PeriodItem, PeriodReport
from kheo.movement.queries.period_sheets import Sheet, Told, registrations_for, sheet_of
from kheo.movement.queries.periods import WAITING, owner_of_report, standing_of
from kheo.movement.queries.registrations import owner_of
from kheo.movement.views.lookup import sent_number
from kheo.movement.views.period_lookup import report_or_404
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.authority import find_grant, require
from kheo.organisation.models import Locality

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@page("period.read")
@require_safe
def period_report(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    return show_report(request, report_or_404(request, locality, pk))


def show_report(
    request: HttpRequest, found: PeriodReport, *, note_form: NoteForm | None = None, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    """The report, and what whoever looks at it may do next."""
    locality, actor, sheet = found.period.programme.locality, acting(request), sheet_of(found)
    may_write = find_grant(actor, "period.answer", locality, owner_of_report(found)) is not None
    is_open = found.period.state == Period.State.OPEN
    context = {
        "report": found,
        "period": found.period,
        "sheet": sheet,
        "standing": standing_of(found, timezone.localdate()),
        "is_open": is_open,
        "may_write": may_write and is_open and found.state in WAITING,
        "may_answer": may_write and is_open,
        "may_manage": may(request, "period.manage", locality),
        "may_tell": {one.registration.pk for one in sheet.told if _may_tell(request, locality, one)},
        "note_form": note_form or NoteForm(),
        "problems": problems,
        "reminder": reminder_of(found.period),
        "own": [line for line in sheet.lines if line.item.kind != PeriodItem.Kind.FIGURE],
    }
    status = 422 if problems or note_form else 200
    return render(request, "movement/periods/report.html", context, status=status)


def _may_tell(request: HttpRequest, locality: Locality, one: Told) -> bool:
    return find_grant(acting(request), "registration.edit", locality, owner_of(one.registration)) is not None


@page("period.answer")
@read_or_write
def report_answers(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The figures and the unit's own numbers and texts; kept on the server with each press, sent later."""
    found = _own_report(request, locality, pk)
    if found.state not in WAITING or found.period.state != Period.State.OPEN:
        return _not_now(request, found)
    sheet = sheet_of(found)
    form = AnswersForm(sheet, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            write_report(acting(request), found, form.answers(), form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(report_or_404(request, locality, pk).version)
        else:
            messages.success(request, "Đã lưu.")
            return _onwards(request, found, sheet) if request.POST.get("act") == "next" else _stay(found)
    fields = [(line, form[f"muc-{line.item.key}"] if f"muc-{line.item.key}" in form.fields else None) for line in sheet.lines]
    context = {"report": found, "period": found.period, "sheet": sheet, "form": form, "fields": fields}
    context["standing"] = standing_of(found, timezone.localdate())
    return render(request, "movement/periods/answers.html", context, status=422 if form.errors else 200)


@without_once
@page("period.answer")
@require_POST
def report_save(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Save as it is typed: 204 with the version that stands now, 409 where another text was written meanwhile."""
    found = _own_report(request, locality, pk)
    form = AnswersForm(sheet_of(found), request.POST)
    if not form.is_valid():
        return _plainly("; ".join(str(error) for errors in form.errors.values() for error in errors))
    try:
        version = write_report(acting(request), found, form.answers(), form.cleaned_data["version"]).version
    except RefusedError as refusal:
        if form.cleaned_data["version"] == found.version:
            return _plainly(str(refusal))
        if not is_kept(found, form.answers()):
            return HttpResponse(status=409)
        version = found.version  # the answer to this very save was lost on the way
    return HttpResponse(status=204, headers={"X-Kheo-Version": str(version)})


def _plainly(words: str) -> HttpResponse:
    return HttpResponse(words, status=422, content_type="text/plain; charset=utf-8")


def _own_report(request: HttpRequest, locality: Locality, pk: int) -> PeriodReport:
    """The report, for who writes it: whoever may only read it is told so."""
    found = report_or_404(request, locality, pk)
    require(acting(request), "period.answer", locality, owner_of_report(found))
    return found


def _not_now(request: HttpRequest, found: PeriodReport) -> HttpResponse:
    """A report that was sent, or whose period is closed, is read: typed words are shown to be copied, none are taken."""
    if request.method == "POST":
        closed = Problem("Báo cáo đã gửi hoặc kỳ đã chốt, nên chưa ghi được; cơ quan thường trực trả lại thì mới sửa.")
        return show_report(request, found, problems=(closed,))
    return redirect("movement:period_report", found.period.programme.locality.code, found.pk)


def _stay(found: PeriodReport) -> HttpResponse:
    return redirect("movement:report_answers", found.period.programme.locality.code, found.pk)


def _onwards(request: HttpRequest, found: PeriodReport, sheet: Sheet, after: int = 0) -> HttpResponse:
    """To the next initiative of which nothing is told yet, past the one just told; else to the report, where it is sent."""
    locality = found.period.programme.locality
    for one in sheet.told:
        if one.check_in is None and one.registration.pk != after and _may_tell(request, locality, one):
            return redirect("movement:report_told", locality.code, found.pk, one.registration.pk)
    return redirect("movement:period_report", locality.code, found.pk)


@page("period.answer")
@read_or_write
def report_told(request: HttpRequest, locality: Locality, pk: int, registration: int) -> HttpResponse:
    """One initiative of the report: what was done, its numbers, what is hard, a photograph."""
    found = _own_report(request, locality, pk)
    row = registrations_for(found).filter(pk=registration).first()
    if row is None:
        raise Http404("Mô hình này không thuộc báo cáo của nơi ấy.")
    require(acting(request), "registration.edit", locality, owner_of(row))
    if found.state not in WAITING or found.period.state != Period.State.OPEN:
        return _not_now(request, found)
    told = CheckIn.objects.filter(report=found, registration=row).prefetch_related("results").first()
    form = CheckInForm(row, request.POST or None, request.FILES or None, editing=told)
    if request.method == "POST" and form.is_valid():
        try:
            tell_in_report(acting(request), found, row, form.content(), posted_version(request))
        except RefusedError as refusal:
            form.refused(refusal)
            say_refusal(form, refusal)
            told = CheckIn.objects.filter(report=found, registration=row).first()
        else:
            messages.success(request, f"Đã lưu: {row.initiative.title}.")
            return _onwards(request, found, sheet_of(found), row.pk)
    sheet = sheet_of(found)
    place = [one.registration.pk for one in sheet.told].index(row.pk) + 1
    context = {"report": found, "period": found.period, "registration": row, "form": form, "told": told}
    context |= {"number": place, "count": len(sheet.told), "standing": standing_of(found, timezone.localdate())}
    return render(request, "movement/periods/told.html", context, status=422 if form.errors else 200)


@page("period.answer")
@require_POST
def report_send(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = _own_report(request, locality, pk)
    try:
        submit_report(acting(request), found, posted_version(request))
    except RefusedError as refusal:
        return show_report(request, report_or_404(request, locality, pk), problems=refusal.problems)
    messages.success(request, "Đã gửi báo cáo. Cần bổ sung thì cơ quan thường trực trả lại và báo ở đây.")
    return redirect("movement:period_report", locality.code, found.pk)


@page("period.answer")
@require_POST
def report_note(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The unit's answer to a comment, of one item where the form says which."""
    found = _own_report(request, locality, pk)
    form = NoteForm(request.POST)
    if form.is_valid():
        item = PeriodItem.objects.filter(period=found.period, pk=sent_number(request, "item")).first()
        try:
            answer_note(acting(request), found, form.cleaned_data["text"], item)
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã trả lời.")
            return redirect("movement:period_report", locality.code, found.pk)
    return show_report(request, found, note_form=form)
