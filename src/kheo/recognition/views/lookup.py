"""Records by what stands in the address, always within the locality of the address: another one's is not found."""

from django.http import Http404, HttpRequest
from django.utils import timezone

from kheo.movement.models import Programme
from kheo.movement.queries.programmes import at_work
from kheo.organisation.models import Locality
from kheo.recognition.models import Blank, Certificate, Decision, PrintRun
from kheo.recognition.queries.blanks import find_blank
from kheo.recognition.queries.certificates import find_certificate
from kheo.recognition.queries.decisions import find_decision
from kheo.recognition.queries.sheets import find_run, find_trial


def decision_or_404(locality: Locality, pk: int) -> Decision:
    found = find_decision(locality, pk)
    if found is None:
        raise Http404("Không có quyết định này.")
    return found


def certificate_or_404(locality: Locality, pk: int) -> Certificate:
    found = find_certificate(locality, pk)
    if found is None:
        raise Http404("Không có giấy chứng nhận này.")
    return found


def blank_or_404(locality: Locality, pk: int) -> Blank:
    found = find_blank(locality, pk)
    if found is None:
        raise Http404("Không có phôi này.")
    return found


def trial_or_404(locality: Locality, blank: int, pk: int) -> PrintRun:
    found = find_trial(locality, blank, pk)
    if found is None:
        raise Http404("Không có lần in thử này.")
    return found


def run_or_404(locality: Locality, pk: int) -> PrintRun:
    found = find_run(locality, pk)
    if found is None:
        raise Http404("Không có lần in này.")
    return found


def chosen_programme(request: HttpRequest, programmes: list[Programme]) -> Programme | None:
    """The programme of ``?nam=``, else the one at work, not next year's that only registers; 404 for a year without one."""
    year = request.GET.get("nam", "")
    if not year:
        return next(iter(at_work(programmes, timezone.localdate())), None)
    found = next((programme for programme in programmes if str(programme.year) == year), None)
    if found is None:
        raise Http404("Không có chương trình của năm này.")
    return found
