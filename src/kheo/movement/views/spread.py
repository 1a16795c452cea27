"""How far an initiative, and a locality's movement, has spread: pages for everybody, with what is not public counted only."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kheo.movement.models import Initiative, Registration
from kheo.movement.queries.lineage import initiatives_named, place_of
from kheo.movement.queries.merged import kept_initiative
from kheo.movement.queries.spread import Standing, spread_of, tree_of
from kheo.movement.views.family_picture import DEEPEST, draw_family
from kheo.organisation.access import MovedError, page
from kheo.organisation.models import Locality


@page("page.public")
@require_safe
def tree(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = initiative_or_404(locality, pk)
    grown = tree_of(found)
    context = {
        "initiative": found,
        "place": place_of(found),
        "tree": grown,
        "picture": draw_family(grown.rows),
        "list": nested(grown.rows),
    }
    return render(request, "movement/spread/tree.html", context)


@dataclass(frozen=True)
class Node:
    standing: Standing
    children: list["Node"]


def nested(standings: tuple[Standing, ...]) -> list[Node]:
    """Those below the root as lists in lists, no deeper than the picture: a screen reader gets lost in five hundred of them."""
    open_nodes = [Node(standings[0], [])]
    for standing in standings[1:]:
        level = min(standing.branch.generation, DEEPEST)
        node = Node(standing, [])
        del open_nodes[level:]
        open_nodes[-1].children.append(node)
        open_nodes.append(node)
    return open_nodes[0].children


@page("page.public")
@require_safe
def spread(request: HttpRequest, locality: Locality) -> HttpResponse:
    found = spread_of(locality)
    most = max((count for _year, count in found.years), default=0)
    return render(request, "movement/spread/spread.html", {"spread": found, "most": most})


def initiative_or_404(locality: Locality, pk: int) -> Initiative:
    """An initiative with a registration in that locality, its own or taken up from below: what has none is nobody's page."""
    registered = Registration.objects.filter(initiative=OuterRef("pk"), programme__locality=locality)
    found = initiatives_named().filter(Exists(registered), pk=pk).first()
    if found is None and (kept := kept_initiative(locality, pk)):
        raise MovedError(pk=kept)
    if found is None:
        raise Http404("Không có mô hình này.")
    return found
