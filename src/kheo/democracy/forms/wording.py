"""A form about one village says the village's own word where the law names both kinds."""

from typing import TypeVar

from django import forms

from kheo.organisation.queries.words import Terms

FormT = TypeVar("FormT", bound=forms.BaseForm)


def spoken(form: FormT, terms: Terms) -> FormT:
    """*form* with its labels, helps and choices in the words of *terms*; a refusal still finds its field by the law's word."""
    known: dict[str, str] = dict(getattr(form, "known_as", {}))
    for name, field in form.fields.items():
        known.setdefault(str(field.label), name)
        field.label, field.help_text = terms.say(str(field.label or "")), terms.say(str(field.help_text))
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            field.choices = [(value, terms.say(str(label))) for value, label in field.choices]  # type: ignore[union-attr, misc]  # pairs
    form.known_as = known  # type: ignore[attr-defined]  # read by say_refusal
    return form
