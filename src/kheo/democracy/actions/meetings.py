"""A meeting of a village, from its notice to its result (Luật 10/2022/QH15 Điều 18; Nghị định 59/2023/NĐ-CP Điều 3)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time

from django.db import transaction
from django.utils import timezone

from kheo.democracy.actions.rounds import Tally, close_round, fail_round, lock_matter, open_round
from kheo.democracy.actions.sittings import lock_sitting
from kheo.democracy.models import Form, Meeting, MeetingCluster, Round
from kheo.democracy.queries.elections import election_to_count
from kheo.democracy.queries.roll import households_on
from kheo.democracy.queries.sittings import clusters_of, here
from kheo.democracy.rules.clusters import Cluster, cluster_problems, uncounted_problems
from kheo.democracy.rules.comments import lines_of
from kheo.democracy.rules.meetings import (
    NAME_LENGTH,
    PLACE_LENGTH,
    convener_problems,
    papers_problems,
    short_problems,
    telling_problems,
    text_problems,
)
from kheo.democracy.rules.thresholds import needed
from kheo.democracy.workflow import ROUND
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, Grant, Owner, require
from kheo.organisation.queries.units import version_on
from kheo.organisation.queries.words import terms_of_village
from kheo.organisation.trail import record


@dataclass(frozen=True)
class MeetingContent:
    """Where, when and by whom the village is called together; *leader*: the name of who calls and leads."""

    starts_at: time
    place: str
    convener: str
    leader: str
    vacant: bool = False
    head_leads_front: bool = False
    scattered: bool = False
    cluster_plan_on: date | None = None
    clusters: Sequence[Cluster] = field(default=())


def _grant(actor: Actor, held: Round) -> Grant:
    return require(actor, "round.manage", held.matter.locality, Owner(held.village_id))


def lock_meeting(meeting: Meeting, version: int, state: str) -> Meeting:
    """The meeting under its matter's lock, as the actor saw it, its round in *state*."""
    lock_matter(meeting.round.matter_id)
    held = Meeting.objects.select_related("round__matter__locality", "round__village").get(pk=meeting.pk)
    require_version(version, held.version)
    if held.round.state != state:
        raise RefusedError(f"Cuộc họp đang ở bước «{ROUND.label(held.round.state)}»; tải lại trang để xem.")
    return held


def arrange_meeting(actor: Actor, planned: Round, content: MeetingContent, version: int) -> Meeting:
    """Write down, or mend, where and by whom a planned meeting is held; *version* 0 for the first time.

    Another hour, place or day of a cluster than people were told is told anew (Nghị định 59/2023/NĐ-CP Điều 3 khoản 3).
    """
    grant = _grant(actor, planned)
    with transaction.atomic():
        lock_matter(planned.matter_id)
        held = Round.objects.select_related("matter__locality", "village").get(pk=planned.pk)
        known = Meeting.objects.filter(round=held).first()
        require_version(version, known.version if known else 0)
        if held.form != Form.MEETING or held.state != "planned":
            raise RefusedError("Chỉ sửa được cuộc họp đang chuẩn bị.")
        problems = _content_problems(held, content)
        if problems:
            raise RefusedError(*problems)
        meeting = known or Meeting(round=held)
        told = _told_places(meeting) if meeting.told_on else None
        meeting.starts_at, meeting.place, meeting.convener = content.starts_at, tidy(content.place), content.convener
        meeting.leader, meeting.vacant = tidy(content.leader), content.vacant
        meeting.head_leads_front, meeting.scattered = content.head_leads_front, content.scattered
        meeting.cluster_plan_on = content.cluster_plan_on if content.clusters else None
        meeting.version = version + 1
        meeting.save()
        meeting.clusters.all().delete()
        MeetingCluster.objects.bulk_create(
            MeetingCluster(
                meeting=meeting,
                order=order,
                name=tidy(one.name),
                place=tidy(one.place),
                leader=tidy(one.leader),
                on=one.on or held.planned_on,
                starts_at=one.starts_at or content.starts_at,
            )
            for order, one in enumerate(content.clusters, 1)
        )
        if told is not None and told != _told_places(meeting):
            meeting.told_on, meeting.told_by, meeting.posted = None, [], False
            meeting.save(update_fields=["told_on", "told_by", "posted"])
        details = {"round": held.pk, "convener": meeting.convener, "clusters": len(content.clusters), "version": meeting.version}
        record(actor, grant, "meeting.arrange", meeting, held.matter.locality, details)
    return meeting


def _told_places(meeting: Meeting) -> list[tuple[time, str, date | None, str]]:
    """When and where people are called to: the meeting's hour and place, and those of each cluster."""
    clusters = [(one.starts_at, one.place, one.on, one.name) for one in MeetingCluster.objects.filter(meeting=meeting)]
    return [(meeting.starts_at, meeting.place, None, ""), *clusters]


