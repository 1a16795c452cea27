"""Finding initiatives and units of a locality by words, with or without accents."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Case, OuterRef, Q, Subquery, Value, When

from kheo.movement.models import Initiative, Nomination, Registration
from kheo.movement.queries.registrations import registrations
from kheo.organisation.models import Locality, UnitVersion
from kheo.portal.queries.cards import Card, cards
from kheo.portal.rules.search import pattern, wanted_words

A_PAGE = 20


@dataclass(frozen=True)
class FoundUnit:
    name: str
    code: str


@dataclass(frozen=True)
class Found:
    """What a query found: one card an initiative, of its newest registration; units whose name has all the words."""

    cards: list[Card]
    units: list[FoundUnit]
    page: Page
    total: int


def search(locality: Locality, query: str, page: int | str = 1) -> Found:
    """Initiatives of *locality* whose title or summary has every word of *query*, titles first; see rules.search for limits."""
    words = wanted_words(query)
    if not words:
        return Found([], [], Paginator([], A_PAGE).page(1), 0)
    in_title, anywhere = Q(), Q()
    for word in words:
        in_title &= Q(folded__contains=word)
        anywhere &= Q(folded__contains=word) | Q(summary__regex=pattern(word))
    # Of this locality alone: the same initiative may stand in the programme of the level above, or have come from one below.
    of_it = Registration.objects.filter(initiative=OuterRef("pk"), programme__locality=locality)
    came = Nomination.objects.filter(taken_as__programme__locality=locality).values("taken_as__initiative")
    newest = (
        Initiative.objects.filter(anywhere, Q(locality=locality) | Q(pk__in=came), merged_into=None)
        .annotate(
            newest=Subquery(of_it.order_by("-programme__year").values("pk")[:1]),
            by_title=Case(When(in_title, then=Value(value=True)), default=Value(value=False), output_field=BooleanField()),
        )
        .filter(newest__isnull=False)
        .order_by("-by_title", "title", "pk")
    )
    paginator = Paginator(newest.values_list("newest", flat=True), A_PAGE)
    shown = paginator.get_page(page)
    keys = list(shown.object_list)
    rows = {row.pk: row for row in registrations(locality).filter(pk__in=keys)}
    return Found(cards(rows[key] for key in keys), _units(locality, words), shown, paginator.count)


def _units(locality: Locality, words: list[str]) -> list[FoundUnit]:
    under = Q(parent=locality.unit_id) | Q(parent__versions__parent=locality.unit_id)
    for word in words:
        under &= Q(folded__contains=word)
    rows = UnitVersion.objects.filter(under).order_by("name", "unit__code").values_list("name", "unit__code").distinct()
    return [FoundUnit(name, code) for name, code in rows[:A_PAGE]]
