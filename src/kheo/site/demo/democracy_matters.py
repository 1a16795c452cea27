"""The demo ward's matters: one in force, one whose meeting failed, one going on, a citizen's idea, one of all villages."""

from datetime import date
from typing import Any

from kheo.democracy.actions.clusters import close_clusters, count_cluster
from kheo.democracy.actions.decisions import publish_result, report_back, send_decision, write_decision
from kheo.democracy.actions.meetings import (
    MeetingContent,
    arrange_meeting,
    close_meeting,
    fail_meeting,
    start_meeting,
    tell_meeting,
)
from kheo.democracy.actions.proposals import add_consents, propose_matter
from kheo.democracy.actions.rounds import Tally, plan_everywhere, plan_round
from kheo.democracy.actions.sittings import MeetingOrder, mark_by_numbers, settle_order
from kheo.democracy.models import Household, Matter, Meeting, Round
from kheo.democracy.queries.sittings import Sat, clusters_of
from kheo.democracy.rules.clusters import Cluster
from kheo.democracy.rules.decisions import DecisionContent
from kheo.democracy.rules.proposals import Proposal
from kheo.organisation.authority import COMMAND_LINE
from kheo.site.demo.days import as_of
from kheo.site.demo.organisation import Place

AGREED = "Không có ý kiến khác; các hộ hỏi về thời gian dời hàng rào."
CONCLUDED = "Đa số tán thành theo phương án của phường."


def decide_together(place: Place, told: dict[str, Any]) -> None:
    """Put every matter of *told* forward and bring it to where it stands."""
    for row in told["matters"]:
        village = place.unit(row["village"]) if "village" in row else None
        names = ("kind", "title", "content", "way")
        scope = "village" if village else "commune"
        proposal = Proposal(
            **{name: row[name] for name in names}, scope=scope, agreed_on=row.get("agreed_on"), initiator=row.get("initiator", "")
        )
        matter = propose_matter(COMMAND_LINE, place.locality, village, proposal)
        if "consents" in row:
            with as_of(row["consents_on"]):  # an agreement counts for three months, and the demo may be made on any day
                add_consents(COMMAND_LINE, matter, dict.fromkeys(row["consents"], row["consents_on"]), "paper")
        for meeting in [row["meeting"]] if "meeting" in row else row.get("meetings", []):
            closed = meet(matter, place.unit(meeting.get("village", row.get("village"))), meeting)
            if "decision" in row:
                conclude(closed, meeting["conclusion"], meeting["leader"], row["decision"])
        if "later_on" in row:
            plan_everywhere(COMMAND_LINE, matter, "meeting", row["later_on"])


def meet(matter: Matter, village: Any, told: dict[str, Any]) -> Round:
    """Call *village* together on *matter* and bring the meeting to its votes, or to too few households."""
    day: date = told["on"]
    planned = plan_round(COMMAND_LINE, matter, village, "meeting", day)
    clusters = [Cluster(*one) for one in told.get("clusters", [])]
    content = MeetingContent(
        told["starts_at"],
        told["place"],
        told.get("convener", "head"),
        told["leader"],
        clusters=clusters,
        cluster_plan_on=told.get("cluster_plan_on"),
    )
    meeting = arrange_meeting(COMMAND_LINE, planned, content, 0)
    meeting = tell_meeting(
        COMMAND_LINE, meeting, told["told_on"], ["paper", "speaker"], 1, posted=True, papers_on=told["told_on"]
    )
    started = start_meeting(COMMAND_LINE, meeting, 2)
    if clusters:
        return _by_clusters(meeting, told)
    mark_by_numbers(COMMAND_LINE, meeting, range(1, told["present"] + 1))
    if "votes" in told:
        return _vote(meeting, told)
    return started if told.get("goes_on") else fail_meeting(COMMAND_LINE, meeting, 2)


def _by_clusters(meeting: Meeting, told: dict[str, Any]) -> Round:
    """Each cluster's households come to it in the order of the roll; their votes are added up."""
    for cluster, row in zip(clusters_of(meeting), told["counts"], strict=True):
        own = Household.objects.filter(village=meeting.round.village_id, cluster=cluster.name).order_by("number")
        mark_by_numbers(COMMAND_LINE, cluster, list(own.values_list("number", flat=True)[: row["present"]]))
        _settle(cluster, row["secretary"], row["present"], secret=told.get("secret", False))
        count_cluster(COMMAND_LINE, cluster, Tally(*row["votes"]), row["opinions"], row["conclusion"], 2)
    return close_clusters(COMMAND_LINE, meeting, told.get("conclusion", CONCLUDED), 2)


def _settle(sat: Sat, secretary: str, present: int, *, secret: bool) -> None:
    order = MeetingOrder(
        secretary,
        present - 1,
        "secret" if secret else "hands",
        present - 2,
        board=[f"Cá nhân {number}" for number in (31, 32, 33)] if secret else (),
        witnesses=["Cá nhân 34", "Cá nhân 35"] if secret else (),
        board_votes=present - 3 if secret else None,
    )
    settle_order(COMMAND_LINE, sat, order, sat.version)


def _vote(meeting: Meeting, told: dict[str, Any]) -> Round:
    meeting.refresh_from_db()
    _settle(meeting, told["secretary"], told["present"], secret=told.get("secret", False))
    words = told.get("opinions", AGREED), told.get("conclusion", CONCLUDED)
    return close_meeting(COMMAND_LINE, meeting, Tally(*told["votes"]), *words, 3)


def conclude(closed: Round, said: str, head: str, told: dict[str, Any]) -> None:
    """Write, send and publish the decision of what was carried; report what came of it where *told* has a report."""
    first, second = told["households"]
    content = DecisionContent(told["paper"], said, head, told["front_head"], first, second, told["number"])
    made = write_decision(COMMAND_LINE, closed, content, 0)
    send_decision(COMMAND_LINE, made, told["sent_on"], 1)
    matter = Matter.objects.get(pk=closed.matter_id)
    matter = publish_result(COMMAND_LINE, matter, told["published_on"], matter.version)
    if "report" in told:
        report_back(COMMAND_LINE, matter, told["reported_on"], told["report"], matter.version)
