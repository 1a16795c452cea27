"""Boards at work in the scene's ward: what their tests start from."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from kheo.democracy.actions.board_inspections import (
    InspectionContent,
    confirm_minutes,
    hold_inspection,
    plan_inspection,
    send_plan,
)
from kheo.democracy.actions.boards import BoardContent, found_board, tell_owner
from kheo.democracy.actions.projects import ProjectContent, add_project
from kheo.democracy.actions.recommendations import (
    RecommendationContent,
    confirm_recommendation,
    recommend,
    send_recommendation,
)
from kheo.democracy.actions.seats import MemberContent, add_member
from kheo.democracy.actions.sightings import SightingContent, add_sighting
from kheo.democracy.models import Board, BoardMember, Inspection, Project, Recommendation
from kheo.foundation.working_days import before_working_days
from tests.democracy.scene import Scene

ASKED = RecommendationContent("Sửa đoạn mặt đường nứt trước mùa mưa.", "Uỷ ban nhân dân phường", "committee")


def days(count: int) -> date:
    """The day *count* days from today."""
    return timezone.localdate() + timedelta(days=count)


@dataclass
class Work:
    """*board*: the inspection board of the scene's ward, recognised two hundred days ago."""

    scene: Scene
    board: Board

    def member(self, name: str = "Cá nhân 01", board: Board | None = None, **changes: Any) -> BoardMember:
        where = Board.objects.get(pk=(board or self.board).pk)
        joined = where.day + timedelta(days=10)
        usual = MemberContent(name, "member", "village", joined, self.scene.village, meets_standards=True)
        return add_member(self.scene.front, where, replace(usual, **changes), where.version)

    def project(self, **changes: Any) -> Project:
        usual = ProjectContent(
            "Đường ngõ tổ dân phố", "community", "Uỷ ban nhân dân phường", 300_000_000, days(-120), days(60),
            (("Ngân sách phường", 200_000_000), ("Nhân dân đóng góp", 100_000_000)), self.scene.village,
        )  # fmt: skip
        return add_project(self.scene.front, self.scene.locality, replace(usual, **changes))

    def supervising(self, project: Project | None = None, told: int | None = -100) -> Board:
        """A supervision board, its project's owner told *told* days from today (None: not yet)."""
        content = BoardContent("31/QĐ-MTTQ", days(-110), 5, project=project or self.project())
        made = found_board(self.scene.front, self.scene.locality, content)
        return tell_owner(self.scene.front, made, days(told), made.version) if told is not None else made

    def planned(self, board: Board | None = None, on: int = -30, **changes: Any) -> Inspection:
        usual = InspectionContent("inspect", "Thu, chi tiền làm đường", "Tổ dân phố Điệp Sơn", days(on), self.scene.village)
        return plan_inspection(self.scene.front, board or self.board, replace(usual, **changes))

    def sent(self, on: int = -30) -> Inspection:
        made = self.planned(on=on)
        return send_plan(self.scene.front, made, before_working_days(made.planned_on, 5), "", made.version)

    def held(self, on: int = -30) -> Inspection:
        made = self.sent(on)
        return hold_inspection(self.scene.front, made, made.planned_on, "Cơ bản đúng.", made.version)

    def confirmed(self, on: int = -30) -> Inspection:
        made = self.held(on)
        add_sighting(self.scene.front, made, SightingContent("limit", "Mặt đường nứt 12 m."))
        return confirm_minutes(self.scene.front, made, days(on + 1), made.version)

    def recommended(self, on: int = -30, **changes: Any) -> Recommendation:
        return recommend(self.scene.front, self.confirmed(on), replace(ASKED, **changes))

    def received(self, on: int = -25, **changes: Any) -> Recommendation:
        """A recommendation that its addressee got *on* days from today."""
        made = self.recommended(on - 5, **changes)
        made = confirm_recommendation(self.scene.front, made, "03/KN-BTTND", days(on - 3), made.version)
        return send_recommendation(self.scene.front, made, days(on), made.version)


def make_work(scene: Scene, day: int = -200) -> Work:
    content = BoardContent("12/QĐ-MTTQ", days(day), 5, days(day), days(day + 1800))
    return Work(scene, found_board(scene.front, scene.locality, content))
