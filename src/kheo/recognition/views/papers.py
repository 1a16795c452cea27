"""Downloads of a decision: as an editable .docx, as PDF, and the scan that came back signed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.downloads import as_download, send_printed
from kheo.organisation.access import page
from kheo.organisation.models import Locality
from kheo.recognition.papers import decision_paper
from kheo.recognition.views.lookup import decision_or_404


@page("decision.read")
@require_safe
def docx(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = decision_or_404(locality, pk)
    back = ("recognition:decision", locality.code, found.pk)
    return send_printed(request, f"{found.file_stem}.docx", lambda: to_docx(decision_paper(found)), back)


@page("decision.read")
@require_safe
def pdf(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = decision_or_404(locality, pk)
    back = ("recognition:decision", locality.code, found.pk)
    return send_printed(request, f"{found.file_stem}.pdf", lambda: to_pdf(decision_paper(found)), back)


@page("decision.read")
@require_safe
def signed(_request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = decision_or_404(locality, pk)
    if found.signed_file is None:
        raise Http404("Chưa có bản đã ký.")
    return as_download(found.signed_file, found.file_stem)
