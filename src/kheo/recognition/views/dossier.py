"""The commendation file of a proposal: what it holds and lacks, the review, the zip, the day it was taken in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kheo.foundation.downloads import send_printed
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.recognition.actions.dossier import record_review, take_in
from kheo.recognition.forms.dossier import ReceiptForm, ReviewForm
from kheo.recognition.models import Decision, DecisionKind
from kheo.recognition.papers.dossier import dossier_zip
from kheo.recognition.queries.dossier import council_votes, dossier_of
from kheo.recognition.rules.dossier import FILES
from kheo.recognition.views.lookup import decision_or_404


def _proposal(locality: Locality, pk: int) -> Decision:
    found = decision_or_404(locality, pk)
    if found.kind != DecisionKind.PROPOSAL:
        raise Http404("Văn bản này không có hồ sơ khen thưởng.")
    return found


@page("decision.read")
@require_safe
def dossier(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The checklist with articles; what is missing is named before anything is packed."""
    found = _proposal(locality, pk)
    file = dossier_of(found)
    votes = file.minutes.votes if file.minutes else {}
    context = {
        "programme": found.programme,
        "decision": found,
        "file": file,
        "lines": [(line, votes.get(line.registration)) for line in file.lines],
        "days_read": FILES.on("days", file.receipt.on if file.receipt else found.drafted_at.date()),
        "may_manage": may(request, "file.manage", locality) and found.state == Decision.State.ISSUED and not file.receipt,
    }
    return render(request, "recognition/dossier.html", context)


@page("decision.read")
@require_safe
def packed(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The whole file as one zip."""
    found = _proposal(locality, pk)
    name = f"ho-so-khen-thuong-{found.programme.year}-{found.pk}.zip"
    return send_printed(request, name, lambda: dossier_zip(found), ("recognition:dossier", locality.code, found.pk))


@page("file.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The meeting and its votes, with the scoring council's votes filled in where there were any."""
    found = _proposal(locality, pk)
    file = dossier_of(found)
    form = ReviewForm(file, council_votes([line.registration for line in file.lines]), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_review(acting(request), found, form.meeting(), form.votes())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi cuộc họp xét và số phiếu.")
            return redirect("recognition:dossier", locality.code, found.pk)
    context = {"decision": found, "form": form, "heading": "Cuộc họp xét khen thưởng", "verb": "Ghi cuộc họp"}
    return render(request, "recognition/dossier_form.html", context, status=422 if form.errors else 200)


@page("file.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def received(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """That the commending body took the file in."""
    found = _proposal(locality, pk)
    form = ReceiptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = take_in(acting(request), found, form.cleaned_data["on"], form.cleaned_data["paper"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"Hồ sơ được nhận ngày {made.on:%d/%m/%Y}, theo {made.law}.")
            return redirect("recognition:dossier", locality.code, found.pk)
    context = {"decision": found, "form": form, "heading": "Hồ sơ đã được nhận", "verb": "Ghi ngày nhận"}
    return render(request, "recognition/dossier_form.html", context, status=422 if form.errors else 200)
