"""What everybody reads without an account: choose the village, then what concerns it; the sheet for its notice board."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kheo.democracy.papers.villages import board_sheet
from kheo.democracy.queries import villages as queries
from kheo.democracy.rules.wording import wording_note
from kheo.documents.notice import board_notice_pdf
from kheo.foundation.downloads import send_made
from kheo.organisation.access import page
from kheo.organisation.models import Locality, Unit
from kheo.organisation.queries.words import terms_of

LARGE = "to"


@page("page.public")
@require_safe
def people(request: HttpRequest, locality: Locality) -> HttpResponse:
    """The first tap: the villages; ``?thon=`` leads on, for the choice without a link."""
    today = timezone.localdate()
    offered = queries.choices(locality, today)
    chosen = request.GET.get("thon", "")
    if chosen in {one.code for one in offered}:
        return redirect("democracy:village", locality.code, chosen)
    context = {"villages": offered, "words": terms_of(locality, today), "large": _is_large(request)}
    context["joined"] = queries.joined_lately(locality, today)
    return render(request, "democracy/villages/people.html", context)


@page("page.public")
@require_safe
def village(request: HttpRequest, locality: Locality, village: str) -> HttpResponse:
    """The second tap: everything of the village; ``?chu=to`` in large print."""
    today = timezone.localdate()
    found = queries.village_page(locality, _village_or_404(locality, village), today)
    context = {"village": found, "today": today, "wording": wording_note(today), "large": _is_large(request)}
    return render(request, "democracy/villages/village.html", context)


@page("page.public")
@require_safe
def village_sheet(_request: HttpRequest, locality: Locality, village: str) -> HttpResponse:
    """One A4 sheet with the QR code of the page."""
    today = timezone.localdate()
    found = queries.village_page(locality, _village_or_404(locality, village), today)
    address = f"{settings.KHEO_PUBLIC_URL}{reverse('democracy:village', args=[locality.code, village])}"
    return send_made(board_notice_pdf(board_sheet(found, locality, address, today)), f"bang-tin-{found.unit.code}.pdf")


def _is_large(request: HttpRequest) -> bool:
    return request.GET.get("chu") == LARGE


def _village_or_404(locality: Locality, code: str) -> Unit:
    found = queries.find_village(locality, code)
    if found is None:
        raise Http404("Địa phương này không có thôn, tổ dân phố ấy.")
    return found
