"""Voting with the slip of a household: one code, one choice, once.

These pages keep nothing: no draft, no key of the form, no session (docs/decisions/0009-online-household-vote.md); the code
travels in the address only where the slip's QR code leads, and in the body of what is sent.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kheo.democracy.actions.casting import SAYS, UNKNOWN, cast_ballot
from kheo.democracy.queries.polls import village_of
from kheo.democracy.queries.slips import FoundSlip, find_slip
from kheo.democracy.rules.online import CHOICES
from kheo.democracy.rules.slips import printed_code, typed_code
from kheo.foundation.once.middleware import without_once
from kheo.foundation.refusal import RefusedError
from kheo.foundation.throttle import Limit
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

# Thirty wrong codes in ten minutes: a village hall behind one address may mistype, a guesser of 60 bits gets nowhere.
GUESSES = Limit("vote", attempts=30, seconds=600)


@page("online.vote")
@require_safe
def start(request: HttpRequest, locality: Locality) -> HttpResponse:
    """Where the code of a slip is typed."""
    if "ma" not in request.GET:
        return _page(request, "start.html", {})
    code = typed_code(request.GET["ma"])
    if code is None:
        return _page(request, "start.html", {"wrong": True, "typed": request.GET["ma"][:60]}, 422)
    return redirect("democracy:vote", locality.code, code)


@page("online.vote")
@require_safe
def vote(request: HttpRequest, locality: Locality, code: str) -> HttpResponse:
    """The ballot of the slip *code*; the same answer for every code that no slip has."""
    found = _found(request, locality, code)
    return found if isinstance(found, HttpResponse) else _ballot(request, found, typed_code(code) or "")


@page("online.vote")
@without_once  # a ballot leaves no key: the slip itself is taken once (actions/casting.py)
@require_POST
def send(request: HttpRequest, locality: Locality) -> HttpResponse:
    """First the choice to be confirmed, then the ballot itself."""
    code, choice = request.POST.get("ma", ""), request.POST.get("y_kien", "")
    found = _found(request, locality, code)
    if isinstance(found, HttpResponse):
        return found
    kept = typed_code(code) or ""
    if choice not in CHOICES:
        return _ballot(request, found, kept, wrong="Chọn một trong ba ý kiến.")
    if request.POST.get("buoc") != "gui":
        context = {**_told(found, kept), "choice": choice, "chosen": CHOICES[choice]}
        return _page(request, "confirm.html", context)
    try:
        cast_ballot(acting(request), locality, kept, choice)
    except RefusedError as refusal:
        return _page(request, "told.html", {"told": str(refusal), "round": found.vote.round}, 409)
    return redirect("democracy:vote_done", locality.code)


@page("online.vote")
@require_safe
def done(request: HttpRequest, locality: Locality) -> HttpResponse:  # noqa: ARG001  an address of a place has it
    """That a ballot was taken; not whose and not what."""
    return _page(request, "done.html", {})


def _found(request: HttpRequest, locality: Locality, code: str) -> FoundSlip | HttpResponse:
    """The usable slip of *code*, or the page that says why there is none."""
    if GUESSES.reached(request):
        answer = _page(request, "wait.html", {"minutes": GUESSES.seconds // 60}, 429)
        answer["Retry-After"] = str(GUESSES.seconds)
        return answer
    read = typed_code(code)
    found = find_slip(locality, read, timezone.now()) if read else None
    if found is None:
        GUESSES.count(request)
        return _page(request, "told.html", {"told": UNKNOWN, "again": True}, 404)
    if found.standing != "open":
        return _page(request, "told.html", {"told": SAYS[found.standing], "round": found.vote.round}, 409)
    return found


def _told(found: FoundSlip, code: str) -> dict[str, object]:
    asked = found.vote.round
    return {
        "code": code,
        "printed": printed_code(code),
        "vote": found.vote,
        "round": asked,
        "matter": asked.matter,
        "village": village_of(asked, timezone.localdate()),
        "household": found.slip.household if found.slip else None,
        "choices": CHOICES,
    }


def _ballot(request: HttpRequest, found: FoundSlip, code: str, wrong: str = "") -> HttpResponse:
    return _page(request, "ballot.html", {**_told(found, code), "wrong": wrong}, 422 if wrong else 200)


def _page(request: HttpRequest, name: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    answer = render(request, f"democracy/vote/{name}", context, status=status)
    answer["X-Robots-Tag"] = "noindex"
    answer["Cache-Control"] = "no-store"
    return answer
