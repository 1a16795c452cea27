"""Records by what stands in the address, always within the locality of the address: another one's is not found."""

from django.http import Http404, HttpRequest

from kheo.movement.models import Evidence, Programme, Registration, Submission
from kheo.movement.queries.merged import kept_registration
from kheo.movement.queries.programmes import find_programme
from kheo.movement.queries.registrations import registrations
from kheo.movement.queries.submissions import submissions
from kheo.organisation.access import MovedError
from kheo.organisation.models import Locality


def sent_version(request: HttpRequest) -> int:
    """The version that the page was opened with; one that is missing or no number is never the current one."""
    return sent_number(request, "version")


def sent_number(request: HttpRequest, name: str) -> int:
    """A number that a hidden field or a choice carried; -1, which nothing has, for anything else."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 19 else -1


def programme_or_404(locality: Locality, code: str) -> Programme:
    found = find_programme(locality, code)
    if found is None:
        raise Http404("Không có chương trình này.")
    return found


def registration_or_404(locality: Locality, pk: int) -> Registration:
    found = registrations(locality).select_related("programme__criteria_set", "allocated_unit").filter(pk=pk).first()
    if found is None:
        kept = kept_registration(locality, pk)
        if kept is not None:
            raise MovedError(pk=kept)
        raise Http404("Không có hồ sơ này.")
    return found


def submission_or_404(locality: Locality, pk: int) -> Submission:
    found = submissions(locality).select_related("carried_from__programme", "learnt_from", "registration").filter(pk=pk).first()
    if found is None:
        raise Http404("Không có phiếu này.")
    return found


def evidence_or_404(registration: Registration, pk: int) -> Evidence:
    found = Evidence.objects.select_related("file", "registration").filter(registration=registration, pk=pk).first()
    if found is None:
        raise Http404("Không có tệp này.")
    found.registration = registration
    return found
