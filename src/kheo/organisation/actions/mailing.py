"""Notices by e-mail: one letter a person for all that is new, tried again with rests, given up in the end.

Called by the worker in rounds. It may run in two processes at once and be cut off anywhere: a notice is claimed (its try
counted) before the letter goes and marked as mailed after, so that a letter is late or missing rather than sent twice by two.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby
from smtplib import SMTPException

import structlog
from django.conf import settings
from django.core.mail import BadHeaderError, EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from kheo.foundation.numbers import in_words
from kheo.organisation.models import Account, Body, Notice, Position

log = structlog.get_logger(__name__)
MOST_TRIES = 5
TRIED_AGAIN_AFTER = timedelta(minutes=10)
REST_BETWEEN_LETTERS = timedelta(minutes=15)  # what comes in within that time goes into the next letter
STALE_AFTER = timedelta(days=3)  # an address given today doesn't bring last month's news
FAILURES = (SMTPException, OSError, BadHeaderError, UnicodeError)


def mail_round(now: datetime | None = None) -> int:
    """Send what waits to be sent; return how many letters went. A server or an address that fails never stops the round."""
    if not settings.KHEO_SENDS_MAIL:
        return 0
    now = now or timezone.now()
    waiting = _waiting(now)
    if not waiting:
        return 0
    connection = get_connection(fail_silently=False)
    try:
        connection.open()
    except FAILURES as error:
        log.warning("mail server away", error=type(error).__name__)  # no try counted: no letter was refused
        return 0
    sent = 0
    try:
        for account, notices in groupby(waiting, key=lambda notice: notice.position.person.account):
            sent += _send(connection, account, list(notices), now)
    finally:
        try:
            connection.close()
        except FAILURES as error:
            log.warning("mail server hung up", error=type(error).__name__)
    return sent


def _waiting(now: datetime) -> list[Notice]:
    """Unread notices that may go now to an address, in the order of the accounts."""
    day = timezone.localdate(now)
    found: QuerySet[Notice] = Notice.objects.filter(
        Q(mail_tried_at=None) | Q(mail_tried_at__lte=now - TRIED_AGAIN_AFTER),
        position__in=Position.objects.on(day).filter(body__in=Body.objects.on(day)),
        position__person__account__is_active=True,
        read_at=None,
        mailed_at=None,
        mail_tries__lt=MOST_TRIES,
        added_at__gt=now - STALE_AFTER,
    ).exclude(position__person__account__email="")
    rested = Account.objects.filter(person__positions__notices__mailed_at__gt=now - REST_BETWEEN_LETTERS)
    return list(
        found.exclude(position__person__account__in=rested)
        .select_related("position__person__account", "locality")
        .order_by("position__person__account", "pk")
    )


def _send(connection: BaseEmailBackend, account: Account, notices: list[Notice], now: datetime) -> int:
    claimed = [notice for notice in notices if _claim(notice, now)]
    if not claimed:
        return 0
    letter = EmailMessage(
        _subject(claimed), _text(claimed), settings.DEFAULT_FROM_EMAIL, [account.email],
        connection=connection, headers={"Auto-Submitted": "auto-generated"},
    )  # fmt: skip
    try:
        letter.send()
    except FAILURES as error:
        log.warning("letter refused", account=account.pk, notices=len(claimed), error=type(error).__name__)
        return 0
    Notice.objects.filter(pk__in=[notice.pk for notice in claimed]).update(mailed_at=now)
    return 1


def _claim(notice: Notice, now: datetime) -> bool:
    known = Notice.objects.filter(pk=notice.pk, mailed_at=None, mail_tries=notice.mail_tries)
    return bool(known.update(mail_tries=F("mail_tries") + 1, mail_tried_at=now))


def _subject(notices: list[Notice]) -> str:
    place = notices[0].locality.name
    if len(notices) == 1:
        return f"{notices[0].subject} ({place})"
    return f"{in_words(len(notices)).capitalize()} thông báo mới, {place}"


def _text(notices: Iterable[Notice]) -> str:
    """What the notices say and where they lead; nothing else of anybody's."""
    told = list(notices)
    parts = ["\n".join(line for line in (one.subject, one.text, _absolute(one.path)) if line) for one in told]
    page = _absolute(reverse("organisation:notices", args=[told[0].locality.code]))
    foot = f"Thư tự động từ Khéo, {told[0].locality.name}; không cần trả lời.\nXem tất cả, hoặc thôi nhận thư: {page}"
    return "\n\n".join([*parts, "-- \n" + foot]) + "\n"


def _absolute(path: str) -> str:
    return f"{settings.KHEO_PUBLIC_URL}{path}"
