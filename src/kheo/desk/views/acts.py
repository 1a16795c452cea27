"""Acts that need no typing, done from the desk: each is the chapter's own action, and leads back to the desk."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kheo.conference.actions.guests import answer_invitation
from kheo.conference.queries.guests import guests_of_open
from kheo.directives.actions.tasks import accept_task as accept
from kheo.directives.queries.tasks import find_task
from kheo.foundation.forms import posted_version
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality


def _done(request: HttpRequest, locality: Locality, act: Callable[[int], object], said: str) -> HttpResponse:
    try:
        act(posted_version(request))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return HttpResponseRedirect(reverse("desk:desk", args=[locality.code]))


@page("directive.manage")
@require_POST
def accept_task(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = find_task(locality, pk)
    if found is None:
        raise Http404
    return _done(request, locality, lambda version: accept(acting(request), found, version), f"Đã xác nhận xong: {found.title}.")


@page("conference.answer")
@require_POST
def answer_yes(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = guests_of_open(locality).filter(pk=pk).first()
    if found is None:
        raise Http404
    said = f"Đã trả lời: sẽ dự {found.conference.title}."
    return _done(request, locality, lambda version: answer_invitation(acting(request), found, "yes", "", version), said)
