"""The demo ward asks its households: on paper, a head elected on paper, each after a meeting that failed; online, twice."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Any

from django.utils import timezone

from kheo.democracy.actions.ballots import PlanContent, count_ballots, mark_sheets, open_ballots, prepare_ballots
from kheo.democracy.actions.casting import cast_ballot
from kheo.democracy.actions.closing import close_vote
from kheo.democracy.actions.election_counts import Count as NamedCount
from kheo.democracy.actions.election_counts import count_slips
from kheo.democracy.actions.elections import add_candidate, begin_election, record_step
from kheo.democracy.actions.online import VoteContent, open_online, prepare_online, print_slips, start_voting
from kheo.democracy.actions.proposals import propose_matter
from kheo.democracy.actions.rounds import plan_round
from kheo.democracy.models import BallotPlan, BallotSheet, Form, Matter, OnlineVote, Scope
from kheo.democracy.queries.polls import find_plan, find_vote
from kheo.democracy.rules.proposals import Proposal
from kheo.democracy.rules.voting import Count, Member
from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.authority import COMMAND_LINE, NOBODY
from kheo.organisation.models import Unit
from kheo.site.demo.democracy_matters import conclude, meet
from kheo.site.demo.organisation import Place


def ask_households(place: Place, told: dict[str, Any]) -> None:
    """Every round that *told* holds, through the same acts as people do."""
    for row in told["ballots"]:
        _on_paper(place, row)
    for row in told["elections"]:
        _elected(place, row)
    for row in told["online"]:
        _online(place, row)


def _matter(place: Place, village: Unit, row: dict[str, Any]) -> Matter:
    proposal = Proposal(row["kind"], Scope.VILLAGE, row["title"], row["content"], "head", row["agreed_on"])
    return propose_matter(COMMAND_LINE, place.locality, village, proposal)


def _team(row: dict[str, Any]) -> list[Member]:
    return [Member(one["name"], one["part"], one.get("leads", False)) for one in row["team"]]


def _on_paper(place: Place, row: dict[str, Any]) -> None:
    village = place.unit(row["village"])
    plan, watched = _collected(place, _matter(place, village, row), village, row)
    count = Count(row["collected"], row["votes_for"], row["votes_against"], row["other"], row["spoilt"])
    closed = count_ballots(COMMAND_LINE, plan, count, watched, row["ends_on"], plan.version)
    conclude(closed, row["decision"]["content"], row["meeting"]["leader"], row["decision"])


def _elected(place: Place, row: dict[str, Any]) -> None:
    """An election whose meeting too few came to: slips with the names, counted name by name."""
    village = place.unit(row["village"])
    election = begin_election(COMMAND_LINE, _matter(place, village, row), "head", 1, row["meeting"]["on"])
    people = [add_candidate(COMMAND_LINE, election, one["name"], one["by"]) for one in row["candidates"]]
    for step in row["steps"]:
        record_step(COMMAND_LINE, election, step["key"], step["done_on"], step["number"])
    plan, watched = _collected(place, election.matter, village, row)
    votes = {one.pk: told["votes"] for one, told in zip(people, row["candidates"], strict=True)}
    count = NamedCount(votes, row["collected"] - row["spoilt"], row["spoilt"])
    held = count_slips(COMMAND_LINE, plan, count, watched, row["ends_on"], plan.version)
    if held.round:
        conclude(held.round, row["decision"]["content"], row["decision"]["head"], row["decision"])


def _collected(place: Place, matter: Matter, village: Unit, row: dict[str, Any]) -> tuple[BallotPlan, tuple[int, int]]:
    """The plan after a meeting that failed, its ballots back from as many households as *row* says, and who watches the count."""
    meet(matter, village, row["meeting"])
    asked = plan_round(COMMAND_LINE, matter, village, Form.BALLOTS, row["begins_on"], ends_on=row["ends_on"])
    content = PlanContent(
        purpose=row["purpose"], work=row["work"], team=_team(row), issued_on=row["issued_on"], announced_on=row["announced_on"],
        announced_how=row["announced_how"], commune_on=row["sent_on"], front_on=row["sent_on"],
    )  # fmt: skip
    plan = prepare_ballots(COMMAND_LINE, asked, content, 0)
    opened = open_ballots(COMMAND_LINE, plan, asked.version, on=row["begins_on"])
    sheets = list(BallotSheet.objects.filter(round=opened))
    states = ["collected"] * row["collected"] + ["handed"] * row["kept"]
    states += ["away"] * (len(sheets) - len(states))
    plan = find_plan(place.locality, opened.pk) or plan
    mark_sheets(COMMAND_LINE, plan, {sheet.pk: state for sheet, state in zip(sheets, states, strict=True)}, plan.version)
    return find_plan(place.locality, opened.pk) or plan, (sheets[0].household_id, sheets[1].household_id)


def _online(place: Place, row: dict[str, Any]) -> None:
    village = place.unit(row["village"])
    matter = _matter(place, village, row)
    asked = plan_round(COMMAND_LINE, matter, village, Form.ONLINE, row["begins_on"], ends_on=row["ends_on"], front_agreed=True)
    proof = SentFile("cac-ho-da-chon.txt", row["chosen_words"].encode(), is_not_secret=True)
    content = VoteContent(
        team=_team(row), announced_on=row["announced_on"], announced_how=row["announced_how"], agreed_on=row["agreed_on"],
        commune_on=row["reported_on"], front_on=row["reported_on"], chosen_by=row["chosen_by"], has_devices=True, proof=proof,
    )  # fmt: skip
    vote = prepare_online(COMMAND_LINE, asked, content, 0)
    open_online(COMMAND_LINE, vote, asked.version, on=row["begins_on"])
    vote = _again(place, vote)
    slips = print_slips(COMMAND_LINE, vote, vote.version)
    begun, over = _at(row["begins_on"], 8), _at(row["ends_on"], 20)
    if row["closed"]:
        over = timezone.now() + timedelta(minutes=1)
    vote = start_voting(
        COMMAND_LINE, _again(place, vote), over, vote.version + 1, starts_at=min(begun, over - timedelta(hours=1))
    )
    for slip, choice in zip(slips[:: row["every"]], _choices(row), strict=False):
        cast_ballot(NOBODY, place.locality, slip.code, choice)
    if row["closed"]:
        close_vote(COMMAND_LINE, _again(place, vote), now=over)


def _again(place: Place, vote: OnlineVote) -> OnlineVote:
    return find_vote(place.locality, vote.round_id) or vote


def _choices(row: dict[str, Any]) -> Iterator[str]:
    """As many of each as *row* says, mixed."""
    left = {choice: row[choice] for choice in ("for", "against", "other")}
    for choice in cycle(("for", "for", "against", "for", "other")):
        if not any(left.values()):
            return
        if left[choice]:
            left[choice] -= 1
            yield choice


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
