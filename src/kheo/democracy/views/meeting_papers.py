"""Papers of a meeting, of one of its clusters and of its decision as .docx and PDF."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kheo.democracy.models import CommunityDecision
from kheo.democracy.papers.decisions import decision_paper
from kheo.democracy.papers.meetings import attendance_paper, notice_paper
from kheo.democracy.papers.minutes import counting_paper, minutes_paper
from kheo.democracy.queries.sittings import meeting_of
from kheo.democracy.views.lookup import round_or_404, sitting_or_404
from kheo.documents.content import Paper
from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.downloads import send_printed
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import Owner, require
from kheo.organisation.models import Locality

MAKERS = {"docx": to_docx, "pdf": to_pdf}


def _of_meeting(name: str, make: Callable[[Any], Paper], action: str) -> Callable[..., HttpResponse]:
    @page(action)
    @require_safe
    def view(request: HttpRequest, locality: Locality, pk: int, ending: str, *, in_cluster: bool = False) -> HttpResponse:
        sat = sitting_or_404(locality, pk, in_cluster=in_cluster)
        require(acting(request), action, locality, Owner(meeting_of(sat).round.village_id))
        back = ("democracy:cluster" if in_cluster else "democracy:meeting", locality.code, pk)
        told = f"{name}-cum-{pk}" if in_cluster else f"{name}-{pk}"
        return send_printed(request, f"{told}.{ending}", lambda: MAKERS[ending](make(sat)), back)

    return view


notice = _of_meeting("thong-bao-hop", notice_paper, "matter.read")
attendance = _of_meeting("danh-sach-du-hop", attendance_paper, "round.manage")  # names of all households: for those who keep them
minutes = _of_meeting("bien-ban-hop", minutes_paper, "matter.read")
counting = _of_meeting("bien-ban-kiem-phieu", counting_paper, "matter.read")


@page("matter.read")
@require_safe
def decision(request: HttpRequest, locality: Locality, pk: int, ending: str) -> HttpResponse:
    found = round_or_404(locality, pk)
    held: CommunityDecision | None = getattr(found, "decision", None)
    if held is None:
        raise Http404("Chưa lập quyết định.")
    kept = held
    back = ("democracy:decision", locality.code, pk)
    return send_printed(request, f"quyet-dinh-cong-dong-{pk}.{ending}", lambda: MAKERS[ending](decision_paper(kept)), back)
