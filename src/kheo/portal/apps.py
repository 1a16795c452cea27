from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "kheo.portal"
    label = "portal"
