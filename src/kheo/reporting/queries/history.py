"""Who did what to a report, from the audit trail."""

from dataclasses import dataclass
from datetime import datetime

from kheo.foundation.models import AuditRow
from kheo.organisation.models import Account
from kheo.reporting.models import Report

WORDS = {
    "report.open": "mở báo cáo",
    "report.write": "viết, sửa",
    "report.issue": "ghi số, ngày của bản đã ký",
    "report.attach": "lưu bản đã ký",
}


@dataclass(frozen=True)
class Event:
    at: datetime
    who: str
    what: str


def history_of(report: Report) -> list[Event]:
    """Events of the report, the newest first; two queries."""
    rows = list(AuditRow.objects.filter(subject_type="reporting.report", subject_id=str(report.pk)).order_by("-pk"))
    accounts = Account.objects.filter(pk__in={row.actor for row in rows if row.actor}).select_related("person")
    names = {account.pk: account.display_name for account in accounts}
    return [
        Event(row.at, names.get(row.actor, "") if row.actor else "dòng lệnh", WORDS.get(row.action, row.action)) for row in rows
    ]
