"""The council, a file or a member named by an address, and who may look at what a council comes to."""

from django.http import Http404, HttpRequest

from kheo.assessment.models import Conflict, Council, CouncilFile, Seat
from kheo.assessment.queries.councils import seat_of
from kheo.assessment.queries.results import conflicts_of
from kheo.movement.models import Programme
from kheo.movement.queries.councils import council_of, file_of
from kheo.organisation.access import may
from kheo.organisation.actor import acting
from kheo.organisation.authority import require


def reads_results(request: HttpRequest, programme: Programme, council: Council | None) -> bool:
    """Whether who asks may look at what *council* comes to: by office, or by a seat in it, whatever else the member holds."""
    if may(request, "assessment.read", programme.locality):
        return True
    return council is not None and seat_of(council, acting(request)) is not None


def require_reader(request: HttpRequest, programme: Programme, council: Council | None) -> None:
    """NotAllowedError for whoever neither sits in *council* nor reads results by office."""
    if not reads_results(request, programme, council):
        require(acting(request), "assessment.read", programme.locality)


def shown_conflicts(request: HttpRequest, council: Council, *, is_blind: bool) -> list[Conflict]:
    """Who does not judge what; while files are judged without names only one's own: whose post bars it tells whose file it is."""
    rows = conflicts_of(council)
    if not is_blind:
        return rows
    mine = seat_of(council, acting(request))
    return [row for row in rows if mine is not None and row.seat_id == mine.pk]


def needed_council(programme: Programme) -> Council:
    found = council_of(programme)
    if found is None:
        raise Http404("Chương trình này chưa có hội đồng.")
    return found


def file_or_404(programme: Programme, pk: int) -> CouncilFile:
    found = file_of(programme, pk)
    if found is None:
        raise Http404("Không có hồ sơ này ở hội đồng.")
    return found


def seat_or_404(programme: Programme, pk: int) -> Seat:
    found = Seat.objects.select_related("council", "person").filter(council__programme_link__programme=programme, pk=pk).first()
    if found is None:
        raise Http404("Không có thành viên này.")
    return found
