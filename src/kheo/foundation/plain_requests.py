"""Requests that no page answers are refused before anything of them is read."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kheo.foundation.uploads.limits import PURPOSES

MAX_BODY = (
    max(limits.max_bytes for limits in PURPOSES.values()) + 6 * 1024 * 1024
)  # bytes: the largest file and the text beside it


class PlainRequestMiddleware:
    """413 for a body larger than any form of ours, 400 for NUL in a question, which PostgreSQL takes in no text.

    Without the first, Django writes a body of any size to the disk before a view is asked. NUL in a form's field is refused by
    the form, which can name the field; no part of a path reaches the database as it came.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = str(request.META.get("CONTENT_LENGTH") or "0")
        if not length.isdecimal() or len(length) > 12 or int(length) > MAX_BODY:
            return render(request, "413.html", {"megabytes": MAX_BODY // 1024 // 1024}, status=413)
        query = str(request.META.get("QUERY_STRING", ""))
        if "%00" in query or "\0" in query:
            return render(request, "400.html", status=400)
        return self.get_response(request)
