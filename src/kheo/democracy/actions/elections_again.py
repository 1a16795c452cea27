"""Voting again where an election left seats empty or was not recognised: a new matter, a new list, the first record as it was."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.democracy.actions.elections import begin_election, election_grant, hold_election, record_step
from kheo.democracy.actions.proposals import propose_matter
from kheo.democracy.actions.rounds import lock_matter
from kheo.democracy.models import Candidate, Election, Scope
from kheo.democracy.queries.election_results import may_vote_again, result_of
from kheo.democracy.rules.elections import HEAD, again_problems, again_title
from kheo.democracy.rules.proposals import HEAD as BY_HEAD
from kheo.democracy.rules.proposals import Proposal
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import Actor
from kheo.organisation.trail import record


@dataclass(frozen=True)
class Again:
    """*planned_on*: the day of the meeting; *agreed_on*: when the Front agreed to the matter (Luật 10/2022/QH15 Điều 16 khoản 2).

    *decided_on*, *number*: the commune's decision to elect the head again (Nghị định 59/2023 Điều 3 khoản 5 điểm d, Điều 8).
    """

    planned_on: date
    agreed_on: date | None
    decided_on: date | None = None
    number: str = ""


def vote_again(actor: Actor, election: Election, told: Again) -> Election:
    """Begin the election that fills the seats left, its list drawn from the first: the tied ones, else all who were not elected.

    The law read does not say who may stand then: the list may be mended, and people may be named at the meeting as at any.
    """
    grant = election_grant(actor, election.matter)
    with transaction.atomic():
        lock_matter(election.matter_id)
        held = hold_election(election)
        result = result_of(held)
        if result is None or not may_vote_again(result):
            raise RefusedError(
                "Không có vị trí nào chờ bầu lại ở đây: chưa kiểm phiếu, đã bầu đủ, đã lập lần bầu sau, hoặc nơi này đã kết thúc."
            )
        counted_on = result.asked.closed_on or held.planned_on
        problems = again_problems(held.what, told.decided_on, told.number, counted_on, told.planned_on, timezone.localdate())
        if found := list(problems):
            raise RefusedError(*found)
        matter, day = held.matter, f"{counted_on:%d/%m/%Y}"
        refused = matter.state == "refused"
        why = f"Kết quả bầu ngày {day} không được công nhận." if refused else f"Lần bầu ngày {day}: {result.words}"
        proposal = Proposal(
            matter.kind,
            Scope.VILLAGE,
            again_title(matter.title, more=bool(result.elected) and not refused),
            f"Bầu {result.seats_again} người cho vị trí còn trống. {why}",
            BY_HEAD,
            told.agreed_on,
        )
        new = propose_matter(actor, matter.locality, matter.village, proposal)
        made = begin_election(actor, new, held.what, result.seats_again, told.planned_on, follows=held)
        Candidate.objects.bulk_create(
            Candidate(election=made, order=order, name=one.name, by=one.by) for order, one in enumerate(result.to_stand_again, 1)
        )
        if held.what == HEAD and told.decided_on is not None:
            record_step(actor, made, "decision", told.decided_on, told.number)
        details = {"follows": held.pk, "seats": made.seats, "candidates": len(result.to_stand_again)}
        record(actor, grant, "election.again", made, matter.locality, details)
    return made
