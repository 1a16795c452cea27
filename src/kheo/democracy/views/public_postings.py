"""What everybody reads: the commune's list of postings, each posting, its paper."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kheo.democracy.queries.publishing import PAGE_SIZE, posting_years, public_list, published_before
from kheo.democracy.queries.publishing_villages import form_words
from kheo.democracy.rules.publishing import item_on, items_on
from kheo.democracy.rules.wording import wording_note
from kheo.democracy.views.posting_lookup import number_asked, posting_or_404
from kheo.foundation.downloads import as_download
from kheo.organisation.access import may, page
from kheo.organisation.models import Locality
from kheo.organisation.queries.units import names_on, successors
from kheo.organisation.queries.words import terms_of


@page("page.public")
@require_safe
def postings(request: HttpRequest, locality: Locality) -> HttpResponse:
    """The list, narrowed by item (``?khoan=``) and year (``?nam=``)."""
    today = timezone.localdate()
    items = items_on(today)
    known = {str(item.number): item for item in items}
    chosen = known.get(request.GET.get("khoan", ""))
    years = posting_years(locality)
    year = number_asked(request, "nam") if number_asked(request, "nam") in years else 0
    shown = Paginator(public_list(locality, chosen.number if chosen else None, year), PAGE_SIZE)
    listed = shown.get_page(request.GET.get("trang"))
    heirs = [row.successor for row in successors(locality.unit)]
    context = {
        "rows": [(one, item_on(one.item, one.published_on)) for one in listed.object_list],
        "page": listed,
        "items": items,
        "chosen": chosen,
        "year": year,
        "years": years,
        "before": published_before(locality),
        "heirs": sorted(names_on(heirs, today).values()),
        "ended_on": locality.unit.ended_on,
        "today": today,
    }
    return render(request, "democracy/publishing/public_list.html", context)


@page("page.public")
@require_safe
def posting(request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    """One posting: what it says, its paper, when it was published, and what changed it since."""
    found = posting_or_404(locality, pk)
    words = terms_of(locality, found.published_on)
    context = {
        "posting": found,
        "item": item_on(found.item, found.published_on),
        "forms": [form_words(form, words) for form in found.forms],
        "changes": list(found.changed_by.order_by("published_on", "pk")),
        "villages": found.villages.count(),
        "wording": wording_note(found.published_on),
        "may_read": may(request, "publishing.read", locality),
    }
    answer = render(request, "democracy/publishing/public_posting.html", context)
    if context["may_read"]:
        answer["Cache-Control"] = "no-store"  # the way to the staff's page stays in no browser
    return answer


@page("page.public")
@require_safe
def paper(_request: HttpRequest, locality: Locality, pk: int) -> HttpResponse:
    return as_download(posting_or_404(locality, pk).paper)
