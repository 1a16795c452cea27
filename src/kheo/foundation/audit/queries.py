"""Checking the trail: recompute every digest and every head."""

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils import timezone

from kheo.foundation.audit.chain import FIRST_HEAD, digest, head_after, row_content
from kheo.foundation.audit.models import AuditRow, AuditSeal


@dataclass
class ChainReport:
    """What a check of one locality found: counts of rows, the newest head, and each fault in plain words."""

    locality: str
    sealed: int = 0
    unsealed: int = 0
    head: str = FIRST_HEAD
    faults: list[str] = field(default_factory=list)


def recomputed_digest(row: AuditRow) -> str:
    return digest(
        row_content(
            locality=row.locality,
            at=row.at,
            actor=row.actor,
            authority=row.authority,
            action=row.action,
            subject=f"{row.subject_type}:{row.subject_id}",
            details=row.details,
        )
    )


def verify_chain(locality: str) -> ChainReport:
    """Check rows and seals of *locality* from the first to the last; nothing is written."""
    report = ChainReport(locality)
    number = 0
    for made in AuditSeal.objects.filter(locality=locality).order_by("number"):
        number += 1
        if made.number != number:
            report.faults.append(f"Thiếu lô niêm phong số {number}: lô tiếp theo mang số {made.number}.")
            number = made.number
        digests = _checked_digests(AuditRow.objects.filter(seal=made).order_by("pk"), report)
        if made.previous_head != report.head:
            report.faults.append(f"Lô số {made.number} không nối với lô trước.")
        if len(digests) != made.rows or head_after(made.previous_head, digests) != made.head:
            report.faults.append(f"Lô số {made.number}: các dòng không khớp với niêm phong.")
        report.head = made.head
        report.sealed += len(digests)
    report.unsealed = len(_checked_digests(AuditRow.objects.filter(locality=locality, seal=None).order_by("pk"), report))
    return report


def _checked_digests(rows: QuerySet[AuditRow], report: ChainReport) -> list[str]:
    digests = []
    for row in rows.iterator(chunk_size=2000):
        if recomputed_digest(row) != row.digest:
            report.faults.append(
                f"Dòng {row.pk} ({row.action}, {timezone.localtime(row.at):%d/%m/%Y %H:%M}) đã bị sửa sau khi ghi."
            )
        digests.append(row.digest)
    return digests


def verify_all() -> list[ChainReport]:
    """One report for each locality that has rows or seals."""
    codes = set(AuditRow.objects.values_list("locality", flat=True).distinct()) | set(
        AuditSeal.objects.values_list("locality", flat=True).distinct()
    )
    return [verify_chain(code) for code in sorted(codes)]
