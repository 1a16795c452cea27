"""Writing down a locality's own coefficient, or taking it back: a new row each time, with its source."""

from dataclasses import asdict, replace

from django.db import transaction
from django.utils import timezone

from kheo.foundation.refusal import RefusedError
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Locality
from kheo.organisation.trail import record
from kheo.recognition.models import LocalCoefficient
from kheo.recognition.rules.local_coefficients import LocalCoefficient as Content
from kheo.recognition.rules.local_coefficients import coefficient_problems


def set_coefficient(actor: Actor, locality: Locality, content: Content) -> LocalCoefficient:
    """Let *content* hold for its days; what was written before stays on record, and what was paid keeps what it was paid by."""
    grant = require(actor, "reward.manage", locality)
    content = replace(content, document=tidy(content.document), article=tidy(content.article))
    if problems := coefficient_problems(content, timezone.localdate()):
        raise RefusedError(*problems)
    words = asdict(content)
    with transaction.atomic():
        Locality.objects.select_for_update(no_key=True).get(pk=locality.pk)
        of_kind = {name: words[name] for name in ("award", "level", "subject")}
        last = LocalCoefficient.objects.filter(locality=locality, **of_kind).order_by("-pk").first()
        if last is not None and all(getattr(last, name) == value for name, value in words.items()):
            raise RefusedError("Hệ số, văn bản và ngày giống hệt lần ghi trước; không có gì để ghi.")
        if content.times is None and last is None:
            raise RefusedError("Chưa ghi hệ số nào cho hình thức, cấp, đối tượng này; không có gì để bỏ.")
        made = LocalCoefficient.objects.create(locality=locality, set_by=actor.account_id, **words)
        details = {**of_kind, "times": None if content.times is None else str(content.times)}
        record(actor, grant, "reward.coefficient", made, locality, details)
    return made
