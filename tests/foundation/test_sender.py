import pytest
from django.test import RequestFactory

from kheo.foundation.sender import address_of

CONNECTED = "198.51.100.1"


def asked(forwarded, connected=CONNECTED):
    return address_of(RequestFactory().get("/", REMOTE_ADDR=connected, headers={"X-Forwarded-For": forwarded}))


@pytest.mark.parametrize("forwarded", ["203.0.113.9", "203.0.113.9, 203.0.113.10", "", "không phải địa chỉ"])
def test_without_proxies_what_the_sender_writes_about_itself_counts_for_nothing(settings, forwarded):
    settings.KHEO_PROXY_COUNT = 0
    assert asked(forwarded) == CONNECTED


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.9.9.9, 203.0.113.9", "203.0.113.9"),
        (2, "10.9.9.9, 203.0.113.9, 192.0.2.1", "203.0.113.9"),
        (2, "203.0.113.9", CONNECTED),
        (1, "lạ", CONNECTED),
        (1, "", CONNECTED),
    ],
)
def test_behind_proxies_only_what_they_wrote_is_believed(settings, proxies, forwarded, address):
    settings.KHEO_PROXY_COUNT = proxies
    assert asked(forwarded) == address


def test_one_subscriber_of_ipv6_is_one_sender(settings):
    settings.KHEO_PROXY_COUNT = 0
    assert asked("", "2001:db8:1:2::5") == asked("", "2001:db8:1:2:ffff::9") == "2001:db8:1:2::"
    assert asked("", "::ffff:203.0.113.9") == "203.0.113.9"
