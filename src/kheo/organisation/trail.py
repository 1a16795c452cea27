"""Writing the audit row of an action: the actor, and the grant under which the action was allowed."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from kheo.foundation.audit.actions import record as record_row
from kheo.organisation.authority import Actor, Grant
from kheo.organisation.models import Locality


def record(
    actor: Actor, grant: Grant, action: str, subject: Model, locality: Locality | None, details: Mapping[str, Any] | None = None
) -> None:
    """Append one audit row inside the action's own transaction; *details*: ids, codes, counts and digests only."""
    record_row(
        action,
        subject,
        locality=locality.code if locality else "",
        actor=actor.account_id,
        authority=grant.authority,
        details=details,
    )
