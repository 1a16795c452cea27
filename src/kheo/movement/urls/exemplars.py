"""Exemplars of other movements."""

from django.urls import path

from kheo.movement.views import exemplars

ONE = "<place:place>/dien-hinh-khac/<number:pk>/"

urlpatterns = [
    path("<place:place>/dien-hinh/", exemplars.exemplars_public, name="exemplars_public"),
    path("<place:place>/dien-hinh-khac/", exemplars.exemplars, name="exemplars"),
    path("<place:place>/dien-hinh-khac/them/", exemplars.exemplar_new, name="exemplar_new"),
    path(ONE, exemplars.exemplar_edit, name="exemplar"),
    path(f"{ONE}xoa/", exemplars.exemplar_remove, name="exemplar_remove"),
]
