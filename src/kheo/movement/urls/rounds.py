"""The round of registration: its form, its numbers, for whom it stays open, last year's taken over, several years together."""

from django.urls import path

from kheo.movement.views import campaigns, copying, gates, launches, rounds

PROGRAMME = "<place:place>/chuong-trinh/<slug:programme>/"

urlpatterns = [
    path(f"{PROGRAMME}phieu/", rounds.form_items, name="form_items"),
    path(f"{PROGRAMME}so-luong/", rounds.quotas, name="quotas"),
    path(f"{PROGRAMME}so-luong/giao/", rounds.quotas_edit, name="quotas_edit"),
    path(f"{PROGRAMME}mo-them-han/", gates.gates, name="gates"),
    path(f"{PROGRAMME}xin-mo-them-han/", gates.gate_ask, name="gate_ask"),
    path(f"{PROGRAMME}lap-nhu-vay/", copying.programme_copy, name="programme_copy"),
    path("<place:place>/giai-doan/", campaigns.campaigns, name="campaigns"),
    path("<place:place>/lap-giai-doan/", campaigns.campaign_new, name="campaign_new"),
    path("<place:place>/giai-doan/<number:pk>/", campaigns.campaign, name="campaign"),
    path("<place:place>/giai-doan/<number:pk>/sua/", campaigns.campaign_edit, name="campaign_edit"),
    path("<place:place>/ho-so/<number:pk>/ra-mat/", launches.launch, name="launch"),
]
