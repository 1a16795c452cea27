"""A conference of a town's year with its issued papers: medals, certificates, commendations, on the morning of the day."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from kheo.conference.actions.ceremony import build_ceremony, call_award
from kheo.conference.actions.closing import NoticeSigner, PointContent, close_conference, look_at_point, set_points
from kheo.conference.models import Award, ConclusionPoint, Conference, Guest
from kheo.conference.queries.stage import Stage, stage_of
from kheo.directives.actions.tasks import TaskOwner
from kheo.organisation.authority import Actor
from kheo.organisation.models import Role
from kheo.recognition.actions.certificates import issue_certificates
from kheo.recognition.models import Certificate, Decision
from tests import factories
from tests.recognition.scene import Scene, make_scene

HELD_ON = date(2025, 1, 8)


def make_conference(programme: Any, **fields: Any) -> Conference:
    usual: dict[str, Any] = {
        "locality": programme.locality,
        "host": programme.leading_body,
        "title": f"Hội nghị tổng kết phong trào “Dân vận khéo” năm {programme.year}",
        "held_on": HELD_ON,
        "starts_at": time(8),
        "venue": "Hội trường lớn",
        "place_name": "Duy Tiên",
        "chair_title": "Trưởng Ban Chỉ đạo",
        "state": Conference.State.OPEN,
    }
    return Conference.objects.create(programme=programme, **(usual | fields))


@dataclass
class Day:
    """*town* is the year before its conference; three recognised with certificates, one medal, two commendations."""

    town: Scene
    conference: Conference
    recognition: Decision
    medal: Decision
    commendation: Decision
    broadcaster: Actor

    @property
    def office(self) -> Actor:
        return self.town.office

    def fresh(self) -> Conference:
        return Conference.objects.select_related("locality", "programme", "host").get(pk=self.conference.pk)

    def stage(self) -> Stage:
        return stage_of(self.fresh())

    def award(self, name: str) -> Award:
        return Award.objects.select_related("group__conference__locality", "line").get(
            group__conference=self.conference, line__recipient=name
        )

    def certificate(self, name: str) -> Certificate:
        return Certificate.objects.select_related("line__decision__locality").get(
            line__recipient=name, line__decision__locality=self.town.locality, replaced_by=None
        )

    def guest(self, label: str = "Tập thể 01", attendance: str = "present", **fields: Any) -> Guest:
        count = Guest.objects.filter(conference=self.conference).count()
        return Guest.objects.create(
            conference=self.conference,
            group=fields.pop("group", Guest.Group.HONOURED),
            order=count + 1,
            unit=self.town.locality.unit,
            label=label,
            attendance=attendance,
            **fields,
        )


def make_day(code: str = factories.DUY_TIEN, *, built: bool = True, **fields: Any) -> Day:
    town = make_scene(code)
    recognition = town.issued()
    issue_certificates(town.office, recognition)
    medal = town.issued("7-QĐ/BDVTW", "medal", [town.person(1)], body="central")
    commendation = town.issued("45/QĐ-UBND", "commendation", [town.person(2), *town.lines(town.registrations[0])], body="ubnd")
    conference = make_conference(town.programme, **fields)
    broadcaster = factories.actor_for(factories.make_account(Role.BROADCASTER, town.locality))
    day = Day(town, conference, recognition, medal, commendation, broadcaster)
    if built:
        build_ceremony(town.office, conference)
    return day


SIGNER = NoticeSigner("T/M BAN CHỈ ĐẠO", "TRƯỞNG BAN", "Người ký minh hoạ")
DUE = date(2025, 6, 30)


def call_all(day: Day) -> None:
    for one in day.stage().waiting:
        call_award(day.broadcaster, one.award, "handed", day.fresh().stage_version)


def set_and_look(day: Day, *contents: PointContent) -> list[ConclusionPoint]:
    """The points of the conclusion, each looked at."""
    made = set_points(day.office, day.fresh(), contents, day.fresh().version)
    return [look_at_point(day.office, point, content, 1) for point, content in zip(made, contents, strict=True)]


def usual_points(day: Day) -> tuple[PointContent, PointContent]:
    """A task of the Front's committee and of the People's Committee, and a target of the town's committee."""
    front, government, committee = (factories.body_of(day.town.locality, code) for code in ("mttq", "ubnd", "bcd-dvk"))
    return (
        PointContent(
            "Xây dựng kế hoạch giám sát và phản biện xã hội",
            (TaskOwner(front.unit, front), TaskOwner(government.unit, government)),
            DUE,
            "ban hành kế hoạch",
        ),
        PointContent(
            "Đăng ký mô hình mới",
            (TaskOwner(committee.unit, committee),),
            DUE,
            value=Decimal(30),
            value_measure="mô hình",
            figure="initiatives.registered",
        ),
    )


def ready(day: Day) -> Day:
    """Everything done that closing asks for."""
    call_all(day)
    day.guest("Lãnh đạo thị xã", "present", group=Guest.Group.LEADERS)
    set_and_look(day, *usual_points(day))
    return day


def closed(day: Day) -> Day:
    close_conference(day.office, ready(day).fresh(), SIGNER, day.fresh().version)
    return day
