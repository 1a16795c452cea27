"""Papers of the council as .docx and PDF."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from kheo.assessment.models import Council
from kheo.assessment.queries.councils import may_see_sheets, seat_of
from kheo.documents.content import Paper
from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.refusal import RefusedError
from kheo.movement.models import Programme
from kheo.movement.papers.council import meeting_paper, sheet_paper, summary_paper
from kheo.movement.queries.councils import ballot_of, council_of
from kheo.movement.queries.file_beside_sheet import judges_blindly
from kheo.movement.views.council_lookup import reads_results, require_reader
from kheo.movement.views.lookup import programme_or_404
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PRINTED = {"docx": (DOCX, to_docx), "pdf": ("application/pdf", to_pdf)}
PAPERS: dict[str, tuple[str, Callable[[Programme, Council], Paper]]] = {
    "tong-hop": ("tong-hop-diem", summary_paper),
    "bien-ban": ("bien-ban-hop", meeting_paper),
}


@page("council.score")
@require_safe
def paper(request: HttpRequest, locality: Locality, programme: str, kind: str, ending: str) -> HttpResponse:
    """The table of points (``tong-hop``) or the minutes of the meeting (``bien-ban``)."""
    found = programme_or_404(locality, programme)
    council = council_of(found)
    require_reader(request, found, council)
    if council is None or kind not in PAPERS or ending not in PRINTED or judges_blindly(acting(request), locality):
        raise Http404("Không có giấy này; có bảng tổng hợp và biên bản, bản .docx và bản .pdf.")
    name, make = PAPERS[kind]
    try:
        return _printed(make(found, council), f"{name}-{found.code}", ending)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("movement:council", locality.code, found.code)


@page("council.score")
@require_safe
def sheet(request: HttpRequest, locality: Locality, programme: str, pk: int, ending: str) -> HttpResponse:
    """A member's sheet: for the member at any time, for those who read results once the round is closed, not without names."""
    found = programme_or_404(locality, programme)
    row = ballot_of(found, pk)
    if row is None or ending not in PRINTED:
        raise Http404("Không có phiếu này.")
    seat = seat_of(row.file.council, acting(request))
    is_own, is_blind = seat is not None and seat.pk == row.seat_id, judges_blindly(acting(request), locality)
    is_shown = may_see_sheets(row.file.council) and not is_blind and reads_results(request, found, row.file.council)
    if not is_own and not is_shown:
        raise Http404("Không có phiếu này.")
    try:
        return _printed(sheet_paper(row, anonymous=is_blind), f"phieu-cham-{row.pk}", ending)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("movement:council_own", locality.code, found.code)


def _printed(made: Paper, name: str, ending: str) -> HttpResponse:
    media_type, set_paper = PRINTED[ending]
    answer = HttpResponse(set_paper(made), content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return answer
