"""What the demo ward's residential groups do themselves: a convention posted, an election near, conferences held and planned."""

from typing import Any

from kheo.democracy.actions.community import (
    PlanContent,
    add_question,
    conclude,
    give_notice,
    hold_meeting,
    plan_meeting,
    send_plan,
    write_report,
)
from kheo.democracy.actions.conventions import draft_convention, post_version
from kheo.democracy.actions.elections import add_candidate, begin_election, record_step
from kheo.democracy.actions.proposals import propose_matter
from kheo.democracy.models import Scope
from kheo.democracy.queries.community import facts
from kheo.democracy.rules.proposals import HEAD, Proposal
from kheo.organisation.authority import COMMAND_LINE
from kheo.site.demo.organisation import Place

USUAL = "Ba báo cáo\nĐại diện hộ thảo luận, đề xuất; trả lời\nBiểu dương; kết luận"


def live_together(place: Place, told: dict[str, Any]) -> None:
    for row in told["conventions"]:
        village = place.unit(row["village"])
        made = draft_convention(COMMAND_LINE, place.locality, village, row["name"], row["title"], row["text"])
        post_version(COMMAND_LINE, made, row["posted_on"], row["places"], made.version)
    for row in told["elections"]:
        _elect(place, row)
    for row in told["meetings"]:
        _meet(place, row)


def _elect(place: Place, row: dict[str, Any]) -> None:
    proposal = Proposal(4, Scope.VILLAGE, row["title"], row["content"], HEAD, row["agreed_on"])
    matter = propose_matter(COMMAND_LINE, place.locality, place.unit(row["village"]), proposal)
    election = begin_election(COMMAND_LINE, matter, "head", 1, row["planned_on"])
    for candidate in row["candidates"]:
        add_candidate(COMMAND_LINE, election, candidate["name"], candidate["by"])
    for step in row["steps"]:
        record_step(COMMAND_LINE, election, step["key"], step["done_on"], step["number"])


def _meet(place: Place, row: dict[str, Any]) -> None:
    day = row["planned_on"]
    content = PlanContent(day, row["place"], USUAL)
    meeting = plan_meeting(COMMAND_LINE, place.locality, place.unit(row["village"]).pk, day.year, content)
    if "present" not in row:
        return
    meeting = send_plan(COMMAND_LINE, meeting, row["plan_sent_on"], meeting.version)
    meeting = give_notice(COMMAND_LINE, meeting, row["noticed_on"], row["how"], meeting.version)
    for by in ("head", "front", "board"):
        write_report(COMMAND_LINE, meeting, by, "\n".join(facts(meeting, by, day)))
    meeting = hold_meeting(COMMAND_LINE, meeting, day, row["present"], row["guests"], meeting.version)
    for asked in row["questions"]:
        add_question(COMMAND_LINE, meeting, asked["text"], asked["answer"])
    for point in row["conclusions"]:
        conclude(COMMAND_LINE, meeting, point)
