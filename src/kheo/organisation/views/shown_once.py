"""A password made here waits in the session between the redirect and the page that shows it; showing it takes it away."""

from typing import Any

from django.http import HttpRequest

from kheo.organisation.actions.accounts import OpenedAccount

_KEY = "password-shown-once"


def keep_to_show(request: HttpRequest, opened: OpenedAccount) -> None:
    request.session[_KEY] = {
        "name": opened.account.display_name,
        "username": opened.account.username,
        "password": opened.password,
    }


def take_to_show(request: HttpRequest) -> dict[str, Any] | None:
    shown: dict[str, Any] | None = request.session.pop(_KEY, None) if request.method == "GET" else None
    return shown
