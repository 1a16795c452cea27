"""A cluster that cannot meet as it was told: another day, hour or place, told anew, while the meeting of the village goes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction
from django.utils import timezone

from kheo.democracy.actions.rounds import lock_matter
from kheo.democracy.models import ClusterMove, MeetingCluster
from kheo.democracy.queries.sittings import here
from kheo.democracy.rules.clusters import moving_problems, told_again_problems
from kheo.democracy.rules.meetings import PLACE_LENGTH, telling_problems, text_problems
from kheo.democracy.rules.roll import ended_problems
from kheo.democracy.rules.rounds import reason_problems
from kheo.democracy.workflow import ROUND
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, Owner, require
from kheo.organisation.trail import record


@dataclass(frozen=True)
class Move:
    """Where and when the cluster meets now, why, and how its households were told."""

    on: date
    starts_at: time
    place: str
    reason: str
    told_on: date
    told_by: Sequence[str]
    posted: bool


def move_cluster(actor: Actor, cluster: MeetingCluster, move: Move, version: int) -> MeetingCluster:
    """Move a cluster that did not meet yet; refused where its households were told less than two days before the new day."""
    asked = cluster.meeting.round
    grant = require(actor, "round.manage", asked.matter.locality, Owner(asked.village_id))
    with transaction.atomic():
        lock_matter(asked.matter_id)
        held = MeetingCluster.objects.select_related("meeting__round__matter__locality", "meeting__round__village").get(
            pk=cluster.pk
        )
        require_version(version, held.version)
        problems = [*_standing_problems(held), *_move_problems(held, move)]
        if problems:
            raise RefusedError(*problems)
        ClusterMove.objects.create(
            cluster=held,
            from_on=held.on,
            from_starts_at=held.starts_at,
            from_place=held.place,
            told_on=move.told_on,
            told_by=sorted(set(move.told_by)),
            posted=move.posted,
            reason=tidy(move.reason),
        )
        details = {"from": held.on.isoformat(), "on": move.on.isoformat(), "told_on": move.told_on.isoformat()}
        held.on, held.starts_at, held.place = move.on, move.starts_at, tidy(move.place)
        held.version += 1
        held.save()
        record(actor, grant, "cluster.move", held, asked.matter.locality, details | {"version": held.version})
    return held


def _standing_problems(held: MeetingCluster) -> list[Problem]:
    state = held.meeting.round.state
    if state != "open":
        return [Problem(f"Cuộc họp đang ở bước «{ROUND.label(state)}»; chỉ dời cụm khi cuộc họp đã khai mạc, chưa kết thúc.")]
    if held.is_counted:
        return [Problem(f"{held.name} đã ghi kết quả, không dời được nữa.")]
    if come := here(held).count():
        return [Problem(f"{held.name} đã điểm danh {come} hộ, tức là đã họp. Điểm danh nhầm thì bỏ dấu trước rồi dời.")]
    return []


def _move_problems(held: MeetingCluster, move: Move) -> list[Problem]:
    opened, today = held.meeting.round, timezone.localdate()
    last = held.moves.order_by("-pk").values_list("told_on", flat=True).first() or held.meeting.told_on
    return [
        *moving_problems(
            (held.on, held.starts_at, held.place),
            (move.on, move.starts_at, tidy(move.place)),
            opened.opened_on or opened.planned_on,
            today,
        ),
        *ended_problems(move.on, opened.village.ended_on, "Ngày họp"),
        *text_problems(move.place, "Nơi họp", "Ghi nơi họp, thuận tiện cho các hộ.", PLACE_LENGTH),
        *reason_problems(move.reason),
        *telling_problems(move.told_on, move.told_by, posted=move.posted, meeting_day=move.on),
        *told_again_problems(move.told_on, last, today),
    ]
