"""A steering committee of the town with its list, an inspection plan and its visits; targets and activities."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from kheo.directives.actions.activities import ActivityContent, record_activity
from kheo.directives.actions.committees import (
    CommitteeDecisionContent,
    MemberContent,
    found_committee,
    strengthen_committee,
)
from kheo.directives.actions.inspections import VisitContent, add_visit, plan_inspections
from kheo.directives.actions.targets import TargetContent, set_target
from kheo.directives.actions.visits import FindingContent, hold_visit
from kheo.directives.models import (
    Activity,
    Committee,
    CommitteeDecision,
    CommitteeMember,
    InspectionPlan,
    InspectionVisit,
    Target,
)
from kheo.directives.queries.committees import members_on
from kheo.directives.queries.places import Place
from kheo.organisation.models import Body, Person, Position, Role
from tests.directives.scene import Scene

FOUNDED, STRENGTHENED = date(2023, 3, 1), date(2024, 3, 1)
LIST = (
    MemberContent("head", "Phó Bí thư Thường trực Thị uỷ", area="Phụ trách chung"),
    MemberContent("standing_deputy", "Trưởng Ban Dân vận Thị uỷ"),
    MemberContent("secretary", "Chánh Văn phòng Thị uỷ"),
    MemberContent("member", "Chủ tịch Hội Nông dân"),
)
RESULT = FindingContent("result", "Niêm yết đủ")
LIMIT = FindingContent("limit", "Chưa họp dân quý II")
ADVICE = FindingContent("recommendation", "Thêm một bảng tin")


def decision(kind: str = "founding", number: str = "15-QĐ/TU", day: date = FOUNDED, issuer: str = "Ban Thường vụ") -> Any:
    return CommitteeDecisionContent(kind, number, issuer, day)


def strengthening(number: str = "21-QĐ/TU", day: date = STRENGTHENED) -> CommitteeDecisionContent:
    return decision("strengthening", number, day)


def hold_position(body: Body, title: str = "Phó Chủ tịch", start: date = date(2020, 1, 1), end: date | None = None) -> Position:
    person = Person.objects.create(locality=body.locality, name=f"Cá nhân giữ {title}")
    return Position.objects.create(person=person, body=body, title=title, role=Role.LEADER, valid_from=start, valid_to=end)


@dataclass
class Work:
    """What *scene*'s office does with committees; *founded* is made when it is first needed."""

    scene: Scene
    made: dict[str, Any] = field(default_factory=dict)

    @property
    def office(self) -> Any:
        return self.scene.office

    @property
    def body(self) -> Body:
        return self.scene.body("bcd-dvk")

    @property
    def today(self) -> date:
        return timezone.localdate()

    @property
    def committee(self) -> Committee:
        if "committee" not in self.made:
            self.made["committee"] = found_committee(self.office, self.body, "joint", decision(), LIST)
        return self.made["committee"]

    def founding(self) -> CommitteeDecision:
        return CommitteeDecision.objects.get(committee=self.committee, kind="founding", corrects=None)

    def strengthen(self, members: Any = LIST, **changes: Any) -> CommitteeDecision:
        return strengthen_committee(self.office, self.committee, strengthening(**changes), members)

    def team(self, day: date | None = None) -> list[CommitteeMember]:
        return list(members_on(self.committee, day or self.today))

    def plan(self, year: int | None = None) -> InspectionPlan:
        if "plan" not in self.made:
            self.made["plan"] = plan_inspections(self.office, self.committee, year or self.today.year)
        return self.made["plan"]

    def ward(self, number: int = 0) -> Place:
        return Place(self.scene.wards[number])

    def visit_content(self, days: int = 0, **changes: Any) -> VisitContent:
        """Of a day of this year, *days* from today, however near the turn of the year is."""
        team = self.team()
        year = self.today.year
        day = min(max(self.today + timedelta(days=days), date(year, 1, 1)), date(year, 12, 31))
        usual: dict[str, Any] = {
            "subject": "Thực hiện dân chủ ở cơ sở",
            "planned_on": day,
            "leader": team[0],
            "members": team[1:3],
        }
        if "place" not in changes:
            usual["place"] = self.ward()
        return VisitContent(**(usual | changes))

    def visit(self, days: int = 0, **changes: Any) -> InspectionVisit:
        return add_visit(self.office, self.plan(), self.visit_content(days, **changes))

    def held(self, *findings: FindingContent, days: int = 0) -> InspectionVisit:
        visit = self.visit(days)
        return hold_visit(self.office, visit, visit.planned_on, findings or (RESULT, LIMIT, ADVICE), visit.version)

    def target(self, owner: Any = None, year: int | None = None, **changes: Any) -> Target:
        year = year or self.today.year
        return set_target(self.office, self.scene.locality, year, self.target_content(year, **changes), owner or self.ward())

    def target_content(self, year: int | None = None, **changes: Any) -> TargetContent:
        usual: dict[str, Any] = {
            "title": "Tổ dân phố có tổ dân vận",
            "value": Decimal(15),
            "measure": "tổ",
            "due_on": date(year or self.today.year, 12, 31),
        }
        return TargetContent(**(usual | changes))

    def activity(self, owner: Any = None, **changes: Any) -> Activity:
        return record_activity(self.office, self.scene.locality, owner or self.ward(), activity_content(**changes))


def activity_content(**changes: Any) -> ActivityContent:
    usual: dict[str, Any] = {
        "kind": "session",
        "topic": "Hiến đất mở đường",
        "begun_on": date(2024, 5, 6),
        "ended_on": date(2024, 5, 6),
        "count": 3,
        "people": 120,
    }
    return ActivityContent(**(usual | changes))
