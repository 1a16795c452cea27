"""Look-alikes: of a programme, of a registration, of a form; two texts side by side."""

from django.urls import path

from kheo.movement.views import likeness

urlpatterns = [
    path("<place:place>/chuong-trinh/<slug:programme>/giong-nhau/", likeness.programme_look_alikes, name="programme_look_alikes"),
    path("<place:place>/ho-so/<number:pk>/giong-nhau/", likeness.registration_look_alikes, name="registration_look_alikes"),
    path(
        "<place:place>/ho-so/<number:pk>/giong-nhau/<number:other>/",
        likeness.registration_look_alike,
        name="registration_look_alike",
    ),
    path(
        "<place:place>/phieu/<number:pk>/giong-nhau/<number:other>/", likeness.submission_look_alike, name="submission_look_alike"
    ),
]
