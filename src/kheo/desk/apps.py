from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "kheo.desk"
    label = "desk"
