"""Running an election of a village: its calendar, its list, and the term of the head who was recognised."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.democracy.models import Candidate, Election, ElectionStep, Form, HeadTerm, Matter, MeetingCluster, Round
from kheo.democracy.queries.elections import matters_to_elect, open_rounds, read_again, slips_out, state_of
from kheo.democracy.rules.clusters import listed_problems
from kheo.democracy.rules.election_slips import frozen_problems, slips_problems
from kheo.democracy.rules.elections import (
    HEAD,
    KIND_OF,
    candidate_problems,
    election_problems,
    last_day,
    step_problems,
    term_ends,
)
from kheo.democracy.rules.roll import ended_problems
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, Grant, Owner, require
from kheo.organisation.trail import record

WON = ("in_force", "carried_out")


def begin_election(
    actor: Actor, matter: Matter, what: str, seats: int, planned_on: date, *, follows: Election | None = None
) -> Election:
    """Lay out the calendar for electing *what* under *matter* on *planned_on*; *follows*: the election it votes again for."""
    grant = election_grant(actor, matter)
    problems = list(election_problems(what, seats, matter.kind, planned_on))
    problems += ended_problems(planned_on, matter.village.ended_on if matter.village else None, "Ngày họp bầu")
    with transaction.atomic():
        Matter.objects.select_for_update().get(pk=matter.pk)
        if not matters_to_elect(matter.locality).filter(pk=matter.pk).exists():
            problems.append(Problem("Chọn một việc bầu của thôn, tổ dân phố chưa có lịch bầu.", "Việc đưa ra dân bàn"))
        if Round.objects.filter(matter=matter, form=Form.BALLOTS, state="open").exists():
            problems.append(
                Problem("Đang phát phiếu không có tên ai về việc này. Ghi kết quả hoặc huỷ lần ấy trước.", "Việc đưa ra dân bàn")
            )
        if problems:
            raise RefusedError(*problems)
        made = Election.objects.create(
            matter=matter, what=what, seats=seats, planned_on=planned_on, follows=follows, added_by=actor.account_id
        )
        details = {"matter": matter.pk, "what": what, "planned_on": planned_on.isoformat()}
        record(actor, grant, "election.begin", made, matter.locality, details)
    return made


def record_step(actor: Actor, election: Election, key: str, done_on: date, number: str = "") -> ElectionStep:
    """Record a step of the calendar; one done too late is kept as late."""
    grant = election_grant(actor, election.matter)
    problems = list(step_problems(election.what, key, done_on, number, timezone.localdate()))
    with transaction.atomic():
        held = hold_election(election)
        if any(step.key == key for step in held.steps.all()):
            problems.append(Problem("Bước này đã ghi.", "Bước"))
        if problems:
            raise RefusedError(*problems)
        made = ElectionStep.objects.create(
            election=held, key=key, done_on=done_on, number=tidy(number), added_by=actor.account_id
        )
        record(actor, grant, "election.step", held, held.matter.locality, {"key": key, "done_on": done_on.isoformat()})
    return made


def add_candidate(actor: Actor, election: Election, name: str, by: str) -> Candidate:
    """Put somebody on the list, before the count: the Front's, one's own, or one named at the meeting (Điều 3 khoản 5 điểm b).

    Refused while slips with the names of the list are out, each household having one, and once a cluster voted on it.
    """
    grant = election_grant(actor, election.matter)
    with transaction.atomic():
        held = hold_election(election)
        listed = list(held.candidates.all())
        problems = list(candidate_problems(name, [one.name for one in listed]))
        if by not in Candidate.By.values:
            problems.append(Problem("Chọn một dòng trong danh sách.", "Ai giới thiệu"))
        problems += counted_problems(held)
        if opened := slips_out(held):
            problems += frozen_problems(opened.opened_on)
        voted = MeetingCluster.objects.filter(meeting__round__in=open_rounds(held), present__isnull=False)
        problems += listed_problems(list(voted.values_list("name", flat=True)))
        if problems:
            raise RefusedError(*problems)
        made = Candidate.objects.create(election=held, order=len(listed) + 1, name=tidy(name), by=by)
        record(actor, grant, "election.candidate", held, held.matter.locality, {"order": made.order})
    return made


def withdraw_candidate(actor: Actor, candidate: Candidate, on: date) -> Candidate:
    """Record that somebody no longer stands; the list keeps the name as withdrawn, and so do slips that are out already.

    What then becomes of the ballots for that name the law read does not say: they are counted, and elect nobody.
    """
    election = candidate.election
    grant = election_grant(actor, election.matter)
    with transaction.atomic():
        problems = counted_problems(hold_election(election))
        held = Candidate.objects.get(pk=candidate.pk)
        if held.withdrawn_on is not None:
            problems.append(Problem("Người này đã rút."))
        if on > timezone.localdate():
            problems.append(Problem("Ngày này ở sau hôm nay.", "Ngày rút"))
        if problems:
            raise RefusedError(*problems)
        held.withdrawn_on = on
        held.save()
        record(actor, grant, "election.withdraw", election, election.matter.locality, {"order": held.order})
    return held


def freeze_list(opened: Round) -> None:
    """Fix who stands on the slips of *opened*, for acts that hold its matter; RefusedError where nobody does."""
    matter = opened.matter
    if matter.kind not in KIND_OF.values() or matter.dismisses:
        return
    election = Election.objects.select_for_update().filter(matter=matter).first()
    standing = Candidate.objects.filter(election=election, withdrawn_on=None) if election else Candidate.objects.none()
    if problems := list(slips_problems(standing.count(), opened.opened_on or opened.planned_on)):
        raise RefusedError(*problems)
    standing.update(slip_round=opened)


def recognise_head(actor: Actor, election: Election, begun_on: date, number: str) -> HeadTerm:
    """Begin the term of the head whom the commune recognised (Điều 8); it ends by the rule of that day, if one was found."""
    matter = election.matter
    grant = require(actor, "election.recognise", matter.locality)
    problems = [] if tidy(number) else [Problem("Ghi số quyết định công nhận.", "Số quyết định")]
    if begun_on > timezone.localdate():
        problems.append(Problem("Ngày này ở sau hôm nay.", "Ngày công nhận"))
    with transaction.atomic():
        held = hold_election(election)
        problems += _begun_problems(held, begun_on)
        winners = state_of(held).elected
        if held.what != HEAD or len(winners) != 1:
            problems.append(Problem("Chưa có người nào trúng cử để công nhận."))
        elif HeadTerm.objects.filter(candidate=winners[0]).exists():
            problems.append(Problem("Đã ghi công nhận người này."))
        if held.matter.state not in WON:
            problems.append(
                Problem("Quyết định của cộng đồng dân cư chưa được công nhận; ghi công nhận ở trang của việc ấy trước.")
            )
        if problems:
            raise RefusedError(*problems)
        years = term_ends(begun_on)
        made = HeadTerm.objects.create(
            locality=matter.locality,
            village_id=held.matter.village_id,  # type: ignore[misc]  # never empty: an election is of one village
            candidate=winners[0],
            begun_on=begun_on,
            ends_on=last_day(begun_on, years.value) if years else None,
            number=tidy(number),
            added_by=actor.account_id,
        )
        record(actor, grant, "election.recognise", made, matter.locality, {"begun_on": begun_on.isoformat()})
    return made


def _begun_problems(held: Election, begun_on: date) -> list[Problem]:
    """A term begins once the village has elected, and while there is a village."""
    counted_on, village = held.round.closed_on if held.round else None, held.matter.village
    problems = list(ended_problems(begun_on, village.ended_on if village else None, "Ngày công nhận"))
    if counted_on is not None and begun_on < counted_on:
        problems.append(Problem(f"Đứng trước ngày kiểm phiếu ({counted_on:%d/%m/%Y}).", "Ngày công nhận"))
    return problems


def election_grant(actor: Actor, matter: Matter) -> Grant:
    """An election is a village's own: whoever acts does so for it."""
    return require(actor, "election.run", matter.locality, Owner(matter.village_id or 0))


def hold_election(election: Election) -> Election:
    """One writer for an election: the row is held, and read again with its list."""
    Election.objects.select_for_update().get(pk=election.pk)
    return read_again(election)


def counted_problems(election: Election) -> list[Problem]:
    return [Problem("Đã kiểm phiếu; danh sách và số phiếu giữ nguyên.")] if election.valid_ballots is not None else []
