from django.apps import AppConfig


class DemocracyConfig(AppConfig):
    name = "kheo.democracy"
