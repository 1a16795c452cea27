"""A spreadsheet of households: read, shown line by line, mended on the page, taken whole."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kheo.democracy.actions.roll_import import RollOutcome, import_roll
from kheo.democracy.forms.roll import RollFileForm, RollTextForm
from kheo.democracy.reading.roll import read_lines, read_roll, written_lines
from kheo.democracy.views.lookup import village_or_404
from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.sheets import UnreadableSheet
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import Owner, require
from kheo.organisation.models import Locality, UnitVersion


@page("roll.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def import_households(request: HttpRequest, locality: Locality, village: str) -> HttpResponse:
    """The file is only read: its lines come back in a field, to be mended there and sent as text."""
    version = village_or_404(locality, village)
    require(acting(request), "roll.manage", locality, Owner(version.unit_id))
    if request.method != "POST":
        return _show(request, version, RollFileForm(), RollTextForm())
    if request.POST.get("act") == "read":
        return _read(request, locality, version)
    form = RollTextForm(request.POST)
    outcome = None
    if form.is_valid():
        commit = request.POST.get("act") == "import"
        try:
            outcome = import_roll(acting(request), locality, version.unit, form.read(), form.cleaned_data["since"], commit=commit)
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            if outcome.committed:
                said = f"Đã nhập: thêm {outcome.count('added')} hộ, sửa {outcome.count('changed')} hộ."
                messages.success(request, said)
                return redirect("democracy:roll", locality.code, village)
    return _show(request, version, RollFileForm(), form, outcome)


def _read(request: HttpRequest, locality: Locality, version: UnitVersion) -> HttpResponse:
    form = RollFileForm(request.POST, request.FILES)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            text = written_lines(read_roll(sent.name, sent.read()))
            outcome = import_roll(acting(request), locality, version.unit, read_lines(text))
        except UnreadableSheet as unreadable:
            say_refusal(form, RefusedError(Problem(str(unreadable), "Tệp")))
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            return _show(request, version, RollFileForm(), RollTextForm(initial={"lines": text}), outcome)
    return _show(request, version, form, RollTextForm())


def _show(
    request: HttpRequest,
    version: UnitVersion,
    file_form: RollFileForm,
    text_form: RollTextForm,
    outcome: RollOutcome | None = None,
) -> HttpResponse:
    context = {
        "village": version,
        "file_form": file_form,
        "text_form": text_form,
        "outcome": outcome,
        "added": outcome.count("added") if outcome else 0,
        "changed": outcome.count("changed") if outcome else 0,
    }
    refused = file_form.errors or text_form.errors
    return render(request, "democracy/roll/import.html", context, status=422 if refused else 200)
