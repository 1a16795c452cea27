from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    name = "kheo.recognition"
    label = "recognition"
