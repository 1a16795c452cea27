from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "kheo.foundation"
    label = "foundation"
