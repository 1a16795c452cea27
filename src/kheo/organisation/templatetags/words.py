"""«theo»: a text that names both kinds of communities, in the word of the one that is meant."""

from django import template
from django.utils import timezone

from kheo.organisation.models import Locality
from kheo.organisation.queries.words import Terms, terms_of

register = template.Library()


@register.filter
def theo(text: object, terms: Terms) -> str:
    """``{{ meeting.get_convener_display|theo:terms }}``: «Tổ trưởng tổ dân phố», in a village «Trưởng thôn»."""
    return terms.say(str(text))


@register.filter
def theo_noi(text: object, locality: Locality) -> str:
    """``{{ "Thôn, tổ dân phố"|theo_noi:locality }}``: in a ward «Tổ dân phố», in a commune «Thôn», in a province as it stands."""
    kept = vars(locality)  # asked once a page, however many rows speak
    if "terms_today" not in kept:
        kept["terms_today"] = terms_of(locality, timezone.localdate())
    said: Terms = kept["terms_today"]
    return said.say(str(text))
