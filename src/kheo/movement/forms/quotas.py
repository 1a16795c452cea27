"""The numbers of single places, two boxes a place."""

from typing import Any

from django import forms

from kheo.movement.forms.rounds import WhyForm
from kheo.movement.queries.places import Places
from kheo.movement.rules.rounds import MOST_EACH, Asked


class QuotasForm(WhyForm):
    """*own*: what single places are asked today, by the place's choice (``u12``, ``b7``)."""

    def __init__(self, places: Places, own: dict[str, Asked], *args: Any, is_under_way: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_under_way:
            self.fields.clear()
        self.places = places.named()
        # What the action says about a place stands at its second box.
        self.known_as = {name: f"{key}-most" for key, name in self.places}
        for key, name in self.places:
            for part, words in (("least", "ít nhất"), ("most", "nhiều nhất")):
                self.fields[f"{key}-{part}"] = forms.IntegerField(
                    label=f"{name}: {words}",
                    required=False,
                    min_value=0,
                    max_value=MOST_EACH,
                    initial=getattr(own.get(key), part, None),
                    widget=forms.NumberInput(
                        attrs={"class": "short", "inputmode": "numeric", "autocomplete": "off", "aria-label": f"{name}: {words}"}
                    ),
                )

    @property
    def rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        return [(name, self[f"{key}-least"], self[f"{key}-most"]) for key, name in self.places]

    @property
    def reasons(self) -> list[forms.BoundField]:
        return [self[name] for name in ("why", "paper") if name in self.fields]

    @property
    def fields_with_errors(self) -> list[tuple[forms.BoundField, Any]]:
        return [(field, field.errors) for field in self.visible_fields() if field.errors]

    def asked(self) -> dict[str, Asked]:
        data = self.cleaned_data
        return {key: Asked(data[f"{key}-least"], data[f"{key}-most"], is_own=True) for key, _name in self.places}
