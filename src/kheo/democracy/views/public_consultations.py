"""What residents see: what is being consulted, their comment in two taps, what became of it."""

import secrets

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kheo.democracy.actions.comments import send_comment
from kheo.democracy.forms.comments import CodeForm, PublicCommentForm
from kheo.democracy.forms.wording import spoken_here
from kheo.democracy.models import Consultation
from kheo.democracy.queries.comments import code_digest, comment_of_code, public_comments
from kheo.democracy.queries.consultations import decision_of, public_consultations, villages_of_place
from kheo.democracy.queries.results import frozen_counts
from kheo.democracy.rules.comments import LAWFUL_CHANNELS, REASONS
from kheo.democracy.rules.consultations import ONLINE, STANCES, forms, rule
from kheo.democracy.rules.wording import wording_note
from kheo.democracy.workflow import CONSULTATION
from kheo.foundation.forms import say_refusal
from kheo.foundation.once.middleware import without_once
from kheo.foundation.refusal import RefusedError
from kheo.foundation.throttle import Limit
from kheo.organisation.access import page
from kheo.organisation.models import Locality
from kheo.organisation.queries.words import terms_of
from kheo.recognition.rules.codes import BITS, code_of, normalise, printed

# A house, a meeting hall and a school may share one address: a few dozen in ten minutes is a village talking, not a flood.
SENDING = Limit("comment", attempts=40, seconds=600)
GUESSES = Limit("comment_code", attempts=30, seconds=600)
A_PAGE = 20
LISTED = 30


@page("page.public")
@require_safe
def consultations(request: HttpRequest, locality: Locality) -> HttpResponse:
    """What may be commented on now, and what became of what was."""
    today = timezone.localdate()
    rows = list(public_consultations(locality).order_by("-opened_on", "-pk")[:LISTED])
    context = {
        "now": [(row, (row.ends_on - today).days) for row in rows if _is_open(row)],
        "before": [(row, CONSULTATION.public_label(row.state)) for row in rows if not _is_open(row)],
        "wording": wording_note(today),
    }
    return render(request, "democracy/consultations.html", context)


def _is_open(row: Consultation) -> bool:
    return row.state == "open" and timezone.localdate() <= row.ends_on


