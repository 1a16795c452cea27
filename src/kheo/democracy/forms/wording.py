"""A form about one village says the village's own word where the law names both kinds."""

from typing import TypeVar

from django import forms

from kheo.organisation.queries.words import Terms

FormT = TypeVar("FormT", bound=forms.BaseForm)


def spoken(form: FormT, terms: Terms) -> FormT:
    """*form* with its labels, helps and choices in the words of *terms*."""
    for field in form.fields.values():
        field.label, field.help_text = terms.say(str(field.label or "")), terms.say(str(field.help_text))
        if isinstance(field, forms.ChoiceField):
            field.choices = [(value, terms.say(str(label))) for value, label in field.choices]  # type: ignore[union-attr, misc]  # pairs
    return form
