"""Results of clusters and their sum, which is the village's (Luật 10/2022/QH15 Điều 18 khoản 3; Nghị định 59/2023 Điều 3)."""

from collections.abc import Mapping

from django.db import transaction

from kheo.democracy.actions.meetings import elected_problems, least_of, lock_meeting
from kheo.democracy.actions.rounds import close_round, lock_matter
from kheo.democracy.actions.sittings import lock_sitting
from kheo.democracy.models import Election, Meeting, MeetingCluster, Round
from kheo.democracy.queries.elections import counted_in, election_to_count
from kheo.democracy.queries.sittings import clusters_of, here
from kheo.democracy.rules.clusters import added_up, cluster_votes_problems, uncounted_problems
from kheo.democracy.rules.comments import lines_of
from kheo.democracy.rules.election_results import EACH_NAME, count_problems
from kheo.democracy.rules.meetings import short_problems, text_problems
from kheo.democracy.rules.rounds import Tally
from kheo.democracy.workflow import ROUND
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.organisation.authority import Actor, Grant, Owner, require
from kheo.organisation.trail import record


def _grant(actor: Actor, held: Round) -> Grant:
    return require(actor, "round.manage", held.matter.locality, Owner(held.village_id))


def count_cluster(
    actor: Actor,
    cluster: MeetingCluster,
    tally: Tally,
    opinions: str,
    conclusion: str,
    version: int,
    *,
    names: Mapping[int, int] | None = None,
) -> MeetingCluster:
    """Write down what one cluster reports: who was there, how they voted, what they said; its ticks are closed then.

    *names*: of an election the ballots for each who stands, by key; its valid ballots are then the votes for.
    """
    grant = _grant(actor, cluster.meeting.round)
    with transaction.atomic():
        held = lock_sitting(cluster, version)
        present = here(held).count()
        problems = [
            *cluster_votes_problems(tally, present, held.name),
            *text_problems(conclusion, "Kết luận", "Ghi kết luận, hoặc vì sao không hộ nào đến."),
        ]
        if present:  # where nobody came, nobody chose a secretary or said a word: the cluster reports just that
            problems += text_problems(opinions, "Ý kiến thảo luận", "Ghi các ý kiến, hoặc «không có ý kiến khác».")
            if not held.vote_way:
                problems.append(Problem("Ghi thư ký và cách biểu quyết trước (Điều 18 khoản 4 Luật 10/2022/QH15)."))
        if (election := election_to_count(held.meeting.round.matter)) is not None:
            problems += _named_problems(election, held, names or {}, tally)
        if problems:
            raise RefusedError(*problems)
        held.present = present
        held.named_votes = {str(key): many for key, many in (names or {}).items()} if election else {}
        held.votes_for, held.votes_against, held.votes_other = tally.votes_for, tally.votes_against, tally.votes_other
        held.opinions, held.conclusion = lines_of(opinions), lines_of(conclusion)
        held.version += 1
        held.save()
        details = {"present": present, "for": tally.votes_for, "against": tally.votes_against, "other": tally.votes_other}
        record(actor, grant, "cluster.count", held, held.meeting.round.matter.locality, details | {"version": held.version})
    return held


def _named_problems(election: Election, cluster: MeetingCluster, names: Mapping[int, int], tally: Tally) -> list[Problem]:
    """Every cluster votes on one list; the row of the election is held so that nobody comes on it meanwhile."""
    Election.objects.select_for_update().get(pk=election.pk)
    problems = list(count_problems(names, tally.votes_for, election.seats, cluster.on))
    if set(names) != {one.pk for one in counted_in(election, cluster.meeting.round)}:
        problems.insert(0, Problem(EACH_NAME, "Số phiếu"))
    return problems


def reopen_cluster(actor: Actor, cluster: MeetingCluster, version: int) -> MeetingCluster:
    """Take a cluster's result back to mend it, while the village's is not added up; ticks and order stay."""
    grant = _grant(actor, cluster.meeting.round)
    with transaction.atomic():
        lock_matter(cluster.meeting.round.matter_id)
        held = MeetingCluster.objects.select_related("meeting__round__matter__locality").get(pk=cluster.pk)
        require_version(version, held.version)
        asked = held.meeting.round
        if asked.state != "open" or not held.is_counted:
            raise RefusedError(f"Cuộc họp đang ở bước «{ROUND.label(asked.state)}», cụm không có kết quả nào để mở lại.")
        held.present = held.votes_for = held.votes_against = held.votes_other = None
        held.named_votes = {}
        held.version += 1
        held.save()
        record(actor, grant, "cluster.reopen", held, asked.matter.locality, {"version": held.version})
    return held


def close_clusters(actor: Actor, meeting: Meeting, conclusion: str, version: int) -> Round:
    """Add the clusters up to the village's result; the day of the last of them is the day the village decided."""
    grant = _grant(actor, meeting.round)
    with transaction.atomic():
        held = lock_meeting(meeting, version, "open")
        opened = held.round
        found = clusters_of(held)
        present = sum(one.present or 0 for one in found)
        problems = [
            *uncounted_problems([one.name for one in found if not one.is_counted]),
            *text_problems(conclusion, "Kết luận", "Ghi kết luận của người chủ trì."),
            *elected_problems(opened),
        ]
        if not found:
            problems.append(Problem("Cuộc họp này không theo cụm; ghi kết quả biểu quyết của cả cuộc họp."))
        if not problems:  # while a cluster is missing, more may come
            problems += short_problems(present, least_of(opened))
        if problems:
            raise RefusedError(*problems)
        held.conclusion = lines_of(conclusion)
        held.version += 1
        held.save()
        Round.objects.filter(pk=opened.pk).update(present=present)
        tally = added_up(one.tally for one in found)
        closed = close_round(actor, opened, tally, opened.version, on=max(one.on for one in found))
        details = {"present": present, "clusters": len(found), "version": held.version}
        record(actor, grant, "meeting.close", held, opened.matter.locality, details)
    return closed
