from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "kheo.organisation"
    label = "organisation"
