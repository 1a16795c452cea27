from django.apps import AppConfig

from kheo.foundation.forms import say_what_is_empty


class FoundationConfig(AppConfig):
    name = "kheo.foundation"
    label = "foundation"

    def ready(self) -> None:
        say_what_is_empty()
