from django.apps import AppConfig


class MovementConfig(AppConfig):
    name = "kheo.movement"
    label = "movement"
