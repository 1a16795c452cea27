import threading

import pytest
from django.db import connection
from django.test import RequestFactory

from kheo.foundation.throttle import Limit

LIMIT = Limit("guess", attempts=3, seconds=60)
pytestmark = pytest.mark.django_db


def from_address(address):
    return RequestFactory().get("/", REMOTE_ADDR=address)


def test_a_limit_is_reached_by_one_address_and_not_by_another():
    for _ in range(3):
        assert not LIMIT.reached(from_address("203.0.113.5"))
        LIMIT.count(from_address("203.0.113.5"))
    assert LIMIT.reached(from_address("203.0.113.5"))
    assert not LIMIT.reached(from_address("203.0.113.6"))


def test_limits_with_other_names_count_apart():
    for _ in range(3):
        LIMIT.count(from_address("203.0.113.5"))
    assert not Limit("other", attempts=3, seconds=60).reached(from_address("203.0.113.5"))


def test_attempts_made_at_once_are_counted_one_by_one(transactional_db):
    def attempt():
        LIMIT.count(from_address("203.0.113.7"))
        connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert LIMIT.reached(from_address("203.0.113.7"))
