"""The list of tasks with its choices, and the matrix of directives and owners."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kheo.directives.queries.lists import TaskFilter, counts_under, directives_with_tasks, filtered, owners_with_tasks, years_of
from kheo.directives.queries.matrix import matrix_of
from kheo.directives.queries.tasks import shown
from kheo.directives.rules.tasks import STANDINGS
from kheo.directives.views.lookup import requirement_or_404
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality, Role

PAGE_SIZE = 50
LABELS = {"": "Tất cả", "open": "Đang làm", "overdue": "Quá hạn", "waiting": "Chờ xem", "done": "Đã xong", "cancelled": "Đã thôi"}


@page("directive.read")
@require_safe
def tasks(request: HttpRequest, locality: Locality) -> HttpResponse:
    """By year, how they stand, directive and owner; a unit's staff sees its own first."""
    today, actor = timezone.localdate(), acting(request)
    years = years_of(locality)
    year = None if request.GET.get("nam") == "tat-ca" else _chosen_year(request, years, today.year)
    asked = requirement_or_404(locality, request.GET.get("yeu-cau", ""))
    is_staff = Role.UNIT_STAFF in actor.roles_in(locality.code)
    wanted = TaskFilter(
        year=year,
        standing=request.GET.get("the", "") if request.GET.get("the", "") in STANDINGS else "",
        directive=_number(request.GET.get("van-ban", "")),
        requirement=asked.pk if asked else None,
        owner=request.GET.get("don-vi", "")[:120],
        only_mine=is_staff and request.GET.get("cua", "toi") == "toi",
    )
    listed = Paginator(filtered(locality, actor, wanted, today), PAGE_SIZE).get_page(request.GET.get("trang"))
    counts = counts_under(locality, actor, wanted, today)
    kept = {name: request.GET[name] for name in ("nam", "van-ban", "yeu-cau", "don-vi", "cua") if request.GET.get(name)}
    context = {
        "listed": listed,
        "rows": shown(listed.object_list, today),
        "counts": counts,
        "standings": [
            (code, label, urlencode({**kept, "the": code} if code else kept), getattr(counts, code, None))
            for code, label in LABELS.items()
        ],
        "wanted": wanted,
        "requirement": asked,
        "is_staff": is_staff,
        "is_narrowed": wanted != TaskFilter(year=year, only_mine=wanted.only_mine),
        "years": years if year is None or year in years else [year, *years],
        "directives": directives_with_tasks(locality, year),
        "owners": owners_with_tasks(locality, year, today),
        "may_manage": may(request, "directive.manage", locality),
    }
    return render(request, "directives/tasks.html", context)


@page("directive.read")
@require_safe
def matrix(request: HttpRequest, locality: Locality) -> HttpResponse:
    """Owners down, directives across: how the tasks of a year stand, each cell the way to its tasks."""
    today = timezone.localdate()
    years = years_of(locality)
    year = _chosen_year(request, years, today.year)
    context = {
        "matrix": matrix_of(locality, year, today),
        "year": year,
        "years": years if year in years else [year, *years],
        "today": today,
        "may_manage": may(request, "directive.manage", locality),
    }
    return render(request, "directives/matrix.html", context)


def _chosen_year(request: HttpRequest, years: list[int], this: int) -> int:
    """The year of ``?nam=`` when it is one; else this year when it has tasks, else the newest that has."""
    asked = _number(request.GET.get("nam", ""))
    if asked is not None and asked in {*years, this}:
        return asked
    return this if this in years or not years else years[0]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
