"""Public pages that cross chapters."""

from base64 import b64encode
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kheo.documents.certificate import qr_svg
from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.downloads import send_made
from kheo.movement.models import Programme
from kheo.movement.queries.merged import kept_initiative
from kheo.organisation.access import MovedError, page
from kheo.organisation.actor import acting
from kheo.organisation.models import Locality
from kheo.portal import papers
from kheo.portal.queries.achievements import Dossier, unit_dossier
from kheo.portal.queries.card import initiative_card
from kheo.portal.queries.places import front_locality, other_localities
from kheo.portal.queries.search import search as find
from kheo.portal.queries.units import last_day, unit_page, units_then, units_today
from kheo.portal.queries.year import programmes, shown_first, year_of
from kheo.portal.rules.achievements import FIGURES
from kheo.portal.rules.headline import headline, standfirst

MAX_QUERY = 100
PRINTED = {"docx": to_docx, "pdf": to_pdf}


@page("page.public")
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The first locality's front page, with the way to the others; a kind word where none is set up yet.

    Whoever is signed in is led to that of the own locality: they look for its year and not for another's.
    """
    if held := acting(request).localities():
        asked = request.META.get("QUERY_STRING", "")
        own = HttpResponseRedirect(reverse("portal:home", args=[held[0]]) + (f"?{asked}" if asked else ""))
        own["Cache-Control"] = "no-store"
        return own
    locality = front_locality()
    if locality is None:
        return render(request, "portal/empty.html")
    return _home(request, locality)


@page("page.public")
@require_safe
def home(request: HttpRequest, locality: Locality) -> HttpResponse:
    """The year of a locality at a glance."""
    return _home(request, locality)


def _home(request: HttpRequest, locality: Locality) -> HttpResponse:
    context: dict[str, object] = {"locality": locality, "others": other_localities(locality)}
    every = programmes(locality)
    first = shown_first(locality)
    programme = _chosen(request, every, first)
    if programme is None:
        return render(request, "portal/home_empty.html", context)
    view = year_of(locality, programme, is_newest=programme == first)
    own_address = reverse("portal:home", args=[locality.code])
    context |= {
        "canonical_path": own_address if programme == first else f"{own_address}?nam={programme.year}",
        "year": programme.year,
        "programmes": every,
        "view": view,
        "headline": headline(view.counts),
        "standfirst": standfirst(view.counts),
    }
    return render(request, "portal/home.html", context)


@page("page.public")
@require_safe
def units(request: HttpRequest, locality: Locality) -> HttpResponse:
    """Units of the locality with their initiatives, as they were in the year; ``?xem=hom-nay``: under today's units."""
    every = programmes(locality)
    programme = _chosen(request, every, shown_first(locality))
    context: dict[str, object] = {"programmes": every, "year": programme.year if programme else None}
    if programme is not None:
        today = timezone.localdate()
        context["lines"] = units_then(locality, programme)
        if request.GET.get("xem") == "hom-nay":
            context |= {"today": today, "today_view": units_today(programme, today)}
    return render(request, "portal/units.html", context)


@page("page.public")
@require_safe
def unit(request: HttpRequest, locality: Locality, code: str) -> HttpResponse:
    """One unit: its name in the year that is shown, what became of it, its initiatives."""
    newest = shown_first(locality)
    found = unit_page(locality, code, last_day(newest.year) if newest else timezone.localdate())
    if found is None:
        raise Http404("Địa phương này không có đơn vị ấy.")
    return render(request, "portal/unit.html", {"unit": found, "year": newest.year if newest else None})


@page("page.public")
@require_safe
def dossier(request: HttpRequest, locality: Locality, code: str) -> HttpResponse:
    """What a unit achieved over the years; ``?muc=recognised&nam=2024`` opens the rows behind a figure."""
    found = _dossier_or_404(locality, code)
    figure, year = request.GET.get("muc", ""), request.GET.get("nam", "")
    is_year = year.isascii() and year.isdecimal() and len(year) == 4
    context = {
        "dossier": found,
        "figures": FIGURES,
        "years": found.achieved.years,
        "totals": found.achieved.totals,
        "figure": FIGURES.get(figure, ""),
        "of_year": year if is_year else "",
        "rows": found.achieved.of(figure, int(year) if is_year else None) if figure in FIGURES else [],
    }
    return render(request, "portal/dossier.html", context)


@page("page.public")
@require_safe
def dossier_paper(_request: HttpRequest, locality: Locality, code: str, ending: str) -> HttpResponse:
    """The same as .docx or PDF."""
    if ending not in PRINTED:
        raise Http404("Hồ sơ có bản .docx và bản .pdf.")
    paper = papers.dossier_paper(_dossier_or_404(locality, code), locality, timezone.localdate())
    return send_made(PRINTED[ending](paper), f"ho-so-thanh-tich-{code}.{ending}")


def _dossier_or_404(locality: Locality, code: str) -> Dossier:
    found = unit_dossier(locality, code, timezone.localdate())
    if found is None:
        raise Http404("Địa phương này không có đơn vị ấy.")
    return found


@page("page.public")
@require_safe
def card(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """The card of a recognised initiative, printed on one A6 sheet; it loads nothing but its own few kilobytes."""
    found = initiative_card(locality, pk)
    if found is None and (kept := kept_initiative(locality, pk)):
        raise MovedError(pk=kept)
    if found is None:
        raise Http404("Mô hình này chưa được công nhận nên chưa có thẻ.")
    picture = ""
    if found.picture is not None:
        path = reverse("movement:picture", args=[locality.code, found.initiative.pk, found.picture.pk])
        picture = f"{settings.KHEO_PUBLIC_URL}{path}"
    qr = b64encode(qr_svg(found.address).encode()).decode()
    return render(request, "portal/card.html", {"card": found, "picture": picture, "qr": qr})


@page("page.public")
@require_safe
def search(request: HttpRequest, locality: Locality) -> HttpResponse:
    """Initiatives and units by words, with or without accents."""
    query = " ".join(request.GET.get("q", "").split())[:MAX_QUERY]
    found = find(locality, query, request.GET.get("trang", "1"))
    return render(request, "portal/search.html", {"q": query, "found": found})


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django's signature
    return render(request, "kheo/not_found.html", status=HTTPStatus.NOT_FOUND)


def _chosen(request: HttpRequest, every: list[Programme], first: Programme | None) -> Programme | None:
    """The programme of ``?nam=``, else *first*; 404 for a year that has none."""
    year = request.GET.get("nam")
    if year is None:
        return first
    chosen = next((programme for programme in every if str(programme.year) == year), None)
    if chosen is None:
        raise Http404("Không có chương trình của năm này.")
    return chosen
