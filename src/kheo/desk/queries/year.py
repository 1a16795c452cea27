"""Where the year stands: its steps in order, which are done and which is now."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from kheo.conference.models import Conference
from kheo.directives.models import Task
from kheo.foundation.numbers import written
from kheo.movement.models import Programme, Registration
from kheo.recognition.models import Certificate, Decision, DecisionKind
from kheo.reporting.models import NewsItem, Report


@dataclass(frozen=True)
class Step:
    """One step of the year; *stand* is ``done``, ``now`` or ``next`` (classes of the stylesheet)."""

    name: str
    when: str
    done: bool
    stand: str = "next"


def steps_of(programme: Programme) -> list[Step]:
    """The nine steps of *programme*'s year, to the tasks of the next; the first that is not done is now."""
    counts = (
        Registration.objects.filter(programme=programme)
        .exclude(state=Registration.State.STOPPED)
        .aggregate(all=Count("pk"), closed=Count("pk", filter=Q(assessment_link__assessment__state="closed")))
    )
    recognised = Decision.objects.filter(
        programme=programme, kind=DecisionKind.RECOGNITION, state=Decision.State.ISSUED
    ).aggregate(lines=Count("lines"))["lines"]
    certificates = Certificate.objects.filter(line__decision__programme=programme, replaces=None).count()
    told = _told(programme)
    closed = programme.state == Programme.State.CLOSED
    registration_over = programme.registration_closes is None or programme.registration_closes < timezone.localdate()
    all_scored = counts["all"] > 0 and counts["closed"] == counts["all"]
    steps = [
        Step("Kế hoạch, hướng dẫn", _day(programme.registration_opens), done=True),
        Step(
            f"Đăng ký: {written(counts['all'])} mô hình",
            _until(programme.registration_closes),
            counts["all"] > 0 and registration_over,
        ),
        Step("Thẩm định, chấm điểm", f"{written(counts['closed'])}/{written(counts['all'])} hồ sơ", all_scored or closed),
        Step("Quyết định công nhận", f"{written(recognised)} được công nhận" if recognised else "", recognised > 0),
        Step("Cấp giấy chứng nhận", f"{written(certificates)} giấy" if certificates else "", 0 < recognised <= certificates),
        Step("Hội nghị tổng kết", _day(programme.conference_on), closed or told.conference),
        Step("Báo cáo năm", told.report, bool(told.report)),
        Step("Bản tin", told.news, bool(told.news)),
        Step(f"Nhiệm vụ năm {programme.year + 1}", f"{written(told.tasks)} việc" if told.tasks else "", told.tasks > 0),
    ]
    now = next((index for index, step in enumerate(steps) if not step.done), len(steps))
    return [replace(step, stand="done" if step.done else "now" if index == now else "next") for index, step in enumerate(steps)]


@dataclass(frozen=True)
class _Told:
    conference: bool
    report: str
    news: str
    tasks: int


def _told(programme: Programme) -> _Told:
    """What came out of the year: the conference closed, number of the report, day of the news, tasks of the next year."""
    locality, year = programme.locality, programme.year
    report = Report.objects.filter(locality=locality, year=year, state=Report.State.ISSUED).order_by("date").first()
    item = NewsItem.objects.filter(locality=locality, year=year, state=NewsItem.State.PUBLISHED).order_by("published_at").first()
    return _Told(
        Conference.objects.filter(programme=programme, state=Conference.State.CLOSED).exists(),
        f"số {report.number}, {report.date:%d/%m/%Y}" if report else "",
        f"đăng {timezone.localdate(item.published_at):%d/%m/%Y}" if item and item.published_at else "",
        Task.objects.filter(locality=locality, year=year + 1).exclude(state=Task.State.CANCELLED).count(),
    )


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _until(day: date | None) -> str:
    return f"đến {day:%d/%m/%Y}" if day else ""
