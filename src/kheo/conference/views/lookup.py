"""Records of the preparation by what stands in the address, always within its locality and conference."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from kheo.conference.models import Conference, Guest, Speech
from kheo.conference.queries.conferences import find_conference
from kheo.conference.queries.guests import find_guest
from kheo.conference.queries.speeches import find_speech
from kheo.documents.content import Paper
from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.downloads import send_printed
from kheo.organisation.models import Locality


def conference_or_404(locality: Locality, pk: int) -> Conference:
    found = find_conference(locality, pk)
    if found is None:
        raise Http404("Không có hội nghị này.")
    return found


def guest_or_404(conference: Conference, pk: int) -> Guest:
    found = find_guest(conference, pk)
    if found is None:
        raise Http404("Không có khách mời này; có thể vừa được bỏ khỏi danh sách.")
    found.conference = conference
    return found


def speech_or_404(conference: Conference, pk: int) -> Speech:
    found = find_speech(conference, pk)
    if found is None:
        raise Http404("Không có bài này; có thể vừa được bỏ khỏi danh sách.")
    found.conference = conference
    return found


def is_closed(conference: Conference) -> bool:
    return bool(conference.state == Conference.State.CLOSED)


def send_papers(
    request: HttpRequest, found: Conference, ending: str, name: str, make: Callable[[], list[Paper]], back: str
) -> HttpResponse:
    """The papers that *make* gives, as one .docx or PDF; what cannot be printed is said on the page *back*."""
    set_as = to_pdf if ending == "pdf" else to_docx
    file_name = f"{name}-{found.held_on:%Y-%m-%d}.{ending}"
    return send_printed(request, file_name, lambda: set_as(*make()), (back, found.locality.code, found.pk))
