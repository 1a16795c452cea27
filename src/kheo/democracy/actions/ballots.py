"""A ballot to every household: planned and told, handed out and collected by list, counted before two households."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.democracy.actions.elections import freeze_list
from kheo.democracy.actions.rounds import close_round, lock_matter, lock_round, open_round
from kheo.democracy.actions.teams import set_team
from kheo.democracy.models import BallotPlan, BallotSheet, Form, Round
from kheo.democracy.queries.elections import election_to_count
from kheo.democracy.queries.matters import failed_meeting_day
from kheo.democracy.queries.roll import households_on
from kheo.democracy.rules.ballot_plans import (
    agreement_problems,
    ballots_case,
    days_problems,
    failed_day_problems,
    words_problems,
)
from kheo.democracy.rules.comments import lines_of
from kheo.democracy.rules.rounds import Tally
from kheo.democracy.rules.voting import (
    BALLOTS,
    Count,
    Member,
    announcement_problems,
    count_problems,
    deadline_problems,
    decree_problems,
    period_problems,
    sending_problems,
    team_problems,
    witness_problems,
)
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, Grant, Owner, require
from kheo.organisation.trail import record


@dataclass(frozen=True)
class PlanContent:
    """What the plan says; *commune_on*, *front_on*: when it was sent to both, None: not yet."""

    purpose: str
    work: str
    team: Sequence[Member]
    issued_on: date
    announced_on: date
    announced_how: str
    agreed_on: date | None = None
    commune_on: date | None = None
    front_on: date | None = None
    asks_other: bool = True


def poll_grant(actor: Actor, asked: Round) -> Grant:
    return require(actor, "poll.manage", asked.matter.locality, Owner(asked.village_id))


def prepare_ballots(actor: Actor, planned: Round, content: PlanContent, version: int) -> BallotPlan:
    """Write the plan of a planned round on paper, or write it anew; *version*: that of the plan, 0 for the first."""
    grant = poll_grant(actor, planned)
    today = timezone.localdate()
    with transaction.atomic():
        held = lock_round(planned, planned.version, "open_round")
        if held.form != Form.BALLOTS:
            raise RefusedError("Lần này không lấy ý kiến bằng phiếu; mở trang của đúng hình thức.")
        known = BallotPlan.objects.filter(round=held).first()
        require_version(version, known.version if known else 0)
        if early := list(decree_problems(held.planned_on)):
            raise RefusedError(*early)
        failed_on = failed_meeting_day(held.matter, held.village_id)
        case = ballots_case(held.matter.scope, held.planned_on, has_failed_meeting=failed_on is not None)
        sent = (("Ngày gửi Uỷ ban nhân dân", content.commune_on), ("Ngày gửi Mặt trận", content.front_on))
        problems = [
            *words_problems(content.purpose, content.work, content.announced_how),
            *team_problems(BALLOTS, content.team, held.planned_on),
            *agreement_problems(case, content.agreed_on),
            *days_problems(content.announced_on, content.agreed_on, today),
            *failed_day_problems(case, failed_on, content.issued_on, content.announced_on),
            *announcement_problems(BALLOTS, content.announced_on, held.planned_on),
            *sending_problems(content.issued_on, sent, today),
            *period_problems(held.planned_on, held.ends_on),
        ]
        if problems:
            raise RefusedError(*problems)
        plan = known or BallotPlan(round=held, version=0)
        plan.purpose, plan.work = lines_of(content.purpose), lines_of(content.work)
        plan.asks_other, plan.agreed_on = content.asks_other, content.agreed_on
        plan.issued_on, plan.commune_on, plan.front_on = content.issued_on, content.commune_on, content.front_on
        plan.announced_on, plan.announced_how = content.announced_on, tidy(content.announced_how)
        plan.version += 1
        plan.save()
        set_team(held, content.team)
        details = {"version": plan.version, "team": len(content.team), "announced_on": content.announced_on.isoformat()}
        record(actor, grant, "ballots.plan", plan, held.matter.locality, details)
    return plan


def send_ballot_plan(actor: Actor, plan: BallotPlan, commune_on: date | None, front_on: date | None, version: int) -> BallotPlan:
    """Write down on which days the plan went to commune and Front, at any step: a late day is told as it was."""
    asked = plan.round
    grant = poll_grant(actor, asked)
    with transaction.atomic():
        held = lock_plan(plan, version)
        sent = (("Ngày gửi Uỷ ban nhân dân", commune_on), ("Ngày gửi Mặt trận", front_on))
        if problems := list(sending_problems(held.issued_on, sent, timezone.localdate())):
            raise RefusedError(*problems)
        held.commune_on, held.front_on = commune_on, front_on
        held.version += 1
        held.save()
        days = {"commune_on": str(commune_on or ""), "front_on": str(front_on or "")}
        record(actor, grant, "ballots.send", held, asked.matter.locality, days)
    return held


def open_ballots(actor: Actor, plan: BallotPlan, version: int, *, on: date | None = None) -> Round:
    """Fix the number of households and put each on the list: one ballot a household (Luật 10/2022/QH15 Điều 19 khoản 3).

    Of an election the list of candidates is fixed with it: from now on the slips carry these names.
    """
    asked = plan.round
    grant = poll_grant(actor, asked)
    with transaction.atomic():
        opened = open_round(actor, asked, version, on=on or _day_gone_by(asked))
        freeze_list(opened)
        rows = households_on(opened.village_id, opened.opened_on or timezone.localdate())
        BallotSheet.objects.bulk_create(BallotSheet(round=opened, household=household) for household in rows)
        record(actor, grant, "ballots.open", plan, opened.matter.locality, {"sheets": opened.households})
    return opened


def _day_gone_by(asked: Round) -> date | None:
    """The day that was told, for ballots on paper written down when their last day is over; None: they open now."""
    is_over = asked.ends_on is not None and asked.ends_on < timezone.localdate()
    return asked.planned_on if is_over else None


def mark_sheets(actor: Actor, plan: BallotPlan, states: Mapping[int, str], version: int) -> int:
    """Write down what became of ballots: *states* by the sheet's key. Return how many changed; the trail names the sheets."""
    asked = plan.round
    grant = poll_grant(actor, asked)
    with transaction.atomic():
        held = lock_plan(plan, version)
        still_open(held)
        changed = []
        for sheet in BallotSheet.objects.select_for_update().filter(round=asked, pk__in=states):
            if states[sheet.pk] not in BallotSheet.State.values:
                raise RefusedError(Problem("Chọn một trong các tình trạng của phiếu.", "Danh sách"))
            if sheet.state != states[sheet.pk]:
                sheet.state = states[sheet.pk]
                changed.append(sheet)
        if changed:
            BallotSheet.objects.bulk_update(changed, ["state"])
            held.version += 1
            held.save(update_fields=["version"])
            details = {"sheets": {str(sheet.pk): sheet.state for sheet in changed}}
            record(actor, grant, "ballots.mark", held, asked.matter.locality, details)
    return len(changed)


