from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OrganisationConfig(AppConfig):
    name = "kheo.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Let every chapter tell what it ties to positions and bodies (``ties``), and who judges without names (``blinds``)."""
        autodiscover_modules("ties", "blinds")
