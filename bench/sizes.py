"""Pages of a small year and of a large one: a reader of 20,000 registrations should wait no longer than one of 44."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from django.test import Client

from bench.measure import Comparison, compare
from bench.place import fill, open_place, open_programme
from kheo.organisation.models import Locality

SMALL, LARGE, YEAR = 44, 20_000, 2024
SMALL_TOWN, LARGE_TOWN = "gso2024-350", "gso2024-347"
REQUESTS = 5
PAGES = {
    "home": "",
    "list": "mo-hinh/",
    "figures": "so-lieu/",
    "rows of a figure": "so-lieu/initiatives.operating/",
    "units": "don-vi/",
}
HEADERS = {"host": "127.0.0.1"}


def year_of(code: str, count: int) -> Locality:
    locality = open_place(code, date(YEAR, 1, 1))
    fill(open_programme(locality, YEAR), count)
    return locality


def visit(client: Client, address: str) -> None:
    for _request in range(REQUESTS):
        answer = client.get(address, headers=HEADERS)
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code}")


def measure(_folder: Path) -> Iterator[Comparison]:
    small = year_of(SMALL_TOWN, SMALL)
    client = Client()
    alone = {name: f"/{small.code}/{tail}" for name, tail in PAGES.items()}
    large = year_of(LARGE_TOWN, LARGE)
    for name, tail in PAGES.items():
        yield compare(
            f"{name}: {REQUESTS} visits, {LARGE} registrations in the year",
            partial(visit, client, f"/{large.code}/{tail}"),
            partial(visit, client, alone[name]),
            f"the same page of a year of {SMALL}",
            rounds=3,
        )
