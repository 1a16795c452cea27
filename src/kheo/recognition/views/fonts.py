"""The office's own fonts: the list, one more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.recognition.actions.blanks import add_font
from kheo.recognition.forms.blanks import FontForm
from kheo.recognition.queries.blanks import fonts_of


@page("font.add")
@require_http_methods(["GET", "HEAD", "POST"])
def fonts(request: HttpRequest, locality: Locality) -> HttpResponse:
    form = FontForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["font"]
        try:
            made = add_font(acting(request), locality, sent.name, sent)
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, f"Đã lưu phông «{made.name}»; chọn nó ở ô chữ của phôi.")
            return redirect("recognition:fonts", locality.code)
    return show_fonts(request, locality, form=form)


def show_fonts(
    request: HttpRequest,
    locality: Locality,
    *,
    form: FontForm | None = None,
    problems: RefusedError | None = None,
    typed: tuple[int, str] | None = None,
) -> HttpResponse:
    """The page of the fonts; with what was wrong when an act was refused, and the name that was *typed* for one (status 422)."""
    fonts = [(font, typed[1] if typed and typed[0] == font.pk else font.name) for font in fonts_of(locality)]
    context = {
        "form": form or FontForm(),
        "fonts": fonts,
        "renamed": typed[0] if typed else None,
        "problems": problems.problems if problems else (),
        "may_manage": may(request, "blank.manage", locality),
    }
    wrong = problems is not None or (form is not None and form.errors)
    return render(request, "recognition/blanks/fonts.html", context, status=422 if wrong else 200)
