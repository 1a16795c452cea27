"""Criteria sets of a locality: the list, one set, the page on which one is written."""

from django.urls import path

import kheo.organisation.converters  # noqa: F401  registers «place»
from kheo.assessment.views import drafts, sets

app_name = "assessment"

SETS = "<place:place>/bo-tieu-chi/"

urlpatterns = [
    path(SETS, sets.sets, name="sets"),
    path(f"{SETS}nap/", sets.load, name="load"),
    path(f"{SETS}soan/", drafts.begin, name="begin"),
    path(f"{SETS}<number:pk>/", sets.criteria_set, name="set"),
    path(f"{SETS}<number:pk>/toml/", sets.criteria_file, name="file"),
    path(f"{SETS}ban-thao/<number:pk>/", drafts.draft, name="draft"),
    path(f"{SETS}ban-thao/<number:pk>/bo/", drafts.discard, name="discard"),
]
