from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MovementConfig(AppConfig):
    name = "kheo.movement"
    label = "movement"

    def ready(self) -> None:
        """Let every chapter that names registrations in its papers say so (see ``holds``)."""
        autodiscover_modules("holds")
