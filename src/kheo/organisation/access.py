"""How a page opens: the locality from its address, the permission from the table, or a plain refusal.

Every view of Khéo is wrapped by :func:`page`; a test walks all addresses and fails on one that is not.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import resolve, reverse

from kheo.organisation.actor import acting
from kheo.organisation.authority import Actor, NotAllowedError, Owner, find_grant, require
from kheo.organisation.models import Locality

View = Callable[..., HttpResponse]
# With a password that the office made, only public pages and the one that changes it are open.
OPEN_WITH_FIRST_PASSWORD = {"page.public", "password.change"}


class MovedError(Exception):
    """What the address names was joined to another record: *numbers* are those of the address that stands for it now, by name."""

    def __init__(self, **numbers: int) -> None:
        super().__init__(numbers)
        self.numbers = numbers


def _moved(request: HttpRequest, moved: MovedError) -> HttpResponse:
    """The same page of the record that was kept, for good; a form that was sent to the old one is not passed on."""
    match = request.resolver_match
    if match is None or request.method not in {"GET", "HEAD"}:
        raise Http404("Hồ sơ này vừa gộp vào hồ sơ khác; mở lại trang.")
    path = reverse(match.view_name, kwargs={**match.kwargs, **moved.numbers})
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


def page(action: str) -> Callable[[View], View]:
    """Wrap a view: ``place`` in its address becomes the ``locality`` argument, and *action* must be allowed there.

    Staff without the role get 403 with the role named; nobody signed in is led to sign in and back. NotAllowedError from
    an action inside the view is answered in the same way.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            locality = None
            if "place" in kwargs:
                locality = Locality.objects.select_related("unit").filter(code=kwargs.pop("place")).first()
                if locality is None:
                    raise Http404("Không có địa phương này.")
                kwargs["locality"] = locality
            request.locality = locality  # type: ignore[attr-defined]  # our own attribute, read by the context
            if action not in OPEN_WITH_FIRST_PASSWORD and getattr(request.user, "must_change_password", False):
                return HttpResponseRedirect(
                    f"{reverse('account_change_password')}?{urlencode({'next': request.get_full_path()})}"
                )
            try:
                require(acting(request), action, locality)
                answer = view(request, *args, **kwargs)
            except MovedError as moved:
                answer = _moved(request, moved)
            except NotAllowedError as refusal:
                if not request.user.is_authenticated and request.method == "GET":
                    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")
                answer = render(request, "organisation/not_allowed.html", {"reason": str(refusal)}, status=403)
            if action != "page.public" and "Cache-Control" not in answer:
                answer["Cache-Control"] = "no-store"  # the phone is shared: nothing of the office stays in its browser
            return answer

        opened.authority = action  # type: ignore[attr-defined]  # read by opens() and by the test that walks every address
        return opened

    return wrap


def may(request: HttpRequest, action: str, locality: Locality) -> bool:
    """Whether a page may offer *action*; the act itself asks again."""
    return find_grant(acting(request), action, locality) is not None


def opens(request: HttpRequest, address: str, locality: Locality, owner: Owner | None = None) -> bool:
    """Whether a page may link to *address*, one of Khéo's own: who asks may open it. *owner* is whose the record there is."""
    action: str = resolve(address).func.authority  # type: ignore[attr-defined]  # page() puts it there, on every view
    return find_grant(acting(request), action, locality, owner) is not None


def is_open(actor: Actor, locality: Locality, path: str) -> bool:
    """Whether whoever judges without names may be led to *path*; everybody else is led by what the page itself asks."""
    if locality.code not in actor.blind or not path:
        return True
    action = getattr(resolve(urlsplit(path).path).func, "authority", "page.public")
    return find_grant(actor, action, locality) is not None
