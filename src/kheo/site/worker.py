"""The background process: seals the audit trail, lets go of what is past its keeping time, sends notices by mail."""

import threading
from datetime import timedelta

import structlog
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db import close_old_connections
from django.utils import timezone

from kheo.democracy.actions.closing import settle_votes
from kheo.democracy.actions.information import forget_requests
from kheo.foundation.audit.actions import seal_all
from kheo.foundation.models import SentForm
from kheo.movement.actions.sketching import compare_waiting, read_missing
from kheo.organisation.actions.handover import settle_due
from kheo.organisation.actions.mailing import mail_round
from kheo.recognition.actions.print_files import forget_files

log = structlog.get_logger(__name__)
SECONDS_BETWEEN_ROUNDS = 30
FORM_KEYS_KEPT = timedelta(days=30)
FAILED_SIGN_INS_KEPT = timedelta(days=1)  # they hold addresses, and the rest after five failures is a quarter of an hour


def one_round() -> dict[str, int]:
    """Seal all unsealed audit rows; delete ended sessions, old form keys and old failed sign-ins; hand over, send letters.

    Online votes whose time is over are closed. The texts of new initiatives are read and compared, some each round.

    Returns rows sealed, keys forgotten, handovers whose day has come, letters sent, files of prints deleted, votes closed,
    addresses and words of requests emptied, texts read, texts compared.
    """
    sealed = seal_all()
    forgotten, _ = SentForm.objects.filter(at__lt=timezone.now() - FORM_KEYS_KEPT).delete()
    AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - FAILED_SIGN_INS_KEPT).delete()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()  # they may hold what was last typed or shown
    return {
        "sealed": sealed,
        "forgotten": forgotten,
        "handed_over": settle_due(),
        "letters": mail_round(),
        "prints": forget_files(),
        "votes": settle_votes(),
        "requests": forget_requests(),
        **_look_for_look_alikes(),
    }


def _look_for_look_alikes() -> dict[str, int]:
    """Some of what waits: a round must not keep the sealing of the trail and the letters waiting."""
    return {"read": read_missing(), "compared": compare_waiting()}


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
