from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "kheo.figures"
    label = "figures"
