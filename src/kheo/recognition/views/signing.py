"""The file that goes out to be signed, and the signed one that comes back with what it proves."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from kheo.documents.pdf import to_pdf
from kheo.foundation.downloads import as_download
from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.recognition.actions.signing import attach_signed_file, give_out, recheck_signed_file
from kheo.recognition.forms.decisions import SignedFileForm
from kheo.recognition.papers import decision_paper
from kheo.recognition.queries.signed import latest_copy, standing_given_out
from kheo.recognition.views.decisions import show_decision
from kheo.recognition.views.lookup import decision_or_404


@page("decision.give_out")
@require_POST
def out(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Make and keep the file that is to be signed; its link stands on the page of the decision."""
    found = decision_or_404(locality, pk)
    try:
        given = give_out(
            acting(request), found, lambda decision: to_pdf(decision_paper(decision, to_sign=True)), posted_version(request)
        )
    except RefusedError as refusal:
        return show_decision(request, found, problems=refusal)
    messages.success(
        request, f"Đã có tệp để ký: {given.file.name}. Tải về, ký bằng phần mềm ký số, rồi gửi lại ở mục ký số dưới đây."
    )
    return redirect("recognition:decision", locality.code, found.pk)


@page("decision.read")
@require_safe
def given(_request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The very bytes that were given out last."""
    row = standing_given_out(decision_or_404(locality, pk))
    if row is None:
        raise Http404("Chưa đưa tệp nào ra để ký.")
    return as_download(row.file)


@page("decision.issue")
@require_POST
def recheck(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The signed file again, under the list of trusted roots of today."""
    found = decision_or_404(locality, pk)
    before = latest_copy(found)
    try:
        copy = recheck_signed_file(acting(request), found, posted_version(request))
    except RefusedError as refusal:
        return show_decision(request, found, problems=refusal)
    said = "Đã kiểm tra lại: kết quả như lần trước." if copy == before else "Đã kiểm tra lại; kết quả mới ở dưới."
    messages.success(request, said)
    return redirect("recognition:decision", locality.code, found.pk)


@page("decision.issue")
@require_POST
def attach(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The signed file, or the scan of the signed paper."""
    found = decision_or_404(locality, pk)
    form = SignedFileForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            copy = attach_signed_file(acting(request), found, file.name, file.read(), form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"Đã lưu: {copy.get_standing_display()}.")
            return redirect("recognition:decision", locality.code, found.pk)
    return show_decision(request, found, file_form=form)
