"""Downloads of a report: as an editable .docx, as PDF, and the scan that came back signed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.models import Locality
from kheo.recognition.views.papers import DOCX, send_file
from kheo.reporting.models import Report
from kheo.reporting.papers import report_paper
from kheo.reporting.queries.contents import current
from kheo.reporting.views.reports import report_or_404


def _name(found: Report, ending: str) -> str:
    return f"bao-cao-{found.year}.{ending}"


@page("report.read")
@require_safe
def docx(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = report_or_404(locality, pk)
    try:
        return send_file(to_docx(report_paper(found, current(found)[0])), _name(found, "docx"), DOCX)
    except RefusedError as refusal:
        return _cannot_print(request, found, refusal)


@page("report.read")
@require_safe
def pdf(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = report_or_404(locality, pk)
    try:
        return send_file(to_pdf(report_paper(found, current(found)[0])), _name(found, "pdf"), "application/pdf")
    except RefusedError as refusal:
        return _cannot_print(request, found, refusal)


@page("report.read")
@require_safe
def signed(_request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = report_or_404(locality, pk)
    if found.signed_file is None:
        raise Http404("Chưa có bản đã ký.")
    ending = found.signed_file.name.rpartition(".")[2]
    with found.signed_file.content.open("rb") as content:
        return send_file(content.read(), _name(found, ending), found.signed_file.media_type)


def _cannot_print(request: HttpRequest, found: Report, refusal: RefusedError) -> HttpResponse:
    messages.error(request, f"Chưa in được: {refusal}")
    return redirect("reporting:report", found.locality.code, found.pk)
