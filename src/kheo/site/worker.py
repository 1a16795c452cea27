"""The background process: seals the audit trail and lets go of what is past its keeping time."""

import threading
from datetime import timedelta

import structlog
from django.contrib.sessions.models import Session
from django.db import close_old_connections
from django.utils import timezone

from kheo.foundation.audit.actions import seal_all
from kheo.foundation.models import SentForm

log = structlog.get_logger(__name__)
SECONDS_BETWEEN_ROUNDS = 30
FORM_KEYS_KEPT = timedelta(days=30)


def one_round() -> dict[str, int]:
    """Seal all unsealed audit rows, delete ended sessions and form keys older than FORM_KEYS_KEPT; return how many of each."""
    sealed = seal_all()
    forgotten, _ = SentForm.objects.filter(at__lt=timezone.now() - FORM_KEYS_KEPT).delete()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()  # they may hold what was last typed or shown
    return {"sealed": sealed, "forgotten": forgotten}


def run(stop: threading.Event) -> None:
    """Rounds until *stop* is set; a round that fails (database away) is logged and tried again."""
    while not stop.is_set():
        try:
            done = one_round()
            if any(done.values()):
                log.info("round", **done)
        except Exception:
            log.exception("round failed")
        close_old_connections()
        stop.wait(SECONDS_BETWEEN_ROUNDS)
