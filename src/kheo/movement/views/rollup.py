"""The level below, added up; and what stands behind each number."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kheo.movement.models import Kind, Registration
from kheo.movement.queries.rollup import LABELS, LevelBelow, Line, Slice, known_slice, roll_up, told, untold
from kheo.movement.rules.levels import Counts
from kheo.movement.views.lookup import programme_or_404
from kheo.movement.workflow import REGISTRATION
from kheo.organisation.access import page
from kheo.organisation.models import Locality

PAGE_SIZE = 100
PARTS = {"place": "xa", "field": "linh_vuc", "kind": "loai"}


@page("nomination.read")
@require_safe
def rollup(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    found = programme_or_404(locality, programme)
    below = LevelBelow(found)
    counts = roll_up(below)
    context = {
        "programme": found,
        "columns": LABELS,
        "tables": [
            ("Theo đơn vị", "Đơn vị", _cells([line for line in counts.places if line.has_programme], "place")),
            ("Theo lĩnh vực", "Lĩnh vực", _cells(counts.fields, "field")),
            ("Theo loại", "Loại", _cells(counts.kinds, "kind")),
        ],
        "sum": _numbers(counts.total, ""),
        "total": counts.total,
        "without": [line.label for line in counts.places if not line.has_programme],
        "with_programme": sum(line.has_programme for line in counts.places),
        "direct": Registration.objects.filter(programme=found, nominated_as=None, initiative__merged_into=None).count(),
    }
    return render(request, "movement/levels/rollup.html", context)


@page("nomination.read")
@require_safe
def rollup_rows(request: HttpRequest, locality: Locality, programme: str) -> HttpResponse:
    """What stands behind one number: titles of what was recognised or proposed, counts of the rest."""
    found = programme_or_404(locality, programme)
    below = LevelBelow(found)
    get = request.GET
    part = known_slice(below, Slice(get.get("o", ""), get.get("xa", ""), get.get("linh_vuc", ""), get.get("loai", "")))
    listed = Paginator(told(below, part), PAGE_SIZE).get_page(get.get("trang"))
    rest = untold(below, part)
    names = {one.unit.code: one.name for one in below.places}
    kind = str(Kind(part.kind).label) if part.kind else ""
    context = {
        "programme": found,
        "listed": listed,
        "rest": [(one.place, one.field, REGISTRATION.label(one.state), one.count) for one in rest],
        "told_count": listed.paginator.count,
        "rest_count": sum(one.count for one in rest),
        "total": listed.paginator.count + sum(one.count for one in rest),
        "column": LABELS[part.column],
        "narrowed": [words for words in (names.get(part.place), below.fields.get(part.field), kind) if words],
    }
    return render(request, "movement/levels/rollup_rows.html", context)


def _cells(lines: list[Line], part: str) -> list[tuple[Line, list[tuple[str, int, str]]]]:
    return [(line, _numbers(line.counts, f"{PARTS[part]}={line.value}")) for line in lines]


def _numbers(counts: Counts, narrowed: str) -> list[tuple[str, int, str]]:
    """Label, number, query of the page with its rows."""
    return [
        (LABELS[column], count, "&".join(part for part in (urlencode({"o": column}), narrowed) if part))
        for column, count in counts.items()
    ]
