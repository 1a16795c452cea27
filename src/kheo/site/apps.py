from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "kheo.site"
    label = "site"
