"""What every act on a news item begins and ends with: the locked row, its step, its address, its version."""

from dataclasses import dataclass

from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.organisation.models import Body, Locality
from kheo.reporting.models import NewsItem
from kheo.reporting.rules.news_text import LABELS, Words, length_problems, slug_of, words
from kheo.reporting.workflow import NEWS


@dataclass(frozen=True)
class NewsContent:
    """The words of an item as typed. *publisher*: who answers for it; None leaves the one it has."""

    title: str
    lead: str
    text: str
    author_line: str
    publisher: Body | None = None

    def words(self) -> Words:
        return words(self.title, self.lead, self.text, self.author_line)


def lock_addresses(locality: Locality | int) -> None:
    """One writer at a time for the addresses of a locality's items; taken before the item itself, always in this order."""
    key = locality.pk if isinstance(locality, Locality) else locality
    Locality.objects.select_for_update(no_key=True).get(pk=key)


def lock_item(item: NewsItem, step: str, version: int | None = None) -> NewsItem:
    """Lock the row and take *step*; refuse a wrong state, and a stale *version* where one is given."""
    locked = (
        NewsItem.objects.select_for_update(of=("self",))
        .select_related("locality__unit", "publisher", "conference")
        .filter(pk=item.pk)
        .first()
    )
    if locked is None:
        raise RefusedError("Bản nháp này vừa bị người khác bỏ. Về danh sách bản tin để xem.")
    locked.state = NEWS.target(step, locked.state)
    if version is not None:
        require_version(version, locked.version)
    return locked


def content_problems(locality: Locality, content: NewsContent, kept: Words) -> list[Problem]:
    problems = length_problems(kept.as_json())
    if content.publisher is not None and content.publisher.locality_id != locality.pk:
        problems.append(Problem("Cơ quan này của địa phương khác; chọn cơ quan của mình.", LABELS["publisher"]))
    return problems


def put_words(item: NewsItem, content: NewsContent, kept: Words) -> None:
    item.title, item.lead, item.text, item.author_line = kept.title, kept.lead, kept.text, kept.author_line
    item.publisher = content.publisher or item.publisher


def free_slug(locality: Locality, title: str, own: int = 0) -> str:
    """The address made of *title*, with «-2», «-3» … behind it where another item of the locality holds it already."""
    slug = slug_of(title)
    taken = set(NewsItem.objects.filter(locality=locality, slug__startswith=slug).exclude(pk=own).values_list("slug", flat=True))
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def bump(item: NewsItem) -> None:
    item.version += 1
    item.save()
