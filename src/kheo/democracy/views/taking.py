"""What most forms of the chapter do: one form, one act, back to the record."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kheo.democracy.forms.wording import spoken_here
from kheo.foundation.forms import VersionForm, say_refusal
from kheo.foundation.refusal import RefusedError

FORM_PAGE = "democracy/act_form.html"


def take(request: HttpRequest, form: forms.Form, act: Callable[[], object], version: Callable[[], int] | None = None) -> bool:
    """Whether the sent *form* was taken by *act*; what is refused stands at its fields, with the version of now."""
    spoken_here(request, form)
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except RefusedError as refusal:
        say_refusal(form, refusal)
        if version is not None and isinstance(form, VersionForm):
            form.renew(version())
        return False
    return True


def done(request: HttpRequest, words: str, view: str, *where: object) -> HttpResponse:
    messages.success(request, words)
    return redirect(view, *where)


def form_page(request: HttpRequest, form: forms.Form, context: Mapping[str, Any], template: str = FORM_PAGE) -> HttpResponse:
    """The page of *form*: heading, verb, back (address, words), note."""
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)
