"""Each form is taken once, however often it is sent: double click, reload, a line that dropped after the answer.

The key row is written in the transaction of the view itself. A second sending of the same key waits for the first, finds
its row and is led to the same answer. A view answers a taken form with a redirect; any other answer (errors, preview)
rolls everything back, the key too, so the form may be sent again.
"""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import structlog
from django.conf import settings
from django.contrib import messages
from django.db import DataError, IntegrityError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from kheo.foundation.once.models import SentForm

log = structlog.get_logger(__name__)
FIELD = "once"
_NEVER_SHOWN = {FIELD, "csrfmiddlewaretoken", "password", "old", "new", "again"}
_GAVE_WAY = {"40P01", "40001"}
"""PostgreSQL ended one of two who waited for each other."""
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


def without_once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view whose POST changes nothing that a second sending could double (sign-in, a text to be checked)."""
    view.without_once = True  # type: ignore[attr-defined]  # a mark on the function, read below
    return view


def kept_typed(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """A page for a form that could not be taken, with everything typed but keys and passwords, to be copied."""
    typed = [(name, request.POST.getlist(name)) for name in request.POST if name not in _NEVER_SHOWN]
    answer = render(request, template, {"typed": typed}, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _gave_way(error: OperationalError) -> bool:
    """Somebody else wrote at the same moment and was let through; SQLite says so when it has waited as long as it may."""
    return getattr(error.__cause__, "sqlstate", "") in _GAVE_WAY or "database is locked" in str(error)


class OnceMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if request.method != "POST" or getattr(view, "without_once", False):
            return None
        key = request.POST.get(FIELD, "")
        if not _KEY.fullmatch(key):
            return render(request, "kheo/form_without_key.html", status=400)
        return self._take_once(request, key, lambda: view(request, *args, **kwargs))

    def _take_once(self, request: HttpRequest, key: str, run: Callable[[], HttpResponse]) -> HttpResponse:
        mark = {"key": key, "account": request.user.pk or 0, "path": quote(request.path)[:300]}
        try:
            with transaction.atomic():
                sent = SentForm.objects.create(**mark)
                response = run()
                if isinstance(response, HttpResponseRedirect):
                    sent.location = response.url[:500]
                    sent.save(update_fields=["location"])
                else:
                    transaction.set_rollback(True)
                return response
        except (IntegrityError, DataError, OperationalError) as error:
            if isinstance(error, OperationalError) and not _gave_way(error):
                raise
            first = SentForm.objects.filter(**mark).first()
            if first is None:
                # Not the key: what the view wrote collided with what somebody else wrote at the same moment.
                log.warning("form_collided", exc_info=error)
                return kept_typed(request, "kheo/collided.html", 409)
        messages.info(request, "Biểu mẫu này đã được ghi nhận một lần; không ghi thêm lần nữa.")
        return HttpResponseRedirect(first.location or settings.LOGIN_REDIRECT_URL)
