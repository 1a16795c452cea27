"""Anybody may ask whether a certificate is genuine; guessing codes costs time."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from kheo.foundation.throttle import Limit
from kheo.organisation.access import page
from kheo.recognition.forms.certificates import CodeForm
from kheo.recognition.queries.certificates import verify_code
from kheo.recognition.queries.notices import corrections_of
from kheo.recognition.queries.signed import public_words
from kheo.recognition.rules.codes import normalise, printed

# Thirty wrong codes in ten minutes: a whole table of guests may mistype, a guesser of 80 bits gets nowhere.
GUESSES = Limit("verify", attempts=30, seconds=600)
_NOT_OF_A_CODE = re.compile(r"[^0-9A-Za-z-]")


@page("page.public")
@require_safe
def verify_form(request: HttpRequest) -> HttpResponse:
    """Where a code is typed; a typed code leads to its page."""
    form = CodeForm(request.GET if "ma" in request.GET else None)
    if form.is_bound and form.is_valid():
        text = form.cleaned_data["ma"]
        code = normalise(text) or _NOT_OF_A_CODE.sub("", text)
        if code:
            return redirect("recognition:verify", code)
        form.add_error("ma", "Mã chỉ gồm chữ cái và số. Xem lại mã ở góc dưới bên trái của giấy.")
    return render(request, "recognition/verify_form.html", {"form": form}, status=422 if form.errors else 200)


@page("page.public")
@require_safe
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """What the certificate of *code* prints and whether it stands; one same answer for every code that no certificate has."""
    if GUESSES.reached(request):
        response = render(request, "recognition/verify_wait.html", {"minutes": GUESSES.seconds // 60}, status=429)
        response["Retry-After"] = str(GUESSES.seconds)
        return response
    found = verify_code(code)
    if found.status == "unknown":
        GUESSES.count(request)
        return _private(render(request, "recognition/verify_unknown.html", {"form": CodeForm()}, status=404))
    context = {
        "found": found,
        "words": found.words,
        "replacement": printed(found.replaced_by),
        "signed": public_words(found.decision) if found.decision else "",
        "corrections": corrections_of(found.decision).exclude(number="") if found.decision else (),
    }
    return _private(render(request, "recognition/verify.html", context))


def _private(response: HttpResponse) -> HttpResponse:
    """What a code tells is for whoever holds the paper: not for search engines, nor for a cache that outlives a revocation."""
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response
