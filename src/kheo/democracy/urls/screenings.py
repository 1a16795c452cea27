"""Looking for personal data before publishing."""

from django.urls import path

from kheo.democracy.views import screenings

ALL = "<place:place>/dan-chu/quan-ly/soat/"
ONE = f"{ALL}<number:pk>/"

urlpatterns = [
    path(ALL, screenings.screenings, name="screenings"),
    path(f"{ALL}moi/", screenings.screening_new, name="screening_new"),
    path(ONE, screenings.screening, name="screening"),
    path(f"{ONE}ban-da-che/", screenings.screening_copy, name="screening_copy"),
    path(f"{ONE}bo/", screenings.screening_discard, name="screening_discard"),
    path("<place:place>/dan-chu/quan-ly/cong-khai/chuan-bi/<number:pk>/soat/", screenings.draft_screen, name="draft_screen"),
]
