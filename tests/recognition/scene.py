"""A town's year just before its decisions: assessed registrations, the office's actor, papers taken through their steps."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kheo.movement.models import Programme, Registration
from kheo.organisation.authority import Actor
from kheo.organisation.models import Locality, Role
from kheo.recognition.actions.decisions import check_decision, issue_decision
from kheo.recognition.actions.drafts import Wording, draft_decision
from kheo.recognition.models import Decision
from kheo.recognition.queries.lines import LineContent, content_of
from tests import factories

DAY = date(2024, 12, 26)
WORDING = Wording(
    title="Công nhận mô hình “Dân vận khéo” hoạt động hiệu quả năm 2024",
    signer_authority="T/M BAN CHỈ ĐẠO",
    signer_position="TRƯỞNG BAN",
    signer_name="Người ký minh hoạ",
    place_name="Duy Tiên",
)


@dataclass
class Scene:
    """*registrations* are assessed on 20/12/2024 with 80 points, class «Đạt» from 50 on."""

    locality: Locality
    programme: Programme
    registrations: list[Registration]
    office: Actor
    bodies: dict[str, Any] = field(default_factory=dict)

    def draft(self, kind: str = "recognition", lines: Any = None, body: str = "bcd-dvk", day: date | None = DAY) -> Decision:
        if lines is None:
            lines = [content_of(registration) for registration in self.registrations]
        return draft_decision(self.office, self.programme, kind, self.body(body), WORDING, day, lines)

    def checked(self, kind: str = "recognition", lines: Any = None, **changes: Any) -> Decision:
        return check_decision(self.office, self.draft(kind, lines, **changes), 1)

    def issued(self, number: str = "12-QĐ/BCĐ", kind: str = "recognition", lines: Any = None, **changes: Any) -> Decision:
        decision = self.checked(kind, lines, **changes)
        return issue_decision(self.office, decision, number, decision.date or DAY, decision.version)

    def body(self, code: str) -> Any:
        return factories.make_central_body() if code == "central" else factories.body_of(self.locality, code)

    def lines(self, *registrations: Registration) -> list[LineContent]:
        return [content_of(registration) for registration in registrations]

    def person(self, number: int = 1) -> LineContent:
        return LineContent(f"Cá nhân {number:02d}", "individual", self.locality.unit, reason="Có đóng góp cho công tác dân vận")


def make_scene(code: str = factories.DUY_TIEN, count: int = 3, **fields: Any) -> Scene:
    locality = factories.make_locality(code)
    criteria_set = factories.make_criteria_set(f"minh-hoa-{code[-3:]}")
    programme = factories.make_programme(locality, criteria_set=criteria_set, **fields)
    registrations = []
    for number in range(1, count + 1):
        registration = factories.make_registration(programme, f"Cách làm {number:02d}", holder=f"Tập thể {number:02d}")
        factories.make_assessment(registration, 80, date(2024, 12, 20))
        registrations.append(registration)
    office = factories.actor_for(factories.make_account(Role.OFFICE, locality))
    return Scene(locality, programme, registrations, office)


def wrong(refusal: Any) -> list[str]:
    """What a refusal said, problem by problem."""
    return [str(problem) for problem in refusal.value.problems]
