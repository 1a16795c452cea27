"""Writing, sealing and verifying the audit trail, against SHA-256 over the same bytes."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from bench.measure import Comparison, compare
from kheo.foundation.audit.actions import record, seal
from kheo.foundation.audit.chain import canonical
from kheo.foundation.audit.models import AuditRow, AuditSeal
from kheo.foundation.audit.queries import verify_chain
from kheo.organisation.models import Unit

ROWS = 10_000
PLACE = "bench"
SUBJECT = Unit(pk=1)


def append() -> None:
    with transaction.atomic():
        for number in range(ROWS):
            record("unit.note", SUBJECT, locality=PLACE, actor=1, authority="office@bench", details={"number": number})


def seal_everything() -> None:
    AuditRow.objects.filter(locality=PLACE).update(seal=None)
    AuditSeal.objects.filter(locality=PLACE).delete()
    while seal(PLACE):
        pass


def hash_alone(rows: list[bytes]) -> None:
    for row in rows:
        hashlib.sha256(row).hexdigest()


def measure(_folder: Path) -> Iterator[Comparison]:
    alone = f"SHA-256 of {ROWS} rows in memory"
    rows = [canonical({"action": "unit.note", "details": {"number": number}, "subject": "x" * 120}) for number in range(ROWS)]
    yield compare(f"writing {ROWS} audit rows", append, lambda: hash_alone(rows), alone, rounds=1)
    yield compare(f"sealing {ROWS} rows", seal_everything, lambda: hash_alone(rows), alone, rounds=3)
    yield compare(
        f"verifying {ROWS} sealed rows",
        lambda: verify_chain(PLACE),
        lambda: list(AuditRow.objects.filter(locality=PLACE).iterator(chunk_size=2000)),
        "reading the same rows into objects",
        rounds=3,
    )
    AuditRow.objects.filter(locality=PLACE).delete()
    AuditSeal.objects.filter(locality=PLACE).delete()
