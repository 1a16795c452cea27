"""The operator's page and the hall's screen: one name large, one key moves on; the screen follows by asking a few bytes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kheo.conference.actions.ceremony import call_award, cover_stage
from kheo.conference.forms.ceremony import CallForm, CoverForm, whole
from kheo.conference.models import Conference
from kheo.conference.queries.stage import Stage, stage_of
from kheo.conference.views.lookup import conference_or_404
from kheo.conference.views.stage_lookup import award_or_404
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

PAPER = "giay"
_NOT_READ = RefusedError("Trang gửi thiếu hoặc sai mục; tải lại trang rồi bấm lại.")


@page("ceremony.run")
@require_safe
def operate(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Who is called now, the next three, one button. Loaded again it shows where the stage is."""
    return show_operator(request, stage_of(conference_or_404(locality, pk)))


def show_operator(request: HttpRequest, stage: Stage, problems: RefusedError | None = None, receiver: str = "") -> HttpResponse:
    context = {
        "conference": stage.conference,
        "stage": stage,
        "problems": problems.problems if problems else (),
        "receiver": receiver,
        "is_open": stage.conference.state == Conference.State.OPEN,
    }
    return render(request, "conference/operate.html", context, status=422 if problems else 200)


@page("ceremony.run")
@require_safe
def state(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Where the stage is, in twenty characters: an operator's page that is behind loads itself again."""
    digest = stage_of(conference_or_404(locality, pk)).digest
    return _unless_known(request, digest, lambda: HttpResponse(digest, content_type="text/plain; charset=utf-8"))


@page("ceremony.run")
@require_POST
def call(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """One press: the name that was shown, what came of it. A press that came too late changes nothing and shows why."""
    found = conference_or_404(locality, pk)
    data = whole(CallForm(request.POST))
    if data is None:
        return show_operator(request, stage_of(found), _NOT_READ, request.POST.get("receiver", ""))
    award = award_or_404(found, data["award"])
    try:
        call_award(acting(request), award, data["outcome"], data["stage_version"], data["receiver"])
    except RefusedError as refusal:
        return show_operator(request, stage_of(conference_or_404(locality, pk)), refusal, data["receiver"])
    return redirect("conference:operate", locality.code, found.pk)


@page("ceremony.run")
@require_POST
def cover(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = conference_or_404(locality, pk)
    data = whole(CoverForm(request.POST))
    try:
        if data is None:
            raise _NOT_READ
        cover_stage(acting(request), found, data["covered"], data["stage_version"])
    except RefusedError as refusal:
        return show_operator(request, stage_of(conference_or_404(locality, pk)), refusal)
    return redirect("conference:operate", locality.code, found.pk)


@page("ceremony.run")
@require_safe
def screen(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The hall's screen: dark, or on paper with ``?nen=giay``. Without JavaScript it loads itself again."""
    return _screen(request, conference_or_404(locality, pk), "conference/screen.html")


@page("ceremony.run")
@require_safe
def shown(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """What the screen shows now, without the page around it; 304 while nothing has changed."""
    return _screen(request, conference_or_404(locality, pk), "conference/shown.html")


def _screen(request: HttpRequest, found: Conference, template: str) -> HttpResponse:
    stage = stage_of(found)
    context = {"conference": found, "stage": stage, "on_paper": request.GET.get("nen") == PAPER}
    return _unless_known(request, stage.digest, lambda: render(request, template, context))


def _unless_known(request: HttpRequest, digest: str, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """*answer* with *digest* as its tag, or 304 to whoever has it already. Kept by nobody: the page is the office's."""
    tag = f'"{digest}"'
    made: HttpResponse = HttpResponseNotModified() if request.headers.get("If-None-Match") == tag else answer()
    made["ETag"] = tag
    made["Cache-Control"] = "no-store"
    return made
