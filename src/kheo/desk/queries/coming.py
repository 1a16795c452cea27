"""What comes next: the nearest days of the year, beyond what already waits."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Min

from kheo.conference.models import Conference, Speech
from kheo.desk.queries.bench import Bench
from kheo.directives.models import InspectionVisit
from kheo.directives.queries.tasks import ANSWERING, my_open_tasks, tasks
from kheo.foundation.numbers import written
from kheo.organisation.models import Role

AHEAD = timedelta(days=150)
MOST = 5


@dataclass(frozen=True)
class Coming:
    """A day, what it is, and the page that tells more ("" where the reader has none)."""

    on: date
    what: str
    url: str = ""


def coming(bench: Bench, *others: Bench) -> list[Coming]:
    """The nearest days, of everybody (programme, conference, inspections) and of the reader's own tasks.

    *others*: benches of the other programmes that go on at the same time; only the days of those are read.
    """
    last = bench.today + AHEAD
    found = [*_of_programme(bench), *_of_conferences(bench), *_of_visits(bench, last), *_of_tasks(bench, last)]
    found += [day for other in others for day in _of_programme(other)]
    ahead = [one for one in dict.fromkeys(found) if bench.today <= one.on <= last]
    return [*sorted(ahead, key=lambda one: one.on)[:MOST], *_later_tasks(bench, last)]


def _of_programme(bench: Bench) -> list[Coming]:
    programme = bench.programme
    if programme is None:
        return []
    url = bench.address("movement:programme", programme.code)
    days = (
        (programme.registration_closes, "Hết hạn đăng ký mô hình"),
        (programme.assessment_due, "Hạn chốt điểm thẩm định"),
    )
    return [Coming(day, what, url) for day, what in days if day]


def _of_conferences(bench: Bench) -> list[Coming]:
    ahead = Conference.objects.filter(locality=bench.locality, held_on__gte=bench.today).exclude(state=Conference.State.CLOSED)
    found = [Coming(one.held_on, one.title, bench.address("conference:conference", one.pk)) for one in ahead]
    planned = bench.programme.conference_on if bench.programme else None
    if planned and not found and not Conference.objects.filter(programme=bench.programme).exists():
        found.append(Coming(planned, "Hội nghị tổng kết (dự kiến)"))
    due = (
        Speech.objects.filter(conference__in=ahead, kind=Speech.Kind.CONTRIBUTION, due_on__gte=bench.today)
        .order_by("due_on").first()
    )  # fmt: skip
    if due and due.due_on:
        found.append(Coming(due.due_on, "Hạn gửi tham luận", bench.address("conference:speeches", due.conference_id)))
    return found


def _of_visits(bench: Bench, last: date) -> list[Coming]:
    rows = InspectionVisit.objects.filter(
        plan__committee__locality=bench.locality, state=InspectionVisit.State.PLANNED, planned_on__range=(bench.today, last)
    ).order_by("planned_on")[:MOST]
    return [Coming(row.planned_on, f"Kiểm tra: {row.subject}", bench.address("directives:visit", row.pk)) for row in rows]


def _of_tasks(bench: Bench, last: date) -> list[Coming]:
    """The reader's own tasks; for whoever has none the nearest of the locality's."""
    is_staff = bool({*ANSWERING} & bench.actor.roles_in(bench.locality.code))
    own = my_open_tasks(bench.locality, bench.actor) if is_staff else tasks(bench.locality).filter(state="assigned")
    rows = own.filter(due_on__range=(bench.today, last)).order_by("due_on", "pk")[:MOST]
    return [Coming(row.due_on, f"Hạn: {row.title}", bench.address("directives:task", row.pk)) for row in rows]


def _later_tasks(bench: Bench, last: date) -> list[Coming]:
    """The staff's own tasks beyond those days, as one line: what a conference gave for next year is seen at once."""
    if Role.UNIT_STAFF not in bench.actor.roles_in(bench.locality.code):
        return []
    told = my_open_tasks(bench.locality, bench.actor).filter(due_on__gt=last).aggregate(count=Count("pk"), first=Min("due_on"))
    url = f"{bench.address('directives:tasks')}?the=open&nam=tat-ca"
    return [Coming(told["first"], f"{written(told['count'])} nhiệm vụ về sau, hạn sớm nhất", url)] if told["count"] else []
