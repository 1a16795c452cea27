"""Recording an origin: search, choose, tell; mending and removing a row; the origin's own answer."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.lineage import answer_consent, edit_lineage, record_lineage, remove_lineage
from kheo.movement.forms.spread import LineageForm
from kheo.movement.models import Initiative, Lineage, Registration
from kheo.movement.queries.lineage import (
    ORIGINS_SHOWN,
    find_origins,
    may_be_origin,
    newest_registration,
    owner_of_initiative,
    place_of,
    years_of,
)
from kheo.movement.queries.registrations import owner_of, place_name
from kheo.movement.views.lookup import registration_or_404, sent_version
from kheo.organisation.access import page
from kheo.organisation.actor import acting
from kheo.organisation.authority import require
from kheo.organisation.models import Locality

OUTSIDE = "ngoai"


@page("lineage.record")
@require_http_methods(["GET", "HEAD", "POST"])
def lineage_add(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Without ``goc``: the search. With it (a number, or «ngoai» for an origin outside): the form."""
    found = registration_or_404(locality, pk)
    require(acting(request), "lineage.record", found.initiative.locality, owner_of(found))
    chosen = request.GET.get("goc", "")
    if not chosen:
        return _search(request, found)
    origin = None if chosen == OUTSIDE else _origin_or_404(locality, chosen)
    form = LineageForm(origin, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_lineage(acting(request), found.initiative, form.content())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi «học từ»; nơi đầu được báo.")
            return redirect(_section(found))
    context = {"form": form, "registration": found, "place": place_name(found), "origin": origin}
    return render(request, "movement/spread/lineage_form.html", context, status=422 if form.errors else 200)


def _search(request: HttpRequest, found: Registration) -> HttpResponse:
    words = request.GET.get("q", "")[:200]
    origins = find_origins(found.initiative.locality, words, found.initiative)
    context = {
        "registration": found,
        "place": place_name(found),
        "words": words,
        "origins": [(one, place_of(one), years_of(one)) for one in origins],
        "is_full": len(origins) == ORIGINS_SHOWN,
    }
    return render(request, "movement/spread/origins.html", context)


def _origin_or_404(locality: Locality, chosen: str) -> Initiative:
    number = int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 19 else -1
    origin = may_be_origin(locality).filter(pk=number).first()
    if origin is None:
        raise Http404("Không có mô hình này.")
    return origin


@page("lineage.record")
@require_http_methods(["GET", "HEAD", "POST"])
def lineage_edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """Mend a row, or take it away: the button says which."""
    row = _row_or_404(locality, pk, of_copy=True)
    require(acting(request), "lineage.record", locality, owner_of_initiative(row.copy))
    found = _registration_of(row.copy)
    form = LineageForm(row.origin, request.POST or None, row=row)
    if request.method == "POST":
        try:
            if request.POST.get("act") == "remove":
                remove_lineage(acting(request), row, sent_version(request))
                messages.success(request, "Đã bỏ dòng «học từ».")
                return redirect(_section(found))
            if form.is_valid():
                edit_lineage(acting(request), row, form.content(), sent_version(request))
                messages.success(request, "Đã ghi.")
                return redirect(_section(found))
        except RefusedError as refusal:
            form.is_valid()
            say_refusal(form, refusal)
    context = {"form": form, "registration": found, "row": row, "origin": row.origin}
    return render(request, "movement/spread/lineage_form.html", context, status=422 if form.errors else 200)


@page("lineage.record")
@require_POST
def lineage_answer(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """What the origin's own unit says, from the page of its registration."""
    row = _row_or_404(locality, pk, of_copy=False)
    try:
        answer_consent(acting(request), row, request.POST.get("consent", ""), sent_version(request))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Đã ghi câu trả lời; nơi học được báo.")
    return redirect(_section(_registration_of(row.origin or row.copy)))


def _row_or_404(locality: Locality, pk: int, *, of_copy: bool) -> Lineage:
    """A row of an initiative of this locality: as the one that learnt, or as the one learnt from."""
    rows = Lineage.objects.select_related(
        "copy__locality", "copy__unit", "copy__body", "origin__locality", "origin__unit", "origin__body"
    )
    found = rows.filter(pk=pk, **{"copy__locality" if of_copy else "origin__locality": locality}).first()
    if found is None:
        raise Http404("Không có dòng này.")
    return found


def _registration_of(initiative: Initiative) -> Registration:
    found = newest_registration(initiative)
    if found is None:
        raise Http404("Mô hình này chưa có hồ sơ.")
    return found


def _section(found: Registration) -> str:
    return reverse("movement:registration", args=[found.programme.locality.code, found.pk]) + "#hoc-tu"
