"""Records by what stands in the address, always within the locality of the address: another one's is not found."""

from django.http import Http404

from kheo.directives.models import Directive, Requirement, Task
from kheo.directives.queries.documents import find_directive, find_requirement
from kheo.directives.queries.tasks import find_task
from kheo.organisation.models import Locality


def directive_or_404(locality: Locality, pk: int) -> Directive:
    found = find_directive(locality, pk)
    if found is None:
        raise Http404("Không có văn bản này.")
    return found


def requirement_or_404(locality: Locality, text: str) -> Requirement | None:
    """The requirement of ``?yeu-cau=``; None without one."""
    if not text:
        return None
    found = find_requirement(locality, int(text)) if text.isascii() and text.isdecimal() and len(text) < 19 else None
    if found is None:
        raise Http404("Không có yêu cầu này.")
    return found


def task_or_404(locality: Locality, pk: int) -> Task:
    found = find_task(locality, pk)
    if found is None:
        raise Http404("Không có nhiệm vụ này.")
    return found
