"""The year's figures as they stand beside a sheet on grassroots democracy."""

from dataclasses import dataclass

from django.urls import reverse

from kheo.democracy.figures import FIGURES
from kheo.democracy.models import DemocracyRating


@dataclass(frozen=True)
class Fact:
    """A figure of the year; *url* opens its rows."""

    label: str
    value: int
    measure: str
    url: str


def facts_beside(rating: DemocracyRating) -> list[Fact]:
    """What the record of the year says, for whoever scores the locality itself; nothing beside a unit under it."""
    locality = rating.locality
    if rating.unit_id != locality.unit_id:
        return []
    found = []
    for figure in FIGURES:
        value = figure.value_of(figure.select(locality.pk, rating.year, {}))
        address = f"{reverse('figures:rows', args=[locality.code, figure.key])}?nam={rating.year}"
        found.append(Fact(figure.label, value, figure.measure, address))
    return found
