from django.apps import AppConfig

from kheo.directives.measures import MEASURES


class FiguresConfig(AppConfig):
    name = "kheo.figures"
    label = "figures"

    def ready(self) -> None:
        MEASURES.register("kheo.figures.measures.RecordMeasures")