@page("page.public")
@require_http_methods(["GET", "HEAD", "POST"])
@without_once
def consultation(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """One consultation with its comment form; the writer's code takes the place of the form's key, and names no account."""
    found = _found(locality, pk)
    is_open = _is_open(found) and ONLINE in found.forms
    villages = villages_of_place(locality, timezone.localdate())
    form = spoken_here(request, PublicCommentForm(found, villages, request.POST or None, ma=_new_code()))
    status = 200
    if request.method == "POST":
        if form.is_valid():
            answer = _send(request, locality, found, form)
            if isinstance(answer, HttpResponse):
                return answer
            status = answer
        else:
            status = 422
        if code_digest(form["ma"].value() or "") is None:
            form.renew_code(_new_code())
    answer = render(request, "democracy/consultation.html", _context(found, form, is_open=is_open), status=status)
    if is_open:
        answer["Cache-Control"] = "no-store"  # the page carries a code that is its reader's alone
    if status == 429:
        answer["Retry-After"] = str(SENDING.seconds)
    return answer


def _send(request: HttpRequest, locality: Locality, found: Consultation, form: PublicCommentForm) -> HttpResponse | int:
    """Lead to the page of what was sent; the status of the page that keeps what was typed, when it was not taken."""
    code = form.cleaned_data["ma"]
    if SENDING.reached(request):
        what = (
            "Từ đường mạng này vừa gửi quá nhiều ý kiến. Lời bạn viết vẫn còn ở dưới: đợi "
            f"{SENDING.seconds // 60} phút rồi gửi lại, hoặc nộp bản giấy ở thôn, tổ dân phố."
        )
        form.add_error(None, terms_of(locality, timezone.localdate()).say(what))
        return 429
    SENDING.count(request)
    try:
        send_comment(found, form.content(), code)
    except RefusedError as refusal:
        say_refusal(form, refusal)
        return 422
    return redirect("democracy:own_comment", locality.code, normalise(code) or code)


def _context(found: Consultation, form: PublicCommentForm, *, is_open: bool) -> dict[str, object]:
    today = timezone.localdate()
    result = getattr(found, "result", None)
    labels = forms(found.opened_on or found.opens_on)
    return {
        "consultation": found,
        "form": form,
        "is_open": is_open,
        "runs": _is_open(found),
        "days_left": (found.ends_on - today).days,
        "state": CONSULTATION.public_label(found.state),
        "kind": rule(f"matter.{found.kind}", found.opened_on or found.opens_on),
        "ways": [labels[letter] for letter in found.forms],
        "period": rule("period.days", found.opened_on or found.opens_on),
        "result": result.content if result else None,
        "counts": frozen_counts(result.content) if result else [],
        "published_on": result.published_on if result else None,
        "decision": decision_of(found) if found.state in {"decided", "reported"} else None,
        "against": rule("decision.against", found.ends_on),
        "channels": LAWFUL_CHANNELS,
        "wording": wording_note(found.opened_on or today),
    }


@page("page.public")
@require_safe
def comments(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The words that were taken, a page at a time, without who said them."""
    found = _found(locality, pk)
    rows = Paginator(public_comments(found).order_by("pk"), A_PAGE).get_page(request.GET.get("trang"))
    return render(request, "democracy/consultation_comments.html", {"consultation": found, "page": rows})


@page("page.public")
@require_safe
def code_form(request: HttpRequest, locality: Locality) -> HttpResponse:
    """Where a code is typed that was written down."""
    form = CodeForm(request.GET if "ma" in request.GET else None)
    if form.is_bound and form.is_valid():
        code = normalise(form.cleaned_data["ma"])
        if code:
            return redirect("democracy:own_comment", locality.code, code)
        form.add_error("ma", "Mã có 16 chữ và số, như K7QF-9M2D-T4XW-8HJ3; xem lại mã đã ghi.")
    return render(request, "democracy/comment_code.html", {"form": form}, status=422 if form.errors else 200)


@page("page.public")
@require_safe
def own_comment(request: HttpRequest, locality: Locality, code: str) -> HttpResponse:
    """What became of the comment of *code*; one same answer for every code that no comment here has."""
    if GUESSES.reached(request):
        answer = render(request, "democracy/comment_wait.html", {"minutes": GUESSES.seconds // 60}, status=429)
        answer["Retry-After"] = str(GUESSES.seconds)
        return answer
    found = comment_of_code(code)
    if found is None or found.consultation.locality_id != locality.pk:
        GUESSES.count(request)
        return _private(render(request, "democracy/comment_unknown.html", {"form": CodeForm()}, status=404))
    shown = found.consultation.state in {"answered", "decided", "reported"}
    context = {
        "comment": found,
        "consultation": found.consultation,
        "code": printed(normalise(code) or ""),
        "choices": [(stance.question.text, STANCES[stance.choice]) for stance in found.stances.select_related("question")],
        "reason": REASONS.get(found.reason),
        "topic": found.topic if shown else None,
    }
    return _private(render(request, "democracy/own_comment.html", context))


def _new_code() -> str:
    return code_of(secrets.randbits(BITS))


def _private(answer: HttpResponse) -> HttpResponse:
    """What a code opens is its holder's alone: not for search engines, nor for the browser of a shared phone."""
    answer["X-Robots-Tag"] = "noindex"
    answer["Cache-Control"] = "no-store"
    return answer


def _found(locality: Locality, pk: int) -> Consultation:
    found = public_consultations(locality).select_related("result").filter(pk=pk).first()
    if found is None:
        raise Http404("Không có đợt lấy ý kiến này.")
    return found
