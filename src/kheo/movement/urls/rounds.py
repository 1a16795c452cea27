"""The round of registration: its form, its numbers, for whom it stays open, last year's taken over, several years together."""

from django.urls import path

from kheo.movement.views import gates

PROGRAMME = "<place:place>/chuong-trinh/<slug:programme>/"

urlpatterns = [
    path(f"{PROGRAMME}mo-them-han/", gates.gates, name="gates"),
    path(f"{PROGRAMME}xin-mo-them-han/", gates.gate_ask, name="gate_ask"),
]
