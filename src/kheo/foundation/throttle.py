"""Counting attempts from one address, for pages open to everybody where guessing must cost time."""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest

from kheo.foundation.sender import address_of


@dataclass(frozen=True)
class Limit:
    """At most *attempts* in any *seconds* from one address under one *name*.

    Each attempt takes a place of its own, which is free again after *seconds*: two attempts at once never count as one.
    """

    name: str
    attempts: int
    seconds: int

    def _places(self, request: HttpRequest) -> list[str]:
        address = address_of(request)
        return [f"throttle:{self.name}:{address}:{number}" for number in range(self.attempts)]

    def reached(self, request: HttpRequest) -> bool:
        return len(cache.get_many(self._places(request))) >= self.attempts

    def count(self, request: HttpRequest) -> None:
        """Take a place for one attempt; when none is free, the limit is reached already."""
        any(cache.add(place, 1, self.seconds) for place in self._places(request))
