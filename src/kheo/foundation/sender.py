"""From which address a request came, as far as it can be believed."""

from ipaddress import IPv4Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

HOUSEHOLD_PREFIX = 64  # one subscriber holds a whole /64 of IPv6 and may change its address at will


def address_of(request: HttpRequest) -> str:
    """The sender's address; of IPv6 the first address of its /64.

    ``X-Forwarded-For`` is written by whoever sends, except for its last ``KHEO_PROXY_COUNT`` entries, one by each of our own
    proxies. The first of these is believed; without proxies, or where the header is shorter or no address, the connection's.
    """
    connected = str(request.META.get("REMOTE_ADDR", ""))
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    proxies = settings.KHEO_PROXY_COUNT
    told = forwarded[-proxies].strip() if 0 < proxies <= len(forwarded) else connected
    return _grouped(told) or _grouped(connected) or "127.0.0.1"  # a socket without an address is of this machine


def _grouped(text: str) -> str:
    try:
        address = ip_address(text)
    except ValueError:
        return ""
    if isinstance(address, IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((address, HOUSEHOLD_PREFIX), strict=False).network_address)
