"""A unit's own scores, its head's word, the office's answer."""

from django.urls import path

from kheo.movement.views import self_scores

SHEET = "<place:place>/tu-cham/<slug:programme>/<number:pk>/"

urlpatterns = [
    path("<place:place>/tu-cham/", self_scores.own_scores, name="own_scores"),
    path(SHEET, self_scores.self_scores, name="self_scores"),
    path(f"{SHEET}luu/", self_scores.self_scores_save, name="self_scores_save"),
    path(f"{SHEET}xac-nhan/", self_scores.self_scores_head, name="self_scores_head"),
    path(f"{SHEET}co-quan/", self_scores.self_scores_office, name="self_scores_office"),
]
