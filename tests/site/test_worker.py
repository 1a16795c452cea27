from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.utils import timezone

from kheo.foundation.audit.actions import record
from kheo.foundation.models import AuditRow, SentForm
from kheo.organisation.models import Unit
from kheo.site.worker import FAILED_SIGN_INS_KEPT, FORM_KEYS_KEPT, one_round

pytestmark = pytest.mark.django_db


def test_a_round_seals_what_is_unsealed():
    unit = Unit.objects.create(code="gso2024-999", register="gso2024", level="district")
    record("thing.done", unit, locality="gso2024-999", actor=None, authority="office@x")
    assert one_round() == {
        "sealed": 1,
        "forgotten": 0,
        "handed_over": 0,
        "letters": 0,
        "prints": 0,
        "votes": 0,
        "requests": 0,
        "read": 0,
        "compared": 0,
    }
    assert AuditRow.objects.filter(seal=None).count() == 0
    assert one_round() == {
        "sealed": 0,
        "forgotten": 0,
        "handed_over": 0,
        "letters": 0,
        "prints": 0,
        "votes": 0,
        "requests": 0,
        "read": 0,
        "compared": 0,
    }


def test_a_round_forgets_form_keys_past_their_keeping_time_only():
    for key, age in (("old", FORM_KEYS_KEPT + timedelta(minutes=1)), ("new", FORM_KEYS_KEPT - timedelta(minutes=1))):
        form = SentForm.objects.create(key=key, path="/x/")
        SentForm.objects.filter(pk=form.pk).update(at=timezone.now() - age)
    assert one_round() == {
        "sealed": 0,
        "forgotten": 1,
        "handed_over": 0,
        "letters": 0,
        "prints": 0,
        "votes": 0,
        "requests": 0,
        "read": 0,
        "compared": 0,
    }
    assert list(SentForm.objects.values_list("key", flat=True)) == ["new"]


def test_a_round_lets_go_of_failed_sign_ins_past_their_keeping_time_only():
    for username, age in (
        ("old", FAILED_SIGN_INS_KEPT + timedelta(minutes=1)),
        ("new", FAILED_SIGN_INS_KEPT - timedelta(minutes=1)),
    ):
        attempt = AccessAttempt.objects.create(username=username, ip_address="203.0.113.5", failures_since_start=1)
        AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=timezone.now() - age)
    one_round()
    assert list(AccessAttempt.objects.values_list("username", flat=True)) == ["new"]
