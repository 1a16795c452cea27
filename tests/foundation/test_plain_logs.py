import logging

import pytest
import structlog
from django.conf import settings
from django.test import RequestFactory

from kheo.foundation.plain_logs import hide_codes
from kheo.foundation.request_log import LoggedRequestMiddleware


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("GET /gso2025-13324/bieu-quyet/K7QF9M2DT4XW/", "GET /gso2025-13324/bieu-quyet/…"),
        ("GET /gso2025-13324/bieu-quyet/KQFAMMTTXXWZ/", "GET /gso2025-13324/bieu-quyet/…"),
        ("GET /gso2025-13324/bieu-quyet/K7QF-9M2D/T4XW/", "GET /gso2025-13324/bieu-quyet/…"),
        ("GET /gso2025-13324/bieu-quyet/?ma=KQFA-MMTT-XXWZ", "GET /gso2025-13324/bieu-quyet/?ma=…"),
        ("Not Found: /gso2025-13324/bieu-quyet/K7QF9M2DT4XW/", "Not Found: /gso2025-13324/bieu-quyet/…"),
        ("GET /x/dan-chu/y-kien/K7QF-9M2D-T4XW-8HJ3/", "GET /x/dan-chu/y-kien/…"),
        ("GET /x/dan-chu/y-kien/?a=1&ma=K7QF-9M2D&b=2", "GET /x/dan-chu/y-kien/?a=1&ma=…&b=2"),
        ("GET /x/dan-chu/yeu-cau/K7QF9M2DT4XW8HJ3/tep/", "GET /x/dan-chu/yeu-cau/…"),
    ],
)
def test_a_code_does_not_reach_the_log(told, kept):
    event = {"request": told, "code": 200, "event": told}
    assert hide_codes(None, "info", event) == {"request": kept, "code": 200, "event": kept}


@pytest.mark.parametrize(
    "path",
    [
        "/gso2025-13324/bieu-quyet/gui/",
        "/gso2025-13324/bieu-quyet/da-ghi/",
        "/gso2025-13324/bieu-quyet/",
        "/gso2025-13324/dan-chu/bieu-quyet/12/hop-phieu.txt",
        "/gso2025-13324/dan-chu/y-kien/",
        "/gso2025-13324/mo-hinh/12/",
        "/gso2025-13324/mo-hinh/?trang=2",
    ],
)
def test_other_addresses_stay_as_they_are(path):
    assert hide_codes(None, "info", {"request": path}) == {"request": path}


@pytest.mark.parametrize("name", ["json", "plain"])
def test_lines_of_django_itself_hide_codes_too(name):
    """Django writes «Not Found: <address>» by its own logger, past the processors of ours."""
    made = dict(settings.LOGGING["formatters"][name])
    formatter = made.pop("()")(**made)
    line = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "%s: %s", ("Conflict", "/x/bieu-quyet/K7QF9M2DT4XW/"), None
    )
    told = formatter.format(line)
    assert "Conflict: /x/bieu-quyet/" in told
    assert "K7QF" not in told


def test_the_address_in_the_log_is_not_one_that_the_sender_made_up():
    structlog.contextvars.clear_contextvars()
    LoggedRequestMiddleware.bind_ip(RequestFactory().get("/", REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR="203.0.113.9"))
    assert structlog.contextvars.get_contextvars() == {"ip": "192.0.2.7"}
    structlog.contextvars.clear_contextvars()
