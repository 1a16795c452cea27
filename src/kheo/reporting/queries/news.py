"""News items: those the public reads, those the office writes, one of each by its address."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Prefetch, Q, QuerySet

from kheo.organisation.models import Locality
from kheo.reporting.models import NewsCorrection, NewsItem, NewsPicture
from kheo.reporting.queries.news_figures import figures_told
from kheo.reporting.rules.news_text import Words, missing

PAGE = 20
FEED = 30


def published(locality: Locality) -> QuerySet[NewsItem]:
    """What the public reads of *locality*, the newest first, with pictures; two queries."""
    return _shown(NewsItem.objects.filter(locality=locality))


def published_everywhere() -> QuerySet[NewsItem]:
    """What the public reads of every locality here, the newest first."""
    return _shown(NewsItem.objects.all())


def _shown(items: QuerySet[NewsItem]) -> QuerySet[NewsItem]:
    return (
        items.filter(state=NewsItem.State.PUBLISHED)
        .select_related("locality", "publisher")
        .prefetch_related(_pictures())
        .order_by("-published_at", "-pk")
    )


def _pictures() -> "Prefetch[str, QuerySet[NewsPicture], str]":
    return Prefetch("pictures", NewsPicture.objects.select_related("file").order_by("order"))


def _corrections() -> "Prefetch[str, QuerySet[NewsCorrection], str]":
    return Prefetch("corrections", NewsCorrection.objects.order_by("-pk"))


@dataclass(frozen=True)
class NewsPage:
    """One page of the list; *next_after*: the key of its last item when more follow."""

    items: list[NewsItem]
    next_after: int | None


def news_page(locality: Locality, after: int | None) -> NewsPage:
    """Items older than item *after*, or the newest: the same work on the first page and on the thousandth."""
    rows = published(locality)
    last = rows.filter(pk=after).first() if after else None
    if last is not None:
        rows = rows.filter(Q(published_at__lt=last.published_at) | Q(published_at=last.published_at, pk__lt=last.pk))
    found = list(rows[: PAGE + 1])
    return NewsPage(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None)


def by_slug(locality: Locality, slug: str) -> NewsItem | None:
    """The item at a public address, published or withdrawn; a draft has none yet."""
    return (
        NewsItem.objects.filter(locality=locality, slug=slug)
        .exclude(state=NewsItem.State.DRAFT)
        .select_related("locality", "publisher", "conference")
        .prefetch_related(_pictures(), _corrections(), "reasons")
        .first()
    )


def last_change() -> str:
    """What the feed's items are, in short: another answer means another feed. One query."""
    shown = NewsItem.objects.filter(state=NewsItem.State.PUBLISHED).order_by("-published_at", "-pk")
    return ",".join(f"{key}.{version}" for key, version in shown.values_list("pk", "version")[:FEED])


def newest_change() -> datetime | None:
    """When an item was last published, corrected or withdrawn anywhere here."""
    every = NewsItem.objects.exclude(state=NewsItem.State.DRAFT)
    newest = every.aggregate(published=Max("published_at"), modified=Max("modified_at"))
    return max((moment for moment in newest.values() if moment is not None), default=None)


def office_items(locality: Locality) -> QuerySet[NewsItem]:
    """Everything the office wrote: drafts first, then by day."""
    return NewsItem.objects.filter(locality=locality).select_related("publisher").order_by("published_at", "-pk")


def drafts(locality: Locality) -> QuerySet[NewsItem]:
    """Drafts that wait for somebody, the oldest first; for the desk."""
    return NewsItem.objects.filter(locality=locality, state=NewsItem.State.DRAFT).order_by("pk")


def find_item(locality: Locality, pk: int) -> NewsItem | None:
    return (
        NewsItem.objects.filter(locality=locality, pk=pk)
        .select_related("locality__unit", "publisher", "conference")
        .prefetch_related(_pictures())
        .first()
    )


def is_ready(item: NewsItem) -> bool:
    """Whether nothing is missing and every number is the record's, or its reason is known: one act publishes it."""
    kept = Words(item.title, item.lead, item.text, item.author_line)
    complete = not missing(kept, has_publisher=item.publisher_id is not None)
    return complete and all(question.is_answered for question in figures_told(item).questions)


def ready(locality: Locality) -> list[NewsItem]:
    """Drafts that only wait for the button; for the desk. Reads the texts of the drafts, of which there are few."""
    waiting = drafts(locality).select_related("locality__unit").prefetch_related(_pictures(), "reasons")
    return [item for item in waiting if is_ready(item)]
