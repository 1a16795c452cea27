"""Days of the living demo, told from the day on which it is made, so that it is never out of date."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any
from unittest import mock

from django.utils import timezone


@contextmanager
def as_of(day: date) -> Iterator[None]:
    """Let the product's own actions take *day* for today, so that each stands on record on the day it is told of.

    Only while the demo is set up, by one process that serves nobody yet. A day to come is taken as it is.
    """
    moment = timezone.make_aware(datetime.combine(day, time(9)))
    with mock.patch.object(timezone, "now", return_value=moment):
        yield


def on_day(document: dict[str, Any], today: date, first: date) -> dict[str, Any]:
    """Return *document* as it reads when the demo is made on *today*.

    ``{ day = -40 }`` becomes the day forty days ago, with ``year = true`` held within the year of *today*; none stands before
    *first*, the day from which the place exists. ``{year}`` in a text becomes that year. Holding keeps the order of days: of two
    days the earlier one never comes to stand behind the later.
    """
    told: dict[str, Any] = _read(document, today, first)
    return told


def _read(told: Any, today: date, first: date) -> Any:
    if isinstance(told, dict):
        if "day" in told and set(told) <= {"day", "year"}:
            return _day(told["day"], today, first, within_year=told.get("year", False))
        return {name: _read(value, today, first) for name, value in told.items()}
    if isinstance(told, list):
        return [_read(value, today, first) for value in told]
    if isinstance(told, str):
        return today.year if told == "{year}" else told.replace("{year}", str(today.year))
    return told


def _day(offset: int, today: date, first: date, *, within_year: bool) -> date:
    day = today + timedelta(days=offset)
    if within_year:
        day = min(max(day, date(today.year, 1, 1)), date(today.year, 12, 31))
    return max(day, first)
