"""The demo's review conferences, from the first invitation to the notice of the conclusion, through the product's own actions."""

from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone

from kheo.conference.actions.ceremony import build_ceremony, call_award, set_presenter, set_receiver
from kheo.conference.actions.closing import (
    NoticeSigner,
    PointContent,
    close_conference,
    issue_notice,
    look_at_point,
    set_points,
)
from kheo.conference.actions.conferences import ConferenceContent, create_conference, open_conference, set_agenda
from kheo.conference.actions.guests import (
    GuestContent,
    answer_invitation,
    invite_guest,
    invite_honoured,
    invite_positions,
    mark_attendance,
    mark_present,
)
from kheo.conference.actions.invitations import send_invitations
from kheo.conference.actions.points import content_of
from kheo.conference.models import Award, AwardGroup, Conference, Guest
from kheo.conference.queries.closing import points_of
from kheo.conference.rules.agenda import StepContent
from kheo.directives.actions.targets import read_target
from kheo.directives.actions.tasks import cancel_task
from kheo.directives.models import Target, Task
from kheo.foundation.text import begin_small
from kheo.movement.models import Programme
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Position
from kheo.organisation.queries.units import name_on
from kheo.site.demo.directing import Directing, follow
from kheo.site.demo.organisation import Place
from kheo.site.demo.speaking import call_all, deliver_all

_COMES = {"answer": "yes", "attendance": "present"}


def prepare(directing: Directing, programme: Programme, document: dict[str, Any]) -> Conference:
    """Call the conference, invite, and bring the answers and contributions to where *document* has them."""
    place = directing.place
    told = document["conference"]
    conference = create_conference(COMMAND_LINE, programme, ConferenceContent(**{**told, "host": place.bodies[told["host"]]}))
    steps = [StepContent(row["kind"], row["title"], row["minutes"], row["by"]) for row in document["agenda"]]
    conference = set_agenda(COMMAND_LINE, conference, steps, conference.version)
    _invite(place, conference, document)
    for row in document["answers"]:
        guest = _guest(conference, row["guest"])
        answer_invitation(COMMAND_LINE, guest, row["answer"], row.get("stand_in", ""), guest.version)
    call_all(directing, conference, document["speeches"])
    return conference


def hold(directing: Directing, conference: Conference, document: dict[str, Any]) -> Conference:
    """The day itself: answers of the others, the roll, what was spoken, handed over and concluded; then it is closed."""
    build_ceremony(COMMAND_LINE, conference)
    conference.refresh_from_db()
    conference = open_conference(COMMAND_LINE, conference, conference.version, at=_moment(conference, conference.starts_at))
    _take_the_roll(conference, document["answers"])
    deliver_all(conference)
    _hand_over(conference, document["ceremony"])
    _conclude(directing, conference, document)
    closing = document["closing"]
    signer = NoticeSigner(closing["signer_authority"], closing["signer_position"], directing.place.people[closing["signer"]].name)
    conference.refresh_from_db()
    at = _moment(conference, closing["closed_at"])
    closed = close_conference(COMMAND_LINE, conference, signer, conference.version, at=at)
    issue_notice(COMMAND_LINE, closed.notice, closing["number"], closing["date"], closed.notice.version)
    return closed


def _moment(conference: Conference, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(conference.held_on, clock))


def work_on(directing: Directing, year: int, document: dict[str, Any]) -> None:
    """What became of the conclusion's tasks and targets in the months after it."""
    tasks = Task.objects.filter(locality=directing.place.locality, year=year)
    for row in document["after"]:
        for owner in map(directing.owner, row["owners"]):
            follow(tasks.get(unit=owner.unit, body=owner.body, title__startswith=row["title"]), row)
    for row in document["after_readings"]:
        target = Target.objects.get(locality=directing.place.locality, year=year, title__startswith=row["target"])
        read_target(COMMAND_LINE, target, Decimal(row["value"]), row["on"], row["source"])
    for task in tasks.filter(state=Task.State.ASSIGNED):
        cancel_task(COMMAND_LINE, task, document["after_all"]["cancelled"], task.version)


