"""One way for every form of the boards: draw it, send it to its action, say what was refused, go on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kheo.democracy.forms.wording import spoken_here
from kheo.foundation.forms import VersionForm, say_refusal
from kheo.foundation.refusal import RefusedError


@dataclass(frozen=True)
class FormPage:
    """Words around a form: *back* is where «Thôi» leads, *done* what is said afterwards, *crumbs* (words, address)."""

    heading: str
    verb: str
    back: str
    done: str
    lead: str = ""
    note: str = ""
    danger: bool = False
    crumbs: Sequence[tuple[str, str]] = field(default_factory=tuple)


def answer(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], str],
    words: FormPage,
    *,
    newest: Callable[[], int] | None = None,
    template: str = "democracy/boards/form.html",
    **context: object,
) -> HttpResponse:
    """*act* does what the form asks and gives the address to go on to; *newest*: the version of now, after a refusal."""
    spoken_here(request, form)
    if request.method == "POST" and form.is_valid():
        try:
            address = act()
        except RefusedError as refusal:
            say_refusal(form, refusal)
            if newest is not None and isinstance(form, VersionForm):
                form.renew(newest())
        else:
            messages.success(request, words.done)
            return redirect(address)
    told = {"form": form, "words": words, **context}
    return render(request, template, told, status=422 if form.errors else 200)
