"""What is said of one registration in the course of the year."""

from django.urls import path

from kheo.movement.views import check_ins

urlpatterns = [
    path("<place:place>/ho-so/<number:pk>/bao-tin/", check_ins.check_in_new, name="check_in"),
    path("<place:place>/ho-so/<number:pk>/bao-tin/<number:check_in>/", check_ins.check_in_edit, name="check_in_edit"),
    path("<place:place>/ho-so/<number:pk>/doc-so/", check_ins.read_back, name="read_value"),
]