def _invite(place: Place, conference: Conference, document: dict[str, Any]) -> None:
    for row in document.get("guests", []):
        content = GuestContent(row["group"], place.unit(row["unit"]), row["label"], tuple(row.get("titles", ())))
        invite_guest(COMMAND_LINE, conference, content)
    for row in document["invited"]:
        invite_positions(COMMAND_LINE, conference, row["group"], [_position(place, *named) for named in row["positions"]])
    grassroots = document.get("grassroots", {"units": []})
    for code in grassroots["units"]:
        unit = place.unit(code)
        name = name_on(unit, conference.held_on)
        title = grassroots["title"].format(place=begin_small(name))
        invite_guest(COMMAND_LINE, conference, GuestContent("grassroots", unit, "", (title,)))
    if document.get("honoured"):
        invite_honoured(COMMAND_LINE, conference)
    send_invitations(COMMAND_LINE, conference)


def _position(place: Place, body: str, title: str, person: str = "") -> Position:
    held = Position.objects.filter(body=place.bodies[body], title=title)
    return held.get(person=place.people[person]) if person else held.get()


def _guest(conference: Conference, title: str) -> Guest:
    """The head that is invited as *title*."""
    invited_as = Q(capacities__position__title=title) | Q(capacities__title=title)
    return Guest.objects.filter(invited_as, conference=conference).distinct().get()


def _take_the_roll(conference: Conference, answers: list[dict[str, Any]]) -> None:
    for row in answers:
        guest = _guest(conference, row["guest"])
        mark_attendance(COMMAND_LINE, guest, row["attendance"], row.get("stand_in", ""), guest.version)
    for guest in Guest.objects.filter(conference=conference, answer=Guest.Answer.NONE):
        answer_invitation(COMMAND_LINE, guest, _COMES["answer"], "", guest.version)
    unmarked = Guest.objects.filter(conference=conference, attendance=Guest.Attendance.UNKNOWN)
    mark_present(COMMAND_LINE, conference, list(unmarked.values_list("pk", flat=True)))


def _hand_over(conference: Conference, told: dict[str, Any]) -> None:
    """Every name called once, in the order of the list, by the hand that *told* names."""
    for group in AwardGroup.objects.filter(conference=conference).select_related("decision"):
        set_presenter(COMMAND_LINE, group, told["presenters"][group.decision.kind])
    absent = {(row["decision"], row["recipient"]): row for row in told["absent"]}
    awards = Award.objects.filter(group__conference=conference).select_related("line", "group__decision")
    for award in awards.order_by("group__order", "order"):
        row = absent.get((award.group.decision.kind, award.line.recipient))
        if row:
            set_receiver(COMMAND_LINE, award, row["receiver"])
        conference.refresh_from_db()
        call_award(COMMAND_LINE, award, row["outcome"] if row else "handed", conference.stage_version)


def _conclude(directing: Directing, conference: Conference, document: dict[str, Any]) -> None:
    """The points of the conclusion, each then looked at as the office does."""
    contents = [_point(directing, row) for row in document["points"]]
    conference.refresh_from_db()
    set_points(COMMAND_LINE, conference, contents, conference.version)
    for point in points_of(conference):
        look_at_point(COMMAND_LINE, point, content_of(point), point.version)


def _point(directing: Directing, told: dict[str, Any]) -> PointContent:
    return PointContent(
        text=told["text"], owners=tuple(directing.owner(name) for name in told["owners"]), due_on=told["due_on"],
        measure=told.get("measure", ""), requirement=directing.requirement(told),
        value=Decimal(told["value"]) if "value" in told else None, value_measure=told.get("value_measure", ""),
    )  # fmt: skip
