"""Pages of what is said of an issued decision afterwards: a line taken back, a correction, its number, its paper."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.downloads import send_printed
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.recognition.actions.notices import discard_correction, draft_correction, issue_correction, revoke_line
from kheo.recognition.forms.certificates import NoticeForm
from kheo.recognition.forms.notices import CorrectionForm, CorrectionNumberForm
from kheo.recognition.models import DecisionCorrection
from kheo.recognition.papers.correction import correction_paper
from kheo.recognition.queries.notices import find_correction, find_line
from kheo.recognition.views.lookup import decision_or_404

SETS = {"docx": to_docx, "pdf": to_pdf}


@page("decision.revoke")
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, locality: Locality, pk: int, order: int) -> HttpResponse:
    """Take one line of an issued decision back."""
    found = find_line(locality, pk, order)
    if found is None:
        raise Http404("Không có dòng này.")
    form = NoticeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            revoke_line(acting(request), found, data["reason"], data["paper"], data["on"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"Đã thu hồi dòng {order}: {found.recipient}.")
            return redirect("recognition:decision", locality.code, pk)
    context = {"line": found, "decision": found.decision, "form": form}
    return render(request, "recognition/revoke_line.html", context, status=422 if form.errors else 200)


@page("decision.correct")
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Draw up a correction; its paper is then printed and signed."""
    found = decision_or_404(locality, pk)
    form = CorrectionForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft_correction(acting(request), found, form.items(), form.cleaned_data["reason"], form.signer())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã soạn bản đính chính. In, trình ký; có số rồi thì ghi số và ngày.")
            return redirect("recognition:decision", locality.code, found.pk)
    context = {"decision": found, "form": form}
    return render(request, "recognition/correct_decision.html", context, status=422 if form.errors else 200)


@page("decision.correct")
@require_http_methods(["GET", "HEAD", "POST"])
def number(request: HttpRequest, locality: Locality, pk: int, correction: int) -> HttpResponse:
    """Number and day of the signed correction."""
    found = _correction(locality, pk, correction)
    form = CorrectionNumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            issue_correction(acting(request), found, form.cleaned_data["number"], form.cleaned_data["day"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi số, ngày bản đính chính.")
            return redirect("recognition:decision", locality.code, pk)
    context = {"decision": found.decision, "correction": found, "form": form}
    return render(request, "recognition/correction_number.html", context, status=422 if form.errors else 200)


@page("decision.correct")
@require_POST
def discard(request: HttpRequest, locality: Locality, pk: int, correction: int) -> HttpResponse:
    found = _correction(locality, pk, correction)
    try:
        discard_correction(acting(request), found)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã bỏ bản đính chính chưa có số.")
    return redirect("recognition:decision", locality.code, pk)


@page("decision.read")
@require_safe
def paper(request: HttpRequest, locality: Locality, pk: int, correction: int, ending: str) -> HttpResponse:
    """The correction as a paper, .docx or .pdf."""
    found = _correction(locality, pk, correction)
    back = ("recognition:decision", locality.code, pk)
    name = f"dinh-chinh-{pk}-{correction}.{ending}"
    return send_printed(request, name, lambda: SETS[ending](correction_paper(found, timezone.localdate())), back)


def _correction(locality: Locality, pk: int, correction: int) -> DecisionCorrection:
    found = find_correction(locality, pk, correction)
    if found is None:
        raise Http404("Không có bản đính chính này.")
    return found
