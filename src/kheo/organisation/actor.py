"""Who makes this request: the actor, found once and only when asked."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from kheo.organisation.authority import NOBODY, Actor, actor_of
from kheo.organisation.models import Account


class ActorMiddleware:
    """Put ``request.actor`` beside ``request.user``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]  # our own attribute
        return self.get_response(request)


def _actor(request: HttpRequest) -> Actor:
    return actor_of(request.user, timezone.localdate()) if isinstance(request.user, Account) else NOBODY


def acting(request: HttpRequest) -> Actor:
    """Who makes *request*, as the middleware found out; the one place that reads the attribute it put there."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
    return actor
