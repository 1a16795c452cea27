"""What residents see of asking for information: the form, and under their code what became of it. Nothing of it is public."""

import secrets

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kheo.democracy.actions.information import send_request
from kheo.democracy.forms.comments import CodeForm
from kheo.democracy.forms.information import PublicRequestForm
from kheo.democracy.models import InformationRequest, Posting
from kheo.democracy.queries.information import answers_of, code_digest, request_of_code
from kheo.democracy.rules.comments import LAWFUL_CHANNELS
from kheo.democracy.rules.information import information_rules, refusals, term_of
from kheo.democracy.rules.publishing import item_on
from kheo.democracy.rules.wording import wording_note
from kheo.democracy.views.posting_lookup import number_asked, posting_or_404
from kheo.foundation.downloads import as_download
from kheo.foundation.forms import say_refusal
from kheo.foundation.once.middleware import without_once
from kheo.foundation.refusal import RefusedError
from kheo.foundation.throttle import Limit
from kheo.organisation.access import page
from kheo.organisation.models import Locality
from kheo.recognition.rules.codes import BITS, code_of, normalise, printed

# A house and a meeting hall may share one address, as where comments are sent; a request is written more rarely.
SENDING = Limit("information", attempts=20, seconds=600)
GUESSES = Limit("information_code", attempts=30, seconds=600)


@page("page.public")
@require_http_methods(["GET", "HEAD", "POST"])
@without_once
def information_ask(request: HttpRequest, locality: Locality) -> HttpResponse:
    """Ask for what should be public, or again for a posting (``?noi-dung=``); the sender's code stands for the form's key."""
    key, today = number_asked(request, "noi-dung"), timezone.localdate()
    posting = posting_or_404(locality, key) if key else None
    form = PublicRequestForm(request.POST or None, posting, ma=code_of(secrets.randbits(BITS)), **_begun(posting))
    status = 200
    if request.method == "POST":
        answer = _send(request, locality, form)
        if isinstance(answer, HttpResponse):
            return answer
        status = answer
        if code_digest(form["ma"].value() or "") is None:
            form.renew_code(code_of(secrets.randbits(BITS)))
    terms = [(way, label, term_of(way, today)) for way, label in InformationRequest.Way.choices]
    context = {
        "form": form,
        "posting": posting,
        "duty": information_rules().on("duty", today),
        "terms": terms,
        "cited": information_rules().on("terms", today),
        "channels": LAWFUL_CHANNELS,
        "wording": wording_note(today),
    }
    answer = render(request, "democracy/information/ask.html", context, status=status)
    answer["Cache-Control"] = "no-store"  # the page carries a code that is its reader's alone
    if status == 429:
        answer["Retry-After"] = str(SENDING.seconds)
    return answer


def _begun(posting: Posting | None) -> dict[str, str]:
    """Of a posting: whether its days are over; its title as the first words."""
    if posting is None:
        return {"way": InformationRequest.Way.PAGE}
    is_over = posting.shown_until is not None and posting.shown_until < timezone.localdate()
    ground = InformationRequest.Ground.OVER if is_over else InformationRequest.Ground.UNREACHABLE
    return {"way": InformationRequest.Way.PAGE, "ground": ground, "words": posting.title}


def _send(request: HttpRequest, locality: Locality, form: PublicRequestForm) -> HttpResponse | int:
    """Lead to the page of what was sent; the status of the page that keeps what was typed, when it was not taken."""
    if not form.is_valid():
        return 422
    if SENDING.reached(request):
        minutes = SENDING.seconds // 60
        form.add_error(None, f"Từ đường mạng này vừa gửi quá nhiều yêu cầu. Lời viết vẫn còn ở dưới: đợi {minutes} phút rồi gửi.")
        return 429
    SENDING.count(request)
    code = form.cleaned_data["ma"]
    try:
        send_request(locality, form.content(), code)
    except RefusedError as refusal:
        say_refusal(form, refusal)
        return 422
    return redirect("democracy:own_information", locality.code, normalise(code) or code)


@page("page.public")
@require_safe
def information_code(request: HttpRequest, locality: Locality) -> HttpResponse:
    """Where a code is typed that was written down."""
    form = CodeForm(request.GET if "ma" in request.GET else None)
    if form.is_bound and form.is_valid():
        code = normalise(form.cleaned_data["ma"])
        if code:
            return redirect("democracy:own_information", locality.code, code)
        form.add_error("ma", "Mã có 16 chữ và số, như K7QF-9M2D-T4XW-8HJ3; xem lại mã đã ghi.")
    return render(request, "democracy/information/code.html", {"form": form}, status=422 if form.errors else 200)


@page("page.public")
@require_safe
def own_information(request: HttpRequest, locality: Locality, code: str) -> HttpResponse:
    """What became of the request of *code*; one same answer for every code that no request here has."""
    if GUESSES.reached(request):
        answer = render(request, "democracy/comment_wait.html", {"minutes": GUESSES.seconds // 60}, status=429)
        answer["Retry-After"] = str(GUESSES.seconds)
        return answer
    found = request_of_code(locality, code)
    if found is None:
        GUESSES.count(request)
        return _private(render(request, "democracy/information/code.html", {"form": CodeForm(), "is_unknown": True}, status=404))
    answers = answers_of(found)
    context = {
        "one": found,
        "item": item_on(found.item, found.received_on) if found.item is not None else None,
        "answer": answers[0] if answers else None,
        "reasons": refusals(found.received_on),
        "code": printed(normalise(code) or ""),
        "plain_code": normalise(code),
        "term": term_of(found.way, found.received_on),
    }
    return _private(render(request, "democracy/information/own.html", context))


@page("page.public")
@require_safe
def own_information_file(request: HttpRequest, locality: Locality, code: str) -> HttpResponse:
    """The file of the answer, for whoever has the code."""
    found = None if GUESSES.reached(request) else request_of_code(locality, code)
    answers = answers_of(found) if found else []
    if not answers or answers[0].file is None:
        GUESSES.count(request)
        raise Http404("Không có tệp trả lời nào mang mã này.")
    return as_download(answers[0].file)


def _private(answer: HttpResponse) -> HttpResponse:
    """What a code opens is its holder's alone: not for search engines, nor for the browser of a shared phone."""
    answer["X-Robots-Tag"] = "noindex"
    answer["Cache-Control"] = "no-store"
    return answer
