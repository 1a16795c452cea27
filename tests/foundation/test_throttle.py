import pytest
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
