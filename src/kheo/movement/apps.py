from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MovementConfig(AppConfig):
    name = "kheo.movement"
    label = "movement"

    def ready(self) -> None:
        """Let later chapters say which papers name registrations (``holds``), what they know of their course (``moments``)."""
        autodiscover_modules("holds", "moments")
