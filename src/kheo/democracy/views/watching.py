"""What everybody may read: the boards, what they found, what was answered and what is overdue, the works people watch."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kheo.democracy.models import Board
from kheo.democracy.queries.boards import acting_on, view_of, views_of
from kheo.democracy.queries.inspections import inspections_of
from kheo.democracy.queries.projects import project_lines, view_of_project
from kheo.democracy.queries.recommendations import line_of, overdue, public_ones, seen_at, standing_replies
from kheo.democracy.rules.wording import wording_note
from kheo.democracy.views.board_records import photo_or_404, project_or_404
from kheo.foundation.downloads import PUBLIC, in_place
from kheo.organisation.access import page
from kheo.organisation.models import Locality

SHOWN = 30


@page("page.public")
@require_safe
def supervision(request: HttpRequest, locality: Locality) -> HttpResponse:
    """Boards at work, answers that are overdue first, where complaints and denunciations go."""
    today = timezone.localdate()
    late = [line_of(one, today) for one in overdue(locality, today)]
    rows = list(public_ones(locality).exclude(pk__in=[line.one.pk for line in late])[: SHOWN + 1])
    done = list(inspections_of(locality).filter(state="confirmed").order_by("-held_on", "-pk")[:SHOWN])
    seen = seen_at(done, public=True)
    context = {
        "views": views_of(list(acting_on(locality, today)), today),
        "overdue": late,
        "recommendations": [line_of(one, today) for one in rows[:SHOWN]],
        "more": len(rows) > SHOWN,
        "inspections": [(one, seen.get(one.pk, [])) for one in done],
        "wording": wording_note(today),
    }
    return render(request, "democracy/watching/supervision.html", context)


@page("page.public")
@require_safe
def recommendation_public(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    one = public_ones(locality).filter(pk=pk).first()
    if one is None:
        raise Http404("Không có kiến nghị này.")
    today = timezone.localdate()
    context = {
        "one": one,
        "line": line_of(one, today),
        "replies": standing_replies(one),
        "outcomes": list(one.outcomes.all()),
        "wording": wording_note(today),
    }
    return render(request, "democracy/watching/recommendation.html", context)


@page("page.public")
@require_safe
def projects(request: HttpRequest, locality: Locality) -> HttpResponse:
    context = {"lines": project_lines(locality, timezone.localdate())}
    return render(request, "democracy/watching/projects.html", context)


@page("page.public")
@require_safe
def project_public(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found, today = project_or_404(locality, pk), timezone.localdate()
    board = Board.objects.filter(project=found).select_related("body", "locality").first()
    done = list(inspections_of(locality).filter(board=board, state="confirmed").order_by("-held_on")) if board else []
    seen = seen_at(done, public=True) if done else {}
    context = {
        "project": found,
        "view": view_of_project(found, today),
        "board": view_of(board, today) if board else None,
        "inspections": [(one, seen.get(one.pk, [])) for one in done],
        "recommendations": [line_of(one, today) for one in public_ones(locality).filter(inspection__board=board)]
        if board
        else [],
        "wording": wording_note(today),
    }
    return render(request, "democracy/watching/project.html", context)


@page("page.public")
@require_safe
def photo_public(_request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    return in_place(photo_or_404(locality, pk, public=True).file, PUBLIC)
