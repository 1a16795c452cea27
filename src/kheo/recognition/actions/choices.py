"""Choosing for the locality's rewards what no text settles: a new row each time, with its reason."""

from django.db import transaction

from kheo.foundation.lengths import longest, too_long
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Locality
from kheo.organisation.trail import record
from kheo.recognition.models import RewardSetting
from kheo.recognition.queries.choices_of_place import chosen
from kheo.recognition.rules.choices import choice_problems


def set_choice(actor: Actor, locality: Locality, key: str, value: str, reason: str) -> RewardSetting:
    """Let *value* hold for *key* (of ``CHOICES``) from now on, because of *reason*; what was chosen before stays on record."""
    grant = require(actor, "reward.manage", locality)
    value, reason = tidy(value), tidy(reason)
    problems = choice_problems(key, value)
    if not reason:
        problems.append(Problem("Ghi căn cứ hoặc lý do của lựa chọn này: văn bản nào, ai quyết định.", "Lý do"))
    problems += too_long(reason, longest(RewardSetting, "reason"), "Lý do")
    with transaction.atomic():
        Locality.objects.select_for_update(no_key=True).get(pk=locality.pk)
        held = chosen(locality.pk, key)
        if held.since is not None and held.value == value and held.reason == reason:
            problems.append(Problem("Lựa chọn và lý do giống hệt đang dùng; không có gì để ghi.", "Lý do"))
        if problems:
            raise RefusedError(*problems)
        made = RewardSetting.objects.create(locality=locality, key=key, value=value, reason=reason, set_by=actor.account_id)
        record(actor, grant, "reward.set", made, locality, {"key": key, "value": value})
    return made
