"""An online vote up to its first ballot: conditions, slips, printing, the start (Nghị định 59/2023/NĐ-CP Điều 5 khoản 1–3)."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from kheo.democracy.actions.ballots import poll_grant
from kheo.democracy.actions.casting import lock_box, write_sums
from kheo.democracy.actions.rounds import lock_round, open_round
from kheo.democracy.actions.teams import set_team
from kheo.democracy.models import Form, Household, OnlineVote, RevokedSlip, Round, SealedBox, Slip
from kheo.democracy.queries.roll import households_on
from kheo.democracy.queries.slips import digest_of
from kheo.democracy.rules.ballot_plans import days_problems, how_problems
from kheo.democracy.rules.box import Sums
from kheo.democracy.rules.online import Conditions, condition_problems, window_problems
from kheo.democracy.rules.slips import new_code
from kheo.democracy.rules.voting import (
    ONLINE,
    Member,
    announcement_problems,
    decree_problems,
    period_problems,
    team_problems,
)
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.foundation.uploads.keeping import keep_file
from kheo.foundation.uploads.papers import SentFile, look_at
from kheo.organisation.authority import Actor, Owner, require
from kheo.organisation.trail import record


@dataclass(frozen=True)
class VoteContent:
    """What the decree asks for beforehand; *proof*: a picture or list of the households that chose to vote online."""

    team: Sequence[Member]
    announced_on: date
    announced_how: str
    agreed_on: date | None
    commune_on: date | None
    front_on: date | None
    chosen_by: int
    has_devices: bool
    proof: SentFile | None = None


@dataclass(frozen=True)
class PrintedSlip:
    """One slip as it goes on paper; *code* is nowhere else."""

    household: Household
    code: str


def prepare_online(actor: Actor, planned: Round, content: VoteContent, version: int) -> OnlineVote:
    """Write down the conditions of a planned online round, or write them anew; *version*: of the vote, 0 for the first."""
    grant = poll_grant(actor, planned)
    today = timezone.localdate()
    checked, problems = look_at(content.proof, "evidence")
    with transaction.atomic():
        held = lock_round(planned, planned.version, "open_round")
        if held.form != Form.ONLINE:
            raise RefusedError("Lần này không biểu quyết trực tuyến; mở trang của đúng hình thức.")
        known = OnlineVote.objects.filter(round=held).first()
        require_version(version, known.version if known else 0)
        if early := list(decree_problems(held.planned_on)):
            raise RefusedError(*early)
        has_proof = checked is not None or bool(known and known.chosen_proof_id)
        count = households_on(held.village_id, max(held.planned_on, today)).count()
        problems += [
            *how_problems(content.announced_how),
            *team_problems(ONLINE, content.team, held.planned_on),
            *days_problems(content.announced_on, None, today),
            *announcement_problems(ONLINE, content.announced_on, held.planned_on),
            *condition_problems(_conditions(content, has_proof=has_proof), count, held.planned_on),
            *period_problems(held.planned_on, held.ends_on),
        ]
        if problems:
            raise RefusedError(*problems)
        vote = known or OnlineVote(round=held, version=0)
        vote.agreed_on, vote.commune_on, vote.front_on = content.agreed_on, content.commune_on, content.front_on
        vote.announced_on, vote.announced_how = content.announced_on, tidy(content.announced_how)
        vote.chosen_by, vote.has_devices = content.chosen_by, content.has_devices
        if checked:
            vote.chosen_proof = keep_file(checked, held.matter.locality.code, actor.account_id)
        vote.version += 1
        vote.save()
        set_team(held, content.team)
        details = {"version": vote.version, "chosen_by": vote.chosen_by, "households": count, "sha256": ""}
        if checked:
            details["sha256"] = checked.sha256
        record(actor, grant, "online.prepare", vote, held.matter.locality, details)
    return vote


def _conditions(content: VoteContent, *, has_proof: bool) -> Conditions:
    days = (content.agreed_on, content.commune_on, content.front_on)
    return Conditions(*days, content.chosen_by, has_proof, content.has_devices)


def open_online(actor: Actor, vote: OnlineVote, version: int, *, on: date | None = None) -> Round:
    """Fix the number of households, give each a slip and seal an empty box. Ballots are taken once the slips are out."""
    asked = vote.round
    grant = poll_grant(actor, asked)
    with transaction.atomic():
        opened = open_round(actor, asked, version, on=on)
        held = OnlineVote.objects.select_for_update().get(pk=vote.pk)
        rows = list(households_on(opened.village_id, opened.opened_on or timezone.localdate()))
        kept = Conditions(
            held.agreed_on, held.commune_on, held.front_on, held.chosen_by, held.chosen_proof_id is not None, held.has_devices
        )
        # Households may have come since the conditions were written down: more than half of all on the roll of today.
        if problems := list(condition_problems(kept, len(rows), opened.opened_on or timezone.localdate())):
            raise RefusedError(*problems)
        Slip.objects.bulk_create(Slip(vote=held, household=household) for household in rows)
        write_sums(SealedBox(vote=held, salt=secrets.token_bytes(16)), Sums())
        record(actor, grant, "online.open", held, opened.matter.locality, {"slips": len(rows)})
    return opened


def print_slips(actor: Actor, vote: OnlineVote, version: int) -> list[PrintedSlip]:
    """Codes for all slips, kept as digests alone; slips printed before are void. Until the start only: no ballot is hurt."""
    asked = vote.round
    grant = require(actor, "slip.print", asked.matter.locality, Owner(asked.village_id))
    with transaction.atomic():
        held = _lock_vote(vote, version)
        _not_begun(held)
        slips = list(Slip.objects.filter(vote=held).select_related("household"))
        made = [PrintedSlip(slip.household, new_code()) for slip in slips]
        for slip, one in zip(slips, made, strict=True):
            slip.digest = digest_of(one.code)
        Slip.objects.bulk_update(slips, ["digest"])
        held.printings += 1
        held.version += 1
        held.save()
        record(actor, grant, "online.print", held, asked.matter.locality, {"slips": len(made), "printing": held.printings})
    return made


def start_voting(
    actor: Actor, vote: OnlineVote, ends_at: datetime, version: int, *, starts_at: datetime | None = None
) -> OnlineVote:
    """Bar the printing of all slips and take ballots from now (*starts_at*: for the record of what was) until *ends_at*."""
    asked = vote.round
    grant = poll_grant(actor, asked)
    begins = starts_at or timezone.now()
    with transaction.atomic():
        held = _lock_vote(vote, version)
        _not_begun(held)
        problems = list(window_problems(timezone.localtime(begins), timezone.localtime(ends_at), asked.ends_on))
        if not held.printings:
            problems.append(Problem("In phiếu mã cho các hộ, phát xong rồi bắt đầu.", "Phiếu mã"))
        if problems:
            raise RefusedError(*problems)
        held.starts_at, held.ends_at = begins, ends_at
        held.version += 1
        held.save()
        details = {"starts_at": begins.isoformat(), "ends_at": ends_at.isoformat()}
        record(actor, grant, "online.start", held, asked.matter.locality, details)
    return held


def reissue_slip(actor: Actor, vote: OnlineVote, household: int) -> PrintedSlip:
    """A new code for a listed household that lost its slip; the old one is void. Never after it has voted."""
    asked = vote.round
    grant = require(actor, "slip.print", asked.matter.locality, Owner(asked.village_id))
    with transaction.atomic():
        box = lock_box(vote.pk)
        held = OnlineVote.objects.select_related("round").get(pk=vote.pk)
        if box is None or held.starts_at is None or held.round.state != "open":
            raise RefusedError("Phiếu mã chỉ cấp lại khi đang biểu quyết; trước đó in lại cả tập.")
        slip = Slip.objects.filter(vote=held, household_id=household).select_related("household").first()
        if slip is None:
            raise RefusedError(
                Problem(
                    f"Hộ này không có trong danh sách {held.round.households} hộ đã chốt khi mở (tách hộ, chuyển đến sau đó), "
                    "nên không có phiếu lần này.",
                    "Hộ",
                )
            )
        if slip.spent:
            raise RefusedError(Problem("Hộ này đã biểu quyết; không cấp phiếu nữa.", "Hộ"))
        made = PrintedSlip(slip.household, new_code())
        if slip.digest:
            RevokedSlip.objects.create(vote=held, digest=slip.digest)
        slip.digest = digest_of(made.code)
        slip.reissued += 1
        slip.save()
        record(actor, grant, "online.reissue", held, asked.matter.locality, {"household": household, "time": slip.reissued})
    return made


def _lock_vote(vote: OnlineVote, version: int) -> OnlineVote:
    held = OnlineVote.objects.select_for_update(of=("self",)).select_related("round").get(pk=vote.pk)
    require_version(version, held.version)
    return held


def _not_begun(vote: OnlineVote) -> None:
    if vote.round.state != "open" or vote.starts_at is not None:
        raise RefusedError("Phiếu mã in được từ khi mở đến khi bắt đầu biểu quyết. Tải lại trang để xem bước hiện tại.")
