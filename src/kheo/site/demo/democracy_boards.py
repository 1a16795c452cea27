"""The demo ward's boards of the people and the works they watch, through the product's own actions."""

from decimal import Decimal
from typing import Any

from kheo.democracy.actions.board_inspections import (
    InspectionContent,
    confirm_minutes,
    hold_inspection,
    plan_inspection,
    send_plan,
)
from kheo.democracy.actions.board_plans import plan_work
from kheo.democracy.actions.boards import (
    BoardContent,
    announce_board,
    dissolve_board,
    found_board,
    tell_owner,
)
from kheo.democracy.actions.projects import (
    GiftContent,
    ProgressContent,
    ProjectContent,
    add_project,
    contribute,
    finish_project,
    report_progress,
)
from kheo.democracy.actions.recommendations import (
    RecommendationContent,
    ReplyContent,
    confirm_recommendation,
    recommend,
    reply,
    see_outcome,
    send_recommendation,
)
from kheo.democracy.actions.seats import MemberContent, add_member
from kheo.democracy.actions.sightings import SightingContent, add_sighting
from kheo.democracy.models import Board, Inspection, Project, Recommendation
from kheo.democracy.rules.plans import quarter_of
from kheo.foundation.working_days import before_working_days
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Person
from kheo.site.demo.organisation import Place

OFFICE = "Ủy ban nhân dân phường Duy Tiên"


def watch(place: Place, told: dict[str, Any]) -> None:
    """The inspection board of the ward with its inspections, then each project with its own board."""
    board = _inspection_board(place, told["board"])
    for row in told["board"]["inspections"]:
        _inspect(place, board, row)
    for row in told["projects"]:
        _project(place, board, row)


def _inspection_board(place: Place, told: dict[str, Any]) -> Board:
    villages = [f"{place.locality.code}/{code}" for code in told["villages"]]
    content = BoardContent(told["number"], told["day"], len(villages), told["day"], told["term_to"])
    board = found_board(COMMAND_LINE, place.locality, content)
    for number, code in enumerate(villages):
        who: Person | str = place.people[told["head"]] if number == 0 else f"Thành viên minh hoạ {number:02d}"
        seat = "head" if number == 0 else "deputy" if code.rsplit("/", 1)[1] in told["deputies"] else "member"
        _seat(board, MemberContent(who, seat, "village", told["day"], place.unit(code), meets_standards=True))
    board = Board.objects.get(pk=board.pk)
    announce_board(COMMAND_LINE, board, told["announced_on"], board.version)
    plan_work(COMMAND_LINE, board, quarter_of(told["inspections"][-1]["planned_on"]), told["plan"])
    return board


def _seat(board: Board, content: MemberContent) -> None:
    add_member(COMMAND_LINE, board, content, Board.objects.get(pk=board.pk).version)


def _inspect(place: Place, board: Board, told: dict[str, Any]) -> None:
    village = place.unit(f"{place.locality.code}/{told['village']}") if "village" in told else None
    content = InspectionContent(told["way"], told["subject"], told["whom"], told["planned_on"], village)
    one = plan_inspection(COMMAND_LINE, board, content)
    if "conclusion" not in told:
        return
    if board.kind == Board.Kind.INSPECTION:
        one = send_plan(COMMAND_LINE, one, before_working_days(one.planned_on, 6), "", one.version)
    one = hold_inspection(COMMAND_LINE, one, one.planned_on, told["conclusion"], one.version)
    seen = [add_sighting(COMMAND_LINE, one, SightingContent(kind, text)) for kind, text in told["sightings"]]
    one = confirm_minutes(COMMAND_LINE, one, told["confirmed_on"], one.version)
    _recommend(one, RecommendationContent(told["recommendation"]["text"], OFFICE, "committee", seen[-1]), told["recommendation"])


def _recommend(inspection: Inspection, content: RecommendationContent, told: dict[str, Any]) -> None:
    asked = recommend(COMMAND_LINE, inspection, content)
    asked = confirm_recommendation(COMMAND_LINE, asked, told["number"], told["day"], asked.version)
    asked = send_recommendation(COMMAND_LINE, asked, told["received_on"], asked.version)
    if "replied_on" in told:
        reply(COMMAND_LINE, asked, ReplyContent(told["replied_on"], told["reply"]), asked.version)
        asked = Recommendation.objects.get(pk=asked.pk)
        see_outcome(COMMAND_LINE, asked, told["seen_on"], told["seen"], asked.version, is_done=True)


def _project(place: Place, elected: Board, told: dict[str, Any]) -> None:
    village = place.unit(f"{place.locality.code}/{told['village']}")
    content = ProjectContent(
        told["name"], told["kind"], told["owner"], told["total"], told["starts_on"], told["ends_on"],
        tuple((label, amount) for label, amount in told["sources"]), village, told["where"], told["builder"], told["decision"],
    )  # fmt: skip
    project = add_project(COMMAND_LINE, place.locality, content)
    board = _supervision_board(place, elected, project, told["board"])
    for on, percent, spent, note in told["progress"]:
        report_progress(COMMAND_LINE, project, ProgressContent(on, percent, spent, note))
    for gift, amount, households, on in told["gifts"]:
        contribute(COMMAND_LINE, project, GiftContent(gift, Decimal(amount), on, village, households))
    for row in told["inspections"]:
        _inspect(place, board, row)
    if "done_on" in told:
        project = Project.objects.get(pk=project.pk)
        finish_project(COMMAND_LINE, project, told["done_on"], told["closing"], project.version)
        board = Board.objects.get(pk=board.pk)
        why = "Công trình đã bàn giao, ban xong nhiệm vụ."
        dissolve_board(COMMAND_LINE, board, told["dissolved_on"], why, board.version)


def _supervision_board(place: Place, elected: Board, project: Project, told: dict[str, Any]) -> Board:
    """Head from the Front, one from the inspection board, three whom the village elected."""
    board = found_board(COMMAND_LINE, place.locality, BoardContent(told["number"], told["day"], 5, project=project))
    sent = elected.members.order_by("pk")[1].position.person
    _seat(board, MemberContent(f"Đại diện Mặt trận minh hoạ {project.pk}", "head", "front", told["day"], meets_standards=True))
    _seat(board, MemberContent(sent, "deputy", "inspection_board", told["day"], meets_standards=True))
    for number in range(1, 4):
        name = f"Người dân minh hoạ {project.pk}{number}"
        _seat(board, MemberContent(name, "member", "village", told["day"], project.village, meets_standards=True))
    board = Board.objects.get(pk=board.pk)
    board = announce_board(COMMAND_LINE, board, told["told_on"], board.version)
    return tell_owner(COMMAND_LINE, board, told["told_on"], board.version)
