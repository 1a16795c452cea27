"""One form, one act: done and said, or told under its fields with the version of now."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from kheo.democracy.forms.wording import spoken_here
from kheo.foundation.forms import VersionForm, say_refusal
from kheo.foundation.refusal import RefusedError


def done(request: HttpRequest, form: forms.Form, act: Callable[[], str], version: Callable[[], int]) -> bool:
    """Do *act* with a form that was filled in rightly and say what it answers; False: the form says what is to be mended.

    *version*: asked for after a refusal, so that the next sending is judged against what stands now.
    """
    spoken_here(request, form)
    if not form.is_valid():
        return False
    try:
        said = act()
    except RefusedError as refusal:
        say_refusal(form, refusal)
        if isinstance(form, VersionForm):
            form.renew(version())
        return False
    messages.success(request, said)
    return True
