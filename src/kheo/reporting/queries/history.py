"""Who did what to a report or a news item, from the audit trail."""

from dataclasses import dataclass
from datetime import datetime

from kheo.foundation.models import AuditRow
from kheo.organisation.models import Account
from kheo.reporting.models import NewsItem, Report

WORDS = {
    "report.open": "mở báo cáo",
    "report.write": "viết, sửa",
    "report.issue": "ghi số, ngày của bản đã ký",
    "report.attach": "lưu bản đã ký",
    "news.draft": "viết nháp từ sổ",
    "news.edit": "sửa lời",
    "news.add_picture": "thêm ảnh",
    "news.describe_picture": "sửa lời ảnh",
    "news.move_picture": "đổi thứ tự ảnh",
    "news.remove_picture": "bỏ ảnh",
    "news.publish": "đăng",
    "news.correct": "đính chính",
    "news.withdraw": "gỡ",
}


@dataclass(frozen=True)
class Event:
    at: datetime
    who: str
    what: str


def history_of(report: Report) -> list[Event]:
    """Events of the report, the newest first; two queries."""
    return _events("reporting.report", report.pk)


def news_history(item: NewsItem) -> list[Event]:
    """Events of the item, the newest first; two queries."""
    return _events("reporting.newsitem", item.pk)


def _events(kind: str, pk: int) -> list[Event]:
    rows = list(AuditRow.objects.filter(subject_type=kind, subject_id=str(pk)).order_by("-pk"))
    accounts = Account.objects.filter(pk__in={row.actor for row in rows if row.actor}).select_related("person")
    names = {account.pk: account.display_name for account in accounts}
    return [
        Event(row.at, names.get(row.actor, "") if row.actor else "dòng lệnh", WORDS.get(row.action, row.action)) for row in rows
    ]
