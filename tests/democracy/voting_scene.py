"""Rounds on paper and online at each of their steps, in the village of a scene."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils import timezone

from kheo.democracy.actions.ballots import PlanContent, mark_sheets, open_ballots, prepare_ballots
from kheo.democracy.actions.casting import cast_ballot
from kheo.democracy.actions.online import PrintedSlip, VoteContent, open_online, prepare_online, print_slips, start_voting
from kheo.democracy.actions.rounds import plan_round
from kheo.democracy.models import BallotPlan, BallotSheet, Form, Matter, OnlineVote, Round, Scope
from kheo.democracy.rules.voting import Member
from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.authority import NOBODY
from kheo.organisation.models import Unit
from tests.democracy.scene import Scene

PAPER_TEAM = (Member("Người thứ nhất", "front", leads=True), Member("Người thứ hai", "village"), Member("Người thứ ba", "union"))
ONLINE_TEAM = (
    Member("Người thứ nhất", "front", leads=True),
    Member("Người thứ hai", "village"),
    Member("Người thứ tư", "household"),
)
PROOF = SentFile("binh-chon.txt", "Các hộ đã chọn biểu quyết trực tuyến: 1, 2, 3".encode(), is_not_secret=True)


def today() -> date:
    return timezone.localdate()


def planned(scene: Scene, form: str, village: Unit | None = None, *, kind: int = 6, title: str = "Giờ đổ rác của ngõ") -> Round:
    """A round of the first village that begins today, agreed with the Front committee."""
    where = village or scene.village
    matter = Matter.objects.create(
        locality=scene.locality, village=where, scope=Scope.VILLAGE, kind=kind, title=title, content="Đổ rác từ 18:00 đến 20:00."
    )
    ends = today() + timedelta(days=2 if form == Form.ONLINE else 0)  # a count on paper waits for the last day
    return plan_round(scene.office, matter, where, form, today(), ends_on=ends, front_agreed=True)


def plan_content(**changed: object) -> PlanContent:
    before = today() - timedelta(days=3)
    given: dict[str, object] = {
        "purpose": "Lấy ý kiến từng hộ.",
        "work": "Tổ đi từng nhà, mỗi người một ngõ.",
        "team": PAPER_TEAM,
        "issued_on": before,
        "announced_on": before,
        "announced_how": "niêm yết ở nhà văn hoá",
        "agreed_on": before,
    }
    return PlanContent(**(given | changed))  # type: ignore[arg-type]  # fields by name, as a form gives them


def vote_content(**changed: object) -> VoteContent:
    before = today() - timedelta(days=3)
    given: dict[str, object] = {
        "team": ONLINE_TEAM,
        "announced_on": before,
        "announced_how": "loa, nhóm Zalo của tổ",
        "agreed_on": before,
        "commune_on": before,
        "front_on": before,
        "chosen_by": 26,
        "has_devices": True,
        "proof": PROOF,
    }
    return VoteContent(**(given | changed))  # type: ignore[arg-type]  # fields by name, as a form gives them


def prepared_plan(scene: Scene, village: Unit | None = None) -> BallotPlan:
    return prepare_ballots(scene.office, planned(scene, Form.BALLOTS, village), plan_content(), 0)


def open_plan(scene: Scene, count: int = 51, collected: int = 0) -> BallotPlan:
    """A round on paper with *count* households, *collected* of whose ballots have come back."""
    scene.roll(count)
    plan = prepared_plan(scene)
    open_ballots(scene.office, plan, plan.round.version)
    sheets = BallotSheet.objects.filter(round=plan.round).values_list("pk", flat=True)[:collected]
    mark_sheets(scene.office, fresh_plan(plan), dict.fromkeys(sheets, "collected"), plan.version)
    return fresh_plan(plan)


def fresh_plan(plan: BallotPlan) -> BallotPlan:
    return BallotPlan.objects.select_related("round__matter__locality").get(pk=plan.pk)


def fresh(vote: OnlineVote) -> OnlineVote:
    return OnlineVote.objects.select_related("round__matter__locality").get(pk=vote.pk)


def prepared_vote(scene: Scene, count: int = 51, village: Unit | None = None, **changed: object) -> OnlineVote:
    scene.roll(count, village)
    content = vote_content(**{"chosen_by": count, **changed})
    return prepare_online(scene.office, planned(scene, Form.ONLINE, village), content, 0)


def printed(
    scene: Scene, count: int = 51, village: Unit | None = None, **changed: object
) -> tuple[OnlineVote, list[PrintedSlip]]:
    """An open vote whose slips are printed and not begun."""
    vote = prepared_vote(scene, count, village, **changed)
    open_online(scene.office, vote, vote.round.version)
    vote = fresh(vote)
    slips = print_slips(scene.office, vote, vote.version)
    return fresh(vote), slips


def begun(scene: Scene, count: int = 51, village: Unit | None = None, **changed: object) -> tuple[OnlineVote, list[str]]:
    """A vote that takes ballots for an hour, and the codes by number of the household."""
    vote, slips = printed(scene, count, village, **changed)
    start_voting(scene.office, vote, timezone.now() + timedelta(hours=1), vote.version)
    return fresh(vote), [slip.code for slip in slips]


def cast_all(scene: Scene, codes: Sequence[str], choices: Sequence[str]) -> None:
    for code, choice in zip(codes, choices, strict=False):
        cast_ballot(NOBODY, scene.locality, code, choice)
