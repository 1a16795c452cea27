"""Downloads of a decision: as an editable .docx, as PDF, and the scan that came back signed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.models import Locality
from kheo.recognition.models import Decision
from kheo.recognition.papers import decision_paper
from kheo.recognition.views.lookup import decision_or_404

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def send_file(content: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _name(found: Decision, ending: str) -> str:
    return f"{found.kind}-{found.programme.year}-{found.pk}.{ending}"


@page("decision.read")
@require_safe
def docx(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = decision_or_404(locality, pk)
    try:
        return send_file(to_docx(decision_paper(found)), _name(found, "docx"), DOCX)
    except RefusedError as refusal:
        return _cannot_print(request, found, refusal)


@page("decision.read")
@require_safe
def pdf(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = decision_or_404(locality, pk)
    try:
        return send_file(to_pdf(decision_paper(found)), _name(found, "pdf"), "application/pdf")
    except RefusedError as refusal:
        return _cannot_print(request, found, refusal)


@page("decision.read")
@require_safe
def signed(_request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = decision_or_404(locality, pk)
    if found.signed_file is None:
        raise Http404("Chưa có bản đã ký.")
    ending = found.signed_file.name.rpartition(".")[2]
    with found.signed_file.content.open("rb") as content:
        return send_file(content.read(), _name(found, ending), found.signed_file.media_type)


def _cannot_print(request: HttpRequest, found: Decision, refusal: RefusedError) -> HttpResponse:
    messages.error(request, f"Chưa in được: {refusal}")
    return redirect("recognition:decision", found.locality.code, found.pk)
