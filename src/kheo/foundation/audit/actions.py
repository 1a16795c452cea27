"""Writing audit rows and sealing them into the chain."""

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from kheo.foundation.audit.chain import FIRST_HEAD, digest, head_after, row_content
from kheo.foundation.audit.models import AuditRow, AuditSeal

SEAL_BATCH = 1000


def record(
    action: str,
    subject: models.Model,
    *,
    locality: str,
    actor: int | None,
    authority: str,
    details: Mapping[str, Any] | None = None,
) -> AuditRow:
    """Append one row about *subject*; call it inside the transaction of the action itself.

    *details* holds ids, codes, counts and digests only: a personal value stays in the record it belongs to.
    """
    at = timezone.now()
    label, key = type(subject)._meta.label_lower, str(subject.pk)  # noqa: SLF001  Django's documented name of a table
    content = row_content(
        locality=locality,
        at=at,
        actor=actor,
        authority=authority,
        action=action,
        subject=f"{label}:{key}",
        details=details or {},
    )
    return AuditRow.objects.create(
        locality=locality,
        at=at,
        actor=actor,
        authority=authority,
        action=action,
        subject_type=label,
        subject_id=key,
        details=content["details"],
        digest=digest(content),
    )


def seal(locality: str) -> AuditSeal | None:
    """Seal up to SEAL_BATCH unsealed rows of *locality*; return the new seal, or None when there is nothing to seal."""
    with transaction.atomic():
        last = AuditSeal.objects.select_for_update().filter(locality=locality).order_by("-number").first()
        rows = list(AuditRow.objects.filter(locality=locality, seal=None).order_by("pk")[:SEAL_BATCH])
        if not rows:
            return None
        previous = last.head if last else FIRST_HEAD
        made = AuditSeal.objects.create(
            locality=locality,
            number=last.number + 1 if last else 1,
            previous_head=previous,
            head=head_after(previous, [row.digest for row in rows]),
            rows=len(rows),
            at=timezone.now(),
        )
        AuditRow.objects.filter(pk__in=[row.pk for row in rows]).update(seal=made)
        return made


def seal_all() -> int:
    """Seal everything that is unsealed, in every locality; return the number of rows sealed."""
    sealed = 0
    for locality in AuditRow.objects.filter(seal=None).order_by("locality").values_list("locality", flat=True).distinct():
        while made := seal(locality):
            sealed += made.rows
    return sealed
