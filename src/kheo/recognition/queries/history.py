"""Who did what to a paper, from the audit trail."""

from dataclasses import dataclass
from datetime import datetime

from kheo.foundation.models import AuditRow
from kheo.organisation.models import Account
from kheo.recognition.models import Decision

WORDS = {
    "decision.draft": "lập dự thảo",
    "decision.reword": "sửa phần chữ",
    "decision.lines": "sửa danh sách",
    "decision.add_line": "thêm một dòng",
    "decision.remove_line": "bỏ một dòng",
    "decision.check": "kiểm tra, trình ký",
    "decision.reopen": "mở lại dự thảo",
    "decision.issue": "ghi số, ngày của bản đã ký",
    "decision.attach": "lưu bản đã ký",
    "certificate.issue": "cấp giấy chứng nhận, vào sổ",
}


@dataclass(frozen=True)
class Event:
    at: datetime
    who: str
    what: str


def history_of(decision: Decision) -> list[Event]:
    """Events of the decision, the newest first; two queries."""
    rows = list(AuditRow.objects.filter(subject_type="recognition.decision", subject_id=str(decision.pk)).order_by("-pk"))
    accounts = Account.objects.filter(pk__in={row.actor for row in rows if row.actor}).select_related("person")
    names = {account.pk: account.display_name for account in accounts}
    return [
        Event(row.at, names.get(row.actor, "") if row.actor else "dòng lệnh", WORDS.get(row.action, row.action)) for row in rows
    ]
