"""Printing on a blank: the trial and its pass, the batch of a decision, how far its file is, the file itself."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.foundation.downloads import UNKEPT, send_made
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.organisation.queries.trail import history_of
from kheo.recognition.actions.print_files import is_silent
from kheo.recognition.actions.prints import pass_trial, print_batch, print_trial
from kheo.recognition.forms.prints import BatchForm
from kheo.recognition.models import DecisionKind, PrintFile, PrintLine, PrintRun
from kheo.recognition.queries.blanks import blanks_in_use, newest_versions, offsets_of, tried_offsets
from kheo.recognition.queries.sheets import (
    FITTING_BLANKS,
    corrections_of,
    find_run,
    printed_before,
    runs_of,
    sheets_of,
    sheets_of_run,
)
from kheo.recognition.tasks import start_making, trial_pdf
from kheo.recognition.views.blanks import show_blank
from kheo.recognition.views.lookup import blank_or_404, decision_or_404, run_or_404, trial_or_404


@page("blank.print")
@require_POST
def trial(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """One sheet of sample words on the printer that the form names."""
    found = blank_or_404(locality, pk)
    offset = next((each for each in offsets_of([found]) if str(each.pk) == request.POST.get("offset")), None)
    if offset is None:
        gone = RefusedError("Máy in này vừa được chỉnh lại; chọn lại máy in rồi in thử.")
        return show_blank(request, found, problems=gone)
    try:
        run = print_trial(acting(request), found, offset)
    except RefusedError as refusal:
        return show_blank(request, found, problems=refusal)
    return redirect("recognition:trial", locality.code, found.pk, run.pk)


@page("blank.print")
@require_http_methods(["GET", "HEAD", "POST"])
def trial_page(request: HttpRequest, locality: Locality, pk: int, run: int) -> HttpResponse:
    """Print it, lay it over the blank, say that it is right, or go back and move what is not."""
    found = trial_or_404(locality, pk, run)
    problems = None
    if request.method == "POST":
        try:
            pass_trial(acting(request), found)
        except RefusedError as refusal:
            problems = refusal
        else:
            messages.success(request, "Đã ghi nhận bản in thử khớp phôi. Mở quyết định, bấm «In trên phôi» để in cả loạt.")
            return redirect("recognition:blank", locality.code, pk)
    context = {
        "run": found,
        "blank": found.version.blank if found.version else None,
        "problems": problems.problems if problems else (),
    }
    return render(request, "recognition/blanks/trial.html", context, status=422 if problems else 200)


@page("blank.print")
@require_safe
def trial_sheet(request: HttpRequest, locality: Locality, pk: int, run: int) -> HttpResponse:
    found = trial_or_404(locality, pk, run)
    try:
        return send_made(trial_pdf(found), f"in-thu-{found.pk}.pdf")
    except RefusedError as refusal:
        messages.error(request, f"Chưa in được: {refusal}")
        return redirect("recognition:trial", locality.code, pk, run)


@page("blank.print")
@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """What of the decision is printed, on what, and everything that was printed before."""
    found = decision_or_404(locality, pk)
    blanks = list(blanks_in_use(locality).filter(kind__in=FITTING_BLANKS.get(DecisionKind(found.kind), ())))
    offsets = list(offsets_of(blanks))
    form = BatchForm(found, offsets, tried_offsets(newest_versions(blanks)), request.POST or None, initial=_asked(request))
    if request.method == "POST" and form.is_valid():
        try:
            run = print_batch(acting(request), found, form.content())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            start_making(run.pk)
            return redirect("recognition:print_run", locality.code, run.pk)
    sheets, before = sheets_of(found), printed_before(found)
    context = {
        "decision": found,
        "form": form if sheets else None,
        "count": len(sheets),
        "again": sum(sheet.key in before for sheet in sheets),
        "runs": runs_of(found),
        "corrections": corrections_of(found),
        "has_blanks": bool(blanks),
    }
    return render(request, "recognition/blanks/batch.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest) -> dict[str, str]:
    """The one number that a link in the register asks for."""
    number = request.GET.get("so", "")
    return {"numbers": number} if number.isascii() and number.isdigit() else {}


@page("blank.print")
@require_http_methods(["GET", "HEAD", "POST"])
def print_run(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """How far the file of a batch is; a POST has it made (again) when it failed, went, or its maker died."""
    found = run_or_404(locality, pk)
    file = _file_of(found)
    if request.method == "POST":
        start_making(found.pk)
        return redirect("recognition:print_run", locality.code, found.pk)
    waits = file is not None and file.state in {PrintFile.State.WAITING, PrintFile.State.MAKING} and not is_silent(file)
    context = {
        "run": found,
        "decision": found.decision,
        "file": file,
        "count": PrintLine.objects.filter(run=found).count(),
        "sheets": () if waits else sheets_of_run(found),  # a page that is asked every two seconds says only how far it is
        "waits": waits,
        "history": history_of(found),
    }
    return render(request, "recognition/blanks/run.html", context)


def _file_of(run: PrintRun) -> PrintFile | None:
    return getattr(run, "file", None)


@page("blank.print")
@require_safe
def run_file(_request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = find_run(locality, pk)
    file = _file_of(found) if found else None
    if found is None or file is None or file.state != PrintFile.State.READY:
        raise Http404("Tệp in này chưa xong hoặc đã xoá.")
    name = f"in-{found.decision_id}-{found.pk}.{found.shape}"
    kind = "application/zip" if found.shape == PrintRun.Shape.ZIP else "application/pdf"
    answer = FileResponse(default_storage.open(file.path), as_attachment=True, filename=name, content_type=kind)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = UNKEPT
    return answer  # type: ignore[return-value]  # a streamed answer, which every caller takes as an answer
