"""Downloads of a report: as an editable .docx, as PDF, and the scan that came back signed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.downloads import as_download, send_printed
from kheo.organisation.access import page
from kheo.organisation.models import Locality
from kheo.reporting.models import Report
from kheo.reporting.papers import report_paper
from kheo.reporting.queries.contents import current
from kheo.reporting.views.reports import report_or_404


def _stem(found: Report) -> str:
    return f"bao-cao-{found.year}"


@page("report.read")
@require_safe
def docx(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = report_or_404(locality, pk)
    back = ("reporting:report", locality.code, found.pk)
    return send_printed(request, f"{_stem(found)}.docx", lambda: to_docx(report_paper(found, current(found)[0])), back)


@page("report.read")
@require_safe
def pdf(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = report_or_404(locality, pk)
    back = ("reporting:report", locality.code, found.pk)
    return send_printed(request, f"{_stem(found)}.pdf", lambda: to_pdf(report_paper(found, current(found)[0])), back)


@page("report.read")
@require_safe
def signed(_request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = report_or_404(locality, pk)
    if found.signed_file is None:
        raise Http404("Chưa có bản đã ký.")
    return as_download(found.signed_file, _stem(found))
