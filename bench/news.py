"""Public news of a town that published 1,000 items, against Django's own feed writer and against a town of ten."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from django.test import Client
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed

from bench.measure import Comparison, best, compare
from bench.place import open_place
from bench.sizes import REQUESTS, SMALL_TOWN, visit
from kheo.organisation.models import Locality
from kheo.reporting.models import NewsItem
from kheo.reporting.queries.news import FEED

FEW, MANY, YEAR = 10, 1000, 2024
LEAD = "Sáng 08/01/2025, Ban Chỉ đạo minh hoạ tổng kết phong trào thi đua “Dân vận khéo” năm 2024."
TEXT = "\n\n".join(f"Đoạn minh hoạ thứ {number}: nhân dân cùng bàn, cùng làm, cùng giữ gìn." for number in range(1, 11))


def publish(locality: Locality, first: int, count: int) -> None:
    now = timezone.now()
    NewsItem.objects.bulk_create(
        NewsItem(
            locality=locality,
            year=YEAR,
            slug=f"tin-minh-hoa-{number}",
            title=f"Tin minh hoạ số {number}",
            lead=LEAD,
            text=TEXT,
            author_line="Người viết minh hoạ",
            state=NewsItem.State.PUBLISHED,
            published_at=now - timedelta(minutes=count - number),
        )
        for number in range(first, first + count)
    )


def bare_feed() -> None:
    """What /rss.xml must write, of items that are in memory already, without asking whether anything changed."""
    for _request in range(REQUESTS):
        feed = Rss201rev2Feed(title="Khéo", link="/", description="Tin", language="vi", feed_url="/rss.xml")
        for number in range(FEED):
            feed.add_item(title=f"Tin {number}", link=f"/tin/{number}/", description=LEAD, pubdate=timezone.now())
        feed.writeString("utf-8")


def measure(_folder: Path) -> Iterator[Comparison]:
    client = Client()
    town = open_place(SMALL_TOWN, date(YEAR, 1, 1))
    publish(town, 1, FEW)
    visits = {
        "list of news": partial(visit, client, f"/{SMALL_TOWN}/tin/"),
        "page of one item": partial(visit, client, f"/{SMALL_TOWN}/tin/tin-minh-hoa-1/"),
        "front page": partial(visit, client, f"/{SMALL_TOWN}/"),
        "RSS": partial(visit, client, "/rss.xml"),
    }
    few = {name: best(work) for name, work in visits.items()}
    publish(town, FEW + 1, MANY - FEW)
    for name, work in visits.items():
        yield Comparison(f"{name}, {MANY} items ({REQUESTS} visits)", best(work), few[name], f"the same of {FEW} items")
    yield compare(f"RSS, {MANY} items ({REQUESTS} visits)", visits["RSS"], bare_feed, f"Django's feed writer with {FEED} items")
