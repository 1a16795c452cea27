"""For residents: the choice of a village, its page, the sheet for its notice board."""

from django.urls import URLPattern, path

import kheo.organisation.converters  # noqa: F401  registers <place:…> and <unit:…>
from kheo.democracy.views import villages

ALL = "<place:place>/dan-chu/"

urlpatterns: list[URLPattern] = [
    path(ALL, villages.people, name="people"),
    path(f"{ALL}<unit:village>/", villages.village, name="village"),
    path(f"{ALL}<unit:village>/bang-tin.pdf", villages.village_sheet, name="village_sheet"),
]
