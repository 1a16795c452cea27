"""The demo's steering committees: decisions with their members, working rules, the inspection plan and what visits found."""

from typing import Any

from kheo.directives.actions.committees import (
    CommitteeDecisionContent,
    MemberContent,
    found_committee,
    set_working_rules,
    strengthen_committee,
)
from kheo.directives.actions.inspections import VisitContent, add_visit, plan_inspections
from kheo.directives.actions.tasks import TaskContent
from kheo.directives.actions.visits import FindingContent, cancel_visit, follow_up, hold_visit
from kheo.directives.models import Committee, CommitteeDecision, CommitteeMember, Finding, InspectionPlan
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Position
from kheo.site.demo.directing import Directing, follow
from kheo.site.demo.organisation import Place


def set_up_committee(directing: Directing, told: dict[str, Any], year: int) -> None:
    place = directing.place
    founding, *strengthenings = told["decisions"]
    committee = found_committee(
        COMMAND_LINE, place.bodies[told["body"]], told["purpose"], _decision(founding, "founding"), _members(place, founding)
    )
    for row in strengthenings:
        strengthen_committee(COMMAND_LINE, committee, _decision(row, "strengthening"), _members(place, row))
    rules = told["rules"]
    set_working_rules(COMMAND_LINE, committee, rules["number"], rules["date"], rules["summary"])
    plan = plan_inspections(COMMAND_LINE, committee, year, told["plan"]["number"], told["plan"]["date"])
    members = _sitting(committee)
    for row in told["visits"]:
        _visit(directing, plan, members, row)


def _decision(told: dict[str, Any], kind: str) -> CommitteeDecisionContent:
    return CommitteeDecisionContent(kind, told["number"], told["issuer"], told["date"])


def _members(place: Place, told: dict[str, Any]) -> list[MemberContent]:
    return [_member(place, row) for row in told["members"]]


def _member(place: Place, told: dict[str, Any]) -> MemberContent:
    body = place.bodies.get(told.get("body", ""))
    person = place.people.get(told.get("person", ""))
    position = Position.objects.filter(body=body, person=person).order_by("pk").first() if body and person else None
    return MemberContent(told["part"], told["title"], body, position, told["area"])


def _sitting(committee: Committee) -> dict[int, CommitteeMember]:
    """Members of the newest decision by their place in it: how the plan names leaders and teams."""
    newest = CommitteeDecision.objects.filter(committee=committee).order_by("-date", "-pk")[0]
    return {member.order: member for member in CommitteeMember.objects.filter(decision=newest)}


def _visit(directing: Directing, plan: InspectionPlan, members: dict[int, CommitteeMember], told: dict[str, Any]) -> None:
    content = VisitContent(
        place=directing.owner(told["where"]), subject=told["subject"], planned_on=told["planned_on"],
        leader=members[told["leader"]], members=tuple(members[number] for number in told["members"]),
    )  # fmt: skip
    visit = add_visit(COMMAND_LINE, plan, content)
    if reason := told.get("cancelled"):
        cancel_visit(COMMAND_LINE, visit, reason, visit.version)
    if "held_on" not in told:
        return
    findings = [FindingContent(row["kind"], row["text"]) for row in told["findings"]]
    hold_visit(COMMAND_LINE, visit, told["held_on"], findings, visit.version)
    if row := told.get("follow_up"):
        finding = Finding.objects.get(visit=visit, order=row["finding"])
        task = TaskContent(row["title"], row["due_on"], row["measure"])
        followed = follow_up(COMMAND_LINE, finding, task, directing.owner(row["owner"]), on=told["held_on"])
        if followed.task is not None:
            follow(followed.task, row)
