from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AssessmentConfig(AppConfig):
    name = "kheo.assessment"
    label = "assessment"

    def ready(self) -> None:
        """Let later chapters say what their sheets are about and who may not judge them (see ``subjects``)."""
        autodiscover_modules("subjects")
