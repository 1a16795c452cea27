"""``/rss.xml``: the news of every locality here, and nothing else."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.views.decorators.http import condition, require_safe

from kheo.organisation.access import page
from kheo.reporting.models import NewsItem
from kheo.reporting.queries.news import FEED, last_change, newest_change, published_everywhere
from kheo.reporting.views.linked_data import absolute, item_path, picture_path


class NewsFeed(Feed):
    """RSS 2.0 with its own address inside (atom:link rel=self) and lasting identifiers."""

    feed_type = Rss201rev2Feed
    title = "Khéo: tin dân vận"
    description = "Tin về công tác dân vận và phong trào thi đua «Dân vận khéo» của các địa phương."
    language = "vi"
    item_guid_is_permalink = True

    def link(self) -> str:
        return absolute(reverse("portal:front"))

    def feed_url(self) -> str:
        return absolute(reverse("reporting:rss"))

    def items(self) -> QuerySet[NewsItem]:
        return published_everywhere()[:FEED]

    def item_title(self, item: NewsItem) -> str:
        return item.title

    def item_description(self, item: NewsItem) -> str:
        return item.lead

    def item_link(self, item: NewsItem) -> str:
        return absolute(item_path(item))

    def item_guid(self, item: NewsItem) -> str:
        return absolute(item_path(item))

    def item_pubdate(self, item: NewsItem) -> datetime | None:
        return item.published_at

    def item_categories(self, item: NewsItem) -> list[str]:
        return [item.locality.name]

    def item_enclosures(self, item: NewsItem) -> list[Enclosure]:
        """The first picture, so that a reader's list is not all grey."""
        first = next(iter(item.pictures.all()), None)
        if first is None:
            return []
        return [Enclosure(absolute(picture_path(item, first.pk)), str(first.file.size), first.file.media_type)]


def _etag(_request: HttpRequest) -> str:
    return f'"{hashlib.sha256(f"{settings.KHEO_PUBLIC_URL} {last_change()}".encode()).hexdigest()[:32]}"'


def _modified(_request: HttpRequest) -> datetime | None:
    return newest_change()


@page("page.public")
@require_safe
@condition(etag_func=_etag, last_modified_func=_modified)
def rss(request: HttpRequest) -> HttpResponse:
    answer = NewsFeed()(request)
    answer.headers.pop("Last-Modified", None)  # the library knows of publishing alone, not of corrections
    answer["Cache-Control"] = "public, max-age=300"
    return answer
