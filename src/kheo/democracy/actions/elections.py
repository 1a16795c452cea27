"""Running an election of a village: its calendar, its list, the count, and the term of the head who was recognised."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.democracy.actions.meetings import least_of
from kheo.democracy.actions.rounds import Tally, close_round, lock_matter
from kheo.democracy.models import Candidate, Election, ElectionStep, HeadTerm, Matter, Meeting, Round
from kheo.democracy.queries.elections import matters_to_elect, open_rounds, read_again, state_of
from kheo.democracy.queries.sittings import here
from kheo.democracy.rules.comments import lines_of
from kheo.democracy.rules.elections import (
    HEAD,
    candidate_problems,
    count_problems,
    elected,
    election_problems,
    last_day,
    step_problems,
    term_ends,
)
from kheo.democracy.rules.meetings import short_problems, text_problems
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, Grant, Owner, require
from kheo.organisation.trail import record

WON = ("in_force", "carried_out")


@dataclass(frozen=True)
class Count:
    """*votes* by the key of each candidate; *valid* and *invalid* ballots; *opinions*, *conclusion*: words of the minutes."""

    votes: Mapping[int, int]
    valid: int
    invalid: int
    opinions: str = ""
    conclusion: str = ""


def begin_election(actor: Actor, matter: Matter, what: str, seats: int, planned_on: date) -> Election:
    """Lay out the calendar for electing *what* under *matter* on *planned_on*."""
    grant = _grant(actor, matter)
    problems = list(election_problems(what, seats, matter.kind, planned_on))
    with transaction.atomic():
        Matter.objects.select_for_update().get(pk=matter.pk)
        if not matters_to_elect(matter.locality).filter(pk=matter.pk).exists():
            problems.append(Problem("Chọn một việc bầu của thôn, tổ dân phố chưa có lịch bầu.", "Việc đưa ra dân bàn"))
        if problems:
            raise RefusedError(*problems)
        made = Election.objects.create(matter=matter, what=what, seats=seats, planned_on=planned_on, added_by=actor.account_id)
        details = {"matter": matter.pk, "what": what, "planned_on": planned_on.isoformat()}
        record(actor, grant, "election.begin", made, matter.locality, details)
    return made


def record_step(actor: Actor, election: Election, key: str, done_on: date, number: str = "") -> ElectionStep:
    """Record a step of the calendar; one done too late is kept as late."""
    grant = _grant(actor, election.matter)
    problems = list(step_problems(election.what, key, done_on, number, timezone.localdate()))
    with transaction.atomic():
        held = _hold(election)
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
    """Put somebody on the list, before the count: the Front's, one's own, or one named at the meeting (Điều 3 khoản 5 điểm b)."""
    grant = _grant(actor, election.matter)
    with transaction.atomic():
        held = _hold(election)
        listed = list(held.candidates.all())
        problems = list(candidate_problems(name, [one.name for one in listed]))
        if by not in Candidate.By.values:
            problems.append(Problem("Chọn một dòng trong danh sách.", "Ai giới thiệu"))
        problems += _counted(held)
        if problems:
            raise RefusedError(*problems)
        made = Candidate.objects.create(election=held, order=len(listed) + 1, name=tidy(name), by=by)
        record(actor, grant, "election.candidate", held, held.matter.locality, {"order": made.order})
    return made


def withdraw_candidate(actor: Actor, candidate: Candidate, on: date) -> Candidate:
    """Record that somebody no longer stands; the list keeps the name as withdrawn."""
    election = candidate.election
    grant = _grant(actor, election.matter)
    with transaction.atomic():
        problems = _counted(_hold(election))
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


def count_votes(actor: Actor, election: Election, opened: Round, count: Count, version: int) -> Election:
    """Write the count down, close the round and its meeting by it, and say who is elected: more than half of all households."""
    grant = _grant(actor, election.matter)
    with transaction.atomic():
        lock_matter(election.matter_id)
        held = _hold(election)
        require_version(version, held.version)
        problems = _counted(held)
        opened = Round.objects.select_for_update().get(pk=opened.pk)
        if not open_rounds(held).filter(pk=opened.pk).exists():
            problems.append(Problem("Mở cuộc họp của việc này trước, rồi mới ghi kiểm phiếu."))
        standing = {one.pk: one for one in state_of(held).standing}
        if set(count.votes) != set(standing):
            problems.append(
                Problem("Ghi số phiếu của từng người trong danh sách; tải lại trang nếu danh sách vừa đổi.", "Số phiếu")
            )
        day = opened.opened_on or timezone.localdate()
        problems += count_problems(count.votes, count.valid, held.seats, day)
        meeting = Meeting.objects.filter(round=opened).first()
        if meeting:
            problems += _meeting_problems(meeting, opened, count)
        if problems:
            raise RefusedError(*problems)
        if meeting:
            meeting.opinions, meeting.conclusion = lines_of(count.opinions), lines_of(count.conclusion)
            meeting.version += 1
            meeting.save()
            Round.objects.filter(pk=opened.pk).update(present=here(meeting).count())
        most = max(count.votes.values())
        close_round(actor, opened, Tally(most, count.valid - most, count.invalid), opened.version, on=day)
        winners = set(elected(count.votes, held.seats, held.matter.kind, opened.households or 0, day))
        for key, one in standing.items():
            one.votes, one.is_elected = count.votes[key], key in winners
            one.save()
        held.round, held.valid_ballots = opened, count.valid
        held.version += 1
        held.save()
        details = {"valid": count.valid, "invalid": count.invalid, "elected": len(winners), "version": held.version}
        record(actor, grant, "election.count", held, held.matter.locality, details)
    return held


def _meeting_problems(meeting: Meeting, opened: Round, count: Count) -> list[Problem]:
    """What its minutes need, as of any meeting: who came, in which order it went, what was said (Điều 18 khoản 4)."""
    problems = [
        *text_problems(count.opinions, "Ý kiến thảo luận", "Ghi các ý kiến, hoặc «không có ý kiến khác»."),
        *text_problems(count.conclusion, "Kết luận", "Ghi kết luận của người chủ trì."),
        *short_problems(here(meeting).count(), least_of(opened)),
    ]
    if not meeting.vote_way and not meeting.clusters.exists():
        problems.append(Problem("Ghi thư ký và cách biểu quyết trước (Điều 18 khoản 4 Luật 10/2022/QH15)."))
    return problems


def recognise_head(actor: Actor, election: Election, begun_on: date, number: str) -> HeadTerm:
    """Begin the term of the head whom the commune recognised (Điều 8); it ends by the rule of that day, if one was found."""
    matter = election.matter
    grant = require(actor, "election.recognise", matter.locality)
    problems = [] if tidy(number) else [Problem("Ghi số quyết định công nhận.", "Số quyết định")]
    if begun_on > timezone.localdate():
        problems.append(Problem("Ngày này ở sau hôm nay.", "Ngày công nhận"))
    with transaction.atomic():
        held = _hold(election)
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


def _grant(actor: Actor, matter: Matter) -> Grant:
    """An election is a village's own: whoever acts does so for it."""
    return require(actor, "election.run", matter.locality, Owner(matter.village_id or 0))


def _hold(election: Election) -> Election:
    """One writer for an election: the row is held, and read again with its list."""
    Election.objects.select_for_update().get(pk=election.pk)
    return read_again(election)


def _counted(election: Election) -> list[Problem]:
    return [Problem("Đã kiểm phiếu; danh sách và số phiếu giữ nguyên.")] if election.valid_ballots is not None else []
