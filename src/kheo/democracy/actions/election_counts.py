"""The count of an election, name by name, at a meeting or of slips to every household: both close their round in one way."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.democracy.actions.ballots import collected, lock_plan, poll_grant, still_open, watched
from kheo.democracy.actions.elections import counted_problems, election_grant, hold_election
from kheo.democracy.actions.meetings import least_of
from kheo.democracy.actions.rounds import Tally, close_round, lock_matter
from kheo.democracy.models import BallotPlan, Election, Form, Meeting, MeetingCluster, Round
from kheo.democracy.queries.elections import counted_in, open_rounds
from kheo.democracy.queries.sittings import clusters_of, here
from kheo.democracy.rules.clusters import ADDED_UP, added_up, names_added_up, uncounted_problems
from kheo.democracy.rules.comments import lines_of
from kheo.democracy.rules.election_results import EACH_NAME, count_problems, outcome
from kheo.democracy.rules.election_slips import collected_problems
from kheo.democracy.rules.meetings import short_problems, text_problems
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.organisation.authority import Actor
from kheo.organisation.trail import record


@dataclass(frozen=True)
class Count:
    """*votes* by the key of each candidate; *valid* and *invalid* ballots; *opinions*, *conclusion*: words of the minutes."""

    votes: Mapping[int, int]
    valid: int
    invalid: int
    opinions: str = ""
    conclusion: str = ""


def count_votes(actor: Actor, election: Election, opened: Round, count: Count, version: int) -> Election:
    """Write the count of a meeting down, close the round and its meeting by it, and say who is elected."""
    grant = election_grant(actor, election.matter)
    with transaction.atomic():
        lock_matter(election.matter_id)
        held = hold_election(election)
        require_version(version, held.version)
        problems = counted_problems(held)
        opened = Round.objects.select_for_update().get(pk=opened.pk)
        if not open_rounds(held).filter(pk=opened.pk).exists():
            problems.append(Problem("Mở cuộc họp của việc này trước, rồi mới ghi kiểm phiếu."))
        if opened.form == Form.BALLOTS:
            problems.append(Problem("Lần này phát phiếu đến từng hộ: ghi kiểm phiếu ở trang phát phiếu, có hộ chứng kiến."))
        meeting = Meeting.objects.filter(round=opened).first()
        clusters = clusters_of(meeting) if meeting else []
        day = max((one.on for one in clusters), default=opened.opened_on or timezone.localdate())
        problems += _names_problems(held, opened, count, day)
        if meeting:
            problems += _meeting_problems(meeting, opened, count, clusters)
            problems += _sum_problems(clusters, count)
        if problems:
            raise RefusedError(*problems)
        if meeting:
            meeting.opinions, meeting.conclusion = lines_of(count.opinions), lines_of(count.conclusion)
            meeting.version += 1
            meeting.save()
            Round.objects.filter(pk=opened.pk).update(present=here(meeting).count())
        details = _settle(actor, held, opened, count, day)
        record(actor, grant, "election.count", held, held.matter.locality, details)
    return held


def count_slips(
    actor: Actor, plan: BallotPlan, count: Count, witnesses: tuple[int | None, int | None], counted_on: date, version: int
) -> Election:
    """Write the count of slips down against those that came back by the list; two households watched (Nghị định 59 Điều 4).

    Households whose slip did not come back took no part; the threshold is held against all of them.
    """
    asked = plan.round
    grant = poll_grant(actor, asked)
    with transaction.atomic():
        lock_matter(asked.matter_id)
        election = Election.objects.filter(matter=asked.matter_id).first()
        if election is None:
            raise RefusedError("Việc này không bầu theo danh sách; ghi kết quả kiểm phiếu của phiếu lấy ý kiến.")
        held = hold_election(election)
        known = lock_plan(plan, version)
        still_open(known)
        came_back = collected(asked)
        problems = [
            *_names_problems(held, asked, count, counted_on),
            *collected_problems(count.valid, count.invalid, came_back),
        ]
        watched(known, problems, witnesses, counted_on, count.invalid)
        details = _settle(actor, held, known.round, count, counted_on)
        details |= {"collected": came_back, "counted_on": counted_on.isoformat()}
        record(actor, grant, "election.count", held, held.matter.locality, details)
    return held


def _names_problems(held: Election, opened: Round, count: Count, day: date) -> list[Problem]:
    problems = list(count_problems(count.votes, count.valid, held.seats, day))
    if set(count.votes) != {one.pk for one in counted_in(held, opened)}:
        problems.insert(0, Problem(EACH_NAME, "Số phiếu"))
    return problems


def of_clusters(clusters: list[MeetingCluster], standing: Collection[int]) -> Count | None:
    """The count of an election that clusters voted in one by one; None for a meeting in one place, or before all are counted.

    None too where a cluster's result was written down before its ballots were told name by name.
    """
    if not clusters or any(not one.is_counted or (one.present and not one.named_votes) for one in clusters):
        return None
    sums, total = names_added_up(one.named_votes for one in clusters), added_up(one.tally for one in clusters)
    return Count({key: sums.get(key, 0) for key in standing}, total.votes_for, total.votes_other)


def _sum_problems(clusters: list[MeetingCluster], count: Count) -> list[Problem]:
    """The village's result is the sum of its clusters (Điều 18 khoản 3), never another one."""
    sums = of_clusters(clusters, count.votes.keys())
    if sums is None or (sums.votes, sums.valid, sums.invalid) == (dict(count.votes), count.valid, count.invalid):
        return []
    return [Problem(f"Số phiếu khác với kết quả các cụm cộng lại ({ADDED_UP}); tải lại trang rồi ghi.", "Số phiếu")]


def _settle(actor: Actor, held: Election, opened: Round, count: Count, day: date) -> dict[str, object]:
    """Close *opened* by who is elected, and write everybody's ballots down; what the trail says of it."""
    listed = counted_in(held, opened)
    standing = {one.pk: count.votes[one.pk] for one in listed if one.withdrawn_on is None}
    found = outcome(standing, held.seats, held.matter.kind, opened.households or 0, day)
    tally = Tally(found.most, count.valid - found.most, count.invalid)
    close_round(actor, opened, tally, opened.version, on=day, carried=bool(found.elected))
    for one in listed:
        one.votes, one.is_elected = count.votes[one.pk], one.pk in found.elected
        one.save()
    held.round, held.valid_ballots = opened, count.valid
    held.version += 1
    held.save()
    told: dict[str, object] = {"valid": count.valid, "invalid": count.invalid, "elected": len(found.elected), "left": found.left}
    return told | {"version": held.version}


def _meeting_problems(meeting: Meeting, opened: Round, count: Count, clusters: list[MeetingCluster]) -> list[Problem]:
    """What its minutes need, as of any meeting: who came, in which order it went, what was said (Điều 18 khoản 4)."""
    waiting = list(uncounted_problems([one.name for one in clusters if not one.is_counted]))
    problems = [
        *text_problems(count.opinions, "Ý kiến thảo luận", "Ghi các ý kiến, hoặc «không có ý kiến khác»."),
        *text_problems(count.conclusion, "Kết luận", "Ghi kết luận của người chủ trì."),
        *(waiting or short_problems(here(meeting).count(), least_of(opened))),  # more may come where a cluster is missing
    ]
    if not meeting.vote_way and not clusters:
        problems.append(Problem("Ghi thư ký và cách biểu quyết trước (Điều 18 khoản 4 Luật 10/2022/QH15)."))
    return problems
