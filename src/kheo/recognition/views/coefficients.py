"""The locality's own coefficients: the list with what was replaced, and the form that adds one."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.recognition.actions.local_coefficients import set_coefficient
from kheo.recognition.forms.rewards import CoefficientForm
from kheo.recognition.queries.local_coefficients import coefficients_of

_ASKED = {"award": "hinh-thuc", "level": "cap", "subject": "doi-tuong"}


@page("decision.read")
@require_safe
def coefficients(request: HttpRequest, locality: Locality) -> HttpResponse:
    context = {"rows": coefficients_of(locality.pk), "may_choose": may(request, "reward.manage", locality)}
    return render(request, "recognition/coefficients.html", context)


@page("reward.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def coefficient(request: HttpRequest, locality: Locality) -> HttpResponse:
    """One coefficient; a link from a payment list fills in for which award, level and kind of recipient it is."""
    form = CoefficientForm(request.POST or None, initial=_asked(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = set_coefficient(acting(request), locality, form.content())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã bỏ hệ số." if made.times is None else "Đã ghi hệ số của địa phương.")
            return redirect("recognition:coefficients", locality.code)
    return render(request, "recognition/coefficient.html", {"form": form}, status=422 if form.errors else 200)


def _asked(request: HttpRequest) -> dict[str, object]:
    asked: dict[str, object] = {name: request.GET[word] for name, word in _ASKED.items() if word in request.GET}
    try:
        return asked | {"valid_from": date.fromisoformat(request.GET.get("tu", ""))}
    except ValueError:
        return asked
