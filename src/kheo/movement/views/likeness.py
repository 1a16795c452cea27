"""Look-alikes: of one registration, of a programme; two texts side by side, and what the office says of them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.likeness import decide_likeness, seen_digest
from kheo.movement.actions.sketching import compare_waiting
from kheo.movement.forms.likeness import JudgementForm
from kheo.movement.models import Initiative, Likeness, Submission
from kheo.movement.queries.likeness.finding import Asked, asked_of, asked_of_submission, known_of, look_alikes, the_two
from kheo.movement.queries.likeness.pairs import not_compared, pairs_of, pairs_told
from kheo.movement.queries.likeness.texts import visible_to
from kheo.movement.views.lookup import programme_or_404, registration_or_404
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

PAGE_SIZE = 50
COMPARED_AT_ONCE = 100


@page("likeness.read")
@require_http_methods(["GET", "HEAD", "POST"])
def programme_look_alikes(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    """Undecided pairs of a year; the button compares some of what the background process has not come to yet."""
    found = programme_or_404(locality, programme)
    waiting = not_compared(found)
    if request.method == "POST":
        done = compare_waiting(COMPARED_AT_ONCE, waiting.values_list("pk", flat=True))
        messages.success(request, f"Đã so {done} bài.")
        return redirect("movement:programme_look_alikes", locality.code, found.code)
    listed = Paginator(pairs_of(found), PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "programme": found,
        "listed": listed,
        "pairs": pairs_told(listed.object_list),
        "waiting": waiting.count(),
        "at_once": COMPARED_AT_ONCE,
    }
    return render(request, "movement/likeness/programme.html", context)


@page("likeness.read")
@require_safe
def registration_look_alikes(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    registration = registration_or_404(locality, pk)
    found = look_alikes(asked_of(registration.initiative, locality.pk))
    context = {"registration": registration, "initiative": registration.initiative, "look_alikes": found}
    return render(request, "movement/likeness/registration.html", context)


@page("likeness.read")
@require_http_methods(["GET", "HEAD", "POST"])
def registration_look_alike(request: HttpRequest, locality: Locality, pk: int, other: int) -> HttpResponse:
    registration = registration_or_404(locality, pk)
    back = reverse("movement:registration_look_alikes", args=[locality.code, pk])
    return _two(request, locality, asked_of(registration.initiative, locality.pk), other, back)


@page("likeness.read")
@require_http_methods(["GET", "HEAD", "POST"])
def submission_look_alike(request: HttpRequest, locality: Locality, pk: int, other: int) -> HttpResponse:
    """The same of a form that is on its way: a draft is its writer's own, until it was handed in."""
    found = (
        Submission.objects.select_related("programme__locality")
        .exclude(state=Submission.State.DRAFT)
        .filter(pk=pk, programme__locality=locality)
        .first()
    )
    if found is None:
        raise Http404("Không có phiếu này.")
    back = reverse("movement:submission", args=[locality.code, pk])
    return _two(request, locality, asked_of_submission(found), other, back)


def _merging(locality: Locality, asked: Asked, made: Likeness) -> str:
    """Where two records that are one become one; a form is no record yet."""
    if made.verdict not in {Likeness.Verdict.SAME, Likeness.Verdict.CONTINUED} or not asked.initiative:
        return ""
    registration = known_of([asked.initiative])[asked.initiative].registration
    return f"{reverse('movement:merge', args=[locality.code, registration])}?vao={made.other_id}"


def _is_own(asked: Asked, locality: Locality) -> bool:
    """What came from the level below is decided on there."""
    return not isinstance(asked.of, Initiative) or asked.of.locality_id == locality.pk


def _two(request: HttpRequest, locality: Locality, asked: Asked, key: int, back: str) -> HttpResponse:
    other = visible_to(locality.pk).select_related("sketch", "locality").filter(pk=key).first()
    if other is None or other.pk == asked.initiative:
        raise Http404("Không có mô hình này.")
    form = JudgementForm(request.POST or None, ours=other.locality_id == locality.pk, seen=seen_digest(asked, other))
    if request.method == "POST" and form.is_valid():
        try:
            made = decide_likeness(acting(request), asked.of, other, form.judgement())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"Đã ghi: {made.get_verdict_display()}.")
            return redirect(_merging(locality, asked, made) or back)
    context = {
        "of": asked.of,
        "own": known_of([asked.initiative]).get(asked.initiative) if asked.initiative else None,
        "found": the_two(asked, other),
        "other": other,
        "form": form,
        "back": back,
        "is_own": other.locality_id == locality.pk,
        "may_decide": may(request, "likeness.decide", locality) and _is_own(asked, locality),
    }
    return render(request, "movement/likeness/two.html", context, status=422 if form.errors else 200)
