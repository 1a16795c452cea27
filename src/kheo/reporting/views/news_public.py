"""What everybody reads: the list of a locality's news, one item, its pictures, its plain text."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kheo.foundation.downloads import PUBLIC, in_place, in_small
from kheo.organisation.access import page
from kheo.organisation.models import Locality
from kheo.reporting.models import NewsItem, NewsPicture
from kheo.reporting.queries.news import by_slug, news_page, published
from kheo.reporting.queries.news_figures import linked_parts, reasons_shown
from kheo.reporting.views.linked_data import absolute, as_data_block, news_article, picture_path

GONE = 410
OTHERS = 3


@page("page.public")
@require_safe
def news(request: HttpRequest, locality: Locality) -> HttpResponse:
    """Published items, the newest first; ``?sau=`` goes on behind an item."""
    asked = request.GET.get("sau", "")
    after = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None
    return render(request, "reporting/news.html", {"listed": news_page(locality, after), "after": after})


@page("page.public")
@require_safe
def news_item(request: HttpRequest, locality: Locality, slug: str) -> HttpResponse:
    """One item; 410 with its reason for one that was withdrawn."""
    item = _item_or_404(locality, slug)
    if item.state == NewsItem.State.WITHDRAWN:
        return render(request, "reporting/news_withdrawn.html", {"item": item, "word": item.corrections.first()}, status=GONE)
    parts = linked_parts(item)
    captions = [one for one in parts if one.part.name == "caption"]
    pictures = list(zip(item.pictures.all(), captions, strict=True))
    context = {
        "item": item,
        "lead": next(one for one in parts if one.part.name == "lead"),
        "paragraphs": [one for one in parts if one.part.name == "text"],
        "first_picture": pictures[:1],
        "pictures": pictures[1:],
        "image": absolute(picture_path(item, pictures[0][0].pk)) if pictures else "",
        "reasons": reasons_shown(item),
        "others": published(locality).exclude(pk=item.pk).prefetch_related(None)[:OTHERS],
        "linked_data": as_data_block(news_article(item)),
    }
    return render(request, "reporting/news_item.html", context)


@page("page.public")
@require_safe
def news_text(_request: HttpRequest, locality: Locality, slug: str) -> HttpResponse:
    """The words alone, to be read out over the loudspeakers or pasted elsewhere."""
    item = _item_or_404(locality, slug)
    if item.state == NewsItem.State.WITHDRAWN:
        return HttpResponse("Tin này đã được gỡ.\n", content_type="text/plain; charset=utf-8", status=GONE)
    text = f"{item.title}\n\n{item.lead}\n\n{item.text}\n\n{item.author_line}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@page("page.public")
@require_safe
def news_picture(_request: HttpRequest, locality: Locality, slug: str, picture: int) -> HttpResponse:
    """A picture of a published item; it was drawn anew when it was kept, so it is safe to show in place."""
    found = _picture_or_404(_item_or_404(locality, slug), picture)
    return in_place(found.file, PUBLIC)


@page("page.public")
@require_safe
def news_thumb(_request: HttpRequest, locality: Locality, slug: str, picture: int) -> HttpResponse:
    """The same picture for a list: drawn small once, then kept in memory while others are asked for more."""
    found = _picture_or_404(_item_or_404(locality, slug), picture)
    return in_small(found.file, PUBLIC)


def _picture_or_404(item: NewsItem, picture: int) -> NewsPicture:
    found = next((one for one in item.pictures.all() if one.pk == picture), None)
    if found is None or item.state == NewsItem.State.WITHDRAWN:
        raise Http404("Không có ảnh này.")
    return found


def _item_or_404(locality: Locality, slug: str) -> NewsItem:
    found = by_slug(locality, slug)
    if found is None:
        raise Http404("Không có tin này.")
    return found
