"""What everybody reads: the list of a year, an initiative's story, its photographs."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kheo.foundation.downloads import PUBLIC, in_place
from kheo.movement.forms.registrations import FilterForm
from kheo.movement.models import Initiative
from kheo.movement.queries import public
from kheo.movement.queries.lineage import may_be_origin
from kheo.movement.queries.merged import kept_initiative, kept_picture
from kheo.movement.queries.public import Choice
from kheo.movement.queries.spread import beside
from kheo.organisation.access import MovedError, page
from kheo.organisation.actor import acting
from kheo.organisation.authority import find_grant
from kheo.organisation.models import Locality


@page("page.public")
@require_safe
def initiatives(request: HttpRequest, locality: Locality) -> HttpResponse:
    """The initiatives of one year, narrowed by words, field, unit and recognition."""
    years = public.years_of(locality)
    form = FilterForm(request.GET)
    form.fields["nam"].choices = [(year, f"Năm {year}") for year in years]  # type: ignore[attr-defined]  # a choice
    form.is_valid()
    year = form.cleaned_data.get("nam") or public.shown_year(locality)
    if year is None:
        return render(request, "movement/initiatives.html", {"year": None, "cards": []})
    fields = [(field.key, field.label) for field in public.fields_of(locality, year)]
    units = public.units_with_registrations(locality, year)
    chosen = Choice(
        year=year,
        text=form.cleaned_data.get("q", ""),
        field=_known(request.GET.get("linh_vuc", ""), fields),
        unit=_known(request.GET.get("don_vi", ""), units),
        recognised=form.cleaned_data.get("cong_nhan", False),
        after=form.cleaned_data.get("sau"),
    )
    listed = public.list_page(locality, chosen)
    context = {
        "year": year,
        "years": years,
        "fields": fields,
        "units": units,
        "chosen": chosen,
        "listed": listed,
        "next_page": _address(chosen, listed.next_after) if listed.next_after else "",
        "first_page": _address(chosen, None) if chosen.after else "",
        "is_narrowed": bool(chosen.text or chosen.field or chosen.unit or chosen.recognised),
    }
    return render(request, "movement/initiatives.html", context)


def _known(value: str, choices: list[tuple[str, str]]) -> str:
    return value if value in dict(choices) else ""


def _address(chosen: Choice, after: int | None) -> str:
    parts = {
        "q": chosen.text,
        "nam": chosen.year,
        "linh_vuc": chosen.field,
        "don_vi": chosen.unit,
        "cong_nhan": "1" if chosen.recognised else "",
        "sau": after or "",
    }
    return "?" + urlencode({name: value for name, value in parts.items() if value})


@page("page.public")
@require_safe
def initiative(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    found = public.story(locality, pk)
    if found is None and (kept := kept_initiative(locality, pk)):
        raise MovedError(pk=kept)
    if found is None:
        raise Http404("Không có mô hình này.")
    context = {
        "story": found,
        "newest": found.years[0],
        "earlier": found.years[1:],
        "beside": beside(found.initiative),
        "may_follow": _may_follow(request, found.initiative),
    }
    answer = render(request, "movement/initiative.html", context)
    if request.user.is_authenticated:
        answer["Cache-Control"] = "no-store"  # it tells what whoever works here may do
    return answer


def _may_follow(request: HttpRequest, initiative: Initiative) -> list[Locality]:
    """Localities in which the reader may begin a form with this origin."""
    actor = acting(request)
    held = Locality.objects.filter(code__in=actor.localities()) if actor.grants else Locality.objects.none()
    may = [one for one in held if find_grant(actor, "submission.write", one)]
    return [one for one in may if may_be_origin(one).filter(pk=initiative.pk).exists()]


@page("page.public")
@require_safe
def picture(_request: HttpRequest, locality: Locality, pk: int, picture_pk: int) -> HttpResponse:
    """A photograph that the office made public; it was drawn anew when it was kept, so it is safe to show in place."""
    found = public.find_public_picture(locality, pk, picture_pk)
    if found is None and (kept := kept_initiative(locality, pk)):
        raise MovedError(pk=kept, picture_pk=kept_picture(picture_pk, kept))
    if found is None:
        raise Http404("Không có ảnh này.")
    return in_place(found.file, PUBLIC)
