"""«theo»: a text that names both kinds of communities, in the word of the one that is meant."""

from django import template

from kheo.organisation.queries.words import Terms

register = template.Library()


@register.filter
def theo(text: object, terms: Terms) -> str:
    """``{{ meeting.get_convener_display|theo:terms }}``: «Tổ trưởng tổ dân phố», in a village «Trưởng thôn»."""
    return terms.say(str(text))
