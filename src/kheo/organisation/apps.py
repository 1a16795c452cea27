from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OrganisationConfig(AppConfig):
    name = "kheo.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Let every chapter that has a module ``ties`` tell what it ties to positions and bodies (see ``ties``)."""
        autodiscover_modules("ties")
