"""Pages of a town beside 20,000 registrations of another, and of that other one: a page should cost the same."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from django.test import Client

from bench.measure import Comparison, best, compare
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
    client = Client()
    small = year_of(SMALL_TOWN, SMALL)
    visits = {name: partial(visit, client, f"/{small.code}/{tail}") for name, tail in PAGES.items()}
    alone = {name: best(work) for name, work in visits.items()}
    large = year_of(LARGE_TOWN, LARGE)
    for name, work in visits.items():
        floor_is = "the same page before that town was there"
        yield Comparison(f"{name}, {SMALL} in the year, {LARGE} next door", best(work), alone[name], floor_is)
    for name, work in visits.items():
        yield compare(
            f"{name}, {LARGE} in the year",
            partial(visit, client, f"/{large.code}/{PAGES[name]}"),
            work,
            f"the same page of a year of {SMALL}",
        )
