"""Exemplars of other movements: the office's list, its form, and what everybody reads."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kheo.foundation.forms import say_refusal
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.exemplars import add_exemplar, edit_exemplar, remove_exemplar
from kheo.movement.forms.exemplars import ExemplarForm
from kheo.movement.queries import exemplars as queries
from kheo.movement.queries.exemplars import Wanted
from kheo.movement.views.lookup import sent_version
from kheo.organisation.access import may, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality

PAGE_SIZE = 50


@page("programme.read")
@require_safe
def exemplars(request: HttpRequest, locality: Locality) -> HttpResponse:
    context = _list(request, queries.exemplars(locality), locality, to_public=False)
    context["may_manage"] = may(request, "exemplar.manage", locality)
    return render(request, "movement/exemplars/list.html", context)


@page("page.public")
@require_safe
def exemplars_public(request: HttpRequest, locality: Locality) -> HttpResponse:
    context = _list(request, queries.for_everybody(locality), locality, to_public=True)
    return render(request, "movement/exemplars/public.html", context)


def _list(request: HttpRequest, rows: QuerySet[Any], locality: Locality, *, to_public: bool) -> dict[str, Any]:
    """What both lists show; the choices offered are those of the rows that this reader may see."""
    years, movements, units = queries.choices_of(rows)
    year = request.GET.get("nam", "")
    wanted = Wanted(
        year=int(year) if year in {str(one) for one in years} else None,
        movement=_known(request.GET.get("phong-trao", ""), movements),
        unit=_known(request.GET.get("don-vi", ""), [code for code, _name in units]),
    )
    narrowed = queries.for_everybody(locality, wanted) if to_public else queries.exemplars(locality, wanted)
    listed = Paginator(narrowed, PAGE_SIZE).get_page(request.GET.get("trang"))
    return {
        "years": years,
        "movements": movements,
        "units": units,
        "wanted": wanted,
        "is_narrowed": wanted != Wanted(),
        "any": bool(years),
        "listed": listed,
        "shown": queries.shown(listed, to_public=to_public),
    }


def _known(value: str, choices: list[str]) -> str:
    return value if value in choices else ""


@page("exemplar.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def exemplar_new(request: HttpRequest, locality: Locality) -> HttpResponse:
    form = ExemplarForm(locality, None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_exemplar(acting(request), locality, form.cleaned_data["place"], form.content())
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi điển hình.")
            return redirect("movement:exemplars", locality.code)
    return render(request, "movement/exemplars/form.html", {"form": form}, status=422 if form.errors else 200)


@page("exemplar.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def exemplar_edit(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = _exemplar_or_404(locality, pk)
    form = ExemplarForm(locality, found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            edit_exemplar(acting(request), found, form.cleaned_data["place"], form.content(), sent_version(request))
        except RefusedError as refusal:
            say_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi điển hình.")
            return redirect("movement:exemplars", locality.code)
    context = {"form": form, "exemplar": found, "programme": queries.open_programme(locality)}
    return render(request, "movement/exemplars/form.html", context, status=422 if form.errors else 200)


@page("exemplar.manage")
@require_POST
def exemplar_remove(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = _exemplar_or_404(locality, pk)
    try:
        remove_exemplar(acting(request), found, sent_version(request))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("movement:exemplar", locality.code, pk)
    messages.success(request, "Đã xoá điển hình ghi nhầm.")
    return redirect("movement:exemplars", locality.code)


def _exemplar_or_404(locality: Locality, pk: int) -> Any:
    found = queries.find_exemplar(locality, pk)
    if found is None:
        raise Http404("Không có điển hình này.")
    return found
