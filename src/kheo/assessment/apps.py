from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "kheo.assessment"
    label = "assessment"
