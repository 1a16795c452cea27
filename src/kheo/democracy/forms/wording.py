"""A form about one village, or one commune or ward, says its own word where the law names both kinds."""

from collections.abc import Sequence
from typing import TypeVar

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from kheo.organisation.models import Locality
from kheo.organisation.queries.words import Terms, terms_of

QUESTION = "cau-"
"""How fields of a consultation's questions begin: they ask word for word what was asked."""

FormT = TypeVar("FormT", bound=forms.BaseForm)


def spoken(form: FormT, terms: Terms) -> FormT:
    """*form* with its labels, helps and choices in the words of *terms*; a refusal still finds its field by the law's word."""
    known: dict[str, str] = dict(getattr(form, "known_as", {}))
    for name, field in form.fields.items():
        if name.startswith(QUESTION):
            continue
        known.setdefault(str(field.label), name)
        field.label, field.help_text = terms.say(str(field.label or "")), terms.say(str(field.help_text))
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            now = list(field.choices)  # type: ignore[arg-type]  # pairs
            said = [_choice(value, label, terms) for value, label in now]
            if said != now:  # a form may offer fewer than its field takes: left alone where nothing is said otherwise
                field.choices = said
    form.known_as = known  # type: ignore[attr-defined]  # read by say_refusal
    form.said = terms.say  # type: ignore[attr-defined]  # as above
    return form


def spoken_here(request: HttpRequest, form: FormT) -> FormT:
    """*form* in the words of the commune or ward of the page's address, unless it speaks those of one village already."""
    locality: Locality | None = getattr(request, "locality", None)
    if locality is None or hasattr(form, "said"):
        return form
    return spoken(form, terms_of(locality, timezone.localdate()))


def _choice(value: object, label: object, terms: Terms) -> tuple[object, object]:
    """A pair; where it is a group, (name, pairs), its name is said and what stands in it is names."""
    if isinstance(label, Sequence) and not isinstance(label, str):
        return terms.say(str(value)), label
    return value, terms.say(str(label))
