"""What was reported of a task and what the office answered, told together in the order of time."""

from dataclasses import dataclass
from datetime import date, datetime

from kheo.directives.models import Task, TaskAnswer, TaskReport
from kheo.organisation.models import Account


@dataclass(frozen=True)
class Event:
    """One report or answer; *report* only when it was a report (it may have a proof and a share)."""

    at: datetime
    on: date
    who: str
    what: str
    text: str
    report: TaskReport | None = None


def history_of(task: Task) -> list[Event]:
    """Reports and answers, the newest first; three queries."""
    reports = list(TaskReport.objects.filter(task=task).select_related("proof"))
    answers = list(TaskAnswer.objects.filter(task=task))
    keys = [key for key in {row.added_by for row in reports} | {row.added_by for row in answers} if key is not None]
    names = {one.pk: one.display_name for one in Account.objects.filter(pk__in=keys).select_related("person")}
    events = [
        Event(row.added_at, row.on, _who(row.added_by, names), "báo đã xong" if row.says_done else "báo tiến độ", row.text, row)
        for row in reports
    ] + [Event(row.added_at, row.on, _who(row.added_by, names), row.get_kind_display(), row.text) for row in answers]
    return sorted(events, key=lambda event: event.at, reverse=True)


def _who(key: int | None, names: dict[int, str]) -> str:
    return names.get(key, "") if key is not None else "dòng lệnh"


def newest_percent(task: Task) -> int | None:
    """The share that the newest report with one told; None before the first."""
    told = TaskReport.objects.filter(task=task, percent__isnull=False).order_by("-added_at", "-pk").first()
    return told.percent if told else None


def find_proof(task: Task, report: int) -> TaskReport | None:
    """The report **of that task** with its file; one without a file is not found."""
    return TaskReport.objects.filter(task=task, pk=report, proof__isnull=False).select_related("proof").first()
