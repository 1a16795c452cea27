"""Canonical form and hash chain of audit rows: pure functions, so that anyone can check a chain without Khéo."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

FIRST_HEAD = "0" * 64


def canonical(value: Mapping[str, Any]) -> bytes:
    """Return *value* as JSON with sorted keys, no blanks, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str).encode()


def digest(value: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def row_content(
    *,
    locality: str,
    at: datetime,
    actor: int | None,
    authority: str,
    action: str,
    subject: str,
    details: Mapping[str, Any],
) -> dict[str, Any]:
    """Return what a row's digest covers; the time in UTC, to the microsecond, so that both databases give one text."""
    return {
        "locality": locality,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": actor,
        "authority": authority,
        "action": action,
        "subject": subject,
        "details": dict(details),
    }


def head_after(previous: str, digests: Iterable[str]) -> str:
    """Head of a batch: SHA-256 over the head before it and the digests of its rows, one a line."""
    return hashlib.sha256("\n".join([previous, *digests]).encode()).hexdigest()