def count_ballots(
    actor: Actor, plan: BallotPlan, count: Count, witnesses: tuple[int | None, int | None], counted_on: date, version: int
) -> Round:
    """Enter the count of all ballots that came back and close the round; two households watched (Nghị định 59 Điều 4 khoản 6)."""
    asked = plan.round
    grant = poll_grant(actor, asked)
    with transaction.atomic():
        lock_matter(asked.matter_id)
        if election_to_count(asked.matter) is not None:
            raise RefusedError("Phiếu này bầu theo danh sách: ghi số phiếu của từng người. Tải lại trang kiểm phiếu.")
        held = lock_plan(plan, version)
        still_open(held)
        problems = [*count_problems(count, asked.households or 0), *_listed_problems(count, collected(asked))]
        watched(held, problems, witnesses, counted_on, count.spoilt)
        tally = Tally(count.votes_for, count.votes_against, count.other + count.spoilt)
        closed = close_round(actor, asked, tally, asked.version, on=counted_on)
        details = {"collected": count.collected, "spoilt": count.spoilt, "counted_on": counted_on.isoformat()}
        record(actor, grant, "ballots.count", held, asked.matter.locality, details)
    return closed


def collected(asked: Round) -> int:
    """How many ballots came back, by the list."""
    return BallotSheet.objects.filter(round=asked, state=BallotSheet.State.COLLECTED).count()


def watched(
    plan: BallotPlan, problems: Sequence[Problem], witnesses: tuple[int | None, int | None], counted_on: date, spoilt: int
) -> None:
    """Write down who watched the count and when; RefusedError with *problems*, and what stands against the day or the two."""
    listed = BallotSheet.objects.filter(round=plan.round)
    problems = [
        *problems,
        *witness_problems(witnesses, counted_on),
        *deadline_problems(counted_on, plan.round.ends_on, listed.count() - collected(plan.round)),
    ]
    if not problems and listed.filter(household__in=witnesses).count() != len(witnesses):
        problems = [Problem("Hộ chứng kiến phải có trong danh sách phát phiếu.", "Hộ chứng kiến")]
    if problems:
        raise RefusedError(*problems)
    plan.spoilt, plan.counted_on = spoilt, counted_on
    plan.first_witness_id, plan.second_witness_id = witnesses
    plan.version += 1
    plan.save()


def _listed_problems(count: Count, by_list: int) -> list[Problem]:
    if count.collected == by_list:
        return []
    return [
        Problem(
            f"Danh sách có {by_list} hộ đã thu phiếu, biên bản ghi {count.collected}. Sửa danh sách thu hoặc đếm lại.",
            "Số phiếu",
        )
    ]


def lock_plan(plan: BallotPlan, version: int) -> BallotPlan:
    held = BallotPlan.objects.select_for_update(of=("self",)).select_related("round").get(pk=plan.pk)
    require_version(version, held.version)
    return held


def still_open(plan: BallotPlan) -> None:
    if plan.round.state != "open":
        raise RefusedError("Danh sách phát, thu phiếu chỉ ghi khi đang lấy ý kiến. Tải lại trang để xem bước hiện tại.")
