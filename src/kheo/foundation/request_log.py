"""A line in the log for each request, with the address that is believed everywhere else."""

import structlog
from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware

from kheo.foundation.sender import address_of


class LoggedRequestMiddleware(RequestMiddleware):
    """The library itself believes whatever a sender writes into ``X-Forwarded-For``."""

    @classmethod
    def bind_ip(cls, request: HttpRequest) -> None:
        structlog.contextvars.bind_contextvars(ip=address_of(request))