def _content_problems(held: Round, content: MeetingContent) -> list[Problem]:
    day = held.planned_on
    head = terms_of_village(version_on(held.village, day)).head
    facts = {"vacant": content.vacant, "head_leads_front": content.head_leads_front}
    return [
        *text_problems(content.place, "Nơi họp", "Ghi nơi họp, thuận tiện cho các hộ.", PLACE_LENGTH),
        *text_problems(content.leader, "Người chủ trì", "Ghi họ tên người triệu tập, chủ trì.", NAME_LENGTH),
        *convener_problems(content.convener, held.matter.kind, dismisses=held.matter.dismisses, head=head, **facts),
        *cluster_problems(
            content.clusters,
            households_on(held.village_id, day).count(),
            scattered=content.scattered,
            plan_on=content.cluster_plan_on,
            day=day,
        ),
    ]


def tell_meeting(
    actor: Actor,
    meeting: Meeting,
    told_on: date,
    ways: Sequence[str],
    version: int,
    *,
    posted: bool,
    papers_on: date | None = None,
) -> Meeting:
    """Write down when and how people were told, and when the papers went out; too late is refused, with the day that would do."""
    grant = _grant(actor, meeting.round)
    with transaction.atomic():
        held = lock_meeting(meeting, version, "planned")
        day = held.round.planned_on
        problems = list(telling_problems(told_on, ways, posted=posted, meeting_day=day))
        if papers_on is not None:
            problems += papers_problems(papers_on, held.round.matter.kind, day)
        today = timezone.localdate()
        for what, where in ((told_on, "Ngày thông báo"), (papers_on, "Ngày gửi tài liệu")):
            if what is not None and what > today:
                problems.append(Problem(f"Ngày {what:%d/%m/%Y} chưa đến; ghi khi đã làm.", where))
        if problems:
            raise RefusedError(*problems)
        held.told_on, held.told_by, held.posted, held.papers_on = told_on, sorted(set(ways)), posted, papers_on
        held.version += 1
        held.save()
        record(actor, grant, "meeting.tell", held, held.round.matter.locality, {"told_on": told_on.isoformat()})
    return held


def start_meeting(actor: Actor, meeting: Meeting, version: int) -> Round:
    """Begin: the roll of the day is fixed; refused where people were not told, or got no papers, in time."""
    grant = _grant(actor, meeting.round)
    with transaction.atomic():
        held = lock_meeting(meeting, version, "planned")
        day, kind = held.round.planned_on, held.round.matter.kind
        problems = [
            *telling_problems(held.told_on, held.told_by, posted=held.posted, meeting_day=day),
            *papers_problems(held.papers_on, kind, day),
        ]
        if problems:
            raise RefusedError(*problems)
        opened = open_round(actor, held.round, held.round.version, on=day)
        record(actor, grant, "meeting.start", held, held.round.matter.locality, {"households": opened.households})
    return opened


def least_of(opened: Round) -> int:
    """How many of the households fixed at the opening must agree."""
    return needed(opened.matter.kind, opened.households or 1, opened.opened_on or opened.planned_on)


def elected_problems(opened: Round) -> list[Problem]:
    """Whom a village elects its ballots say name by name, not a sum of hands for the matter."""
    if election_to_count(opened.matter) is None:
        return []
    return [Problem("Việc này bầu theo danh sách: ghi kiểm phiếu của từng người ở trang cuộc bầu.")]


def close_meeting(actor: Actor, meeting: Meeting, tally: Tally, opinions: str, conclusion: str, version: int) -> Round:
    """Write the result and the minutes' words down: votes of those present, judged against all households of the roll."""
    grant = _grant(actor, meeting.round)
    with transaction.atomic():
        held = lock_meeting(meeting, version, "open")
        opened = held.round
        lock_sitting(held)
        present = here(held).count()
        problems = [
            *text_problems(opinions, "Ý kiến thảo luận", "Ghi các ý kiến, hoặc «không có ý kiến khác»."),
            *text_problems(conclusion, "Kết luận", "Ghi kết luận của người chủ trì."),
        ]
        if not held.vote_way:
            problems.append(Problem("Ghi thư ký và cách biểu quyết trước (Điều 18 khoản 4 Luật 10/2022/QH15)."))
        problems += elected_problems(opened)
        problems += short_problems(present, least_of(opened))
        if problems:
            raise RefusedError(*problems)
        held.opinions, held.conclusion = lines_of(opinions), lines_of(conclusion)
        held.version += 1
        held.save()
        Round.objects.filter(pk=opened.pk).update(present=present)
        closed = close_round(actor, opened, tally, opened.version, on=opened.opened_on)
        record(actor, grant, "meeting.close", held, opened.matter.locality, {"present": present, "version": held.version})
    return closed


def fail_meeting(actor: Actor, meeting: Meeting, version: int) -> Round:
    """Write down that too few households came, by the attendance that was ticked; ballots are allowed then."""
    grant = _grant(actor, meeting.round)
    with transaction.atomic():
        held = lock_meeting(meeting, version, "open")
        found = clusters_of(held)
        if problems := list(uncounted_problems([one.name for one in found if not one.is_counted])):
            raise RefusedError(*problems)
        present = here(held).count()
        last = max((one.on for one in found), default=None)
        failed = fail_round(actor, held.round, present, held.round.version, on=last)
        held.version += 1
        held.save(update_fields=["version"])
        record(actor, grant, "meeting.fail", held, held.round.matter.locality, {"present": present})
    return failed
