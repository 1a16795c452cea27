"""Renaming blanks and fonts, putting them away and taking them back into use."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kheo.foundation.forms import posted_version, say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.recognition.actions.shelving import rename_blank, rename_font, shelve_blank, shelve_font
from kheo.recognition.forms.blanks import BlankNameForm
from kheo.recognition.models import OfficeFont
from kheo.recognition.queries.blanks import find_font
from kheo.recognition.views.blanks import show_blank
from kheo.recognition.views.fonts import show_fonts
from kheo.recognition.views.lookup import blank_or_404


@page("blank.manage")
@require_POST
def blank_name(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = blank_or_404(locality, pk)
    form = BlankNameForm(request.POST)
    if form.is_valid():
        try:
            rename_blank(acting(request), found, form.cleaned_data["name"], form.cleaned_data["version"])
        except RefusedError as refusal:
            say_refusal(form, refusal)
            form.renew(blank_or_404(locality, pk).version)
        else:
            messages.success(request, "Đã đổi tên phôi; giấy đã in vẫn thuộc phôi này.")
            return redirect("recognition:blank", locality.code, pk)
    return show_blank(request, blank_or_404(locality, pk), name_form=form)


@page("blank.manage")
@require_POST
def blank_away(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Put it away, or with ``back`` take it back into use."""
    found, away = blank_or_404(locality, pk), "back" not in request.POST
    try:
        shelve_blank(acting(request), found, posted_version(request), away=away)
    except RefusedError as refusal:
        return show_blank(request, found, problems=refusal)
    said = "Đã cất phôi; không còn chọn được khi in, giấy đã in vẫn tra được." if away else "Phôi lại dùng được."
    messages.success(request, said)
    return redirect("recognition:blank", locality.code, pk)


@page("font.add")
@require_POST
def font_name(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = _font_or_404(locality, pk)
    try:
        rename_font(acting(request), found, request.POST.get("name", ""))
    except RefusedError as refusal:
        return show_fonts(request, locality, problems=refusal, typed=(pk, request.POST.get("name", "")))
    messages.success(request, "Đã đổi tên phông.")
    return redirect("recognition:fonts", locality.code)


@page("font.add")
@require_POST
def font_away(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Put it away, or with ``back`` take it back into use."""
    away = "back" not in request.POST
    shelve_font(acting(request), _font_or_404(locality, pk), away=away)
    said = "Đã cất phông; ô chữ đang dùng nó vẫn in như cũ." if away else "Phông lại dùng được."
    messages.success(request, said)
    return redirect("recognition:fonts", locality.code)


def _font_or_404(locality: Locality, pk: int) -> OfficeFont:
    found = find_font(locality, pk)
    if found is None:
        raise Http404("Không có phông này.")
    return found
