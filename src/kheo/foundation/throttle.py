"""Counting attempts from one address, for pages open to everybody where guessing must cost time."""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ipware import get_client_ip


@dataclass(frozen=True)
class Limit:
    """At most *attempts* in *seconds* from one address under one *name*."""

    name: str
    attempts: int
    seconds: int

    def _key(self, request: HttpRequest) -> str:
        address, _routable = get_client_ip(request, proxy_count=settings.AXES_IPWARE_PROXY_COUNT)
        return f"throttle:{self.name}:{address}"

    def reached(self, request: HttpRequest) -> bool:
        return int(cache.get(self._key(request), 0)) >= self.attempts

    def count(self, request: HttpRequest) -> None:
        """Add one attempt; the time runs from the first of them."""
        key = self._key(request)
        if not cache.add(key, 1, self.seconds):
            cache.incr(key)
